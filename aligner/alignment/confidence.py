"""From what the search says of a bead to a confidence that means what it says.

The probability of a bead under the model is that of its place on the path, given
the sentences. What makes a bead wrong besides, above all in running text, where the
sentences are our own finding, shows in the bead and beside it: doubtful
neighbours, a member that does not end like a sentence, and the opening of an article
whose headline ran into the first sentence. A logistic regression weighs these
(Platt 1999, with more than the one input); for lines and for running text apart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import mul

from aligner.alignment.evidence import Evidence
from aligner.resources import fitted, require_names

PARAMETERS = "confidence.json"
"""The fitted weights, in the folder ``models``; the script that fits them lies beside."""

TRAITS = (
    "always one",
    "probability",
    "probability of the bead before",
    "probability of the bead behind",
    "several sentences on a side",
    "a sentence inside without an end",
    "no end",
    "length",
    "length of the opening",
    "doubt of the cut",
)
"""What is known of a bead; of a null bead only the first two, and the others are 0."""

_CERTAIN = 9.0  # in logits: above that one neighbour is as good as another
_LONG = 40  # characters of Korean


@dataclass(frozen=True)
class Found:
    """A bead that the search found, with the `TRAITS` that tell how sure it is."""

    ko: tuple[int, ...]
    en: tuple[int, ...]
    similarity: float | None
    traits: tuple[float, ...]

    @property
    def is_null(self) -> bool:
        """Whether one side is empty."""
        return not (self.ko and self.en)

    @property
    def logit(self) -> float:
        """The probability under the model, in logits."""
        return self.traits[TRAITS.index("probability")]

    def with_doubt(self, doubt: float) -> Found:
        """The bead with the probability that it is two, or that it was and should not be."""
        return replace(self, traits=(*self.traits[:-1], doubt))


def traits(
    ko: Evidence,
    en: Evidence,
    rows: Sequence[int],
    columns: Sequence[int],
    probability: float,
    neighbours: tuple[float, float],
) -> tuple[float, ...]:
    """The `TRAITS` of a bead with two sides.

    ``neighbours`` are the probabilities of the beads before and behind it on the path.
    """
    length = max(0.0, math.log(float(sum(ko.lengths[row] for row in rows)) / _LONG))
    before, behind = (min(logit(p), _CERTAIN) / 4 for p in neighbours)
    return (
        1.0,
        logit(probability),
        before,
        behind,
        float(len(rows) + len(columns) > 2),
        1.0
        - min([ko.final[n] for n in rows[:-1]] + [en.final[n] for n in columns[:-1]], default=1.0),
        1.0 - min(ko.final[rows[-1]], en.final[columns[-1]]),
        length,
        length * (rows[0] == columns[0] == 0),
        0.0,
    )


def null_traits(probability: float) -> tuple[float, ...]:
    """The `TRAITS` of a sentence that stands alone."""
    return (1.0, logit(probability), *(0.0 for _ in TRAITS[2:]))


def logit(probability: float) -> float:
    """The logarithm of the odds; of what is next to impossible or certain, a bounded one.

    >>> logit(0.5), logit(1.0) < 21
    (0.0, True)
    """
    p = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(p / (1 - p))


@dataclass(frozen=True)
class Weights:
    """The fitted weights of the `TRAITS`, for beads with two sides and for null beads.

    ``set_aside`` is the confidence that a sentence which the reader of the page took for
    furniture and the like really has no partner.
    """

    bead: tuple[float, ...]
    null: tuple[float, ...]
    set_aside: float

    def confidence(self, found: Found) -> float:
        """The probability that the bead is exactly right.

        >>> first = Found((0,), (0,), 0.8, null_traits(0.9))
        >>> round(Weights((0, 1, 0, 0, 0, 0, 0, 0, 0, 0), (), 1.0).confidence(first), 6)
        0.9
        """
        weights = self.null if found.is_null else self.bead
        return 1 / (1 + math.exp(-sum(map(mul, weights, found.traits))))


@cache
def weights(*, lines: bool) -> Weights:
    """The weights for sentences that were given as lines, or that were found in running text."""
    data = fitted(PARAMETERS)
    require_names(PARAMETERS, data["traits"], TRAITS)
    some = data["lines" if lines else "text"]
    return Weights(tuple(some["bead"]), tuple(some["null"]), data["set_aside"])
