"""What file names say: which language, and which files belong together.

A name is taken apart into words and runs of digits; what only tells the language
(``.ko``, ``_EN``, ``영문``, ``원문``) is set aside. Two files whose rest is the same
belong together, and so do, with less certainty, two whose numbers are the same: an
identifier or a date.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from aligner.types import Side

_KOREAN = frozenset(
    [
        "k",
        "ko",
        "kr",
        "kor",
        "korean",
        "한",
        "한국어",
        "한글",
        "국문",
        "국어",
        "원문",
        "원본",
        "src",
        "source",
        "original",
    ]
)
_ENGLISH = frozenset(
    [
        "e",
        "en",
        "eng",
        "english",
        "영",
        "영어",
        "영문",
        "번역",
        "번역문",
        "번역본",
        "tgt",
        "target",
        "translation",
        "translated",
    ]
)
_SINGLE = frozenset({"k", "e", "한", "영"})
_REGIONS = frozenset({"kr", "us", "gb", "uk"})
_PIECE = re.compile(r"\d+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[가-힣]+|[^\W\d_A-Za-z가-힣]+")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-._ 년]{1,3}(\d{1,2})[-._ 월]{1,3}(\d{1,2})(?!\d)일?")
_GLUED = re.compile(r"(?<=[가-힣])(국문|영문|원문|번역문|번역본|한글|영어)(?![가-힣])")

SAME_PATH, SAME_NAME, SAME_NUMBERS = 0.98, 0.95, 0.8
"""How likely two files belong together of which nothing but this is known."""


@dataclass(frozen=True, slots=True)
class Name:
    """A file's name without its language.

    ``path`` are the pieces of its path below the folder that was named, ``stem`` those
    of the file alone, ``numbers`` the numbers among the latter; ``side`` is the
    language that the name tells, None if it tells none or both.
    """

    path: tuple[str, ...]
    stem: tuple[str, ...]
    numbers: tuple[str, ...]
    side: Side | None

    @property
    def identity(self) -> str:
        """The name as a word that is safe in a file name and a table; ``""`` if nothing is left."""
        return "-".join(self.path)[:80]


def name_of(path: PurePath) -> Name:
    """Take apart a path relative to the folder that the user named.

    >>> name_of(PurePath("news/2024.3.5_Flood-EN.docx"))
    Name(path=('news', '20240305', 'flood'), stem=('20240305', 'flood'), numbers=('20240305',), side='en')
    >>> name_of(PurePath("007k.txt")).stem, name_of(PurePath("수해_국문.hwp")).stem
    (('7',), ('수해',))
    """
    stem, sides = _pieces(_without_endings(path.name))
    folders: list[str] = []
    for folder in path.parts[:-1]:
        pieces, more = _pieces(folder)
        folders += pieces
        sides = sides or more
    numbers = tuple(piece for piece in stem if piece.isdecimal())
    side = sides.pop() if len(sides) == 1 else None
    return Name((*folders, *stem), stem, numbers, side)


def likelihoods(ko: Sequence[Name], en: Sequence[Name]) -> dict[tuple[int, int], float]:
    """How likely pairs of files belong together by their names; those left out, by nothing.

    A name that several files of one side share is divided among them.

    >>> ko, en = ([name_of(PurePath(name)) for name in names] for names in
    ...     (["a.ko.txt", "12.txt"], ["a.en.txt", "story 12.txt", "b.txt"]))
    >>> likelihoods(ko, en)
    {(0, 0): 0.98, (1, 1): 0.8}
    """
    result: dict[tuple[int, int], float] = {}
    for attribute, likelihood in (
        ("path", SAME_PATH),
        ("stem", SAME_NAME),
        ("numbers", SAME_NUMBERS),
    ):
        ko_keys, en_keys = ([getattr(name, attribute) for name in side] for side in (ko, en))
        ko_counts, en_counts = Counter(ko_keys), Counter(en_keys)
        places: dict[tuple[str, ...], list[int]] = {}
        for place, key in enumerate(en_keys):
            places.setdefault(key, []).append(place)
        for row, key in enumerate(ko_keys):
            share = likelihood / max(ko_counts[key], en_counts[key], 1)
            for column in places.get(key, []) if key and share >= _LEAST else []:
                result[row, column] = max(result.get((row, column), 0), share)
    return result


_LEAST = 0.2  # a name that more files share says nothing, and they may be thousands


def _without_endings(name: str) -> str:
    """The file's name without ``.txt`` or ``.html.gz``; ``.ko`` is no ending but a language.

    >>> _without_endings("a.b.ko.txt"), _without_endings("1.2")
    ('a.b.ko', '1.2')
    """
    path = PurePath(name)
    while re.fullmatch(r"\.[A-Za-z][A-Za-z0-9]{1,8}", path.suffix) and not _pieces(path.suffix)[1]:
        path = path.with_suffix("")
    return path.name


def _pieces(text: str) -> tuple[tuple[str, ...], set[Side]]:
    """The pieces of a name without its language marks, and the languages that these tell."""
    text = unicodedata.normalize("NFC", text)
    text = _DATE.sub(lambda date: f" {date[1]}{int(date[2]):02}{int(date[3]):02} ", text)
    text = _GLUED.sub(r" \1", text)
    found = [piece.casefold() for piece in _PIECE.findall(text)]
    pieces: list[str] = []
    sides: set[Side] = set()
    after_mark = False
    for place, piece in enumerate(found):
        at_the_edge = place in (0, len(found) - 1)
        if after_mark and piece in _REGIONS:
            continue
        after_mark = (piece in _KOREAN or piece in _ENGLISH) and (
            piece not in _SINGLE or at_the_edge
        )
        if after_mark:
            sides.add("ko" if piece in _KOREAN else "en")
        else:
            pieces.append((piece.lstrip("0") or "0") if piece.isdecimal() else piece)
    return tuple(pieces), sides
