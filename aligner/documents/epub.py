"""Books (.epub): the chapters in reading order, all of their text."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from aligner.documents.archive import Archive
from aligner.documents.extracted import Extracted, Piece, joined
from aligner.documents.html import parsed_page
from aligner.documents.page_lines import lines_of
from aligner.documents.sniffing import declared_encoding
from aligner.documents.xml import attribute, described, local_name, parsed
from aligner.errors import InputError
from aligner.text.decoding import decode

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"


def read(data: bytes, source: str, limit: int) -> Extracted:
    """Read a book.

    Raises InputError for what is damaged, encrypted or larger than ``limit`` bytes.
    """
    archive = Archive(data, source, limit)
    package = _package(archive, source)
    encrypted = archive.read(_ENCRYPTION) if _ENCRYPTION in archive else b""
    pieces: list[Piece] = []
    for name in _chapters(archive, package, source):
        if name.encode() in encrypted:
            raise InputError(f"{source}: encrypted (digital rights management)")
        chapter = archive.read(name)
        text = decode(chapter, source, declared_encoding(chapter)).text
        if text.strip():
            page = parsed_page(text, source)
            pieces += [Piece(line.text, line.kind) for line in lines_of(page)]
    return joined(pieces, {"format": "epub", **described(archive, package, source)})


def _package(archive: Archive, source: str) -> str:
    for element in parsed(archive.read(_CONTAINER), source).iter():
        if local_name(element) == "rootfile":
            return attribute(element, "full-path")
    raise InputError(f"{source}: the book names no package file; it is damaged")


def _chapters(archive: Archive, package: str, source: str) -> Iterator[str]:
    files: dict[str, str] = {}
    for element in parsed(archive.read(package), source).iter():
        if local_name(element) == "item" and "html" in attribute(element, "media-type"):
            if "nav" not in attribute(element, "properties").split():
                path = posixpath.join(
                    posixpath.dirname(package), unquote(attribute(element, "href"))
                )
                files[attribute(element, "id")] = posixpath.normpath(path)
        elif local_name(element) == "itemref" and attribute(element, "idref") in files:
            yield files[attribute(element, "idref")]
