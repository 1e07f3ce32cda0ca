"""Lists and documents behind URLs: fsspec's memory, and a moto S3 server on loopback."""

from __future__ import annotations

import http.server
import os
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from typing import ClassVar

import pytest

from aligner.corpus.manifest import survey
from aligner.documents import read_document, remote
from aligner.errors import InputError, UsageError
from aligner.pipeline.building import build
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


def test_what_cannot_be_had_is_one_line(memory, tmp_path, manifest):
    with pytest.raises(InputError, match="no such file"):
        read_document("memory://documents/none.txt")
    with pytest.raises(InputError, match="larger than"):
        read_document("memory://documents/0.ko.txt", max_size=5)
    with pytest.raises(InputError, match="Protocol not known"):
        survey("nonsense://a/list.tsv")
    with pytest.raises(UsageError, match="folder of this machine"):
        build(manifest, "s3://bucket/corpus", model=Counting())


@pytest.fixture(scope="module")
def s3():
    """A bucket on a moto server, behind a proxy that is slow and fails now and again."""
    server = pytest.importorskip("moto.server")
    pytest.importorskip("s3fs")
    import fsspec

    patch = pytest.MonkeyPatch()
    moto = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    handler = _unreliable(f"http://{host}:{port}")
    proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    patch.setenv("AWS_ACCESS_KEY_ID", "testing")
    patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    patch.setenv("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{proxy.server_port}")
    direct = fsspec.filesystem("s3", endpoint_url=f"http://{host}:{port}")
    direct.mkdir("bucket")
    yield direct, handler.refused
    proxy.shutdown()
    proxy.server_close()
    moto.stop()
    moto._server.server_close()
    patch.undo()


def _lower(headers):
    return {name.lower(): value for name, value in headers.items()}


def _unreliable(target):
    """Hands requests on; one in five comes late, one in three of those for a `.ko` file fails."""

    class Proxy(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        count = 0
        refused: ClassVar[Counter[str]] = Counter()

        def handle_any(self):
            if self.command == "GET" and ".ko." in self.path:
                Proxy.count += 1
                if Proxy.count % 5 == 0:
                    time.sleep(0.3)
                if Proxy.count % 3 == 0 or "/3.ko" in self.path:
                    Proxy.refused[self.path] += 1
                    return self.answer(503, {}, b"<Error><Code>SlowDown</Code></Error>")
            headers = {k: v for k, v in self.headers.items() if k.lower() != "host"}
            request = urllib.request.Request(
                target + self.path, headers=headers, method=self.command
            )
            try:
                with urllib.request.urlopen(request, timeout=10) as answer:
                    return self.answer(answer.status, _lower(answer.headers), answer.read())
            except urllib.error.HTTPError as error:
                return self.answer(error.code, _lower(error.headers), error.read())

        def answer(self, status, headers, body):
            self.send_response(status)
            dropped = ("content-length", "transfer-encoding", "connection", "date", "server")
            for name, value in headers.items():
                if name not in dropped:
                    self.send_header(name, value)
            length = headers.get("content-length", 0) if self.command == "HEAD" else len(body)
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_HEAD = handle_any  # noqa: N815

        def log_message(self, *_):
            pass

    return Proxy


def test_documents_in_s3_that_is_slow_and_fails(s3, manifest, tmp_path):
    direct, refused = s3
    for path in manifest.parent.iterdir():
        direct.pipe_file(f"bucket/documents/{path.name}", path.read_bytes())
    near = build(manifest, tmp_path / "near", model=Counting())
    far = build("s3://bucket/documents/list.tsv", tmp_path / "far", model=Counting())
    assert [row.id for row in far.documents()] == ["d0", "d1", "d2"]
    assert [row.id for row in far.errors()] == ["d3"]
    assert "cannot be read, 4 times in a row" in next(far.errors()).reason
    # The libraries' own attempts, five of each, do not multiply with ours.
    assert refused["/bucket/documents/3.ko.txt"] == remote.ATTEMPTS
    assert list(far.pairs()) == [pair for pair in near.pairs() if pair.doc != "d3"]
    assert os.environ["AWS_ENDPOINT_URL_S3"].startswith("http://127.0.0.1:")
