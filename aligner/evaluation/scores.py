"""Counts of hits, which add up over documents, and the rates that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Tally:
    """Hits on both sides of one measure.

    Of ``predicted`` items ``right`` were right, of ``gold`` items ``found`` were
    found. The two hits differ where an item may be right without finding one of
    the gold's, as a null bead is that recall does not ask for.

    >>> tally = Tally(right=3, predicted=4, found=3, gold=6)
    >>> tally.precision, tally.recall, tally.f1
    (0.75, 0.5, 0.6)
    """

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.predicted + other.predicted,
            self.found + other.found,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """The share of the predicted items that are right; 0 when there are none."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold items that were found; 0 when there are none."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 when both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


PARTS = ("precision", "recall", "f1")


@dataclass(frozen=True, slots=True)
class Scores:
    """The tallies of one or more documents by the name of the measure.

    `aligner.evaluation.lines` and `aligner.evaluation.spans` say which measures
    there are. ``uncovered`` counts the lines that stood in no predicted bead.
    Scores add up to those of all documents together, in which every bead counts
    the same, however long its document.

    >>> both = Scores({"strict": Tally(1, 1, 1, 2)}) + Scores({"strict": Tally(1, 3, 1, 2)})
    >>> both["strict"].precision, both.documents
    (0.5, 2)
    """

    tallies: Mapping[str, Tally] = field(default_factory=lambda: MappingProxyType({}))
    documents: int = 1
    uncovered: int = 0

    def __getitem__(self, measure: str) -> Tally:
        return self.tallies[measure]

    def __add__(self, other: Scores) -> Scores:
        names = dict.fromkeys([*self.tallies, *other.tallies])
        none = Tally()
        return Scores(
            {name: self.tallies.get(name, none) + other.tallies.get(name, none) for name in names},
            self.documents + other.documents,
            self.uncovered + other.uncovered,
        )

    @classmethod
    def total(cls, scores: Iterable[Scores]) -> Scores:
        """The sum of any number of scores, none included.

        >>> Scores.total([]).documents
        0
        """
        return sum(scores, start=cls(documents=0))
