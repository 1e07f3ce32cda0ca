"""All quantities of a text: dates, numbers with their units, and the numbers in names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from aligner.text.alternatives import has_one
from aligner.text.quantities.calendar import english_calendar, korean_calendar
from aligner.text.quantities.compound import compounds
from aligner.text.quantities.english import english_quantity
from aligner.text.quantities.english_numbers import english_fractions, english_numbers
from aligner.text.quantities.korean import korean_quantity
from aligner.text.quantities.korean_numbers import korean_fractions, korean_numbers
from aligner.text.quantities.numbers import Number, blanked, levelled
from aligner.text.quantities.quantity import Quantity
from aligner.text.quantities.units import UNITS
from aligner.text.telephones import TELEPHONE
from aligner.types import Side, Span

_ADDRESS = re.compile(
    r"&#?\w{1,8};|https?://[^\s가-힣]{1,2000}|www\.[^\s가-힣]{1,500}"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}"
)
"""Entities, addresses of the web and of mail."""
_ADDRESS_SIGNS = "&", "@", "://", "www."

_DIGIT = re.compile("[0-9]")
_EMERGENCY = (
    r"(?<![0-9.,])(?:112|119|911|110|999)(?=(?:로|에|로도)? ?(?:신고|구급|구조|상황실|종합상황|안전센터|대원|전화))"
    r"|(?<=\bcall )(?:911|999|112|119)\b|(?<=\b(?:called|dialed) )(?:911|999|112|119)\b"
)
# Its first digit stands in front of what looks back, so that other places are soon passed over.
_VERSION = r"[0-9](?<![0-9.].)(?!(?<=1)9[0-9]{2}\.|(?<=2)0[0-9]{2}\.)[0-9]{0,3}(?:\.[0-9]{1,4}){2,8}(?![0-9])"
_EMERGENCY_SIGNS = "11", "99"
# What begins first wins, so one pattern looks for all that a text can have.
_CODE_WITH_A_HYPHEN = re.compile(f"{TELEPHONE}|{_EMERGENCY}|{_VERSION}")
_EMERGENCY_CODE = re.compile(f"{_EMERGENCY}|{_VERSION}")
_VERSION_CODE = re.compile(_VERSION)

_NAME = re.compile(
    r"(?<![A-Za-z0-9])(?:(?!(?:US|KRW|USD|EUR|GBP|JPY|CNY|RMB)[0-9]|Q[1-4](?![0-9]))"
    r"(?=[a-z]{0,11}[A-Z])[A-Za-z]{1,12}-?(?P<digits>[0-9]{1,6})[A-Za-z]{0,3}"
    r"|(?P<front>[0-9]{1,3})[DG])(?![A-Za-z0-9]|[.,][0-9]|-(?:year|day|month|week|hour))"
)
# A question mark between two numbers is a dash that an old encoding lost.
_RANGE = re.compile(
    r"\s?-?[-~]\s?(?:US)?[$£€¥₩]?|에서 |부터 | 내지 |-? (?:to|or) (?:US)?[$£€¥₩]?"
    r"|\?|(?P<and>-? and )(?:US)?[$£€¥₩]?"
)
_BETWEEN = "between "
_GLUE = re.compile(r",? and |, |[ -]|")
_LIST_NUMBER = re.compile(r"\s{0,20}[0-9]{1,3}[.)] ")
_MARK = re.compile(r"\([0-9]{1,2}\)(?= ?[^\W\d])")
_LONGEST_INDENT = 20
"""What numbers the items of a list, in a text or in front of it: (1), which Korean writes ① as well."""


def quantities(text: str, side: Side) -> list[Quantity]:
    """All quantities of a text in the order in which they stand there.

    >>> [found] = quantities("시민 5000여 명이 왔다.", "ko")
    >>> found.kind, int(found.low), int(found.high), found.approximate
    ('count', 5000, 5900, True)
    >>> [(found.kind, float(found.low), found.unit) for found in quantities("$2.5m, up 3%", "en")]
    [('money', 2500000.0, 'dollars'), ('percent', 3.0, 'percent')]
    """
    rest = levelled(text)
    if has_one(rest, _ADDRESS_SIGNS):
        rest = blanked(rest, (match.span() for match in _ADDRESS.finditer(rest)))
    if "(" in rest:
        rest = blanked(rest, _marks(rest))
    names: list[re.Match[str]] = []
    several: list[Quantity] = []
    if _DIGIT.search(rest):
        rest = _without_codes(rest)
        names = list(_NAME.finditer(rest))
        rest = blanked(rest, (match.span() for match in names))
        several, rest = compounds(rest, side)
    if side == "ko":
        dates, rest = korean_calendar(rest)
        numbers = _ranged(rest, _apart([*korean_numbers(rest), *korean_fractions(rest)]))
        counted = [korean_quantity(rest, number) for number in numbers]
    else:
        dates, rest = english_calendar(rest)
        numbers = _ranged(rest, _apart([*english_numbers(rest), *english_fractions(rest)]))
        counted = [english_quantity(rest, number) for number in numbers]
    told = sorted([*_outside_units(counted), *dates], key=lambda quantity: quantity.span)
    if len(told) > 1:
        told = _shared(rest, _joined(rest, _alike_in_ranges(rest, told)), side)
    listed = _LIST_NUMBER.match(rest)
    if listed and told and told[0].span[1] <= listed.end() and told[0].kind == "number":
        told[0] = replace(told[0], certain=False)
    return sorted([*map(_named, names), *several, *told], key=lambda quantity: quantity.span)


def _without_codes(text: str) -> str:
    """The text without telephone numbers, those of the police among them, and versions."""
    if "-" in text:  # as every telephone number has one
        code = _CODE_WITH_A_HYPHEN
    else:
        code = _EMERGENCY_CODE if has_one(text, _EMERGENCY_SIGNS) else _VERSION_CODE
    return blanked(text, (match.span() for match in code.finditer(text)))


def _marks(text: str) -> Iterator[Span]:
    """Where a mark of a list stands: in front of the text, or behind the item before it."""
    for match in _MARK.finditer(text):
        start = match.start()
        before = text[max(0, start - _LONGEST_INDENT) : start].rstrip(" ")
        if before[-1:] in {".", ";", ":", ","} or (not before and start < _LONGEST_INDENT):
            yield match.span()


def _named(name: re.Match[str]) -> Quantity:
    """The number in a name: F-16 and COVID-19 count nothing, but they should stay what they are."""
    value = Fraction(int(name["digits"] or name["front"]))
    return Quantity("number", value, value, "", name.span(), certain=False)


def _apart(numbers: Iterable[Number]) -> list[Number]:
    """Of numbers that overlap the first, and of those that begin together the longest."""
    kept: list[Number] = []
    for number in sorted(numbers, key=lambda number: (number.start, -number.end)):
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _outside_units(counted: Iterable[Quantity]) -> list[Quantity]:
    """The quantities without those that are part of a unit: the decades of "two decades"."""
    kept: list[Quantity] = []
    for quantity in counted:
        if not kept or quantity.span[0] >= kept[-1].span[1]:
            kept.append(quantity)
    return kept


def _is_range(text: str, start: int, low: int, high: int) -> bool:
    """Whether what stands between ``low`` and ``high`` joins the ends of a range."""
    between = _RANGE.fullmatch(text, low, high)
    if between is None:
        return False
    return not between["and"] or text[max(0, start - len(_BETWEEN)) : start].lower() == _BETWEEN


def _ranged(text: str, numbers: Sequence[Number]) -> list[Number]:
    """The numbers, with the scale of its end put on the beginning of a range: 4 to 5 million."""
    ranged = list(numbers)
    for place, (low, high) in enumerate(pairwise(numbers)):
        scaled = low.scale == 1 and high.scale > 1 and low.low < high.low / high.scale
        if scaled and _is_range(text, low.start, low.end, high.start):
            ranged[place] = replace(low, low=low.low * high.scale, high=low.high * high.scale)
    return ranged


def _alike_in_ranges(text: str, told: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, with kind and unit the same at both ends of a range: 4 to 6 percent."""
    alike = list(told)
    for place, (low, high) in enumerate(pairwise(told)):
        if (low.kind == "number") == (high.kind == "number"):
            continue
        if low.low > high.low and text[low.span[1] : high.span[0]] not in {
            " to ",
            "- to ",
            " and ",
        }:
            continue
        if _is_range(text, low.span[0], low.span[1], high.span[0]):
            if high.kind == "time":
                alike[place] = _hour_before(low, high)
            elif low.kind == "number":
                alike[place] = replace(low, kind=high.kind, unit=high.unit)
            elif low.kind == "money":
                alike[place + 1] = replace(high, kind=low.kind, unit=low.unit)
    return alike


def _hour_before(number: Quantity, end: Quantity) -> Quantity:
    """The first hour of "2 to 4 p.m.", in the same half of the day if that comes before the end."""
    time = 60 * number.low
    if time + 720 < end.low:
        time += 720
    return replace(number, kind="time", low=time, high=time, unit=end.unit)


def _joined(text: str, told: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, with two hours and 30 minutes made one."""
    joined: list[Quantity] = []
    for quantity in told:
        if joined and (whole := _hundredths(text, joined[-1], quantity)):
            joined[-1] = whole
        elif joined and _continues(text, joined[-1], quantity):
            last = joined[-1]
            factor = UNITS[quantity.unit].factor / UNITS[last.unit].factor
            joined[-1] = replace(
                last,
                low=last.low + quantity.low * factor,
                high=last.high + quantity.high * factor,
                span=(last.span[0], quantity.span[1]),
            )
        else:
            joined.append(quantity)
    return joined


_SHARE: dict[Side, re.Pattern[str]] = {
    "ko": re.compile(r"(?: ?(?:중|가운데)(?:에서?|의)? ?|에 |당 )"),
    "en": re.compile(r"(?: people| patients| men| women)? (?:in|out of|of|per)(?: every)? "),
}


def _shared(text: str, told: Sequence[Quantity], side: Side) -> list[Quantity]:
    """The quantities, with the share that they make in 4명 중 1명 and "one in four"."""
    shared = list(told)
    for place, (first, second) in enumerate(pairwise(told)):
        whole, part = (first, second) if side == "ko" else (second, first)
        if not {whole.kind, part.kind} <= {"number", "count"} or not part.low < whole.low:
            continue
        if whole.low == whole.high and _SHARE[side].fullmatch(text, first.span[1], second.span[0]):
            share = part.low / whole.low
            shared[place : place + 2] = (
                replace(one, share=share) for one in shared[place : place + 2]
            )
    return shared


_HUNDREDTHS = re.compile(r" ?[0-9]{2}")


def _hundredths(text: str, last: Quantity, quantity: Quantity) -> Quantity | None:
    """9초58 as one length of time, None if the number behind says something else."""
    end = last.span[1]
    if last.kind != "duration" or quantity.kind != "number" or text[end - 1] != "초":
        return None
    if not _HUNDREDTHS.fullmatch(text, end, quantity.span[1]):
        return None
    more = quantity.low / 100 / UNITS[last.unit].factor
    span = (last.span[0], quantity.span[1])
    return replace(last, low=last.low + more, high=last.high + more, span=span)


def _continues(text: str, last: Quantity, quantity: Quantity) -> bool:
    """Whether a smaller unit goes on where a larger one ends."""
    if last.kind not in {"duration", "measure"} or quantity.kind != last.kind:
        return False
    if last.unit == "days" and last.low == 1:
        return False  # 하루 8시간: eight hours of each
    larger, smaller = UNITS[last.unit], UNITS[quantity.unit]
    return (
        larger.dimension == smaller.dimension
        and quantity.low * smaller.factor < larger.factor
        and _GLUE.fullmatch(text, last.span[1], quantity.span[0]) is not None
    )
