"""Corpora and files of pairs in a store: an S3 server on loopback that is slow and fails."""

import json
import shutil
import tempfile
from pathlib import Path

import pytest

from aligner.documents import remote
from aligner.errors import InputError
from aligner.pipeline import building
from aligner.pipeline.engine import HereEngine
from aligner.pipeline.workfolder import WorkFolder
from tests.loopback import s3_store
from tests.pipeline.making import contents, documents

pytestmark = pytest.mark.filterwarnings("ignore")

URL = "s3://bucket/news"


@pytest.fixture(scope="module")
def server():
    with s3_store() as store:
        yield store


@pytest.fixture
def store(server, monkeypatch, tmp_path):
    """An empty bucket that answers well, and a folder of its own for temporary files."""
    monkeypatch.setattr(remote, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(building, "_default_engine", lambda model, jobs: HereEngine)
    monkeypatch.setattr(building, "BATCH", 2)
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.delenv("ALIGNER_CACHE", raising=False)
    server.empty()
    return server


@pytest.fixture
def manifest(tmp_path):
    return documents(tmp_path / "documents", 5)


@pytest.fixture
def local(manifest, tmp_path, run):
    """The corpus as it is built on this machine."""
    assert run("build", manifest, "-o", tmp_path / "local", "-q")[0] == 0
    return tmp_path / "local"


def put(store, folder, place="news"):
    for path in folder.rglob("*"):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            store.direct.pipe_file(f"bucket/{place}/{name}", path.read_bytes())


def same(store, local, tmp_path):
    """Whether the store holds what is in a folder, but for what differs between runs."""
    for name, content in store.files("news").items():
        path = tmp_path / "fetched" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    found = contents(tmp_path / "fetched")
    shutil.rmtree(tmp_path / "fetched")
    return found == contents(local)


def left(tmp_path):
    return list((tmp_path / "tmp").iterdir())


def test_a_corpus_is_built_here_and_brought_to_a_store_that_fails_now_and_again(
    store, manifest, local, tmp_path, run
):
    store.fails = lambda method, path, count: method in ("PUT", "DELETE") and count == 1
    store.delay = lambda method, path, count: 0.2 if path.endswith("documents.tsv") else 0.0
    status, out, err = run("build", manifest, "-o", URL)
    assert status == 0, err
    assert out == json.loads((local / "run.json").read_text())["signature"] + "\n"
    assert f"building   in {tmp_path}/tmp/aligner-news-" in err
    assert f"written    {URL} in" in err
    assert same(store, local, tmp_path)
    assert not left(tmp_path)
    assert store.came["PUT", "/bucket/news/errors.tsv"] == 2
    # A second run is refused as on this machine; --resume finds that there is nothing to do.
    assert "holds a finished corpus" in run("build", manifest, "-o", URL)[2]
    store.came.clear()
    status, again, err = run("build", manifest, "-o", URL, "--resume")
    assert (status, again) == (0, out), err
    assert f"finished   {URL} already; nothing was done" in err
    assert not [method for method, _ in store.came if method in ("PUT", "DELETE")]
    other = documents(tmp_path / "others", 3)
    status, _, err = run("build", other, "-o", URL, "--resume")
    assert status == 2
    assert f"{URL}: was begun with manifest" in err
    assert same(store, local, tmp_path)
    assert not left(tmp_path)


def test_what_failed_on_its_way_is_half_there_and_goes_on_with_resume(
    store, manifest, local, tmp_path, run
):
    store.fails = lambda method, path, count: method == "PUT" and path.endswith("00.parquet")
    status, out, err = run("build", manifest, "-o", URL, "-q")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert f"{URL}/pairs/00000.parquet: cannot be written, 4 times in a row: " in err
    (kept,) = left(tmp_path)
    assert f"nothing is lost, all of it is in {kept}" in err
    assert contents(kept) == contents(local)
    assert store.came["PUT", "/bucket/news/pairs/00000.parquet"] == remote.ATTEMPTS
    assert {"unfinished.json", "documents.tsv"} <= set(store.files("news"))
    assert "run.json" not in store.files("news")
    assert "was not brought there whole" in run("stats", URL)[2]
    store.fails = lambda method, path, count: False
    assert "holds a finished corpus" in run("build", manifest, "-o", URL)[2]
    status, _, err = run("build", manifest, "-o", URL, "--resume")
    assert status == 0
    assert f"written    {URL}" in err
    assert same(store, local, tmp_path)
    assert not left(tmp_path)


def test_documents_that_are_tried_again_replace_the_corpus_in_the_store(
    store, manifest, local, tmp_path, run
):
    store.fails = lambda method, path, count: method == "GET" and "/3.ko" in path
    put(store, manifest.parent, "documents")
    command = ("build", "s3://bucket/documents/list.tsv", "-o", URL, "--work", tmp_path / "work")
    status, _, err = run(*command)
    assert status == 0
    assert "1 of these failed for a reason that may have passed" in err
    assert json.loads(store.files("news")["run.json"])["counts"]["passing"] == 1
    store.fails = lambda method, path, count: False
    status, _, err = run(*command, "--resume")
    assert status == 0, err
    assert same(store, local, tmp_path)
    assert contents(tmp_path / "work") == contents(local), "what was named stays"


def test_another_machine_tries_again_what_failed(store, manifest, local, tmp_path, run):
    store.fails = lambda method, path, count: method == "GET" and "/3.ko" in path
    put(store, manifest.parent, "documents")
    store.direct.rm_file("bucket/documents/0.en.txt")
    store.direct.pipe_file("bucket/documents/4.ko.txt", b"")
    command = ("build", "s3://bucket/documents/list.tsv", "-o", URL)
    status, _, err = run(*command)
    assert status == 0, err
    assert "2 of these failed for a reason that may have passed" in err
    assert not left(tmp_path), "another machine has nothing either"
    status, _, err = run(*command, "--resume")
    assert status == 0, err
    assert f"written    {URL}" in err
    assert json.loads(store.files("news")["run.json"])["counts"]["errors"] == 3
    store.fails = lambda method, path, count: False
    put(store, manifest.parent, "documents")
    status, _, err = run(*command, "--resume")
    assert status == 0, err
    assert same(store, local, tmp_path)
    assert not left(tmp_path)


def test_another_machine_fetches_no_corpus_that_it_can_do_nothing_for(
    store, manifest, tmp_path, run
):
    (manifest.parent / "3.en.txt").write_text("", "utf-8")
    command = ("build", manifest, "-o", URL)
    assert run(*command)[0] == 0
    store.came.clear()
    status, _, err = run(*command, "--resume")
    assert status == 0, err
    assert f"finished   {URL} already; nothing was done" in err
    assert not [path for _, path in store.came if path.endswith(".parquet")]
    assert not left(tmp_path)


def test_a_corpus_that_cannot_be_fetched_whole_is_not_taken_for_one(
    store, manifest, local, tmp_path, run
):
    mended = manifest.parent / "3.en.txt"
    text = mended.read_text("utf-8")
    mended.unlink()
    command = ("build", manifest, "-o", URL)
    assert run(*command)[0] == 0
    mended.write_text(text, "utf-8")
    store.fails = lambda method, path, count: method == "GET" and path.endswith(".parquet")
    status, _, err = run(*command, "--resume")
    assert (status, err.count("\n")) == (2, 1)
    assert "00000.parquet: cannot be read" in err
    store.fails = lambda method, path, count: False
    status, _, err = run(*command, "--resume")
    assert status == 0, err
    assert same(store, local, tmp_path)


@pytest.fixture
def lacking(store, manifest, run):
    """The command of a corpus in the store that lacks a document, which is mended by now."""
    mended = manifest.parent / "3.en.txt"
    text = mended.read_text("utf-8")
    mended.unlink()
    command = ("build", manifest, "-o", URL)
    assert run(*command)[0] == 0
    mended.write_text(text, "utf-8")
    store.came.clear()
    return command


@pytest.mark.parametrize(
    "options", [("--max-size", "100"), ("--format", "jsonl"), ("--model", "e5")]
)
def test_other_options_fetch_no_corpus(store, lacking, tmp_path, run, options):
    status, _, err = run(*lacking, "--resume", *options)
    assert (status, err.count("\n")) == (2, 1), err
    assert f"{URL}: was begun with " in err
    assert not [path for _, path in store.came if path.endswith(".parquet")]
    assert not left(tmp_path)


def test_a_copy_with_which_nothing_was_begun_goes_again(lacking, tmp_path, run, monkeypatch):
    def stop(*_):
        raise InputError(f"{next((tmp_path / 'tmp').iterdir())}: odd")

    monkeypatch.setattr(WorkFolder, "bring_back", stop)
    status, _, err = run(*lacking, "--resume")
    assert (status, err.splitlines()[-1]) == (2, f"aligner: {URL}: odd")
    assert not left(tmp_path)


def test_an_older_copy_does_not_replace_a_fuller_corpus(store, lacking, local, tmp_path, run):
    work = tmp_path / "work"
    for name, content in store.files("news").items():
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_bytes(content)
    assert run(*lacking, "--resume")[0] == 0
    assert same(store, local, tmp_path)
    (work / ".work" / "batches.zip").unlink()
    status, _, err = run(*lacking, "--resume", "--work", work)
    assert status == 2
    assert f"{URL}: holds 5 documents, and {work} an older corpus with 4; remove that" in err
    assert same(store, local, tmp_path)


def test_two_folders_do_not_go_on_with_a_list(lacking, manifest, tmp_path, run):
    status, _, err = run("build", manifest.parent, manifest.parent, *lacking[2:], "--resume")
    assert status == 2
    assert (
        err
        == f"aligner: {URL}: was begun with a list of documents, not with two folders; name it\n"
    )
    assert not left(tmp_path)


@pytest.mark.parametrize("name", ["thesis.txt", "documents.tsv", "run.json", "unfinished.json"])
def test_what_is_there_and_is_not_this_corpus_is_not_touched(store, manifest, run, name):
    store.direct.pipe_file(f"bucket/news/{name}", b'{"layout": 1, "aligner": "0.0.9"}')
    for options in ((), ("--resume",)):
        status, _, err = run("build", manifest, "-o", URL, *options)
        assert status == 2
        assert f"aligner: {URL}: " in err
    assert list(store.files("news").values()) == [b'{"layout": 1, "aligner": "0.0.9"}']


def test_places_that_cannot_be_built_in_are_one_line(store, manifest, tmp_path, run):
    for arguments, message in (
        (("-o", "s3://nowhere/news"), "s3://nowhere/news: no such file or bucket"),
        (("-o", tmp_path / "corpus", "--work", tmp_path / "work"), "--work is for a corpus"),
        (("-o", "nonsense://a/b"), "nonsense://a/b: Protocol not known"),
        (("-o", URL, "--work", manifest), "cannot make"),
    ):
        status, out, err = run("build", manifest, *arguments)
        assert (status, out) == (2, "")
        assert message in err
        assert err.count("\n") == 1
    assert not left(tmp_path)


def test_every_command_reads_from_a_store_and_writes_to_one(store, samples, tmp_path, run):
    put(store, samples)
    near, far = run("stats", samples, "--json"), run("stats", URL, "--json")
    assert far == near
    for command in (
        ("filter", "--min-confidence", "0", "-o"),
        ("split", "--validation", "0.2", "--test", "0.2", "-o"),
        ("export", "--format", "openai", "-o"),
    ):
        name, *options = command
        status, _, err = run(name, URL, *options, f"s3://bucket/{name}")
        assert status == 0, err
        assert run(name, samples, *options, tmp_path / name)[0] == 0
        files = store.files(name)
        made = {p.relative_to(tmp_path / name) for p in (tmp_path / name).rglob("*.*")}
        assert set(map(Path, files)) == made
        assert all(
            content == (tmp_path / name / file).read_bytes()
            for file, content in files.items()
            if file != "run.json"
        )
        status, _, err = run(name, URL, *options, f"s3://bucket/{name}")
        assert (status, err.count("\n")) == (2, 1), "there is something now"
        assert f"s3://bucket/{name}: holds" in err
    assert run("split", "s3://bucket/split", "--check")[0] == 0
    assert run("filter", URL, "--report")[:2] == run("filter", samples, "--report")[:2]
    assert run("export", URL, "-o", "s3://bucket/one/x.ko")[0] == 0
    assert set(store.files("one")) == {"x.ko", "x.en"}
    assert run("export", "s3://bucket/one/x.ko", "-o", "s3://bucket/one/x.tmx")[0] == 0
    assert run("report", "s3://bucket/one/x.tmx", "-o", "s3://bucket/one/x.html")[0] == 0
    assert store.files("one")["x.html"].startswith(b"<!")
    status, out, err = run("check", "s3://bucket/one/x.tmx", "--format", "concise")
    assert status in (0, 1), err
    assert all(line.startswith("s3://bucket/one/x.tmx") for line in out.splitlines())
    assert not left(tmp_path)


def test_any_store_that_fsspec_knows_will_do(manifest, tmp_path, run, monkeypatch):
    memory = pytest.importorskip("fsspec").filesystem("memory")
    monkeypatch.setattr(building, "_default_engine", lambda model, jobs: HereEngine)
    for path in manifest.parent.iterdir():
        memory.pipe_file(f"/documents/{path.name}", path.read_bytes())
    news, parts, moses = "memory://news", "memory://parts", "memory://out/x.ko"
    mended = memory.cat_file("/documents/3.en.txt")
    memory.pipe_file("/documents/3.en.txt", b"")
    memory.rm_file("/documents/1.en.txt")
    build = ("build", "memory://documents/list.tsv", "-o", news, "--work", tmp_path / "work")
    said = []
    for line in (
        build,
        ("filter", news, "-o", "memory://clean", "--min-confidence", "0"),
        ("split", "memory://clean", "-o", parts, "--validation", "30%", "--test", "30%"),
        ("export", parts, "-o", moses),
        ("export", parts, "-o", "memory://hf", "--format", "hf"),
        ("stats", moses),
        ("report", parts, "-o", "memory://out/x.html"),
        ("check", moses, "--fail-on", "error"),
    ):
        status, _, err = run(*line)
        said.append((line[0], status, err if status not in (0, 1) else ""))
    assert all(status in (0, 1) for _, status, _ in said), said
    assert {"/out/x.ko", "/out/x.en", "/out/x.html", "/hf/README.md"} <= set(memory.find("/"))
    memory.pipe_file("/documents/1.en.txt", mended)
    status, out, err = run(*build, "--resume")
    assert (status, "docs:4|errors:1" in out) == (0, True), err
    memory.store.clear()


def test_what_cannot_be_read_names_the_url(store, local, tmp_path, run):
    put(store, local)
    store.direct.pipe_file("bucket/x.tsv", b"no header\n")
    store.direct.pipe_file("bucket/folder/a.txt", b"mine")
    store.direct.pipe_file("bucket/odd/run.json", b"{}")
    for arguments, message in (
        (("stats", "s3://bucket/none.tsv"), "s3://bucket/none.tsv: no such file"),
        (("check", "s3://bucket/x.tsv"), "s3://bucket/x.tsv"),
        (("check", URL), f"{URL} is a corpus"),
        (("stats", "s3://bucket/folder"), "s3://bucket/folder: not a corpus"),
        (("stats", "s3://bucket/odd"), "s3://bucket/odd: a corpus laid out by"),
        (("report", "s3://bucket/none.tsv", "-o", tmp_path / "x.html"), "no such file"),
    ):
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        assert message in err
        assert err.count("\n") == 1
        assert str(tmp_path / "tmp") not in err
    assert not left(tmp_path)


def test_what_filter_made_is_not_lost_with_the_store(store, local, tmp_path, run):
    store.fails = lambda method, path, count: method == "PUT"
    status, _, err = run("filter", local, "-o", "s3://bucket/clean")
    assert (status, err.count("\n")) == (2, 1)
    (kept,) = left(tmp_path)
    assert f"nothing is lost, all of it is in {kept}/clean" in err
    assert Path(kept, "clean", "run.json").is_file()


def test_a_store_that_is_dead_is_found_out_before_the_work(store, manifest, tmp_path, run):
    store.fails = lambda method, path, count: True
    status, _, err = run("build", manifest, "-o", URL)
    assert (status, err.count("\n")) == (2, 1)
    assert f"{URL}: cannot be read, 4 times in a row" in err
    assert not left(tmp_path)


def test_a_broken_off_run_is_found_again(store, manifest, local, tmp_path, run, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(building, "assemble", stop)
        assert run("build", manifest, "-o", URL)[0] == 130
    (kept,) = left(tmp_path)
    assert kept.stat().st_mode & 0o77 == 0, "nobody else's business"
    assert (
        f"{kept}: holds an unfinished corpus; go on with --resume"
        in run("build", manifest, "-o", URL)[2]
    )
    monkeypatch.setattr(HereEngine, "run", stop)
    assert run("build", manifest, "-o", URL, "--resume")[0] == 0
    assert same(store, local, tmp_path)


def test_a_store_that_does_not_answer_in_time_is_asked_again(store, local, run, monkeypatch):
    s3fs = pytest.importorskip("s3fs")
    monkeypatch.setattr(s3fs.S3FileSystem, "read_timeout", 0.2)
    s3fs.S3FileSystem.clear_instance_cache()
    slow = "/bucket/clean/documents.tsv"
    store.delay = lambda method, path, count: 0.6 if (path, count) == (slow, 1) else 0.0
    status, _, err = run("filter", local, "-o", "s3://bucket/clean")
    s3fs.S3FileSystem.clear_instance_cache()
    assert status == 0, err
    assert store.came["PUT", slow] == 2
    assert "run.json" in store.files("clean")


def test_two_folders_are_paired_once_and_the_list_goes_along(store, manifest, tmp_path, run):
    for side in ("ko", "en"):
        (tmp_path / side).mkdir()
        for path in manifest.parent.glob(f"*.{side}.txt"):
            shutil.copy(path, tmp_path / side)
    command = ("build", tmp_path / "ko", tmp_path / "en", "-o", URL)
    status, out, err = run(*command)
    assert status == 0, err
    assert "paired     5 documents" in err
    listed = store.files("news")["manifest.tsv"].decode().splitlines()
    assert listed[1].split("\t")[:2] == [
        str(tmp_path / side / f"0.{side}.txt") for side in ("ko", "en")
    ], "it can be used wherever it comes to lie"
    assert not left(tmp_path)
    status, again, err = run(*command, "--resume")
    assert (status, again) == (0, out), err
    assert "paired" not in err
    assert f"finished   {URL} already; nothing was done" in err


def test_a_dry_run_asks_no_store_and_makes_no_folder(store, manifest, tmp_path, run):
    status, out, _ = run("build", manifest, "-o", URL, "--dry-run")
    assert (status, out.splitlines()[0]) == (0, "documents  5 in 3 batches")
    assert not store.came
    assert not left(tmp_path)
