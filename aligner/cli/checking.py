"""What ``aligner check`` does with a file: two readings of it, and the checks on all cores."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from aligner.checks import Checker, repair
from aligner.cli.places import here, is_elsewhere
from aligner.corpus import is_corpus
from aligner.errors import AlignerError, InputError, UsageError
from aligner.formats import format_of, read_placed
from aligner.formats.placed import Trouble, refuse
from aligner.types import Pair

if TYPE_CHECKING:
    from aligner.formats import Placed

Fixes = Literal["safe", "unsafe"]

_FEW = 2000
"""So many pairs are checked faster than other processes are started."""
_BATCH_PAIRS = 200
_BATCH_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file of pairs that can be read as often as one likes; ``name`` is for messages."""

    path: Path
    name: str
    format: str

    def read(self, trouble: Trouble = refuse) -> Iterator[Placed]:
        """The pairs with their lines."""
        # Moses names its two files itself.
        return read_placed(self.path, self.format, source=self.name, trouble=trouble)


@contextmanager
def readable(file: str, input_format: str | None) -> Iterator[Source]:
    """The source that a FILE means; what is no file here becomes one for the time."""
    if is_elsewhere(file):
        with here(file) as copy, readable(os.fspath(copy), input_format) as source:
            yield replace(source, name=file)
        return
    if file == "-":
        if input_format is None:
            raise UsageError("standard input has no ending; name its format with --input-format")
        if sys.stdin is None:
            raise InputError("standard input is closed; name a file")
    name = "standard input" if file == "-" else file
    path = Path(file)
    if is_corpus(path):
        raise UsageError(
            f"{file} is a corpus: its documents were checked when it was built, and "
            f"'aligner stats {file}' counts the findings; to check it anew, "
            f"'aligner export {file} -o pairs.jsonl' first"
        )
    form = format_of(file, input_format)
    if file != "-" and (path.is_file() or path.is_dir() or not path.exists() or form == "moses"):
        yield Source(path, name, form)
        return
    if form == "moses":
        raise UsageError("moses is two files, which one stream cannot hold; name a file instead")
    with tempfile.TemporaryDirectory(prefix="aligner-") as folder:
        spooled = Path(folder, "pairs")
        with spooled.open("wb") as target:
            if file == "-":
                shutil.copyfileobj(sys.stdin.buffer, target)
            else:
                with path.open("rb") as pipe:
                    shutil.copyfileobj(pipe, target)
        yield Source(spooled, name, form)


@dataclass(frozen=True, slots=True)
class Examined:
    """A pair as it was found, as it is after the fixes, and how many fixes that were."""

    line: int
    found: Pair
    left: Pair
    fixed: int


def examined(
    pairs: Iterable[Placed], checker: Checker, fixes: Fixes | None, jobs: int
) -> Iterator[Examined]:
    """Check pairs that the checker has surveyed, and fix them if wanted, in their order.

    With several ``jobs`` batches of pairs go to as many processes; no more of them
    are under way than keep these busy, so memory does not grow with the pairs.
    """
    examine = partial(_examine, checker, fixes)
    if jobs == 1:
        yield from map(examine, pairs)
        return
    under_way: deque[Future[list[Examined]]] = deque()
    fork = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(jobs, fork, _prepare, (examine,)) as pool:
            for batch in _batches(pairs):
                under_way.append(pool.submit(_examine_batch, batch))
                if len(under_way) > 2 * jobs:
                    yield from under_way.popleft().result()
            while under_way:
                yield from under_way.popleft().result()
    except BrokenProcessPool:
        raise AlignerError(
            "a process was ended from outside, as happens for want of memory; use --jobs 1"
        ) from None


def processes_for(count: int, jobs: int | None) -> int:
    """How many processes are worth it for so many pairs: all cores, or one if they are few.

    >>> processes_for(10, None), processes_for(10, 3) in (1, 3)
    (1, True)
    """
    # The checks are closures, which only a fork can hand to another process.
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    if jobs is not None:
        return jobs
    return _cores() if count > _FEW else 1


def _cores() -> int:
    """The processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _examine(checker: Checker, fixes: Fixes | None, placed: Placed) -> Examined:
    found = checker.check(placed.pair)
    if fixes is None:
        return Examined(placed.line, found, found, 0)
    [left], fixed = repair([found], unsafe=fixes == "unsafe")
    # What is mended on one side can be evidence about the other.
    return Examined(placed.line, found, checker.check(left) if fixed else left, fixed)


_examine_here: partial[Examined]
"""In a process of the pool, how it examines a pair."""


def _prepare(examine: partial[Examined]) -> None:
    global _examine_here
    _examine_here = examine
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _examine_batch(batch: list[Placed]) -> list[Examined]:
    return [_examine_here(placed) for placed in batch]


def _batches(pairs: Iterable[Placed]) -> Iterator[list[Placed]]:
    batch: list[Placed] = []
    characters = 0
    for placed in pairs:
        batch.append(placed)
        characters += len(placed.pair.ko or "") + len(placed.pair.en or "")
        if len(batch) == _BATCH_PAIRS or characters > _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
