"""The search against brute force: on small lattices all paths can be listed."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment import corridor as corridors
from aligner.alignment.corridor import Corridor, full
from aligner.alignment.search import (
    IMPOSSIBLE,
    Lattice,
    Step,
    bead_probabilities,
    best_path,
    posterior,
    probability,
)

TYPES = ((1, 1), (1, 2), (2, 1))


def make_lattice(rows, columns, seed, corridor=None):
    chance = np.random.default_rng(seed)
    corridor = corridor or full(rows, columns)
    beads = np.full((len(TYPES), corridor.size), IMPOSSIBLE)
    for t, (n, m) in enumerate(TYPES):
        for i, j in itertools.product(range(rows - n + 1), range(columns - m + 1)):
            if inside(corridor, i, j) and inside(corridor, i + n, j + m):
                place = corridor.offsets[i] + j - corridor.starts[i]
                beads[t, place] = chance.normal(0, 2)
    return Lattice(
        corridor, TYPES, beads, chance.normal(-1, 1, rows), chance.normal(-1, 1, columns)
    )


def inside(corridor, i, j):
    return corridor.starts[i] <= j < corridor.stops[i]


def all_paths(lattice, i=0, j=0):
    """Every path from (i, j) to the end, with its score."""
    rows, columns = len(lattice.ko_null), len(lattice.en_null)
    if (i, j) == (rows, columns):
        yield [], 0.0
        return
    for kind in (*TYPES, (1, 0), (0, 1)):
        n, m = i + kind[0], j + kind[1]
        if n > rows or m > columns or not inside(lattice.corridor, n, m):
            continue
        if kind == (1, 0):
            score = lattice.ko_null[i]
        elif kind == (0, 1):
            score = lattice.en_null[j]
        else:
            place = lattice.corridor.offsets[i] + j - lattice.corridor.starts[i]
            score = lattice.beads[TYPES.index(kind), place]
        if score > IMPOSSIBLE / 2:
            for rest, total in all_paths(lattice, n, m):
                yield [Step(i, j, kind), *rest], score + total


sizes = st.integers(0, 4)
seeds = st.integers(0, 1000)


@given(sizes, sizes, seeds)
def test_best_path_is_the_best_of_all_paths(rows, columns, seed):
    lattice = make_lattice(rows, columns, seed)
    scores = {tuple(steps): score for steps, score in all_paths(lattice)}
    # Nulls of both sides in a row can be told in any order, so scores are compared.
    assert scores[tuple(best_path(lattice))] == pytest.approx(max(scores.values()))


@given(sizes, sizes, seeds)
def test_probabilities_are_those_of_the_listed_paths(rows, columns, seed):
    lattice = make_lattice(rows, columns, seed)
    paths = list(all_paths(lattice))
    total = sum(math.exp(score) for _, score in paths)
    result = posterior(lattice)
    assert result.log_partition == pytest.approx(math.log(total), abs=1e-9)
    for step in {step for steps, _ in paths for step in steps}:
        share = sum(math.exp(score) for steps, score in paths if step in steps) / total
        if step.type in TYPES:
            assert probability(result, lattice, step) == pytest.approx(share, abs=1e-9)
    for i in range(rows):
        alone = sum(
            math.exp(score)
            for steps, score in paths
            if any(step.type == (1, 0) and step.ko == i for step in steps)
        )
        assert result.ko_null[i] == pytest.approx(alone / total, abs=1e-9)
    for j in range(columns):
        alone = sum(
            math.exp(score)
            for steps, score in paths
            if any(step.type == (0, 1) and step.en == j for step in steps)
        )
        assert result.en_null[j] == pytest.approx(alone / total, abs=1e-9)


def test_a_narrow_corridor_is_kept_to():
    corridor = Corridor(np.array([0, 0, 1, 2, 3]), np.array([2, 3, 4, 5, 5]))
    lattice = make_lattice(4, 4, 7, corridor)
    paths = list(all_paths(lattice))
    scores = {tuple(steps): score for steps, score in paths}
    assert scores[tuple(best_path(lattice))] == pytest.approx(max(scores.values()))
    total = math.log(sum(math.exp(score) for _, score in paths))
    assert posterior(lattice).log_partition == pytest.approx(total)


@given(st.integers(1, 40))
def test_any_division_into_stretches_gives_the_same(nodes_at_once):
    corridor = Corridor(np.array([0, 0, 1, 1, 3, 5]), np.array([2, 5, 5, 7, 7, 7]))
    lattice = make_lattice(5, 6, 3, corridor)
    path, whole = best_path(lattice), posterior(lattice)
    beads = bead_probabilities(whole, lattice)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corridors, "_STRETCH", nodes_at_once)
        assert best_path(lattice) == path
        divided = posterior(lattice)
        assert np.array_equal(divided.forward, whole.forward)
        assert np.array_equal(divided.backward, whole.backward)
        assert divided.ko_null == pytest.approx(whole.ko_null)
        assert divided.en_null == pytest.approx(whole.en_null)
        assert np.array_equal(bead_probabilities(divided, lattice), beads)


def test_all_probabilities_are_those_asked_for_one_by_one():
    lattice = make_lattice(4, 3, 11)
    result = posterior(lattice)
    beads = bead_probabilities(result, lattice)
    for (i, j), (t, kind) in itertools.product(np.ndindex(5, 4), enumerate(TYPES)):
        if i + kind[0] <= 4 and j + kind[1] <= 3:
            node = lattice.corridor.node(i, j)
            one = probability(result, lattice, Step(i, j, kind))
            assert beads[t, node] == pytest.approx(one, abs=1e-12)
    assert (beads[lattice.beads == IMPOSSIBLE] == 0).all()
