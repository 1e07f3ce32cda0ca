"""Serving a review on this machine until the person ends it."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

import uvicorn

from aligner.errors import OutputError
from aligner.review.desk import Desk
from aligner.review.server import application

if TYPE_CHECKING:
    from aligner.embedding import Encoder

HOST = "127.0.0.1"


def serve(
    desk: Desk, port: int, load: Callable[[], Encoder] | None, ready: Callable[[str], None]
) -> None:
    """Serve the review until an interrupt; ``ready`` is told the address once it answers.

    Port 0 is any that is free. Raises OutputError if the port is taken.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise OutputError(
            f"port {port} cannot be used: {error.strerror}; name another one with --port, or 0"
        ) from None
    token = secrets.token_urlsafe(24)
    app = application(desk, token, load)
    address = f"http://{HOST}:{listening.getsockname()[1]}/{token}/"

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready(address)

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            app.state.room.close()
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_graceful_shutdown=2, ws="none"
    )
    Server(config).run(sockets=[listening])
