"""Hangul files (.hwpx), footnotes at the end; headers and footers are left out."""

from __future__ import annotations

import re
from types import MappingProxyType

from aligner.documents.archive import Archive
from aligner.documents.extracted import Extracted, Piece, joined
from aligner.documents.xml import (
    Grammar,
    attribute,
    described,
    local_name,
    paragraphs_of,
    parsed,
    refuse_encrypted,
)
from aligner.types import BlockKind

_SECTION = re.compile(r"Contents/section(\d{1,6})\.xml")
_GRAMMAR = Grammar(
    paragraphs=frozenset(["p"]),
    texts=frozenset(["t"]),
    unread=frozenset(["header", "footer", "deleteBegin", "equation", "secPr", "hiddenComment"]),
    notes=frozenset(["footNote", "endNote"]),
    signs=MappingProxyType({"lineBreak": "\n", "tab": "\t", "nbSpace": " ", "fwSpace": " "}),
)
_KIND_OF_STYLE: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
    (re.compile(r"개요|제목|큰제목|작은제목|heading|title|outline", re.IGNORECASE), "heading"),
    (re.compile(r"캡션|caption", re.IGNORECASE), "caption"),
)


def read(data: bytes, source: str, limit: int) -> Extracted:
    """Read a HWPX file.

    Raises InputError for what is damaged, encrypted or larger than ``limit`` bytes.
    """
    archive = Archive(data, source, limit)
    refuse_encrypted(archive, source)
    sections = sorted(
        (int(match[1]), match[0]) for name in archive.names if (match := _SECTION.fullmatch(name))
    )
    styles = _styles(archive, source)
    pieces = [
        Piece(text, styles.get(attribute(element, "styleIDRef")))
        for _, name in sections
        for element, text in paragraphs_of(parsed(archive.read(name), source), _GRAMMAR)
    ]
    metadata = described(archive, "Contents/content.hpf", source)
    return joined(pieces, {"format": "hwpx", **metadata})


def _styles(archive: Archive, source: str) -> dict[str, BlockKind]:
    """The kinds of paragraphs by the numbers of their styles, as far as the names tell."""
    kinds: dict[str, BlockKind] = {}
    if "Contents/header.xml" not in archive:
        return kinds
    for element in parsed(archive.read("Contents/header.xml"), source).iter():
        if local_name(element) == "style":
            names = attribute(element, "name"), attribute(element, "engName")
            for pattern, kind in _KIND_OF_STYLE:
                if any(map(pattern.match, names)):
                    kinds[attribute(element, "id")] = kind
    return kinds
