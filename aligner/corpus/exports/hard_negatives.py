"""Hard negatives: texts that look like a translation and are none.

The nearest texts of the other language by an encoder, without those that may well be right.
A candidate is passed over that is as near as 95 % of what the translation itself is
(Moreira et al. 2024, "NV-Retriever", the positive-aware rule), and one that is nearly the
same text as the translation, or whose own translation is nearly the same text as the anchor.
So is what is nearly the same text as one of those: the same sentence may stand elsewhere in the
corpus beside another one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aligner.corpus.duplicates import SHINGLE, jaccard, shingles
from aligner.corpus.normalised import comparable
from aligner.embedding import Encoder
from aligner.errors import InputError
from aligner.types import Side

POSITIVE_SHARE = 0.95
NEARLY_SAME = 0.5
"""The likeness (Jaccard of character shingles) from which on two texts may mean the same."""

_LOOKED_AT = 50
_ROWS = 1024


def mine(
    anchors: Sequence[str],
    positives: Sequence[str],
    sides: tuple[Side, Side],
    encoder: Encoder,
    count: int,
) -> list[list[int]]:
    """For each anchor the numbers of ``count`` positives of others, the hardest first.

    ``sides`` are the languages of anchors and positives. All vectors are held in memory.
    Where too few are near and certainly wrong, ones that are further off fill up; raises
    InputError where there are not enough at all.
    """
    vectors = encoder.encode(list(anchors)), encoder.encode(list(positives))
    own = np.einsum("ij,ij->i", *vectors)
    plain = [_shingled(anchors, sides[0]), _shingled(positives, sides[1])]
    found = []
    for start in range(0, len(anchors), _ROWS):
        likeness = vectors[0][start : start + _ROWS] @ vectors[1].T
        for row, near in enumerate(likeness, start):
            found.append(_negatives(row, near, float(own[row]), plain, count))
    return found


def _shingled(texts: Sequence[str], side: Side) -> list[frozenset[str]]:
    return [shingles(comparable(text), SHINGLE[side]) for text in texts]


def _negatives(
    row: int,
    near: NDArray[np.float32],
    own: float,
    plain: Sequence[Sequence[frozenset[str]]],
    count: int,
) -> list[int]:
    looked_at = _LOOKED_AT
    while True:
        order = [int(other) for other in _largest(near, looked_at) if other != row]
        right = [row]  # and whatever else may be a translation of the anchor
        for other in order:
            if near[other] >= POSITIVE_SHARE * own or any(
                _is_same(texts[row], texts[other]) for texts in plain
            ):
                right.append(other)
        chosen = _unlike(order, right, plain[1], count)
        if len(chosen) == count:
            return chosen
        if looked_at >= len(near):
            raise InputError(
                f"{len(near):,} pairs are too few for {count} hard negatives each; "
                "ask for fewer or give a larger corpus"
            )
        looked_at *= 8


def _unlike(
    order: Sequence[int], right: Sequence[int], texts: Sequence[frozenset[str]], count: int
) -> list[int]:
    """The first ``count`` texts that are nearly the same as no right one and no earlier one."""
    passed, chosen = set(right), list[int]()
    for other in order:
        if len(chosen) == count:
            break
        if other not in passed and not any(
            _is_same(texts[other], texts[known]) for known in (*right, *chosen)
        ):
            chosen.append(other)
    return chosen


def _is_same(first: frozenset[str], second: frozenset[str]) -> bool:
    return first == second or jaccard(first, second) >= NEARLY_SAME


def _largest(values: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """The places of the largest values, in descending order; equal ones by place."""
    if count < len(values):
        places = np.argpartition(-values, count)[:count]
    else:
        places = np.arange(len(values))
    return places[np.lexsort((places, -values[places]))]
