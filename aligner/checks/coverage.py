"""How much of an original its translation covers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aligner.checks.boilerplate import BESIDE_THE_ARTICLE, REPEATED_HEADLINE, is_article
from aligner.types import Pair


@dataclass(frozen=True, slots=True)
class Coverage:
    """Characters of the Korean of one document: those that stand in pairs, and all.

    White space does not count, nor do labels, bylines, a headline that the page repeats and
    whatever else belongs to the page.
    """

    doc: str
    covered: int
    total: int

    @property
    def share(self) -> float:
        """What the translation covers, from 0 to 1; 1.0 where there is nothing to cover."""
        return self.covered / self.total if self.total else 1.0


def coverage(pairs: Iterable[Pair]) -> list[Coverage]:
    """The coverage of each document, in the order of the pairs.

    The pairs have to hold what was left without a partner too
    (``align(…, unaligned=True)``), or everything is covered.

    >>> pairs = [Pair("d", "다리가 열렸다.", "The bridge opened."), Pair("d", "비가 왔다.", None)]
    >>> [(found.doc, found.covered, found.total) for found in coverage(pairs)]
    [('d', 7, 12)]
    """
    counts: dict[str, list[int]] = {}
    for pair in pairs:
        covered_and_total = counts.setdefault(pair.doc, [0, 0])
        if pair.ko and (pair.en or _is_of_article(pair.ko, pair)):
            length = len("".join(pair.ko.split()))
            covered_and_total[0] += length if pair.en else 0
            covered_and_total[1] += length
    return [Coverage(doc, covered, total) for doc, (covered, total) in counts.items()]


_NO_TEXT_OF_ITS_OWN = frozenset({REPEATED_HEADLINE.code, BESIDE_THE_ARTICLE.code})


def _is_of_article(text: str, pair: Pair) -> bool:
    beside = any(finding.code in _NO_TEXT_OF_ITS_OWN for finding in pair.findings)
    return not beside and is_article(text)
