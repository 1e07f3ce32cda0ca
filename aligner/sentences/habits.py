"""Which words a document has, and which of them go together in it.

Two words that stand side by side in another place as well, ``Tom Daley``, belong together,
and no sentence ends between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

_EDGES = re.compile(r"^\W+|\W+$")
_POSSESSIVE = re.compile(r"['’]s$")
_HANGUL = re.compile(r"[가-힣]")
_STEM = 3  # syllables of a Korean word; what follows is mostly particles


@dataclass(frozen=True, slots=True)
class Habits:
    """How often each word stands in a document, and each pair of neighbours."""

    words: Counter[str]
    neighbours: Counter[tuple[str, str]]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Habits:
        """The habits of these sentences.

        >>> Habits.of(["Tom Daley dived.", "Tom Daley won."]).together("Tom", "Daley’s")
        2
        """
        words: Counter[str] = Counter()
        neighbours: Counter[tuple[str, str]] = Counter()
        for text in texts:
            stems = [stem(word) for word in text.split()]
            words.update(stems)
            neighbours.update(pairwise(stems))
        return cls(words, neighbours)

    def together(self, word: str, following: str) -> int:
        """How often the two stand side by side."""
        return self.neighbours[stem(word), stem(following)]

    def apart(self, word: str, following: str) -> bool:
        """Whether both stand elsewhere too, but side by side only once."""
        stems = stem(word), stem(following)
        return self.neighbours[stems] <= 1 and all(self.words[each] > 1 for each in stems)


def bare(word: str) -> str:
    """A word without the marks around it.

    >>> bare("“Daley’s,")
    'Daley’s'
    """
    return _EDGES.sub("", word)


def stem(word: str) -> str:
    """What two forms of a word share.

    >>> stem("Daley’s"), stem("리빙스턴은")
    ('daley', '리빙스')
    """
    word = bare(word).lower()
    return word[:_STEM] if _HANGUL.search(word) else _POSSESSIVE.sub("", word)
