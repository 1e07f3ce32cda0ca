"""The bytes of an XML file, whatever its encoding, as UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from aligner.errors import DecodingError, InputError

_CHUNK = 1 << 20
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']""")
_DECODERS = {
    "utf-8": "utf-8",
    "ascii": "utf-8",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "iso8859-1": "cp1252",
    "cp1252": "cp1252",
    "euc_kr": "cp949",
    "cp949": "cp949",
}
"""What to decode with, by the name that Python gives to the encoding that is declared."""


def utf8_chunks(stream: BinaryIO, source: str) -> Iterator[bytes]:
    """The file piece by piece in UTF-8, and declared so if it declared something else.

    >>> import io
    >>> korean = "<?xml version='1.0' encoding='EUC-KR'?><tmx>가</tmx>".encode("euc-kr")
    >>> b"".join(utf8_chunks(io.BytesIO(korean), "x.tmx")).decode()
    "<?xml version='1.0' encoding='UTF-8'?><tmx>가</tmx>"

    Raises InputError for an encoding that neither Korean nor English comes in,
    DecodingError for bytes that are not in the encoding declared.
    """
    head = stream.read(_CHUNK)
    name = _encoding(head, source)
    chunks = _chunks(head, stream)
    if name == "utf-8":
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        first = decoder.decode(next(chunks)).encode("utf-8")
        yield _redeclared(first)
        for chunk in chunks:
            yield decoder.decode(chunk).encode("utf-8")
        yield decoder.decode(b"", final=True).encode("utf-8")
    except UnicodeError:
        raise DecodingError(
            f"{source} is not in the encoding that it declares ({name}); save it as UTF-8"
        ) from None


def _chunks(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    yield head
    while chunk := stream.read(_CHUNK):
        yield chunk


def _encoding(head: bytes, source: str) -> str:
    """By the byte order mark, the place of NULs, or what is declared, in this order."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head.startswith((b"<\0", b"\0<")):
        return "utf-16-le" if head.startswith(b"<") else "utf-16-be"
    declared = _DECLARED.match(head.removeprefix(codecs.BOM_UTF8))
    label = declared[1].decode() if declared else "utf-8"
    try:
        return _DECODERS[codecs.lookup(label).name]
    except LookupError:
        raise InputError(
            f"{source} declares the encoding {label}, which cannot be read; save it as UTF-8"
        ) from None


def _redeclared(head: bytes) -> bytes:
    declared = _DECLARED.match(head)
    return head[: declared.start(1)] + b"UTF-8" + head[declared.end(1) :] if declared else head
