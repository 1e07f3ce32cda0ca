"""Whether a bead is two, by what its parts show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment.cutting import (
    TRAITS,
    Cut,
    Part,
    Trim,
    cut_traits,
    parameters,
    probabilities,
    trim_traits,
)

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


def traits(one, whole=0.9, probability=3.0, opens=True, begins=False):
    return cut_traits(one, whole, probability, opens=opens, begins=begins)


def named(one):
    return dict(zip(TRAITS, traits(one), strict=True))


def two(one, **changed):
    return sum(probabilities([traits(one, **changed)], parameters()))


def trim(similarities=(0.95, 0.1), score=2.0, beside=None, lengths=(40, 20, 84), **changed):
    stays, goes, other = (Part(length, frozenset()) for length in lengths)
    values = {"korean": True, "first_stays": False, **changed}
    return Trim(
        **values, score=score, stays=stays, goes=goes, other=other,
        similarities=similarities, beside=beside,
    )  # fmt: skip


def trimmed(one, begins=False):
    return sum(probabilities([trim_traits(one, 0.7, begins=begins)], parameters()))


def test_parts_that_fit_speak_for_a_cut_and_crosswise_ones_against_it():
    assert two(cut()) > 0.9 > 0.5 > two(cut((0.1, 0.1, 0.9, 0.9)))


def test_unlikely_borders_speak_against_a_cut():
    assert two(cut(ko_score=-3.0, en_score=-3.0)) < two(cut())


def test_a_headline_runs_into_its_lead_at_the_beginning_of_a_document_above_all():
    assert two(cut(ko_score=0.0), begins=True) > two(cut(ko_score=0.0))
    assert trimmed(trim(), begins=True) > trimmed(trim())


def test_a_part_that_has_no_counterpart_goes():
    assert trimmed(trim()) > 0.7 > 0.4 > trimmed(trim((0.5, 0.8)))


def test_a_part_goes_rather_to_what_it_is_like():
    assert trimmed(trim(beside=0.9)) > trimmed(trim(beside=0.1))


def test_lengths_speak_for_and_against_a_trim():
    assert trimmed(trim(lengths=(40, 20, 84))) > trimmed(trim(lengths=(40, 20, 126)))


def test_the_side_that_is_cut_does_not_matter_to_the_lengths():
    korean = dict(zip(TRAITS, trim_traits(trim(), 0.7, begins=True), strict=True))
    english = dict(
        zip(
            TRAITS,
            trim_traits(trim(korean=False, lengths=(84, 42, 40)), 0.7, begins=True),
            strict=True,
        )
    )
    name = "trim, length ratio of the part that stays"
    assert korean[name] == pytest.approx(english[name], abs=0.05)


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
