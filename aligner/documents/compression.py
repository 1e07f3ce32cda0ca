"""Compressed files, known by their first bytes: gzip, bzip2, xz and Zstandard."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import zlib
from typing import BinaryIO, cast

from aligner.documents.limits import read_at_most
from aligner.errors import InputError, PassingError

_MOST_LAYERS = 3
_SUFFIXES = (".gz", ".gzip", ".bz2", ".xz", ".lzma", ".zst")
_BZIP2_BLOCKS = (b"1AY&SY", b"\x17\x72\x45\x38\x50\x90")  # data, or the end at once


def decompressed(data: bytes, source: str, limit: int) -> bytes:
    """What is in a compressed file, and anything else as it is.

    At most ``limit`` bytes are unpacked. Raises InputError if there is more, or
    if the file is damaged.

    >>> decompressed(gzip.compress(b"text"), "a.txt.gz", 1000)
    b'text'
    """
    for _ in range(_MOST_LAYERS):
        opened = _opened(data, source)
        if opened is None:
            return data
        stream, damage = opened
        try:
            data = read_at_most(stream, limit, source)
        except (OSError, EOFError, ValueError, damage) as error:
            raise InputError(
                f"{source}: the compressed data is damaged or cut off ({error}); fetch it again"
            ) from None
    if _opened(data, source) is not None:
        raise InputError(f"{source}: compressed more than {_MOST_LAYERS} times; unpack it first")
    return data


def name_inside(name: str) -> str:
    """The name of a file without the endings of compression.

    >>> name_inside("news/a.ko.html.gz")
    'news/a.ko.html'
    """
    for suffix in _SUFFIXES:
        name = name[: -len(suffix)] if name.lower().endswith(suffix) else name
    return name


def _opened(data: bytes, source: str) -> tuple[BinaryIO, type[Exception]] | None:
    """A stream of what is inside, and the error that tells of damage; None if not compressed."""
    stream = io.BytesIO(data)
    if data.startswith(b"\x1f\x8b"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream)), zlib.error
    if data.startswith(b"BZh") and data[4:10] in _BZIP2_BLOCKS:
        return cast(BinaryIO, bz2.BZ2File(stream)), OSError
    if data.startswith(b"\xfd7zXZ\x00"):
        return cast(BinaryIO, lzma.LZMAFile(stream)), lzma.LZMAError
    if data.startswith(b"\x28\xb5\x2f\xfd"):
        try:
            if sys.version_info >= (3, 14):
                from compression import zstd
            else:
                from backports import zstd
        except ImportError:
            raise PassingError(
                f"{source}: to read Zstandard files: pip install 'aligner[zstd]'"
            ) from None
        return cast(BinaryIO, zstd.ZstdFile(stream)), zstd.ZstdError
    return None
