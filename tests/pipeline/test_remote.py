"""Lists and documents behind URLs: fsspec's memory, and a moto S3 server on loopback."""

from __future__ import annotations

import os

import pytest

from aligner.corpus.manifest import survey
from aligner.documents import read_document, remote
from aligner.errors import InputError, PassingError, UsageError
from aligner.pipeline.building import build
from tests.loopback import s3_store, served
from tests.pipeline.making import Counting, contents, documents

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch):
    monkeypatch.setattr(remote, "FIRST_PAUSE", 0.01)


@pytest.fixture
def manifest(tmp_path):
    return documents(tmp_path / "documents", 4)


@pytest.fixture
def memory(manifest):
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    for path in manifest.parent.iterdir():
        system.pipe_file(f"/documents/{path.name}", path.read_bytes())
    yield system
    system.rm("/documents", recursive=True)


def test_a_list_behind_a_url_is_as_good(manifest, memory, tmp_path):
    near = build(manifest, tmp_path / "near", model=Counting())
    far = build("memory://documents/list.tsv", tmp_path / "far", model=Counting())
    assert contents(near.folder) == contents(far.folder)
    file = build(manifest.as_uri(), (tmp_path / "file").as_uri(), model=Counting())
    assert contents(near.folder) == contents(file.folder)


def test_what_was_mended_behind_a_url_is_taken_up(manifest, memory, tmp_path):
    near = build(manifest, tmp_path / "near", model=Counting())
    mended = memory.cat_file("/documents/2.en.txt")
    memory.pipe_file("/documents/2.en.txt", b"")
    log, folder = tmp_path / "log", tmp_path / "far"
    options = {"model": Counting(log), "resume": True}
    far = build("memory://documents/list.tsv", folder, model=Counting())
    assert [row.id for row in far.errors()] == ["d2"]
    memory.pipe_file("/documents/1.en.txt", memory.cat_file("/documents/1.en.txt"))
    build("memory://documents/list.tsv", folder, **options)
    assert not log.exists(), "an empty file is no passing trouble, and it is still as it was"
    memory.pipe_file("/documents/2.en.txt", mended)
    far = build("memory://documents/list.tsv", folder, **options)
    assert contents(far.folder) == contents(near.folder)


def test_a_page_that_was_mended_is_told_apart(tmp_path):
    pytest.importorskip("aiohttp")
    page = tmp_path / "a.txt"
    page.write_text("")
    with served(tmp_path) as url:
        empty = remote.state_of(f"{url}/a.txt")
        assert remote.state_of(f"{url}/a.txt") == empty
        page.write_text("mended")
        assert remote.state_of(f"{url}/a.txt") not in (None, empty)
        page.unlink()
        assert remote.state_of(f"{url}/a.txt") is None


def test_a_store_that_fails_is_asked_again(memory, tmp_path, monkeypatch):
    opened, failures = type(memory)._open, []

    def failing(self, path, *args, **kwargs):
        if "2.ko" in path or ("1.en" in path and len(failures) < 2):
            failures.append(path)
            raise TimeoutError("the store is\nslow today")
        return opened(self, path, *args, **kwargs)

    monkeypatch.setattr(type(memory), "_open", failing)
    corpus = build("memory://documents/list.tsv", tmp_path / "corpus", model=Counting())
    assert [row.id for row in corpus.documents()] == ["d0", "d1", "d3"]
    assert [row.reason for row in corpus.errors()] == [
        "memory://documents/2.ko.txt: cannot be read, 4 times in a row: the store is slow today"
    ]
    assert len(failures) == 2 + remote.ATTEMPTS


@pytest.mark.parametrize(("scheme", "attempts"), [("gs", 1), ("memory", remote.ATTEMPTS)])
def test_a_store_whose_library_asks_again_is_asked_once(monkeypatch, scheme, attempts):
    asked = []

    class Fails:
        def find(self, path):
            asked.append(path)
            raise TimeoutError("too slow")

    monkeypatch.setattr(remote, "_store", lambda url: (Fails(), "bucket/x"))
    told = r": cannot be read(, \d+ times in a row)?: too slow$"
    with pytest.raises(InputError, match=rf"^{scheme}://bucket/x{told}"):
        remote.names_under(f"{scheme}://bucket/x")
    assert len(asked) == attempts


def test_a_store_that_cannot_be_reached_is_one_short_line(monkeypatch):
    core = pytest.importorskip("fsspec.core")

    def fails(url, **_):
        raise OSError("no Java\nhere " * 1000)

    monkeypatch.setattr(core, "url_to_fs", fails)
    with pytest.raises(PassingError, match=r"^hdfs://a/b: cannot be reached: no Java here") as told:
        remote.names_under("hdfs://a/b")
    assert len(str(told.value)) < 300


def test_what_cannot_be_had_is_one_line(memory, tmp_path, manifest):
    with pytest.raises(InputError, match="no such file"):
        read_document("memory://documents/none.txt")
    with pytest.raises(InputError, match="larger than"):
        read_document("memory://documents/0.ko.txt", max_size=5)
    with pytest.raises(InputError, match="Protocol not known"):
        survey("nonsense://a/list.tsv")
    with pytest.raises(UsageError, match="folder of this machine"):
        build(manifest, "s3://bucket/corpus", model=Counting())


@pytest.fixture
def s3():
    with s3_store() as store:
        yield store


def test_documents_in_s3_that_is_slow_and_fails(s3, manifest, tmp_path):
    s3.fails = lambda method, path, count: (
        method == "GET" and ".ko." in path and ("/3.ko" in path or count == 1)
    )
    s3.delay = lambda method, path, count: 0.3 if path.endswith("1.en.txt") else 0.0
    for path in manifest.parent.iterdir():
        s3.direct.pipe_file(f"bucket/documents/{path.name}", path.read_bytes())
    near = build(manifest, tmp_path / "near", model=Counting())
    far = build("s3://bucket/documents/list.tsv", tmp_path / "far", model=Counting())
    assert [row.id for row in far.documents()] == ["d0", "d1", "d2"]
    assert [row.id for row in far.errors()] == ["d3"]
    assert "cannot be read, 4 times in a row" in next(far.errors()).reason
    # The libraries' own attempts, five of each, do not multiply with ours.
    assert s3.refused["/bucket/documents/3.ko.txt"] == remote.ATTEMPTS
    assert s3.refused["/bucket/documents/2.ko.txt"] == 1
    assert list(far.pairs()) == [pair for pair in near.pairs() if pair.doc != "d3"]
    assert os.environ["AWS_ENDPOINT_URL_S3"].startswith("http://127.0.0.1:")


def test_a_large_file_goes_in_parts_again_if_one_fails(s3, tmp_path, monkeypatch):
    monkeypatch.setattr("s3fs.core.calculate_chunksize", lambda size, chunksize: 5 * 2**20)
    file = tmp_path / "large.parquet"
    file.write_bytes(os.urandom(11 * 2**20))
    s3.fails = lambda method, path, count: (method, count) == ("PUT", 2)
    remote.upload(file, "s3://bucket/large/0.parquet")
    assert s3.came["POST", "/bucket/large/0.parquet"] == 3, "begun twice, completed once"
    assert sum(s3.refused.values()) == 1
    assert s3.files("large")["0.parquet"] == file.read_bytes()
    assert not s3.direct.call_s3("list_multipart_uploads", Bucket="bucket").get("Uploads")
    remote.download("s3://bucket/large/0.parquet", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == file.read_bytes()


def test_a_way_up_is_shortened_only_where_it_leads_to_the_same_place(tmp_path):
    (tmp_path / "far" / "lists").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "far" / "lists")
    assert remote.located(f"{tmp_path}/far/lists", "../en/a.txt") == f"{tmp_path}/far/en/a.txt"
    assert remote.located(f"{tmp_path}/link", "../en/a.txt") == f"{tmp_path}/link/../en/a.txt"
