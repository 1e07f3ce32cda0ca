"""OpenDocument texts (.odt), footnotes at the end; headers and footers are not read."""

from __future__ import annotations

import re
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
    refuse_encrypted,
)
from aligner.types import BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_GRAMMAR = Grammar(
    paragraphs=frozenset(["p", "h"]),
    texts=frozenset(["p", "h", "span", "a", "meta", "ruby", "ruby-base"]),
    unread=frozenset(
        [
            "tracked-changes",
            "annotation",
            "note-citation",
            "ruby-text",
            "page-number",
            "title",
            "desc",
            "automatic-styles",
            "table-of-content",
        ]
    ),
    notes=frozenset(["note"]),
    signs=MappingProxyType({"s": " ", "tab": "\t", "line-break": "\n"}),
)
_KIND_OF_STYLE: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
    (re.compile(r"heading|title|subtitle", re.IGNORECASE), "heading"),
    (re.compile(r"caption|illustration|figure", re.IGNORECASE), "caption"),
)


def read(data: bytes, source: str, limit: int) -> Extracted:
    """Read an OpenDocument text.

    Raises InputError for what is damaged, encrypted or larger than ``limit`` bytes.
    """
    archive = Archive(data, source, limit)
    refuse_encrypted(archive, source)
    root = parsed(archive.read("content.xml"), source)
    parents = {
        attribute(element, "name"): attribute(element, "parent-style-name")
        for element in root.iter()
        if local_name(element) == "style"
    }
    pieces = [
        Piece(text, _kind(element, parents)) for element, text in paragraphs_of(root, _GRAMMAR)
    ]
    return joined(pieces, {"format": "odt", **described(archive, "meta.xml", source)})


def _kind(paragraph: _Element, parents: dict[str, str]) -> BlockKind | None:
    if local_name(paragraph) == "h":
        return "heading"
    if any(local_name(above) == "list-item" for above in paragraph.iterancestors()):
        return "list-item"
    style = attribute(paragraph, "style-name")
    for name in (style, parents.get(style, "")):
        for pattern, kind in _KIND_OF_STYLE:
            if pattern.match(name):
                return kind
    return None
