"""``aligner align``: two documents to a file of pairs."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.check_options import check_options, settings_of
from aligner.cli.places import LOCAL_NAME, Local

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from aligner.pipeline import Alignment
    from aligner.types import Document, Pair


@click.command()
@click.argument("ko", metavar="KO")
@click.argument("en", metavar="EN")
@click.option(
    "-o", "--output", type=LOCAL_NAME, metavar="FILE", help="Write to FILE, not to standard output."
)
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    help="tsv, jsonl, tmx, xliff or moses  [default: by FILE's ending, else tsv]",
)
@click.option("--model", default="default", show_default=True, help="See 'aligner models'.")
@click.option("--lines", is_flag=True, help="Each non-blank line is one sentence.")
@click.option("--unaligned", is_flag=True, help="Also write what has no partner.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="X",
    help="Leave out pairs of a confidence below X (0 to 1); what is unaligned stays.",
)
@check_options
@click.option(
    "--repair",
    is_flag=True,
    help="Apply the safe fixes of the findings; spans point into the text before them.",
)
@click.option(
    "--save-text",
    type=Local(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write the texts that the spans point into to DIR.",
)
@click.option(
    "--max-size",
    type=click.FloatRange(min=0, min_open=True),
    default=200.0,
    show_default=True,
    metavar="MB",
    help="The most that an input may hold once it is unpacked.",
)
@click.option("-q", "--quiet", is_flag=True, help="No summary, no notices.")
def align(
    ko: str,
    en: str,
    output: str | None,
    format_name: str | None,
    model: str,
    lines: bool,
    unaligned: bool,
    min_confidence: float,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    glossary: Path | None,
    date: datetime | None,
    config: Path | None,
    isolated: bool,
    repair: bool,
    save_text: Path | None,
    max_size: float,
    quiet: bool,
) -> None:
    """Align the Korean text KO with its English translation EN.

    Each is a text, web page, office file, book, PDF, mail or subtitles, compressed or
    not, or - for standard input. The result has one pair a row:
    both texts, the type of the bead, how similar and how surely right it is, what
    is wrong with it, and where it stands in both files. The findings are those of
    'aligner check', by the same settings.
    """
    from aligner.checks import Checker
    from aligner.checks import check as check_pairs
    from aligner.checks import repair as repair_pairs
    from aligner.cli.summary import print_summary, stage_display
    from aligner.embedding import load
    from aligner.errors import OutputError
    from aligner.formats import format_of
    from aligner.pipeline import align_documents

    started = time.perf_counter()
    target = None if output in (None, "-") else output
    if target and Path(target).is_dir():
        raise OutputError(f"{target}: a directory; name a file in it")
    has_ending = target is not None and Path(target).suffix != ""
    chosen = format_of(target if has_ending and target else "x.tsv", format_name)
    _refuse_early(ko, en, target, chosen, save_text, [path for path in (glossary, config) if path])
    settings = settings_of(
        select=select, ignore=ignore, glossary=glossary, date=date, config=config, isolated=isolated
    )
    wanted = settings.select, settings.ignored_for(target or _name(ko, en)), settings.options()
    Checker(*wanted)  # a code that does not exist is told before anything is read
    with stage_display(quiet=quiet) as stage:
        stage("reading")
        ko_document, en_document = _read(ko, en, max_size, lines=lines, quiet=quiet)
        stage("loading the model")
        encoder = load(model)
        alignment = align_documents(
            ko_document,
            en_document,
            encoder,
            lines=lines,
            name=_name(ko, en),
            checked=False,
            progress=stage,
        )
        stage("checking the pairs")
        alignment = replace(alignment, pairs=tuple(check_pairs(alignment.pairs, *wanted)))
        pairs: Sequence[Pair] = [
            pair
            for pair in alignment.pairs
            if (unaligned if pair.is_null else (pair.confidence or 0) >= min_confidence)
        ]
        fixed = None
        if repair:
            pairs, fixed = repair_pairs(pairs)
            # What is mended on one side can be evidence about the other.
            pairs = check_pairs(pairs, *wanted)
    if save_text:
        _save_texts(save_text, _name(ko, en), alignment)
    _write(pairs, target, chosen)
    if alignment.is_doubtful and not quiet:
        click.echo(f"{ko} and {en} do not look like translations of each other", err=True)
    if not quiet:
        print_summary(
            alignment,
            pairs,
            min_confidence,
            fixed,
            time.perf_counter() - started,
            two_sided=chosen == "moses",
        )


def _refuse_early(
    ko: str,
    en: str,
    output: str | None,
    format_name: str,
    save_text: Path | None,
    others: list[Path],
) -> None:
    """Find out what cannot work before a model is loaded."""
    from aligner.cli.safety import refuse_overwriting
    from aligner.errors import InputError, OutputError, UsageError
    from aligner.formats import paths_written

    if ko == en == "-":
        raise UsageError("only one of the two texts can come from standard input")
    inputs = [Path(path) for path in (ko, en) if path != "-"]
    if len(inputs) == 2 and all(path.exists() for path in inputs) and inputs[0].samefile(inputs[1]):
        raise InputError(
            f"{ko} and {en}: the same file twice; give the original and its translation"
        )
    if output is None and format_name == "moses":
        raise UsageError("moses is two files; name one of them with -o, corpus.ko for example")
    written = [Path(path) for path in paths_written(output, format_name)] if output else []
    if save_text:
        if save_text.exists() and not save_text.is_dir():
            raise OutputError(f"{save_text}: a file; name a folder")
        if not save_text.parent.is_dir():
            raise OutputError(
                f"{save_text}: there is no folder {save_text.parent}; create it first"
            )
        if save_text.is_dir():
            written += _saved_texts(save_text, _name(ko, en))
    refuse_overwriting(written, [*inputs, *others])


def _read(
    ko: str, en: str, max_size: float, *, lines: bool, quiet: bool
) -> tuple[Document, Document]:
    from aligner.documents import MEGABYTE
    from aligner.pipeline import read_sides

    sides = read_sides(ko, en, lines=lines, max_size=int(max_size * MEGABYTE))
    if not quiet:
        if sides.swapped:
            click.echo(f"{ko} is the English text and {en} the Korean one; swapped", err=True)
        for notice in sides.notices:
            click.echo(notice, err=True)
    return sides.ko, sides.en


def _name(ko: str, en: str) -> str:
    """What the two file names have in common in front: ``news/a.ko.html`` gives ``a``."""
    from aligner.documents import stem_of

    return stem_of(ko if ko != "-" else en).removesuffix(".ko").removesuffix(".en")


def _saved_texts(folder: Path, name: str) -> list[Path]:
    return [folder / f"{name}.ko.txt", folder / f"{name}.en.txt"]


def _save_texts(folder: Path, name: str, alignment: Alignment) -> None:
    from aligner.formats import atomic_writers

    folder.mkdir(exist_ok=True)
    with atomic_writers(*_saved_texts(folder, name)) as streams:
        for stream, document in zip(streams, (alignment.ko, alignment.en), strict=True):
            stream.write(document.text.encode("utf-8", "surrogatepass"))


def _write(pairs: Sequence[Pair], output: str | None, format_name: str) -> None:
    from aligner.formats import write_pairs, write_to_stream

    if output:
        write_pairs(pairs, output, format_name)
    else:
        write_to_stream(pairs, sys.stdout.buffer, format_name)
