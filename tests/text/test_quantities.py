from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.text.quantities import (
    Quantity,
    agree,
    compare,
    numbers,
    other_times,
    quantities,
    units,
)
from aligner.text.quantities.korean_numbers import sino_value
from aligner.text.quantities.quantity import step_of
from aligner.types import SIDES, Side

CASES = Path(__file__).parents[1] / "cases"
TEXT = st.text() | st.text(
    alphabet=st.sampled_from(
        "0123456789,.~-–%$£원만억조년월일시분약여 aA오두세한hundredmillionofto()"
    )
)


def cases(*names: str) -> list[Any]:
    return [
        pytest.param(
            case["input"]["side"], case["input"]["text"], case["expected"], id=case["label"]
        )
        for name in names
        for case in json.loads((CASES / name).read_text(encoding="utf-8"))
    ]


def number(value: Fraction) -> str:
    """As a decimal where that is exact: 2.5, but 1/3."""
    exact = Fraction(repr(float(value))) == value
    return (
        str(value.numerator)
        if value.denominator == 1
        else repr(float(value))
        if exact
        else str(value)
    )


def written(quantity: Quantity) -> str:
    """A quantity as the cases write it: ``~`` an approximation, ``?`` what may be no number."""
    low, high = number(quantity.low), number(quantity.high)
    value = low if low == high else f"{low}..{high}"
    words = [quantity.kind, value, *([quantity.unit] if quantity.unit else [])]
    return "~" * quantity.approximate + " ".join(words) + "?" * (not quantity.certain)


def read(text: str, side: Side) -> list[str]:
    return [written(quantity) for quantity in quantities(text, side)]


@pytest.mark.parametrize(
    ("side", "text", "expected"), cases("quantities_ko.json", "quantities_en.json")
)
def test_quantities_are_read(side: Side, text: str, expected: list[str]) -> None:
    assert read(text, side) == expected


@pytest.mark.parametrize(("side", "text", "expected"), cases("quantities_negatives.json"))
def test_what_only_looks_like_a_number(side: Side, text: str, expected: list[str]) -> None:
    assert read(text, side) == expected
    assert not any(quantity.certain for quantity in quantities(text, side))


@pytest.mark.xfail(reason="known failure")
@pytest.mark.parametrize(("side", "text", "expected"), cases("quantities_known_failures.json"))
def test_known_failures(side: Side, text: str, expected: list[str]) -> None:
    assert read(text, side) == expected


@given(TEXT, st.sampled_from(SIDES))
def test_quantities_stand_in_their_order_in_the_text(text: str, side: Side) -> None:
    found = quantities(text, side)
    assert found == sorted(found, key=lambda quantity: quantity.span)
    for quantity in found:
        start, end = quantity.span
        assert 0 <= start < end <= len(text)
        assert 0 <= quantity.low <= quantity.high
        assert quantity.approximate or quantity.low == quantity.high


@given(TEXT)
def test_a_text_agrees_with_itself(text: str) -> None:
    for side in SIDES:
        found = quantities(text, side)
        assert compare(found, found) == []
        assert all(agree(quantity, quantity) for quantity in found)


@given(TEXT, TEXT)
def test_agreement_is_mutual(korean: str, english: str) -> None:
    for ko in quantities(korean, "ko"):
        for en in quantities(english, "en"):
            assert agree(ko, en) == agree(en, ko)


@given(TEXT, TEXT)
def test_each_quantity_differs_at_most_once(korean: str, english: str) -> None:
    ko, en = quantities(korean, "ko"), quantities(english, "en")
    differences = compare(ko, en)
    for side, said in (("ko", ko), ("en", en)):
        named = [getattr(difference, side) for difference in differences]
        for quantity in said:
            assert named.count(quantity) <= said.count(quantity)


@given(st.integers(1, 10**14))
def test_digits_are_read_exactly(value: int) -> None:
    for side in SIDES:
        for text in (f"{value}", f"{value:,}"):
            [found] = quantities(f"a {text} b", side)
            assert found.low == found.high == value


@given(st.integers(1, 99_999_999))
def test_korean_scales_are_read_exactly(value: int) -> None:
    tens_of_thousands, rest = divmod(value, 10**4)
    text = f"{tens_of_thousands}만" * (tens_of_thousands > 0) + f"{rest}" * (rest > 0) + "원"
    [found] = quantities(text, "ko")
    assert found.low == value


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("오천만", 50_000_000),
        ("이십삼", 23),
        ("만", 10_000),
        ("천백", 1100),
        ("삼조이천억", 3_200_000_000_000),
    ]
    + [(word, None) for word in ("사이", "이사", "조사", "만일", "천사", "억만", "만억", "십백")],
)
def test_sino_korean_words(word: str, value: int | None) -> None:
    assert sino_value(word) == value


@given(st.decimals(min_value="0.001", max_value=10**9, places=3))
def test_a_number_is_a_multiple_of_its_step(value: Any) -> None:
    step = step_of(Fraction(value))
    assert (Fraction(value) / step).denominator == 1
    assert (Fraction(value) / (10 * step)).denominator != 1


HOSTILE = [
    "1", "1,", "1,000", "1만", "1만 ", "십", "만 ", "수", "두 ", "한", "one ", "one hundred and ", "1-", "1~", "1.",
    "1:", "$", "1 to ", "a@", "a.", "http://", "https://a", "A1", "A-", "1년 ", "1/", "between 1 and ", "of ", "half a ",
    "January ", "1 million ", "twenty-", "약 ", "1시간 ", "\0", " ", "10월 ", "1분의 ", "more than ", "0-", "+0 ",
    "a hundred and ", "five and ", "몇 시간 ", "수 십 명 ", "셋은 ", "이 킬로 ", "0200 GMT ",
    "1:44.40 ", "1:", "9초58 ", "3할2푼", " .325", "one in four ", "4명 중 ", "2박 3일 ", "마흔이 ", "half past ", "백분의 일 ",
    "seven-thirds ", "여러 ", "3남 2녀 ", "2023-24 ", "4x100 ", "(1) ", ". (1) ", "100명 이상 ", "100명을 넘지 ", "5 or more ", "not more than 5 ",
    "at five to ", "five minutes to ", "3040 세대 ", "a quarter percentage ", "112에 ", "어제 ", "last year ", "first half ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("side", SIDES)
def test_long_hostile_text(piece: str, side: Side) -> None:
    text = piece * (10_000 // len(piece))
    other_times(text, text)
    assert all(quantity.span[1] <= len(text) for quantity in quantities(text, side))


@pytest.mark.parametrize(
    ("ko", "en", "other"),
    [
        ("그저께", "the day before yesterday", "today"),
        ("그제", "the day before yesterday", "tomorrow"),
        ("어제", "yesterday", "tomorrow"),
        ("오늘", "today", "yesterday"),
        ("내일", "tomorrow", "today"),
        ("모레", "the day after tomorrow", "tomorrow"),
        ("지난주", "last week", "this week"),
        ("이번 주", "this week", "next week"),
        ("금주", "this week", "last week"),
        ("다음 주", "next week", "last week"),
        ("지난달", "last month", "this month"),
        ("이달", "this month", "next month"),
        ("내달", "next month", "last month"),
        ("재작년", "the year before last", "last year"),
        ("작년", "last year", "next year"),
        ("올해", "this year", "last year"),
        ("금년", "this year", "next year"),
        ("내년", "next year", "this year"),
        ("내후년", "the year after next", "next year"),
        ("상반기", "the first half", "the second half"),
        ("후반기", "the latter half", "the first half"),
    ],
)
def test_words_that_say_when(ko: str, en: str, other: str) -> None:
    assert other_times(f"{ko} 열렸다.", f"It was held {en}.") == []
    assert len(other_times(f"{ko} 열렸다.", f"It was held {other}.")) == 1


@pytest.mark.parametrize(
    ("side", "text", "expected"),
    [
        ("ko", "100명 이상", (True, False)),
        ("ko", "100여 명", (True, False)),
        ("ko", "100명 미만은 안 된다", (False, True)),
        ("ko", "100명을 넘지 않는다", (False, False)),
        ("ko", "약 100명", None),
        ("ko", "거의 100명", None),
        ("en", "at least 100", (True, False)),
        ("en", "no fewer than 100", (True, False)),
        ("en", "not more than 100", (False, False)),
        ("en", "nobody under 100 came", (False, True)),
        ("en", "100 people or fewer", (False, False)),
        ("en", "nearly 100", None),
        ("en", "over three years", None),
    ],
)
def test_bounds(side: Side, text: str, expected: tuple[bool, bool] | None) -> None:
    [found] = quantities(text, side)
    said = found.bound and (found.bound.is_least, found.bound.denied)
    assert said == expected


def test_a_table_is_not_compared() -> None:
    numbers = quantities("1 " * 2_000, "ko")
    assert compare(numbers, quantities("2 " * 2_000, "en")) == []


@given(st.text("US $₩€KRWDCNYBP\n\u3000a5", max_size=8))
def test_a_currency_sign_ends_in_one_of_few_characters(before: str) -> None:
    found = numbers._CURRENCY.search(before)
    assert (numbers.currency_before(before) is None) == (found is None)


@pytest.mark.parametrize("spelling", [spelling for spelling, _ in units._KOREAN_BY_LENGTH])
def test_a_spelling_is_a_pattern_of_its_own(spelling: str) -> None:
    """They are told apart by ``|``, so that none can hold one."""
    re.compile(spelling)
