"""What a finder of damaged characters reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DamageKind = Literal[
    "dash",  # last month?the first in years
    "apostrophe",  # don?t
    "quote",  # a ?quoted? word
    "middle-dot",  # 북?러
    "range",  # 2019?2023
    "accent",  # caf?
    "lost-character",  # a question mark in front of a word: what stood there cannot be told
    "replacement-character",  # U+FFFD
    "mojibake-utf8",  # UTF-8 read as Windows-1252: donâ€™t
    "mojibake-cp949",  # CP949 read as Latin-1: ¾È³ç
    "mojibake-lost",  # UTF-8 read as CP949, with bytes lost: 占쏙옙
    "entity",  # &quot;
    "zero-width",
    "control",
    "soft-hyphen",
    "space",  # a no-break or otherwise unusual space
    "decomposed",  # Hangul as separate jamo
]


@dataclass(frozen=True, slots=True)
class Damage:
    """A stretch ``text[start:end]`` that is not what was written.

    ``replacement`` is what probably stood there (an empty string: nothing), or
    None if that cannot be told. ``certain`` is False when the same characters
    could also be as they were meant, so that further evidence should decide.
    """

    kind: DamageKind
    start: int
    end: int
    replacement: str | None
    certain: bool = True
