"""The one step of building a corpus: some pairs of documents in, their pairs of sentences out.

It knows nothing of processes, machines or the corpus folder; `aligner.pipeline.engine`
decides where it runs.
"""

from __future__ import annotations

import functools
import hashlib
import os
import socket
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from aligner.alignment.evidence import MAX_SENTENCES
from aligner.checks.coverage import coverage
from aligner.corpus.documents import DocumentRow, ErrorRow, PassingErrorRow
from aligner.corpus.manifest import Entry
from aligner.corpus.shards import ShardFormat, encoded
from aligner.documents import DEFAULT_LIMIT
from aligner.documents.remote import located
from aligner.embedding import Device, load, windows_of
from aligner.embedding.cache import Cache, CachedEncoder
from aligner.embedding.identity import Identity, identity
from aligner.errors import AlignerError, ModelError, PassingError
from aligner.pipeline.align import Alignment, Prepared, finish, prepare
from aligner.pipeline.measuring import measured
from aligner.pipeline.reading import read_sides
from aligner.types import Pair

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aligner.embedding import Encoder

SENTENCES_AT_ONCE = 2_000
"""Sentences embedded in one call: enough for full throughput; their vectors take 16 MB."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document that was aligned; ``digest`` is the sha256 of its pairs as JSON lines."""

    row: DocumentRow
    digest: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a batch: an outcome for each document, and the pairs as a shard.

    ``sentences`` were embedded or found in the cache. ``seconds`` tell how long each
    part of the work took, and ``worker`` where it was done.
    """

    outcomes: tuple[Made | ErrorRow, ...]
    pairs: bytes
    sentences: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    worker: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """All that the step depends on beside the documents.

    ``folder`` is where relative paths begin, ``cache`` the folder of the vectors' cache
    or None, ``max_size`` the most bytes of a document once it is unpacked, ``device`` what
    the model runs on.
    """

    model: str | Encoder = "default"
    folder: str = ""
    format: ShardFormat = "parquet"
    max_size: int = DEFAULT_LIMIT
    cache: str | None = None
    device: Device = "auto"

    def __call__(self, entries: Sequence[Entry]) -> Result:
        """Align some documents. One that cannot be used becomes an ErrorRow with the reason.

        Raises ModelError or UsageError if there is no such model or device: then no
        document can be aligned.
        """
        encoder = _encoder(self)
        batch = _Batch(encoder)
        waiting: list[tuple[int, Entry, Prepared]] = []
        for number, entry in enumerate(entries):
            with batch.timed("reading"), batch.failing(number, entry):
                entry, prepared = self._read(entry)
                waiting.append((number, entry, prepared))
            if sum(len(side) for *_, one in waiting for side in one.texts) >= SENTENCES_AT_ONCE:
                batch.align(waiting)
                waiting = []
        batch.align(waiting)
        made = [batch.made[number] for number in range(len(entries))]
        with batch.timed("writing"):
            pairs = encoded([pair for _, some in made for pair in some], self.format)
        return Result(
            tuple(outcome for outcome, _ in made),
            pairs,
            batch.sentences,
            dict(batch.seconds),
            f"{socket.gethostname()}:{os.getpid()}",
        )

    def _read(self, entry: Entry) -> tuple[Entry, Prepared]:
        ko, en = (located(self.folder, path) for path in (entry.ko, entry.en))
        sides = read_sides(ko, en, max_size=self.max_size)
        if sides.swapped:
            entry = replace(entry, ko=entry.en, en=entry.ko)
        return entry, prepare(sides.ko, sides.en)


class _Batch:
    """The outcomes of some documents, as they come about."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._aside = encoder.aside if isinstance(encoder, CachedEncoder) else encoder
        self.made: dict[int, tuple[Made | ErrorRow, Sequence[Pair]]] = {}
        self.sentences = 0
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def align(self, documents: Sequence[tuple[int, Entry, Prepared]]) -> None:
        """Embed some documents together and align each."""
        with self.timed("embedding"):
            vectors = self._vectors(documents)
            yardstick = measured(self._aside)
        for number, entry, prepared in documents:
            if number in self.made:
                continue
            with self.timed("aligning"), self.failing(number, entry):
                alignment = finish(prepared, vectors[number], self._aside, yardstick, name=entry.id)
                digest = hashlib.sha256(encoded(alignment.pairs, "jsonl")).hexdigest()
                made = Made(_row(entry, prepared, alignment), digest)
                self.made[number] = made, alignment.pairs

    def _vectors(
        self, documents: Sequence[tuple[int, Entry, Prepared]]
    ) -> dict[int, list[NDArray[np.float32]]]:
        texts = [side for *_, prepared in documents for side in prepared.texts]
        self.sentences += sum(map(len, texts))
        try:
            arrays = iter(windows_of(self._encoder, texts, MAX_SENTENCES))
            return {number: [next(arrays), next(arrays)] for number, *_ in documents}
        except Exception:  # about one of the texts, or too much at once: one by one, then
            alone = {}
            for number, entry, prepared in documents:
                with self.failing(number, entry):
                    alone[number] = windows_of(self._encoder, prepared.texts, MAX_SENTENCES)
            return alone

    @contextmanager
    def failing(self, number: int, entry: Entry) -> Iterator[None]:
        """Whatever goes wrong with a document is its own outcome and nobody else's."""
        try:
            yield
        except Exception as error:
            reason = str(error)
            if not isinstance(error, AlignerError):
                reason = f"unexpected {type(error).__name__}: {reason}"
            passing = isinstance(error, PassingError | MemoryError | OSError)
            row = PassingErrorRow if passing else ErrorRow
            self.made[number] = row(entry.id, entry.ko, entry.en, reason), ()

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[what] += time.perf_counter() - started


@functools.lru_cache(maxsize=1)
def _encoder(step: Step) -> Encoder:
    """The encoder of this process."""
    encoder = load(step.model, step.device)
    return CachedEncoder(encoder, Cache(step.cache), _known(step.model)) if step.cache else encoder


def _known(model: str | Encoder) -> Identity:
    found = identity(model)
    if not found.sha256:
        raise ModelError(f"nothing tells versions of {found.name} apart; use it without a cache")
    return found


def _row(entry: Entry, prepared: Prepared, alignment: Alignment) -> DocumentRow:
    pairs = alignment.pairs
    ko_count, en_count = map(len, prepared.numbers)
    return DocumentRow(
        entry.id,
        entry.ko,
        entry.en,
        entry.date,
        entry.source,
        entry.licence,
        entry.split,
        ko_count,
        en_count,
        beads=len(pairs),
        pairs=sum(not pair.is_null for pair in pairs),
        coverage=coverage(pairs)[0].share if pairs else 0.0,
        doubtful=int(alignment.is_doubtful),
    )
