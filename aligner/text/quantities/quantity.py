"""A quantity: what a text says how many, how much or when."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from aligner.types import Span

Kind = Literal[
    "number",  # nothing says of what
    "count",
    "ordinal",
    "money",
    "percent",
    "point",  # a percentage point
    "fraction",
    "times",  # twice as many
    "measure",
    "duration",
    "age",
    "year",
    "month",
    "day",  # of a month
    "weekday",  # 1 is Monday
    "decade",
    "century",
    "quarter",  # of a year
    "time",  # of day, in minutes
]

CALENDAR_KINDS: frozenset[Kind] = frozenset(
    {"year", "month", "day", "weekday", "decade", "century", "quarter", "time"}
)
"""Kinds that say when."""


SIGNED_KINDS: frozenset[Kind] = frozenset({"number", "percent", "point", "money", "measure"})
"""Kinds that go below zero."""


@dataclass(frozen=True, slots=True)
class Bound:
    """That a number is the least or the most of something, and not the number itself.

    ``is_strict`` is True if the number itself is left out (미만, fewer than). ``names_group`` is
    True in Korean where the bound says who is meant (65세 이상은, 5인 이상 사업장에), and False
    where it says how many (100명 이상이). ``span`` is the place of the number with its words.

    ``denied`` is True if its clause says that something is not so (18세 미만은 들어올 수
    없다), which the other side may say the other way round (only those 18 and over).
    """

    is_least: bool
    denied: bool
    is_strict: bool = False
    names_group: bool = False
    span: Span = field(default=(0, 0), repr=False, compare=False)

    def contradicts(self, other: Bound) -> bool:
        """Whether one says "that or more" of a number and the other "that or less" of it.

        >>> Bound(True, denied=False).contradicts(Bound(False, denied=False))
        True
        >>> Bound(True, denied=False).contradicts(Bound(False, denied=True))
        False
        """
        return self.is_least is not other.is_least and self.denied is other.denied

    def complements(self, other: Bound) -> bool:
        """Whether every number is within one of two bounds of the same number, and none in both.

        >>> Bound(True, denied=False).complements(Bound(False, denied=False, is_strict=True))
        True
        """
        return self.is_least is not other.is_least and self.is_strict is not other.is_strict


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity and its place: ``text[slice(*span)]`` says it.

    ``low`` and ``high`` bound the value and are equal for a plain number; an
    approximation (1000여, nearly 200) is a narrow interval and a vague number
    (수십만, dozens) a wide one. Of a range (4~6 %) both ends are quantities. ``unit``
    is a key of `aligner.text.quantities.units.UNITS`, or empty. ``certain`` is False for words
    that often are no number (한, one, second, a half): they may answer a quantity
    of the other side, but nobody should miss them. ``negative`` is True below zero (영하 12도,
    -3%); the bounds are without the sign, since "a fall of 3%" has none. ``share`` is set on both
    numbers of "one in four", which the other side may call a quarter, or 25%. ``bound`` is set
    where a word makes the number a least or a most one (100명 이상, at most five).
    """

    kind: Kind
    low: Fraction
    high: Fraction
    unit: str
    span: Span
    approximate: bool = False
    certain: bool = True
    negative: bool = False
    share: Fraction | None = None
    bound: Bound | None = None

    @property
    def is_vague(self) -> bool:
        """True when the bounds are far apart: 수십만, dozens, several hundred."""
        return self.high > 3 * self.low


def step_of(value: Fraction) -> Fraction:
    """The place value of the last digit that is not zero: how exactly a number was said.

    >>> [str(step_of(Fraction(value))) for value in ("5000", "5500", "2.36", "0")]
    ['1000', '100', '1/100', '1']
    """
    if not value:
        return Fraction(1)
    step = Fraction(1)
    while (value / step).denominator != 1 and step > Fraction(1, 10**6):
        step /= 10
    while (value / (10 * step)).denominator == 1:
        step *= 10
    return step
