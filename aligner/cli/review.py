"""``aligner review``: put an alignment right in the browser, and export the result."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.places import LOCAL_NAME, Local
from aligner.cli.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from aligner.embedding import Encoder
    from aligner.review.desk import Desk

    Serve = Callable[[Desk, int, Callable[[], Encoder] | None, Callable[[str], None]], None]


@click.command()
@click.argument("source", metavar="FILE|CORPUS", type=LOCAL_NAME)
@click.option("--no-open", is_flag=True, help="Do not open the browser, only print the address.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="0 is any.  [default: 0]")
@click.option(
    "--export",
    "target",
    type=LOCAL_NAME,
    metavar="OUT",
    help="Do not serve: write what was reviewed to OUT, a file of pairs or a folder for gold.",
)
@click.option(
    "--texts",
    type=Local(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="With --export: the texts that 'aligner align --save-text DIR' wrote.",
)
@click.option(
    "--format", "format_name", metavar="NAME", help="Of FILE, if its ending does not tell."
)
@click.option("--model", default="default", show_default=True, help="Scores what you change.")
@click.option("--no-scores", is_flag=True, help="Do not score what you change.")
def review(
    source: str,
    no_open: bool,
    port: int,
    target: str | None,
    texts: Path | None,
    format_name: str | None,
    model: str,
    no_scores: bool,
) -> None:
    """Review the pairs of FILE or CORPUS in the browser, by keyboard.

    Every step is written at once to a journal beside FILE, which itself is never
    changed; --export writes the result. A folder OUT gets the documents of which all
    rows are confirmed, as gold that 'aligner evaluate' reads.
    """
    from aligner.errors import UsageError
    from aligner.review.desk import Desk
    from aligner.review.scoring import Scorer
    from aligner.viewing import open_source

    if texts and not target:
        raise UsageError("--texts goes with --export")

    def load() -> Encoder:
        from aligner.embedding import load as load_model

        return load_model(model)

    serve = None if target else _server()  # before a journal is begun
    opened = open_source(source, format_name)
    desk = Desk(opened)
    try:
        if target:
            if not no_scores and desk.work():
                desk.scorer = Scorer(load())
            _export(desk, Path(source), target, texts)
        elif serve is not None:
            with suppress(KeyboardInterrupt):  # that is how it is meant to end
                _serve(serve, desk, port, None if no_scores else load, open_browser=not no_open)
    finally:
        desk.journal.close()


def _server() -> Serve:
    """What serves a review, which an extra brings."""
    from aligner.errors import UsageError

    try:
        from aligner.review.serving import serve
    except ImportError as error:
        raise UsageError(
            f"the review page needs {error.name}: pip install 'aligner[review]'"
        ) from None
    return serve


def _serve(
    serve: Serve,
    desk: Desk,
    port: int,
    load: Callable[[], Encoder] | None,
    *,
    open_browser: bool,
) -> None:
    def ready(address: str) -> None:
        import threading
        import webbrowser

        click.echo(address)
        click.echo(f"every step is kept in {desk.journal.path}; Ctrl-C ends", err=True)
        if open_browser:
            # A text browser would hold the server up.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    serve(desk, port, load, ready)


def _export(desk: Desk, source: Path, target: str, texts: Path | None) -> None:
    from aligner.cli.safety import refuse_overwriting
    from aligner.errors import InputError, UsageError
    from aligner.formats import format_of, write_pairs
    from aligner.review.export import corrected, gold_files, score_all

    path = Path(target)
    if path.suffix and not path.is_dir():
        format_of(target)
        refuse_overwriting([path], [source, desk.journal.path])
        if desk.scorer is not None:
            score_all(desk)
        pairs = list(corrected(desk))
        write_pairs(pairs, target)
        confirmed = sum(bead.confirmed for bead in desk.state.beads)
        click.echo(f"{target}: {counted(len(pairs), 'row')}, {confirmed:,} confirmed", err=True)
        return
    gold, notices = gold_files(desk, _texts(texts) if texts else None)
    for notice in notices:
        click.echo(notice, err=True)
    if not gold:
        raise InputError(f"{source}: no document is confirmed to its end; nothing was written")
    if path.exists() and not path.is_dir():
        raise UsageError(f"{target}: a file; name a folder for gold, or a file that ends in .tsv")
    _write_gold(path, gold)
    click.echo(f"{target}: gold of {counted(len(gold), 'document')}", err=True)


def _texts(folder: Path) -> dict[str, tuple[str, str]]:
    """The texts of a folder by the names of their gold."""
    from aligner.documents import read_document
    from aligner.evaluation.against import gold_name

    return {
        gold_name(path.name.removesuffix(".ko.txt")): (
            read_document(path).text,
            read_document(path.with_name(path.name.removesuffix(".ko.txt") + ".en.txt")).text,
        )
        for path in sorted(folder.glob("*.ko.txt"))
    }


def _write_gold(folder: Path, gold: dict[str, dict[str, str]]) -> None:
    """Write the files of one document after the other, those of each whole or not at all.

    All at once would be too many to have open.
    """
    from aligner.errors import OutputError
    from aligner.formats import atomic_writers

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make {folder}: {error.strerror or error}") from None
    for files in gold.values():
        with atomic_writers(*(folder / name for name in files)) as streams:
            for stream, text in zip(streams, files.values(), strict=True):
                stream.write(text.encode("utf-8"))
