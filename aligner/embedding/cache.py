"""Vectors kept from one run to the next, in one SQLite file.

    encoder = CachedEncoder(load("default"), Cache(folder), identity("default"))

A document's vectors are found by what they depend on: its sentences, the model with its
checksum, and this version of the aligner. They are kept as they are, in 32 bits, so that
a run that finds them gives the result of one that does not. The file may be deleted at
any time, and several processes may use it at once.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sqlite3
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from aligner.embedding.identity import Identity
from aligner.embedding.protocol import (
    Encoder,
    WindowEncoder,
    compose,
    lengths_of,
    sentence_vectors,
    windows_of,
)
from aligner.errors import InputError, OutputError
from aligner.version import __version__

Floats = NDArray[np.float32]
Answer = TypeVar("Answer")

FILE = "embeddings.sqlite"
_ASIDE = " aside"  # the end of a row's model, for `CachedEncoder.aside`
_PATIENCE = 60.0  # seconds to wait for another process to finish writing
_LOG = logging.getLogger("aligner")
# No write-ahead log: it is a second file, which somebody may fail to delete with the first.
_TABLE = """
CREATE TABLE IF NOT EXISTS vectors (
    key BLOB PRIMARY KEY, model TEXT, layers INTEGER, sentences INTEGER, data BLOB
)"""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a cache holds for one model.

    ``documents`` are sides of documents with ``sentences``, ``parts`` texts that were
    embedded besides, as `CachedEncoder.aside` says; ``size`` are the bytes of all.
    """

    model: str
    documents: int
    sentences: int
    parts: int
    size: int


class Cache:
    """The cache in a folder, which is made with it.

    Whatever is wrong with the file later on is told once, as a warning, and the work
    goes on without. Raises OutputError when there can be no such file.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.path = Path(folder) / FILE
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._connection: sqlite3.Connection | None = _connected(self.path)
        except (OSError, sqlite3.Error) as error:
            raise OutputError(
                f"{self.path}: cannot be used as a cache ({_reason(error)}); "
                "delete it or name another folder with --cache"
            ) from None
        # Nobody can tell when the last encoder that looks here goes.
        weakref.finalize(self, self._connection.close)

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Floats]:
        """The arrays ``(layers, n, d)`` that are known, by their keys."""

        def read(connection: sqlite3.Connection) -> dict[bytes, Floats]:
            query = "SELECT layers, sentences, data FROM vectors WHERE key = ?"
            found = {}
            for key in keys:
                row = connection.execute(query, (key,)).fetchone()
                if row is not None and (array := _array(*row)) is not None:
                    found[key] = array
            return found

        return self._asked(read, {})

    def put(self, arrays: Iterable[tuple[bytes, Floats]], model: str) -> None:
        """Keep arrays ``(layers, n, d)`` for their keys, all or none."""
        rows = [
            (key, model, *array.shape[:2], np.ascontiguousarray(array).tobytes())
            for key, array in arrays
        ]

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?, ?, ?, ?)", rows)

        if rows:
            self._asked(write, None)

    def _asked(self, question: Callable[[sqlite3.Connection], Answer], otherwise: Answer) -> Answer:
        if self._connection is None:
            return otherwise
        try:
            return question(self._connection)
        except sqlite3.Error as error:
            _LOG.warning("%s: %s; going on without the cache", self.path, _reason(error))
            self._connection.close()
            self._connection = None
            return otherwise


class CachedEncoder:
    """An encoder that looks for the vectors of whole documents in a cache first.

    An encoder with windows of its own has all of them kept, any other one the vectors of
    its sentences, out of which the windows are composed anew.
    """

    def __init__(self, encoder: Encoder, cache: Cache, model: Identity) -> None:
        self._encoder = encoder
        self._cache = cache
        self._model = model
        self._label = str(model)
        self.name = model.name
        self.dimensions = getattr(encoder, "dimensions", 0)

    @cached_property
    def aside(self) -> CachedEncoder:
        """The same encoder and cache, for what is no side of a document.

        That are parts of sentences that may be cut, and the sentences that others are
        compared with: many small texts, which `contents` counts apart.
        """
        other = CachedEncoder(self._encoder, self._cache, self._model)
        other._label = f"{self._model}{_ASIDE}"
        return other

    def encode(self, texts: list[str]) -> NDArray[Any]:
        """Vectors of the texts, from the encoder itself."""
        return self._encoder.encode(texts)

    def encode_windows(self, documents: Sequence[list[str]], size: int) -> list[Floats]:
        """The windows of each document; only what the cache lacks is embedded."""
        composed = not isinstance(self._encoder, WindowEncoder)
        keys = [self._key(texts, 1 if composed else size) for texts in documents]
        known = self._cache.get(keys)
        missing = {
            key: texts for key, texts in zip(keys, documents, strict=True) if key not in known
        }
        if missing:
            new = dict(zip(missing, self._embedded(list(missing.values()), size), strict=True))
            self._cache.put(new.items(), self._label)
            known |= new
        if not composed:
            return [known[key] for key in keys]
        return [
            compose(known[key][0], lengths_of(texts), size)
            for key, texts in zip(keys, documents, strict=True)
        ]

    def _embedded(self, documents: list[list[str]], size: int) -> list[Floats]:
        if isinstance(self._encoder, WindowEncoder):
            return windows_of(self._encoder, documents, size)
        return [vectors[None] for vectors in sentence_vectors(self._encoder, documents)]

    def _key(self, texts: list[str], layers: int) -> bytes:
        facts = [__version__, self._model.name, self._model.sha256, layers, *texts]
        return hashlib.sha256(json.dumps(facts).encode()).digest()


def contents(folder: str | os.PathLike[str]) -> list[Contents]:
    """What the cache in a folder holds. Raises InputError if there is none, or it is damaged."""
    with _opened(folder) as connection:
        rows = connection.execute(
            "SELECT model, count(*), sum(sentences), sum(length(data)) "
            "FROM vectors GROUP BY model ORDER BY model"
        )
        found: dict[str, Contents] = {}
        for label, texts, sentences, size in rows:
            model = label.removesuffix(_ASIDE)
            held = found.get(model, Contents(model, 0, 0, 0, 0))
            found[model] = replace(
                held,
                **{"parts": texts}
                if label != model
                else {"documents": texts, "sentences": sentences},
                size=held.size + size,
            )
        return list(found.values())


def clear(folder: str | os.PathLike[str]) -> int:
    """Empty the cache in a folder and return how many texts it held, parts among them.

    Runs that are using it lose nothing but what they had found there. Raises as `contents`.
    """
    with _opened(folder) as connection:
        with connection:
            count = connection.execute("DELETE FROM vectors").rowcount
        connection.execute("VACUUM")
        return int(count)


@contextmanager
def _opened(folder: str | os.PathLike[str]) -> Iterator[sqlite3.Connection]:
    path = Path(folder) / FILE
    if not path.is_file():
        raise InputError(f"{path}: there is no such cache; 'aligner build --cache DIR' makes one")
    connection = None
    try:
        connection = _connected(path)
        yield connection
    except sqlite3.Error as error:
        raise InputError(f"{path}: {_reason(error)}; delete it, it is only a cache") from None
    finally:
        if connection is not None:
            connection.close()


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(_TABLE)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _array(layers: int, sentences: int, data: bytes) -> Floats | None:
    """The array, if its bytes are as many as there should be."""
    try:
        array = np.frombuffer(data, np.float32).reshape(layers, sentences, -1)
    except ValueError:
        return None
    return array if array.size else None


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
