"""Where the items of a list begin that stand in one line.

Laws, terms and notices number their items, and a page whose line breaks were lost has them in
a row: ``1. 일시: 2월 15일 2. 중단 서비스: 이체``. A number counts as an item's when the one
before it in the same style has been seen, a bullet when the line, or a sentence in it, begins with the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_CIRCLED = [chr(code) for code in range(ord("①"), ord("⑳") + 1)]
_SYLLABLES = list("가나다라마바사아자차카타파하")
_LETTERS = [chr(code) for code in range(ord("a"), ord("z") + 1)]

_NUMBER = re.compile(
    r"(?<!\S)(?<!\d\.\s)(?:(?P<stop>\d{1,2})\.|(?P<round>\(\d{1,2}\))|(?P<half>\d{1,2}\))"
    r"|(?P<letter>\([a-z]\))|(?P<syllable>[가-하]\.))(?=\s+\S)|(?<!\S)(?P<circled>[①-⑳])"
)
_BULLETS = "-–•·∙ㅇ○◦◯□■▪▶►※*"
_BULLET = re.compile(rf"(?:^\s*|(?<=[.!?:])\s+)(?P<bullet>[{_BULLETS}])(?=\s+\S)")
_MARKER = re.compile(rf"\d{{1,2}}[.)]|\((?:\d{{1,2}}|[a-z])\)|[가-하]\.|[①-⑳]|[{_BULLETS}]")
_LEADS_OVER = re.compile(r"[:;：；]\s*$")
_LIST_BEGINS = re.compile(r"(?:^|[.!?:;：；。)\]」』】])\s*$")
_SPOKEN_OF = re.compile(
    r"\s*(?:and|or|nor|to|through|및|또는|이나|혹은|내지|[와과],?|[,·~∼–-])?\s*", re.IGNORECASE
)
"""What stands between the numbers of items that are spoken of: ``(a) and (b) apply``."""
_DASHES = "-–*"
"""Bullets that stand inside sentences as well."""
_OPENS = re.compile(r"\s+[A-Z(\[「‘“]")
_MANY = 3


def item_starts(line: str) -> list[int]:
    """The offsets in a line where an item of a list begins, but for its own beginning.

    A list begins with the line, or behind a mark or a bracket: ``the contract (1) ends and (2) …`` is none.
    The first item is left with what introduces it, ``제3조(변경) ① …``, unless a colon does.

    >>> line = "Fixtures: 1. street lights; 2. lights of signs"
    >>> [line[start:] for start in item_starts(line)]
    ['1. street lights; 2. lights of signs', '2. lights of signs']
    >>> item_starts("Version 2. It came in 1. or so")
    []
    """
    return sorted({*_numbered(line), *_bulleted(line)} - {0})


def is_marker(word: str) -> bool:
    """Whether a word is the number or the bullet of an item.

    >>> [is_marker(word) for word in ("2.", "(3)", "④", "■", "2024.", "two")]
    [True, True, True, True, False, False]
    """
    return _MARKER.fullmatch(word) is not None


def _numbered(line: str) -> Iterator[int]:
    """Numbers of one style that count on from one another."""
    runs: dict[str, list[re.Match[str]]] = {}
    for match in _NUMBER.finditer(line):
        style = match.lastgroup or ""
        value = _value(style, match[0])
        run = runs.get(style, [])
        if value == 1:
            yield from _starts(line, run)
            begins = _LIST_BEGINS.search(line, max(0, match.start() - 8), match.start())
            runs[style] = [match] if begins else []
        elif (
            run
            and value == len(run) + 1
            and not _SPOKEN_OF.fullmatch(line, run[-1].end(), match.start())
        ):
            run.append(match)
    for run in runs.values():
        yield from _starts(line, run)


def _starts(line: str, run: Sequence[re.Match[str]]) -> Iterator[int]:
    """Where the items of a run begin that has more than one."""
    if len(run) < 2:
        return
    first = run[0].start()
    if _LEADS_OVER.search(line, max(0, first - 8), first):
        yield first
    yield from (match.start() for match in run[1:])


def _value(style: str, marker: str) -> int:
    """Which item it is, counted from 1; 0 for none."""
    if style == "circled":
        return _CIRCLED.index(marker) + 1
    inner = marker.strip("().")
    if style == "letter":
        return _LETTERS.index(inner) + 1
    if style == "syllable":
        return _SYLLABLES.index(inner) + 1 if inner in _SYLLABLES else 0
    return int(inner)


def _bulleted(line: str) -> Iterator[int]:
    """The bullets behind one with which the line, or something behind a sentence, begins.

    A dash is one only before what can open an item, or if there are many.
    """
    opening = _BULLET.search(line)
    if opening is None:
        return
    bullet = opening["bullet"]
    same = re.compile(rf"(?<=\s){re.escape(bullet)}(?=\s+\S)")
    matches = list(same.finditer(line, opening.end()))
    dash = bullet in _DASHES
    if dash and not (
        len(matches) >= _MANY or all(_OPENS.match(line, match.end()) for match in matches)
    ):
        return
    yield from (match.start() for match in matches)
