"""Numbers in English text with what stands around them."""

from __future__ import annotations

import re

from aligner.text.alternatives import has_one
from aligner.text.quantities.exactness import bound_of, bounds, exactness_of
from aligner.text.quantities.numbers import NEAR, Number, currency_before
from aligner.text.quantities.quantity import SIGNED_KINDS, Kind, Quantity
from aligner.text.quantities.units import english_unit

_BEFORE = re.compile(
    r"\b(?:(?P<above>(?:no|not|never|n['’]t) (?:(?:less|lower|smaller|shorter|younger) than|under|below)"
    r"|(?:high|long|larg|bigg|heavi|fast|tall)er than|beyond|in excess of)"
    r"|(?P<below>(?:not|never|n['’]t) (?:more than|over|above|exceed(?:ing)?)|no (?:higher|longer|larger|older|greater) than"
    r"|(?:low|short|small|light|slow)er than|short of)"
    r"|(?P<more>more than|over|at least|above|exceed(?:s|ed|ing)?|upwards? of|topp(?:ed|ing)"
    r"|greater than|older than|surpass(?:ed|ing)|(?:no|not) fewer than|minimum(?: of)?)"
    r"|(?P<less>less than|fewer than|under|below|up to"
    r"|at most|no more than|within|maximum(?: of)?|younger than)"
    r"|(?P<almost>almost|nearly|close to|as many as|as much as|just short of)"
    r"|(?P<about>about|around|some|roughly|approximately|an estimated|estimated|average of))"
    r"(?: or equal to)?(?: the| a| an)? ?(?:[A-Z]{1,2})?[$£€¥₩]?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?P<odd>-odd\b)|(?P<more>\+|-?plus\b| or (?:more|above|over|older)\b)"
    r"|(?P<less> or (?:less|fewer|under|younger)\b)"
    r"|(?P<above>(?: [a-z]{2,12})? (?:or|and) (?:more|above|over|older|up|higher|longer|greater)\b)"
    r"|(?P<below>(?: [a-z]{2,12})? (?:or|and) (?:less|fewer|under|below|younger|lower|shorter)\b)"
    r"|(?P<about> or so\b)",
    re.IGNORECASE,
)
_WHILE = re.compile(r"\b(?:over|within)(?: the| a| an)? $", re.IGNORECASE)
"""Over three years: more of them, or in the course of them."""
_AGED = re.compile(r"\b(?:aged?(?: of)?|ages|turn(?:ed|s|ing)?) $", re.IGNORECASE)
_OLD = re.compile(r"[- ]old(?:s|er)?\b| of age\b", re.IGNORECASE)
_FEET_BEFORE = re.compile(r"[- ](?:foot|feet|ft)[- ]$", re.IGNORECASE)
_INCHES_IN_A_FOOT = 12
_RANKED = re.compile(r"\b(?:ranked|ranks|ranking|No\.|number) $", re.IGNORECASE)
_OF = re.compile(r" of(?: [a-z]{2,10})?(?= )")
_COUNTED = re.compile(r" (?:of )?(?:more |other )?(?:people|men|women|children|[a-z]{2,20}s)\b")


_BELOW_ZERO = re.compile(
    r"\b(?:minus|negative)[ -](?:about |around |some )?$|(?<![0-9] )(?<![\w)%°\0-])-$",
    re.IGNORECASE,
)
_MINUS_SIGNS = "-", "minus", "negative"
_BELOW_ZERO_AFTER = re.compile(
    r"(?: degrees)?(?: celsius| fahrenheit| centigrade)? below(?: zero| freezing|(?=[.,;]|$))",
    re.IGNORECASE,
)
"""Minus 12 degrees, 12 below zero; but neither 5-3 nor F-2."""


def english_quantity(text: str, number: Number) -> Quantity:
    """The quantity that a number of an English text is part of; its span takes in the unit."""
    before = text[max(0, number.start - NEAR) : number.start]
    after = _AFTER.match(text, number.end)
    start, end = number.start, number.end
    if sign := currency_before(before):
        kind: Kind = "money"
        unit, start = sign[0], start - sign[1]
    else:
        kind, unit, end = _kind_and_unit(text, before, number, after.end() if after else end)
    low, high = number.low, number.high
    bound = None
    if number.is_exact:
        said, behind = _BEFORE.search(before), after or _AFTER.match(text, end)
        exactness = exactness_of(said, behind)
        low, high = bounds(low, exactness)
        if kind != "duration" or not _WHILE.search(before):
            first = number.start - len(said[0]) if said else start
            bound = bound_of(exactness, text, first, behind.end() if behind else end, "en")
    in_front = text[max(0, start - NEAR) : start]
    below = has_one(in_front.lower(), _MINUS_SIGNS) and _BELOW_ZERO.search(
        text, max(0, start - NEAR), start
    )
    return Quantity(
        kind,
        low,
        high,
        unit,
        (start, end),
        approximate=low != high,
        certain=number.certain,
        negative=kind in SIGNED_KINDS and bool(below or _BELOW_ZERO_AFTER.match(text, end)),
        bound=bound,
    )


def _kind_and_unit(text: str, before: str, number: Number, end: int) -> tuple[Kind, str, int]:
    """The kind and unit of a number, and where its unit ends."""
    if number.kind != "number":
        return number.kind, number.unit, number.end
    if _FEET_BEFORE.search(before) and number.low < _INCHES_IN_A_FOOT:
        return "measure", "inches", number.end
    if _RANKED.search(before):
        return "ordinal", "", number.end
    vague = _OF.match(text, end) if not number.is_exact else None
    found = english_unit(text, vague.end() if vague else end)
    if found is not None:
        unit, end = found
        if unit.name == "years" and (old := _OLD.match(text, end)):
            return "age", "years old", old.end()
        return unit.kind, unit.name, end
    if _AGED.search(before):
        return "age", "years old", number.end
    if _COUNTED.match(text, end):
        return "count", "", number.end
    return "number", "", number.end
