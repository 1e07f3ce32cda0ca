"""Pairs off the path: a headline that moved, two paragraphs that changed places.

The search goes down both documents in step, so what was moved ends up
unaligned on both sides, or forced into improbable pairs with whatever stands in
its place. Such leftovers are searched again among themselves, as often as that
finds something; a bead found there counts only when its sides are clearly each
other's translation and no other sentence of the document is a rival.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from aligner.alignment import corridor, features, scoring, search
from aligner.alignment.evidence import Evidence

LEAST_PROBABILITY = 0.5
LEAST_SIMILARITY = 0.5
LEAST_LEAD = 0.0
IMPROBABLE = 0.5
_MOST_LEFTOVERS = 2_000

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
    beads = [bead for bead in path if bead[2] >= IMPROBABLE]
    improbable = [bead for bead in path if bead[2] < IMPROBABLE]
    certain = np.array([(ko_side[0], en_side[0]) for ko_side, en_side, _ in beads]).reshape(-1, 2)
    while True:
        ko_held = {n for ko_side, _, _ in beads for n in ko_side}
        en_held = {n for _, en_side, _ in beads for n in en_side}
        ko_left = [n for n in range(len(ko)) if n not in ko_held]
        en_left = [n for n in range(len(en)) if n not in en_held]
        found = [
            bead
            for bead in _clear_beads(ko, en, ko_left, en_left, signal, fitted)
            if not any(_overlap(bead, other) for other in improbable) or _crosses(bead, certain)
        ]
        if not found:
            return [*beads, *improbable]
        beads += found
        improbable = [
            bead for bead in improbable if not any(_overlap(bead, other) for other in found)
        ]


def _overlap(bead: Scored, other: Scored) -> bool:
    return not (set(bead[0]).isdisjoint(other[0]) and set(bead[1]).isdisjoint(other[1]))


def _crosses(bead: Scored, certain: corridor.Ints) -> bool:
    """True when some certain bead lies before this one on one side and behind it on the other."""
    before = certain < (bead[0][0], bead[1][0])
    return bool((before[:, 0] != before[:, 1]).any())


def _clear_beads(
    ko: Evidence,
    en: Evidence,
    ko_left: Sequence[int],
    en_left: Sequence[int],
    signal: float,
    fitted: scoring.Parameters,
) -> Iterator[Scored]:
    """Clear beads among sentences (ascending numbers) as if there were no others between."""
    if not ko_left or not en_left or max(len(ko_left), len(en_left)) > _MOST_LEFTOVERS:
        return
    lattice = scoring.lattice(
        ko.selected(ko_left),
        en.selected(en_left),
        corridor.full(len(ko_left), len(en_left)),
        signal,
        fitted,
    )
    posterior = search.posterior(lattice)
    for step in search.best_path(lattice):
        n, m = step.type
        rows = np.array(ko_left[step.ko : step.ko + n])
        columns = np.array(en_left[step.en : step.en + m])
        if not n or not m or rows[-1] - rows[0] >= n or columns[-1] - columns[0] >= m:
            continue
        probability = search.probability(posterior, lattice, step)
        if probability >= LEAST_PROBABILITY and _stands_out(ko, en, rows, columns, signal):
            yield tuple(rows.tolist()), tuple(columns.tolist()), probability


def _stands_out(
    ko: Evidence, en: Evidence, rows: corridor.Ints, columns: corridor.Ints, signal: float
) -> bool:
    """True when the sides are alike, and no member is more like a sentence outside."""
    n, m = len(rows), len(columns)
    bead = features.plane(
        ko.part(int(rows[0]), int(rows[-1]) + 1),
        en.part(int(columns[0]), int(columns[-1]) + 1),
        signal,
    )
    if bead.similarity[n - 1, m - 1, 0, 0] < LEAST_SIMILARITY:
        return False
    from_ko = features.similarities(ko, en, rows, signal)
    from_en = features.similarities(en, ko, columns, signal)
    return min(_lead(from_ko, columns), _lead(from_en, rows)) >= LEAST_LEAD


def _lead(similarity: features.Floats, inside: corridor.Ints) -> float:
    """The least lead of a row's best among the columns ``inside`` over its best elsewhere."""
    best_inside = similarity[:, inside].max(axis=1)
    outside = similarity.copy()
    outside[:, inside] = -1
    return float((best_inside - outside.max(axis=1)).min())
