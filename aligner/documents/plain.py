"""Plain text to a document: each non-blank line is a block, and knows what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from aligner.documents.kinds import classify
from aligner.types import Block, Document, Side, Span

_LINE = re.compile(r"[^\n]+")


def document_from_text(
    text: str,
    side: Side,
    source: str = "",
    *,
    lines: bool = False,
    metadata: Mapping[str, str] | None = None,
) -> Document:
    r"""Lay out a text whose line ends are ``\n`` as a document.

    With ``lines`` no line is taken apart, not even a headline with a caption
    glued to it.

    >>> document = document_from_text("Tower opens\n\nIt opened on Monday.\n", "en")
    >>> [(document.text[b.start : b.end], b.kind) for b in document.blocks]
    [('Tower opens', 'heading'), ('It opened on Monday.', 'paragraph')]
    """
    blocks: tuple[Block, ...] = tuple(classify(text, _lines(text), side, lines=lines))
    return Document(text, blocks, side, source, MappingProxyType(dict(metadata or {})))


def _lines(text: str) -> list[Span]:
    """The spans of the non-blank lines, without white space at their edges."""
    spans = []
    for match in _LINE.finditer(text):
        line = match.group()
        if body := line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            spans.append((start, start + len(body)))
    return spans
