"""``aligner stats``: a corpus in numbers and pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.places import ANYWHERE, LOCAL, Place, here
from aligner.cli.wording import counted as number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aligner.corpus.statistics import Statistics

_LISTED = 10
_BARS = "▁▂▃▄▅▆▇█"


@click.command()
@click.argument("corpus", metavar="CORPUS|FILE", type=ANYWHERE)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option(
    "-o",
    "--output",
    type=LOCAL,
    metavar="DIR",
    help="Draw it into a new folder: statistics.png, .svg and .json.",
)
def stats(corpus: Place, as_json: bool, output: Path | None) -> None:
    """Count CORPUS, or a file of pairs: types, lengths, confidence, findings, coverage."""
    from aligner.corpus.source import is_of_a_file, open_source
    from aligner.corpus.statistics import statistics

    if output:
        from aligner.corpus.drawing import require_matplotlib

        require_matplotlib()
    with here(corpus) as near:
        source = open_source(near)
        counted = statistics(source.by_document(), of_a_file=is_of_a_file(source.run))
        record = {**counted.record(), "errors": sum(1 for _ in source.errors())}
    if output:
        _draw(counted, record, output)
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        for line in _lines(counted, errors=record["errors"]):
            click.echo(line)


def _draw(counted: Statistics, record: Mapping[str, object], output: Path) -> None:
    from aligner.corpus.drawing import draw
    from aligner.formats import new_folder

    with new_folder(output) as folder:
        text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
        (folder / "statistics.json").write_text(text, encoding="utf-8")
        draw(counted, [folder / "statistics.png", folder / "statistics.svg"])
    click.echo(f"drawn in {output}", err=True)


def _lines(counted: Statistics, errors: int) -> Iterator[str]:
    from aligner.corpus.statistics import (
        CONFIDENCE_BINS,
        COVERAGE_BINS,
        LENGTH_BINS,
        LENGTH_STEP,
        listed,
    )

    more = f", {errors:,} could not be used" if errors else ""
    yield f"documents   {counted.documents:,}{more}"
    clean = f" ({counted.clean:,} without an error or warning)"
    known = counted.pairs and counted.were_checked
    yield f"pairs       {counted.pairs:,}{clean if known else ''}"
    yield f"unaligned   {counted.nulls['ko']:,} Korean, {counted.nulls['en']:,} English"
    yield f"types       {_counts(counted.types.most_common(_LISTED))}"
    for side, name in (("ko", "Korean"), ("en", "English")):
        mean = counted.characters[side] / max(counted.pairs, 1)
        bars = _spark(listed(counted.lengths[side], LENGTH_BINS))
        label = f"{name:10}  {number_of(counted.words[side], 'word')}, {mean:.0f} characters a pair"
        yield f"{label:58}{bars} 0 to {LENGTH_STEP * LENGTH_BINS}"
    if counted.mean_confidence is not None:
        bars = _spark(listed(counted.confidences, CONFIDENCE_BINS))
        yield f"confidence  {counted.mean_confidence:.3f} on average{'':27}{bars} 0 to 1"
    if counted.mean_coverage is not None:
        bars = _spark(listed(counted.coverages, COVERAGE_BINS))
        yield f"coverage    {counted.mean_coverage:.1%} of the Korean on average{'':12}{bars} 0 to 100%"
    for what, table in (
        ("sources", counted.sources),
        ("licences", counted.licences),
        ("splits", counted.splits),
    ):
        if any(table):
            largest = sorted(table.items(), key=lambda item: -item[1]["pairs"])
            yield f"{what:11} {_counts([(name or '(none)', c['pairs']) for name, c in largest[:_LISTED]])}"
    yield from _findings(counted)


def _findings(counted: Statistics) -> Iterator[str]:
    from aligner.checks import rule
    from aligner.errors import UsageError

    if not counted.were_checked:
        yield "findings    none; whether the pairs were checked is not known ('aligner check')"
    for place, (code, count) in enumerate(counted.codes.most_common()):
        try:
            name = rule(code).name
        except UsageError:
            name = ""
        yield f"{'findings' if place == 0 else '':11} {count:,} × {code} {name}".rstrip()


def _counts(counts: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{count:,} × {name}" for name, count in counts) or "none"


def _spark(counts: Sequence[int]) -> str:
    """The counts as a row of bars; the smallest bar is one, a blank none."""
    most = max(counts, default=0) or 1
    return "".join(
        _BARS[min(count * len(_BARS) // most, len(_BARS) - 1)] if count else " " for count in counts
    )
