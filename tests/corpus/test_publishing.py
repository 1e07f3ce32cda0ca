import json

import pytest

from aligner.corpus.publishing import MARKER, fetch, publish, publish_files, require_room
from aligner.documents import remote
from aligner.errors import InputError, OutputError

URL = "memory://news"


@pytest.fixture
def memory():
    system = pytest.importorskip("fsspec").filesystem("memory", use_listings_cache=False)
    yield system
    system.store.clear()


@pytest.fixture
def folder(tmp_path):
    return corpus(tmp_path / "corpus", shards=2)


def corpus(folder, shards, **facts):
    """A folder that looks like a corpus, to those who do not look into its pairs."""
    (folder / "pairs").mkdir(parents=True)
    (folder / ".work").mkdir()
    for name in ("plan.json", "batches.zip", "000000.zip", "owner", "lock"):
        (folder / ".work" / name).write_text("{}")
    for number in range(shards):
        (folder / "pairs" / f"{number:05}.jsonl").write_text(f"{shards}\n")
    for name in ("documents.tsv", "errors.tsv"):
        (folder / name).write_text("id\n")
    (folder / "run.json").write_text(json.dumps({"aligner": "1", "sha256": shards, **facts}))
    return folder


def files(memory):
    return {name.removeprefix("/news/"): memory.cat_file(name) for name in memory.find("/news")}


def test_run_json_is_the_last_to_come_and_the_pairs_of_batches_stay(memory, folder, monkeypatch):
    came = []
    put = type(memory).put_file

    def noting(self, path, target, **options):
        came.append(target.removeprefix("/news/"))
        assert MARKER in files(memory)
        put(self, path, target, **options)

    monkeypatch.setattr(type(memory), "put_file", noting)
    assert publish(folder, URL + "/")
    assert came[-1] == "run.json"
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(files(memory)) == names - {".work/000000.zip", ".work/owner", ".work/lock"}
    assert not publish(folder, URL)


def test_of_a_whole_corpus_only_the_marker_goes_whatever_of_it_is_here(memory, folder, tmp_path):
    """Another machine has its run.json alone: what is there must not be taken for left over."""
    publish(folder, URL)
    whole = files(memory)
    memory.pipe_file(f"/news/{MARKER}", whole["run.json"])
    record = tmp_path / "record"
    record.mkdir()
    (record / "run.json").write_bytes(whole["run.json"])
    assert publish(record, URL)
    assert files(memory) == whole


def counted(documents):
    return {"counts": {"documents": documents}}


def test_what_tells_of_a_corpus_does_not_take_its_place(memory, folder, tmp_path):
    """While a run looked at run.json alone, another one brought a newer corpus."""
    record = tmp_path / "record"
    record.mkdir()
    (record / "run.json").write_bytes((folder / "run.json").read_bytes())
    publish(corpus(tmp_path / "newer", shards=3), URL)
    newer = files(memory)
    with pytest.raises(OutputError, match="another run has brought a corpus there meanwhile"):
        publish(record, URL)
    assert files(memory) == newer


def test_an_older_corpus_does_not_take_the_place_of_a_fuller_one(memory, tmp_path):
    older = corpus(tmp_path / "older", shards=1, **counted(4))
    publish(corpus(tmp_path / "fuller", shards=2, **counted(5)), URL)
    fuller = files(memory)
    with pytest.raises(OutputError, match=f"holds 5 documents, and {older} an older .* with 4;"):
        publish(older, URL)
    assert files(memory) == fuller
    assert publish(corpus(tmp_path / "fullest", shards=3, **counted(6)), URL)


def test_what_is_removed_while_the_answer_is_lost_is_removed(memory, folder, monkeypatch):
    remove, calls = memory.rm_file, []

    def removed_in_silence(path):
        calls.append(path)
        remove(path)
        if len(calls) == 1:
            raise TimeoutError("no answer")

    monkeypatch.setattr(type(memory), "rm_file", lambda _, path: removed_in_silence(path))
    monkeypatch.setattr(remote.time, "sleep", lambda seconds: None)
    assert publish(folder, URL)
    assert len(calls) == 2
    assert MARKER not in files(memory)


def test_the_same_corpus_with_fewer_shards_leaves_none_behind(memory, folder, tmp_path):
    publish(folder, URL)
    memory.pipe_file("/news/README.md", b"ours")
    again = corpus(tmp_path / "again", shards=1)
    for path in (again / ".work").iterdir():
        path.unlink()
    assert publish(again, URL)
    assert not [name for name in files(memory) if name.startswith(".work")]
    assert [name for name in files(memory) if "pairs" in name] == ["pairs/00000.jsonl"]
    assert files(memory)["README.md"] == b"ours"


@pytest.mark.parametrize("name", ["run.json", MARKER])
@pytest.mark.parametrize("told", ['{"aligner": "0"}', "[]", "no json", "{}"])
def test_another_corpus_is_not_replaced_whole_or_half(memory, folder, name, told):
    memory.pipe_file(f"/news/{name}", told.encode())
    with pytest.raises(OutputError, match=f"another corpus.*nothing is lost, .* in {folder}"):
        publish(folder, URL)
    assert files(memory) == {name: told.encode()}


def test_between_two_corpora_none_counts(memory, folder, tmp_path, monkeypatch):
    publish(folder, URL)
    again = corpus(tmp_path / "again", shards=3)

    def fails(*_, **__):
        raise TimeoutError("too slow")

    monkeypatch.setattr(remote, "FIRST_PAUSE", 0.001)
    with monkeypatch.context() as patch:
        patch.setattr(type(memory), "put_file", fails)
        with pytest.raises(OutputError, match="4 times in a row: too slow; nothing is lost"):
            publish(again, URL)
    with pytest.raises(InputError, match="was not brought there whole"):
        fetch(URL, tmp_path)
    require_room(URL)  # it may be gone on with
    publish(again, URL)
    assert (fetch(URL, tmp_path / "copy") / "pairs" / "00002.jsonl").read_text() == "3\n"


def test_a_folder_that_is_no_corpus_goes_on_only_with_the_same(memory, tmp_path):
    (tmp_path / "train.jsonl").write_text("1\n")
    memory.pipe_file(f"/news/{MARKER}", b'{"files": {"train.jsonl": 2}}')
    assert publish(tmp_path, URL)
    assert files(memory) == {"train.jsonl": b"1\n"}
    with pytest.raises(OutputError, match="holds something else"):
        publish(tmp_path, URL)


def test_a_file_beside_others_replaces_none(memory, tmp_path):
    (tmp_path / "x.tsv").write_text("new")
    memory.pipe_file("/news/y.tsv", b"old")
    publish_files(tmp_path, URL)
    assert files(memory) == {"x.tsv": b"new", "y.tsv": b"old"}
    (tmp_path / "x.tsv").write_text("newer")
    with pytest.raises(OutputError, match="exists already"):
        publish_files(tmp_path, URL)
    assert files(memory)["x.tsv"] == b"new"


def test_only_what_a_corpus_has_is_fetched(memory, folder, tmp_path):
    publish(folder, URL)
    for name in ("/news/removed/x.jsonl", "/news/pairs/../../evil.jsonl", "/news/pairs/x.exe"):
        memory.store[name] = memory._open(name, "wb")
        memory.store[name].commit()
    copy = fetch(URL, tmp_path / "copy")
    found = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}
    shards = {"pairs/00000.jsonl", "pairs/00001.jsonl"}
    assert found == shards | {"documents.tsv", "errors.tsv", "run.json"}
    assert not list(tmp_path.rglob("evil*"))


def test_a_full_disk_is_told_of_and_not_the_store_s_fault(memory, folder, tmp_path, monkeypatch):
    publish(folder, URL)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(remote.shutil, "copyfileobj", full)
    with pytest.raises(OutputError, match="No space left on device; TMPDIR names another place"):
        fetch(URL, tmp_path / "copy")


@pytest.fixture
def both(tmp_path):
    """The two files of a Moses export."""
    folder = tmp_path / "both"
    folder.mkdir()
    (folder / "x.ko").write_text("하나.\n", "utf-8")
    (folder / "x.en").write_text("One.\n", "utf-8")
    return folder


def test_of_files_that_belong_together_none_is_brought_where_one_is(memory, both):
    memory.pipe_file("/news/x.ko", b"mine")
    for name in ("x.ko", "x.en"):
        with pytest.raises(OutputError, match="holds something else"):
            require_room(f"{URL}/{name}")
    with pytest.raises(OutputError, match=r"x\.ko: exists already; .*nothing is lost"):
        publish_files(both, URL)
    assert files(memory) == {"x.ko": b"mine"}


def test_half_of_what_belongs_together_is_not_taken_for_whole(memory, both, tmp_path, monkeypatch):
    put = type(memory).put_file

    def killed(self, path, target, **options):
        if target.endswith("x.ko"):
            raise KeyboardInterrupt
        put(self, path, target, **options)

    with monkeypatch.context() as patch:
        patch.setattr(type(memory), "put_file", killed)
        with pytest.raises(KeyboardInterrupt):
            publish_files(both, URL)
    assert set(files(memory)) == {"x.en", f"x.{MARKER}"}
    with pytest.raises(InputError, match=r"x\.en: was not brought there whole"):
        fetch(f"{URL}/x.en", tmp_path / "copy")
    require_room(f"{URL}/x.ko")
    publish_files(both, URL)
    assert set(files(memory)) == {"x.ko", "x.en"}
    assert (
        fetch(f"{URL}/x.en", tmp_path / "copy").with_suffix(".ko").read_text("utf-8") == "하나.\n"
    )
