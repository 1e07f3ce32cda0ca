"""Scores as rows for a terminal and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aligner.evaluation.scores import PARTS, Scores

_HEADINGS = {"precision": "P", "recall": "R", "f1": "F1"}


def score_rows(
    scores: Mapping[str, Scores], measures: Sequence[str], parts: Sequence[str] = ("f1",)
) -> list[tuple[str, ...]]:
    """A header and a row for each set, and one for all together when there are several.

    >>> from aligner.evaluation.scores import Tally
    >>> score_rows({"hard2": Scores({"strict": Tally(9, 10, 9, 10)})}, ["strict"])
    [('set', 'documents', 'strict F1'), ('hard2', '1', '0.9000')]
    """
    rows = [("set", "documents", *(f"{m} {_HEADINGS[part]}" for m in measures for part in parts))]
    everything = dict(scores)
    if len(scores) > 1:
        everything["all"] = Scores.total(scores.values())
    for name, score in everything.items():
        cells = (f"{getattr(score[m], part):.4f}" for m in measures for part in parts)
        rows.append((name, str(score.documents), *cells))
    return rows


def render_table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as text with aligned columns, the first to the left and the others to the right.

    >>> print(render_table([("set", "F1"), ("hard2", "0.9")]))
    set     F1
    hard2  0.9
    """
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        first, *others = row
        padded = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        lines.append("  ".join([first.ljust(widths[0]), *padded]))
    return "\n".join(lines)


def as_json(scores: Mapping[str, Scores]) -> dict[str, Any]:
    """The same for a program: by set and measure, precision, recall and F1 unrounded.

    >>> from aligner.evaluation.scores import Tally
    >>> as_json({"a": Scores({"strict": Tally(1, 1, 1, 1)})})["a"]["strict"]["f1"]
    1.0
    """
    return {
        name: {
            "documents": score.documents,
            "uncovered": score.uncovered,
            **{
                measure: {part: getattr(tally, part) for part in PARTS}
                for measure, tally in score.tallies.items()
            },
        }
        for name, score in scores.items()
    }
