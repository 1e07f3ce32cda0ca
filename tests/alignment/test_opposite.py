"""Pairs among what is left alone between two others."""

import numpy as np
import pytest

from aligner.alignment.evidence import MAX_SENTENCES, gather
from aligner.alignment.opposite import PROBABILITY, opposite
from aligner.embedding import compose

SIGNAL = 0.7
STRAIGHT = [((n,), (n,), 0.99) for n in (1, 2, 3)]


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


def found(similarities, beads=STRAIGHT, length=20):
    """What is found among sentences with these cosines, as numbers of both sides."""
    similarities = np.array(similarities, float)
    rows, columns = similarities.shape
    ko = np.eye(rows, rows + columns)
    en = np.zeros((columns, rows + columns))
    en[:, :rows] = similarities.T
    en[:, rows:] = np.diag(np.sqrt(1 - (similarities**2).sum(axis=0)))
    sides = []
    for vectors, text in ((ko, "가" * length), (en, "a" * 2 * length)):
        lengths = np.full(len(vectors), 30)
        windows = compose(unit(vectors), lengths, MAX_SENTENCES)
        sides.append(gather([text] * len(vectors), windows, np.zeros((1, rows + columns))))
    return opposite(*sides, beads, SIGNAL)


def cosines(first, others=0.0):
    """Four sentences a side: the first two are ``first`` alike, and the first to others ``others``."""
    table = 0.6 * np.eye(4)
    table[0, 0] = first
    table[0, 1] = others
    return table


def test_two_sentences_left_opposite_each_other_are_a_pair():
    assert found(cosines(0.35)) == [((0,), (0,), PROBABILITY)]


@pytest.mark.parametrize(
    "table",
    [
        cosines(0.1),  # they are no more alike than any two
        cosines(0.35, others=0.45),  # a sentence that has its partner is a rival
        cosines(0.35, others=0.5),
    ],
)
def test_what_is_hardly_alike_or_has_a_rival_is_left_alone(table):
    assert found(table) == []


def test_what_is_as_short_as_a_label_is_left_alone():
    assert found(cosines(0.35), length=6) == []


def test_they_must_stand_between_the_same_pairs():
    table = 0.6 * np.eye(4)
    table[0, 0] = table[1, 1] = 0.0
    table[0, 1] = 0.0
    table[1, 3] = 0.4  # the second Korean sentence, and the last English one
    table[3, 3] = 0.0
    beads = [((0,), (0,), 0.99), ((2,), (2,), 0.99)]
    assert ((1,), (3,), PROBABILITY) not in found(table, beads)


def test_where_a_bead_crosses_nothing_is_paired():
    table = np.zeros((4, 4))
    table[0, 0] = table[2, 3] = table[3, 1] = 0.6
    table[1, 2] = 0.4
    beads = [((0,), (0,), 0.99), ((2,), (3,), 0.99)]
    assert found(table, beads) == [((1,), (2,), PROBABILITY)]
    assert found(table, [*beads, ((3,), (1,), 0.99)]) == []


def test_of_many_a_gap_gives_one_pair_at_most():
    table = np.diag([0.4, 0.35, 0.6, 0.6])
    beads = [((2,), (2,), 0.99), ((3,), (3,), 0.99)]
    assert found(table, beads) == [((0,), (0,), PROBABILITY)]


def test_nothing_is_left_where_all_have_partners():
    assert found(0.6 * np.eye(4), [((n,), (n,), 0.99) for n in range(4)]) == []
