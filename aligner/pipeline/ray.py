"""The step in the actors of a Ray cluster, or of this machine as a cluster of its own."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from aligner.errors import AlignerError, UsageError
from aligner.pipeline.engine import Task
from aligner.pipeline.local import THREADS
from aligner.pipeline.step import Result, Step
from aligner.version import __version__

if TYPE_CHECKING:
    from ray.actor import ActorHandle

_FAILED_STARTS = 20  # actors in a row that died before they had answered once
_PATIENCE = 1.0  # seconds between looks at a cluster whose workers are all busy
_FRAME_HEADER = 9  # bytes of HTTP/2, of which the fourth tells what follows
_SETTINGS = b"\x04"
_GREETING = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0\0\0" + _SETTINGS + b"\0\0\0\0\0"


class RayEngine:
    """One actor for each copy of the model; each works on one batch at a time.

    ``address`` is that of a running cluster (``auto``, ``ray://head:10001``); without it a
    cluster of this machine alone is started, with ``jobs`` cores. ``jobs`` actors are asked
    for, as many as the cluster has room for by default; each takes one core, and ``gpus`` of
    a GPU (0.5: two share one). Results come back to this process, the only one that writes
    the corpus. Raises UsageError if ray is not installed, there is no such cluster or it has
    no room for a single actor.
    """

    def __init__(
        self,
        step: Step,
        *,
        jobs: int | None = None,
        address: str | None = None,
        gpus: float = 0.0,
    ) -> None:
        self._ray = ray = _imported()
        self._owned = not ray.is_initialized()
        if self._owned:
            _connect(address, jobs)
        nodes = [node["Resources"] for node in ray.nodes() if node["Alive"]]
        self._nodes = len(nodes)
        self._actor = ray.remote(num_cpus=1, num_gpus=gpus, max_restarts=0, max_task_retries=0)(
            _Worker
        )
        self._step = ray.put(step)
        room = sum(_room(resources, gpus) for resources in nodes)
        if room < 1:
            self.close()
            raise UsageError(
                "no machine of the Ray cluster has room for a worker with a core and "
                f"{gpus:g} GPUs; see --gpus-per-worker"
            )
        self._workers: list[ActorHandle[Any]] = [self._new() for _ in range(jobs or room)]

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | None]]:
        """See `Engine.run`; one task is under way in each actor, no more are taken.

        An actor is given its first task when it has answered: one that the cluster has no
        room for, as after the loss of a machine, keeps no task waiting.
        """
        coming = iter(tasks)
        running: dict[Any, tuple[int, Task | None]] = {
            worker.ready.remote(): (place, None) for place, worker in enumerate(self._workers)
        }
        failed_starts = 0
        while running:
            ready, _ = self._ray.wait(list(running), timeout=_PATIENCE)
            for reference in ready:
                place, task = running.pop(reference)
                lives, answer = self._answer(reference)
                failed_starts = 0 if lives or task else failed_starts + 1
                if failed_starts > _FAILED_STARTS:
                    raise AlignerError(
                        f"the Ray workers cannot start; is aligner on all nodes? {answer}"
                    )
                if not lives:
                    # It may be out of reach only, and come back beside the next one.
                    self._ray.kill(self._workers[place])
                    self._workers[place] = self._new()
                    running[self._workers[place].ready.remote()] = place, None
                elif (new := next(coming, None)) is not None:
                    running[self._workers[place].run.remote(new.entries)] = place, new
                if task is not None:
                    yield task, answer if lives else None
                elif lives:
                    _require_version(answer)
            if not ready and not any(task for _, task in running.values()):
                # Nobody works: go on waiting for actors only if there is something to do.
                if (task := next(coming, None)) is None:
                    return
                coming = chain([task], coming)

    def _answer(self, reference: Any) -> tuple[bool, Any]:
        """Whether the actor is still of use, and what it had to say; if not, the reason.

        What the step itself raised is raised here. Everything else that Ray can raise is
        about the actor, its machine or the way to it (died, out of memory, result lost).
        """
        from ray.exceptions import RayError, RayTaskError

        try:
            return True, self._ray.get(reference)
        except RayTaskError as error:
            # An argument or a result that was lost on the way is told of like this.
            if not isinstance(error.cause, RayError):
                raise _cause(error) from None
            return False, _reason(error.cause)
        except RayError as error:
            return False, _reason(error)

    def describe(self) -> dict[str, object]:
        """Its name, how many actors it has, and on how many machines."""
        return {"engine": "ray", "workers": len(self._workers), "nodes": self._nodes}

    def close(self) -> None:
        """Stop the actors, and the cluster if it is our own."""
        for worker in getattr(self, "_workers", ()):
            self._ray.kill(worker)
        if self._owned:
            self._ray.shutdown()

    def _new(self) -> ActorHandle[Any]:
        worker: ActorHandle[Any] = self._actor.remote(self._step)
        return worker


class _Worker:
    """What an actor is: the step, with its model loaded at the first batch."""

    def __init__(self, step: Step) -> None:
        _use_one_thread()
        logging.getLogger("aligner").addHandler(logging.StreamHandler())
        self._step = step

    def ready(self) -> str:
        """The version of the aligner, once there is room for the actor."""
        return __version__

    def run(self, entries: Any) -> Result:
        """Align one batch."""
        return self._step(entries)


def _use_one_thread() -> None:
    """For matrix products, as in the local engine's workers.

    Not by a runtime environment: Ray would start two processes for each actor then, and
    agents to prepare them.
    """
    from threadpoolctl import threadpool_limits

    os.environ.update(dict.fromkeys(THREADS, "1"))  # for libraries that are yet to be loaded
    threadpool_limits(1)


def _imported() -> Any:
    try:
        import ray
    except ImportError:
        raise UsageError("ray is not installed: pip install 'aligner[ray]'") from None
    return ray


def _connect(address: str | None, jobs: int | None) -> None:
    import ray

    local: dict[str, Any] = {} if address else {"num_cpus": jobs, "include_dashboard": False}
    # A cluster of our own tells nobody that it is there; Ray would, unless it is told not to.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    logging.getLogger("ray").setLevel(logging.ERROR)
    try:
        _require_answer(address)
        ray.init(
            address=address or "local",
            log_to_driver=False,
            configure_logging=False,
            **local,
        )
    except (OSError, RuntimeError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        where = f"no Ray cluster at {address}" if address else "Ray cannot start"
        raise UsageError(f"{where}: {reason}") from None


def _require_answer(address: str | None) -> None:
    """Raise OSError if nobody listens at a HOST:PORT, or one who does not speak as Ray does.

    Ray would go on asking for minutes. Its servers are gRPC's, which greet with the settings of
    HTTP/2 (RFC 9113, section 3.4).
    """
    host, colon, port = (address or "").removeprefix("ray://").rpartition(":")
    if not (colon and port.isdecimal()):
        return
    with socket.create_connection((host.strip("[]"), int(port)), _PATIENCE * 10) as connection:
        if os.environ.get("RAY_USE_TLS", "0") not in {"", "0"}:
            return
        connection.sendall(_GREETING)
        answer = b""
        while len(answer) < _FRAME_HEADER and (more := connection.recv(_FRAME_HEADER)):
            answer += more
        if answer[3:4] != _SETTINGS:
            raise OSError("what answers there is something else")


def _room(resources: dict[str, float], gpus: float) -> int:
    """How many actors there is room for on a machine; none is spread over several.

    >>> _room({"CPU": 8.0, "GPU": 2.0}, 0.5), _room({"CPU": 8.0}, 0), _room({"CPU": 8.0}, 1)
    (4, 8, 0)
    """
    room = int(resources.get("CPU", 0))
    return min(room, int(resources.get("GPU", 0) / gpus)) if gpus else room


def _require_version(version: str) -> None:
    """Refuse a machine with another aligner on it: its pairs would be others."""
    if version != __version__:
        raise AlignerError(
            f"a machine of the Ray cluster has aligner {version}, this one {__version__}; "
            "install the same on all"
        )


def _reason(error: BaseException) -> str:
    r"""Where Ray names it: below a traceback from the other side, or above much advice.

    >>> _reason(ValueError("The actor died: Traceback:\n  in x\nImportError: no aligner\n"))
    'ImportError: no aligner'
    """
    from ray.exceptions import OutOfMemoryError

    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0 if isinstance(error, OutOfMemoryError) else -1].strip()


def _cause(error: Any) -> BaseException:
    """What a step raised on the other side."""
    return error.cause if isinstance(error.cause, AlignerError) else error
