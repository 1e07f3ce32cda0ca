import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.text.numerals import numerals


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("3만 명", "30,000 people"),
        ("1조 2000억 원", "1.2 trillion won"),
        ("2023년 10월 17일", "October 17, 2023"),
        ("5월 3일", "May 3"),
        ("4.5%", "4.50 percent"),
        ("1,000여 개", "a total of 1000"),
        ("3000만 달러", "$30 million"),
    ],
)
def test_both_languages_give_the_same_values(ko, en):
    assert numerals(ko) == numerals(en) != frozenset()


@pytest.mark.parametrize("text", ["", "숫자가 없다.", "It may rain.", "천만에요"])
def test_no_numbers_where_there_are_none(text):
    assert numerals(text) == frozenset()


@given(st.text())
def test_any_text_is_read(text):
    assert all(numerals(text))
