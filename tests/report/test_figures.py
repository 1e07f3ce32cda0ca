import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.report.figures import document_figures, needs_a_look, status_of, totals
from aligner.report.places import ranks
from aligner.types import SIDES, Finding, Pair
from tests.formats.strategies import pairs as any_pairs


def finding(code, severity="warning"):
    return Finding(code, severity, None, None, "m")


@pytest.mark.parametrize(
    ("pair", "status"),
    [
        (Pair("d", "다리가 열렸다.", "The bridge opened."), "paired"),
        (Pair("d", "다리가 열렸다.", None), "omitted"),
        (Pair("d", None, "The bridge opened."), "added"),
        (Pair("d", "공유하기", None), "page"),
        (Pair("d", None, "© All rights reserved."), "page"),
        (Pair("d", "새 다리 개통", None, findings=(finding("B206"),)), "page"),
    ],
)
def test_what_became_of_a_row(pair, status):
    assert status_of(pair) == status


def test_information_alone_is_no_reason_to_look():
    pair = Pair("d", "가.", "A.", confidence=0.9, findings=(finding("L402", "info"),))
    assert not needs_a_look(pair)
    assert needs_a_look(Pair("d", "가.", "A.", confidence=0.4))
    assert needs_a_look(Pair("d", "가.", "A.", findings=(finding("E101"),)))


def test_a_side_is_told_in_reading_order_whatever_the_order_of_the_rows():
    pairs = [
        Pair("d", "가나다라.", "Two.", ko_spans=((0, 5),), en_spans=((6, 10),)),
        Pair("d", "마바.", "One.", ko_spans=((6, 9),), en_spans=((0, 4),)),
    ]
    found = document_figures("d", 10, pairs)
    assert [stretch.row for stretch in found.ko] == [10, 11]
    assert [stretch.row for stretch in found.en] == [11, 10]
    assert len(found.crossing) == 1


def test_text_that_the_file_leaves_out_is_shown_as_absent():
    pairs = [Pair("d", "가나.", "A.", ko_spans=((0, 3),), en_spans=((0, 2),)),
             Pair("d", "다라.", "B.", ko_spans=((90, 93),), en_spans=((3, 5),))]  # fmt: skip
    found = document_figures("d", 0, pairs)
    assert [stretch.status for stretch in found.ko] == ["paired", "absent", "paired"]
    assert [stretch.status for stretch in found.en] == ["paired", "paired"]
    assert found.has_absent


def test_coverage_leaves_the_page_out():
    pairs = [
        Pair("d", "가나다라마.", "A."),
        Pair("d", "바사아자차.", None),
        Pair("d", "공유하기", None),
    ]
    assert document_figures("d", 0, pairs).covered == 0.5


def test_a_code_counts_with_the_severity_that_it_mostly_has():
    pairs = [
        Pair("d", "가.", "A.", findings=(finding("E101"), finding("E101"), finding("E101", "info")))
    ]
    found = totals([document_figures("d", 0, pairs)])
    assert found.codes == (("E101", "warning", 3),)
    assert found.severities == (("error", 0), ("warning", 2), ("info", 1))


@given(st.lists(any_pairs, max_size=6))
def test_every_sentence_has_a_rank_of_its_own(pairs):
    for side in SIDES:
        found = [rank for some in ranks(pairs, side) for rank in some]
        assert sorted(found) == list(range(len(found)))
