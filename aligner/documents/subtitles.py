"""Subtitles (SubRip, WebVTT): the cues as running text, without times and markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from aligner.documents.extracted import Extracted, Piece, joined

_CLOCK = r"(?:(\d{1,3}):)?(\d\d):(\d\d)[.,](\d{3})"
_TIMES = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>\n]{0,100}>|<[\d:.]{5,15}>|\{\\?[a-z][^{}\n]{0,60}\}")
_NEW_SPEAKER = re.compile(r"\s*(?:[-–—]\s?\S|>>)")
_DASH = re.compile(r"^\s*(?:[-–—]\s*|>>\s*)")
_LONGEST_PAUSE = 3.0
_ENDED = re.compile(r"[.!?。…♪)\]][\"'”’]?\s*$")


def read(text: str) -> Extracted:
    r"""Read decoded subtitles: a sentence that runs over several cues becomes whole again.

    A paragraph ends where nobody speaks for some seconds, or somebody else does
    after the end of a sentence.

    >>> cues = "1\n00:00:01,000 --> 00:00:02,000\nIt rained\n\n2\n"
    >>> cues += "00:00:02,100 --> 00:00:03,000\n<i>all day.</i>\n"
    >>> read(cues).text
    'It rained all day.\n'
    """
    paragraphs: list[list[str]] = []
    last_end, ended = 0.0, True
    for start, end, lines in _cues(text):
        pause = start - last_end > _LONGEST_PAUSE
        for line in lines:
            if pause or not paragraphs or (ended and _NEW_SPEAKER.match(line)):
                paragraphs.append([])
            paragraphs[-1].append(_DASH.sub("", line))
            pause, ended = False, _ENDED.search(line) is not None
        last_end = end
    pieces = (Piece(" ".join(lines), "paragraph") for lines in paragraphs)
    return joined(pieces, {"format": "subtitles"})


def _cues(text: str) -> Iterator[tuple[float, float, list[str]]]:
    """Yield start and end in seconds, and the lines, of each cue."""
    times: tuple[float, float] | None = None
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        match = _TIMES.match(line)
        if match:
            times, lines = (_seconds(*match.groups()[:4]), _seconds(*match.groups()[4:])), []
        elif times and line.strip():
            if shown := html.unescape(_MARKUP.sub("", line)).strip():
                lines.append(shown)
        elif times:
            if lines:
                yield *times, lines
            times = None


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000
