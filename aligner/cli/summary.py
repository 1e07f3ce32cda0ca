"""What ``aligner align`` says on standard error: how far it is, and what came out."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from aligner.cli.wording import counted
from aligner.types import SIDES, TRANSLATABLE_KINDS, Side

if TYPE_CHECKING:
    from aligner.pipeline import Alignment
    from aligner.types import Pair

PATIENCE_SECONDS = 1.0


@contextmanager
def stage_display(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show the stage of the work on a terminal once it takes longer than a second."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage: None
        return
    from rich.console import Console

    status = Console(stderr=True).status("starting")
    timer = threading.Timer(PATIENCE_SECONDS, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda stage: status.update(stage)
    finally:
        timer.cancel()
        timer.join()
        status.stop()


def print_summary(
    alignment: Alignment,
    written: Sequence[Pair],
    min_confidence: float,
    fixed: int | None,
    seconds: float,
    *,
    two_sided: bool,
) -> None:
    """Print sentences, beads by type, what is unaligned, findings by code, and the time.

    ``two_sided`` is said of a format that has no place for what has no partner.
    """
    from rich.console import Console
    from rich.table import Table

    from aligner.checks import rule

    pairs = [pair for pair in alignment.pairs if not pair.is_null]
    ko_count, en_count = map(len, alignment.sentences)
    ko_alone = _alone(alignment, "ko")
    en_alone = _alone(alignment, "en")
    ko_around, en_around = (
        sum(sentence.kind not in TRANSLATABLE_KINDS for sentence in side)
        for side in alignment.sentences
    )
    types = Counter(pair.type for pair in pairs).most_common()
    table = Table.grid(padding=(0, 2))
    table.add_row("sentences", f"{ko_count} Korean, {en_count} English")
    table.add_row(
        "pairs", f"{len(pairs)}" + (f" ({_listed(types)})" if pairs else "; nothing was aligned")
    )
    left_out = sum((pair.confidence or 0) < min_confidence for pair in pairs)
    if left_out:
        table.add_row("left out", f"{left_out} of a confidence below {min_confidence:g}")
    ends = alignment.sentence_ends
    if ends.ko or ends.en:
        alone = f"{ends.ko} in the Korean alone, {ends.en} in the English alone"
        table.add_row("sentence ends", f"{ends.shared} in both texts, {alone}")
    table.add_row("unaligned", f"{ko_alone} Korean, {en_alone} English")
    if ko_around or en_around:
        table.add_row("not article", f"{ko_around} Korean, {en_around} English lines")
    codes = Counter(finding.code for pair in written for finding in pair.findings)
    for place, (code, count) in enumerate(sorted(codes.items())):
        table.add_row("findings" if place == 0 else "", f"{count} × {code} {rule(code).name}")
    if fixed is not None:
        table.add_row("repaired", f"{counted(fixed, 'finding')}, by safe fixes")
    rows = sum(not pair.is_null for pair in written) if two_sided else len(written)
    passed = f"; {counted(len(written) - rows, 'row')} without a partner not"
    table.add_row(
        "written", f"{counted(rows, 'row')} in {seconds:.1f} s" + passed * (rows < len(written))
    )
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    with console.capture() as capture:
        console.print(table)
    for line in capture.get().splitlines():
        click.echo(line.rstrip(), err=True)


def _alone(alignment: Alignment, side: Side) -> int:
    """Sentences of the article that have no partner."""
    sentences = alignment.sentences[SIDES.index(side)]
    numbers = (getattr(pair, f"{side}_sentences") for pair in alignment.pairs if pair.is_null)
    return sum(sentences[n].kind in TRANSLATABLE_KINDS for some in numbers for n in some)


def _listed(types: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{count} × {kind}" for kind, count in types)
