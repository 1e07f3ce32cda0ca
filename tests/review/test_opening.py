import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.review.opening import opened
from aligner.review.pieces import sentences_of
from aligner.types import SIDES, Pair
from tests.formats.strategies import pairs as any_pairs


def pieces(pair, side="ko"):
    return [(piece.text, piece.span) for piece in opened([pair]).beads[0].side(side)]


def test_spans_tell_the_sentences():
    pair = Pair("d", "가다. 나.", "A.", ko_spans=((7, 10), (12, 14)), type="2-1")
    assert pieces(pair) == [("가다.", (7, 10)), ("나.", (12, 14))]


def test_a_repaired_text_is_parted_by_the_rules_of_sentences():
    pair = Pair("d", "가.", "It isn’t. It’s so.", en_spans=((0, 30), (31, 44)), type="1-2")
    assert pieces(pair, "en") == [("It isn’t.", (0, 30)), ("It’s so.", (31, 44))]


def test_what_no_rule_parts_is_parted_near_where_it_should_be():
    assert sentences_of("가나 다라 마바 사아", [(0, 30), (31, 33)], 2) == ["가나 다라 마바", "사아"]


def test_a_table_without_spans_has_one_sentence_a_side():
    assert pieces(Pair("d", "가다. 나.", "A. B.")) == [("가다. 나.", None)]


def test_the_order_of_a_side_is_that_of_its_spans():
    rows = [
        Pair("d", "가.", "B.", ko_spans=((0, 2),), en_spans=((3, 5),)),
        Pair("d", "나.", "A.", ko_spans=((3, 5),), en_spans=((0, 2),)),
    ]
    assert [bead.en[0].place for bead in opened(rows).beads] == [(1, 0), (0, 0)]


@pytest.mark.parametrize("spans", [((1, 0), (0, 0)), ((0, 1), (1, 0)), ((3, 4), (0, 2))])
def test_spans_that_cannot_be_places_are_not_believed(spans):
    (bead,) = opened([Pair("d", "가. 나.", None, ko_spans=spans)]).beads
    assert [(piece.text, piece.span) for piece in bead.ko] == [("가. 나.", None)]


def test_the_rows_of_a_document_come_together():
    rows = [Pair("a", "가.", "A."), Pair("b", "나.", "B."), Pair("a", "다.", "C.")]
    assert [(bead.id, bead.doc) for bead in opened(rows).beads] == [(0, "a"), (2, "a"), (1, "b")]


@given(st.lists(any_pairs, max_size=5))
def test_any_file_can_be_opened_and_all_of_its_text_is_there(rows):
    state = opened(rows)
    for side in SIDES:
        there = sorted(
            "".join("".join(p.text for p in bead.side(side)).split())
            for bead in state.beads
            if bead.side(side)
        )
        given_ = sorted(
            "".join((getattr(r, side)).split()) for r in rows if (getattr(r, side) or "").strip()
        )
        assert there == given_
    for bead in state.beads:
        for side in SIDES:
            places = [piece.place for piece in bead.side(side)]
            assert places == sorted(set(places))
