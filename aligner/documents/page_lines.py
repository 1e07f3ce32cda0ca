"""The lines of a web page as a reader of it sees them, with what its markup says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligner.types import BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNREAD = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "video",
        "audio",
        "map",
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "head",
        "rt",
        "rp",
        "nav",
        "footer",
        "menu",
        "dialog",
    ]
)
_INLINE_UNREAD = frozenset(("rt", "rp", "script", "style", "svg", "button", "input", "template"))
"""What is left out without ending the line that it stands in."""

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "ruby",
        "rb",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "picture",
        "source",
    ]
)
_KIND_OF_TAG: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "figcaption": "caption",
    "caption": "caption",
    "li": "list-item",
}
_CAPTION_CLASS = re.compile(
    r"caption|(?:img|image|photo|pic)[-_]?(?:desc|txt|text|info|exp)|desc[-_]?(?:img|photo|pic)",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(r"display\s?:\s?none|visibility\s?:\s?hidden", re.IGNORECASE)
_NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_BESIDE = frozenset(
    [
        "ad",
        "ads",
        "adv",
        "advert",
        "advertisement",
        "aside",
        "banner",
        "breadcrumb",
        "btn",
        "button",
        "cmt",
        "comment",
        "comments",
        "copyright",
        "footer",
        "gnb",
        "hashtag",
        "journalist",
        "keyword",
        "keywords",
        "lnb",
        "menu",
        "nav",
        "newsletter",
        "popular",
        "profile",
        "promo",
        "rank",
        "ranking",
        "recommend",
        "recommended",
        "rel",
        "relate",
        "related",
        "relation",
        "reply",
        "reporter",
        "share",
        "sidebar",
        "sns",
        "social",
        "sponsor",
        "sponsored",
        "subscribe",
        "tag",
        "tags",
        "toolbar",
        "util",
    ]
)
_LONGEST_NAME = 300
_LONGEST_CELL = 80


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, white space folded.

    ``linked`` is the share of it that is link text; ``beside`` tells that it is in
    something whose name or tag says that it stands beside the article.
    """

    text: str
    kind: BlockKind | None
    linked: float
    beside: bool


@dataclass(frozen=True, slots=True)
class _Place:
    kind: BlockKind | None = None
    linked: bool = False
    beside: bool = False


def lines_of(body: _Element) -> Iterator[Line]:
    """Yield the lines of a page: what block elements and ``<br>`` set apart.

    >>> from lxml.html import fromstring
    >>> [line.text for line in lines_of(fromstring("<div><p>One <b>and</b> two<br>three</p>four"))]
    ['One and two', 'three', 'four']
    """
    from lxml.etree import iterwalk

    places = [_Place()]
    buffer: list[tuple[str, bool]] = []

    def flushed() -> Iterator[Line]:
        text = "".join(part for part, _ in buffer)
        if folded := " ".join(text.replace("\u00ad", "").split()):
            linked = sum(len(part.strip()) for part, is_link in buffer if is_link)
            place = places[-1]
            yield Line(folded, place.kind, min(1.0, linked / len(folded)), place.beside)
        buffer.clear()

    walker = iterwalk(body, events=("start", "end"))
    for event, element in walker:
        if not isinstance(element.tag, str):  # a comment
            if event == "start":
                buffer.append((element.tail or "", places[-1].linked))
            continue
        unread = _is_unread(element)
        apart = _stands_apart(element)
        if event == "start":
            if apart:
                yield from flushed()
            places.append(_place(element, places[-1]))
            if unread:
                walker.skip_subtree()
            else:
                buffer.append((element.text or "", places[-1].linked))
        else:
            if apart:
                yield from flushed()
            places.pop()
            buffer.append((element.tail or "", places[-1].linked))
    yield from flushed()


def _is_unread(element: _Element) -> bool:
    return (
        element.tag in _UNREAD
        or element.get("role") == "doc-noteref"
        or element.get("epub:type") == "noteref"
        or element.get("hidden") is not None
        or _HIDDEN_STYLE.search((element.get("style") or "")[:_LONGEST_NAME]) is not None
    )


def _stands_apart(element: _Element) -> bool:
    inline = element.tag in _INLINE or element.tag in _INLINE_UNREAD
    return not inline or _is_caption(element)


def _is_caption(element: _Element) -> bool:
    return bool(_CAPTION_CLASS.search((element.get("class") or "")[:_LONGEST_NAME]))


def _is_cell(element: _Element) -> bool:
    """Whether an element is a cell of a table of data: old pages are laid out in tables too."""
    row = element.getparent()
    if element.tag not in {"td", "th"} or row is None or len(row) < 2:
        return False
    return all(
        cell.find(".//table") is None and len("".join(cell.itertext())) <= _LONGEST_CELL
        for cell in row
        if cell.tag in {"td", "th"}
    )


def _place(element: _Element, around: _Place) -> _Place:
    kind = _KIND_OF_TAG.get(str(element.tag))
    if kind is None and _is_caption(element):
        kind = "caption"
    if kind is None and _is_cell(element):
        kind = "list-item"
    kind = kind or around.kind
    return _Place(
        kind,
        around.linked or element.tag == "a",
        around.beside or element.tag == "aside" or _is_named_beside(element),
    )


def _is_named_beside(element: _Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST_NAME]
    return any(part.lower() in _BESIDE for part in _NAME_PART.findall(names))
