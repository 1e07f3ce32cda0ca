"""The finished batches of a corpus, put together: its shards, its tables, and what it comes to."""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aligner.corpus import documents as tables
from aligner.corpus.documents import DocumentRow, ErrorRow, PassingErrorRow
from aligner.corpus.shards import rows_in, write_shards
from aligner.corpus.store import DOCUMENTS, ERRORS, LAYOUT, PAIRS, PAIRS_A_SHARD
from aligner.formats import atomic_writer
from aligner.formats.atomic import TEMPORARY
from aligner.pipeline.step import Made
from aligner.pipeline.workfolder import WorkFolder

_SUMMED = ("doubtful", "ko_sentences", "en_sentences", "beads", "pairs")


@dataclass(frozen=True)
class Totals:
    """What a corpus comes to.

    ``sha256`` is over the documents, their pairs and the errors, and the same for either
    format of the shards. ``seconds`` are those of the step's parts over all workers;
    ``sentences`` and ``busy`` (seconds) those of each worker.
    """

    counts: Mapping[str, int]
    sha256: str
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    sentences: Counter[str] = field(default_factory=Counter)
    busy: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))


_SHARD = re.compile(r"[0-9]{5,}[.](parquet|jsonl)")


def assemble(work: WorkFolder, folder: Path, batches: int) -> Totals:
    """Put the finished batches together, in the order of the list; all but ``run.json``."""
    for torso in folder.glob(TEMPORARY):
        torso.unlink()  # of a run that was killed while it did this
    _write_shards(work, folder / PAIRS, batches)
    counts: Counter[str] = Counter(documents=0, errors=0, passing=0)
    content = hashlib.sha256()
    _write(folder / DOCUMENTS, _rows(work, batches, counts, content), DocumentRow, content)
    _write(folder / ERRORS, _errors(work, batches, counts), ErrorRow, content)
    totals = Totals(counts, content.hexdigest())
    for number in range(batches):
        for part in work.read(number).parts:
            for name, seconds in part.seconds.items():
                totals.seconds[name] += seconds
            totals.sentences[part.worker] += part.sentences
            totals.busy[part.worker] += sum(part.seconds.values())
    return totals


def _write_shards(work: WorkFolder, folder: Path, batches: int) -> None:
    for path in folder.iterdir():
        if _SHARD.fullmatch(path.name) or path.match(TEMPORARY):
            path.unlink()  # of a run that was killed while it did this
    rows = (
        rows_in(shard, work.format) for number in range(batches) for shard in work.pairs(number)
    )
    write_shards(rows, folder, work.format, PAIRS_A_SHARD)


def _write(
    path: Path, rows: Iterator[DocumentRow | ErrorRow], row_type: type[Any], content: Any
) -> None:
    with atomic_writer(path) as stream:
        for line in tables.render(rows, row_type):
            content.update(line.encode())
            stream.write(line.encode())


def _rows(
    work: WorkFolder, batches: int, counts: Counter[str], content: Any
) -> Iterator[DocumentRow]:
    for outcome in _outcomes(work, batches):
        if isinstance(outcome, Made):
            counts["documents"] += 1
            counts.update({name: getattr(outcome.row, name) for name in _SUMMED})
            content.update(outcome.digest.encode())
            yield outcome.row


def _errors(work: WorkFolder, batches: int, counts: Counter[str]) -> Iterator[ErrorRow]:
    for outcome in _outcomes(work, batches):
        if isinstance(outcome, ErrorRow):
            counts["errors"] += 1
            counts["passing"] += isinstance(outcome, PassingErrorRow)
            yield outcome


def _outcomes(work: WorkFolder, batches: int) -> Iterator[Made | ErrorRow]:
    for number in range(batches):
        yield from work.read(number).outcomes


def signature(plan: Mapping[str, Any], totals: Totals) -> str:
    """What identifies a corpus, in one line, as sacrebleu does it for a score."""
    counts = totals.counts
    model = f"{plan['model']['name']}@{plan['model']['sha256'][:8] or 'unknown'}"
    return "|".join(
        [
            f"aligner:{plan['aligner']}",
            f"model:{model}",
            f"layout:{LAYOUT}",
            f"docs:{counts['documents']}",
            f"errors:{counts['errors']}",
            f"beads:{counts['beads']}",
            f"pairs:{counts['pairs']}",
            f"sha:{totals.sha256[:16]}",
        ]
    )


def performance(totals: Totals, engine: Mapping[str, object], seconds: float) -> dict[str, object]:
    """All that differs from one run to the next."""
    return {
        **engine,
        "seconds": round(seconds, 3),
        "peak_memory_mb": _peak_memory(),
        "of_the_work": {name: round(value, 3) for name, value in sorted(totals.seconds.items())},
        "by_worker": {
            worker: {
                "sentences": count,
                "busy_seconds": round(totals.busy[worker], 3),
                "sentences_a_second": round(count / max(totals.busy[worker], 1e-9), 1),
            }
            for worker, count in sorted(totals.sentences.items())
            if worker
        },
    }


def _peak_memory() -> float | None:
    """The most memory that this process and the largest of its workers ever held, in MB."""
    try:
        import resource
    except ImportError:  # not on Windows
        return None
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    peaks = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return round(sum(peaks) / unit, 1)
