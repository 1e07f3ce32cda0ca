"""How far a confidence can be believed: whether 0.9 means nine in ten.

After Guo et al. (2017), "On calibration of modern neural networks", for the
reliability table and the expected calibration error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.evaluation.measure import Judgement
from aligner.evaluation.scores import Tally


@dataclass(frozen=True, slots=True)
class Bin:
    """The beads with a confidence from ``low`` to below ``high``; 1 belongs to the last bin.

    ``confidence`` is their mean confidence, ``right`` the share that was right.
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float


def reliability(judgements: Sequence[Judgement], bins: int = 10) -> list[Bin]:
    """The table of confidence against truth, in bins of equal width; empty ones are left out.

    >>> reliability([Judgement(0.95, True, False), Judgement(0.93, False, False)])
    [Bin(low=0.9, high=1.0, count=2, confidence=0.94, right=0.5)]
    """
    groups: list[list[Judgement]] = [[] for _ in range(bins)]
    for judgement in judgements:
        groups[min(max(int(judgement.confidence * bins), 0), bins - 1)].append(judgement)
    return [
        Bin(
            low=number / bins,
            high=(number + 1) / bins,
            count=len(group),
            confidence=sum(item.confidence for item in group) / len(group),
            right=sum(item.right for item in group) / len(group),
        )
        for number, group in enumerate(groups)
        if group
    ]


def calibration_error(judgements: Sequence[Judgement], bins: int = 10) -> float:
    """The expected calibration error: how far the bins are off, on average over the beads.

    0 is perfect and also what no beads at all have.

    >>> calibration_error([Judgement(0.75, True, False), Judgement(0.75, False, False)])
    0.25
    """
    table = reliability(judgements, bins)
    off = sum(row.count * abs(row.confidence - row.right) for row in table)
    return off / len(judgements) if judgements else 0.0


def ranking(judgements: Sequence[Judgement]) -> float | None:
    """The area under the ROC curve: how often a right bead is surer than a wrong one.

    Ties count half. None when all are right or all are wrong, for then there is
    nothing to rank.

    >>> ranking([Judgement(0.9, True, False), Judgement(0.4, False, False)])
    1.0
    """
    right = np.sort([item.confidence for item in judgements if item.right])
    wrong = np.sort([item.confidence for item in judgements if not item.right])
    if not len(right) or not len(wrong):
        return None
    below = np.searchsorted(wrong, right, side="left")
    not_above = np.searchsorted(wrong, right, side="right")
    return float((below + not_above).sum() / (2 * len(right) * len(wrong)))


def at_threshold(judgements: Sequence[Judgement], threshold: float) -> Tally:
    """What keeping only the beads of this confidence or more does.

    Precision is the share of the kept that is right, recall the share of the
    right ones that is kept (those that were never proposed are not counted).

    >>> at_threshold([Judgement(0.9, True, False), Judgement(0.4, True, False)], 0.5).recall
    0.5
    """
    kept = [item for item in judgements if item.confidence >= threshold]
    hits = sum(item.right for item in kept)
    return Tally(hits, len(kept), hits, sum(item.right for item in judgements))
