"""Hard-wrapped text: which lines are one paragraph that an editor or a mailer has folded.

Folding leaves a clear mark: every line is as full as it can be, so that the
first word of the next one would not have fitted. Lines that are sentences,
headlines or verses of their own do not look like that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from aligner.documents.kinds import LIST_ITEM
from aligner.types import Span

_NARROWEST, _WIDEST = 30, 160
_LEAST_FULL_LINES = 3
_LARGEST_SHORT_SHARE = 0.34
_LARGEST_ENDED_SHARE = 0.6
_NEARLY_FULL = 0.75
_LINE = re.compile(r"[^\n]+")
_ENDED = re.compile(r"[.!?。…:][\"'”’」』)\]]*$")


def unwrapped(text: str, lines: Sequence[Span]) -> list[Span]:
    r"""Join the lines of a folded text to paragraphs; those of any other text stay.

    A joined span holds the line breaks. Paragraphs end at an empty line, at an
    indented one, at one that is not full, and in front of an item of a list.

    >>> text = (
    ...     "The old bridge over the river Han\nwas closed for two long years and\n"
    ...     "a day because its pillars had\nsunk. It opened again on Monday.\n\nMany came."
    ... )
    >>> unwrapped(text, lines_in(text))
    [(0, 130), (132, 142)]
    """
    in_groups = {line for pair in pairwise(lines) if _is_neighbour(text, *pair) for line in pair}
    width = max((columns(text[start:end]) for start, end in in_groups), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return list(lines)
    full = [
        _is_neighbour(text, first, second) and _is_full(text, first, second, width)
        for first, second in pairwise(lines)
    ]
    return _joined(text, lines, full) if _is_folded(text, lines, full) else list(lines)


def paragraphs_in(text: str) -> list[str]:
    r"""The paragraphs of a text, folded or not, without line breaks.

    >>> paragraphs_in("One.\n\n  Two.\n")
    ['One.', 'Two.']
    """
    return [text[a:b].replace("\n", " ") for a, b in unwrapped(text, lines_in(text))]


def lines_in(text: str) -> list[Span]:
    r"""The spans of the non-blank lines, without white space at their edges.

    >>> lines_in(" a b \n\nc")
    [(1, 4), (7, 8)]
    """
    spans = []
    for match in _LINE.finditer(text):
        line = match.group()
        if body := line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            spans.append((start, start + len(body)))
    return spans


def _is_folded(text: str, lines: Sequence[Span], full: Sequence[bool]) -> bool:
    filled = [line for line, is_full in zip(lines, full, strict=False) if is_full]
    neighbours = sum(_is_neighbour(text, *pair) for pair in pairwise(lines))
    short = neighbours - len(filled)
    ended = sum(bool(_ENDED.search(text[start:end])) for start, end in filled)
    return (
        len(filled) >= _LEAST_FULL_LINES
        and short <= neighbours * _LARGEST_SHORT_SHARE
        and ended <= len(filled) * _LARGEST_ENDED_SHARE
    )


def _joined(text: str, lines: Sequence[Span], full: Sequence[bool]) -> list[Span]:
    paragraphs = [lines[0]]
    for (start, end), is_full in zip(lines[1:], full, strict=True):
        if is_full and not LIST_ITEM.match(text, start, end):
            paragraphs[-1] = paragraphs[-1][0], end
        else:
            paragraphs.append((start, end))
    return paragraphs


def _is_neighbour(text: str, first: Span, second: Span) -> bool:
    """True if there is one line break between two lines, and the second is not indented."""
    return not text[first[1] : second[0]].strip(" \t\n") and (
        text.count("\n", first[1], second[0]) == 1 and text[second[0] - 1] == "\n"
    )


def _is_full(text: str, first: Span, second: Span, width: int) -> bool:
    line, word = text[first[0] : first[1]], text[second[0] : second[1]].split(None, 1)[0]
    if columns(line) + 1 + columns(word) > width:
        return True
    # What was folded by hand is uneven, but a sentence does not begin in lower case.
    nearly = columns(line) >= width * _NEARLY_FULL
    return nearly and word[0].islower() and not _ENDED.search(line)


def columns(line: str) -> int:
    """The width of a line on a terminal: a Hangul syllable is two columns wide.

    >>> columns("한강 Han")
    8
    """
    if line.isascii():
        return len(line)
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in line)
