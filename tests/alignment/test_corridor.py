import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment.corridor import (
    FULL_SEARCH_CELLS,
    LARGEST_RECTANGLE,
    anchors,
    between,
    find,
    full,
)


def translated(count, seed=0, dimensions=64, noise=0.6):
    """Two sides of unit vectors whose rows translate each other one by one."""
    chance = np.random.default_rng(seed)
    ko = chance.normal(size=(count, dimensions))
    en = ko + noise * chance.normal(size=ko.shape)
    return unit(ko), unit(en)


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def noise(count, seed):
    return unit(np.random.default_rng(seed).normal(size=(count, 64)))


def assert_sound(corridor, rows, columns):
    assert len(corridor.starts) == rows + 1
    assert corridor.starts[0] == 0
    assert corridor.stops[-1] == columns + 1
    assert (np.diff(corridor.starts) >= 0).all()
    assert (np.diff(corridor.stops) >= 0).all()
    assert (corridor.starts[1:] < corridor.stops[:-1]).all()


@given(
    st.integers(0, 60),
    st.integers(0, 60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(0, 59)), max_size=8),
)
def test_a_corridor_between_any_anchors_is_sound(rows, columns, candidates):
    chain = []
    for i, j in sorted(candidates):
        if i < rows and j < columns and (not chain or (i > chain[-1][0] and j > chain[-1][1])):
            chain.append((i, j))
    assert_sound(between(chain, rows, columns), rows, columns)


def test_small_documents_are_searched_whole():
    ko, en = translated(20)
    assert find(ko, en).size == full(20, 20).size


def test_the_corridor_of_a_long_document_holds_its_path_and_is_narrow():
    ko, en = translated(1500)
    corridor = find(ko, en)
    assert_sound(corridor, 1500, 1500)
    assert all(corridor.starts[i] <= i < corridor.stops[i] for i in range(1501))
    assert corridor.size < 1500 * 100


def test_unrelated_lines_in_front_move_the_corridor():
    ko, en = translated(1200)
    shifted = np.concatenate([noise(600, 5), en])
    corridor = find(ko, shifted)
    assert_sound(corridor, 1200, 1800)
    assert all(corridor.starts[i] <= i + 600 < corridor.stops[i] for i in range(1, 1201))


def test_very_long_documents_get_their_anchors_from_coarse_to_fine():
    ko, en = translated(7000)
    chain = anchors(ko, en)
    assert len(chain) > 5000
    assert all(i == j for i, j in chain)


def test_unrelated_documents_have_a_corridor_too():
    rows = int(FULL_SEARCH_CELLS**0.5) + 50
    assert_sound(find(noise(rows, 1), noise(rows, 2)), rows, rows)


def test_long_unrelated_documents_stay_within_bounds():
    corridor = between([], 30_000, 20_000)
    assert_sound(corridor, 30_000, 20_000)
    assert corridor.size < 4 * LARGEST_RECTANGLE
