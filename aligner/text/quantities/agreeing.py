"""Whether two quantities can say the same thing, in whatever kind and unit they are written."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from aligner.text.quantities.quantity import CALENDAR_KINDS, Kind, Quantity, step_of
from aligner.text.quantities.units import UNITS

UNTYPED_KINDS: frozenset[Kind] = frozenset({"number", "count", "ordinal", "age"})
"""Kinds that one language marks and the other may not: 30세 is often just 30."""

_LIKE: tuple[frozenset[Kind], ...] = (
    frozenset({"year", "duration"}),
    frozenset({"decade", "duration"}),
    frozenset({"decade", "year"}),
    frozenset({"quarter", "duration"}),
    frozenset({"quarter", "fraction"}),
    frozenset({"percent", "fraction"}),
    frozenset({"percent", "times"}),
    frozenset({"fraction", "times"}),
)
"""Kinds that are written alike, so that an equal number in both is the same quantity."""

_EXACT: frozenset[Kind] = CALENDAR_KINDS | {"ordinal"}
"""Kinds that nobody rounds."""

_CONVERSION_TOLERANCE = Fraction(6, 100)
_PERCENT_TOLERANCE = Fraction(3, 2)
_DEGREE_TOLERANCE = 2
_SECONDS_IN_A_MONTH = 2629746
_MONTH_TOLERANCE = Fraction(1, 10)
"""A month is 30 days, or four weeks."""
_LEAST_STEPS = 10
"""Of a number with one digit it cannot be said that it is another one, rounded."""
_DAY, _HALF_A_DAY = 1440, 720


def agree(first: Quantity, second: Quantity) -> bool:
    """Whether two quantities can say the same thing.

    >>> from aligner.text.quantities import quantities
    >>> def said(text, side):
    ...     return quantities(text, side)[0]
    >>> agree(said("수십만 명", "ko"), said("hundreds of thousands", "en"))
    True
    >>> agree(said("64km", "ko"), said("40 miles", "en"))
    True
    >>> agree(said("3만 명", "ko"), said("3,000 people", "en"))
    False
    """
    first, second = as_weight(first, second), as_weight(second, first)
    if first.kind != second.kind:
        return _agree_across(first, second)
    if first.kind == "time":
        return _same_time(first, second)
    if first.kind == "decade":
        return overlap(first, second) or (first.low - second.low) % 100 == 0
    if first.unit != second.unit and first.unit and second.unit:
        fortnight = _is_fortnight(first, second) or _is_fortnight(second, first)
        return fortnight or _same_converted(first, second)
    return overlap(first, second) or _rounded(first, second)


def overlap(first: Quantity, second: Quantity) -> bool:
    """Whether the bounds meet; of two approximations, whether they are of the same number."""
    if first.approximate and second.approximate and not (first.is_vague or second.is_vague):
        return not nominal_values(first).isdisjoint(nominal_values(second))
    return first.low <= second.high and second.low <= first.high


def nominal_values(quantity: Quantity) -> set[Fraction]:
    """What a quantity may have been before "about" or "over" made it an interval."""
    return {quantity.low, quantity.high, (quantity.low + quantity.high) / 2}


def as_weight(quantity: Quantity, other: Quantity) -> Quantity:
    """Pounds are a weight where the other side has one."""
    a_measure = other.kind == "measure"  # a time of day has a unit as well, but no dimension
    if quantity.unit == "pounds" and a_measure and UNITS[other.unit].dimension == "mass":
        return replace(quantity, kind="measure", unit="lb")
    return quantity


def _agree_across(first: Quantity, second: Quantity) -> bool:
    """Whether two quantities of different kinds can say the same thing."""
    kinds = frozenset({first.kind, second.kind})
    if _only_look_alike(first, second, kinds):
        return False
    if "time" in kinds:
        return _is_hour(*((first, second) if first.kind == "time" else (second, first)))
    if kinds & UNTYPED_KINDS:
        sure = not kinds & CALENDAR_KINDS - {"decade"} or (first.certain and second.certain)
        return (sure or "ordinal" in kinds) and (overlap(first, second) or _rounded(first, second))
    if kinds in ({"day", "duration"}, {"month", "duration"}):  # 14일: the 14th, or 14 days
        named, length = (second, first) if first.kind == "duration" else (first, second)
        unit = "days" if named.kind == "day" else "months"
        counted = replace(named, kind="duration", unit=unit)
        return first.certain and second.certain and _same_converted(counted, length)
    if kinds == {"century", "duration"}:  # 2세기 동안
        return overlap(first, second) and "centuries" in {first.unit, second.unit}
    if kinds not in _LIKE:
        return False
    if kinds == {"year", "duration"}:  # 98년
        year, other = (first, second) if first.kind == "year" else (second, first)
        return overlap(year, other) or (other.unit == "years" and year.low % 100 == other.low)
    if kinds == {"percent", "times"}:  # 100%, or 100% more
        percent, times = (first, second) if first.kind == "percent" else (second, first)
        return percent.low == times.low or _as_times(percent, times)
    if kinds == {"percent", "fraction"}:
        percent, part = (first, second) if first.kind == "percent" else (second, first)
        return abs(percent.low - 100 * part.low) < _PERCENT_TOLERANCE or percent.low == part.low
    return overlap(first, second)


def _as_times(percent: Quantity, times: Quantity) -> bool:
    """Whether 1462%, or 1462% more, are over 15 times as many."""
    for added in (0, 1):
        low, high = percent.low / 100 + added, percent.high / 100 + added
        said = replace(percent, kind="times", unit="times", low=low, high=high)
        if overlap(said, times) or _rounded(said, times):
            return True
    return False


def _is_hour(time: Quantity, other: Quantity) -> bool:
    """Whether 2:04 can be the other quantity: a clock shows it, and a stopwatch as well."""
    if other.kind == "duration":
        seconds = other.low * UNITS[other.unit].factor
        stopped = time.unit == "o'clock" and UNITS[other.unit].dimension == "seconds"
        return stopped and seconds in {60 * time.low, time.low}
    return other.kind in UNTYPED_KINDS and (60 * other.low - time.low) in {0, -_HALF_A_DAY}


def _only_look_alike(first: Quantity, second: Quantity, kinds: frozenset[Kind]) -> bool:
    """Whether equal numbers of two kinds would be chance."""
    if "weekday" in kinds or kinds in ({"day", "count"}, {"month", "count"}):
        return True
    if any(not one.certain and one.is_vague for one in (first, second)):
        return True  # several weeks, nine charges
    if kinds == {"ordinal", "duration"}:
        words = not (first.certain or second.certain)  # the first, this year
        return words or first.high == second.high == 1  # the first, one month
    return kinds == {"age", "duration"} and "years" not in {first.unit, second.unit}


def _rounded(first: Quantity, second: Quantity) -> bool:
    """1,182.17 and 1,182, 23억6000만 and 2.4 billion: one is the other with fewer digits."""
    if first.low != first.high or second.low != second.high or {first.kind, second.kind} & _EXACT:
        return False
    one, other = first.low, second.low
    if _LEAST_STEPS * 2 * abs(one - other) > max(one, other):
        return False  # half a step of so many cannot be as much
    fine, coarse = sorted((one, other), key=step_of)
    step = step_of(coarse)
    return coarse >= _LEAST_STEPS * step and step_of(fine) < step and abs(fine - coarse) <= step / 2


def _same_time(first: Quantity, second: Quantity) -> bool:
    circle = _DAY if first.unit == second.unit == "of day" else _HALF_A_DAY
    return (first.low - second.low) % circle == 0


def _same_converted(first: Quantity, second: Quantity) -> bool:
    one, other = UNITS[first.unit], UNITS[second.unit]
    if one.dimension == "money":
        return _in_cents(first, second)
    if one.dimension != other.dimension:
        return one.kind == other.kind == "duration" and _same_in_days(first, second)
    if one.dimension == "temperature":
        return _same_temperature(first, second)
    loose = 1 + (0 if one.kind == "duration" else _CONVERSION_TOLERANCE)
    return (
        first.low * one.factor <= second.high * other.factor * loose
        and second.low * other.factor <= first.high * one.factor * loose
    )


def _is_fortnight(days: Quantity, weeks: Quantity) -> bool:
    """Half a month is 15 days in Korean and two weeks in English."""
    return days.unit == "days" and days.low == 15 and weeks.unit == "weeks" and weeks.low == 2


def _in_cents(first: Quantity, second: Quantity) -> bool:
    units = {first.unit: first, second.unit: second}
    for small, large in (("cents", "dollars"), ("cents", "euros"), ("pence", "pounds")):
        if small in units and large in units:
            return units[small].low == 100 * units[large].low
    return False


def _same_in_days(first: Quantity, second: Quantity) -> bool:
    """한 달 and 30 days, 1년 and 52 weeks; but several months are not several weeks."""
    if first.is_vague or second.is_vague:
        return False
    months, shorter = (
        (first, second) if UNITS[first.unit].dimension == "months" else (second, first)
    )
    factor = UNITS[months.unit].factor * _SECONDS_IN_A_MONTH
    seconds = UNITS[shorter.unit].factor
    loose = 1 + _MONTH_TOLERANCE
    return (
        months.low * factor <= shorter.high * seconds * loose
        and shorter.low * seconds <= months.high * factor * loose
    )


def _same_temperature(first: Quantity, second: Quantity) -> bool:
    """Degrees of any scale: a temperature or a difference of temperatures.

    Where no scale is named, Koreans mean Celsius, and others often do.
    """
    if "°F" not in {first.unit, second.unit}:
        return overlap(first, second)
    celsius, fahrenheit = (second, first) if first.unit == "°F" else (first, second)
    if (
        celsius.unit == "°C"
        and celsius.low == fahrenheit.low
        and degrees_apart(celsius, fahrenheit)
    ):
        return False  # a rise by 1.5°C is not one by 1.5°F
    apart = fahrenheit.low - celsius.low * 9 / 5  # a difference has no sign
    return min(abs(apart), abs(degrees_apart(celsius, fahrenheit))) <= _DEGREE_TOLERANCE


def degrees_apart(celsius: Quantity, fahrenheit: Quantity) -> Fraction:
    """How many degrees Fahrenheit one temperature is above the other."""
    return _signed(fahrenheit) - _signed(celsius) * 9 / 5 - 32


def _signed(quantity: Quantity) -> Fraction:
    return -quantity.low if quantity.negative else quantity.low
