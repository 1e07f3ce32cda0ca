"""From vectors to beads: which sentences translate which."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.alignment import corridor, scoring, search
from aligner.alignment.confidence import Found, null_traits, traits, weights
from aligner.alignment.crossing import with_crossings
from aligner.alignment.evidence import Evidence
from aligner.types import Bead

__all__ = ["align", "find"]

_UNKNOWN = 0.5, 0.5  # of the neighbours of a bead that is not on the path


def align(ko: Evidence, en: Evidence, signal: float, *, lines: bool = False) -> list[Bead]:
    """The most probable beads of two sides, each sentence in exactly one.

    In no particular order: beads with two sides first, then null beads. Both sides
    hold at least one sentence. With ``lines`` the sentences were given as they are, without it
    a bead may also be wrong because a sentence is.

    ``signal`` is the centred similarity that a translation reaches with the encoder
    that made the vectors (see `aligner.alignment.yardstick`).
    """
    confidence = weights(lines=lines).confidence
    return [
        Bead(found.ko, found.en, found.similarity, confidence(found))
        for found in find(ko, en, signal)
    ]


def find(ko: Evidence, en: Evidence, signal: float) -> Iterator[Found]:
    """The beads as `align` returns them, with what their confidence is made of."""
    fitted = scoring.parameters()
    path = corridor.find(ko.windows[0], en.windows[0])
    lattice = scoring.lattice(ko, en, path, signal, fitted)
    posterior = search.posterior(lattice)
    steps = search.best_path(lattice)
    certainty = [search.probability(posterior, lattice, step) for step in steps]
    on_path, neighbours = [], {}
    for step, p, before, behind in zip(
        steps, certainty, [1.0, *certainty], [*certainty[1:], 1.0], strict=False
    ):
        if all(step.type):
            rows = tuple(range(step.ko, step.ko + step.type[0]))
            columns = tuple(range(step.en, step.en + step.type[1]))
            on_path.append((rows, columns, p))
            neighbours[rows, columns] = before, behind
    beads = with_crossings(ko, en, on_path, signal, fitted)
    for rows, columns, p in beads:
        around = neighbours.get((rows, columns), _UNKNOWN)
        similarity = float(
            ko.windows[len(rows) - 1, rows[0]] @ en.windows[len(columns) - 1, columns[0]]
        )
        yield Found(rows, columns, similarity, traits(ko, en, rows, columns, p, around))
    ko_paired = {number for rows, _, _ in beads for number in rows}
    en_paired = {number for _, columns, _ in beads for number in columns}
    for number, p in enumerate(posterior.ko_null.tolist()):
        if number not in ko_paired:
            yield Found((number,), (), None, null_traits(p))
    for number, p in enumerate(posterior.en_null.tolist()):
        if number not in en_paired:
            yield Found((), (number,), None, null_traits(p))
