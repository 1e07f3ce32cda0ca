"""Which quantities of two texts say the same, and how the others differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from aligner.text.quantities.agreeing import (
    UNTYPED_KINDS,
    agree,
    as_weight,
    degrees_apart,
    nominal_values,
    overlap,
)
from aligner.text.quantities.quantity import CALENDAR_KINDS, Kind, Quantity
from aligner.text.quantities.units import UNITS

Relation = Literal[
    "missing",  # the English does not say it
    "extra",  # only the English says it
    "magnitude",  # the same digits, another power of ten
    "value",  # the same kind of quantity, another number
    "unit",  # the same number of something else
    "currency",
    "date",  # another day, month, year or time
    "converted",  # money that somebody seems to have converted
    "bound",  # at least so many, and at most
]


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not the same on both sides; one side is None if it says nothing.

    ``certain`` is False where one of the two may say what a word of another kind says.
    """

    relation: Relation
    ko: Quantity | None
    en: Quantity | None
    certain: bool = True


MOST = 100
"""A text with more quantities is a table; nothing is said of it."""

_RATE_TOLERANCE = 2
_CONVERTED_UNITS = (
    ("km", "miles"), ("m", "feet"), ("cm", "inches"), ("kg", "lb"), ("°C", "°F"),
    ("m²", "ft²"), ("m²", "pyeong"), ("ha", "acres"), ("km/h", "mph"), ("l", "gallons"),
    ("seconds", "minutes"), ("minutes", "hours"), ("hours", "days"), ("days", "weeks"), ("months", "years"),
    ("decades", "centuries"),
)  # fmt: skip
"""What Korean and English readers measure the same thing in, and spans of time next to each other."""
_EXCHANGED_UNITS = (*_CONVERTED_UNITS, ("weeks", "months"))
"""These, and what is as easily taken for another: 12주 and "a year"."""
_LEAST_DIGITS = 2
_FEW = 9
_LEAST_CONVERTED = 10
_CONVERTED_TOLERANCE, _SMALL_TOLERANCE = Fraction(3, 100), Fraction(2, 100)
_LAST_CENTURY = 21
_FIRST_YEAR, _LAST_YEAR, _LAST_DAY, _LAST_HOUR = 1000, 2200, 31, 12


def compare(korean: Sequence[Quantity], english: Sequence[Quantity]) -> list[Difference]:
    """The differences between two sides, Korean ones first.

    Each quantity is given to one of the other side that says the same; what is
    said twice on one side only is no difference. What is left is put together
    by what may have happened to it, and the rest is missing or extra. Words that
    are not certainly numbers are no difference by themselves, but two places in a row
    (처음, the second) or two lengths of time that are not the same are one.

    >>> from aligner.text.quantities import quantities
    >>> [found] = compare(quantities("3만 명", "ko"), quantities("3,000 people", "en"))
    >>> found.relation
    'magnitude'
    """
    if max(len(korean), len(english)) > MOST:
        return []
    korean, english = _with_shares(korean, english), _with_shares(english, korean)
    ko, en = list(korean), list(english)
    alike = [pair for same in (_equal, _same_day, _alike) for pair in _taken(ko, en, same)]
    # Before a number of something else explains a century: 10세기의 편지 열 통.
    named = [Difference("date", one, other) for one, other in _taken(ko, en, _other_period)]
    # Before seven times explain seven hours, these are compared with seven minutes.
    named += [Difference("unit", one, other) for one, other in _taken(ko, en, _unit_exchanged)]
    explained = _taken(ko, en, _surely_agree)
    named += _bounded([*alike, *explained], korean, english)
    if not ko and not en:
        return named
    # Before a word that may be no number (한, couple) explains 2년, it is compared with "four years".
    named += [
        Difference(relation, one, other)
        for relation, differs in _RELATIONS
        for one, other in _taken(ko, en, _both_typed(differs))
    ]
    agreeing = _taken(ko, en, agree)
    named += _bounded(agreeing, korean, english)
    explained += agreeing
    uncertain_ko, uncertain_en = (
        [quantity for quantity in side if not quantity.certain] for side in (ko, en)
    )
    told = {id(one) for difference in named for one in (difference.ko, difference.en)}
    explained = [pair for pair in explained if told.isdisjoint(map(id, pair))]
    left = _left(ko, en, korean, english)
    # Where a weekday answers 11일, "the 12th straight" is rather another 13차례.
    on_a_weekday = any(quantity.kind == "weekday" for quantity in left.en)
    found = named + [
        Difference(relation, ko, en)
        for relation, differs in (*(_PLACES if on_a_weekday else ()), *_RELATIONS)
        for ko, en in left.pairs(differs)
    ]
    missing, extra = left.ko, left.en
    if len(missing) == len(extra) == 1 and _may_be_meant(missing[0], extra[0]):
        return [*found, Difference("value", missing[0], extra[0])]
    dated = any(quantity.kind in {"day", "weekday"} for quantity in english)
    doubtful: tuple[tuple[Relation, list[Quantity], list[Quantity], Test], ...] = (
        ("value", [] if dated else missing, extra, _days_counted),
        ("value", uncertain_ko, extra, _may_be_another_word),
        ("value", missing, uncertain_en, _may_be_another_word),
        ("unit", missing, uncertain_en, _other_span),
        ("unit", uncertain_ko, extra, _other_span),
        ("value", missing, uncertain_en, _other_length),
        ("value", uncertain_ko, extra, _other_length),
        ("date", missing, uncertain_en, _both_decades),
        ("value", missing, uncertain_en, _may_be_another_place),
        ("value", uncertain_ko, extra, _may_be_another_place),
        ("value", uncertain_ko, uncertain_en, _both_ordinals),
        ("value", missing, extra, _other_share),
        ("value", missing, uncertain_en, _both_fractions),
        ("value", uncertain_ko, extra, _both_fractions),
        ("value", uncertain_ko, uncertain_en, _both_fractions),
        ("date", uncertain_ko, uncertain_en, _noon_and_midnight),
        ("unit", uncertain_ko, uncertain_en, _other_span),
    )
    found += [
        Difference(relation, one, other)
        for relation, ko, en, differs in doubtful
        for one, other in _taken(ko, en, differs)
    ]
    # 네 번째 is answered by "four points" only as long as there is no "second" besides.
    loose_ko, loose_en = _loosely(explained)
    found += [
        Difference("value", one, other, certain=False)
        for ko, en, differs in (
            (missing, loose_en, _may_be_instead),
            (loose_ko, extra, _may_be_instead),
            (loose_ko, uncertain_en, _other_ordinal),
            (uncertain_ko, loose_en, _other_ordinal),
            (left.ko_again, uncertain_en, _other_ordinal),
            (uncertain_ko, left.en_again, _other_ordinal),
            (uncertain_ko, left.en_again, _may_be_another_word),
            (left.ko_again, uncertain_en, _may_be_counted),
            (left.ko_again, left.en_again, _may_be_instead),
        )
        for one, other in _taken(ko, en, differs)
    ]
    found += [
        Difference("date", one, other)
        for ko, en in (
            ([] if on_a_weekday else missing, loose_en),
            (loose_ko, extra),
            (left.ko_again, left.en_again),
        )
        for one, other in _taken(ko, en, _other_certain_date)
    ]
    found += [
        Difference("missing", one, None, certain=not _follows(one, english)) for one in missing
    ]
    found += [Difference("extra", None, one, certain=not _follows(one, korean)) for one in extra]
    return found


Test = Callable[[Quantity, Quantity], bool]


@dataclass(frozen=True, slots=True)
class _Left:
    """The quantities of both sides that found no partner; lists that shrink as they are explained.

    ``ko_again`` and ``en_again`` are said by the other side as well, but not as
    often: they are no difference by themselves, but one of them may stand where
    another number should.
    """

    ko: list[Quantity]
    en: list[Quantity]
    ko_again: list[Quantity]
    en_again: list[Quantity]

    def pairs(self, differs: Test) -> list[tuple[Quantity, Quantity]]:
        """Take away all pairs of which at least one is said on one side only."""
        return [
            *_taken(self.ko, self.en, differs),
            *_taken(self.ko, self.en_again, differs),
            *_taken(self.ko_again, self.en, differs),
        ]


def _left(
    ko: Sequence[Quantity],
    en: Sequence[Quantity],
    korean: Sequence[Quantity],
    english: Sequence[Quantity],
) -> _Left:
    """What is certain among the unpaired, with what is only said more often set apart."""
    ko_again = [one for one in ko if any(_says_again(other, one) for other in english)]
    en_again = [one for one in en if any(_says_again(other, one) for other in korean)]
    return _Left(
        [one for one in ko if one.certain and one not in ko_again],
        [one for one in en if one.certain and one not in en_again],
        [one for one in ko_again if one.certain],
        [one for one in en_again if one.certain],
    )


def _says_again(said: Quantity, again: Quantity) -> bool:
    """Thousands are not 7,716, though they may be: the exact number is another one."""
    return agree(said, again) and (again.is_vague or not said.is_vague)


def _taken(ko: list[Quantity], en: list[Quantity], fits: Test) -> list[tuple[Quantity, Quantity]]:
    """Take each Korean quantity and the first English one that fits it out of the lists."""
    pairs: list[tuple[Quantity, Quantity]] = []
    if not ko or not en:
        return pairs
    for quantity in list(ko):
        for partner in en:
            if fits(quantity, partner):
                ko.remove(quantity)
                en.remove(partner)
                pairs.append((quantity, partner))
                break
    return pairs


_SHARES_OF_A_WHOLE: frozenset[Kind] = frozenset({"percent", "point"})


def _follows(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether a percentage can be worked out: from 15 to 12 is by 3 points, by 3 points to 12."""
    if quantity.kind not in _SHARES_OF_A_WHOLE:
        return False
    percentages = [one for one in others if one.kind in _SHARES_OF_A_WHOLE]
    return any(
        quantity.low in {one.low + other.low, abs(one.low - other.low)}
        and "point" in {quantity.kind, one.kind, other.kind}
        for one, other in pairwise(percentages)
    )


def _with_shares(own: Sequence[Quantity], others: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, with "two out of five" made the one share that it is.

    Only where the other side has a share as well, and neither has the numbers of the other:
    the two of the five are as good as 다섯 명 중 두 명.
    """
    if all(one.share is None for one in own) or not any(
        one.share is not None
        or (one.kind in {"fraction", "percent"} and not any(_equal(one, said) for said in own))
        for one in others
    ):
        return list(own)
    merged: list[Quantity] = []
    place = 0
    while place < len(own):
        first, second = own[place], own[min(place + 1, len(own) - 1)]
        pair = first.share is not None and first is not second and first.share == second.share
        if pair and not all(any(agree(one, other) for other in others) for one in (first, second)):
            share = first.share or Fraction(0)
            span = (first.span[0], second.span[1])
            merged.append(Quantity("fraction", share, share, "", span, share=share))
            place += 2
        else:
            merged.append(first)
            place += 1
    return merged


def _bounded(
    agreeing: Sequence[tuple[Quantity, Quantity]],
    korean: Sequence[Quantity],
    english: Sequence[Quantity],
) -> list[Difference]:
    """The pairs of one number of which one side says "at least" and the other "at most".

    A number that the other side says a second time, with the same bound, may be meant by that.
    """
    return [
        Difference("bound", one, other, certain=not _may_be_opposite(one, other))
        for one, other in agreeing
        if _contradicts(one, other)
        and not any(_same_bound(one, again) for again in english)
        and not any(_same_bound(other, again) for again in korean)
    ]


def _contradicts(first: Quantity, second: Quantity) -> bool:
    if first.bound is None or second.bound is None or not first.bound.contradicts(second.bound):
        return False
    if first.negative or second.negative:
        return False  # 영하 10도 이하 is more than ten degrees below zero
    one_unit = first.unit == second.unit or not (first.unit and second.unit)
    return one_unit and _bounding(first) == _bounding(second)


def _may_be_opposite(korean: Quantity, english: Quantity) -> bool:
    """Whether the sides may say the opposite of the two halves of a whole, and so the same.

    65세 이상은 무료다, and those under 65 pay a fee.
    """
    if korean.bound is None or english.bound is None:
        return False
    return korean.bound.names_group and korean.bound.complements(english.bound)


def _bounding(quantity: Quantity) -> Fraction:
    """The number that a least or a most one was said with."""
    return quantity.low if quantity.bound and quantity.bound.is_least else quantity.high


def _same_bound(first: Quantity, second: Quantity) -> bool:
    if first.bound is None or second.bound is None:
        return False
    same = first.bound.is_least is second.bound.is_least
    return same and _bounding(first) == _bounding(second)


def _equal(first: Quantity, second: Quantity) -> bool:
    same = first.kind == second.kind and first.unit == second.unit
    return same and (first.low, first.high) == (second.low, second.high)


def _same_day(first: Quantity, second: Quantity) -> bool:
    """21일 and the 21st, before three weeks are taken for 21 days."""
    return first.kind == "day" and second.kind == "ordinal" and first.low == second.low


def _alike(first: Quantity, second: Quantity) -> bool:
    return first.kind == second.kind and first.unit == second.unit and overlap(first, second)


def _surely_agree(first: Quantity, second: Quantity) -> bool:
    return first.certain and second.certain and agree(first, second)


def _both_typed(differs: Test) -> Test:
    """The test for certain quantities of one kind that name their units."""

    def typed(first: Quantity, second: Quantity) -> bool:
        certain = first.certain and second.certain
        return (
            certain
            and first.kind == second.kind
            and bool(first.unit and second.unit)
            and differs(first, second)
        )

    return typed


def _same_number(first: Quantity, second: Quantity) -> bool:
    """Whether the digits may be the same: "about" and 이상 stand on one side only at times."""
    return not nominal_values(first).isdisjoint(nominal_values(second))


def _other_unit(first: Quantity, second: Quantity) -> bool:
    kinds = {first.kind, second.kind}
    if kinds == {"day", "duration"}:
        return _same_number(first, second)
    if not first.unit or not second.unit:
        return False
    if not _same_number(first, second):
        return kinds in ({"measure"}, {"duration"}) and _half_converted(first, second)
    if kinds == {"age", "duration"}:
        return True
    if kinds == {"percent", "point"} or kinds <= {"percent", "money", "measure", "times", "point"}:
        return kinds != {"money"}
    return first.kind == second.kind and first.unit != second.unit


def _half_converted(first: Quantity, second: Quantity) -> bool:
    """Whether the number was converted and the unit was not: 48km and "30 km", which are miles."""
    one, two = _exactly(first), _exactly(second)
    return any(
        (two.unit == unit and _converts(one, replace(two, unit=instead)))
        or (one.unit == unit and _converts(replace(one, unit=instead), two))
        for pair in (_CONVERTED_UNITS if one.unit == two.unit else _EXCHANGED_UNITS)
        for unit, instead in (pair, pair[::-1])
    )


def _converts(first: Quantity, second: Quantity) -> bool:
    """Whether one number was worked out from the other: closer than two measures need be."""
    if {first.unit, second.unit} == {"°C", "°F"}:
        celsius, fahrenheit = (second, first) if first.unit == "°F" else (first, second)
        return abs(degrees_apart(celsius, fahrenheit)) <= 1
    if not agree(first, second):
        return False
    one, other = (quantity.low * UNITS[quantity.unit].factor for quantity in (first, second))
    if UNITS[first.unit].dimension != UNITS[second.unit].dimension:
        return True  # months and days
    # Between small numbers such a ratio is easily chance.
    small = min(first.low, second.low) < _LEAST_CONVERTED
    return abs(one - other) <= one * (_SMALL_TOLERANCE if small else _CONVERTED_TOLERANCE)


def _exactly(quantity: Quantity) -> Quantity:
    """The middle of an approximation; degrees of no scale are Celsius."""
    middle = (quantity.low + quantity.high) / 2
    unit = "°C" if quantity.unit == "degrees" else quantity.unit
    return replace(quantity, low=middle, high=middle, unit=unit, approximate=False)


def _other_currency(first: Quantity, second: Quantity) -> bool:
    return (
        first.kind == second.kind == "money"
        and first.unit != second.unit
        and _same_number(first, second)
    )


def _other_rate(first: Quantity, second: Quantity) -> bool:
    if not first.kind == second.kind == "money" or first.unit == second.unit or not second.low:
        return False
    ratio = first.low * UNITS[first.unit].factor / (second.low * UNITS[second.unit].factor)
    return Fraction(1, _RATE_TOLERANCE) < ratio < _RATE_TOLERANCE


def _other_magnitude(first: Quantity, second: Quantity) -> bool:
    kinds = {first.kind, second.kind}
    if kinds & CALENDAR_KINDS - {"year"} or not (
        kinds & UNTYPED_KINDS or _comparable(first, second)
    ):
        return False
    least = 1 if kinds & UNTYPED_KINDS else 0  # a single one and ten have no digits in common
    return any(
        small > least and _is_power_of_ten(large / small)
        for one in nominal_values(first)
        for other in nominal_values(second)
        for small, large in [sorted((one, other))]
    )


def _is_power_of_ten(ratio: Fraction) -> bool:
    digits = str(ratio)
    return len(digits) > 1 and digits == "1" + "0" * (len(digits) - 1)


def _other_date(first: Quantity, second: Quantity) -> bool:
    kinds = {first.kind, second.kind}
    if kinds == {"year", "number"} or kinds == {"year", "count"}:
        return all(_FIRST_YEAR <= quantity.low <= _LAST_YEAR for quantity in (first, second))
    if kinds == {"day", "ordinal"}:
        return first.low <= _LAST_DAY and second.low <= _LAST_DAY
    if kinds == {"century", "ordinal"}:  # the 19th century and the 20th
        return first.low <= _LAST_CENTURY and second.low <= _LAST_CENTURY
    if kinds in ({"time", "number"}, {"time", "count"}):  # 여섯 시 and "at seven"
        return 1 < min(first.low, second.low) <= _LAST_HOUR
    return first.kind == second.kind and first.kind in CALENDAR_KINDS


def _other_period(first: Quantity, second: Quantity) -> bool:
    return first.kind == second.kind and first.kind in {"century", "quarter"}


def _comparable(first: Quantity, second: Quantity) -> bool:
    """Whether two numbers may be meant to be the same one."""
    first, second = as_weight(first, second), as_weight(second, first)
    if first.kind != second.kind:
        kinds = {first.kind, second.kind}
        return kinds <= UNTYPED_KINDS or kinds in ({"age", "duration"}, {"count", "times"})
    if first.kind in CALENDAR_KINDS:
        return False
    if not first.unit or not second.unit:
        return True
    same = UNITS[first.unit].dimension == UNITS[second.unit].dimension
    return (same or first.kind == "duration") and (
        first.kind != "money" or first.unit == second.unit
    )


def _one_slip(first: Quantity, second: Quantity) -> bool:
    """Whether one digit was exchanged, in numbers of which at least one says not of what."""
    one, other = str(first.low), str(second.low)
    kinds = {first.kind, second.kind}
    if len(one) != len(other) or len(one) < _LEAST_DIGITS or not kinds & UNTYPED_KINDS:
        return False
    return "weekday" not in kinds and sum(map(str.__ne__, one, other)) == 1


def _may_be_meant(first: Quantity, second: Quantity) -> bool:
    """Whether the only two numbers that are left may be meant to be the same one."""
    kinds = {first.kind, second.kind}
    if "fraction" in kinds and kinds & {"number", "count"}:
        return True  # 3분의 2 and "six-thirds", which nobody reads as one
    return (
        bool(kinds & UNTYPED_KINDS)
        and not kinds & CALENDAR_KINDS
        and min(first.low, second.low) > 1
        and ("number" not in kinds or len(str(int(first.low))) == len(str(int(second.low))))
    )


def _may_be_another_word(first: Quantity, second: Quantity) -> bool:
    """두 나라 and six countries: a word that is a number if one stands on the other side."""
    small = min(first.low, second.low) > 1 and max(first.high, second.high) < 100
    return small and {first.kind, second.kind} <= UNTYPED_KINDS | {"times"}


def _may_be_counted(first: Quantity, second: Quantity) -> bool:
    """세 차례 and "twice"."""
    counted = {first.kind, second.kind} <= {"number", "count", "times"}
    return counted and _may_be_another_word(first, second) and not agree(first, second)


def _may_be_another_place(first: Quantity, second: Quantity) -> bool:
    """3주 연속 and "the fourth straight week"."""
    return _both_ordinals(first, second) or (
        {first.kind, second.kind} == {"ordinal", "duration"} and min(first.low, second.low) > 1
    )


def _other_span(first: Quantity, second: Quantity) -> bool:
    """일주일 and "a month", 1갤런 and "one liter"."""
    return _is_extent(first, second) and _other_unit(first, second)


def _unit_exchanged(first: Quantity, second: Quantity) -> bool:
    return (
        first.certain
        and second.certain
        and (first.low, first.high) == (second.low, second.high)
        and _is_extent(first, second)
        and not agree(first, second)
    )


def _is_extent(first: Quantity, second: Quantity) -> bool:
    return first.kind == second.kind and first.kind in {"duration", "measure"}


def _days_counted(first: Quantity, second: Quantity) -> bool:
    """3일, which may be the third or three days, and "four days" where nobody names a day."""
    return first.kind == "day" and second.kind == "duration" and second.unit == "days"


def _other_length(first: Quantity, second: Quantity) -> bool:
    """20년 and "a decade"; this year and a day say nothing of how long something took."""
    return first.kind == second.kind == "duration" and not any(
        quantity.low == quantity.high == 1 for quantity in (first, second)
    )


def _both_decades(first: Quantity, second: Quantity) -> bool:
    """1990년대 and "the eighties"."""
    return first.kind == second.kind == "decade"


def _both_ordinals(first: Quantity, second: Quantity) -> bool:
    """첫 번째 and "the third": words that say something else as well, but seldom both at once."""
    return first.kind == second.kind == "ordinal"


def _other_share(first: Quantity, second: Quantity) -> bool:
    """10% and "one in seven"."""
    return any(
        one.kind in {"fraction", "percent"} and other.share is not None
        for one, other in ((first, second), (second, first))
    )


def _both_fractions(first: Quantity, second: Quantity) -> bool:
    """절반 and "a third"."""
    return first.kind == second.kind == "fraction"


def _noon_and_midnight(first: Quantity, second: Quantity) -> bool:
    return first.kind == second.kind == "time"


_COUNTED: frozenset[Kind] = UNTYPED_KINDS - {"ordinal"}


def _loosely(
    explained: Sequence[tuple[Quantity, Quantity]],
) -> tuple[list[Quantity], list[Quantity]]:
    """What only a word of another kind says, or a word that may be no number."""
    loose = [
        (one, other)
        for one, other in explained
        if not (one.certain and other.certain)
        or (one.kind != other.kind and not {one.kind, other.kind} <= _COUNTED)
    ]
    return [one for one, _ in loose], [other for _, other in loose]


def _may_be_instead(first: Quantity, second: Quantity) -> bool:
    """Whether a number that is said on one side only stands where another one should."""
    if {first.kind, second.kind} & {"ordinal"}:
        return _other_ordinal(first, second)
    if first.kind == second.kind and first.kind not in _COUNTED:
        return _both_typed(_comparable)(first, second) and not agree(first, second)
    if first.approximate and first.high <= _FEW >= second.high / 2:
        # 두세 명 and "nine or three people"
        return second.certain and {first.kind, second.kind} <= _COUNTED and not agree(first, second)
    # 두 is not certain in 두 나라, and "both" may explain it where "seven countries" are too many.
    counted = {first.kind, second.kind} <= {"count", "number"} and second.certain
    typed = "count" in {first.kind, second.kind}
    return counted and typed and _may_be_another_word(first, second) and not agree(first, second)


def _other_certain_date(first: Quantity, second: Quantity) -> bool:
    """15일 and "May 1", where the one of "1호" says the latter as well."""
    alike = first.kind == second.kind or (first.kind, second.kind) == ("day", "ordinal")
    certain = first.certain and second.certain and alike
    return certain and _other_date(first, second) and not agree(first, second)


def _other_ordinal(first: Quantity, second: Quantity) -> bool:
    return _both_ordinals(first, second) and not agree(first, second)


def _other_place(first: Quantity, second: Quantity) -> bool:
    """12차례 연속 and "the 13th straight"."""
    return "ordinal" in {first.kind, second.kind} <= {"count", "ordinal"}


_PLACES: tuple[tuple[Relation, Test], ...] = (("value", _other_place),)
_RELATIONS: tuple[tuple[Relation, Test], ...] = (
    ("unit", _other_unit),
    ("currency", _other_currency),
    ("magnitude", _other_magnitude),
    ("date", _other_date),
    ("value", _comparable),
    ("value", _one_slip),
    ("converted", _other_rate),
)
