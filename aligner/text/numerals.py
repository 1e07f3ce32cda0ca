"""The numbers that a sentence names, in a form that both languages share.

This is evidence for the aligner, not a check: it reads what is common in news
(digits, 만/억/조, million/billion, months, small number words) and keeps
silent about the rest.
"""

from __future__ import annotations

import re
from decimal import Decimal

_KOREAN_SCALES = {"천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12}
_ENGLISH_SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
]
_WORD_VALUES = (
    {word: value for value, word in enumerate(_WORDS)}
    | {word: value for value, word in enumerate(_ORDINALS)}
    # "May" is left to its capital and to a day or year beside it: it is a verb too often.
    | {month.lower(): value for value, month in enumerate(_MONTHS, 1) if month != "May"}
)

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?:{_DIGITS})[천만억조]{{0,2}}(?: ?\d[\d,]*[천만억]{{1,2}})*"
    r"(?:[ -]?(thousand|million|billion|trillion)\b)?",
    re.IGNORECASE,
)
_PART = re.compile(rf"({_DIGITS})([천만억조]{{0,2}})")
_ENGLISH_WORD = re.compile(r"[A-Za-z]+")
_MAY = re.compile(r"\bMay (?=\d)|(?<=\d )May\b")


def numerals(text: str) -> frozenset[str]:
    """The values of the numbers in ``text``, as plain decimal strings.

    Korean and English ways of writing a number give the same string:

    >>> sorted(numerals("10월 3일 3만5천 명이 1억2000만 원을"))
    ['10', '120000000', '3', '35000']
    >>> sorted(numerals("On October 3, 35,000 people gave 120 million won"))
    ['10', '120000000', '3', '35000']
    """
    found = {_value(match) for match in _NUMBER.finditer(text)}
    for word in _ENGLISH_WORD.findall(text):
        if (number := _WORD_VALUES.get(word.lower())) is not None:
            found.add(str(number))
    if _MAY.search(text):
        found.add("5")
    return frozenset(found)


def _value(number: re.Match[str]) -> str:
    total = Decimal(0)
    for digits, scales in _PART.findall(number.group()):
        value = Decimal(digits.replace(",", ""))
        for scale in scales:
            value *= _KOREAN_SCALES[scale]
        total += value
    if number[1]:
        total *= _ENGLISH_SCALES[number[1].lower()]
    return _canonical(total)


def _canonical(value: Decimal) -> str:
    """The shortest plain notation: no exponent, no trailing zeros.

    >>> _canonical(Decimal("1.50")), _canonical(Decimal("3E+4"))
    ('1.5', '30000')
    """
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
