"""Predictions against gold: scores, calibration and the floors that must hold.

An aligner under test is a function from a `GoldDocument` to beads (over its
lines) or pairs (over its running text).

>>> from aligner.types import Bead
>>> document = GoldDocument(
...     "mine", "one", False, ("하나.",), ("One.",), (((0,), (0,)),), "", "", None
... )
>>> scores = evaluate_lines([document], lambda document: [Bead((0,), (0,), 0.9, 0.8)])
>>> scores["mine"]["strict"].f1
1.0
"""

from aligner.evaluation.against import gold_name, predictions
from aligner.evaluation.calibration import (
    Bin,
    at_threshold,
    calibration_error,
    ranking,
    reliability,
)
from aligner.evaluation.diagram import reliability_diagram
from aligner.evaluation.gate import Requirement, gate_failures, read_floors
from aligner.evaluation.gold import GoldDocument, fingerprint, read_gold
from aligner.evaluation.lines import LineBead, score_lines
from aligner.evaluation.measure import (
    Judgement,
    Result,
    evaluate_lines,
    evaluate_spans,
    measure_lines,
    measure_spans,
    totals,
)
from aligner.evaluation.scores import Scores, Tally
from aligner.evaluation.spans import SpanBead, score_spans
from aligner.evaluation.split import article_of, is_held_out
from aligner.evaluation.table import as_json, render_table, score_rows

__all__ = [
    "Bin",
    "GoldDocument",
    "Judgement",
    "LineBead",
    "Requirement",
    "Result",
    "Scores",
    "SpanBead",
    "Tally",
    "article_of",
    "as_json",
    "at_threshold",
    "calibration_error",
    "evaluate_lines",
    "evaluate_spans",
    "fingerprint",
    "gate_failures",
    "gold_name",
    "is_held_out",
    "measure_lines",
    "measure_spans",
    "predictions",
    "ranking",
    "read_floors",
    "read_gold",
    "reliability",
    "reliability_diagram",
    "render_table",
    "score_lines",
    "score_rows",
    "score_spans",
    "totals",
]
