"""Word files (.docx): text as it reads with all changes accepted, footnotes at the end.

Read from the XML itself, since python-docx leaves out what stands in tracked
insertions and in content controls. Headers, footers and page numbers are in
other parts of the file, which are not opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from aligner.documents.archive import Archive
from aligner.documents.extracted import Extracted, Piece, joined
from aligner.documents.xml import (
    Grammar,
    attribute,
    described,
    local_name,
    paragraphs_of,
    parsed,
)
from aligner.types import BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_GRAMMAR = Grammar(
    paragraphs=frozenset(["p"]),
    texts=frozenset(["t"]),
    unread=frozenset(["del", "moveFrom", "Fallback", "pPr", "rPr"]),
    signs=MappingProxyType({"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}),
)
_KIND_OF_STYLE: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
    (re.compile(r"heading|title|subtitle|제목|부제", re.IGNORECASE), "heading"),
    (re.compile(r"caption|캡션", re.IGNORECASE), "caption"),
    (re.compile(r"list (?:bullet|number)|목록", re.IGNORECASE), "list-item"),
)
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def read(data: bytes, source: str, limit: int) -> Extracted:
    """Read a Word file. Raises InputError for what is damaged or larger than ``limit`` bytes."""
    archive = Archive(data, source, limit)
    styles = _styles(archive, source)
    pieces = list(_pieces(archive, "word/document.xml", styles, source))
    for name in _NOTES:
        if name in archive:
            pieces += _pieces(archive, name, styles, source)
    metadata = described(archive, "docProps/core.xml", source)
    return joined(pieces, {"format": "docx", **metadata})


def _pieces(
    archive: Archive, name: str, styles: Mapping[str, BlockKind], source: str
) -> Iterator[Piece]:
    for element, text in paragraphs_of(parsed(archive.read(name), source), _GRAMMAR):
        yield Piece(text, _kind(element, styles))


def _kind(paragraph: _Element, styles: Mapping[str, BlockKind]) -> BlockKind | None:
    properties = {
        local_name(element): element
        for child in paragraph
        if local_name(child) == "pPr"
        for element in child
    }
    if "outlineLvl" in properties:
        return "heading"
    style = styles.get(attribute(properties.get("pStyle"), "val"))
    return style or ("list-item" if "numPr" in properties else None)


def _styles(archive: Archive, source: str) -> dict[str, BlockKind]:
    """The kinds of paragraphs by the ids of their styles, as far as the names tell."""
    kinds: dict[str, BlockKind] = {}
    if "word/styles.xml" not in archive:
        return kinds
    for style in parsed(archive.read("word/styles.xml"), source):
        names = [attribute(child, "val") for child in style if local_name(child) == "name"]
        for pattern, kind in _KIND_OF_STYLE:
            if names and pattern.match(names[0]):
                kinds[attribute(style, "styleId")] = kind
    return kinds
