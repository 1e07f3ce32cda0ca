"""Markdown, read by markdown-it (MIT): its text without the marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from aligner.documents.extracted import Extracted, Piece, joined
from aligner.documents.limits import MEGABYTE
from aligner.errors import InputError
from aligner.types import BlockKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_LONGEST = 5 * MEGABYTE
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r"^(title|date|url):[ \t]*[\"']?([^\n]{1,500}?)[\"']?[ \t]*$", re.MULTILINE)
_TAG = re.compile(r"<[^<>]{1,2000}>")


def read(text: str, source: str) -> Extracted:
    r"""Read decoded Markdown: headings, paragraphs, items and cells; no code.

    >>> extracted = read("# Title\n\nOne *two*\nthree.\n\n- item\n", "a.md")
    >>> extracted.text.split("\n\n"), extracted.blocks[0][1]
    (['Title', 'One two three.', 'item\n'], 'heading')

    Raises InputError for more than 5 MB.
    """
    from markdown_it import MarkdownIt

    if len(text) > _LONGEST:
        raise InputError(
            f"{source}: {len(text) / MEGABYTE:.0f} MB of Markdown; name it .txt to have it read as text"
        )
    front = _FRONT_MATTER.match(text)
    metadata = dict(_FIELD.findall(front[1])) if front else {}
    # Lines of hash marks and pipes can be deep; markdown-it bounds its own recursion.
    parser = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table")
    tokens = parser.parse(text[front.end() :] if front else text)
    return joined(_pieces(tokens), {"format": "markdown", **metadata})


def _pieces(tokens: list[Token]) -> Iterator[Piece]:
    items = 0
    kind: BlockKind | None = None
    for token in tokens:
        items += token.nesting * (token.type.startswith("list_item"))
        if token.type == "heading_open":
            kind = "heading"
        elif token.type in {"th_open", "td_open"}:
            kind = "list-item"
        elif token.type == "inline":
            text = "".join(_inline(token.children or []))
            yield Piece(text, kind or ("list-item" if items else None))
            kind = None
        elif token.type == "html_block":
            yield Piece(html.unescape(_TAG.sub("", token.content)))


def _inline(children: list[Token]) -> Iterator[str]:
    for child in children:
        if child.type in {"text", "code_inline"}:
            yield child.content
        elif child.type == "softbreak":
            yield " "
        elif child.type == "hardbreak" or child.content.lower().startswith("<br"):
            yield "\n"
