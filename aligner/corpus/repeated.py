"""Sentences that many documents share: boilerplate that no rule knows."""

from __future__ import annotations

from collections import Counter

from aligner.corpus.duplicates import fingerprint
from aligner.corpus.normalised import comparable
from aligner.types import Pair


class Repeated:
    """In how many documents a side of a pair stands; `survey` sees all pairs first.

    >>> repeated = Repeated()
    >>> for doc in "abc":
    ...     repeated.survey(Pair(doc, "무단 전재 및 재배포 금지", "All rights reserved"))
    >>> repeated.score(Pair("a", "무단 전재 및 재배포 금지", "No copying"))
    3.0
    """

    def __init__(self) -> None:
        self._documents: Counter[int] = Counter()
        self._doc: str | None = None
        self._here: set[int] = set()

    def survey(self, pair: Pair) -> None:
        """Take note of a pair; the pairs of a document come together."""
        if pair.doc != self._doc:
            self._doc, self._here = pair.doc, set()
        new = set(_keys(pair)) - self._here
        self._here |= new
        self._documents.update(new)

    def score(self, pair: Pair) -> float | None:
        """The documents in which the more frequent side stands."""
        return float(max((self._documents[key] for key in _keys(pair)), default=0))


def _keys(pair: Pair) -> list[int]:
    sides = (("ko", pair.ko), ("en", pair.en))
    return [fingerprint(f"{name}\t{comparable(text)}") for name, text in sides if text]
