"""Pairs off the path: a headline that moved, two paragraphs that changed places.

The search goes down both documents in step, so what was moved ends up
unaligned on both sides, or forced into improbable pairs with whatever stands in
its place. Such leftovers are searched again among themselves, as often as that
finds something; a bead found there counts only when its sides are clearly each
other's translation and no other sentence of the document is a rival. Two neighbours
that changed places make one bead of the path, 2-2, whose parts fit crosswise only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np

from aligner.alignment import corridor, features, scoring, search
from aligner.alignment.corridor import Floats, Ints
from aligner.alignment.evidence import Evidence

LEAST_PROBABILITY = 0.5
LEAST_SIMILARITY = 0.5
LEAST_LEAD = 0.0
IMPROBABLE = 0.5
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
    parts = [part for bead in path for part in _exchanged(ko, en, bead, signal, fitted)]
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
    ko: Evidence, en: Evidence, bead: Scored, signal: float, fitted: scoring.Parameters
) -> list[Scored]:
    """The two beads that a bead is whose parts changed places, or the bead itself."""
    rows, columns, _ = bead
    n, m = len(rows), len(columns)
    if min(n, m) < 2:
        return [bead]
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
        return [bead]
    parts = [
        part
        for some, others in ((rows[:i], columns[j:]), (rows[i:], columns[:j]))
        for part in _clear_beads(ko, en, np.array(some), np.array(others), signal, fitted)
    ]
    whole = sum(len(part[0]) for part in parts) == n and sum(len(part[1]) for part in parts) == m
    return parts if len(parts) == 2 and whole else [bead]


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
    ko_some, en_some = ko.selected(ko_left), en.selected(en_left)
    path = corridor.find(ko_some.windows[0], en_some.windows[0])
    lattice = scoring.lattice(ko_some, en_some, path, signal, fitted)
    posterior = search.posterior(lattice)
    beads = []
    for step in search.best_path(lattice):
        n, m = step.type
        rows, columns = ko_left[step.ko : step.ko + n], en_left[step.en : step.en + m]
        if not n or not m or rows[-1] - rows[0] >= n or columns[-1] - columns[0] >= m:
            continue
        probability = search.probability(posterior, lattice, step)
        alike = _similarity(ko, en, rows, columns, signal) >= LEAST_SIMILARITY
        if probability >= LEAST_PROBABILITY and alike:
            beads.append((tuple(rows.tolist()), tuple(columns.tolist()), probability))
    without_rivals = np.minimum(
        _leads(ko, en, [(bead[0], bead[1]) for bead in beads], signal),
        _leads(en, ko, [(bead[1], bead[0]) for bead in beads], signal),
    )
    return [bead for bead, lead in zip(beads, without_rivals, strict=True) if lead >= LEAST_LEAD]


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


def _similarity(ko: Evidence, en: Evidence, rows: Ints, columns: Ints, signal: float) -> float:
    """The similarity of the two sides of a bead."""
    bead = features.plane(
        ko.part(int(rows[0]), int(rows[-1]) + 1),
        en.part(int(columns[0]), int(columns[-1]) + 1),
        signal,
    )
    return float(bead.similarity[len(rows) - 1, len(columns) - 1, 0, 0])


def _leads(
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
