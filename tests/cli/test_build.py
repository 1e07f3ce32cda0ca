import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from aligner.corpus import open_corpus
from aligner.pipeline import building
from aligner.pipeline.engine import HereEngine
from tests.pipeline.making import contents, documents, is_alive


@pytest.fixture(autouse=True)
def here(monkeypatch):
    """Work in this process, so that no test waits for others to start."""
    monkeypatch.setattr(building, "_default_engine", lambda model, jobs: HereEngine)
    monkeypatch.delenv("ALIGNER_CACHE", raising=False)


@pytest.fixture
def manifest(tmp_path):
    return documents(tmp_path / "documents", 5)


def test_a_list_to_a_corpus(manifest, tmp_path, run):
    (manifest.parent / "1.en.txt").unlink()
    status, out, err = run("build", manifest, "-o", tmp_path / "corpus", "--format", "jsonl")
    assert status == 0
    corpus = open_corpus(tmp_path / "corpus")
    assert out == corpus.run["signature"] + "\n"
    assert "documents  4, with 12 Korean and 12 English sentences" in err
    assert "not used   1 document; errors.tsv says why:" in err
    assert "d1: " in err
    status, again, err = run("build", manifest, "-o", tmp_path / "b", "--quiet")
    assert (status, again, err) == (0, out, "")


@pytest.fixture
def folders(tmp_path, manifest):
    """A Korean and an English folder."""
    for side in ("ko", "en"):
        (tmp_path / side).mkdir()
        for path in manifest.parent.glob(f"*.{side}.txt"):
            shutil.copy(path, tmp_path / side)
    return tmp_path / "ko", tmp_path / "en"


def test_two_folders_are_paired_first_and_only_once(tmp_path, run, folders):
    corpus = tmp_path / "corpus"
    status, out, err = run("build", *folders, "-o", corpus)
    assert status == 0, err
    assert "paired     5 documents, 0 files without a partner\n" in err
    assert (corpus / "manifest.tsv").read_text("utf-8").startswith("ko\ten\tid\tscore\thow\n../ko/")
    (tmp_path / "ko" / "0.ko.txt").unlink()
    assert run("build", *folders, "-o", corpus, "--resume")[:2] == (0, out)


def test_a_file_of_a_folder_that_cannot_be_read_is_not_forgotten(tmp_path, run, folders):
    ko, en = folders
    text = (ko / "3.ko.txt").read_text("utf-8")
    (ko / "3.ko.txt").write_text("", "utf-8")
    (en / "appendix.txt").write_text("", "utf-8")
    command = ("build", *folders, "-o", tmp_path / "corpus")
    status, out, err = run(*command)
    assert status == 0, err
    assert "paired     5 documents, 1 file without a partner; see " in err
    assert f"left out: {en / 'appendix.txt'}: " in err
    assert "not used   1 document; errors.tsv says why:\n             3: " in err
    assert "try again  with --resume, once their files are mended" in err
    assert "passed by  1 row with one file only" in err
    (row,) = open_corpus(tmp_path / "corpus").errors()
    assert (row.id, row.ko, row.en) == ("3", "../ko/3.ko.txt", "../en/3.en.txt")
    assert row.reason.startswith(f"{ko / '3.ko.txt'}: "), "and not corpus/../ko"
    assert "\t../en/appendix.txt\t" in (tmp_path / "corpus" / "manifest.tsv").read_text("utf-8")
    (ko / "3.ko.txt").write_text(text, "utf-8")
    status, out, err = run(*command, "--resume")
    assert (status, "docs:5|errors:0" in out) == (0, True), err


def test_a_dry_run_of_two_folders_pairs_them_and_leaves_nothing(tmp_path, run, folders):
    before = set(tmp_path.rglob("*"))
    status, out, err = run("build", *folders, "-o", tmp_path / "corpus", "--dry-run")
    assert (status, out.splitlines()[0]) == (0, "documents  5 in 1 batch")
    assert "missing    0 documents" in out
    assert err == "paired     5 documents, 0 files without a partner\n"
    assert set(tmp_path.rglob("*")) == before


def test_two_folders_with_which_nothing_can_be_begun_leave_nothing(tmp_path, run, folders):
    pytest.importorskip("ray")
    for options in (("--address", "127.0.0.1:1"), ("--gpus-per-worker", "99", "--jobs", "1")):
        status, out, err = run(
            "build", *folders, "-o", tmp_path / "corpus", "-q", "--engine", "ray", *options
        )
        assert (status, out, err.count("\n")) == (2, "", 1), err
        assert not (tmp_path / "corpus").exists()


def test_a_dry_run_counts_and_writes_nothing(manifest, tmp_path, run):
    with manifest.open("a", encoding="utf-8") as stream:
        stream.write("x.txt\ty.txt\tx\t\nz.txt\t\t\t\n")
    status, out, _ = run("build", manifest, "-o", tmp_path / "corpus", "--dry-run")
    assert status == 0
    assert "documents  6 in 1 batch\npassed by  1 row with one file only" in out
    assert "missing    1 document with" in out
    assert "size       " in out
    assert "size       0.0" not in out
    assert not (tmp_path / "corpus").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.tsv"], "cannot read nothing.tsv: No such file"),
        (["{folder}"], "name the one with the translations"),
        (["{manifest}", "{folder}"], "there is no such folder; two folders, or one list"),
        (["a", "b", "c"], "name a list of documents, or a Korean and an English folder"),
        (["{manifest}", "--model", "nonsense"], "unknown model 'nonsense'"),
        (["{manifest}", "--device", "cuda"], "use-multilingual runs on the processor alone"),
        (["{manifest}", "--device", "cuda", "--model", "e5"], "torch sees no GPU here"),
        (["{manifest}", "--jobs", "0"], "0 is not in the range"),
        (["{manifest}", "--cache", "{manifest}"], "cannot be used as a cache"),
        (["{empty}", "{empty}"], "no Korean document was found"),
    ],
)
def test_what_cannot_work_is_one_line(manifest, tmp_path, run, monkeypatch, arguments, message):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    (tmp_path / "empty").mkdir()
    places = {"manifest": manifest, "folder": manifest.parent, "empty": tmp_path / "empty"}
    filled = [argument.format(**places) for argument in arguments]
    status, out, err = run("build", *filled, "-o", tmp_path / "corpus")
    assert (status, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1
    assert not (tmp_path / "corpus").exists()


def test_the_cache_told_and_emptied(manifest, tmp_path, run, monkeypatch):
    cache = tmp_path / "cache"
    monkeypatch.setenv("ALIGNER_CACHE", str(cache))
    assert run("build", manifest, "-o", tmp_path / "a", "--no-cache")[0] == 0
    assert not cache.exists()
    assert run("build", manifest, "-o", tmp_path / "b")[0] == 0
    status, out, _ = run("cache", "info")
    assert status == 0
    assert (
        "use-multilingual@f20f3d34  10 sides of documents, 30 sentences; "
        "2 smaller texts looked at besides; "
    ) in out, "the yardstick's"
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert run("cache", "clear", "--cache", cache)[1] == "removed the vectors of 12 texts\n"
    assert run("cache", "info")[1].count("\n") == 1
    monkeypatch.delenv("ALIGNER_CACHE")
    assert run("cache", "info")[0] == 2
    assert "there is no such cache" in run("cache", "info", "--cache", tmp_path)[2]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_a_killed_run_leaves_no_processes_and_is_gone_on_with(tmp_path, run):
    manifest = documents(tmp_path / "documents", 200)
    corpus = tmp_path / "corpus"
    command = [sys.executable, "-m", "aligner", "build", str(manifest), "-o", str(corpus)]
    process = subprocess.Popen([*command, "--jobs", "2"], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not list(corpus.glob(".work/0*.zip")) and time.monotonic() < deadline:
        time.sleep(0.02)
    tasks = Path(f"/proc/{process.pid}/task").glob("*/children")
    children = [pid for task in tasks for pid in task.read_text().split()]
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert len(children) >= 2
    while any(map(is_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(is_alive, children))
    assert run("build", manifest, "-o", corpus)[0] == 2
    assert run("build", manifest, "-o", corpus, "--resume", "-q")[0] == 0
    assert run("build", manifest, "-o", tmp_path / "whole", "-q")[0] == 0
    assert contents(corpus) == contents(tmp_path / "whole")


def test_the_record_of_a_run(manifest, tmp_path, run):
    run("build", manifest, "-o", tmp_path / "corpus", "-q")
    record = json.loads((tmp_path / "corpus" / "run.json").read_text("utf-8"))
    assert record["model"]["name"] == "use-multilingual"
    assert record["counts"]["documents"] == 5
    assert set(record["performance"]["of_the_work"]) == {
        "reading",
        "embedding",
        "aligning",
        "writing",
    }
    (worker,) = record["performance"]["by_worker"].values()
    assert worker["sentences"] == 30
    assert str(os.getpid()) in next(iter(record["performance"]["by_worker"]))


def test_an_interrupt_says_how_to_go_on(run, files, tmp_path, monkeypatch):
    def interrupted(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("aligner.pipeline.build", interrupted)
    manifest = tmp_path / "list.tsv"
    manifest.write_text("ko\ten\n{}\t{}\n".format(*files), encoding="utf-8")
    status, out, err = run("build", manifest, "-o", tmp_path / "news", "-q")
    assert (status, out) == (130, "")
    assert err == "aligner: interrupted; the same with --resume goes on from here\n"
