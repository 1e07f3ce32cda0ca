"""What "about", 이상 and the like make of a number."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal, get_args

from aligner.text.quantities.quantity import Bound, step_of
from aligner.types import Side

Exactness = Literal[
    "odd",  # 20여, 20-odd: up to the next number of this length
    "more",  # a bound that is said because the number is near
    "less",
    "above",  # a bound that says nothing of how near
    "below",
    "almost",  # what is less, but stands for the number itself
    "about",
]
_BY_GROUP: dict[str, Exactness] = {exactness: exactness for exactness in get_args(Exactness)}
_LEAST: frozenset[Exactness] = frozenset({"odd", "more", "above"})
_MOST: frozenset[Exactness] = frozenset({"less", "below"})

_DENIAL: dict[Side, re.Pattern[str]] = {
    "ko": re.compile(
        "[없않못]|아니|금지|불가|제[외한]|면제|배제|예외|거부|말아|지 ?말|안 [되돼된됩]"
    ),
    "en": re.compile(
        r"\b(?:not?|never|cannot|none|nobody|neither|nor|without|unless|except|exempt\w*|exclud\w+"
        r"|bann?(?:ed|s)?|prohibit\w*|forbid\w*|barred|fail\w*|refus\w+|disqualif\w+)\b|n['’]t\b",
        re.IGNORECASE,
    ),
}
_STRICT: dict[Side, re.Pattern[str]] = {
    "ko": re.compile("미만|초과|넘|밑|못 ?미|안 ?[되돼된]"),
    "en": re.compile(
        r"(?<!no )(?<!not )\b(?:more|fewer|less|older|younger) than\b"
        r"|(?<!and )(?<!or )(?<!not )\b(?:under|over|below|above|exceed\w*)\b",
        re.IGNORECASE,
    ),
}
_GROUP = re.compile(
    r"[은는](?![가-힣])|(?:인|의)? [가-힣]+(?:[은는이가을를의]|에게?|에서만?|만|도)(?![가-힣])"
)
"""Behind a Korean bound: 65세 이상은, 5인 이상 사업장에; but not 100명 이상이."""
_CLAUSE_END = re.compile(r"[.;:!?,](?=\s)|[.;!?]$")
_CLAUSE = 60
"""How many characters of a clause are looked at, on each side of a number."""


def exactness_of(*matches: re.Match[str] | None) -> Exactness | None:
    """The group that the first of several matches ended in, if any matched."""
    said = next((match.lastgroup for match in matches if match), None)
    return None if said is None else _BY_GROUP.get(said)


def bounds(value: Fraction, exactness: Exactness | None) -> tuple[Fraction, Fraction]:
    """The interval that a number with such a word stands for.

    >>> [str(bound) for bound in bounds(Fraction(20), "odd")]
    ['20', '29']
    >>> [str(bound) for bound in bounds(Fraction(1000), "less")]
    ['900', '1000']
    """
    match exactness:
        case None | "above" | "below":
            return value, value
        case "odd":
            return value, value + _nine_tenths(value)
        case "more":
            return value, value + min(_nine_tenths(value), value / 10)
        case "less" | "almost":
            return value - min(_nine_tenths(value), value / 10), value
        case "about":
            margin = min(step_of(value) / 2, value / 20)
            return value - margin, value + margin


def _nine_tenths(value: Fraction) -> Fraction:
    """How much more a number may be before its last digit would be another."""
    return step_of(value) * Fraction(9, 10)


def bound_of(
    exactness: Exactness | None, text: str, before: int, behind: int, side: Side
) -> Bound | None:
    """The bound that a word makes of a number, None for an approximation.

    ``before`` and ``behind`` are where the number with its words begins and ends.

    >>> bound_of("less", "18세 미만은 들어올 수 없다.", 0, 6, "ko")
    Bound(is_least=False, denied=True, is_strict=True, names_group=True)
    """
    if exactness not in _LEAST and exactness not in _MOST:
        return None
    clause = _CLAUSE_END.split(text[behind : behind + _CLAUSE], 1)[0]
    if side == "en":  # Korean denies behind
        clause = _CLAUSE_END.split(text[max(0, before - _CLAUSE) : before])[-1] + "\0" + clause
    return Bound(
        exactness in _LEAST,
        denied=bool(_DENIAL[side].search(clause)),
        is_strict=bool(_STRICT[side].search(text[before:behind])),
        names_group=side == "ko" and bool(_GROUP.match(text, behind)),
        span=(before, behind),
    )
