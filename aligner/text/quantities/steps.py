"""Readers of what is taken out of a text before its plain numbers are looked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from aligner.text.alternatives import has_one
from aligner.text.quantities.numbers import blanked
from aligner.text.quantities.quantity import Kind, Quantity

Reader = Callable[[re.Match[str]], Iterator[Quantity]]


class Step(NamedTuple):
    """A pattern, what reads its matches, and what it needs: a digit, and one of some signs.

    The signs are in small letters; none are needed if there are none.
    """

    pattern: re.Pattern[str]
    reader: Reader
    signs: tuple[str, ...] = ()
    needs_digit: bool = False


_DIGIT = re.compile("[0-9]")


def read_steps(text: str, steps: Sequence[Step]) -> tuple[list[Quantity], str]:
    """Each step reads what the steps before it have left, if what it needs is in the text at all."""
    found: list[Quantity] = []
    lowered, has_digit = text.lower(), _DIGIT.search(text) is not None
    for pattern, reader, signs, needs_digit in steps:
        if (needs_digit and not has_digit) or (signs and not has_one(lowered, signs)):
            continue
        spans = []
        for match in pattern.finditer(text):
            quantities = list(reader(match))
            found += quantities
            if quantities:
                spans.append(match.span())
        if spans:
            text = blanked(text, spans)
    return found, text


def exactly(
    kind: Kind, value: int, span: tuple[int, int], unit: str = "", *, certain: bool = True
) -> Quantity:
    """A quantity without an approximation.

    >>> exactly("year", 2024, (0, 4)).kind
    'year'
    """
    number = Fraction(value)
    return Quantity(kind, number, number, unit, span, certain=certain)
