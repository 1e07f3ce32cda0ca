"""What is finished of a corpus that is being built: ``CORPUS/.work/``.

    .work/plan.json         what is being built, so that nothing else is added to it
    .work/lock, owner       held by the run that writes; gone with its process
    .work/000000.parquet    the pairs of a batch of documents (or .jsonl)
    .work/000000.json       its outcomes; written last, so that it tells: finished

    .work/batches.zip       the outcomes of a finished corpus that lacks documents

Every file is written whole or not at all, by one process only. What was packed into the
archive serves to try documents again; the pairs are in the corpus, from which they
are brought back then.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from aligner.corpus.documents import DocumentRow, ErrorRow, PassingErrorRow
from aligner.corpus.shards import ShardFormat, encoded
from aligner.corpus.store import PAIRS, RUN, WORK, Corpus
from aligner.errors import AlignerError, InputError, OutputError, UsageError
from aligner.formats import atomic_writer
from aligner.pipeline.step import Made, Result
from aligner.types import Pair

_OUTCOMES = re.compile(r"[0-9]{6,}[.]json")
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
class WorkFolder:
    """The work folder of one corpus; `working_in` makes it."""

    path: Path
    format: ShardFormat

    def finished(self) -> set[int]:
        """The numbers of the finished batches."""
        return {int(path.stem) for path in self.path.glob("[0-9]*.json")}

    def keep(self, number: int, parts: Sequence[Result], state: Sequence[FileState]) -> None:
        """Keep the result of a batch, which may have come in parts, and how its files were."""
        for place, part in enumerate(parts):
            with atomic_writer(self._pairs(number, place)) as stream:
                stream.write(part.pairs)
        records = [
            {
                "outcomes": [_record(outcome) for outcome in part.outcomes],
                "sentences": part.sentences,
                "seconds": part.seconds,
                "worker": part.worker,
            }
            for part in parts
        ]
        with atomic_writer(self.path / f"{number:06}.json") as stream:
            record = {"files": state, "parts": records}
            stream.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"))

    def read(self, number: int) -> list[Finished]:
        """A finished batch, without its pairs. Raises InputError for what is not readable."""
        return self._kept(number)[1]

    def failed(self, number: int) -> set[int]:
        """The places in a finished batch of the documents that failed."""
        return failures(all_outcomes(self.read(number)))

    def is_good(
        self, number: int, state: Sequence[FileState], *, of_finished: bool = False
    ) -> bool:
        """Whether a finished batch need not be done again, given how its files are now.

        It is if a file has come or changed, or if a document failed for a reason that may
        have passed; of a finished corpus only the documents that failed are looked at. The
        whole batch is: its documents were embedded together. So it is not if the file of a
        document that was used is gone, for that would be lost.
        """
        before, parts = self._kept(number)
        if not of_finished and not all(
            self._pairs(number, place).is_file() for place in range(len(parts))
        ):
            return False
        wanted = False
        for place, outcome in enumerate(all_outcomes(parts)):
            files = slice(2 * place, 2 * place + 2)
            changes = list(zip(before[files], state[files], strict=True))
            if isinstance(outcome, Made):
                if any(was and not now for was, now in changes):
                    return True
                if of_finished:
                    continue
            passing = isinstance(outcome, PassingErrorRow)
            wanted = wanted or passing or any(now and was != now for was, now in changes)
        return not wanted

    def _kept(self, number: int) -> tuple[Any, list[Finished]]:
        path = self.path / f"{number:06}.json"
        try:
            record = json.loads(path.read_text("utf-8"))
            return record["files"], [
                Finished(
                    tuple(map(_outcome, part["outcomes"])),
                    part["sentences"],
                    part["seconds"],
                    part["worker"],
                )
                for part in record["parts"]
            ]
        except (OSError, ValueError, TypeError, LookupError):
            raise InputError(
                f"{path}: damaged, or written by another state of the aligner; remove "
                f"{self.path.parent} and build the corpus anew"
            ) from None

    def pairs(self, number: int) -> Iterator[bytes]:
        """The shards of a finished batch, one for each of its parts."""
        for place in range(len(self.read(number))):
            yield self._pairs(number, place).read_bytes()

    def bring_back(self, numbers: Collection[int], corpus: Corpus) -> None:
        """Take the pairs of finished batches from the corpus that was made of them.

        Raises InputError if the corpus does not hold them.
        """
        documents = corpus.by_document()
        for number in sorted(numbers):
            for place, part in enumerate(self.read(number)):
                pairs: list[Pair] = []
                for outcome in part.outcomes:
                    if isinstance(outcome, Made):
                        pairs += _pairs_of(outcome.row.id, documents, corpus)
                with atomic_writer(self._pairs(number, place)) as stream:
                    stream.write(encoded(pairs, self.format))

    def settle(self, *, lacks_documents: bool) -> None:
        """Leave of the folder of a finished corpus what another try would need, in one file."""
        if not lacks_documents:
            shutil.rmtree(self.path, ignore_errors=True)
            return
        outcomes = sorted(self.path.glob("[0-9]*.json"))
        if not self._packed.is_file():
            with (
                atomic_writer(self._packed) as stream,
                ZipFile(stream, "w", ZIP_DEFLATED) as archive,
            ):
                for path in outcomes:
                    archive.write(path, path.name)
        for path in (*outcomes, *self.path.glob(f"[0-9]*.{self.format}")):
            path.unlink()

    def unpack(self) -> None:
        """Undo for the outcomes what `settle` did. Raises InputError if they are damaged."""
        if not self._packed.is_file():
            return
        try:
            with ZipFile(self._packed) as archive:
                for name in filter(_OUTCOMES.fullmatch, archive.namelist()):
                    (self.path / name).write_bytes(archive.read(name))
        except (BadZipFile, OSError, zlib.error) as error:
            raise InputError(
                f"{self._packed}: damaged ({error}); remove it to leave the corpus as it is"
            ) from None

    def begin_again(self) -> None:
        """From here on the unpacked outcomes count, which will change."""
        self._packed.unlink(missing_ok=True)

    @property
    def _packed(self) -> Path:
        return self.path / "batches.zip"

    def _pairs(self, number: int, place: int) -> Path:
        part = f"-{place}" if place else ""
        return self.path / f"{number:06}{part}.{self.format}"


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
            _require_plan(corpus, folder / "plan.json", plan, resume=resume)
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


def all_outcomes(parts: Iterable[Finished]) -> Iterator[Outcome]:
    """The outcomes of a batch, whatever parts it came in."""
    for part in parts:
        yield from part.outcomes
