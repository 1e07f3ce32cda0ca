"""Personal data in a text: resident registration numbers, telephone numbers, e-mail.

A Korean resident registration number is YYMMDD-GABCDEX: a date of birth, a digit for century
and sex (1 to 4 Koreans, 5 to 8 foreigners, 9 and 0 born before 1900), and a check digit.
Since October 2020 the last six digits are random, so that of numbers of later birth dates
only the date can be verified. Telephone numbers are Korean ones, in the forms in
which they are written: an area or mobile code with separators between the groups, or an
international prefix. Prices, dates and other long numbers have neither form, and the
nationwide numbers of companies (1588-1234) lead to nobody.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from aligner.types import Finding, Pair, Span

Kind = Literal["registration", "phone", "email"]

MASKS: dict[Kind, str] = {
    "registration": "[REGISTRATION NUMBER]",
    "phone": "[PHONE]",
    "email": "[EMAIL]",
}
"""What stands in place of each kind, the same in both languages."""

_EMAIL = re.compile(
    r"(?<![\w.+%-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9_-])"
)
_REGISTRATION = re.compile(r"(?<![\d.,-])(\d{6})\s?[-–]?\s?(\d{7})(?![\d-]|[.,]\d)")
_PHONE = re.compile(
    r"(?<![\d.,/-])"
    r"(?:"
    r"\(?\+\s?82\)?[-. ]?(?:\(0\))?\d{1,2}[-. )]{1,2}\d{3,4}[-. ]?\d{4}"
    r"|\(0\d{1,3}\)\s?\d{3,4}[-. ]\d{4}"
    r"|(?:02|0[3-6][1-5]|01[016789]|070|080|050\d)[-.) ]\s?\d{3,4}[-. ]\s?\d{4}"
    r"|010\d{8}|01[16789]\d{7,8}"
    r")(?!\d|[.,-]\d)"
)
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_CENTURIES = {
    **dict.fromkeys("90", 1800),
    **dict.fromkeys("1256", 1900),
    **dict.fromkeys("3478", 2000),
}
_RANDOM_FROM = datetime.date(2020, 10, 1)


@dataclass(frozen=True, slots=True)
class PersonalData:
    """A stretch ``text[start:end]`` that tells who somebody is or how to reach them."""

    kind: Kind
    start: int
    end: int


def personal_data(text: str) -> list[PersonalData]:
    """What a text holds of personal data, in its order.

    >>> [(found.kind, found.start) for found in personal_data("문의 02-123-4567, a.kim@example.kr")]
    [('phone', 3), ('email', 16)]
    >>> personal_data("2023-10-17에 1,234,567원을 냈다.")
    []
    """
    found: list[PersonalData] = []
    for candidate in _candidates(text):
        if all(candidate.end <= one.start or one.end <= candidate.start for one in found):
            found.append(candidate)
    return sorted(found, key=lambda one: one.start)


def _candidates(text: str) -> Iterator[PersonalData]:
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield PersonalData("email", *match.span())
    for match in _REGISTRATION.finditer(text):
        if is_registration_number(match[1] + match[2]):
            yield PersonalData("registration", *match.span())
    for match in _PHONE.finditer(text):
        yield PersonalData("phone", *match.span())


def is_registration_number(digits: str) -> bool:
    """Whether 13 digits can be a resident registration number.

    >>> is_registration_number("9001011234568"), is_registration_number("9013011234568")
    (True, False)
    """
    year, month, day = (int(digits[i : i + 2]) for i in (0, 2, 4))
    try:
        birth = datetime.date(_CENTURIES[digits[6]] + year, month, day)
    except ValueError:
        return False
    if birth >= _RANDOM_FROM:
        return True
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    # The check digit of foreigners is two more.
    return int(digits[12]) == (11 - total % 11 + (2 if digits[6] in "5678" else 0)) % 10


def score(pair: Pair) -> float | None:
    """How many pieces of personal data the two sides hold."""
    return float(sum(len(personal_data(side)) for side in (pair.ko, pair.en) if side))


def masked_text(text: str) -> tuple[str, list[tuple[Span, int]]]:
    """The text with masks, and each span that was replaced with its mask's length.

    >>> masked_text("전화 02-123-4567로")[0]
    '전화 [PHONE]로'
    """
    pieces, at, changes = [], 0, []
    for found in personal_data(text):
        mask = MASKS[found.kind]
        pieces += [text[at : found.start], mask]
        changes.append(((found.start, found.end), len(mask)))
        at = found.end
    return "".join([*pieces, text[at:]]), changes


def masked(pair: Pair) -> Pair:
    """The pair with masks for personal data, in its text and in what its findings say.

    The findings' spans follow the text; one that a mask cuts through covers the mask. The
    spans into the documents stay.

    >>> masked(Pair("d", "전화 02-123-4567", "Call +82 2 123 4567.")).en
    'Call [PHONE].'
    """
    ko, ko_changes = masked_text(pair.ko) if pair.ko else (pair.ko, [])
    en, en_changes = masked_text(pair.en) if pair.en else (pair.en, [])
    if not ko_changes and not en_changes:
        return pair
    changes = {"ko": ko_changes, "en": en_changes}
    return replace(
        pair,
        ko=ko,
        en=en,
        findings=tuple(
            _masked_finding(each, changes[each.side] if each.side else []) for each in pair.findings
        ),
    )


def _masked_finding(finding: Finding, changes: list[tuple[Span, int]]) -> Finding:
    span = finding.span
    if span is not None:
        span = _moved(span[0], changes, end=False), _moved(span[1], changes, end=True)
    fix = finding.fix and masked_text(finding.fix)[0]
    return replace(finding, span=span, message=masked_text(finding.message)[0], fix=fix)


def _moved(offset: int, changes: list[tuple[Span, int]], *, end: bool) -> int:
    """Where an offset is after the changes; inside of one it goes to the mask's edge."""
    moved = offset
    for (start, stop), length in changes:
        if offset >= stop:
            moved += length - (stop - start)
        elif offset > start:
            return moved - (offset - start) + (length if end else 0)
    return moved
