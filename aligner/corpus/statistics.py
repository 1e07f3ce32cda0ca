"""What there is to say of a corpus in numbers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aligner.corpus.documents import DocumentRow
from aligner.types import SEVERITIES, SIDES, Pair

LENGTH_STEP = 20
"""Characters of a bin of the lengths; the last bin holds all that is longer."""
LENGTH_BINS = 20
CONFIDENCE_BINS = 20
COVERAGE_BINS = 10
RATIO_STEP = 0.25
RATIO_BINS = 24


@dataclass(slots=True)
class Statistics:
    """Counts over the documents of a corpus that were added.

    ``pairs`` have two sides, ``nulls`` count sentences without a partner by the side they
    are of. ``types`` counts all beads. ``lengths`` (by side, in characters), ``ratios``
    (English characters for one Korean, without white space) and ``confidences`` count pairs by the
    number of their bin, ``coverages`` documents. ``clean`` counts pairs without an error or
    warning, which says nothing unless they `were_checked`. By source, licence and split there
    are documents and pairs. ``of_a_file`` tells that they go back to a file of pairs.
    """

    of_a_file: bool = False
    documents: int = 0
    pairs: int = 0
    clean: int = 0
    nulls: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    characters: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    lengths: dict[str, Counter[int]] = field(
        default_factory=lambda: {side: Counter() for side in SIDES}
    )
    ratios: Counter[int] = field(default_factory=Counter)
    confidences: Counter[int] = field(default_factory=Counter)
    confidence_sum: float = 0.0
    codes: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    coverages: Counter[int] = field(default_factory=Counter)
    coverage_sum: float = 0.0
    sources: dict[str, Counter[str]] = field(default_factory=dict)
    licences: dict[str, Counter[str]] = field(default_factory=dict)
    splits: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, row: DocumentRow, beads: Iterable[Pair]) -> None:
        """Count a document."""
        before = self.pairs
        for bead in beads:
            self._add_bead(bead)
        self.documents += 1
        self.coverages[_bin(row.coverage, 1 / COVERAGE_BINS, COVERAGE_BINS)] += 1
        self.coverage_sum += row.coverage
        for table, key in (
            (self.sources, row.source),
            (self.licences, row.licence),
            (self.splits, row.split),
        ):
            counts = table.setdefault(key, Counter())
            counts["documents"] += 1
            counts["pairs"] += self.pairs - before

    def _add_bead(self, bead: Pair) -> None:
        self.types[bead.type] += 1
        if bead.is_null:
            self.nulls["en" if bead.ko is None else "ko"] += 1
            return
        self.pairs += 1
        found = {finding.severity for finding in bead.findings}
        self.clean += not found & {"error", "warning"}
        self.codes.update({finding.code for finding in bead.findings})
        self.severities.update(found)
        sizes = []
        for side, text in (("ko", bead.ko or ""), ("en", bead.en or "")):
            self.characters[side] += len(text)
            self.words[side] += len(text.split())
            self.lengths[side][_bin(len(text), LENGTH_STEP, LENGTH_BINS)] += 1
            sizes.append(len("".join(text.split())))
        if sizes[0]:
            self.ratios[_bin(sizes[1] / sizes[0], RATIO_STEP, RATIO_BINS)] += 1
        if bead.confidence is not None:
            self.confidences[_bin(bead.confidence, 1 / CONFIDENCE_BINS, CONFIDENCE_BINS)] += 1
            self.confidence_sum += bead.confidence

    @property
    def were_checked(self) -> bool:
        """Whether somebody looked for findings; of the pairs of a file only these can tell."""
        return bool(self.codes) or not self.of_a_file

    @property
    def mean_confidence(self) -> float | None:
        """The share of pairs that are expected to be exactly right; None if none has a confidence."""
        counted = self.confidences.total()
        return self.confidence_sum / counted if counted else None

    @property
    def mean_coverage(self) -> float | None:
        """The mean over documents; None if there are none or it is not known of any."""
        return self.coverage_sum / self.documents if self.coverage_sum else None

    def record(self) -> dict[str, Any]:
        """Everything as plain values, for JSON; distributions as lists of counts.

        >>> Statistics().record()["pairs"]
        0
        """
        return {
            "documents": self.documents,
            "pairs": self.pairs,
            "clean": self.clean if self.were_checked else None,
            "unaligned": dict(self.nulls),
            "types": dict(self.types.most_common()),
            "characters": dict(self.characters),
            "words": dict(self.words),
            "lengths": {
                "step": LENGTH_STEP,
                **{side: listed(counts, LENGTH_BINS) for side, counts in self.lengths.items()},
            },
            "ratios": {"step": RATIO_STEP, "counts": listed(self.ratios, RATIO_BINS)},
            "confidence": {
                "mean": _rounded(self.mean_confidence),
                "counts": listed(self.confidences, CONFIDENCE_BINS),
            },
            "coverage": {
                "mean": _rounded(self.mean_coverage),
                "counts": listed(self.coverages, COVERAGE_BINS),
            },
            "findings": dict(sorted(self.codes.items())),
            "severities": {name: self.severities[name] for name in SEVERITIES},
            "sources": _tables(self.sources),
            "licences": _tables(self.licences),
            "splits": _tables(self.splits),
        }


def statistics(
    documents: Iterable[tuple[DocumentRow, Sequence[Pair]]], *, of_a_file: bool = False
) -> Statistics:
    """Count a corpus, or what goes back to a file of pairs.

    >>> counted = statistics([(DocumentRow("d"), [Pair("d", "하나.", "One.", confidence=0.9)])])
    >>> counted.pairs, counted.mean_confidence
    (1, 0.9)
    """
    counted = Statistics(of_a_file)
    for row, beads in documents:
        counted.add(row, beads)
    return counted


def listed(counts: Mapping[int, int], bins: int) -> list[int]:
    """The counts of the bins, in order.

    >>> listed({0: 3, 2: 1}, 3)
    [3, 0, 1]
    """
    return [counts.get(number, 0) for number in range(bins)]


def _bin(value: float, step: float, bins: int) -> int:
    """The bin of a value; what lies outside is in the first or the last."""
    return min(max(math.floor(value / step + 1e-9), 0), bins - 1)


def _tables(tables: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    return {name: dict(counts) for name, counts in sorted(tables.items())}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
