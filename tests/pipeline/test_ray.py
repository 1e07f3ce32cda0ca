"""One Ray cluster on loopback, of two nodes with a core each, for all tests in here."""

from __future__ import annotations

import os
import re
import signal
import socket
import socketserver
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from aligner.corpus import open_corpus
from aligner.errors import AlignerError, ModelError, UsageError
from aligner.pipeline import building
from aligner.pipeline import ray as ray_engine
from aligner.pipeline.building import build
from aligner.pipeline.engine import HereEngine
from aligner.pipeline.step import Step
from tests.pipeline import making
from tests.pipeline.making import Counting, Working, contents, documents, is_alive


def test_without_ray_the_command_is_named(monkeypatch):
    from aligner.pipeline.ray import RayEngine

    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"pip install 'aligner\[ray\]'"):
        RayEngine(Step())


@pytest.mark.parametrize("address", ["127.0.0.1:{port}", "ray://127.0.0.1:{port}", "[::1]:{port}"])
def test_an_address_at_which_nobody_is_is_told_at_once(address):
    from aligner.pipeline.ray import RayEngine

    pytest.importorskip("ray")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        filled = address.format(port=taken.getsockname()[1])
        with pytest.raises(UsageError, match=r"^no Ray cluster at .*: \[Errno"):
            RayEngine(Step(), address=filled)


@pytest.mark.parametrize("address", ["127.0.0.1:{port}", "ray://127.0.0.1:{port}"])
@pytest.mark.parametrize("answer", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"SSH-2.0\r\n", b""])
def test_an_address_at_which_something_else_is_is_told_at_once(address, answer):
    from aligner.pipeline.ray import RayEngine

    pytest.importorskip("ray")

    class Answer(socketserver.BaseRequestHandler):
        def handle(self):
            self.request.recv(1000)
            self.request.sendall(answer)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        filled = address.format(port=server.server_address[1])
        with pytest.raises(UsageError, match=r"^no Ray cluster at .*: what answers there is some"):
            RayEngine(Step(), address=filled)
        server.shutdown()


def test_a_worker_s_products_use_one_thread(monkeypatch):
    from threadpoolctl import threadpool_info, threadpool_limits

    with threadpool_limits(2), monkeypatch.context() as patch:
        for name in ray_engine.THREADS:
            patch.setenv(name, "2")
        ray_engine._Worker(Step())
        products = [each["num_threads"] for each in threadpool_info()]
        assert products
        assert set(products) == {1}
        assert {os.environ[name] for name in ray_engine.THREADS} == {"1"}


class _StubbedRay:
    """Ray in this very process, whose `get` raises what a test wants for some documents."""

    def __init__(self, fault, document, times):
        self.fault, self.document, self.left = fault, document, times
        self.killed = 0

    def is_initialized(self):
        return True

    def nodes(self):
        return self.machines

    machines = ({"Alive": True, "Resources": {"CPU": 1.0}},)

    def put(self, value):
        return value

    def remote(self, **_):
        return self._actors

    def _actors(self, kind):
        stub = self

        class Handle:
            def __init__(self, *arguments):
                actor = kind(*arguments)
                self.ready = Method(actor.ready)
                self.run = Method(actor.run)

        class Method:
            def __init__(self, function):
                self.function = function

            def remote(self, *arguments):
                return lambda: stub.answered(self.function, arguments)

        class Actors:
            def options(self, **_):
                return self

            def remote(self, *arguments):
                return Handle(*arguments)

        return Actors()

    def answered(self, function, arguments):
        entries = arguments[0] if arguments else ()
        if self.left and any(entry.id == self.document for entry in entries):
            self.left -= 1
            raise self.fault
        return function(*arguments)

    def wait(self, references, timeout):
        return references[:1], references[1:]

    def get(self, reference):
        return reference()

    def kill(self, worker):
        self.killed += 1


def _faults():
    exceptions = pytest.importorskip("ray.exceptions")
    lost = exceptions.ObjectLostError("00" * 28, "node", "stack")
    return {
        "worker": exceptions.WorkerCrashedError(),
        "memory": exceptions.OutOfMemoryError("the node runs low"),
        "node": exceptions.NodeDiedError("the node died"),
        "raylet": exceptions.LocalRayletDiedError(),
        "system": exceptions.RaySystemError("the socket closed"),
        "out of reach": exceptions.ActorUnavailableError("unavailable", b"0" * 16),
        "died": exceptions.ActorDiedError(),
        "lost": lost,
        "lost on the way": exceptions.RayTaskError("run", "Traceback", lost).as_instanceof_cause(),
    }


@pytest.mark.parametrize(
    "name",
    [
        "worker",
        "memory",
        "node",
        "raylet",
        "system",
        "out of reach",
        "died",
        "lost",
        "lost on the way",
    ],
)
def test_every_fault_of_ray_costs_a_worker_and_no_run(name, manifest, tmp_path, whole, monkeypatch):
    for times, given_up in ((1, []), (2, []), (3, ["d7"])):
        stub = _StubbedRay(_faults()[name], "d7", times)
        monkeypatch.setattr(ray_engine, "_imported", lambda stub=stub: stub)
        corpus = build(manifest, tmp_path / f"{times}", model=Counting(), engine=engine)
        assert [row.id for row in corpus.errors()] == given_up
        assert stub.killed == times + 2, "those of the faults, and the two at the end"
        if not given_up:
            assert contents(corpus.folder) == whole


def test_what_the_step_raises_ends_the_run(manifest, tmp_path, small_batches, monkeypatch):
    from ray.exceptions import RayTaskError

    fault = RayTaskError("run", "Traceback", ModelError("no such model")).as_instanceof_cause()
    stub = _StubbedRay(fault, "d7", 1)
    monkeypatch.setattr(ray_engine, "_imported", lambda: stub)
    with pytest.raises(ModelError, match=r"^no such model$"):
        build(manifest, tmp_path / "corpus", model=Counting(), engine=engine)


@pytest.mark.parametrize(
    ("gpus", "each", "workers"),
    [(0, 0, 4), (1, 1, 2), (1, 0.5, 4), (2, 2, 2), (1, 2, 0), (0, 1, 0)],
)
def test_a_worker_has_room_on_one_machine_or_nowhere(monkeypatch, gpus, each, workers):
    from aligner.pipeline.ray import RayEngine

    stub = _StubbedRay(None, "", 0)
    machine = {"Alive": True, "Resources": {"CPU": 2.0, "GPU": float(gpus)}}
    stub.machines = [machine, machine, {"Alive": False, "Resources": {"CPU": 9.0, "GPU": 9.0}}]
    monkeypatch.setattr(ray_engine, "_imported", lambda: stub)
    if workers:
        assert RayEngine(Step(), gpus=each).describe() == {
            "engine": "ray",
            "workers": workers,
            "nodes": 2,
        }
    else:
        with pytest.raises(UsageError, match=f"has room for a worker with a core and {each} GPUs"):
            RayEngine(Step(), gpus=each)


def test_a_machine_with_another_aligner_is_refused(manifest, tmp_path, monkeypatch):
    stub = _StubbedRay(None, "", 0)
    monkeypatch.setattr(ray_engine, "_imported", lambda: stub)
    monkeypatch.setattr(ray_engine._Worker, "ready", lambda self: "0.0.1")
    with pytest.raises(AlignerError, match=r"has aligner 0\.0\.1, this one"):
        build(manifest, tmp_path / "corpus", model=Counting(), engine=engine)


def test_workers_that_never_start_are_told_with_the_reason(manifest, tmp_path, monkeypatch):
    from ray.exceptions import ActorDiedError

    def fails(self):
        raise ActorDiedError

    stub = _StubbedRay(None, "", 0)
    monkeypatch.setattr(ray_engine, "_imported", lambda: stub)
    monkeypatch.setattr(ray_engine._Worker, "ready", fails)
    with pytest.raises(AlignerError, match="cannot start; is aligner on all nodes"):
        build(manifest, tmp_path / "corpus", model=Counting(), engine=engine)


@pytest.fixture(scope="module")
def cluster():
    ray = pytest.importorskip("ray")
    from ray.cluster_utils import Cluster

    ray.cloudpickle.register_pickle_by_value(making)
    patch = pytest.MonkeyPatch()
    patch.setenv("RAY_DISABLE_MEMORY_MONITOR", "1")
    node = {"num_cpus": 1, "include_dashboard": False, "object_store_memory": 80_000_000}
    cluster = Cluster(initialize_head=True, head_node_args=node)
    cluster.add_node(num_cpus=1, object_store_memory=80_000_000)
    ray.init(address=cluster.address, log_to_driver=False, logging_level="ERROR")
    yield cluster
    ray.shutdown()
    cluster.shutdown()
    patch.undo()


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(building, "BATCH", 2)


@pytest.fixture
def manifest(tmp_path):
    (tmp_path / "workers").mkdir()
    return documents(tmp_path / "documents", 24)


@pytest.fixture
def whole(manifest, tmp_path, small_batches):
    corpus = build(manifest, tmp_path / "whole", model=Counting(), engine=HereEngine)
    return contents(corpus.folder)


def engine(step):
    from aligner.pipeline.ray import RayEngine

    return RayEngine(step, jobs=2)


pytestmark = pytest.mark.filterwarnings("ignore")


def test_the_result_is_the_local_one_s(cluster, manifest, tmp_path, whole):
    model = Working(tmp_path / "workers")
    corpus = build(manifest, tmp_path / "ray", model=model, engine=engine)
    assert contents(corpus.folder) == whole
    performance = corpus.run["performance"]
    assert (performance["engine"], performance["workers"], performance["nodes"]) == ("ray", 2, 2)
    assert sum(one["sentences"] for one in performance["by_worker"].values()) == 24 * 6


def test_what_one_engine_began_another_finishes(cluster, manifest, tmp_path, whole):
    def stop(state):
        if state.documents >= 6:
            raise KeyboardInterrupt

    model = Working(tmp_path / "workers")
    with pytest.raises(KeyboardInterrupt):
        build(manifest, tmp_path / "corpus", model=model, engine=engine, progress=stop)
    seen = []
    options = {"model": Counting(), "resume": True, "progress": seen.append}
    corpus = build(manifest, tmp_path / "corpus", **options)
    assert seen[0].resumed >= 6
    assert contents(corpus.folder) == whole


def test_a_document_that_kills_its_worker_three_times(cluster, manifest, tmp_path, whole):
    model = Working(tmp_path / "workers", deadly="It rained for 9 days")
    corpus = build(manifest, tmp_path / "corpus", model=model, engine=engine)
    assert [row.id for row in corpus.errors()] == ["d7"]
    assert "died, 3 times" in next(corpus.errors()).reason
    assert len(list(corpus.documents())) == 23
    assert len(list((tmp_path / "workers").iterdir())) >= 3, "three died"


DRIVER = """
import sys
from pathlib import Path
import ray
from aligner.pipeline import building
from aligner.pipeline.ray import RayEngine
from tests.pipeline import making

manifest, folder, workers, log, address = sys.argv[1:]
ray.cloudpickle.register_pickle_by_value(making)
building.BATCH = 2
building.build(
    manifest,
    folder,
    model=making.Working(Path(workers), log=Path(log)),
    engine=lambda step: RayEngine(step, jobs=2, address=address),
)
"""


def documents_in(log):
    """The documents that workers began with, by what stands in them."""
    return set(re.findall(r"It rained for (\d+) days", log.read_text("utf-8")))


def test_a_driver_that_is_killed_loses_what_was_under_way(cluster, manifest, tmp_path, whole):
    log, corpus, workers = tmp_path / "log", tmp_path / "corpus", tmp_path / "workers"
    places = map(str, (manifest, corpus, workers, log, cluster.address))
    driver = subprocess.Popen(
        [sys.executable, "-c", DRIVER, *places], cwd=Path(making.__file__).parents[2]
    )
    deadline = time.monotonic() + 90
    while len(list(corpus.glob(".work/0*.zip"))) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    driver.send_signal(signal.SIGKILL)
    driver.wait()
    pids = [int(path.name) for path in workers.iterdir()]
    while any(map(is_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_alive, pids)), "the workers went with it"
    kept = 2 * len(list(corpus.glob(".work/0*.zip")))
    assert 6 <= kept < 24
    assert len(documents_in(log)) - kept <= 2 * 2, "two workers, two documents each"
    again = tmp_path / "again"
    model = Working(workers, log=again)
    build(manifest, corpus, model=model, engine=engine, resume=True)
    assert len(documents_in(again)) == 24 - kept
    assert contents(corpus) == whole


SHORT_OF_MEMORY = """
import sys
import ray
from ray._private.utils import get_system_memory, get_used_memory
from aligner.pipeline import building
from aligner.pipeline import ray as ray_engine
from tests.pipeline import making

manifest, folder = sys.argv[1:]
ray.cloudpickle.register_pickle_by_value(making)
room = (get_used_memory() + 3_000_000_000) / get_system_memory()
settings = {"memory_usage_threshold": room, "memory_monitor_refresh_ms": 50}
ray.init("local", num_cpus=2, include_dashboard=False, log_to_driver=False, _system_config=settings)
building.BATCH = 2
reason = ray_engine._reason
ray_engine._reason = lambda error: print(type(error).__name__, reason(error)) or reason(error)
building.build(
    manifest,
    folder,
    model=making.Hungry("It rained for 9 days"),
    engine=lambda step: ray_engine.RayEngine(step, jobs=2),
)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Ray watches the memory of Linux only")
def test_a_document_for_which_ray_has_too_little_memory(manifest, tmp_path, whole, monkeypatch):
    utils = pytest.importorskip("ray._private.utils")
    if utils.get_system_memory() - utils.get_used_memory() < 7_000_000_000:
        pytest.skip("takes 5 GB for a moment")
    monkeypatch.delenv("RAY_DISABLE_MEMORY_MONITOR", raising=False)
    run = subprocess.run(
        [sys.executable, "-c", SHORT_OF_MEMORY, str(manifest), str(tmp_path / "corpus")],
        cwd=Path(making.__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert run.stdout.count("killed due to the node running low on memory") >= 3
    assert run.stdout.startswith("OutOfMemoryError ")
    corpus = open_corpus(tmp_path / "corpus")
    assert [row.id for row in corpus.errors()] == ["d7"]
    assert "died, 3 times (out of memory?)" in next(corpus.errors()).reason
    kept = whole["documents.tsv"].decode().splitlines()
    left = (tmp_path / "corpus" / "documents.tsv").read_text("utf-8").splitlines()
    assert left == [line for line in kept if not line.startswith("d7\t")]


def test_a_worker_and_then_a_node_are_lost(cluster, manifest, tmp_path, whole):
    second = next(node for node in cluster.list_all_nodes() if not node.head)
    lost = []

    def lose(state):
        if state.documents >= 4 and not lost:
            pid = next((tmp_path / "workers").iterdir()).name
            os.kill(int(pid), signal.SIGKILL)
            lost.append(pid)
        if state.documents >= 10 and len(lost) == 1:
            cluster.remove_node(second, allow_graceful=False)
            lost.append(second)

    model = Working(tmp_path / "workers")
    corpus = build(manifest, tmp_path / "corpus", model=model, engine=engine, progress=lose)
    assert len(lost) == 2
    assert contents(corpus.folder) == whole
