"""``aligner pair``: folders to a list of the files that belong together."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.places import LOCAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aligner.pairing import Files, Pairing, Proposal

_NAMED_AT_MOST = 20


@click.command()
@click.argument("folders", metavar="KO_DIR [EN_DIR]", nargs=-1, required=True, type=LOCAL)
@click.option("-o", "--output", metavar="MANIFEST", help="Write to a file, not to standard output.")
@click.option("--model", default="default", show_default=True, help="See 'aligner models'.")
@click.option("--no-content", is_flag=True, help="Go by the names alone; no model is loaded.")
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    metavar="X",
    help="Leave out pairs of a score below X (0 to 1).",
)
@click.option("--unmatched", is_flag=True, help="Also write the files that have no partner.")
@click.option(
    "--recursive/--no-recursive",
    default=True,
    show_default=True,
    help="Look into folders inside the folders.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, unmatched files included.")
@click.option("-q", "--quiet", is_flag=True, help="No summary, no notices.")
def pair(
    folders: tuple[Path, ...],
    output: str | None,
    model: str,
    no_content: bool,
    min_score: float,
    unmatched: bool,
    recursive: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Find out which files of KO_DIR and EN_DIR belong together.

    One folder may also hold the files of both languages. The result has one pair
    of files a row, ready for 'aligner build': both paths, a name for the pair, the
    probability that they translate each other, and whether their names or their
    contents say so, or both. Paths are relative to the folder of MANIFEST, or to the
    working directory.
    """
    from aligner.cli.safety import refuse_overwriting
    from aligner.cli.summary import stage_display
    from aligner.errors import UsageError
    from aligner.formats import atomic_writer
    from aligner.pairing import pair_files, read_files, render

    if len(folders) > 2:
        raise UsageError("name a Korean and an English folder, or one with both languages")
    target = None if output in (None, "-") else Path(str(output))
    with stage_display(quiet=quiet) as stage:
        stage("reading")
        files = read_files(folders, recursive=recursive)
        found = [file.path for file in (*files.ko, *files.en)]
        found += [path for path, _ in (*files.unreadable, *files.copies)]
        if target:
            refuse_overwriting([target], found)
        require_both(files, folders)
        encoder = None
        if not no_content:
            from aligner.embedding import load

            stage("loading the model")
            encoder = load(model)
        pairing = pair_files(files.ko, files.en, encoder, min_score=min_score, progress=stage)
    base = target.parent if target else Path()
    lines = "".join(render(pairing, base, unmatched=unmatched))
    if target:
        with atomic_writer(target) as stream:
            stream.write(lines.encode())
    if as_json:
        click.echo(json.dumps(_record(files, pairing, base), ensure_ascii=False, indent=2))
    elif not target:
        sys.stdout.buffer.write(lines.encode())
    if not quiet:
        for line in (*notices(files, pairing, listed=unmatched), *_summary(files, pairing)):
            click.echo(line, err=True)


def require_both(files: Files, folders: Sequence[Path]) -> None:
    """Raise InputError, with a reason, if the files of a language are missing."""
    from aligner.errors import InputError

    where = " and ".join(str(folder) for folder in folders)
    for language, some in (("Korean", files.ko), ("English", files.en)):
        if not some:
            reasons = f"; {files.unreadable[0][1]}" if files.unreadable else ""
            raise InputError(f"{where}: no {language} document was found{reasons}")


def _record(files: Files, pairing: Pairing, base: Path) -> dict[str, object]:
    from aligner.pairing import relative

    def described(proposal: Proposal) -> dict[str, object]:
        return {
            "ko": relative(proposal.ko, base),
            "en": relative(proposal.en, base),
            "id": proposal.id,
            "score": round(proposal.score, 4),
            "how": proposal.how,
        }

    return {
        "pairs": [described(proposal) for proposal in pairing.proposals],
        "contradicted": [described(proposal) for proposal in pairing.contradicted],
        "unmatched": {
            "ko": [relative(path, base) for path in pairing.ko_alone],
            "en": [relative(path, base) for path in pairing.en_alone],
        },
        "copies": [
            {"path": relative(copy, base), "of": relative(first, base)}
            for copy, first in files.copies
        ],
        "unreadable": [
            {"path": relative(path, base), "reason": reason} for path, reason in files.unreadable
        ],
    }


def notices(files: Files, pairing: Pairing, *, listed: bool) -> Iterator[str]:
    """What somebody should look at; files without a partner unless the manifest lists them."""
    paired = {path for proposal in pairing.proposals for path in (proposal.ko, proposal.en)}
    yield from _shortened(
        [
            f"left out: {' '.join(reason.split())}"
            for path, reason in files.unreadable
            if path not in paired
        ]
    )
    yield from _shortened([f"left out: {a}: the same text as {b}" for a, b in files.copies])
    yield from _shortened(
        [f"{path}: not in the language of its folder or name" for path in files.elsewhere]
    )
    for one in pairing.contradicted:
        yield f"{one.ko} and {one.en}: the names agree, the contents do not (score {one.score:.2f})"
    if not listed:
        for paths in (pairing.ko_alone, pairing.en_alone):
            yield from _shortened([f"no partner: {path}" for path in paths])


def _shortened(lines: list[str]) -> list[str]:
    if len(lines) <= _NAMED_AT_MOST:
        return lines
    rest = len(lines) - _NAMED_AT_MOST
    return [*lines[:_NAMED_AT_MOST], f"… and {rest:,} more like this; --json lists all"]


def _summary(files: Files, pairing: Pairing) -> Iterator[str]:
    from collections import Counter

    ways = Counter(proposal.how for proposal in pairing.proposals)
    told = ", ".join(f"{ways[how]} by {how}" for how in ("both", "name", "content") if ways[how])
    yield f"files      {len(files.ko)} Korean, {len(files.en)} English"
    if files.passed_over:
        endings = " ".join(sorted(files.passed_over))
        yield f"passed by  {files.passed_over.total()} that are no documents ({endings})"
    yield f"pairs      {len(pairing.proposals)}" + (f" ({told})" if told else "")
    yield f"unmatched  {len(pairing.ko_alone)} Korean, {len(pairing.en_alone)} English"
