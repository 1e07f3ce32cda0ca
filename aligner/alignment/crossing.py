"""Pairs off the path: a headline that moved, two paragraphs that changed places.

The search goes down both documents in step, so what was moved ends up
unaligned on both sides, or forced into improbable pairs with whatever stands in
its place. Such leftovers are searched again among themselves, as often as that
finds something; a bead found there counts only when its sides are clearly each
other's translation and no other sentence of the document is a rival. Two neighbours
that changed places make one bead of the path, 2-2, whose parts fit crosswise only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

import numpy as np

from aligner.alignment import corridor, features, scoring, search
from aligner.alignment.corridor import Floats, Ints
from aligner.alignment.evidence import MAX_SENTENCES, Evidence

LEAST_PROBABILITY = 0.5
LEAST_SIMILARITY = 0.5
LEAST_LEAD = 0.0
LEAST_LEAD_ALONE = 0.3
"""Of a bead that is improbable only beside others which cross it."""
IMPROBABLE = 0.5
LABEL = 12
"""Characters of Korean, the mean of both sides: what is shorter is mostly a label of the page."""
LEAST_MARGIN = 0.2
"""By how much the parts of a bead must fit better crosswise than in step to be two beads."""
_FEW_LEFTOVERS = 400
_LEAST_SEED = 0.4
_NEAR = 4
_BLOCK = 256

Scored = tuple[tuple[int, ...], tuple[int, ...], float]
"""The Korean and English sentences of a bead and its probability."""


def with_crossings(
    ko: Evidence,
    en: Evidence,
    path: Sequence[Scored],
    signal: float,
    fitted: scoring.Parameters,
) -> list[Scored]:
    """The two-sided beads of a path, and those that cross it.

    An improbable bead of the path gives way to a bead that holds some of its
    sentences and crosses the path; its other sentences are left alone. The
    thresholds were chosen on documents of the fitting half (see models/README.md).
    """
    parts = _exchanged(ko, en, path, signal, fitted)
    beads = [bead for bead in parts if bead[2] >= IMPROBABLE]
    improbable = [bead for bead in parts if bead[2] < IMPROBABLE]
    certain = np.array([(ko_side[0], en_side[0]) for ko_side, en_side, _ in beads]).reshape(-1, 2)
    while True:
        ko_left = _left(len(ko), (bead[0] for bead in beads))
        en_left = _left(len(en), (bead[1] for bead in beads))
        taken = _members(improbable)
        found = [
            bead
            for bead in _clear_beads(ko, en, ko_left, en_left, signal, fitted)
            if taken.isdisjoint(_members([bead])) or _crosses(bead, certain)
        ]
        if not found:
            return [*beads, *improbable]
        beads += found
        taken = _members(found)
        improbable = [bead for bead in improbable if taken.isdisjoint(_members([bead]))]


def _exchanged(
    ko: Evidence, en: Evidence, path: Sequence[Scored], signal: float, fitted: scoring.Parameters
) -> list[Scored]:
    """The beads of a path, two for each whose parts changed places.

    Of two neighbours that did, the path may hold one and leave the other's sentences alone.
    """
    alone = (
        set(_left(len(ko), (bead[0] for bead in path)).tolist()),
        set(_left(len(en), (bead[1] for bead in path)).tolist()),
    )
    beads = []
    for bead in path:
        for rows, columns in _with_neighbours(bead, alone):
            parts = _parts(ko, en, rows, columns, signal, fitted)
            if parts:
                alone[0].difference_update(rows)
                alone[1].difference_update(columns)
                break
        beads += parts or [bead]
    return beads


def _parts(
    ko: Evidence,
    en: Evidence,
    rows: tuple[int, ...],
    columns: tuple[int, ...],
    signal: float,
    fitted: scoring.Parameters,
) -> list[Scored]:
    """The two beads that sentences in a row make crosswise; none if they fit better in step."""
    n, m = len(rows), len(columns)
    if min(n, m) < 2 or max(n, m) > MAX_SENTENCES:
        return []
    similarity = features.plane(
        ko.part(rows[0], rows[-1] + 1), en.part(columns[0], columns[-1] + 1), signal
    ).similarity

    def margin(cut: tuple[int, int]) -> float:
        i, j = cut
        crosswise = similarity[i - 1, m - j - 1, 0, j], similarity[n - i - 1, j - 1, i, 0]
        in_step = similarity[i - 1, j - 1, 0, 0], similarity[n - i - 1, m - j - 1, i, j]
        return float(min(crosswise) - max(in_step))

    i, j = max(product(range(1, n), range(1, m)), key=margin)
    if margin((i, j)) < LEAST_MARGIN:
        return []
    couples = [(rows[:i], columns[j:]), (rows[i:], columns[:j])]
    parts = [
        part
        for some, others in couples
        for part in _clear_beads(ko, en, np.array(some), np.array(others), signal, fitted)
    ]
    return parts if [part[:2] for part in parts] == couples else []


def _with_neighbours(
    bead: Scored, alone: tuple[set[int], set[int]]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The sentences of a bead, first with what is left alone at opposite ends of it."""
    rows, columns, _ = bead
    before = rows[0] - 1, columns[0] - 1
    behind = rows[-1] + 1, columns[-1] + 1
    if before[0] in alone[0] and behind[1] in alone[1]:
        yield (before[0], *rows), (*columns, behind[1])
    if behind[0] in alone[0] and before[1] in alone[1]:
        yield (*rows, behind[0]), (before[1], *columns)
    yield rows, columns


def _left(count: int, held: Iterable[tuple[int, ...]]) -> Ints:
    """The sentences of one side, of ``count``, that no bead holds."""
    left = np.ones(count, bool)
    left[[number for numbers in held for number in numbers]] = False
    return np.flatnonzero(left)


def _members(beads: Iterable[Scored]) -> set[tuple[str, int]]:
    """The sentences of both sides that some beads hold."""
    return {
        (side, number)
        for ko_side, en_side, _ in beads
        for side, numbers in (("ko", ko_side), ("en", en_side))
        for number in numbers
    }


def _crosses(bead: Scored, certain: Ints) -> bool:
    """True when some certain bead lies before this one on one side and behind it on the other."""
    before = certain < (bead[0][0], bead[1][0])
    return bool((before[:, 0] != before[:, 1]).any())


def _clear_beads(
    ko: Evidence,
    en: Evidence,
    ko_left: Ints,
    en_left: Ints,
    signal: float,
    fitted: scoring.Parameters,
) -> list[Scored]:
    """Clear beads among sentences (ascending numbers) as if there were no others between."""
    if max(len(ko_left), len(en_left)) > _FEW_LEFTOVERS:
        ko_left, en_left = _near_seeds(ko, en, ko_left, en_left, signal)
    if not len(ko_left) or not len(en_left):
        return []
    beads = [
        bead
        for bead in _path_among(ko, en, ko_left, en_left, signal, fitted)
        if _similarity(ko, en, bead, signal) >= LEAST_SIMILARITY
    ]
    without_rivals = np.minimum(
        leads(ko, en, [(bead[0], bead[1]) for bead in beads], signal),
        leads(en, ko, [(bead[1], bead[0]) for bead in beads], signal),
    )
    clear = []
    for bead, lead in zip(beads, without_rivals.tolist(), strict=True):
        rows, columns, probability = bead
        spoken = mean_length(ko, en, rows, columns) >= LABEL
        if probability < LEAST_PROBABILITY and lead >= LEAST_LEAD_ALONE and spoken:
            # Two that cross each other share the probability: each is one without the other.
            alone = _path_among(ko, en, np.array(rows), np.array(columns), signal, fitted)
            probability = alone[0][2] if alone and alone[0][:2] == bead[:2] else 0.0
        if probability >= LEAST_PROBABILITY and lead >= LEAST_LEAD:
            clear.append((rows, columns, probability))
    return clear


def _path_among(
    ko: Evidence,
    en: Evidence,
    ko_some: Ints,
    en_some: Ints,
    signal: float,
    fitted: scoring.Parameters,
) -> list[Scored]:
    """The best path of some sentences: its two-sided beads whose sentences do stand in a row."""
    chosen = ko.selected(ko_some), en.selected(en_some)
    path = corridor.find(chosen[0].windows[0], chosen[1].windows[0])
    lattice = scoring.lattice(*chosen, path, signal, fitted)
    posterior = search.posterior(lattice)
    beads = []
    for step in search.best_path(lattice):
        n, m = step.type
        rows, columns = ko_some[step.ko : step.ko + n], en_some[step.en : step.en + m]
        if n and m and rows[-1] - rows[0] < n and columns[-1] - columns[0] < m:
            probability = search.probability(posterior, lattice, step)
            beads.append((tuple(rows.tolist()), tuple(columns.tolist()), probability))
    return beads


def _near_seeds(
    ko: Evidence, en: Evidence, ko_left: Ints, en_left: Ints, signal: float
) -> tuple[Ints, Ints]:
    """Of many leftovers, those near a pair that is alike and each other's best match among them.

    Hardly any of the sentences that long documents leave over have moved.
    """
    if not len(ko_left) or not len(en_left):
        return ko_left, en_left
    partner = np.empty(len(ko_left), np.int64)
    best = np.full(len(ko_left), -1, np.float32)
    best_of_en, partner_of_en = np.full(len(en_left), -1, np.float32), np.full(len(en_left), -1)
    for start in range(0, len(ko_left), _BLOCK):
        block = slice(start, start + _BLOCK)
        similarity = features.similarities(ko, en, ko_left[block], signal, en_left)
        partner[block], best[block] = similarity.argmax(axis=1), similarity.max(axis=1)
        closer = similarity.max(axis=0) > best_of_en
        best_of_en[closer] = similarity.max(axis=0)[closer]
        partner_of_en[closer] = similarity.argmax(axis=0)[closer] + start
    mutual = partner_of_en[partner] == np.arange(len(ko_left))
    seeds = np.flatnonzero(mutual & (best >= _LEAST_SEED))
    return _near(ko_left, ko_left[seeds]), _near(en_left, np.sort(en_left[partner[seeds]]))


def _near(numbers: Ints, seeds: Ints) -> Ints:
    """The numbers that are at most `_NEAR` from one of the seeds; both ascend.

    >>> _near(np.array([3, 8, 12, 40]), np.array([12]))
    array([ 8, 12])
    """
    first = np.searchsorted(seeds, numbers - _NEAR)
    last = np.searchsorted(seeds, numbers + _NEAR, side="right")
    return numbers[last > first]


def _similarity(ko: Evidence, en: Evidence, bead: Scored, signal: float) -> float:
    """The similarity of the two sides of a bead."""
    rows, columns, _ = bead
    plane = features.plane(
        ko.part(rows[0], rows[-1] + 1), en.part(columns[0], columns[-1] + 1), signal
    )
    return float(plane.similarity[len(rows) - 1, len(columns) - 1, 0, 0])


def mean_length(ko: Evidence, en: Evidence, rows: Sequence[int], columns: Sequence[int]) -> float:
    """How long a bead is, as the mean of both sides, in characters of Korean."""
    english = sum(en.lengths[column] for column in columns) / features.CHARACTER_RATIO
    return float(sum(ko.lengths[row] for row in rows) + english) / 2


def leads(
    side: Evidence,
    other: Evidence,
    beads: Sequence[tuple[tuple[int, ...], tuple[int, ...]]],
    signal: float,
) -> Floats:
    """For each bead the least lead of its members' best match inside over their best elsewhere."""
    leads = np.full(len(beads), np.inf, np.float32)
    members = [(number, bead) for bead, (numbers, _) in enumerate(beads) for number in numbers]
    for start in range(0, len(members), _BLOCK):
        some = members[start : start + _BLOCK]
        similarity = features.similarities(side, other, np.array([n for n, _ in some]), signal)
        for row, (_, bead) in zip(similarity, some, strict=True):
            inside = np.array(beads[bead][1])
            best = row[inside].max()
            row[inside] = -1
            leads[bead] = min(leads[bead], best - row.max())
    return leads
