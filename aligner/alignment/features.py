"""What speaks for and against a bead, as numbers.

All similarities are centred (each side's mean similarity to the other side is
taken off, which removes what a language or a topic has in common) and divided
by the encoder's *signal*, the centred similarity that a good translation
typically reaches with it; so the same weights serve every encoder.

The decisive features are comparisons within the document, not the similarity
itself: what the whole bead gains over its parts, what it would gain from one
more neighbour, and how far each member prefers the bead to its best rival
outside. They keep an unmatched sentence from being swallowed by its neighbour,
which is how aligners that look at the similarity alone fail.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.evidence import MAX_SENTENCES, Evidence
from aligner.alignment.search import BeadType

Floats = NDArray[np.float32]
Cells = tuple[NDArray[np.int64], NDArray[np.int64]]

BEAD_TYPES: tuple[BeadType, ...] = (
    (1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (1, 4), (4, 1), (2, 3), (3, 2), (3, 3),
)  # fmt: skip

CHARACTER_RATIO = 2.04
"""English characters for one Korean character: the median over news pairs."""

BEAD_FEATURES = (
    "similarity",
    "raw similarity",
    "lead of the Korean members over their rivals",
    "lead of the English members over their rivals",
    "lead of the weakest member",
    "gain over the parts",
    "gain from one more neighbour",
    "length ratio",
    "length ratio, unsigned",
    "length ratio, squared",
    "shared numbers",
    "numbers without a match",
    "shared words",
    "length",
    "one asks, the other does not",
    "quotations more on one side",
    "quotations left open",
    *(f"type {n}-{m}" for n, m in BEAD_TYPES),
)

NULL_FEATURES = (
    "best similarity",
    "lead over the second best",
    "best partner prefers it too",
    "lead over the partner's best",
    "length",
    "ends like a sentence",
    "length without such an end",
    "short",
    "near the start",
    "near the end",
    "numbers",
    "side",
)


@dataclass(frozen=True)
class Plane:
    """Two stretches of sentences against each other, with what their beads share.

    ``similarity[n - 1, m - 1]`` holds the scaled centred similarity of the window of
    ``n`` Korean sentences from each row with that of ``m`` English ones from
    each column, minus one where a window runs past its stretch; shape
    (MAX_SENTENCES, MAX_SENTENCES, rows, columns). ``raw`` holds the cosines,
    ``rarity`` the weights of numbers and words that both documents share.
    """

    ko: Evidence
    en: Evidence
    similarity: Floats
    raw: Floats
    rarity: Mapping[str, float]

    @property
    def single(self) -> Floats:
        """The similarity of single sentences, shape (rows, columns)."""
        matrix: Floats = self.similarity[0, 0]
        return matrix


def rarity(ko: Evidence, en: Evidence) -> dict[str, float]:
    """How much a number or word tells that both documents have: log(1 + sentences / occurrences).

    One that stands in every line tells nothing.
    """
    weights: dict[str, float] = {}
    for ko_items, en_items in ((ko.numbers, en.numbers), (ko.words, en.words)):
        ko_counts = Counter(item for items in ko_items for item in items)
        en_counts = Counter(item for items in en_items for item in items)
        for item in ko_counts.keys() & en_counts.keys():
            occurrences = ko_counts[item] + en_counts[item]
            weights[item] = math.log1p((len(ko) + len(en)) / occurrences)
    return weights


def plane(
    ko: Evidence, en: Evidence, signal: float, rarity: Mapping[str, float] = MappingProxyType({})
) -> Plane:
    """Compare every window of one stretch with every window of the other."""
    rows, columns = len(ko), len(en)
    sizes = MAX_SENTENCES
    # One product for all windows: it is the same work in fewer, larger pieces.
    flat = ko.windows.reshape(sizes * rows, -1) @ en.windows.reshape(sizes * columns, -1).T
    raw = flat.reshape(sizes, rows, sizes, columns).transpose(0, 2, 1, 3)
    ko_level = (ko.windows @ en.centre)[:, None, :, None]
    en_level = (en.windows @ ko.centre)[None, :, None, :]
    similarity = (raw - (ko_level + en_level) / 2) / np.float32(signal)
    for size in range(1, sizes):
        similarity[size, :, max(0, rows - size) :, :] = -1
        similarity[:, size, :, max(0, columns - size) :] = -1
    return Plane(ko, en, similarity.astype(np.float32, copy=False), raw, rarity)


def similarities(
    side: Evidence,
    other: Evidence,
    rows: NDArray[np.int64],
    signal: float,
    columns: NDArray[np.int64] | slice = slice(None),
) -> Floats:
    """The scaled centred similarity of some sentences to all, or some, of the other side's."""
    vectors, others = side.windows[0, rows], other.windows[0, columns]
    level = (vectors @ other.centre)[:, None] + (others @ side.centre)[None]
    result: Floats = (vectors @ others.T - level / 2) / np.float32(signal)
    return result


def bead_features(plane: Plane, types: Sequence[BeadType], cells: Sequence[Cells]) -> list[Floats]:
    """The features of the beads of each type that start at the given cells.

    Returns for each type an array (beads, len(BEAD_FEATURES)).
    """
    numbers = _shared(plane.ko.numbers, plane.en.numbers, plane.rarity)
    words = _shared(plane.ko.words, plane.en.words, plane.rarity)
    ko_numbers = np.array([len(some) for some in plane.ko.numbers], np.float32)
    en_numbers = np.array([len(some) for some in plane.en.numbers], np.float32)
    # How far a sentence prefers the best of m neighbours to all others depends on
    # one side's width alone, so it is worked out once for each width.
    ko_lead = {m: _lead(plane.single, m) for m in {m for _, m in types}}
    en_lead = {n: _lead(plane.single.T, n) for n in {n for n, _ in types}}
    result = []
    for (n, m), (rows, columns) in zip(types, cells, strict=True):
        similarity = plane.similarity[n - 1, m - 1, rows, columns]
        lead_ko = _least([ko_lead[m][rows + a, columns] for a in range(n)])
        lead_en = _least([en_lead[n][columns + b, rows] for b in range(m)])
        ko_length = _window_sum(plane.ko.lengths, rows, n)
        en_length = _window_sum(plane.en.lengths, columns, m) / np.float32(CHARACTER_RATIO)
        ratio = np.clip(np.log(en_length / ko_length), -2, 2)
        shared = _rectangle_sum(numbers, rows, columns, n, m)
        named = _window_sum(ko_numbers, rows, n) + _window_sum(en_numbers, columns, m)
        last_ko, last_en = rows + n - 1, columns + m - 1
        values = [
            similarity,
            plane.raw[n - 1, m - 1, rows, columns],
            np.minimum(lead_ko, 1),
            np.minimum(lead_en, 1),
            np.clip(np.minimum(lead_ko, lead_en), -1, 1),
            similarity - _best_part(plane, rows, columns, n, m),
            _best_extension(plane, rows, columns, n, m) - similarity,
            ratio,
            np.abs(ratio),
            ratio**2,
            np.minimum(shared, 12) / 4,
            np.where(shared > 0, 0, np.minimum(named, 4) / 2),
            np.minimum(_rectangle_sum(words, rows, columns, n, m), 12) / 4,
            np.log(np.minimum(ko_length, en_length)) / 4,
            np.abs(plane.ko.question[last_ko] - plane.en.question[last_en]),
            np.minimum(
                np.abs(
                    _window_sum(plane.ko.quotations, rows, n)
                    - _window_sum(plane.en.quotations, columns, m)
                ),
                4,
            )
            / 4,
            np.minimum(np.abs(_window_sum(plane.ko.unclosed, rows, n)), 2)
            + np.minimum(np.abs(_window_sum(plane.en.unclosed, columns, m)), 2),
        ]
        features = np.zeros((len(rows), len(BEAD_FEATURES)), np.float32)
        features[:, : len(values)] = np.stack(values, axis=1)
        features[:, len(values) + BEAD_TYPES.index((n, m))] = 1
        result.append(features)
    return result


def null_features(
    side: Evidence, single: Floats, *, korean: bool, first: int = 0, total: int | None = None
) -> Floats:
    """The features of leaving each sentence of one side alone.

    ``single`` compares its sentences (rows) with the other side's (columns). The
    stretch begins with sentence ``first`` of ``total``. Returns an array
    (len(side), len(NULL_FEATURES)).
    """
    count, others = single.shape
    rows = np.arange(count)
    before = rows + first
    after = (count if total is None else total) - 1 - before
    if others == 0:
        best = second = rivals = np.full(count, -1, np.float32)
        mutual = np.zeros(count, np.float32)
    else:
        partner = single.argmax(axis=1)
        best = single[rows, partner]
        second = np.partition(single, -2, axis=1)[:, -2] if others > 1 else np.full(count, -1.0)
        mutual = (single.argmax(axis=0)[partner] == rows).astype(np.float32)
        rivals = single.max(axis=0)[partner]
    length = np.log(side.lengths) / 4
    return np.stack(
        [
            best,
            best - second,
            mutual,
            best - rivals,
            length,
            side.final,
            (1 - side.final) * length,
            side.lengths < 25,
            np.minimum(before, 5) / 5,
            np.minimum(after, 5) / 5,
            np.array([min(len(some), 3) / 3 for some in side.numbers]),
            np.full(count, float(korean)),
        ],
        axis=1,
    ).astype(np.float32)


def _least(values: Sequence[Floats]) -> Floats:
    least: Floats = np.minimum.reduce(list(values))
    return least


def _lead(single: Floats, width: int) -> Floats:
    """The best similarity inside ``width`` columns from each, less the best outside them.

    ``lead[i, j]`` compares row ``i``'s best among columns ``j`` to ``j + width - 1``
    with its best among all others.
    """
    rows, columns = single.shape
    inside = single.copy()
    for shift in range(1, min(width, columns)):
        np.maximum(inside[:, :-shift], single[:, shift:], out=inside[:, :-shift])
    # The best outside: everything before the window, and everything after it.
    before = np.full((rows, columns), -1, np.float32)
    after = np.full((rows, columns), -1, np.float32)
    before[:, 1:] = np.maximum.accumulate(single, axis=1)[:, :-1]
    if columns > width:
        after[:, :-width] = np.maximum.accumulate(single[:, ::-1], axis=1)[:, ::-1][:, width:]
    lead: Floats = inside - np.maximum(before, after)
    return lead


def _best_part(
    plane: Plane, rows: NDArray[np.int64], columns: NDArray[np.int64], n: int, m: int
) -> Floats:
    """The highest similarity of the bead without its first or last sentence on a side."""
    if n == m == 1:
        single: Floats = plane.similarity[0, 0, rows, columns]
        return single
    parts = []
    if n > 1:
        parts += [plane.similarity[n - 2, m - 1, rows + shift, columns] for shift in (0, 1)]
    if m > 1:
        parts += [plane.similarity[n - 1, m - 2, rows, columns + shift] for shift in (0, 1)]
    best: Floats = np.maximum.reduce(parts)
    return best


def _best_extension(
    plane: Plane, rows: NDArray[np.int64], columns: NDArray[np.int64], n: int, m: int
) -> Floats:
    """The highest similarity of the bead with one more sentence at either end of a side."""
    best = np.full(len(rows), -1, np.float32)
    if n < MAX_SENTENCES:
        longer = plane.similarity[n, m - 1]
        best = np.maximum(longer[rows, columns], np.where(rows > 0, longer[rows - 1, columns], -1))
    if m < MAX_SENTENCES:
        longer = plane.similarity[n - 1, m]
        best = np.maximum.reduce(
            [best, longer[rows, columns], np.where(columns > 0, longer[rows, columns - 1], -1)]
        )
    return best


def _window_sum(values: Floats, starts: NDArray[np.int64], width: int) -> Floats:
    total: Floats = sum((values[starts + shift] for shift in range(1, width)), values[starts])
    return total


def _rectangle_sum(
    values: Floats, rows: NDArray[np.int64], columns: NDArray[np.int64], n: int, m: int
) -> Floats:
    total = np.zeros(len(rows), np.float32)
    if values.any():
        for a in range(n):
            for b in range(m):
                total += values[rows + a, columns + b]
    return total


def _shared(
    ko: Sequence[frozenset[str]], en: Sequence[frozenset[str]], rarity: Mapping[str, float]
) -> Floats:
    """How much each sentence of one side shares with each of the other, by rarity: (ko, en)."""
    common = sorted(frozenset().union(*ko) & frozenset().union(*en))
    place = {item: column for column, item in enumerate(common)}
    holds = []
    for side in (ko, en):
        matrix = np.zeros((len(side), len(common)), np.float32)
        for row, items in enumerate(side):
            for item in items & place.keys():
                matrix[row, place[item]] = 1
        holds.append(matrix)
    weight = np.array([rarity[item] for item in common]).astype(np.float32)
    product: Floats = ((holds[0] * weight) @ holds[1].T).astype(np.float32)
    return product
