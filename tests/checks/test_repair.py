from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.checks import check, repair
from aligner.types import Finding, Pair

DIRT = st.text(alphabet=st.sampled_from("aSt가북나美 .,“\"'?\ufffd&;#1\xa0\u200b\xadÃ©¾È³ç占쏙\n"))
TEXTS = st.none() | st.text() | DIRT
SPANS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda span: (min(span), max(span)))
FINDINGS = st.builds(
    Finding,
    st.sampled_from(["E101", "E102", "E130", "E103", "L401", "X000"]),
    st.just("warning"),
    st.sampled_from(["ko", "en"]),
    SPANS,
    st.text(max_size=3),
    st.none() | st.text(max_size=3),
)


@pytest.mark.parametrize(
    ("text", "expected", "times"),
    [
        ("It isn?t open last month?the first.", "It isn’t open last month—the first.", 2),
        ("&quot;Open&quot;&nbsp;now", '"Open" now', 3),
        ("in S?o Paulo, 2019?2023", "in São Paulo, 2019–2023", 2),
        ("It isnâ€™t govern\xadment", "It isn’t government", 2),
        ("a ?miracle? here", "a ?miracle? here", 0),
        ("The river?Hangang to locals?rose.", "The river—Hangang to locals—rose.", 2),
        ("nothing", "nothing", 0),
    ],
)
def test_safe_fixes_are_applied(text: str, expected: str, times: int) -> None:
    repaired, applied = repair(check([Pair("d", "다리가 열렸다.", text)]))
    assert (repaired[0].en, applied) == (expected, times)


def test_both_sides_are_repaired() -> None:
    [pair], applied = repair(check([Pair("d", "북?러", "It isn?t.")]))
    assert (pair.ko, pair.en, applied, pair.findings) == ("북·러", "It isn’t.", 2, ())


def test_unsafe_and_unknown_codes_are_left() -> None:
    unsafe = Finding("E103", "warning", "en", (0, 1), "unsafe", "X")
    unknown = Finding("Z999", "error", "en", (0, 1), "unknown", "X")
    pair = Pair("d", None, "?a", findings=(unsafe, unknown))
    assert repair([pair]) == ([pair], 0)


def test_remaining_spans_move() -> None:
    [pair], _ = repair(check([Pair("d", "김치", "&quot;It&quot; isn?t 김치 at all")]))
    assert pair.en == '"It" isn’t 김치 at all'
    [finding] = pair.findings
    assert finding.span is not None
    assert pair.en[slice(*finding.span)] == "김치"


def test_of_overlapping_fixes_one_is_applied() -> None:
    first = Finding("E130", "warning", "en", (0, 4), "first", "A")
    second = Finding("E102", "warning", "en", (3, 6), "second", "BB")
    [pair], applied = repair([Pair("d", None, "abcdefg", findings=(first, second))])
    assert (pair.en, applied) == ("abcBBg", 1)
    assert pair.findings == (Finding("E130", "warning", "en", (0, 5), "first", None),)


def test_spans_inside_a_fix_take_its_edges() -> None:
    fix = Finding("E120", "error", "en", (2, 8), "fix", "XY")
    inside = Finding("L401", "warning", "en", (4, 6), "inside")
    [pair], _ = repair([Pair("d", None, "0123456789", findings=(fix, inside))])
    assert pair.en == "01XY89"
    assert [finding.span for finding in pair.findings] == [(2, 4)]


def test_spans_into_the_documents_stay() -> None:
    pair = Pair("d", None, "It isn?t.", (), (3,), (), ((10, 19),), "0-1")
    [repaired], _ = repair(check([pair]))
    assert repaired.en_spans == ((10, 19),)


@given(st.lists(st.builds(Pair, st.just("d"), TEXTS, TEXTS), max_size=3))
def test_repairing_twice_changes_nothing(pairs: list[Pair]) -> None:
    once, _ = repair(check(pairs))
    assert repair(once) == (once, 0)


@given(TEXTS, TEXTS, st.lists(FINDINGS, max_size=6))
def test_any_findings_are_survived(ko: str | None, en: str | None, findings: list[Finding]) -> None:
    [pair], times = repair([Pair("d", ko, en, findings=tuple(findings))])
    assert len(pair.findings) == len(findings) - times
    assert repair([pair]) == ([pair], 0)
    for before, after in zip(findings, pair.findings, strict=False):
        assert after.span is not None
        assert before.span is not None
        assert after.span[0] <= after.span[1]
