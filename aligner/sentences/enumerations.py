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


def item_starts(line: str) -> list[int]:
    """The offsets in a line where an item of a list begins, but for its own beginning.

    The first item of a list is left with what introduces it, ``제3조(변경) ① …``, unless a colon does.

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
    runs: dict[str, list[tuple[int, int]]] = {}
    for match in _NUMBER.finditer(line):
        style = match.lastgroup or ""
        value = _value(style, match[0])
        run = runs.setdefault(style, [])
        if run and value == run[-1][1] + 1:
            run.append((match.start(), value))
        elif value == 1:
            yield from _starts(line, run)
            runs[style] = [(match.start(), 1)]
    for run in runs.values():
        yield from _starts(line, run)


def _starts(line: str, run: Sequence[tuple[int, int]]) -> Iterator[int]:
    if len(run) < 2:
        return
    first = run[0][0]
    if _LEADS_OVER.search(line[max(0, first - 8) : first]):
        yield first
    yield from (start for start, _ in run[1:])


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
    """The bullets behind one with which the line, or something behind a sentence, begins."""
    opening = _BULLET.search(line)
    if opening:
        same = re.compile(rf"(?<=\s){re.escape(opening['bullet'])}(?=\s+\S)")
        yield from (match.start() for match in same.finditer(line, opening.end()))
