"""Web pages: the article out of everything that stands around it.

trafilatura (Adrien Barbaresi, Apache-2.0) finds which text of a page is its
article. Where that text begins and ends, its headline and the captions and
sub-heads between, which trafilatura may drop or run together, are then read
from the page itself.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligner.documents.extracted import Extracted, Piece, joined
from aligner.documents.limits import MEGABYTE
from aligner.documents.page_lines import Line, lines_of
from aligner.errors import InputError
from aligner.text.boilerplate import classify_line, furniture_likelihood
from aligner.text.endings import ends_as_sentence

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LARGEST_PAGE = 20 * MEGABYTE
_LONGEST_TEXT = 2 * MEGABYTE
_MOST_ELEMENTS = 100_000
_MOST_FOR_TRAFILATURA = 10_000  # its time grows with their square
_DEEPEST = 200
_EMBEDDED = re.compile(r"data:[\w/+.-]{1,50};base64,[A-Za-z0-9+/=]{100,}")
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{1,6}\)(\S{1,2000})")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SITE_MARK = re.compile(r"\s+(?:::|[|:<>»–—-])\s+")  # between a headline and the site's name
_LARGEST_LINK_SHARE = 0.5
_SHORT = 12
_CERTAINLY_ARTICLE = -2.0  # log-odds of furniture
_MAIN_SHARE = 0.8
_COPYRIGHT_SHARE = 0.5  # of what is voted for; behind it stand notices and comments


@dataclass(frozen=True, slots=True)
class _Article:
    """What trafilatura says: the article's text without white space, its parts, its data."""

    letters: str
    parts: frozenset[str]
    title: str
    date: str
    url: str


def read(text: str, source: str) -> Extracted:
    r"""Read a decoded page: headline, text, captions and tables, with its date and address.

    Raises InputError if there is no article on it, or if it is larger or more
    deeply nested than any page with an article.

    >>> page = "<h1>Tower opens</h1><p>It opened on Monday. Many came to see it.</p>"
    >>> read(page, "a.html").text
    'Tower opens\n\nIt opened on Monday. Many came to see it.\n'
    """
    root = parsed_page(text, source)
    article = _found(root, source)
    lines = _chosen(list(lines_of(root)), article)
    if not any(_is_sentence(line) and classify_line(line.text) is None for line in lines):
        raise InputError(
            f"{source}: no article on this page, only headlines, links or notices; "
            "save the page of the article itself"
        )
    saved_from = _SAVED_FROM.search(text[:5000])
    metadata = {
        "format": "html",
        "title": next((line.text for line in lines if line.kind == "heading"), article.title),
        "date": article.date,
        "url": article.url or (saved_from[1] if saved_from else ""),
    }
    return joined([Piece(line.text, line.kind) for line in lines], metadata)


def parsed_page(text: str, source: str) -> HtmlElement:
    """Parse a page. Raises InputError if it is larger or more deeply nested than pages are."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    text = _EMBEDDED.sub("", text)
    if len(text) > _LARGEST_PAGE:
        raise InputError(
            f"{source}: a page of {len(text) / MEGABYTE:.0f} MB, more than an article has; "
            "save its text as a text file"
        )
    data = _NOT_XML.sub(" ", text).encode()
    parser = HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_pis=True)
    try:
        root = document_fromstring(data, parser=parser)
    except (LxmlError, ValueError, AssertionError):
        raise InputError(f"{source}: there is no text in it") from None
    _refuse_monsters(root, source)
    return root


def _refuse_monsters(root: HtmlElement, source: str) -> None:
    from lxml.etree import iterwalk

    elements = int(root.xpath("count(//*)"))
    length = sum(
        len(text) for text in root.xpath("//text()[not(parent::script or parent::style)]")
    ) if elements <= _MOST_ELEMENTS else 0  # fmt: skip
    if elements > _MOST_ELEMENTS or length > _LONGEST_TEXT:
        raise InputError(
            f"{source}: {elements:,} elements and {length / MEGABYTE:.1f} MB of text, more than "
            "the page of an article has; save its text as a text file"
        )
    depth = deepest = 0
    for event, _ in iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise InputError(
            f"{source}: elements nested {deepest} deep; save the page's text as a text file"
        )


def _found(root: HtmlElement, source: str) -> _Article:
    """Ask trafilatura, unless the page is too large for it.

    It logs what it cannot do, and that is no concern of the user's.
    """
    if root.xpath("count(//*)") > _MOST_FOR_TRAFILATURA:
        return _Article(
            "", frozenset(), " ".join((root.findtext(".//title") or "").split()), "", ""
        )
    import logging

    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(
            copy.deepcopy(root),
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except RecursionError:
        raise InputError(f"{source}: nested too deeply; save the page's text as text") from None
    if not isinstance(found, Document) or found.body is None:
        return _Article("", frozenset(), "", "", "")
    texts = [_letters(str(part)) for part in found.body.itertext()]
    return _Article(
        "".join(texts), frozenset(texts), found.title or "", found.date or "", found.url or ""
    )


def _letters(text: str) -> str:
    return "".join(text.split())


def _chosen(lines: Sequence[Line], article: _Article) -> list[Line]:
    """The headline and what follows it to the end of the article, without what is put between."""
    voted = [_is_voted(line, article) for line in lines]
    if not any(voted):
        voted = [not line.beside and _is_sentence(line) for line in lines]
    headline = _headline(lines, voted, article.title)
    start = voted.index(True) if True in voted else 0
    start = start if headline is None else headline
    end = _end(lines, voted)
    kept = [
        Line(line.text, "heading", 0.0, False) if number == headline else line
        for number, line in enumerate(lines[: end + 1])
        if number == headline
        or (number >= start and (voted[number] or _belongs(line, inside=number < end)))
    ]
    if kept and not any(line.kind == "heading" for line in kept):
        title = max(_SITE_MARK.split(article.title), key=len)
        kept.insert(0, Line(title, "heading", 0.0, False))
    return kept


def _is_voted(line: Line, article: _Article) -> bool:
    if line.linked > _LARGEST_LINK_SHARE and not ends_as_sentence(line.text):
        return False
    letters = _letters(line.text)
    return letters in article.parts or (len(letters) >= _SHORT and letters in article.letters)


def _headline(lines: Sequence[Line], voted: Sequence[bool], title: str) -> int | None:
    """The last line before the bulk of the article that says the page's title, or most of it."""
    wanted, before, found = _letters(title).casefold(), 0, None
    total = sum(len(line.text) for line, vote in zip(lines, voted, strict=True) if vote)
    for number, (line, vote) in enumerate(zip(lines, voted, strict=True)):
        letters = _letters(line.text).casefold()
        similar = letters in wanted or wanted in letters
        if wanted and similar and len(wanted) / 2 <= len(letters) <= 2 * len(wanted):
            if found is None or line.kind == "heading":
                found = number
            if line.kind == "heading":
                break
        before += len(line.text) * vote
        if before > total * (1 - _MAIN_SHARE):
            break
    return found


def _end(lines: Sequence[Line], voted: Sequence[bool]) -> int:
    """The article's last line: at a copyright notice behind most of it, or the last one voted for."""
    last = max((number for number, vote in enumerate(voted) if vote), default=-1)
    total = sum(len(line.text) for line, vote in zip(lines, voted, strict=True) if vote)
    before = 0
    for number, line in enumerate(lines[: last + 1]):
        before += len(line.text) * voted[number]
        if before >= total * _COPYRIGHT_SHARE and classify_line(line.text) == "copyright":
            return number
    return last


def _belongs(line: Line, *, inside: bool) -> bool:
    """Whether a line that trafilatura left out, between others that it took, is article."""
    if not inside or line.beside or line.linked > _LARGEST_LINK_SHARE:
        return False
    kind = classify_line(line.text)
    return (
        line.kind is not None
        or kind is not None
        or _is_sentence(line)
        or furniture_likelihood(line.text) < _CERTAINLY_ARTICLE  # a sub-head in bold type
    )


def _is_sentence(line: Line) -> bool:
    return line.linked <= _LARGEST_LINK_SHARE and ends_as_sentence(line.text)
