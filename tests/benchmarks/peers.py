"""Our alignment beside sentweave (Vecalign's search) and galechurch, on the same vectors.

    pip install -c constraints.txt '.[bench]'
    python -m tests.benchmarks.peers --gold ../shared/gold [--json FILE]

Line input, held-out documents only, and no furniture is taken out beforehand: only the
alignment proper is compared. Each aligner does each set in a process of its own. The
tables come as Markdown; ``tests.benchmarks.drawing`` draws what ``--json`` writes.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

from aligner.embedding import Encoder, load
from aligner.evaluation import Scores, is_held_out, read_gold, score_lines
from tests.benchmarks.aligners import ALIGNERS, run
from tests.benchmarks.prepared import embed, gold_lines

SETS = ("clean", "hard1", "hard2", "hard3", "real", "real_fine", "hard_real", "real_drift")
SURE = ("ntrex", "pud")
"""Beginnings of the names of documents whose gold is beyond doubt.

The third source of the first four sets, park, is itself a few per cent wrong.
"""
PARTS = {"all": "All held-out documents", "n+p": "Of these, NTREX and PUD only"}


@dataclass(frozen=True)
class Row:
    """What one aligner reached on one part of a set.

    Time and memory are known for the whole set only, and rates of null lines only
    where the gold has some.
    """

    set: str
    part: str
    documents: int
    aligner: str
    strict_f1: float
    lax_f1: float
    null_precision: float | None
    null_recall: float | None
    cpu_seconds: float | None
    peak_megabytes: float | None


def main() -> None:
    """Measure, print the tables, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--model", default="default")
    parser.add_argument("--sets", nargs="*", default=SETS)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    encoder = load(options.model)
    rows = [row for name in options.sets for row in measure(options.gold / name, encoder)]
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1))
    for part, title in PARTS.items():
        print(f"{title}\n\n{markdown([row for row in rows if row.part == part])}\n")


def measure(folder: Path, encoder: Encoder) -> Iterator[Row]:
    """All aligners over the held-out documents of one set."""
    documents = [
        document
        for document in read_gold(folder)
        if is_held_out(document.name) and document.beads is not None
    ]
    with tempfile.TemporaryDirectory() as room:
        prepared = [embed(Path(room, each.name), gold_lines(each), encoder) for each in documents]
        for name in ALIGNERS:
            result = run(name, prepared)
            scored = {
                document.name: score_lines(document.beads or (), beads, document.coarse)
                for document, beads in zip(documents, result.beads, strict=True)
            }
            some = {key: value for key, value in scored.items() if key.startswith(SURE)}
            resources = (result.cpu_seconds, result.peak_megabytes)
            yield row(folder.name, "all", name, Scores.total(scored.values()), resources)
            if 0 < len(some) < len(scored):
                yield row(folder.name, "n+p", name, Scores.total(some.values()), None)


def row(
    set_name: str, part: str, aligner: str, scores: Scores, resources: tuple[float, float] | None
) -> Row:
    """One row of the table."""
    null = scores["null"] if scores["null"].gold else None
    return Row(
        set_name,
        part,
        scores.documents,
        aligner,
        scores["strict"].f1,
        scores["lax"].f1,
        null and null.precision,
        null and null.recall,
        *(resources or (None, None)),
    )


def markdown(rows: Sequence[Row]) -> str:
    """The rows as a table: sets down, aligners inside each."""
    lines = [
        "| set | aligner | strict F1 | lax F1 | null P | null R | CPU s | peak MB |",
        "| --- | --- " + "| ---: " * 6 + "|",
    ]
    for name, some in groupby(rows, key=lambda row: f"{row.set} ({row.documents})"):
        for number, each in enumerate(some):
            cells = [
                name if number == 0 else "",
                each.aligner,
                *(rate(value) for value in (each.strict_f1, each.lax_f1)),
                *(rate(value) for value in (each.null_precision, each.null_recall)),
                "" if each.cpu_seconds is None else f"{each.cpu_seconds:.2f}",
                "" if each.peak_megabytes is None else f"{each.peak_megabytes:.0f}",
            ]
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def rate(value: float | None) -> str:
    """A rate without its leading zero: .981."""
    return "–" if value is None else f"{value:.3f}".removeprefix("0")


if __name__ == "__main__":
    main()
