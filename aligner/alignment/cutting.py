"""Whether a bead is really two: a headline and the sentence that it ran into, on both sides.

Where a sentence ends without a mark (`aligner.sentences.unmarked`), one side alone cannot
tell; the two together often can. Of all ways to cut a bead in two, at a border on either
side, and of leaving it whole, one is right: a conditional logit (McFadden 1974) over what
the borders look like and over how much better the parts fit each other than crosswise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul

from aligner.alignment.features import CHARACTER_RATIO
from aligner.resources import fitted, require_names
from aligner.sentences.unmarked import PARAMETERS

TRAITS = (
    "always one",
    "score of the Korean border",
    "score of the English border",
    "a Korean sentence ends there",
    "the English border, where a Korean sentence ends",
    "second parts rather than crosswise",
    "similarity of the whole",
    "gain of the parts over the whole",
    "length ratio of the first parts",
    "length ratio of the second parts",
    "length of the first parts",
    "length of the second parts",
    "length of a long first part",
    "numbers shared by the parts rather than crosswise",
    "probability of the whole",
    "opening",
)
LEAST_PROBABILITY = 0.95
"""Of the ways to cut a bead together: below, it stays whole. A sentence cut for nothing is worse
than a headline that stays with its sentence."""
LEAST_BESIDE_AN_END = 0.8
"""The same where a sentence ends on one side anyway."""

_LONG = 90  # characters of English; few headlines have more


@dataclass(frozen=True, slots=True)
class Part:
    """One of the four parts of a bead that is cut: its length and the numbers in it."""

    length: int
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to cut a bead.

    ``ko_score`` and ``en_score`` are the odds of the borders in logits, None where a
    sentence ends there anyway. ``parts`` are the Korean ones and the English ones,
    ``similarities`` those of the first parts, the second ones, the first Korean with the
    second English one, and the other way round.
    """

    ko_score: float | None
    en_score: float | None
    parts: tuple[tuple[Part, Part], tuple[Part, Part]]
    similarities: tuple[float, float, float, float]


def traits(cut: Cut, whole: float, logit: float, *, opens: bool) -> tuple[float, ...]:
    """The `TRAITS` of a cut.

    ``whole`` is the similarity of the bead as it is, ``logit`` that of its probability by the
    search; ``opens`` tells that it opens a paragraph on both sides.
    """
    first, second, *crosswise = cut.similarities
    (ko_first, ko_second), (en_first, en_second) = cut.parts
    # A border between sentences needs no score: that of a word border tells how likely it is one.
    ko, en = (0.0 if score is None else score for score in (cut.ko_score, cut.en_score))
    ends = cut.ko_score is None
    straight = _shared(ko_first, en_first) + _shared(ko_second, en_second)
    crosswise_numbers = _shared(ko_first, en_second) + _shared(ko_second, en_first)
    return (
        1.0,
        ko,
        en,
        float(ends),
        en * ends,
        second - max(crosswise),
        whole,
        (first + second) / 2 - whole,
        _ratio(ko_first, en_first),
        _ratio(ko_second, en_second),
        _length(ko_first, en_first),
        _length(ko_second, en_second),
        max(0.0, math.log(en_first.length / _LONG)),
        float(min(straight, 3) - min(crosswise_numbers, 3)),
        logit,
        float(opens),
    )


def probabilities(options: Sequence[tuple[float, ...]], weights: Sequence[float]) -> list[float]:
    """How probable each of the cuts of one bead is; what is missing to 1 speaks for none.

    >>> [round(p, 2) for p in probabilities([(1.0, 0.0), (1.0, 2.0)], (0.0, 1.0))]
    [0.11, 0.79]
    """
    scores = [sum(map(mul, weights, option)) for option in options]
    most = max(0.0, *scores)
    odds = [math.exp(score - most) for score in scores]
    total = sum(odds) + math.exp(-most)
    return [each / total for each in odds]


@cache
def parameters() -> tuple[float, ...]:
    """The fitted weights of the `TRAITS`."""
    data = fitted(PARAMETERS)["cut"]
    require_names(PARAMETERS, data["traits"], TRAITS)
    return tuple(data["weights"])


def _shared(ko: Part, en: Part) -> int:
    return len(ko.numbers & en.numbers)


def _ratio(ko: Part, en: Part) -> float:
    """How far the lengths are from what a translation has, in logarithms."""
    return abs(math.log((en.length + 2) / CHARACTER_RATIO / (ko.length + 1)))


def _length(ko: Part, en: Part) -> float:
    return math.log(min(ko.length, en.length / 2) + 1) / 3
