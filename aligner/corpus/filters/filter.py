"""The form of a filter: a score, and which scores are accepted."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from aligner.types import Pair

Score = Callable[[Pair], float | None]


@dataclass(frozen=True, slots=True)
class Filter:
    """One reason for which a pair may be left out, measuring apart from deciding.

    ``score`` measures a pair; None says that there is nothing to measure, and the pair
    is accepted. Accepted are the scores from ``least`` to ``most``, both included.
    ``meaning`` says in a few words what is measured. A filter with a ``survey`` must have
    been shown every pair of the corpus before its first score. ``of_nulls`` tells that
    it also judges sentences without a partner. A filter that is ``last`` compares a pair
    with those before it; it is asked only about pairs that all others accept, so
    that of two copies the one that stays is good.

    >>> length = Filter("length", "characters", lambda pair: float(len(pair.en or "")), most=10)
    >>> length.accepts(length.score(Pair("d", "하나.", "One.")))
    True
    """

    name: str
    meaning: str
    score: Score
    least: float = -math.inf
    most: float = math.inf
    survey: Callable[[Pair], None] | None = None
    of_nulls: bool = False
    last: bool = False

    def accepts(self, score: float | None) -> bool:
        """Whether a pair with this score stays."""
        return score is None or self.least <= score <= self.most

    @property
    def bounds(self) -> str:
        """What is accepted, in words.

        >>> Filter("length", "characters", lambda pair: 1.0, most=10).bounds
        'at most 10'
        """
        bounds = [
            f"{word} {bound:g}"
            for word, bound in (("at least", self.least), ("at most", self.most))
            if math.isfinite(bound)
        ]
        return ", ".join(bounds)
