"""Lines of a file that holds one record a line."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from aligner.errors import DecodingError, InputError

_LONGEST = 1 << 26
_HANGUL = re.compile("[가-힣]")


def numbered_lines(stream: BinaryIO, source: str) -> Iterator[tuple[int, bytes]]:
    r"""Each line with its number, counted from 1, and without its line end.

    Lines end at ``\n`` or ``\r\n`` and nowhere else: U+2028, U+0085 and the
    others at which `str.splitlines` breaks belong to the text. A byte order
    mark at the start is left out.

    >>> import io
    >>> list(numbered_lines(io.BytesIO(b"a\r\nb\x85c"), "x.ko"))
    [(1, b'a'), (2, b'b\x85c')]

    Raises InputError for a line of more than 64 MiB, DecodingError for UTF-16.
    """
    number = 0
    while line := stream.readline(_LONGEST):
        number += 1
        if len(line) == _LONGEST:
            raise InputError(
                f"{source}, line {number} is longer than 64 MiB; "
                "the file does not hold one record a line"
            )
        if number == 1:
            if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                raise DecodingError(
                    f"{source} is UTF-16; save the file as UTF-8 (iconv -f UTF-16 -t UTF-8)"
                )
            line = line.removeprefix(codecs.BOM_UTF8)
        yield number, line.removesuffix(b"\n").removesuffix(b"\r")


def decoded(line: bytes, number: int, source: str) -> str:
    """The text of a line.

    >>> decoded("가".encode(), 1, "x.ko")
    '가'

    Raises DecodingError, naming the line, for anything but UTF-8.
    """
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        # By chance hardly a syllable of another encoding is one of UTF-8.
        otherwise_good = _HANGUL.search(line.decode("utf-8", "ignore"))
        advice = (
            "the rest of the line is; put in its place what was meant"
            if otherwise_good
            else "save the file as UTF-8 (from Korean Windows: iconv -f CP949 -t UTF-8)"
        )
        raise DecodingError(
            f"{source}, line {number}: byte 0x{line[error.start]:02x} is not UTF-8; {advice}"
        ) from None
