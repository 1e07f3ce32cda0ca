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

CUT_TRAITS = (
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
    "opening the document",
)
TRIM_TRAITS = (
    "trim",
    "trim, Korean",
    "trim, the first part stays",
    "trim, score of the border",
    "trim, gain of the part that stays over the whole",
    "trim, similarity of the part that goes",
    "trim, length ratio of the whole",
    "trim, length ratio of the part that stays",
    "trim, length of the part that goes",
    "trim, something beside",
    "trim, similarity of the part that goes to what is beside",
    "trim, numbers that the part that goes shares",
    "trim, opening the document",
)
TRAITS = (*CUT_TRAITS, *TRIM_TRAITS)
"""What is known of a way to cut a bead: of a cut of both sides, and of a trim of one."""
LEAST_PROBABILITY = 0.8
"""Of the ways to cut a bead together: below, it stays whole. A sentence cut for nothing is worse
than a headline that stays with its sentence."""
LEAST_BESIDE_AN_END = 0.7
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


@dataclass(frozen=True, slots=True)
class Trim:
    """One way to cut one side of a bead so that one part stays and the other goes.

    ``score`` are the odds of the border in logits; ``korean`` tells which side is cut, and
    ``other`` is the whole of the other one. ``similarities`` are those of the two parts to
    it, and ``beside`` that of the part that goes to the sentence without a partner that
    stands there on the other side, if one does.
    """

    korean: bool
    first_stays: bool
    score: float
    stays: Part
    goes: Part
    other: Part
    similarities: tuple[float, float]
    beside: float | None


def cut_traits(
    cut: Cut, whole: float, logit: float, *, opens: bool, begins: bool
) -> tuple[float, ...]:
    """The `TRAITS` of a cut of both sides.

    ``whole`` is the similarity of the bead as it is, ``logit`` that of its probability by the
    search; ``opens`` tells that it opens a paragraph on both sides, ``begins`` that it is the
    first of a document.
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
        float(begins),
        *(0.0 for _ in TRIM_TRAITS),
    )


def trim_traits(trim: Trim, whole: float, *, begins: bool) -> tuple[float, ...]:
    """The `TRAITS` of a trim; ``whole`` and ``begins`` are as in `cut_traits`."""
    stays, goes = trim.similarities
    length = trim.stays.length + trim.goes.length
    cut, kept = Part(length, frozenset()), trim.stays
    return (
        *(0.0 for _ in CUT_TRAITS),
        1.0,
        float(trim.korean),
        float(trim.first_stays),
        trim.score,
        stays - whole,
        goes,
        _ratio(cut, trim.other) if trim.korean else _ratio(trim.other, cut),
        _ratio(kept, trim.other) if trim.korean else _ratio(trim.other, kept),
        math.log(trim.goes.length / length),
        float(trim.beside is not None),
        trim.beside or 0.0,
        float(min(_shared(trim.goes, trim.other), 3)),
        float(begins),
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
