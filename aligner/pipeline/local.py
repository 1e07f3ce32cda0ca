"""The step in processes of this machine."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import Connection

from aligner.corpus.manifest import Entry
from aligner.errors import AlignerError
from aligner.pipeline.engine import Task
from aligner.pipeline.step import Result, Step

# One thread each: the workers share the cores already, and sums come out the same.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


class LocalEngine:
    """``jobs`` processes, each with the model loaded once.

    They are spawned, not forked: a fork would take over the locks of whatever threads this
    process has. Each is a pool of its own, so that it is known of which task one died.
    """

    def __init__(self, step: Step, jobs: int) -> None:
        self._step = step
        self._workers = [_Worker(step) for _ in range(jobs)]

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | None]]:
        """See `Engine.run`; one task is under way in each process."""
        coming = iter(tasks)
        running: dict[Future[Result], tuple[int, Task]] = {}

        def feed(place: int) -> None:
            if (task := next(coming, None)) is not None:
                running[self._workers[place].submit(task.entries)] = place, task

        for place in range(len(self._workers)):
            feed(place)
        while running:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                place, task = running.pop(future)
                try:
                    result = future.result()
                except BrokenProcessPool:
                    self._workers[place].require_started()
                    self._workers[place].close()
                    self._workers[place] = _Worker(self._step)
                    result = None
                feed(place)  # before the result is written: nobody waits for the disk
                yield task, result

    def describe(self) -> dict[str, object]:
        """Its name and the number of processes."""
        return {"engine": "local", "workers": len(self._workers)}

    def close(self) -> None:
        """End all processes, busy ones too."""
        for worker in self._workers:
            worker.close()


class _Worker:
    """One process, which ends when it is closed or when this process is no more."""

    def __init__(self, step: Step) -> None:
        context = multiprocessing.get_context("spawn")
        there, self._alive = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(
            1, mp_context=context, initializer=_prepare, initargs=(step, there)
        )
        with _one_thread():
            self._started = self._pool.submit(os.getpid)

    def submit(self, entries: Sequence[Entry]) -> Future[Result]:
        try:
            return self._pool.submit(_run, entries)
        except BrokenProcessPool as error:
            broken: Future[Result] = Future()
            broken.set_exception(error)
            return broken

    def require_started(self) -> None:
        """Raise AlignerError if the process never came up: another one would not either."""
        if self._started.exception() is not None:
            raise AlignerError(
                "the worker processes cannot start; a script that calls aligner.build has to do "
                "so under 'if __name__ == \"__main__\":'"
            )

    def close(self) -> None:
        self._alive.close()
        self._pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Processes that are started meanwhile have one thread for matrix products."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


_step: Step | None = None


def _prepare(step: Step, alive: Connection) -> None:
    """Begin a worker: an interrupt is its parent's business, and it does not outlive that."""
    global _step
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(alive,), daemon=True).start()
    logging.getLogger("aligner").addHandler(logging.StreamHandler())
    _step = step


def _end_with(alive: Connection) -> None:
    try:
        alive.recv()
    except EOFError:
        os._exit(1)


def _run(entries: Sequence[Entry]) -> Result:
    assert _step is not None
    return _step(entries)
