"""Lines of a file that holds one record a line."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from aligner.errors import DecodingError


def decoded_lines(stream: BinaryIO, source: str) -> Iterator[tuple[int, str]]:
    r"""Each line with its number, counted from 1, and without its line end.

    Lines end at ``\n`` or ``\r\n`` and nowhere else: U+2028, U+0085 and the
    others at which `str.splitlines` breaks belong to the text. A byte order
    mark at the start is left out.

    >>> import io
    >>> list(decoded_lines(io.BytesIO("가\r\nb\u2028c".encode()), "x.ko"))
    [(1, '가'), (2, 'b\u2028c')]

    Raises DecodingError for anything but UTF-8.
    """
    for number, line in enumerate(stream, start=1):
        content = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise DecodingError(
                f"{source}, line {number}: byte 0x{content[error.start]:02x} is not UTF-8; "
                "save the file as UTF-8 (from Korean Windows: iconv -f CP949 -t UTF-8)"
            ) from None
        yield number, text.removesuffix("\n").removesuffix("\r")
