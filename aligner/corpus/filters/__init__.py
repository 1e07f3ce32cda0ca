"""Which pairs of a corpus are left out, and why: measuring apart from deciding.

Each `Filter` measures a pair and accepts a range of scores, in the manner of OpusFilter
(Aulamo, Virpioja and Tiedemann 2020); `Limits` says where the ranges end.
"""

from __future__ import annotations

from aligner.corpus.filters.filter import Filter
from aligner.corpus.filters.judging import (
    REMOVED,
    Tally,
    Verdict,
    judge,
    judged,
    tally,
    write_filtered,
)
from aligner.corpus.filters.limits import USUAL, Limits, filters_of, names

__all__ = [
    "REMOVED",
    "USUAL",
    "Filter",
    "Limits",
    "Tally",
    "Verdict",
    "filters_of",
    "judge",
    "judged",
    "names",
    "tally",
    "write_filtered",
]
