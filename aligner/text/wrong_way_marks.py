"""Curly quotation marks and apostrophes that point the wrong way.

A word processor turns a mark by what stands in front of it, and what stood there may have been
deleted, or was a space: the ‘80s. What a mark is shows in what stands on both its sides, and
whether a quotation is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_DOUBLE = re.compile("[“”]")
_OPENS = re.compile(r"(?:(?<=\s)|(?<=[(\[—–-])|^)”(?=[^\W_])")
_PARTICLE = r"(?:이?라(?:고|는|며|면서|면|던)?|고|며|면서|면|는|은|가|을|를|와|과|에|에서|의|도|으?로|만|까지)\b"
"""A whole word: a quotation may begin with 이라크 or 가자. Nor 이, which is a word of its own."""
_CLOSES = re.compile(rf"(?<=[\w.,!?…%’)\]])“(?=[\s.,!?;:)\]]|$|{_PARTICLE})")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])‘(?=(?:s|t|re|ve|ll|d|m)\b)|(?<=\w)‘(?=[\s.,!?;:)\]]|$)")
_OMISSION = re.compile(
    r"(?<!\w)‘(?=\d0s\b|(?:em|tis|twas|til|cause|bout)\b)|(?<=\b[oi][fn] )‘(?=\d\d\b)",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"‘|’(?!\w)")


def find_wrong_way_marks(text: str) -> list[tuple[int, str]]:
    """The places of marks that point the wrong way, and the marks that belong there.

    >>> find_wrong_way_marks("Kim‘s band of the ‘80s said ”yes“.")
    [(3, '’'), (18, '’'), (28, '“'), (32, '”')]
    >>> find_wrong_way_marks("“Yes,” he said of ‘80s music’.")
    []
    """
    if text.isascii():
        return []
    return sorted([*_double(text), *_single(text)])


def with_marks_turned(text: str) -> str:
    """The text with each of these marks turned; places stay the same.

    >>> with_marks_turned("He said ”yes“ in Kim‘s house.")
    'He said “yes” in Kim’s house.'
    """
    turned = list(text)
    for place, right in find_wrong_way_marks(text):
        turned[place] = right
    return "".join(turned)


def _double(text: str) -> Iterator[tuple[int, str]]:
    if "„" in text:  # German “ closes
        return
    depth = 0
    for match in _DOUBLE.finditer(text):
        place, mark = match.start(), match[0]
        right = mark
        if mark == "“" and depth > 0 and _CLOSES.match(text, place):
            right = "”"
        elif mark == "”" and depth <= 0 and _OPENS.match(text, place):
            right = "“"
        depth += 1 if right == "“" else -1
        if right != mark:
            yield place, right


def _single(text: str) -> Iterator[tuple[int, str]]:
    if "‘" not in text or "‚" in text:
        return
    for match in _APOSTROPHE.finditer(text):
        yield match.start(), "’"
    for match in _OMISSION.finditer(text):
        following = _SINGLE.search(text, match.end())
        if following is None or following[0] == "‘":  # else it opens what that one closes
            yield match.start(), "’"
