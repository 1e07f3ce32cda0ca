"""What the readers of both languages share: digits, and the numbers that they make."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from aligner.text.quantities.quantity import Kind
from aligner.types import Span

DIGITS = r"[0-9](?:[0-9]{0,2}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]*(?:\.[0-9]+)?)"
"""One digit in front of all alternatives: so a search goes from digit to digit."""

SLASHED = re.compile(r"(?<![0-9/.])([1-9])/([2-9]|10)(?![0-9/])")
"""A fraction written with a slash, as in 3/4 cup."""

_PARTS = {
    "½": Fraction(1, 2), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "¼": Fraction(1, 4), "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5), "⅖": Fraction(2, 5), "⅗": Fraction(3, 5), "⅘": Fraction(4, 5), "⅙": Fraction(1, 6),
    "⅛": Fraction(1, 8), "⅜": Fraction(3, 8), "⅝": Fraction(5, 8), "⅞": Fraction(7, 8),
}  # fmt: skip
_PART_BEHIND = re.compile(
    rf" ?(?P<sign>[{''.join(_PARTS)}])|(?: |(?:과|와) ?)(?P<part>[1-9])/(?P<whole>[2-9]|10)(?![0-9/])"
)
_LARGEST_MIXED = 1000

A_FEW = Fraction(2), Fraction(9)
"""What several and 몇 stand for."""

NEAR = 24
"""How many characters in front of a number are looked at."""

CURRENCY_SIGNS = {
    "$": "dollars", "₩": "won", "￦": "won", "¥": "yen", "￥": "yen", "€": "euros", "£": "pounds",
    "KRW": "won", "USD": "dollars", "JPY": "yen", "CNY": "yuan", "RMB": "yuan", "EUR": "euros",
    "GBP": "pounds",
}  # fmt: skip

_CURRENCY = re.compile(
    r"(?:(?<![A-Z])US)?([$₩￦¥￥€£])\s?$|(?<![A-Za-z])(KRW|USD|JPY|CNY|RMB|EUR|GBP) ?$"
)
_SIGN_ENDS = frozenset(sign[-1] for sign in CURRENCY_SIGNS)
_MOST_DIGITS = 24
_FULL_WIDTH = str.maketrans(
    "０１２３４５６７８９％，．：～∼〜–‐‑−ſıİK", "0123456789%,.:~~~----siIK"
)
_IS_FULL_WIDTH = re.compile(f"[{''.join(map(chr, _FULL_WIDTH))}]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text, before anything says of what.

    ``scale`` is the factor that its last word or syllable put on it (5 million: 1,000,000),
    which the first end of a range leaves out (4 to 5 million). ``kind`` is what the words
    themselves tell, with ``unit``: a fraction, an ordinal, a decade.
    """

    start: int
    end: int
    low: Fraction
    high: Fraction
    scale: int = 1
    certain: bool = True
    kind: Kind = "number"
    unit: str = ""
    approximate: bool = False

    @property
    def is_exact(self) -> bool:
        """True when it is one number, and not any between two."""
        return self.low is self.high or self.low == self.high


def plain_number(
    start: int, end: int, value: Fraction | int, kind: Kind = "number", *, certain: bool = True
) -> Number:
    """A number without a scale."""
    exactly = value if isinstance(value, Fraction) else Fraction(value)
    return Number(start, end, exactly, exactly, certain=certain, kind=kind)


@lru_cache(maxsize=1 << 12)
def digits_value(digits: str) -> Fraction | None:
    """The value of digits with commas and a point, None if they are too long for a quantity.

    >>> str(digits_value("1,234.50"))
    '2469/2'
    """
    if len(digits) > _MOST_DIGITS:
        return None
    return Fraction(digits.replace(",", ""))


def mixed_with(value: Fraction, text: str, end: int) -> tuple[Fraction, int]:
    """A whole number with the fraction that may follow it, and where the two end.

    >>> value, end = mixed_with(Fraction(1), "1 1/2 cups", 1)
    >>> str(value), end
    ('3/2', 5)
    """
    part = _PART_BEHIND.match(text, end)
    if part is None or value.denominator > 1 or not 0 < value < _LARGEST_MIXED:
        return value, end
    added = (
        _PARTS[part["sign"]] if part["sign"] else Fraction(int(part["part"]), int(part["whole"]))
    )
    return (value + added, part.end()) if added < 1 else (value, end)


def currency_before(before: str) -> tuple[str, int] | None:
    """The currency whose sign ends a text, and how many characters the sign takes.

    >>> currency_before("It cost US$")
    ('dollars', 3)
    """
    if before.rstrip()[-1:] not in _SIGN_ENDS:
        return None
    sign = _CURRENCY.search(before)
    return None if sign is None else (CURRENCY_SIGNS[sign[1] or sign[2]], len(sign[0]))


def levelled(text: str) -> str:
    """The text with full-width digits and all dashes and tildes made alike; offsets stay.

    So are the four letters that a pattern takes for s, i and k where case does not matter, and no word list has.

    >>> levelled("４∼６％")
    '4~6%'
    """
    return text.translate(_FULL_WIDTH) if _IS_FULL_WIDTH.search(text) else text


def blanked(text: str, spans: Iterable[Span]) -> str:
    r"""The text with ascending spans blanked out, so that no later step reads them; offsets stay.

    >>> blanked("F-16 20", [(0, 4)]).replace("\0", "_")
    '____ 20'
    """
    pieces, position = [], 0
    for start, end in spans:
        pieces += [text[position:start], "\0" * (end - start)]
        position = end
    return "".join([*pieces, text[position:]]) if pieces else text
