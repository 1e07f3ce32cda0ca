"""What "about", 이상 and the like make of a number."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal, get_args

from aligner.text.quantities.quantity import step_of

Exactness = Literal[
    "odd",  # 20여, 20-odd: up to the next number of this length
    "more",  # a bound that is said because the number is near
    "less",
    "about",
]


def exactness_of(*matches: re.Match[str] | None) -> Exactness | None:
    """The group that the first of several matches ended in, if any matched."""
    said = [match.lastgroup for match in matches if match]
    return next((exactness for exactness in get_args(Exactness) if exactness in said[:1]), None)


def bounds(value: Fraction, exactness: Exactness | None) -> tuple[Fraction, Fraction]:
    """The interval that a number with such a word stands for.

    >>> [str(bound) for bound in bounds(Fraction(20), "odd")]
    ['20', '29']
    >>> [str(bound) for bound in bounds(Fraction(1000), "less")]
    ['900', '1000']
    """
    if exactness is None:
        return value, value
    nine_tenths = step_of(value) * Fraction(9, 10)
    match exactness:
        case "odd":
            return value, value + nine_tenths
        case "more":
            return value, value + min(nine_tenths, value / 10)
        case "less":
            return value - min(nine_tenths, value / 10), value
        case "about":
            margin = min(step_of(value) / 2, value / 20)
            return value - margin, value + margin
