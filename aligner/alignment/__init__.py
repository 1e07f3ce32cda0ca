"""From vectors to beads: which sentences translate which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aligner.alignment import corridor, scoring, search
from aligner.alignment.confidence import Found, null_traits, traits, weights
from aligner.alignment.crossing import with_crossings
from aligner.alignment.evidence import Evidence
from aligner.alignment.opposite import opposite
from aligner.types import Bead

__all__ = ["align", "as_beads", "find", "judge"]

_UNKNOWN = 0.5, 0.5  # of the neighbours of a bead that is not on the path


def align(ko: Evidence, en: Evidence, signal: float, *, lines: bool = False) -> list[Bead]:
    """The most probable beads of two sides, each sentence in exactly one.

    In no particular order: beads with two sides first, then null beads. Both sides
    hold at least one sentence. With ``lines`` the sentences were given as they are, without it
    a bead may also be wrong because a sentence is.

    ``signal`` is the centred similarity that a translation reaches with the encoder
    that made the vectors (see `aligner.alignment.yardstick`).
    """
    return as_beads(find(ko, en, signal), lines=lines)


def as_beads(found: Iterable[Found], *, lines: bool) -> list[Bead]:
    """What was found, with a confidence of each."""
    confidence = weights(lines=lines).confidence
    return [Bead(each.ko, each.en, each.similarity, confidence(each)) for each in found]


def find(ko: Evidence, en: Evidence, signal: float) -> Iterator[Found]:
    """The beads as `align` returns them, with what their confidence is made of."""
    fitted = scoring.parameters()
    path = corridor.find(ko.windows[0], en.windows[0])
    lattice = scoring.lattice(ko, en, path, signal, fitted)
    posterior = search.posterior(lattice)
    placed = _placed(lattice, posterior)
    on_path = [(rows, columns, p) for (rows, columns), (p, _) in placed.items()]
    beads = with_crossings(ko, en, on_path, signal, fitted)
    beads += opposite(ko, en, beads, signal)
    for rows, columns, p in beads:
        yield _found(ko, en, rows, columns, p, placed)
    ko_paired = {number for rows, _, _ in beads for number in rows}
    en_paired = {number for _, columns, _ in beads for number in columns}
    for number, p in enumerate(posterior.ko_null.tolist()):
        if number not in ko_paired:
            yield Found((number,), (), None, null_traits(p))
    for number, p in enumerate(posterior.en_null.tolist()):
        if number not in en_paired:
            yield Found((), (number,), None, null_traits(p))


def judge(
    ko: Evidence, en: Evidence, rows: Sequence[int], columns: Sequence[int], signal: float
) -> Found | None:
    """A bead that somebody else chose, as `find` would know it; None if it makes no such bead.

    ``rows`` and ``columns`` number the sentences of the two sides, in a row; of one side
    alone it is one. All ways to align the sentences are looked at: give a few hundred at
    the most.
    """
    n, m = len(rows), len(columns)
    fitted = scoring.parameters()
    lattice = scoring.lattice(ko, en, corridor.full(len(ko), len(en)), signal, fitted)
    if n and m:
        if (n, m) not in lattice.types:
            return None
        posterior = search.posterior(lattice)
        step = search.Step(rows[0], columns[0], (n, m))
        p = search.probability(posterior, lattice, step)
        return _found(ko, en, tuple(rows), tuple(columns), p, _placed(lattice, posterior))
    if n + m != 1:
        return None
    posterior = search.posterior(lattice)
    p = float(posterior.ko_null[rows[0]] if n else posterior.en_null[columns[0]])
    return Found(tuple(rows), tuple(columns), None, null_traits(p))


Sides = tuple[tuple[int, ...], tuple[int, ...]]
Placed = dict[Sides, tuple[float, tuple[float, float]]]
"""The beads of a path with two sides: their probabilities, and those of their neighbours."""


def _placed(lattice: search.Lattice, posterior: search.Posterior) -> Placed:
    """The beads of the best path."""
    steps = search.best_path(lattice)
    certainty = [search.probability(posterior, lattice, step) for step in steps]
    return {
        (
            tuple(range(step.ko, step.ko + step.type[0])),
            tuple(range(step.en, step.en + step.type[1])),
        ): (p, (before, behind))
        for step, p, before, behind in zip(
            steps, certainty, [1.0, *certainty], [*certainty[1:], 1.0], strict=False
        )
        if all(step.type)
    }


def _found(
    ko: Evidence,
    en: Evidence,
    rows: tuple[int, ...],
    columns: tuple[int, ...],
    p: float,
    placed: Placed,
) -> Found:
    """A bead with two sides, whether it is on the path or not."""
    _, neighbours = placed.get((rows, columns), (p, _UNKNOWN))
    similarity = float(
        ko.windows[len(rows) - 1, rows[0]] @ en.windows[len(columns) - 1, columns[0]]
    )
    return Found(rows, columns, similarity, traits(ko, en, rows, columns, p, neighbours))
