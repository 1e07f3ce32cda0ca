"""Filters over a corpus: what each would leave out, and the corpus without it."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from aligner.corpus import personal_data
from aligner.corpus.documents import DocumentRow
from aligner.corpus.duplicates import fingerprint
from aligner.corpus.filters.filter import Filter
from aligner.corpus.shards import ShardFormat
from aligner.corpus.source import Source, derived_run
from aligner.corpus.store import fill_corpus
from aligner.formats import atomic_writer, new_folder
from aligner.formats.jsonl import json_line, record
from aligner.types import Pair

REMOVED = "removed"
EXAMPLES = 10


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the filters say of a pair: those that reject it, with the score, in their order."""

    pair: Pair
    rejected: tuple[tuple[str, float], ...]

    @property
    def stays(self) -> bool:
        """Whether no filter rejects it."""
        return not self.rejected


def judge(filters: Sequence[Filter], pair: Pair) -> Verdict:
    """Ask the filters about a pair.

    A null bead is no pair: it stays for coverage and context unless a filter judges
    those as well.

    >>> long = Filter("length", "characters", lambda pair: float(len(pair.ko or "")), most=2)
    >>> judge([long], Pair("d", "하나.", "One.")).rejected
    (('length', 3.0),)
    """
    asked = [each for each in filters if each.of_nulls or not pair.is_null]
    rejected = [*_rejections([each for each in asked if not each.last], pair)]
    for each in asked:
        if each.last and not rejected:
            rejected += _rejections([each], pair)
    return Verdict(pair, tuple(rejected))


def _rejections(filters: Iterable[Filter], pair: Pair) -> Iterator[tuple[str, float]]:
    for each in filters:
        score = each.score(pair)
        if score is not None and not each.accepts(score):
            yield each.name, score


def judged(
    source: Source, filters: Sequence[Filter]
) -> Iterator[tuple[DocumentRow, list[Verdict]]]:
    """Every document with what the filters say of its beads; twice read if one has to survey."""
    surveys = [each.survey for each in filters if each.survey is not None]
    if surveys:
        for _, beads in source.by_document():
            for bead in beads:
                for survey in surveys:
                    survey(bead)
    for row, beads in source.by_document():
        yield row, [judge(filters, bead) for bead in beads]


@dataclass(slots=True)
class Tally:
    """What came of a corpus's beads.

    ``rejected`` counts for each filter the pairs that it rejects, ``alone`` those that
    nothing else rejects, ``removed`` those for which it is the first reason. ``examples``
    are an even sample of what it rejects, with the scores. ``personal`` counts the
    pairs that hold personal data, ``found`` those with findings, whether or not that is a reason.
    """

    pairs: int = 0
    kept: int = 0
    nulls: int = 0
    nulls_removed: int = 0
    personal: int = 0
    found: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    alone: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    _sample: dict[str, list[tuple[int, int, float, Pair]]] = field(default_factory=dict)

    def add(self, verdict: Verdict) -> None:
        """Count a bead."""
        pair, rejected = verdict.pair, verdict.rejected
        if pair.is_null:
            self.nulls += 1
            self.nulls_removed += not verdict.stays
        else:
            self.pairs += 1
            self.kept += verdict.stays
            self.personal += bool(personal_data.score(pair))
            self.found += bool(pair.findings)
        for name, score in rejected:
            self.rejected[name] += 1
            self._keep_example(name, score, pair)
        if rejected:
            self.removed[rejected[0][0]] += 1
        if len(rejected) == 1:
            self.alone[rejected[0][0]] += 1

    def _keep_example(self, name: str, score: float, pair: Pair) -> None:
        """Keep those whose hashes are the highest: a sample that any order gives."""
        sample = self._sample.setdefault(name, [])
        entry = (
            fingerprint(f"{pair.doc}\t{pair.ko}\t{pair.en}"),
            -self.rejected[name],
            score,
            pair,
        )
        if len(sample) < EXAMPLES:
            heapq.heappush(sample, entry)
        else:
            heapq.heappushpop(sample, entry)

    def examples(self, name: str) -> list[tuple[float, Pair]]:
        """Up to ten of the beads that a filter rejects, with its scores, in their order."""
        ordered = sorted(self._sample.get(name, []), key=lambda entry: -entry[1])
        return [(score, pair) for _, _, score, pair in ordered]

    def counts(self) -> dict[str, object]:
        """The numbers, for ``run.json``."""
        return {
            "pairs": self.pairs,
            "kept": self.kept,
            "nulls": self.nulls,
            "nulls_removed": self.nulls_removed,
            "removed": dict(self.removed),
        }


def tally(source: Source, filters: Sequence[Filter]) -> Tally:
    """What the filters would do to a corpus; nothing is written."""
    counted = Tally()
    for _, verdicts in judged(source, filters):
        for verdict in verdicts:
            counted.add(verdict)
    return counted


def write_filtered(
    source: Source,
    filters: Sequence[Filter],
    folder: Path,
    *,
    mask: bool = False,
    nulls: bool = True,
    format: ShardFormat = "parquet",
    options: Mapping[str, object] | None = None,
) -> Tally:
    """Write what the filters accept as a corpus into a new folder, and the rest beside it.

    What is left out stands in ``removed/NAME.jsonl`` of the folder, in the file of the first
    filter that rejects it; the key ``removed_by`` gives the scores of all that do. Without
    ``nulls`` the sentences that have no partner go there as well. With ``mask`` personal data
    is masked in everything that is written. ``options`` are told in ``run.json``.
    """
    counted = Tally()
    change: Callable[[Pair], Pair] = personal_data.masked if mask else lambda pair: pair

    with new_folder(folder) as temporary, _removed_files(temporary / REMOVED) as remove:
        run: dict[str, object] = {}

        def contents() -> Iterator[tuple[DocumentRow, list[Pair]]]:
            for row, verdicts in judged(source, filters):
                kept = []
                for verdict in verdicts:
                    if verdict.stays and verdict.pair.is_null and not nulls:
                        verdict = Verdict(verdict.pair, (("null", 1.0),))
                    counted.add(verdict)
                    if verdict.stays:
                        kept.append(change(verdict.pair))
                    else:
                        remove(change(verdict.pair), verdict.rejected)
                yield row, kept
            facts = {"options": options or {}, "counts": counted.counts()}
            run.update(derived_run(source, "filter", **facts))

        fill_corpus(temporary, contents(), run, source.errors(), format)
    return counted


Remove = Callable[[Pair, Sequence[tuple[str, float]]], None]


@contextmanager
def _removed_files(folder: Path) -> Iterator[Remove]:
    """A function that puts a bead into the file of its first reason."""
    streams: dict[str, BinaryIO] = {}
    with ExitStack() as files:

        def remove(pair: Pair, reasons: Sequence[tuple[str, float]]) -> None:
            name = reasons[0][0]
            if name not in streams:
                folder.mkdir(exist_ok=True)
                streams[name] = files.enter_context(atomic_writer(folder / f"{name}.jsonl"))
            scores = {reason: round(score, 4) for reason, score in reasons}
            streams[name].write(json_line({**record(pair), "removed_by": scores}).encode())

        yield remove
