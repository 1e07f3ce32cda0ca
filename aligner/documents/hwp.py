"""Hangul 5 files (.hwp): the records of the body text, footnotes at the end.

After the description of the format that Hancom publishes ("Hangul document file
formats 5.0"). Headers, footers and hidden comments are left out.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligner.documents.extracted import Extracted, Piece, joined
from aligner.documents.limits import MEGABYTE
from aligner.errors import InputError, PassingError
from aligner.types import BlockKind

if TYPE_CHECKING:
    from olefile import OleFileIO

_COMPRESSED, _ENCRYPTED, _DISTRIBUTED = 1, 2, 4
_STYLE, _PARAGRAPH, _TEXT, _CONTROL = 26, 66, 67, 71
_EXTENDED_SIZE = 0xFFF
_NOTES = frozenset([b"  nf", b"  ne"])
_UNREAD = frozenset([b"daeh", b"toof", b"tmct"])
_SINGLE = {10: "\n", 13: "", 24: "-", 30: "\u00a0", 31: " "}
_CONTROL_WIDTH = 8
_TAB = 9
_HEADING_STYLE = re.compile(r"개요|제목|큰제목|작은제목|heading|title|outline", re.IGNORECASE)
_SECTION = re.compile(r"Section(\d{1,6})")


@dataclass(frozen=True, slots=True)
class _Record:
    tag: int
    level: int
    content: bytes


def read(data: bytes, source: str, limit: int) -> Extracted:
    """Read a Hangul 5 file.

    Raises InputError for what is damaged, encrypted or larger than ``limit``
    bytes, or if the extra is not installed.
    """
    try:
        import olefile
    except ImportError:
        raise PassingError(f"{source}: to read .hwp files: pip install 'aligner[hwp]'") from None
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            pieces = _pieces(container, source, limit)
    except (OSError, struct.error, zlib.error, IndexError, ValueError, TypeError, AttributeError):
        # What olefile raises on files cut off or scrambled.
        raise InputError(f"{source}: a damaged .hwp file; save it again as .hwpx") from None
    return joined(pieces, {"format": "hwp"})


def _pieces(container: OleFileIO, source: str, limit: int) -> list[Piece]:
    header = container.openstream("FileHeader").read()
    (flags,) = struct.unpack_from("<I", header, 36)
    if flags & _ENCRYPTED:
        raise InputError(f"{source}: encrypted; save it without a password")
    if flags & _DISTRIBUTED:
        raise InputError(f"{source}: a distribution copy, which is encrypted; save it as .hwpx")
    streams = sorted(
        (int(match[1]), path)
        for path in container.listdir()
        if path[0] == "BodyText" and (match := _SECTION.fullmatch(path[-1]))
    )
    styles: dict[int, BlockKind] = {}
    texts: list[Piece] = []
    notes: list[Piece] = []
    for _, path in [(0, ["DocInfo"]), *streams]:
        content = container.openstream(path).read()
        if flags & _COMPRESSED:
            content = _inflated(content, limit, source)
        limit -= len(content)
        records = _records(content)
        if path == ["DocInfo"]:
            styles = _styles(records)
        else:
            for piece, is_note in _paragraphs(records, styles):
                (notes if is_note else texts).append(piece)
    return texts + notes


def _inflated(content: bytes, limit: int, source: str) -> bytes:
    inflater = zlib.decompressobj(-15)
    data = inflater.decompress(content, max(limit, 1))
    if inflater.unconsumed_tail:
        raise InputError(
            f"{source}: larger than {limit / MEGABYTE:g} MB once unpacked; "
            "if that is meant, allow more with --max-size"
        )
    return data


def _records(content: bytes) -> Iterator[_Record]:
    position = 0
    while position + 4 <= len(content):
        (header,) = struct.unpack_from("<I", content, position)
        size, position = header >> 20, position + 4
        if size == _EXTENDED_SIZE:
            (size,) = struct.unpack_from("<I", content, position)
            position += 4
        end = position + size
        yield _Record(header & 0x3FF, header >> 10 & 0x3FF, content[position:end])
        position = end


def _styles(records: Iterator[_Record]) -> dict[int, BlockKind]:
    names = [record.content for record in records if record.tag == _STYLE]
    return {
        number: "heading"
        for number, content in enumerate(names)
        if _HEADING_STYLE.match(content[2:].decode("utf-16-le", "replace"))
    }


def _paragraphs(
    records: Iterator[_Record], styles: dict[int, BlockKind]
) -> Iterator[tuple[Piece, bool]]:
    """Yield the paragraphs, and for each whether it stands in a footnote."""
    kind: BlockKind | None = None
    enclosing: list[tuple[int, bytes]] = []
    for record in records:
        while enclosing and record.level <= enclosing[-1][0]:
            enclosing.pop()
        if record.tag == _CONTROL:
            enclosing.append((record.level, record.content[:4]))
        elif record.tag == _PARAGRAPH:
            kind = styles.get(record.content[10]) if len(record.content) > 10 else None
        elif record.tag == _TEXT:
            around = {control for _, control in enclosing}
            if not around & _UNREAD:
                yield Piece(_text(record.content), kind), bool(around & _NOTES)


def _text(content: bytes) -> str:
    """The text of a paragraph: controls take one code unit or eight, and a few are characters."""
    units = struct.unpack(f"<{len(content) // 2}H", content[: len(content) // 2 * 2])
    kept: list[int] = []
    position = 0
    while position < len(units):
        unit = units[position]
        if unit >= 32:
            kept.append(unit)
        elif unit in _SINGLE or unit in (0, 25, 26, 27, 28, 29):
            kept += map(ord, _SINGLE.get(unit, ""))
        else:
            kept += [ord("\t")] * (unit == _TAB)
            position += _CONTROL_WIDTH - 1
        position += 1
    return struct.pack(f"<{len(kept)}H", *kept).decode("utf-16-le", "replace")
