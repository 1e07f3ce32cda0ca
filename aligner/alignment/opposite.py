"""Two sentences left alone opposite each other that are each other's best match.

The search leaves a pair that is hardly alike unaligned, as it must where every other
sentence was dropped. But a short headline of names and its translation often are hardly
alike, and where one sentence a side is left between two pairs, and no sentence of the
document is more like either, the two are as likely a pair as not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from aligner.alignment import features
from aligner.alignment.crossing import LABEL, Scored, leads, mean_length
from aligner.alignment.evidence import Evidence

PROBABILITY = 0.5
LEAST_SIMILARITY = 0.3
LEAST_LEAD = 0.1
_WIDEST = 8  # sentences a side between two pairs

Gap = tuple[range, range]


def opposite(ko: Evidence, en: Evidence, beads: Sequence[Scored], signal: float) -> list[Scored]:
    """The pairs among what ``beads`` leave alone; at most one for each gap between them."""
    found: list[Scored] = []
    for rows, columns in _gaps(beads, len(ko), len(en)):
        if not rows or not columns or max(len(rows), len(columns)) > _WIDEST:
            continue
        similarity = features.similarities(
            ko, en, np.array(rows), signal, slice(columns.start, columns.stop)
        )
        place = np.unravel_index(similarity.argmax(), similarity.shape)
        row, column = rows[int(place[0])], columns[int(place[1])]
        is_label = mean_length(ko, en, (row,), (column,)) < LABEL
        if similarity[place] >= LEAST_SIMILARITY and not is_label:
            found.append(((row,), (column,), PROBABILITY))
    least = np.minimum(
        leads(ko, en, [(bead[0], bead[1]) for bead in found], signal),
        leads(en, ko, [(bead[1], bead[0]) for bead in found], signal),
    )
    return [bead for bead, lead in zip(found, least.tolist(), strict=True) if lead >= LEAST_LEAD]


def _gaps(beads: Sequence[Scored], ko_count: int, en_count: int) -> Iterator[Gap]:
    """What lies between neighbours of the Korean side that are neighbours in English too.

    >>> list(_gaps([((1,), (0,), 1.0), ((2,), (2,), 1.0)], 3, 3))
    [(range(0, 1), range(0, 0)), (range(2, 2), range(1, 2)), (range(3, 3), range(3, 3))]
    """
    ascending = sorted(beads)
    edges = [(-1, -1, -1, -1), *map(_edges, ascending), (ko_count, ko_count, en_count, en_count)]
    held = {number for bead in beads for number in bead[1]}
    for (_, ko_end, _, en_end), (ko_start, _, en_start, _) in pairwise(edges):
        columns = range(en_end + 1, en_start)
        if held.isdisjoint(columns):
            yield range(ko_end + 1, ko_start), columns


def _edges(bead: Scored) -> tuple[int, int, int, int]:
    ko, en, _ = bead
    return ko[0], ko[-1], en[0], en[-1]
