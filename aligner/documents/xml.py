"""XML that is not trusted, and the paragraphs of office formats that are made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from aligner.documents.archive import Archive
from aligner.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element


def parsed(data: bytes, source: str, encoding: str | None = None) -> _Element:
    """Parse XML without resolving entities, loading a DTD or touching the network.

    Raises InputError for what is no XML, nested without end or swollen.

    >>> parsed(b"<a><b>text</b></a>", "a.xml").findtext("b")
    'text'
    """
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    parser = XMLParser(
        encoding=encoding,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return fromstring(data, parser)
    except (XMLSyntaxError, ValueError) as error:
        reason = str(error).split("\n")[0] or "it is empty"
        raise InputError(f"{source}: broken XML ({reason}); the file is damaged") from None


def local_name(element: _Element) -> str:
    """The name of an element without its namespace; empty for what is no element.

    >>> local_name(parsed(b"<w:p xmlns:w='urn:w'/>", "a.xml"))
    'p'
    """
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: _Element | None, name: str) -> str:
    """An attribute, whatever its namespace; empty if it is not there.

    >>> attribute(parsed(b"<p w:val='x' xmlns:w='urn:w'/>", "a.xml"), "val")
    'x'
    """
    for key, value in ({} if element is None else element.attrib).items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


@dataclass(frozen=True)
class Grammar:
    """How a format writes paragraphs, by the local names of its elements.

    ``texts`` hold text directly. What is in ``unread`` is left out, ``notes`` come
    at the end of the document, ``signs`` stand for a character.
    """

    paragraphs: Set[str]
    texts: Set[str]
    unread: Set[str]
    notes: Set[str] = frozenset()
    signs: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def paragraphs_of(root: _Element, grammar: Grammar) -> Iterator[tuple[_Element, str]]:
    """Yield each paragraph with its text, in the order of the file, footnotes last.

    A paragraph within another one (a table cell, a text box) is one of its own.
    """
    from lxml.etree import iterwalk

    open_paragraphs: list[list[str]] = []
    notes: list[tuple[_Element, str]] = []
    note_depth = 0
    walker = iterwalk(root, events=("start", "end"))
    for event, element in walker:
        name = local_name(element)
        if event == "start":
            if name in grammar.unread:
                walker.skip_subtree()
                continue
            note_depth += name in grammar.notes
            if name in grammar.paragraphs:
                open_paragraphs.append([])
            if open_paragraphs:
                open_paragraphs[-1].append(grammar.signs.get(name, ""))
                open_paragraphs[-1].append((element.text or "") * (name in grammar.texts))
            continue
        if name in grammar.paragraphs and name not in grammar.unread:
            text = "".join(open_paragraphs.pop())
            if note_depth:
                notes.append((element, text))
            else:
                yield element, text
        note_depth -= name in grammar.notes and name not in grammar.unread
        parent = element.getparent()
        if open_paragraphs and parent is not None and local_name(parent) in grammar.texts:
            open_paragraphs[-1].append(element.tail or "")
    yield from notes


def refuse_encrypted(archive: Archive, source: str) -> None:
    """Raise InputError if an OpenDocument or HWPX file asks for a password."""
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.read(manifest):
        raise InputError(f"{source}: encrypted; save it without a password")


def described(archive: Archive, name: str, source: str) -> dict[str, str]:
    """Title and date out of the Dublin Core that a file carries, if it does."""
    found: dict[str, str] = {}
    if name in archive:
        for element in parsed(archive.read(name), source).iter():
            key = {
                "title": "title",
                "created": "date",
                "creation-date": "date",
                "date": "date",
            }.get(local_name(element))
            if key and element.text and key not in found:
                found[key] = element.text.strip()[: 10 if key == "date" else None]
    return found
