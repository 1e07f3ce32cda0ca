"""What is exported of a corpus: the wanted pairs of each document, and what stands before them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aligner.checks.boilerplate import is_article
from aligner.corpus.documents import DocumentRow
from aligner.corpus.filters import Filter, judged
from aligner.corpus.source import Source
from aligner.formats.values import without_surrogates
from aligner.types import Pair, Side


@dataclass(frozen=True, slots=True)
class Chosen:
    """A document with its beads, of which those numbered in ``wanted`` are exported."""

    row: DocumentRow
    beads: tuple[Pair, ...]
    wanted: tuple[int, ...]

    @property
    def pairs(self) -> Iterator[Pair]:
        """The pairs that are exported."""
        return (self.beads[number] for number in self.wanted)

    def before(self, number: int, side: Side, count: int) -> list[str]:
        """Up to ``count`` sentences or beads of one side that stand before a bead, in order.

        Page furniture is not among them, nor is what has no partner: that is mostly
        furniture which nothing knows as such.

        >>> beads = (Pair("d", "하나.", "One."), Pair("d", "둘.", "Two."), Pair("d", "셋.", "Three."))
        >>> Chosen(DocumentRow("d"), beads, (2,)).before(2, "ko", 5)
        ['하나.', '둘.']
        """
        found: list[str] = []
        for bead in reversed(self.beads[:number]):
            if len(found) == count:
                break
            text = bead.ko if side == "ko" else bead.en
            if text and not bead.is_null and is_article(text):
                found.append(without_surrogates(text))
        return found[::-1]


def choose(
    source: Source, filters: list[Filter], splits: tuple[str, ...] | None = None
) -> Iterator[Chosen]:
    """The documents of the splits, all without ``splits``, with the pairs that the filters accept.

    A pair that a filter rejects may still stand before another as context; not so one
    whose text must not be seen: what filters reject that judge single sentences too.
    """
    unseen = {each.name for each in filters if each.of_nulls}
    for row, verdicts in judged(source, filters):
        if splits is not None and row.split not in splits:
            continue
        seen = [each for each in verdicts if not unseen & {name for name, _ in each.rejected}]
        wanted = [n for n, each in enumerate(seen) if each.stays and not each.pair.is_null]
        yield Chosen(row, tuple(each.pair for each in seen), tuple(wanted))
