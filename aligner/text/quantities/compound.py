"""What holds several numbers in one, or can be read in several ways: 3남 2녀, 3040세대, 2023-24.

All readings of such a thing are quantities that may answer one of the other side, and
nobody should miss those that did not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.text.quantities.quantity import Quantity
from aligner.text.quantities.steps import Step, exactly, read_steps
from aligner.types import Side

_SEASON = re.compile(
    r"(?P<year>[12](?<![0-9.,/~-].)(?:(?<=1)[89]|(?<=2)0)(?P<first>[0-9]{2}))[-~/](?P<last>[0-9]{2})"
    r"(?![0-9]|[-~./,][0-9]|%|호)"
)
_A_SEASON = re.compile(
    r" ?(?:시즌|회계|학년도|season\b|campaign\b|(?:school|academic|fiscal) year\b)", re.IGNORECASE
)
_LAST_MONTH = 12
_SIBLINGS = re.compile(r"(?P<sons>[1-9])(?<![0-9.].)남 ?(?P<daughters>[1-9])녀")
_GENERATIONS = re.compile(
    r"(?P<first>[1-6](?<![0-9.,].)0)(?P<second>[2-7]0)(?= ?(?:세대|대(?![가-힣])|남성|여성|남녀|청년|직장인|유권자|고객|소비자|층|표심))"
)
_PRODUCT = re.compile(
    r"(?P<times>[2-9])(?<![0-9.,].) ?[x×X] ?(?P<each>[0-9]{2,4})(?: ?m\b)?(?![0-9])"
)
_SECOND_HALF = re.compile(r"후반(?:전)? ?(?P<minute>[1-4]?[0-9])분(?![가-힣]?의)")
_HALF_OF_A_MATCH = 45
_PER_PYEONG = re.compile(r"(?<![가-힣])평(?=당)|\b(?:per|a) pyeong\b")


def _season(match: re.Match[str]) -> Iterator[Quantity]:
    """2023-24 and 1997~98, but not 2008-12 and 2016/07, which are months as well.

    2011-12 can be both: the second year and the month are uncertain unless a season follows.
    """
    first, last = int(match["first"]), int(match["last"])
    follows = last == (first + 1) % 100
    if not follows and (last <= max(first, _LAST_MONTH) or "/" in match[0]):
        return
    year = int(match["year"])
    yield exactly("year", year, match.span("year"))
    is_month = "~" not in match[0] and 1 <= last <= _LAST_MONTH
    surely = not is_month or bool(_A_SEASON.match(match.string, match.end()))
    yield exactly("year", year + (last - first) % 100, match.span("last"), certain=surely)
    if not surely:
        yield exactly("month", last, match.span("last"), certain=False)


def _siblings(match: re.Match[str]) -> Iterator[Quantity]:
    """3남 2녀: three sons, two daughters, five children."""
    sons, daughters = int(match["sons"]), int(match["daughters"])
    for value in (sons, daughters, sons + daughters):
        yield exactly("count", value, match.span(), certain=False)


def _generations(match: re.Match[str]) -> Iterator[Quantity]:
    """3040세대: those in their thirties and in their forties."""
    first, second = int(match["first"]), int(match["second"])
    if second - first == 10:
        for value in (first, second, int(match[0])):
            yield exactly("number", value, match.span(), certain=False)


def _product(match: re.Match[str]) -> Iterator[Quantity]:
    """The 4x100 relay, which is one of 400 meters."""
    times, each = int(match["times"]), int(match["each"])
    for value in (times, each, times * each):
        yield exactly("number", value, match.span(), certain=False)


def _second_half(match: re.Match[str]) -> Iterator[Quantity]:
    """후반 30분, the 75th minute of a match."""
    minute = int(match["minute"])
    for value in (minute, minute + _HALF_OF_A_MATCH):
        yield exactly("number", value, match.span("minute"), certain=False)


def _per_pyeong(match: re.Match[str]) -> Iterator[Quantity]:
    """Land and flats are priced by the pyeong, which newspapers have to call 3.3㎡."""
    yield exactly("measure", 1, match.span(), "pyeong", certain=False)


_SEASONS = Step(_SEASON, _season, ("-", "~", "/"), needs_digit=True)
_STEPS: dict[Side, list[Step]] = {
    "ko": [
        _SEASONS,
        Step(_SIBLINGS, _siblings, ("남",), needs_digit=True),
        Step(_GENERATIONS, _generations, ("0",), needs_digit=True),
        Step(_SECOND_HALF, _second_half, ("후반",), needs_digit=True),
        Step(_PRODUCT, _product, ("x", "×"), needs_digit=True),
        Step(_PER_PYEONG, _per_pyeong, ("평당",)),
    ],
    "en": [
        _SEASONS,
        Step(_PRODUCT, _product, ("x", "×"), needs_digit=True),
        Step(_PER_PYEONG, _per_pyeong, ("pyeong",)),
    ],
}


def compounds(text: str, side: Side) -> tuple[list[Quantity], str]:
    """What holds several numbers, and the text without it.

    >>> found, rest = compounds("2023-24시즌 3남 2녀", "ko")
    >>> [(quantity.kind, int(quantity.low)) for quantity in found]
    [('year', 2023), ('year', 2024), ('count', 3), ('count', 2), ('count', 5)]
    """
    return read_steps(text, _STEPS[side])
