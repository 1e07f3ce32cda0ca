"""A list of documents to a corpus: in batches, wherever they run, and always to be gone on with."""

from __future__ import annotations

import json
import logging
import os
import platform
import time
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path

from aligner.corpus.documents import ErrorRow, PassingErrorRow, read
from aligner.corpus.manifest import Survey, entries, survey
from aligner.corpus.shards import ShardFormat
from aligner.corpus.store import ERRORS, LAYOUT, RUN, WORK, Corpus, is_corpus, open_corpus
from aligner.documents import DEFAULT_LIMIT
from aligner.documents.remote import folder_of, is_remote, located, state_of
from aligner.embedding import Device, Encoder, require_use_for
from aligner.embedding.cache import Cache
from aligner.embedding.device import torch_device
from aligner.embedding.identity import identity
from aligner.errors import InputError, UsageError
from aligner.formats import atomic_writer
from aligner.pipeline.assembling import assemble, performance, signature
from aligner.pipeline.engine import Engine, HereEngine, Task, results
from aligner.pipeline.local import LocalEngine, cores
from aligner.pipeline.step import Made, Result, Step
from aligner.pipeline.workfolder import Batch, FileState, WorkFolder, failures, working_in
from aligner.version import __version__

BATCH = 32
"""Documents in a batch: what is done again after a crash, for each worker."""

_LOG = logging.getLogger("aligner")

MakeEngine = Callable[[Step], Engine]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: documents of the list that are done, those that failed, sentences.

    ``resumed`` of the documents were done by earlier runs; ``sentences`` and ``seconds``
    are of this one.
    """

    documents: int
    total: int
    resumed: int = 0
    errors: int = 0
    sentences: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a run would do: documents, bytes of their files, how many lack one, batches."""

    documents: int
    one_sided: int
    size: int
    missing: int
    batches: int
    done: int


def outlook(manifest: str | os.PathLike[str], folder: str | os.PathLike[str]) -> Outlook:
    """Look at a list and at what is done of its corpus. Raises InputError as `build`."""
    manifest = located("", os.fspath(manifest))
    surveyed = survey(manifest)
    size = missing = 0
    for entry in entries(manifest):
        try:
            size += sum(_size(manifest, path) for path in (entry.ko, entry.en))
        except OSError:
            missing += 1
    batches = -(-surveyed.entries // BATCH)
    done = batches if is_corpus(folder) else len(_work_in(folder).finished())
    done -= len(_to_do_again(manifest, folder))
    return Outlook(surveyed.entries, surveyed.one_sided, size, missing, batches, done)


def build(
    manifest: str | os.PathLike[str],
    folder: str | os.PathLike[str],
    *,
    model: str | Encoder = "default",
    jobs: int | None = None,
    format: ShardFormat = "parquet",
    resume: bool = False,
    cache: str | os.PathLike[str] | None = None,
    max_size: int = DEFAULT_LIMIT,
    device: Device = "auto",
    engine: MakeEngine | None = None,
    progress: Callable[[Progress], None] = lambda progress: None,
) -> Corpus:
    r"""Align all pairs of documents of a list and write them into a corpus folder.

    The list is TSV, CSV or JSON lines with the columns ``ko`` and ``en`` (see
    `aligner.corpus.manifest`). ``jobs`` processes share the work, as many as there are
    cores by default; an encoder of your own, in place of the name of a model, runs in this
    process. The result is the same for any number of them. A document that cannot be used
    is told in ``errors.tsv``. With ``resume`` a run that was broken off goes on after the
    batches that it finished; those are done again whose files have changed since, or of which
    a document failed for a reason that may have passed. Of a corpus that is finished, the documents
    that failed are tried again if their files have come or changed. ``cache`` is a folder for vectors, to be found again by
    later runs. ``device`` is what the model runs on, if it is not the default one: a GPU
    wherever torch sees one, unless it is ``cpu``. ``engine`` makes what the work runs on in
    place of processes.

    Raises InputError for a list that cannot be used, or if none of its documents can;
    OutputError and UsageError if ``folder`` cannot be written, holds something else, or is
    being written by another run; ModelError when the model cannot be had.

    A script that calls this does so under ``if __name__ == "__main__":``, since it is read
    again by the processes.

    >>> import tempfile
    >>> from aligner.resources import data_folder
    >>> samples = data_folder("corpus") / "samples"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     manifest = Path(folder, "list.tsv")
    ...     _ = manifest.write_text(f"ko\ten\n{samples}/notice.ko.txt\t{samples}/notice.en.txt\n")
    ...     corpus = build(manifest, Path(folder, "corpus"), jobs=1)
    ...     [(row.ko_sentences, row.pairs > 10) for row in corpus.documents()]
    [(25, True)]
    """
    started = time.perf_counter()
    manifest, folder = located("", os.fspath(manifest)), _local(folder)
    if jobs is not None and jobs < 1:
        raise UsageError(f"{jobs} jobs: there has to be one at least")
    if cache is not None:
        Cache(cache)  # find out now whether it can be used
    _require_device(device, model, here=engine is None)
    surveyed = survey(manifest)
    plan = _plan(manifest, surveyed, model, format, max_size)
    step = Step(
        model,
        folder_of(manifest),
        format,
        max_size,
        None if cache is None else os.fspath(cache),
        device,
    )
    with working_in(folder, plan, format, resume=resume) as work:
        batches = -(-surveyed.entries // BATCH)
        again = _to_do_again(manifest, folder)
        if is_corpus(folder):
            corpus = open_corpus(folder)
            if not again:
                work.settle()
                return corpus
            work.bring_back(corpus)
        begun = work.finished()
        done = begun - again
        if again:
            _LOG.warning(
                "%d of %d finished batches are done again: files of theirs have changed, or "
                "documents failed for a reason that may have passed",
                len(again),
                len(begun),
            )
        described: dict[str, object] = {}
        if len(done) < batches:
            chosen = engine or _default_engine(model, min(jobs or cores(), batches - len(done)))
            running = chosen(step)
            try:
                (folder / RUN).unlink(missing_ok=True)  # from here on it is unfinished again
                states: dict[int, _States] = {}
                _watched(
                    results(running, _noted(_tasks(manifest), done, manifest, states), format),
                    states,
                    work,
                    _so_far(work, done, surveyed.entries),
                    progress,
                )
                described = running.describe()
            finally:
                running.close()
        totals = assemble(work, folder, batches)
        if not totals.counts["documents"]:
            # No corpus: the folder stays unfinished, and --resume will say the same.
            first = next(read(folder / ERRORS, ErrorRow))
            raise InputError(
                f"no document of the list could be used ({surveyed.entries:,} tried); "
                f"the first: {first.reason}"
            )
        run = {
            "layout": LAYOUT,
            **plan,
            "signature": signature(plan, totals),
            "counts": {**totals.counts, "one_sided": surveyed.one_sided},
            "sha256": totals.sha256,
            "python": platform.python_version(),
            "platform": platform.platform(),
            "performance": performance(totals, described, time.perf_counter() - started),
        }
        work.pack(lacks_documents=totals.counts["errors"] > 0)
        with atomic_writer(folder / RUN) as stream:
            stream.write(json.dumps(run, ensure_ascii=False, indent=2).encode() + b"\n")
        work.settle()
    return open_corpus(folder)


def is_left_to_try(
    manifest: str | os.PathLike[str],
    folder: str | os.PathLike[str],
    *,
    model: str | Encoder = "default",
    format: ShardFormat = "parquet",
    max_size: int = DEFAULT_LIMIT,
) -> bool:
    """Whether documents that a finished corpus lacks may be usable now; its pairs need not be there.

    Not if the corpus was made otherwise: `build` says how. Raises InputError as that does.
    """
    manifest, run = located("", os.fspath(manifest)), open_corpus(folder).run
    plan = _plan(manifest, survey(manifest), model, format, max_size)
    is_same = all(run.get(name) == value for name, value in plan.items())
    return is_same and bool(_to_do_again(manifest, folder))


def _plan(
    manifest: str, surveyed: Survey, model: str | Encoder, format: ShardFormat, max_size: int
) -> dict[str, object]:
    """What has to be the same in all runs that work on a corpus; ``run.json`` tells it."""
    return {
        "aligner": __version__,
        "model": asdict(identity(model)),
        "options": {"format": format, "max_size": max_size},
        "manifest": {"name": Path(manifest).name, "sha256": surveyed.sha256},
    }


def _require_device(device: Device, model: str | Encoder, *, here: bool) -> None:
    """Find out before anything is written; workers elsewhere may see a GPU that is not here."""
    if isinstance(model, str):
        require_use_for(device, model)
    if here and device == "cuda":
        torch_device(device)


def _size(manifest: str, path: str) -> int:
    """Bytes of a file of a list; 0 for one behind a URL, which is not asked for."""
    place = located(folder_of(manifest), path)
    return 0 if is_remote(place) else Path(place).stat().st_size


def _local(folder: str | os.PathLike[str]) -> Path:
    """A corpus is written on this machine."""
    place = located("", os.fspath(folder))
    if is_remote(place):
        raise UsageError(
            f"{place}: a corpus is built in a folder of this machine; name one, and bring it "
            "there with aligner.corpus.publishing.publish"
        )
    return Path(place)


def _default_engine(model: str | Encoder, jobs: int) -> MakeEngine:
    if isinstance(model, str):
        return lambda step: LocalEngine(step, jobs)
    return HereEngine


def _tasks(manifest: str) -> Iterator[Task]:
    documents, number = entries(manifest), 0
    while batch := tuple(islice(documents, BATCH)):
        yield Task(number, batch)
        number += 1


def _to_do_again(manifest: str, folder: str | os.PathLike[str]) -> set[int]:
    """The numbers of the finished batches of a corpus that are to be done again."""
    work, of_finished = _work_in(folder), is_corpus(folder)
    again, tasks = set(), _tasks(manifest)
    for number, batch in work.packed() if of_finished else work.batches():
        task = next((task for task in tasks if task.number == number), None)
        if task is None or len(batch.files) != 2 * len(task.entries):
            raise InputError(
                f"{work.path}: batch {number} is of another list; remove that folder "
                "to leave a finished corpus as it is, or to build an unfinished one anew"
            )
        states = _States.of(task, manifest).with_failed(failures(batch.outcomes))
        if not batch.is_good(states, of_finished=of_finished):
            again.add(number)
    return again


def _work_in(folder: str | os.PathLike[str]) -> WorkFolder:
    """The work folder of a corpus, to look at."""
    return WorkFolder(Path(folder) / WORK, "parquet")


def _noted(
    tasks: Iterable[Task], done: set[int], manifest: str, states: dict[int, _States]
) -> Iterator[Task]:
    """The tasks that are not done; how their files are is put down before they are read."""
    for task in tasks:
        if task.number not in done:
            states[task.number] = _States.of(task, manifest)
            yield task


@dataclass(frozen=True, slots=True)
class _States:
    """How the files of a batch are, two for each document, as far as that costs nothing."""

    places: list[str]
    files: list[FileState]

    @classmethod
    def of(cls, task: Task, manifest: str) -> _States:
        folder = folder_of(manifest)
        paths = (path for entry in task.entries for path in (entry.ko, entry.en))
        places = [located(folder, path) for path in paths]
        return cls(places, [_state_of(place) for place in places])

    def with_failed(self, failed: Container[int]) -> list[FileState]:
        """The states, and those of files behind URLs whose documents failed."""
        return [
            state_of(place) if is_remote(place) and number // 2 in failed else state
            for number, (place, state) in enumerate(zip(self.places, self.files, strict=True))
        ]


def _state_of(place: str) -> FileState:
    if is_remote(place):
        return None
    for path in (Path(place), *Path(place).parents):  # it may lie in a zip file
        try:
            if path.is_file() and os.access(path, os.R_OK):
                return [path.stat().st_size, path.stat().st_mtime_ns]
        except (OSError, ValueError):
            return None
    return None


def _so_far(work: WorkFolder, done: Iterable[int], total: int) -> Progress:
    outcomes = [outcome for number in done for outcome in work.read(number).outcomes]
    errors = sum(isinstance(outcome, ErrorRow) for outcome in outcomes)
    return Progress(len(outcomes), total, len(outcomes), errors)


def _loses(before: Batch, outcomes: Iterable[object]) -> bool:
    """Whether a document that was used failed now, for a reason that may pass."""
    return any(
        isinstance(old, Made) and isinstance(new, PassingErrorRow)
        for old, new in zip(before.outcomes, outcomes, strict=True)
    )


def _watched(
    finished: Iterator[tuple[int, list[Result]]],
    states: dict[int, _States],
    work: WorkFolder,
    state: Progress,
    progress: Callable[[Progress], None],
) -> None:
    """Keep each result as it comes, and tell of it."""
    started = time.perf_counter()
    progress(state)
    before = work.finished()
    for number, parts in finished:
        outcomes = [outcome for part in parts for outcome in part.outcomes]
        files = states.pop(number).with_failed(failures(outcomes))
        if number in before and _loses(work.read(number), outcomes):
            _LOG.warning("a document that was used cannot be had now: its batch stays as it was")
        else:
            work.keep(number, parts, files)
        state = replace(
            state,
            documents=state.documents + len(outcomes),
            errors=state.errors + sum(isinstance(outcome, ErrorRow) for outcome in outcomes),
            sentences=state.sentences + sum(part.sentences for part in parts),
            seconds=time.perf_counter() - started,
        )
        progress(state)
