"""One Ray cluster on loopback, of two nodes with a core each, for all tests in here."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from aligner.errors import UsageError
from aligner.pipeline import building
from aligner.pipeline.building import build
from aligner.pipeline.engine import HereEngine
from tests.pipeline import making
from tests.pipeline.making import Counting, Working, contents, documents


def test_without_ray_the_command_is_named(monkeypatch):
    from aligner.pipeline.ray import RayEngine
    from aligner.pipeline.step import Step

    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"pip install 'aligner\[ray\]'"):
        RayEngine(Step())


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
