"""Readers of what is taken out of a text before its plain numbers are looked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from aligner.text.alternatives import has_one
from aligner.text.quantities.numbers import blanked
from aligner.text.quantities.quantity import Kind, Quantity

Reader = Callable[[re.Match[str]], Iterator[Quantity]]
Step = tuple[tuple[str, ...], re.Pattern[str], Reader]
"""Signs, the pattern that needs one of them, and what reads a match."""

A_DIGIT = tuple("0123456789")
"""The signs of a step that needs any digit."""

_DIGIT = re.compile("[0-9]")


def read_steps(text: str, steps: Sequence[Step]) -> tuple[list[Quantity], str]:
    """Each step reads what the steps before it have left.

    It is passed over if none of its signs, in small letters, is in the text at all.
    """
    found: list[Quantity] = []
    lowered, has_digit = text.lower(), _DIGIT.search(text) is not None
    for signs, pattern, reader in steps:
        if not (has_digit if signs is A_DIGIT else has_one(lowered, signs)):
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
