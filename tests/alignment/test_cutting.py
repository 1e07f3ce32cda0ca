"""Whether a bead is two, by what its parts show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment.cutting import TRAITS, Cut, Part, parameters, probabilities, traits

FINITE = st.floats(-30, 30)


def part(length, *numbers):
    return Part(length, frozenset(numbers))


def cut(similarities=(0.9, 0.9, 0.1, 0.1), ko_score=2.0, en_score=2.0, numbers=("3", "40")):
    first, second = numbers
    return Cut(
        ko_score,
        en_score,
        ((part(20, "3"), part(40, "40")), (part(42, first), part(84, second))),
        similarities,
    )


def named(one, whole=0.9, probability=3.0, opens=True):
    return dict(zip(TRAITS, traits(one, whole, probability, opens=opens), strict=True))


def two(one, whole=0.9, probability=3.0):
    return sum(probabilities([traits(one, whole, probability, opens=True)], parameters()))


def test_parts_that_fit_speak_for_a_cut_and_crosswise_ones_against_it():
    assert two(cut()) > 0.9 > 0.2 > two(cut((0.1, 0.1, 0.9, 0.9)))


def test_unlikely_borders_speak_against_a_cut():
    assert two(cut(ko_score=-3.0, en_score=-3.0)) < two(cut())


def test_a_sentence_that_ends_anyway_needs_no_score():
    values = named(cut(ko_score=None))
    assert values["a Korean sentence ends there"] == 1
    assert values["score of the Korean border"] == 0
    assert values["the English border, where a Korean sentence ends"] == 2.0
    assert named(cut())["the English border, where a Korean sentence ends"] == 0


def test_numbers_count_straight_and_crosswise():
    name = "numbers shared by the parts rather than crosswise"
    assert named(cut())[name] == 2
    assert named(cut(numbers=("40", "3")))[name] == -2


@given(st.lists(st.tuples(FINITE, FINITE), min_size=1, max_size=12))
def test_probabilities_are_some(options):
    found = probabilities(options, (1.0, 0.5))
    assert all(0 <= each <= 1 for each in found)
    assert sum(found) == pytest.approx(min(sum(found), 1.0))
    scores = [a + b / 2 for a, b in options]
    assert found.index(max(found)) == scores.index(max(scores)) or max(scores) == pytest.approx(
        scores[found.index(max(found))]
    )
