"""An S3 server (moto's) on loopback, behind a proxy that is slow and fails as a test wants."""

from __future__ import annotations

import functools
import http.server
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest


@dataclass
class Store:
    """A bucket called ``bucket``; ``direct`` is a file system that does not go by the proxy.

    ``fails`` and ``delay`` say of a request (method, path, how often it came) whether it is
    answered with 503, and how many seconds late. ``refused`` counts what failed.
    """

    direct: Any
    fails: Callable[[str, str, int], bool] = lambda method, path, count: False
    delay: Callable[[str, str, int], float] = lambda method, path, count: 0.0
    refused: Counter[str] = field(default_factory=Counter)
    came: Counter[tuple[str, str]] = field(default_factory=Counter)

    def empty(self) -> None:
        """Nothing is in the bucket any more, and the store answers well."""
        self.direct.invalidate_cache()
        for name in self.direct.find("bucket"):
            self.direct.rm_file(name)
        self.fails = lambda method, path, count: False
        self.delay = lambda method, path, count: 0.0
        self.came.clear()
        self.refused.clear()

    def files(self, place: str) -> dict[str, bytes]:
        """What is at a place, by name."""
        self.direct.invalidate_cache()
        names = self.direct.find(f"bucket/{place}")
        return {name.removeprefix(f"bucket/{place}/"): self.direct.cat_file(name) for name in names}


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A web server of a folder's files; its URL."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def s3_store() -> Iterator[Store]:
    """The server, with the environment pointing the libraries to its proxy."""
    server = pytest.importorskip("moto.server")
    s3fs = pytest.importorskip("s3fs")
    s3fs.S3FileSystem.clear_instance_cache()  # they know where an earlier server was

    moto = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        store = Store(s3fs.S3FileSystem(endpoint_url=f"http://{host}:{port}"))
        handler = _proxy(f"http://{host}:{port}", store)
        proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        patch.setenv("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{proxy.server_port}")
        store.direct.makedirs("bucket", exist_ok=True)  # moto's memory outlives its server
        store.empty()
        yield store
        proxy.shutdown()
        proxy.server_close()
    moto.stop()
    moto._server.server_close()


def _proxy(target: str, store: Store) -> type[http.server.BaseHTTPRequestHandler]:
    counting = threading.Lock()

    class Proxy(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            asked = self.command, self.path.partition("?")[0]
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            with counting:
                store.came[asked] += 1
                count = store.came[asked]
            time.sleep(store.delay(*asked, count))
            if store.fails(*asked, count):
                store.refused[self.path] += 1
                return self.answer(503, {}, b"<Error><Code>SlowDown</Code></Error>")
            headers = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "expect")}
            headers.setdefault("Content-Type", "binary/octet-stream")  # urllib takes it for a form
            request = urllib.request.Request(
                target + self.path, body or None, headers, method=self.command
            )
            try:
                with urllib.request.urlopen(request, timeout=10) as answer:
                    return self.answer(answer.status, answer.headers, answer.read())
            except urllib.error.HTTPError as error:
                return self.answer(error.code, error.headers, error.read())

        def answer(self, status: int, headers: Any, body: bytes) -> None:
            headers = {name.lower(): value for name, value in headers.items()}
            self.send_response(status)
            dropped = ("content-length", "transfer-encoding", "connection", "date", "server")
            for name, value in headers.items():
                if name not in dropped:
                    self.send_header(name, value)
            length = headers.get("content-length", 0) if self.command == "HEAD" else len(body)
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = handle_any  # noqa: N815

        def log_message(self, *_: Any) -> None:
            pass

    return Proxy
