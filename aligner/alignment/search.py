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
Scores = NDArray[np.float32] | NDArray[np.float64]
BeadType = tuple[int, int]

IMPOSSIBLE = -1e30
_KO_ALONE: BeadType = (1, 0)
_EN_ALONE: BeadType = (0, 1)


@dataclass(frozen=True)
class Lattice:
    """A corridor with a score for every step.

    ``beads`` has shape (types, nodes): the score of a bead of ``types[t]`` that
    starts at a node, `IMPOSSIBLE` where there is none. ``ko_null`` and
    ``en_null`` score leaving a sentence alone.
    """

    corridor: Corridor
    types: Sequence[BeadType]
    beads: Scores
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
    corridor = lattice.corridor
    kinds = [*lattice.types, _KO_ALONE, _EN_ALONE]
    values = _unreached(corridor)
    choice = np.empty(corridor.size, np.int8)
    for row, reach, arrivals in _arrivals(lattice, values):
        level = arrivals.max(axis=0) - reach
        highest = np.maximum.accumulate(level)
        values[row] = highest + reach
        choice[row] = np.where(highest > level, kinds.index(_EN_ALONE), arrivals.argmax(axis=0))
    steps = []
    i, j = len(lattice.ko_null), len(lattice.en_null)
    while i or j:
        kind = kinds[choice[corridor.node(i, j)]]
        i, j = i - kind[0], j - kind[1]
        steps.append(Step(i, j, kind))
    return steps[::-1]


@dataclass(frozen=True)
class Posterior:
    """What all paths together say, read as a probability distribution.

    ``forward`` and ``backward`` hold for each node the logarithm of the summed
    weights of all paths that lead to it and from it (and one entry more, for
    no node). ``ko_null`` and ``en_null`` are the probabilities of each sentence
    standing alone, ``log_partition`` the logarithm of the weight of all paths.
    """

    forward: Doubles
    backward: Doubles
    ko_null: Doubles
    en_null: Doubles
    log_partition: float


def posterior(lattice: Lattice) -> Posterior:
    """Run the forward and backward sums over all paths of the lattice."""
    corridor = lattice.corridor
    forward, backward = _forward(lattice), _backward(lattice)
    total = float(forward[corridor.size - 1])
    # Behind the last node of a row or a column there is no sentence.
    ko_null, en_null = np.append(lattice.ko_null, 0.0), np.append(lattice.en_null, 0.0)
    ko_alone, en_alone = np.zeros_like(ko_null), np.zeros_like(en_null)
    for part in corridor.stretches():
        here = forward[part.nodes] - total
        down, across = (backward[part.neighbours(*kind)] for kind in (_KO_ALONE, _EN_ALONE))
        np.add.at(ko_alone, part.rows, np.exp(here + ko_null[part.rows] + down))
        np.add.at(en_alone, part.columns, np.exp(here + en_null[part.columns] + across))
    return Posterior(forward, backward, ko_alone[:-1], en_alone[:-1], total)


def probability(posterior: Posterior, lattice: Lattice, step: Step) -> float:
    """The probability of one step."""
    if step.type == _KO_ALONE:
        return float(posterior.ko_null[step.ko])
    if step.type == _EN_ALONE:
        return float(posterior.en_null[step.en])
    n, m = step.type
    source = lattice.corridor.node(step.ko, step.en)
    target = lattice.corridor.node(step.ko + n, step.en + m)
    score = float(lattice.beads[lattice.types.index(step.type), source])
    weight = posterior.forward[source] + score + posterior.backward[target]
    return float(np.exp(min(weight - posterior.log_partition, 0.0)))


def bead_probabilities(posterior: Posterior, lattice: Lattice) -> Doubles:
    """The probability of every step with two sides, shaped as `Lattice.beads`."""
    result = np.empty(lattice.beads.shape)
    for part in lattice.corridor.stretches():
        here = posterior.forward[part.nodes] - posterior.log_partition
        for t, kind in enumerate(lattice.types):
            there = posterior.backward[part.neighbours(*kind)]
            weights = here + lattice.beads[t, part.nodes] + there
            result[t, part.nodes] = np.exp(np.minimum(weights, 0))
    return result


def _forward(lattice: Lattice) -> Doubles:
    """For each node the log of the summed weights of all paths that lead to it."""
    values = _unreached(lattice.corridor)
    for row, reach, arrivals in _arrivals(lattice, values):
        level = _log_sum(arrivals) - reach
        values[row] = np.logaddexp.accumulate(level) + reach
    return values


def _backward(lattice: Lattice) -> Doubles:
    """For each node the log of the summed weights of all paths that lead from it."""
    values = _unreached(lattice.corridor)
    for row, reach, departures in _departures(lattice, values):
        level = (_log_sum(departures) + reach)[::-1]
        values[row] = np.logaddexp.accumulate(level)[::-1] - reach
    return values


def _arrivals(lattice: Lattice, values: Doubles) -> Iterator[tuple[slice, Doubles, Doubles]]:
    """From the top, for each row the values of coming to its nodes by each type or a Korean null.

    Yields the row's place in ``values``, the score of leaving all English sentences
    before each of its nodes alone, and the arrivals, shape (types + 1, nodes). The
    caller writes the finished row into ``values`` before it asks for the next.
    """
    kinds = [*lattice.types, _KO_ALONE]
    along, ko_null = _prefix(lattice.en_null), np.append(lattice.ko_null, 0.0)
    for part in lattice.corridor.stretches():
        sources = np.stack([part.neighbours(-n, -m) for n, m in kinds])
        scores = np.empty(sources.shape)
        for t, beads in enumerate(lattice.beads):
            # Where there is no source any score will do: its value is impossible.
            scores[t] = beads.take(sources[t], mode="clip")
        scores[-1] = ko_null[part.rows - 1]
        reach = along[part.columns]
        for row, inside in part.each_row():
            arrivals = values.take(sources[:, inside]) + scores[:, inside]
            if row.start == 0:
                arrivals[-1, 0] = 0.0
            yield row, reach[inside], arrivals


def _departures(lattice: Lattice, values: Doubles) -> Iterator[tuple[slice, Doubles, Doubles]]:
    """From the bottom, for each row the values of going from its nodes; else as `_arrivals`."""
    kinds = [*lattice.types, _KO_ALONE]
    along, ko_null = _prefix(lattice.en_null), np.append(lattice.ko_null, 0.0)
    for part in reversed(lattice.corridor.stretches()):
        targets = np.stack([part.neighbours(*kind) for kind in kinds])
        scores = np.concatenate([lattice.beads[:, part.nodes], ko_null[None, part.rows]])
        reach = along[part.columns]
        for row, inside in reversed(part.each_row()):
            departures = values.take(targets[:, inside]) + scores[:, inside]
            if row.stop == lattice.corridor.size:
                departures[-1, -1] = 0.0
            yield row, reach[inside], departures


def _unreached(corridor: Corridor) -> Doubles:
    """A value for each node, and one for `Stretch.neighbours` outside the corridor."""
    return np.full(corridor.size + 1, IMPOSSIBLE)


def _prefix(nulls: Doubles) -> Doubles:
    return np.concatenate([[0.0], np.cumsum(nulls)])


def _log_sum(values: Doubles) -> Doubles:
    highest = np.maximum.reduce(values)
    total: Doubles = highest + np.log(np.add.reduce(np.exp(values - highest)))
    return total
