"""How much is read: what a file may grow to when it is unpacked."""

from __future__ import annotations

from typing import BinaryIO, Protocol

from aligner.errors import InputError

MEGABYTE = 1_000_000
DEFAULT_LIMIT = 200 * MEGABYTE
"""Bytes that a document may have once it is unpacked."""


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def read_at_most(stream: BinaryIO | _Readable, limit: int, source: str) -> bytes:
    """Read all of a stream, or raise InputError if that is more than ``limit`` bytes.

    >>> import io
    >>> read_at_most(io.BytesIO(b"text"), 10, "a.txt")
    b'text'
    """
    pieces, left = [], limit
    while piece := stream.read(min(MEGABYTE, left + 1)):
        left -= len(piece)
        if left < 0:
            raise InputError(
                f"{source}: larger than {limit / MEGABYTE:g} MB once unpacked; "
                "if that is meant, allow more with --max-size"
            )
        pieces.append(piece)
    return b"".join(pieces)
