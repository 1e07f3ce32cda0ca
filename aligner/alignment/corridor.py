"""Which part of the plane of sentence pairs the search looks at.

Short documents are searched whole. In longer ones, sentences that are each
other's nearest neighbours by a clear margin, in a chain that ascends on both
sides, are taken as anchors, and the search keeps to the rectangles between
them. Evidence decides where the corridor runs, not the diagonal: six hundred
unrelated lines in front of one side move the anchors, not the result.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

FULL_SEARCH_CELLS = 160_000
"""Up to this many pairs of positions everything is searched."""
MARGIN = 8
"""Rows and columns by which the corridor is wider than the anchors ask for."""
LARGEST_RECTANGLE = 2_000_000
"""Between two anchors at most about this many nodes are searched."""
_BLOCK = 1024
_STRETCH = 1 << 15
_LARGEST_EXACT = 6_000


@dataclass(frozen=True)
class Corridor:
    """For each row ``i`` of 0…N the columns ``starts[i] <= j < stops[i]`` of 0…M.

    A node (i, j) stands between sentences: ``i`` Korean and ``j`` English ones
    lie before it. Starts and stops never descend, neighbouring rows overlap, and
    (0, 0) and (N, M) are inside. Values on nodes are kept flat, row after row:
    row ``i`` is ``values[offsets[i]:offsets[i + 1]]``.
    """

    starts: Ints
    stops: Ints

    @cached_property
    def offsets(self) -> Ints:
        """Where each row begins in a flat array; one entry more than rows."""
        return np.concatenate([[0], np.cumsum(self.stops - self.starts)])

    @property
    def size(self) -> int:
        """The number of nodes."""
        return int(self.offsets[-1])

    def node(self, i: int, j: int) -> int:
        """The place of a node in flat values."""
        return int(self.offsets[i] + j - self.starts[i])

    def stretches(self) -> list[Stretch]:
        """All rows in order, in groups of about `_STRETCH` nodes."""
        found, first = [], 0
        while first < len(self.starts):
            end = np.searchsorted(self.offsets, self.offsets[first] + _STRETCH, side="right")
            last = max(first + 1, int(end) - 1)
            found.append(Stretch(self, first, last))
            first = last
        return found


@dataclass(frozen=True)
class Stretch:
    """The rows ``first`` to ``last - 1`` of a corridor, to do much of the work at once."""

    corridor: Corridor
    first: int
    last: int

    @property
    def nodes(self) -> slice:
        """Where the nodes stand in flat values."""
        offsets = self.corridor.offsets
        return slice(int(offsets[self.first]), int(offsets[self.last]))

    @cached_property
    def rows(self) -> Ints:
        """The row of each node."""
        return self._for_nodes(np.arange(self.first, self.last))

    @cached_property
    def columns(self) -> Ints:
        """The column of each node."""
        before = (self.corridor.offsets[:-1] - self.corridor.starts)[self.first : self.last]
        columns: Ints = np.arange(self.nodes.start, self.nodes.stop) - self._for_nodes(before)
        return columns

    def each_row(self) -> list[tuple[slice, slice]]:
        """Where each row stands in flat values, and where among the nodes of the stretch."""
        bounds = self.corridor.offsets[self.first : self.last + 1].tolist()
        return [
            (slice(start, stop), slice(start - bounds[0], stop - bounds[0]))
            for start, stop in pairwise(bounds)
        ]

    def neighbours(self, down: int, across: int) -> Ints:
        """The place of the node so many rows and columns away from each node of the stretch.

        Where that is outside the corridor, `Corridor.size`.
        """
        corridor = self.corridor
        last = len(corridor.starts) - 1
        rows = np.arange(self.first, self.last) + down
        exists = (rows >= 0) & (rows <= last)
        rows = rows.clip(0, last)
        starts, stops = corridor.starts[rows], np.where(exists, corridor.stops[rows], 0)
        columns = self.columns + across
        inside = (columns >= self._for_nodes(starts)) & (columns < self._for_nodes(stops))
        places = columns + self._for_nodes(corridor.offsets[rows] - starts)
        return np.where(inside, places, corridor.size)

    def _for_nodes(self, of_rows: Ints) -> Ints:
        """A value for each row of the stretch, repeated for each of its nodes."""
        return np.repeat(of_rows, np.diff(self.corridor.offsets[self.first : self.last + 1]))


def full(rows: int, columns: int) -> Corridor:
    """The corridor that leaves nothing out: ``rows`` by ``columns`` sentences.

    >>> full(2, 3).size
    12
    """
    return Corridor(np.zeros(rows + 1, np.int64), np.full(rows + 1, columns + 1, np.int64))


def find(ko: Floats, en: Floats) -> Corridor:
    """The corridor for two sides of unit vectors, shapes (n, d) and (m, d)."""
    rows, columns = len(ko), len(en)
    if rows * columns <= FULL_SEARCH_CELLS:
        return full(rows, columns)
    return between(anchors(ko, en), rows, columns)


def between(chain: list[tuple[int, int]], rows: int, columns: int) -> Corridor:
    """The rectangles between successive anchors, each widened by `MARGIN`.

    Of a rectangle too large to search, the band around its diagonal.

    >>> between([(50, 50)], 100, 100).stops[:2].tolist()
    [59, 59]
    """
    starts = np.full(rows + 1, columns, np.int64)
    stops = np.zeros(rows + 1, np.int64)
    for (i, j), (next_i, next_j) in pairwise([(0, 0), *chain, (rows, columns)]):
        top, bottom = max(0, i - MARGIN), min(rows, next_i + MARGIN) + 1
        left, right = _between_corners(np.arange(top, bottom), (i, j), (next_i, next_j))
        starts[top:bottom] = np.minimum(starts[top:bottom], np.maximum(left - MARGIN, 0))
        stops[top:bottom] = np.maximum(stops[top:bottom], np.minimum(right + MARGIN, columns) + 1)
    return Corridor(starts, stops)


def _between_corners(
    rows: Ints, start: tuple[int, int], end: tuple[int, int]
) -> tuple[Ints, Ints] | tuple[int, int]:
    """The first and last column of each row: all of the rectangle, if it is not too large.

    Where long stretches hold no anchor there is nothing to go by but the diagonal.
    """
    (i, j), (next_i, next_j) = start, end
    if (next_i - i) * (next_j - j) <= LARGEST_RECTANGLE:
        return j, next_j
    half = LARGEST_RECTANGLE // (2 * (next_i - i))
    # Rows of the margin, above and below, belong to the corners.
    across = (np.clip(rows, i, next_i) - i) / max(1, next_i - i) * (next_j - j)
    middle = j + across.astype(np.int64)
    return np.maximum(middle - half, j), np.minimum(middle + half, next_j)


def anchors(ko: Floats, en: Floats) -> list[tuple[int, int]]:
    """Pairs of sentences that surely belong together, ascending on both sides.

    A pair is a candidate when each is the other's best match after both sides
    are centred and leads its rivals clearly; the heaviest evidence wins by
    being part of the longest ascending chain.
    """
    if max(len(ko), len(en)) > _LARGEST_EXACT:
        return _coarse_anchors(ko, en)
    return _chain(*_mutual(_centred(ko), _centred(en)))


def _centred(vectors: Floats) -> Floats:
    centred: Floats = vectors - vectors.mean(axis=0)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6)
    return centred


def _mutual(ko: Floats, en: Floats) -> tuple[Ints, Ints]:
    """Mutual nearest neighbours that lead their second-best rival by a margin."""
    best_of_en = np.full(len(en), -2, np.float32)
    partner_of_en = np.full(len(en), -1, np.int64)
    best_of_ko = np.empty(len(ko), np.float32)
    partner_of_ko = np.empty(len(ko), np.int64)
    lead = np.empty(len(ko), np.float32)
    for top in range(0, len(ko), _BLOCK):
        similarity = ko[top : top + _BLOCK] @ en.T
        local = np.arange(len(similarity))
        partner = similarity.argmax(axis=1)
        best = similarity[local, partner]
        column_partner = similarity.argmax(axis=0)
        column_best = similarity[column_partner, np.arange(len(en))]
        better = column_best > best_of_en
        best_of_en[better] = column_best[better]
        partner_of_en[better] = column_partner[better] + top
        similarity[local, partner] = -2
        partner_of_ko[top : top + _BLOCK] = partner
        best_of_ko[top : top + _BLOCK] = best
        lead[top : top + _BLOCK] = best - similarity.max(axis=1)
    rows = np.arange(len(ko))
    mutual = (partner_of_en[partner_of_ko] == rows) & (lead > 0.1) & (best_of_ko > 0.25)
    return rows[mutual], partner_of_ko[mutual]


def _chain(rows: Ints, columns: Ints) -> list[tuple[int, int]]:
    """The longest subsequence of ascending rows whose columns ascend, without loners.

    An anchor that no other anchor of the chain stands near is dropped: one
    chance hit far from everything would bend the corridor.
    """
    tails: list[int] = []
    tail_columns: list[int] = []
    previous = np.full(len(rows), -1, np.int64)
    for index, column in enumerate(columns.tolist()):
        place = bisect_left(tail_columns, column)
        previous[index] = tails[place - 1] if place else -1
        if place == len(tails):
            tails.append(index)
            tail_columns.append(column)
        else:
            tails[place] = index
            tail_columns[place] = column
    chain = []
    index = tails[-1] if tails else -1
    while index >= 0:
        chain.append((int(rows[index]), int(columns[index])))
        index = int(previous[index])
    chain.reverse()
    return [
        anchor
        for place, anchor in enumerate(chain)
        if any(_near(anchor, other) for other in chain[max(0, place - 1) : place + 2])
    ]


def _near(one: tuple[int, int], other: tuple[int, int]) -> bool:
    down, across = abs(one[0] - other[0]), abs(one[1] - other[1])
    return one != other and down <= 3 * MARGIN and across <= 3 * MARGIN


def _coarse_anchors(ko: Floats, en: Floats) -> list[tuple[int, int]]:
    """Anchors of very long documents: first between stretches, then inside them."""
    width = -(-max(len(ko), len(en)) // (_LARGEST_EXACT // 4))
    coarse = _chain(*_mutual(_centred(_pooled(ko, width)), _centred(_pooled(en, width))))
    ko, en = _centred(ko), _centred(en)
    found: list[tuple[int, int]] = []
    corners = [(0, 0), *((i * width, j * width) for i, j in coarse), (len(ko), len(en))]
    for (i, j), (next_i, next_j) in pairwise(corners):
        top, left = max(0, i - width), max(0, j - width)
        rows, columns = _mutual(ko[top : next_i + width], en[left : next_j + width])
        found += zip((rows + top).tolist(), (columns + left).tolist(), strict=True)
    unique = np.array(sorted(set(found)), np.int64).reshape(-1, 2)
    return _chain(unique[:, 0], unique[:, 1])


def _pooled(vectors: Floats, width: int) -> Floats:
    """The sums of ``width`` consecutive vectors, each of unit length."""
    sums = np.add.reduceat(vectors, np.arange(0, len(vectors), width), axis=0)
    norms = np.linalg.norm(sums, axis=1, keepdims=True)
    result: Floats = sums / np.maximum(norms, 1e-6)
    return result
