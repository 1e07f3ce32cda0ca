"""What readers hand on: the text of a document, and what its file says about the parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from aligner.types import BlockKind, Span

_BREAK = re.compile(r"[\n\v\f\r\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, headline, cell … as a reader found it.

    ``kind`` is what the file itself says that it is (a heading style, a list),
    and None where it says nothing.
    """

    text: str
    kind: BlockKind | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of one document before it is laid out.

    ``blocks`` are the spans of the pieces with the kinds that the file gives
    them, or None for plain text, whose lines have to be looked at. ``notices``
    say in words what had to be done to the text; ``undone`` is the decoding
    error that was undone, if there was one.
    """

    text: str
    blocks: tuple[tuple[Span, BlockKind | None], ...] | None = None
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    notices: tuple[str, ...] = ()
    undone: str = ""


def joined(pieces: Iterable[Piece], metadata: Mapping[str, str]) -> Extracted:
    r"""Lay pieces out as one text with an empty line between them.

    White space is folded, and a line break inside a piece begins another one of
    its kind. The text is in NFC. What is empty is left out, of the metadata too.

    >>> extracted = joined([Piece("Tower\n opens", "heading"), Piece(" ")], {"title": ""})
    >>> extracted.text, extracted.blocks
    ('Tower\n\nopens\n', (((0, 5), 'heading'), ((7, 12), 'heading')))
    """
    texts: list[str] = []
    blocks: list[tuple[Span, BlockKind | None]] = []
    position = 0
    for piece in pieces:
        for line in _BREAK.split(piece.text):
            if text := unicodedata.normalize("NFC", " ".join(line.split())):
                blocks.append(((position, position + len(text)), piece.kind))
                texts.append(text)
                position += len(text) + 2
    known = {name: value for name, value in metadata.items() if value}
    return Extracted("\n\n".join(texts) + "\n" * bool(texts), tuple(blocks), known)
