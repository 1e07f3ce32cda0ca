"""Pairs that stand in a corpus again, exactly or nearly.

Nearly: the character shingles of two texts overlap (Jaccard), estimated by MinHash (Broder
1997) and found by locality-sensitive hashing, with the library rensa. Its signatures take a
seventeenth of the time of those of datasketch, and their estimates are off by .023 (root mean
square) where those are off by .030 (``python -m tests.benchmarks.near_duplicates``).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal

from aligner.corpus.normalised import comparable
from aligner.types import Pair

if TYPE_CHECKING:
    from rensa import RMinHash, RMinHashLSH

SHINGLE = {"ko": 2, "en": 4}
"""Characters of a shingle: a Hangul syllable carries what two letters do."""

_PERMUTATIONS = 128
_SEED = 1


class Duplicates:
    """Remembers pairs, by 64 bits of hash, and tells one that was there before.

    Case, punctuation and white space make no difference.

    >>> seen = Duplicates()
    >>> [seen.score(pair) for pair in (Pair("a", "하나.", "One."), Pair("b", "하나", "one"))]
    [0.0, 1.0]
    """

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def score(self, pair: Pair) -> float | None:
        """1 if the same pair came before, else 0."""
        key = fingerprint(comparable(pair.ko or "") + "\t" + comparable(pair.en or ""))
        if key in self._seen:
            return 1.0
        self._seen.add(key)
        return 0.0


class NearDuplicates:
    """Remembers pairs and tells one that was nearly there before.

    A pair counts as nearly another one when both sides are: a sentence that is
    translated a second time in another way stays. What scores above ``most`` is not remembered.

    >>> seen = NearDuplicates(0.8)
    >>> scores = [
    ...     seen.score(Pair(doc, f"긴 다리가 강 위에 {day}일 처음으로 열려 사람들이 건넜다.", english))
    ...     for doc, day, english in [
    ...         ("a", 17, "On the 17th the long bridge over the river was opened to people."),
    ...         ("b", 18, "On the 18th the long bridge over the river was opened to people."),
    ...         ("c", 17, "People crossed the new bridge for the first time on the 17th."),
    ...     ]
    ... ]
    >>> [score > 0.7 for score in scores]
    [False, True, False]
    """

    def __init__(self, most: float) -> None:
        self._most = most
        self._ko = NearTexts("ko", most)
        self._en = NearTexts("en", most)
        self._count = 0

    def score(self, pair: Pair) -> float | None:
        """The likeness (0 to 1) of the less alike side to that of the nearest pair before."""
        ko, en = self._ko.sketch(pair.ko or ""), self._en.sketch(pair.en or "")
        if ko is None or en is None:
            return None
        ko_near, en_near = self._ko.near(ko), self._en.near(en)
        both = ko_near.keys() & en_near.keys()
        score = max((min(ko_near[key], en_near[key]) for key in both), default=0.0)
        if score <= self._most:
            self._ko.add(self._count, ko)
            self._en.add(self._count, en)
            self._count += 1
        return score


class NearTexts:
    """Texts of one language by number, and which of them a text is nearly the same as.

    ``threshold`` is the likeness (0 to 1) that is looked for.

    >>> texts = NearTexts("en", 0.7)
    >>> texts.add(7, texts.sketch("The long bridge over the river was opened on Monday."))
    >>> list(texts.near(texts.sketch("The long bridge over a river was opened on Monday.")))
    [7]
    """

    def __init__(self, side: Literal["ko", "en"], threshold: float) -> None:
        self._size = SHINGLE[side]
        self._threshold = threshold
        self._index = _index(threshold)
        self._sketches: list[RMinHash] = []
        self._numbers: list[int] = []

    def sketch(self, text: str) -> RMinHash | None:
        """The MinHash of a text; None for one without a word."""
        plain = comparable(text)
        if not plain:
            return None
        from rensa import RMinHash

        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        sketch.update(shingles(plain, self._size))
        return sketch

    def add(self, number: int, sketch: RMinHash) -> None:
        """Remember a text under a number; several may share one."""
        self._index.insert(len(self._sketches), sketch)
        self._sketches.append(sketch)
        self._numbers.append(number)

    def near(self, sketch: RMinHash) -> dict[int, float]:
        """The numbers of the texts that are as alike as asked for, with the likeness."""
        found: dict[int, float] = {}
        for key in self._index.query(sketch):
            likeness = sketch.jaccard(self._sketches[key])
            if likeness >= self._threshold:
                number = self._numbers[key]
                found[number] = max(likeness, found.get(number, 0.0))
        return found


def shingles(text: str, size: int) -> list[str]:
    """The stretches of ``size`` characters of a text; itself if it is shorter.

    >>> shingles("bridge", 4)
    ['brid', 'ridg', 'idge']
    """
    return [text[i : i + size] for i in range(max(len(text) - size + 1, 1))]


def fingerprint(text: str) -> int:
    """64 bits that tell a text from all others.

    >>> fingerprint("a") == fingerprint("b")
    False
    """
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest)


def _index(threshold: float) -> RMinHashLSH:
    """An index that finds what is as alike as the threshold with a chance of 98 % and more.

    With b bands of r rows that chance is 1 - (1 - t^r)^b; of the numbers of bands that
    divide the permutations it is the smallest that reaches it.
    """
    from rensa import RMinHashLSH

    for bands in (4, 8, 16, 32, 64, 128):
        if 1 - (1 - threshold ** (_PERMUTATIONS // bands)) ** bands >= 0.98:
            break
    return RMinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS, num_bands=bands)
