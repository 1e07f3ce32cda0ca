from __future__ import annotations

import json
import socket

import pytest

from aligner.embedding import load
from aligner.embedding.use import UniversalSentenceEncoder
from aligner.resources import data_folder

ODD = [
    "",
    " ",
    "\t\n",
    "\x00",
    "앞\x00뒤",
    "😀😀😀",
    "👩‍👩‍👧 가족",
    "뚫뷁쉟 뷁",
    "!!!",
    "가" * 10_000,
    "word " * 2_500,
    "ﷺﷺ ﬁ ㍿ ①",
    "가나 é",
    "\u200b\ufeff",
]


@pytest.fixture(scope="session")
def documents() -> list[list[str]]:
    """The sentences of the sample articles, one list a side and article."""
    found = []
    for path in sorted((data_folder("corpus") / "samples").glob("*.spans.json")):
        beads = json.loads(path.read_text(encoding="utf-8"))
        for side in ("ko", "en"):
            name = path.name.replace("spans.json", f"{side}.txt")
            text = (path.parent / name).read_text(encoding="utf-8")
            spans = sorted({tuple(span) for bead in beads for span in bead[side]})
            found.append([text[start:end] for start, end in spans])
    return found


@pytest.fixture(scope="session")
def sentences(documents: list[list[str]]) -> list[str]:
    return [sentence for document in documents for sentence in document]


@pytest.fixture(scope="session")
def use() -> UniversalSentenceEncoder:
    encoder = load()
    assert isinstance(encoder, UniversalSentenceEncoder)
    return encoder


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("the network was used")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
