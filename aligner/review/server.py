"""The page over HTTP, for this machine alone.

Everything lies under a random token, so that no other page that the browser has open can
guess an address here; requests under another host name (a rebound DNS name) or from
another origin are refused; nothing is shared across origins. Paths are looked up in a
fixed table and never reach the file system.
"""

from __future__ import annotations

import asyncio
import io
import json
import secrets
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from aligner.errors import InputError, OutputError
from aligner.formats import write_to_stream
from aligner.review.applying import ConflictError, RefusedError
from aligner.review.desk import Desk, Work
from aligner.review.export import corrected, gold_files
from aligner.review.scoring import Score, Scorer
from aligner.viewing import asset

if TYPE_CHECKING:
    from aligner.embedding import Encoder

MOST_BYTES = 1_000_000
"""Of a request; the longest is the edit of a sentence."""
_HEARTBEAT_SECONDS = 15.0

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass
class _Room:
    """Who listens, and the one thread that scores."""

    desk: Desk
    load: Callable[[], Encoder] | None
    listeners: set[asyncio.Queue[str | None]] = field(default_factory=set)
    worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    closing: bool = False

    def tell(self, content: dict[str, Any]) -> None:
        """Tell every open page."""
        for queue in self.listeners:
            queue.put_nowait(json.dumps(content))

    def close(self) -> None:
        """End the streams, or the server would wait for them."""
        self.closing = True
        for queue in self.listeners:
            queue.put_nowait(None)

    def warm(self) -> None:
        """Load the model before it is asked; where that fails, the first question says why."""
        if self.load is not None and self.desk.scorer is None and not self.closing:
            self.worker.submit(self._scorer)

    def score(self, work: list[Work]) -> None:
        """Have beads scored in the background; the pages are told."""
        if work and self.load is not None:
            task = asyncio.get_running_loop().create_task(self._scored(work))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def _scored(self, work: list[Work]) -> None:
        loop = asyncio.get_running_loop()
        for each in work:
            if self.closing:
                return
            try:
                score = await loop.run_in_executor(self.worker, self._score, each)
            except Exception as error:  # a user's model may fail in any way; the edit is safe
                score = Score(None, None)
                reason = str(error) or type(error).__name__
                self.tell(
                    {"failed": f"The model gave no confidence: {reason}. Your change is kept."}
                )
            self.desk.judge.learn(each.bead, score)
            bead = self.desk.bead(each.bead.id)
            if bead is not None and self.desk.judge.is_known(bead):
                self.tell({"scored": self.desk.rows([bead])})

    def _score(self, work: Work) -> Score:
        return self._scorer().score(work.bead, work.document)

    def _scorer(self) -> Scorer:
        if self.desk.scorer is None:
            assert self.load is not None
            self.desk.scorer = Scorer(self.load())
        return self.desk.scorer


def application(desk: Desk, token: str, load: Callable[[], Encoder] | None = None) -> Starlette:
    """The review as an ASGI application, under ``/TOKEN/``.

    ``load`` gives the encoder that scores what is changed; without it nothing is scored.
    """
    room = _Room(desk, load)
    files = {
        "review.css": (
            asset("aligner.viewing", "base.css") + asset("aligner.review", "review.css"),
            "text/css",
        ),
        "review.js": (asset("aligner.review", "review.js"), "text/javascript"),
        "rows.js": (asset("aligner.viewing", "rows.js"), "text/javascript"),
        "icon.svg": (asset("aligner.review", "icon.svg"), "image/svg+xml"),
    }

    async def page(_: Request) -> Response:
        return Response(_page(desk), media_type="text/html")

    async def file(request: Request) -> Response:
        found = files.get(request.path_params["name"])
        if found is None:
            return _refusal(404, "there is no such page")
        return Response(found[0], media_type=found[1])

    async def everything(_: Request) -> Response:
        return _json({**desk.everything(), "scoring": load is not None})

    async def act(request: Request) -> Response:
        content = await _content(request)
        base = content.get("base")
        if type(base) is not int:
            raise InputError("a request tells the revision that it is based on")
        change = desk.act(content.get("action"), base)
        room.tell(change)
        beads = desk.state.beads[change["at"] : change["at"] + len(change["rows"])]
        room.score(desk.work(beads))
        return _json(change)

    async def events(_: Request) -> Response:
        room.warm()  # not sooner: it would hold up the first rows, and a page that listens has them
        return StreamingResponse(_events(room), media_type="text/event-stream")

    async def export(request: Request) -> Response:
        return _download(desk, request.path_params["name"])

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        room.score(desk.work())
        yield
        room.close()
        room.worker.shutdown(wait=False, cancel_futures=True)

    routes = [
        Route("/{token}/", page),
        Route("/{token}/rows", everything),
        Route("/{token}/events", events),
        Route("/{token}/act", act, methods=["POST"]),
        Route("/{token}/export/{name}", export),
        Route("/{token}/{name}", file),
    ]
    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers=_HANDLERS)
    app.state.room = room
    app.add_middleware(_Guard, token=token)
    return app


class _Guard:
    """Lets pass only what comes from the page itself, by whatever it tells of itself."""

    def __init__(self, app: Callable[..., Awaitable[None]], token: str) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Refuse, or hand on and add the headers of every answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message["headers"],
                    *((name.lower().encode(), value.encode()) for name, value in _HEADERS.items()),
                ]
            await send(message)

        refusal = self._refusal(Request(scope))
        await (refusal or self._app)(scope, receive, send_with_headers)

    def _refusal(self, request: Request) -> Response | None:
        host = request.headers.get("host", "")
        if host.rpartition(":")[0] not in {"127.0.0.1", "localhost"}:
            return _refusal(403, "this page is for 127.0.0.1 only")
        origin = request.headers.get("origin")
        if origin is not None and origin != f"http://{host}":
            return _refusal(403, "requests from other pages are refused")
        if request.method == "POST" and origin is None:
            return _refusal(403, "a request has to tell its origin")
        if request.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
            return _refusal(403, "requests from other pages are refused")
        given = request.url.path.split("/")[1] if "/" in request.url.path else ""
        if not secrets.compare_digest(given.encode("utf-8", "replace"), self._token.encode()):
            return _refusal(404, "there is no such page; use the address that was printed")
        return None


async def _content(request: Request) -> dict[str, Any]:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise InputError("a request is JSON")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise InputError("the request is too long")
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise InputError("a request is JSON") from None
    if not isinstance(content, dict):
        raise InputError("a request is an object")
    return content


async def _events(room: _Room) -> AsyncIterator[str]:
    """What happens, as server-sent events; the first tells where the state is."""
    queue: asyncio.Queue[str | None] = asyncio.Queue()
    room.listeners.add(queue)
    try:
        yield f"data: {json.dumps({'now': room.desk.state.revision})}\n\n"
        while not room.closing:
            try:
                told = await asyncio.wait_for(queue.get(), _HEARTBEAT_SECONDS)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if told is None:
                return
            yield f"data: {told}\n\n"
    finally:
        room.listeners.discard(queue)


def _json(content: object) -> Response:
    # ASCII with escapes: a lone surrogate has no UTF-8.
    return Response(json.dumps(content).encode("ascii"), media_type="application/json")


def _refusal(status: int, message: str) -> Response:
    return JSONResponse({"message": message}, status)


def _download(desk: Desk, name: str) -> Response:
    """The corrected pairs in a format, or the gold files as one archive."""
    stem = "pairs.reviewed"
    buffer = io.BytesIO()
    if name in {"tsv", "jsonl"}:
        write_to_stream(corrected(desk), buffer, name)
        file_name = f"{stem}.{name}"
    elif name == "gold":
        gold, _ = gold_files(desk)
        if not gold:
            return _refusal(
                409, "gold needs a document of which every row is confirmed; there is none yet"
            )
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for files in gold.values():
                for path, text in files.items():
                    archive.writestr(path, text)
        file_name = "gold.zip"
    else:
        return _refusal(404, "there is no such format")
    return Response(
        buffer.getvalue(),
        media_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )


def _page(desk: Desk) -> str:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined)
    template = environment.from_string(asset("aligner.review", "review.html"))
    return template.render(name=desk.source.name).encode("utf-8", "replace").decode()


def _answer(status: int) -> Callable[[Request, Exception], Response]:
    return lambda _, error: _refusal(status, str(error))


_HANDLERS: dict[Any, Any] = {
    ConflictError: _answer(409),
    RefusedError: _answer(422),
    InputError: _answer(400),
    OutputError: _answer(507),
}
