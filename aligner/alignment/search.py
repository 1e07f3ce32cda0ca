"""The best path through a corridor, and how probable each bead on it is.

Beads are steps between nodes: a bead of type (n, m) leads from (i, j) to
(i + n, j + m). A path's score is the sum of its beads' scores; read as a
log-linear model over all monotone paths (a semi-Markov random field: Sarawagi &
Cohen 2004) the scores also give each bead its probability. All work runs along
rows in numpy; nothing is compiled when a program starts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.corridor import Corridor

Doubles = NDArray[np.float64]
BeadType = tuple[int, int]

IMPOSSIBLE = -1e30


@dataclass(frozen=True)
class Lattice:
    """A corridor with a score for every step.

    ``beads`` has shape (types, nodes): the score of a bead of ``types[t]`` that
    starts at a node, `IMPOSSIBLE` where there is none. ``ko_null`` and
    ``en_null`` score leaving a sentence alone.
    """

    corridor: Corridor
    types: Sequence[BeadType]
    beads: Doubles
    ko_null: Doubles
    en_null: Doubles


@dataclass(frozen=True)
class Step:
    """One bead of a path: it starts at (ko, en) and has ``type``."""

    ko: int
    en: int
    type: BeadType


def best_path(lattice: Lattice) -> list[Step]:
    """The path of the highest total score, as steps from (0, 0) to (N, M)."""
    corridor, types = lattice.corridor, lattice.types
    values = np.full(corridor.size, IMPOSSIBLE)
    choice = np.empty(corridor.size, np.int8)
    along = _prefix(lattice.en_null)
    for i, arrivals in _rows(lattice, values):
        start, stop = corridor.starts[i], corridor.stops[i]
        winner = arrivals.argmax(axis=0)
        level = np.take_along_axis(arrivals, winner[None], axis=0)[0] - along[start:stop]
        highest = np.maximum.accumulate(level)
        corridor.row(values, i)[:] = highest + along[start:stop]
        choice[corridor.offsets[i] : corridor.offsets[i + 1]] = np.where(
            highest > level, len(types) + 1, winner
        )
    steps = []
    i, j = len(lattice.ko_null), len(lattice.en_null)
    kinds = [*types, (1, 0), (0, 1)]
    while i or j:
        kind = kinds[choice[corridor.offsets[i] + j - corridor.starts[i]]]
        i, j = i - kind[0], j - kind[1]
        steps.append(Step(i, j, kind))
    return steps[::-1]


@dataclass(frozen=True)
class Posterior:
    """Probabilities under the model: of each bead, and of each sentence standing alone.

    ``beads`` is shaped as `Lattice.beads`. ``log_partition`` is the logarithm of
    the summed weights of all paths.
    """

    beads: Doubles
    ko_null: Doubles
    en_null: Doubles
    log_partition: float


def posterior(lattice: Lattice) -> Posterior:
    """Run the forward and backward sums over all paths of the lattice."""
    corridor = lattice.corridor
    forward = _forward(lattice)
    backward = _backward(lattice)
    total = float(forward[-1])
    rows = len(lattice.ko_null)
    beads = np.zeros_like(lattice.beads)
    ko_null = np.zeros(rows)
    en_null = np.zeros(len(lattice.en_null))
    for i in range(rows + 1):
        here = corridor.row(forward, i) - total
        after = corridor.row(backward, i)
        start, stop = corridor.starts[i], corridor.stops[i]
        for t, kind in enumerate(lattice.types):
            for source, target in _overlap(corridor, i, i + kind[0], kind[1]):
                beads[t, source] = np.exp(
                    np.minimum(
                        forward[source] + lattice.beads[t, source] + backward[target] - total, 0
                    )
                )
        for source, target in _overlap(corridor, i, i + 1, 0):
            ko_null[i] = np.exp(
                forward[source] + lattice.ko_null[i] + backward[target] - total
            ).sum()
        en_null[start : stop - 1] += np.exp(
            here[:-1] + lattice.en_null[start : stop - 1] + after[1:]
        )
    return Posterior(beads, ko_null, en_null, total)


def probability(posterior: Posterior, lattice: Lattice, step: Step) -> float:
    """The probability of one step with two sides."""
    place = lattice.corridor.offsets[step.ko] + step.en - lattice.corridor.starts[step.ko]
    return float(posterior.beads[lattice.types.index(step.type), place])


def _forward(lattice: Lattice) -> Doubles:
    """For each node the log of the summed weights of all paths that lead to it."""
    corridor = lattice.corridor
    values = np.full(corridor.size, IMPOSSIBLE)
    along = _prefix(lattice.en_null)
    for i, arrivals in _rows(lattice, values):
        reach = along[corridor.starts[i] : corridor.stops[i]]
        level = _log_sum(arrivals) - reach
        corridor.row(values, i)[:] = np.logaddexp.accumulate(level) + reach
    return values


def _backward(lattice: Lattice) -> Doubles:
    """For each node the log of the summed weights of all paths that lead from it."""
    corridor, types = lattice.corridor, lattice.types
    values = np.full(corridor.size, IMPOSSIBLE)
    along = _prefix(lattice.en_null)
    last = len(lattice.ko_null)
    for i in range(last, -1, -1):
        row = slice(corridor.offsets[i], corridor.offsets[i + 1])
        departures = np.full((len(types) + 1, row.stop - row.start), IMPOSSIBLE)
        for t, kind in enumerate(types):
            for source, target in _overlap(corridor, i, i + kind[0], kind[1]):
                shifted = slice(source.start - row.start, source.stop - row.start)
                departures[t, shifted] = lattice.beads[t, source] + values[target]
        for source, target in _overlap(corridor, i, i + 1, 0):
            shifted = slice(source.start - row.start, source.stop - row.start)
            departures[-1, shifted] = lattice.ko_null[i] + values[target]
        if i == last:
            departures[-1, -1] = 0.0
        reach = along[corridor.starts[i] : corridor.stops[i]]
        level = (_log_sum(departures) + reach)[::-1]
        values[row] = np.logaddexp.accumulate(level)[::-1] - reach
    return values


def _rows(lattice: Lattice, values: Doubles) -> Iterator[tuple[int, Doubles]]:
    """Row by row, the values of arriving at its nodes by each type and by a Korean null.

    The caller writes the finished row into ``values`` before it asks for the next.
    """
    corridor, types = lattice.corridor, lattice.types
    for i in range(len(lattice.ko_null) + 1):
        first = corridor.offsets[i]
        arrivals = np.full((len(types) + 1, corridor.offsets[i + 1] - first), IMPOSSIBLE)
        for t, kind in enumerate(types):
            for source, target in _overlap(corridor, i - kind[0], i, kind[1]):
                shifted = slice(target.start - first, target.stop - first)
                arrivals[t, shifted] = values[source] + lattice.beads[t, source]
        for source, target in _overlap(corridor, i - 1, i, 0):
            shifted = slice(target.start - first, target.stop - first)
            arrivals[-1, shifted] = values[source] + lattice.ko_null[i - 1]
        if i == 0:
            arrivals[-1, 0] = 0.0
        yield i, arrivals


def _overlap(
    corridor: Corridor, above: int, below: int, across: int
) -> Iterator[tuple[slice, slice]]:
    """The flat slices of two rows that a step of ``across`` columns connects; at most one."""
    if above < 0 or below >= len(corridor.starts):
        return
    start = max(corridor.starts[above] + across, corridor.starts[below])
    stop = min(corridor.stops[above] + across, corridor.stops[below])
    if start < stop:
        source = corridor.offsets[above] - corridor.starts[above] - across
        target = corridor.offsets[below] - corridor.starts[below]
        yield slice(source + start, source + stop), slice(target + start, target + stop)


def _prefix(nulls: Doubles) -> Doubles:
    return np.concatenate([[0.0], np.cumsum(nulls)])


def _log_sum(values: Doubles) -> Doubles:
    highest = values.max(axis=0)
    total: Doubles = highest + np.log(np.exp(values - highest).sum(axis=0))
    return total
