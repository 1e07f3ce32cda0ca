"""UTF-8 that was read as CP949: 그것은 is 洹멸쾬���, ’s is �셲, and U+FFFD is 占쏙옙.

The bytes can be had back by encoding the text as CP949 again, but for those that CP949 has no
character for: a mark stands in their place. What is Korean in UTF-8 then shows itself, for a
syllable there is one byte EA–ED and two bytes 80–BF, and hardly anything that was meant in
CP949, be it Hangul or Hanja, falls into these threes from its first byte on. Nor has it Hangul
of two bytes 80–BF of which one is below A1: those are the syllables that CP949 added to
KS X 1001, of which Korean has no use.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from aligner.text.damage_types import Damage
from aligner.types import Span

_REPLACEMENT_CHARACTERS = re.compile(r"[占쏙옙]{2,}")
_RUN = re.compile(r"[^\x00-\x3e\x40-\x7f]{1,400}")
_IN_ORDER = re.compile(rb"(?:[\xe2-\xef?][\x80-\xbf]{0,2}[A-Za-z]?|\xc2[\x80-\xbf])+")
"""Letters and marks in UTF-8, of which bytes are lost (?) or took a Latin letter that follows."""
_SYLLABLE = re.compile(rb"[\xea-\xed][\x80-\xbf]{2}")
_BYTES_OF_SYLLABLES = re.compile(rb"[\x80-\xbf\xe2\xea-\xed?]+")
_OTHER = re.compile(rb"[\xc0\xc1\xc3-\xdf\xf0-\xff]")
_RARE = re.compile(rb"[\x81-\xa0][\x80-\xbf]|[\xa1-\xbf][\x80-\xa0]")
_LEAST_SIGNS = 2
_NORMALISED = {
    unicodedata.normalize("NFC", twice): encoded
    for twice in map(chr, range(0xF900, 0xFA0C))
    if _IN_ORDER.fullmatch(encoded := twice.encode("cp949"))
}
"""Characters that KS X 1001 has twice, and the bytes of the one that normalisation (NFC) puts the
other in the place of."""
_BETWEEN = re.compile(r"[\x00-\x7f]{0,200}")

_LOST_MARK = re.compile("[?\ufffd]{1,2}([가-힣])")
_MARKS = {0x98: "‘", 0x99: "’", 0x9C: "“", 0x9D: "”", 0x93: "–", 0x94: "—"}
"""The last byte of a mark in UTF-8; its first two, E2 80, are lost."""


def find_utf8_as_cp949(text: str) -> Iterator[Damage]:
    """Find UTF-8 that was read as CP949, with what was meant where no byte is lost.

    >>> [(d.start, d.end, d.replacement) for d in find_utf8_as_cp949("洹멸쾬��� 醫뗫떎.")]
    [(0, 10, None)]
    >>> [d.replacement for d in find_utf8_as_cp949("醫뗫떎.")]
    ['좋다']
    >>> [d.replacement for d in find_utf8_as_cp949("It�셲 open")]
    ['’s']
    >>> list(find_utf8_as_cp949("洹 씨는 醫師다."))
    []
    """
    if text.isascii():
        return
    for match in _REPLACEMENT_CHARACTERS.finditer(text):
        if "占" in match[0]:
            yield Damage("mojibake-lost", match.start(), match.end(), None)
    runs = [(run.span(), _signs(run[0])) for run in _RUN.finditer(text)]
    garbled = [(span, signs) for span, signs in runs if signs is not None]
    if sum(signs for _, signs in garbled) >= _LEAST_SIGNS:
        for start, end in _joined(text, [span for span, _ in garbled]):
            yield Damage("mojibake-lost", start, end, _undone(text[start:end]))
    else:
        yield from _lost_marks(text)


def _signs(run: str) -> int | None:
    """How many syllables of a run show that it is UTF-8; None if it cannot be."""
    if _ordinary().search(run):
        return None
    characters = list(map(_bytes_of, run))
    raw = b"".join(characters)
    if _OTHER.search(raw):
        return None
    rare = sum(_RARE.fullmatch(character) is not None for character in characters)
    if _IN_ORDER.fullmatch(raw):
        return rare + len(_SYLLABLE.findall(raw))
    return rare if rare and _BYTES_OF_SYLLABLES.fullmatch(raw) else None


@cache
def _ordinary() -> re.Pattern[str]:
    """A syllable whose CP949 bytes UTF-8 cannot have: nearly every Korean word has one."""
    syllables = map(chr, range(ord("가"), ord("힣") + 1))
    return re.compile(
        f"[{''.join(one for one in syllables if _OTHER.search(one.encode('cp949')))}]"
    )


@lru_cache(maxsize=1 << 15)
def _bytes_of(character: str) -> bytes:
    return _NORMALISED.get(character) or character.encode("cp949", errors="replace")


def _joined(text: str, runs: list[Span]) -> Iterator[Span]:
    """The stretches of runs with nothing but ASCII between them."""
    start, end = runs[0]
    for following, last in runs[1:]:
        if not _BETWEEN.fullmatch(text, end, following):
            yield start, end
            start = following
        end = last
    yield start, end


def _undone(garbled: str) -> str | None:
    if "?" in garbled or "\ufffd" in garbled:
        return None
    try:
        return b"".join(map(_bytes_of, garbled)).decode("utf-8")
    except UnicodeError:
        return None


def _lost_marks(text: str) -> Iterator[Damage]:
    """Quotation marks and dashes in English text; each has swallowed the letter behind it."""
    for match in _LOST_MARK.finditer(text):
        last, *letter = _bytes_of(match[1])
        if last in _MARKS and bytes(letter).isalpha() and letter[0] < 0x80:
            meant = _MARKS[last] + chr(letter[0])
            yield Damage("mojibake-lost", match.start(), match.end(), meant)
