"""What crosses the path, given a path."""

import numpy as np
import pytest

from aligner.alignment import crossing, scoring
from aligner.alignment.crossing import with_crossings
from aligner.alignment.evidence import MAX_SENTENCES, gather
from aligner.embedding import compose

SIGNAL = 0.7


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


@pytest.fixture
def ko():
    return unit(np.random.default_rng(3).normal(size=(8, 64)))


def likes(ko, *noise):
    """Vectors that translate those of ``ko``; ``noise`` names the ones that do so badly."""
    chance = np.random.default_rng(4).normal(size=ko.shape) / 8
    weights = np.full(len(ko), 0.4)
    weights[list(noise)] = 1.2
    return unit(ko + weights[:, None] * chance)


def side(vectors, text):
    lengths = np.full(len(vectors), len(text))
    windows = compose(unit(vectors), lengths, MAX_SENTENCES)
    return gather([text] * len(vectors), windows, np.zeros((1, 64)))


def crossings(ko, en, path):
    found = with_crossings(
        side(ko, "가나다라 마바사 아자차카 타파하다."),
        side(en, "Seventy or so characters make a sentence that is of a usual length here."),
        path,
        SIGNAL,
        scoring.parameters(),
    )
    beads = {(rows, columns): p for rows, columns, p in found}
    for number in (0, 1):
        held = [n for bead in beads for n in bead[number]]
        assert len(held) == len(set(held)), "a sentence stands in two beads"
    return beads


def straight(*numbers):
    return [((n,), (n,), 0.99) for n in numbers]


def test_a_bead_whose_parts_changed_places_is_two(ko):
    en = likes(ko)[[0, 1, 3, 2, 4, 5, 6, 7]]
    beads = crossings(ko, en, [*straight(0, 1, 4, 5, 6, 7), ((2, 3), (2, 3), 0.6)])
    assert beads.keys() >= {((2,), (3,)), ((3,), (2,))}
    assert beads[(2,), (3,)] > 0.9


def test_a_bead_whose_parts_fit_in_step_stays_one(ko):
    path = [*straight(0, 1, 4, 5, 6, 7), ((2, 3), (2, 3), 0.6)]
    assert ((2, 3), (2, 3)) in crossings(ko, likes(ko), path)


def test_a_bead_whose_parts_fit_neither_way_stays_one(ko):
    en = likes(ko)
    # Each English sentence says something of both Korean ones.
    en[2], en[3] = unit(0.9 * ko[2] + ko[3]), unit(ko[2] + 0.9 * ko[3])
    path = [*straight(0, 1, 4, 5, 6, 7), ((2, 3), (2, 3), 0.6)]
    assert ((2, 3), (2, 3)) in crossings(ko, en, path)


def test_of_two_neighbours_that_changed_places_the_path_may_hold_one(ko):
    en = likes(ko)[[0, 1, 3, 2, 4, 5, 6, 7]]
    beads = crossings(ko, en, [*straight(0, 1, 4, 5, 6, 7), ((2,), (3,), 0.49)])
    assert beads.keys() >= {((2,), (3,)), ((3,), (2,))}


def test_a_sentence_that_two_beads_could_take_is_in_one(ko):
    # The third Korean sentence is said twice, before its left neighbour and behind its right one.
    # (Both times in the same words, so that neither is a rival of the other.)
    en = likes(ko)[[0, 2, 1, 3, 2, 4, 5, 6, 7]]
    path = [
        *straight(0),
        ((1,), (2,), 0.9),
        ((3,), (3,), 0.9),
        *(((n,), (n + 1,), 0.99) for n in (4, 5, 6, 7)),
    ]
    beads = crossings(ko, en, path)
    assert sum(2 in rows for rows, _ in beads) == 1


def test_neighbours_on_either_side_of_a_bead_are_looked_at(ko):
    # What is left alone before it in Korean and behind it in English does not fit; the others do.
    en = likes(ko)[[0, 3, 2, 6, 4, 5, 1, 7]]
    path = [*straight(0, 4, 5, 7), ((2,), (2,), 0.9)]
    assert crossings(ko, en, path).keys() >= {((2,), (2,)), ((3,), (1,))}


def test_an_improbable_bead_gives_way_to_one_that_crosses_the_path(ko):
    en = likes(ko)[[0, 5, 2, 3, 4, 1, 6, 7]]
    path = [*straight(0, 2, 3, 4, 6, 7), ((1,), (1,), 0.3)]
    beads = crossings(ko, en, path)
    assert ((1,), (5,)) in beads
    assert ((5,), (1,)) in beads


def test_an_improbable_bead_stays_where_what_is_better_does_not_cross(ko):
    path = [*straight(0, 1, 4, 5, 6, 7), ((2,), (3,), 0.3)]
    assert ((2,), (3,)) in crossings(ko, likes(ko), path)


def test_leftovers_that_cross_each_other_are_all_found(ko, monkeypatch):
    # They share the probability: none has more than half of it for sure.
    monkeypatch.setattr(crossing, "LEAST_PROBABILITY", 0.95)
    order = [6, 0, 4, 1, 3, 2, 5, 7]
    path = [((n,), (order.index(n),), 0.99) for n in (0, 1, 2, 5, 7)]
    beads = crossings(ko, likes(ko)[order], path)
    assert beads.keys() >= {((6,), (0,)), ((4,), (2,)), ((3,), (4,))}


def test_a_leftover_that_has_a_rival_is_left_alone(ko):
    en = likes(ko)[[6, 0, 1, 2, 4, 5, 7, 3]]
    ko[2] = unit(ko[2] + 8 * en[0])
    order = [6, 0, 1, 2, 4, 5, 7, 3]
    path = [((n,), (order.index(n),), 0.99) for n in (0, 1, 2, 4, 5, 7)]
    assert ((6,), (0,)) not in crossings(ko, en, path)
