"""Text to a document whose blocks know what they are.

In plain text each non-blank line is a block, or each paragraph if the text is
hard-wrapped; in what a reader extracted from a page or an office file, each of
its pieces.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from aligner.documents.extracted import Extracted
from aligner.documents.kinds import classify
from aligner.documents.wrapping import lines_in, unwrapped
from aligner.types import TRANSLATABLE_KINDS, Block, Document, Finding, Side

_AUTHORED = frozenset({"markdown", "docx", "odt", "hwpx", "epub"})
"""Formats in which people set headings; of a web page the menus and boxes have some too."""


def document_from_text(
    text: str,
    side: Side,
    source: str = "",
    *,
    lines: bool = False,
    metadata: Mapping[str, str] | None = None,
) -> Document:
    r"""Lay out a text whose line ends are ``\n`` as a document.

    Lines that were folded at a fixed width are one block, which then holds line
    breaks. With ``lines`` no line is taken apart, not even a headline with a
    caption glued to it, and none are put together.

    >>> document = document_from_text("Tower opens\n\nIt opened on Monday.\n", "en")
    >>> [(document.text[b.start : b.end], b.kind) for b in document.blocks]
    [('Tower opens', 'heading'), ('It opened on Monday.', 'paragraph')]
    """
    spans = lines_in(text)
    blocks = classify(text, spans if lines else unwrapped(text, spans), side, lines=lines)
    return Document(text, tuple(blocks), side, source, MappingProxyType(dict(metadata or {})))


def laid_out(extracted: Extracted, side: Side, source: str, *, lines: bool = False) -> Document:
    """Lay out what a reader extracted; what the file says of its parts is kept.

    >>> document = laid_out(Extracted("It opened", (((0, 9), "list-item"),)), "en", "a.docx")
    >>> document.blocks[0].kind
    'list-item'
    """
    if extracted.blocks is None:
        document = document_from_text(
            extracted.text, side, source, lines=lines, metadata=extracted.metadata
        )
    else:
        spans = [span for span, _ in extracted.blocks]
        kinds = [kind for _, kind in extracted.blocks]
        authored = extracted.metadata.get("format") in _AUTHORED
        blocks = tuple(
            classify(extracted.text, spans, side, lines=lines, known=kinds, authored=authored)
        )
        metadata = MappingProxyType(dict(extracted.metadata))
        document = Document(extracted.text, blocks, side, source, metadata)
    if extracted.undone:
        return replace(document, blocks=_marked(document.blocks, extracted.undone))
    return document


def _marked(blocks: Sequence[Block], undone: str) -> tuple[Block, ...]:
    """Say at the article's beginning that its encoding was put right."""
    finding = Finding("E123", "info", None, None, f"the whole text was put right: {undone}")
    first = next((n for n, block in enumerate(blocks) if block.kind in TRANSLATABLE_KINDS), 0)
    return tuple(
        replace(block, findings=(*block.findings, finding)) if number == first else block
        for number, block in enumerate(blocks)
    )
