"""Pairs that stand in a corpus again, exactly or nearly.

Nearly: the character shingles of two texts overlap (Jaccard). What may overlap is found by
MinHash (Broder 1997) and locality-sensitive hashing with the library rensa, whose signatures
take less than a tenth of the time of those of datasketch and are nearer to the truth
(``python -m tests.benchmarks.near_duplicates``); then the likeness is computed exactly.
"""

from __future__ import annotations

import hashlib
import math
from functools import lru_cache
from typing import TYPE_CHECKING

from aligner.corpus.normalised import comparable
from aligner.types import Pair, Side

if TYPE_CHECKING:
    from rensa import RMinHash, RMinHashLSH

SHINGLE: dict[Side, int] = {"ko": 2, "en": 4}
"""Characters of a shingle: a Hangul syllable carries what two letters do."""

_ROWS = 5
"""Signatures in a band: two unlike sentences of a corpus agree in one by chance once in a million."""

_RECALL = 0.99
_MOST_BANDS = 64
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
        self._en = NearTexts("en", most)
        self._ko: list[str] = []

    def score(self, pair: Pair) -> float | None:
        """The likeness (0 to 1) of the less alike side to that of the nearest pair before."""
        ko, en = comparable(pair.ko or ""), comparable(pair.en or "")
        if not ko or not en:
            return None
        near = self._en.near(en)
        score = 0.0
        if near:
            ours = shingles(ko, SHINGLE["ko"])
            score = max(
                min(likeness, jaccard(ours, shingles(self._ko[number], SHINGLE["ko"])))
                for number, likeness in near.items()
            )
        if score <= self._most:
            self._en.add(len(self._ko), en)
            self._ko.append(ko)
        return score


class NearTexts:
    """Texts of one language by number, and which of them a text is nearly the same as.

    Texts come as `comparable` makes them. ``threshold`` is the likeness (0 to 1) that is
    looked for; of the texts that have just that 99 in a hundred are found, of those that have
    more nearly all.

    >>> texts = NearTexts("en", 0.7)
    >>> texts.add(7, "the long bridge over the river was opened on monday")
    >>> texts.near("the long bridge over a river was opened on monday")
    {7: 0.82}
    """

    def __init__(self, side: Side, threshold: float) -> None:
        self._size = SHINGLE[side]
        self._threshold = threshold
        self._bands = _bands(threshold)
        self._index = _index(threshold, self._bands)
        self._texts: dict[int, str] = {}

    def add(self, number: int, text: str) -> None:
        """Remember a text under its number."""
        self._index.insert(number, self._sketch(shingles(text, self._size)))
        self._texts[number] = text

    def near(self, text: str) -> dict[int, float]:
        """The numbers of the texts that are as alike as asked for, with the likeness."""
        ours = shingles(text, self._size)
        found = {
            number: jaccard(ours, shingles(self._texts[number], self._size))
            for number in self._index.query(self._sketch(ours))
        }
        return {n: found[n] for n in sorted(found) if found[n] >= self._threshold}

    def _sketch(self, parts: frozenset[str]) -> RMinHash:
        from rensa import RMinHash

        sketch = RMinHash(num_perm=self._bands * _ROWS, seed=_SEED)
        sketch.update(list(parts))
        return sketch


@lru_cache(maxsize=8)  # a text is looked for and then remembered
def shingles(text: str, size: int) -> frozenset[str]:
    """The stretches of ``size`` characters of a text; itself if it is shorter.

    >>> sorted(shingles("bridge", 4))
    ['brid', 'idge', 'ridg']
    """
    return frozenset(text[i : i + size] for i in range(max(len(text) - size + 1, 1)))


def jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    """What two sets share of what they have together.

    >>> jaccard(frozenset("abc"), frozenset("bcd"))
    0.5
    """
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared)


def fingerprint(text: str) -> int:
    """64 bits that tell a text from all others.

    >>> fingerprint("a") == fingerprint("b")
    False
    """
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest)


def _bands(threshold: float) -> int:
    """How many bands find what is as alike as the threshold with the recall that is promised.

    With b bands of r rows the chance is 1 - (1 - t^r)^b.

    >>> _bands(0.8)
    12
    """
    missed = 1 - threshold**_ROWS
    bands = math.log(1 - _RECALL) / math.log(missed) if 0 < missed < 1 else 1
    return max(1, min(math.ceil(bands), _MOST_BANDS))


def _index(threshold: float, bands: int) -> RMinHashLSH:
    from rensa import RMinHashLSH

    return RMinHashLSH(threshold=threshold, num_perm=bands * _ROWS, num_bands=bands)
