"""Kill a server again and again, and look whether anything that it answered is lost.

    python -m tests.review.killing PAIRS.jsonl 30

A program of its own, since it forks: servers start at once, all modules being loaded.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import sys
import time
from urllib.parse import urlsplit

from aligner.errors import AlignerError
from aligner.review.applying import apply
from aligner.review.desk import Desk
from aligner.review.requests import resolve
from aligner.review.serving import serve
from aligner.viewing import open_source
from tests.review.making import random_request


def main(path: str, kills: int) -> None:
    import uvicorn  # noqa: F401 - loaded before forking

    import aligner.review.server  # noqa: F401

    dice = random.Random(7)
    source = open_source(path)
    answered = 0
    for _ in range(kills):
        before = _state(source)
        address, server = _started(source)
        killer = _kill_later(server, dice.uniform(0.0, 0.4))
        shadow, asked, count = _ask(address, before, dice)
        os.waitpid(killer, 0)
        os.waitpid(server, 0)
        answered += count
        after = _state(source)
        # The request under way may have reached the disk; nobody was told.
        possible = [shadow]
        if asked is not None:
            possible.append(asked)
        assert any(
            after.beads == each.beads and after.revision == each.revision for each in possible
        )
    print(json.dumps({"kills": kills, "answered": answered}))  # noqa: T201


def _state(source):
    desk = Desk(source)
    desk.journal.close()
    return desk.state


def _started(source):
    read, write = os.pipe()
    server = os.fork()
    if server == 0:
        os.close(read)
        desk = Desk(source)
        serve(desk, 0, None, lambda address: os.write(write, address.encode() + b"\n"))
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as stream:
        return stream.readline().strip(), server


def _kill_later(server, seconds):
    killer = os.fork()
    if killer == 0:
        time.sleep(seconds)
        os.kill(server, signal.SIGKILL)
        os._exit(0)
    return killer


def _ask(address, state, dice):
    """Send requests until the server is gone; the last state answered, and that asked for."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port)
    headers = {"Content-Type": "application/json", "Origin": f"http://{parts.netloc}"}
    count = 0
    while True:
        request = random_request(dice, state)
        try:
            expected = apply(state, resolve(request, state, None, None))
        except AlignerError:
            expected = None
        body = json.dumps({"base": state.revision, "action": request})
        try:
            connection.request("POST", f"{parts.path}act", body, headers)
            answer = connection.getresponse()
            content = json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            return state, expected, count
        assert (answer.status == 200) == (expected is not None), content
        if expected is not None:
            assert content["revision"] == expected.revision
            state = expected
            count += 1


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
