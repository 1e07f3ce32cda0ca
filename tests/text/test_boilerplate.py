from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.text import bylines, credits
from aligner.text.boilerplate import FURNITURE_THRESHOLD, classify_line, furniture_score
from aligner.text.bylines import attached_byline_span, glued_date_place
from aligner.text.credits import credit_span
from aligner.types import BlockKind

CASES = Path(__file__).parents[1] / "cases"
PAGE_WORDS = (
    "댓글 로그인 기사 하기 > | # [ ] ( ) = / 사진 기자 홍길동 © 2023.05.02 18:40 a@b.c By Kim Close "
    "Photo by Yonhap 발행인: 다. ? . , 1 2 3 _ - ViewpointsMay 2, 2023"
)
PAGE_TEXT = st.lists(st.sampled_from(PAGE_WORDS.split())).map(" ".join)


def cases(name: str) -> list[Any]:
    return [
        pytest.param(case["input"], case["expected"], id=case["label"])
        for case in json.loads((CASES / name).read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("line", "kind"), cases("boilerplate_positives.json"))
def test_lines_of_the_page(line: str, kind: BlockKind) -> None:
    assert classify_line(line) == kind


@pytest.mark.parametrize(("line", "kind"), cases("boilerplate_negatives.json"))
def test_lines_of_the_article(line: str, kind: None) -> None:
    assert classify_line(line) is kind


@pytest.mark.xfail(reason="known failure")
@pytest.mark.parametrize(("line", "kind"), cases("boilerplate_known_failures.json"))
def test_known_failures(line: str, kind: BlockKind | None) -> None:
    assert classify_line(line) == kind


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("(서울=한강뉴스) 홍길동 기자 = 다리가 열렸다.", "(서울=한강뉴스) 홍길동 기자 ="),
        ("[서울=한강뉴스]홍길동 기자 = 다리가 열렸다.", "[서울=한강뉴스]홍길동 기자 ="),
        ("[한강경제 홍길동 기자] 다리가 열렸다.", "[한강경제 홍길동 기자]"),
        (
            "[Hangang Economy Reporter Hong Gil-dong] The bridge opened.",
            "[Hangang Economy Reporter Hong Gil-dong]",
        ),
        ("SEOUL, Nov. 4 (Hangang) -- The bridge opened.", "SEOUL, Nov. 4 (Hangang) --"),
        ("NEW YORK (Hangang) — The bridge opened.", "NEW YORK (Hangang) —"),
        ("다리가 열렸다. 홍길동 기자 a@example.com", "홍길동 기자 a@example.com"),
        ("다리가 열렸다. a@example.com", "a@example.com"),
        ("서울=한강뉴스 홍길동 기자 = 다리가 열렸다.", "서울=한강뉴스 홍길동 기자 ="),
        ("워싱턴=임꺽정·홍길동 특파원 = 다리가 열렸다.", "워싱턴=임꺽정·홍길동 특파원 ="),
        ("홍길동 기자 = 다리가 열렸다.", "홍길동 기자 ="),
        ("[한강경제] 다리가 열렸다.", "[한강경제]"),
        ("【한강신문】다리가 열렸다고 한다.", "【한강신문】"),
        ("[Hangang Daily News] The bridge opened.", "[Hangang Daily News]"),
        ("서울=수도라는 공식", None),
        ("[국제경제] 다리가 열렸다.", None),
        ("[오늘의 뉴스] 다리가 열렸다.", None),
        ("[한강경제] 다리 공사 늘어", None),
        ("[Fake News] and how to tell it", None),
        ("(서울) 다리가 열렸다.", None),
        ("[인터뷰] 다리를 놓은 사람", None),
        ("NATO (북대서양조약기구) 회의", None),
        ("기자는 다리를 건넜다.", None),
        ("The rule (No. 4) - as it stands - is old.", None),
    ],
)
def test_attached_bylines(text: str, span: str | None) -> None:
    place = attached_byline_span(text)
    assert (place and text[slice(*place)]) == span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("개통한 다리 [사진=한강뉴스]", "[사진=한강뉴스]"),
        ("개통한 다리 (사진=한강뉴스) 위의 주민들", "(사진=한강뉴스)"),
        ("개통한 다리. /사진=홍길동 기자", "/사진=홍길동 기자"),
        ("개통한 다리. AP=연합뉴스", "AP=연합뉴스"),
        ("개통한 다리 /연합뉴스", "/연합뉴스"),
        ("The new bridge. Photo by Hong Gil-dong", "Photo by Hong Gil-dong"),
        ("The new bridge (Yonhap)", "(Yonhap)"),
        ("SEOUL (Yonhap) -- The bridge opened.", None),
        ("The tools provided by the city help.", None),
        ("다리가 열렸다(2023년).", None),
    ],
)
def test_credits_in_captions(text: str, span: str | None) -> None:
    place = credit_span(text)
    assert (place and text[slice(*place)]) == span


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("ViewpointsJune 5, 2023", "Viewpoints"),
        ("오피니언2023.06.05 다리가 열렸다", "오피니언"),
        ("Viewpoints June 5, 2023", None),
        ("In June 5, 2023", None),
        ("다리가 2023.06.05 열렸다", None),
    ],
)
def test_glued_dates(text: str, section: str | None) -> None:
    place = glued_date_place(text)
    assert (None if place is None else text[:place]) == section


@given(st.text() | PAGE_TEXT)
def test_any_line_has_a_kind_or_none(line: str) -> None:
    kind = classify_line(line)
    assert kind is None or kind in get_args(BlockKind)
    assert 0 <= furniture_score(line) <= 1


@given(st.text() | PAGE_TEXT)
def test_spans_lie_in_the_text(text: str) -> None:
    for span in (attached_byline_span(text), credit_span(text)):
        assert span is None or 0 <= span[0] < span[1] <= len(text)
    place = glued_date_place(text)
    assert place is None or 0 < place < len(text)


@given(
    st.sampled_from(["로그인", "Close", "댓글 0", "입력 2023.05.02 18:40"]),
    st.sampled_from(["", " ", "\t", "\n"]),
)
def test_white_space_around_does_not_matter(line: str, space: str) -> None:
    assert classify_line(space + line + space) == classify_line(line)


def test_long_text_is_never_furniture() -> None:
    assert furniture_score("로그인 " * 100) < FURNITURE_THRESHOLD
    assert classify_line("Close " * 100) is None


@pytest.mark.parametrize(
    "unit",
    ["a", "가", "[", "(a", "1 ", "a@", "/사진=", "A ", "#a ", "> ", "2023.", "기자 ", "By A "],
)
def test_long_hostile_text(unit: str) -> None:
    # Takes minutes if anything is quadratic.
    text = unit * (100_000 // len(unit))
    assert classify_line(text) is None
    attached_byline_span(text)
    credit_span(text)


WORDS_OF_PATTERNS = st.lists(
    st.sampled_from(
        [
            "By",
            "by",
            "Kim",
            "Lee",
            "5",
            "May",
            "2023",
            "ago",
            "read",
            "방금",
            "전",
            "just",
            "now",
            "홍길동",
            "기자",
            "PD",
            "온라인",
            "뉴스",
            "팀",
            "사회",
            "부",
            "editor",
            "a@b",
            "3",
            "pm",
            "9:30",
            "사진",
            "=",
            ":",
            "/",
            "photo",
            "Image",
            "by",
            "from",
            "of",
            "screen",
            "shot",
            "courtesy",
            "provided",
            "captured",
            "제공",
            "캡쳐",
            "Source",
            "|",
            "ⓒ",
            "ſource",
            "İmage",
            "wrıter",
        ]
    )
).map(" ".join)


@given(st.text() | PAGE_TEXT | WORDS_OF_PATTERNS)
def test_a_line_without_a_byline_sign_holds_no_part_of_a_byline(line: str) -> None:
    parts = (
        *(bylines._DATE, bylines._RELATIVE_TIME, bylines._TIME, bylines._EMAIL),
        *(bylines._BY_NAMES, bylines._KOREAN_REPORTER, bylines._ENGLISH_TITLE),
    )
    if not bylines.has_byline_sign(line):
        assert not any(part.search(line) for part in parts)


@given(st.text("0123456789./-년월일May ,", max_size=20))
def test_a_date_has_so_many_digits(line: str) -> None:
    if bylines._DATE.search(line):
        assert sum(map(str.isdecimal, line)) >= bylines._LEAST_DATE_DIGITS


@given(st.text() | PAGE_TEXT | WORDS_OF_PATTERNS)
def test_a_text_without_a_key_word_has_no_credit_behind_it(text: str) -> None:
    if not credits.has_key_word(text):
        assert credits._KEY_BEHIND_TEXT.search(text) is None
