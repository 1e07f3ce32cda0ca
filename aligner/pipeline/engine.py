"""What runs the step: a protocol, and the engine that runs it right here.

An engine is given batches of documents and hands back results, in any order. It knows
how to start workers and how to notice that one has died; what then happens to the
documents is decided by `results`, for all engines alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from aligner.corpus.documents import PassingErrorRow
from aligner.corpus.manifest import Entry
from aligner.corpus.shards import ShardFormat, encoded
from aligner.pipeline.step import Result, Step

DEATHS = 3
"""A document in whose company so many workers died, the last time alone, is given up."""


@dataclass(frozen=True, slots=True)
class Task:
    """A batch of documents, and how many workers have died of it."""

    number: int
    entries: tuple[Entry, ...]
    deaths: int = 0


class Engine(Protocol):
    """Where the step runs."""

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | None]]:
        """Each task with its result, or with None if the worker died of it.

        Tasks are taken as there is room for them, results yielded as they are ready.
        Raises what the step raises.
        """
        ...

    def describe(self) -> dict[str, object]:
        """What ``run.json`` should tell of it."""
        ...

    def close(self) -> None:
        """Stop all workers, at once."""
        ...


@dataclass(frozen=True)
class HereEngine:
    """The step in this very process: for an encoder that cannot travel, and for tests."""

    step: Step

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | None]]:
        """One task after the other."""
        for task in tasks:
            yield task, self.step(task.entries)

    def describe(self) -> dict[str, object]:
        """Its name."""
        return {"engine": "here", "workers": 1}

    def close(self) -> None:
        """There is nothing to stop."""


def results(
    engine: Engine, tasks: Iterable[Task], format: ShardFormat
) -> Iterator[tuple[int, list[Result]]]:
    """The number and the result of each task, in parts where its worker kept dying.

    A batch of which a worker died is tried again when all others are done, the second time
    each document alone: that clears those that had the bad luck to be beside the one.
    """
    while True:
        lost = []
        for task, result in engine.run(tasks):
            if result is None:
                lost.append(replace(task, deaths=task.deaths + 1))
            else:
                yield task.number, [result]
        alone = [task for task in lost if task.deaths >= DEATHS - 1]
        for task in alone:
            yield task.number, list(_one_by_one(engine, task, format))
        tasks = [task for task in lost if task.deaths < DEATHS - 1]
        if not tasks:
            return


def _one_by_one(engine: Engine, task: Task, format: ShardFormat) -> Iterator[Result]:
    for entry in task.entries:
        deaths = task.deaths
        result = None
        while result is None and deaths < DEATHS:
            ((_, result),) = engine.run([Task(task.number, (entry,), deaths)])
            deaths += 1
        yield result or _given_up(entry, format)


def _given_up(entry: Entry, format: ShardFormat) -> Result:
    reason = f"the process that worked on it died, {DEATHS} times (out of memory?)"
    return Result((PassingErrorRow(entry.id, entry.ko, entry.en, reason),), encoded((), format))
