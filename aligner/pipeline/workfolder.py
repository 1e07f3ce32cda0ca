"""What is finished of a corpus that is being built: ``CORPUS/.work/``.

    .work/plan.json      what is being built, so that nothing else is added to it
    .work/lock, owner    held by the run that writes; gone with its process
    .work/000000.zip     a finished batch of documents: its outcomes and its pairs

    .work/batches.zip    the outcomes of all batches of a finished corpus that lacks documents

Every file is written whole or not at all, by one process only, and what belongs together
is one file. Without ``run.json`` the corpus is unfinished, and the batches are what there
is of it. With it, it is finished: ``batches.zip`` tells which documents may be tried again,
and the pairs are in the corpus, from which every batch is made again before one is redone.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from aligner.corpus.documents import DocumentRow, ErrorRow, PassingErrorRow
from aligner.corpus.shards import ShardFormat, encoded
from aligner.corpus.store import PACKED, PAIRS, PLAN, RUN, WORK, Corpus
from aligner.errors import AlignerError, InputError, OutputError, UsageError
from aligner.formats import atomic_writer
from aligner.formats.atomic import TEMPORARY
from aligner.pipeline.step import Made, Result
from aligner.types import Pair

_BATCH = re.compile(r"([0-9]{6,})[.]zip")
_OUTCOMES = "outcomes.json"
MANIFEST = "manifest.tsv"
"""The list of documents, if it was made for this corpus."""
Outcome = Made | ErrorRow
FileState = list[int] | str | None
"""Size and time of change (ns) of a file, or what a store says of it; None if it is not there.

None as well for one behind a URL, unless its document failed: then it is asked for.
"""


@dataclass(frozen=True, slots=True)
class Finished:
    """A part of a finished batch, read back: all of it but the pairs."""

    outcomes: tuple[Outcome, ...]
    sentences: int
    seconds: Mapping[str, float]
    worker: str


@dataclass(frozen=True, slots=True)
class Batch:
    """A finished batch, read back: its parts, and how the files were, two a document."""

    files: Sequence[FileState]
    parts: tuple[Finished, ...]

    @property
    def outcomes(self) -> list[Outcome]:
        """What became of its documents, whatever parts it came in."""
        return [outcome for part in self.parts for outcome in part.outcomes]

    def is_good(self, state: Sequence[FileState], *, of_finished: bool = False) -> bool:
        """Whether it need not be done again, given how its files are now.

        It must be if a file has come or changed, or if a document failed for a reason that may
        have passed; of a finished corpus only the documents that failed are looked at. The
        whole batch is then done again, since its documents were embedded together. Hence it is
        good whatever else if the file of a document that was used is gone, for that would be lost.
        """
        wanted = False
        for place, outcome in enumerate(self.outcomes):
            files = slice(2 * place, 2 * place + 2)
            changes = list(zip(self.files[files], state[files], strict=True))
            if isinstance(outcome, Made):
                if any(was and not now for was, now in changes):
                    return True
                if of_finished:
                    continue
            passing = isinstance(outcome, PassingErrorRow)
            wanted = wanted or passing or any(now and was != now for was, now in changes)
        return not wanted


@dataclass(frozen=True, slots=True)
class WorkFolder:
    """The work folder of one corpus; `working_in` makes it."""

    path: Path
    format: ShardFormat

    def finished(self) -> set[int]:
        """The numbers of the finished batches."""
        return set(_numbers(path.name for path in self.path.glob("*.zip")))

    def keep(self, number: int, parts: Sequence[Result], state: Sequence[FileState]) -> None:
        """Keep the result of a batch, which may have come in parts, and how its files were.

        It takes the place of an earlier one in one go.
        """
        records = [
            {
                "outcomes": [_record(outcome) for outcome in part.outcomes],
                "sentences": part.sentences,
                "seconds": part.seconds,
                "worker": part.worker,
            }
            for part in parts
        ]
        content = json.dumps({"files": state, "parts": records}, ensure_ascii=False)
        self._write(number, content.encode("utf-8", "replace"), [part.pairs for part in parts])

    def _write(self, number: int, outcomes: bytes, pairs: Iterable[bytes]) -> None:
        with atomic_writer(self._batch(number)) as stream, ZipFile(stream, "w") as archive:
            archive.writestr(_OUTCOMES, outcomes, ZIP_DEFLATED)
            for place, shard in enumerate(pairs):
                archive.writestr(f"{place}.{self.format}", shard)

    def read(self, number: int) -> Batch:
        """A finished batch, without its pairs. Raises InputError for what is not readable."""
        path = self._batch(number)
        with _readable(path, "--resume does its documents again"), ZipFile(path) as archive:
            return _batch(archive.read(_OUTCOMES))

    def pairs(self, number: int) -> Iterator[bytes]:
        """The shards of a finished batch, one for each of its parts."""
        path = self._batch(number)
        for place in range(len(self.read(number).parts)):
            with _readable(path, "--resume does its documents again"), ZipFile(path) as archive:
                shard = archive.read(f"{place}.{self.format}")
            yield shard

    def batches(self) -> Iterator[tuple[int, Batch]]:
        """The finished batches, in order, as `read` reads them."""
        for number in sorted(self.finished()):
            yield number, self.read(number)

    def packed(self) -> Iterator[tuple[int, Batch]]:
        """The batches of a finished corpus that lacks documents, in order, without their pairs.

        Raises InputError if they are damaged.
        """
        for number, content in self._packed():
            with _readable(self.path / PACKED, "the corpus stays as it is"):
                batch = _batch(content)
            yield number, batch

    def _packed(self) -> Iterator[tuple[int, bytes]]:
        path = self.path / PACKED
        if not path.is_file():
            return
        with _readable(path, "the corpus stays as it is"):
            archive = ZipFile(path)
        with archive:
            for number in range(len(archive.namelist())):
                with _readable(path, "the corpus stays as it is"):
                    content = archive.read(f"{number:06}.json")
                yield number, content

    def bring_back(self, corpus: Corpus) -> None:
        """Make every batch of a finished corpus again, of what was packed and of its pairs.

        Raises InputError if the corpus does not hold them.
        """
        documents = corpus.by_document()
        for number, content in self._packed():
            shards = []
            for part in _batch(content).parts:
                pairs: list[Pair] = []
                for outcome in part.outcomes:
                    if isinstance(outcome, Made):
                        pairs += _pairs_of(outcome.row.id, documents, corpus)
                shards.append(encoded(pairs, self.format))
            self._write(number, content, shards)

    def pack(self, *, lacks_documents: bool) -> None:
        """Put what another try would need into one file, just before the corpus is finished."""
        if not lacks_documents:
            (self.path / PACKED).unlink(missing_ok=True)
            return
        with (
            atomic_writer(self.path / PACKED) as stream,
            ZipFile(stream, "w", ZIP_DEFLATED) as packed,
        ):
            for number in sorted(self.finished()):
                with ZipFile(self._batch(number)) as archive:
                    packed.writestr(f"{number:06}.json", archive.read(_OUTCOMES))

    def settle(self) -> None:
        """Leave nothing of the folder of a finished corpus but what was packed."""
        if not (self.path / PACKED).is_file():
            shutil.rmtree(self.path, ignore_errors=True)
            return
        for path in (*map(self._batch, self.finished()), *self.path.glob(TEMPORARY)):
            path.unlink()

    def _batch(self, number: int) -> Path:
        return self.path / f"{number:06}.zip"


def _numbers(names: Iterable[str]) -> Iterator[int]:
    for found in map(_BATCH.fullmatch, names):
        if found:
            yield int(found[1])


@contextmanager
def _readable(path: Path, then: str) -> Iterator[None]:
    """Whatever is wrong with an archive is one line."""
    try:
        yield
    except Exception as error:  # damaged archives raise a dozen types, NotImplementedError one
        raise InputError(
            f"{path}: damaged, or written by another state of the aligner "
            f"({type(error).__name__}); remove it, and {then}"
        ) from None


def _batch(content: bytes) -> Batch:
    """A batch of its outcomes as they were kept; raises one of many exceptions if damaged."""
    record = json.loads(content)
    parts = tuple(
        Finished(
            tuple(map(_outcome, part["outcomes"])),
            part["sentences"],
            part["seconds"],
            part["worker"],
        )
        for part in record["parts"]
    )
    batch = Batch(record["files"], parts)
    if not isinstance(batch.files, list) or len(batch.files) != 2 * len(batch.outcomes):
        raise ValueError("not two files a document")
    return batch


def _pairs_of(
    name: str, documents: Iterator[tuple[DocumentRow, list[Pair]]], corpus: Corpus
) -> list[Pair]:
    """The pairs of a document, which stands after those that were asked for before."""
    for row, pairs in documents:
        if row.id == name:
            return pairs
    raise InputError(
        f"{corpus.folder}: {WORK} tells of a document {name} that the corpus does not have; "
        f"remove {WORK} to leave the corpus as it is, or build it anew"
    )


@contextmanager
def working_in(
    corpus: Path, plan: Mapping[str, Any], format: ShardFormat, *, resume: bool
) -> Iterator[WorkFolder]:
    """The work folder of a corpus, locked for this process.

    Raises UsageError if there is an unfinished corpus and ``resume`` is not set, if it is
    of another plan or if another process is at it, OutputError if the folder holds
    something else or cannot be written. If an AlignerError ends the work before there is
    a finished batch, nothing is left of it.
    """
    folder = corpus / WORK
    if corpus.exists() and not corpus.is_dir():
        raise OutputError(f"{corpus}: a file; name a folder for the corpus")
    if (corpus / RUN).is_file() and not resume:
        raise OutputError(f"{corpus}: holds a finished corpus; name a new folder")
    others = {path.name for path in corpus.iterdir()} if corpus.is_dir() else set()
    is_ours, was_there = bool({RUN, WORK} & others), corpus.exists()
    if not is_ours and (others - {MANIFEST, PAIRS} or any((corpus / PAIRS).glob("*"))):
        raise OutputError(f"{corpus}: holds something else; name a new folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (corpus / PAIRS).mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make {folder}: {error.strerror or error}") from None
    work = WorkFolder(folder, format)
    try:
        with _locked(folder, corpus):
            _require_plan(corpus, folder / PLAN, plan, resume=resume)
            yield work
    except AlignerError:
        if not is_ours and not work.finished():
            _clear(corpus, was_there=was_there)
        raise


def _clear(corpus: Path, *, was_there: bool) -> None:
    """Nothing came of a run: leave things as it found them."""
    shutil.rmtree(corpus / WORK, ignore_errors=True)
    with suppress(OSError):
        (corpus / PAIRS).rmdir()
        if not was_there:
            corpus.rmdir()


@contextmanager
def _locked(folder: Path, corpus: Path) -> Iterator[None]:
    """A lock that the operating system takes back when its process ends, however it ends."""
    from filelock import FileLock, Timeout

    lock, owner = FileLock(folder / "lock"), folder / "owner"
    try:
        lock.acquire(timeout=0)
    except Timeout:
        who = owner.read_text("utf-8") if owner.exists() else "unknown"
        raise UsageError(
            f"{corpus}: another run is writing into it ({who}); wait for it or name another folder"
        ) from None
    except OSError as error:
        raise OutputError(f"cannot write {folder}: {error.strerror or error}") from None
    try:
        with atomic_writer(owner) as stream:
            stream.write(f"process {os.getpid()} on {platform.node()}".encode())
        yield
    finally:
        lock.release()


def _require_plan(corpus: Path, path: Path, plan: Mapping[str, Any], *, resume: bool) -> None:
    """What was begun and what is wanted now have to be the same."""
    finished = corpus / RUN
    known = finished if finished.is_file() else path
    if not path.is_file():
        with atomic_writer(path) as stream:
            stream.write(json.dumps(plan, ensure_ascii=False, indent=2).encode())
        if known == path:
            return
    try:
        begun = json.loads(known.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{known}: cannot be read ({error}); build the corpus anew") from None
    if not resume:
        raise UsageError(
            f"{corpus}: holds an unfinished corpus; go on with --resume, or name a new folder"
        )
    for name, wanted in plan.items():
        if begun.get(name) != wanted:
            raise UsageError(
                f"{corpus}: was begun with {name} {_shown(begun.get(name))}, not {_shown(wanted)}; "
                "finish it with that, or name a new folder"
            )


def _shown(value: Any) -> str:
    """A value of a plan in a message.

    >>> _shown({"name": "list.tsv", "sha256": "0123456789abcdef"}), _shown("0.1.0")
    ('name=list.tsv sha256=01234567', '0.1.0')
    """
    if isinstance(value, Mapping):
        return " ".join(
            f"{name}={str(one)[:8] if name == 'sha256' else one}" for name, one in value.items()
        )
    return str(value)


def _record(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, ErrorRow):
        return {"error": asdict(outcome), "passing": isinstance(outcome, PassingErrorRow)}
    return {"row": asdict(outcome.row), "digest": outcome.digest}


def _outcome(record: Mapping[str, Any]) -> Outcome:
    if "error" in record:
        return (PassingErrorRow if record["passing"] else ErrorRow)(**record["error"])
    return Made(DocumentRow(**record["row"]), record["digest"])


def failures(outcomes: Iterable[Outcome]) -> set[int]:
    """The places of the documents that failed."""
    return {place for place, each in enumerate(outcomes) if isinstance(each, ErrorRow)}
