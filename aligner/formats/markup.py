"""What TMX and XLIFF share: XML read without trusting it, and text made fit for XML.

Reading is done with expat directly, for the guards that `xml.etree` does not
give: a file that declares entities is refused, which rules out both exponential
expansion ("billion laughs") and the reading of other files, and so is one that
nests elements without end. An external DTD is never loaded. Elements are handed
out one by one as they close, so memory does not grow with the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from aligner.errors import InputError
from aligner.formats.values import text_or_none, without_surrogates
from aligner.types import Side

_CHUNK = 1 << 20
_DEEPEST = 100

# What no XML 1.0 document may contain, not even as a character reference.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

_SIDE_OF_LANGUAGE: dict[str, Side] = {"ko": "ko", "kor": "ko", "en": "en", "eng": "en"}


def writable(text: str | None) -> str | None:
    r"""What XML can hold of one side of a pair; None if that is blank.

    >>> writable("A\x0b."), writable("\x1b")
    ('A.', None)
    """
    return text_or_none(_allowed(text or ""))


def xml_text(text: str) -> str:
    r"""Text for the content of an element: forbidden characters go, the rest is escaped.

    >>> xml_text("A\x0b < B & C")
    'A &lt; B &amp; C'
    """
    # A carriage return has to be escaped or the reader makes a line feed of it.
    return escape(_allowed(text), {"\r": "&#13;"})


def xml_attribute(text: str) -> str:
    """Text as an attribute value, with its quotation marks.

    >>> xml_attribute("a & b")
    '"a &amp; b"'
    """
    return quoteattr(_allowed(text))


def _allowed(text: str) -> str:
    return without_surrogates(_FORBIDDEN.sub("", text))


def side_of(language: str | None) -> Side | None:
    """The side that a language tag names: ``ko-KR`` and ``kor`` are Korean.

    >>> side_of("en_US"), side_of("ko"), side_of("de")
    ('en', 'ko', None)
    """
    primary = (language or "").replace("_", "-").split("-")[0].strip().lower()
    return _SIDE_OF_LANGUAGE.get(primary)


def text_of(element: Element, codes: Set[str] = frozenset()) -> str:
    """The text within an element, without that inside the inline elements named.

    >>> from xml.etree.ElementTree import fromstring
    >>> text_of(fromstring("<seg>a <b>bold</b> <ph>&lt;br&gt;</ph>word</seg>"), {"ph"})
    'a bold word'
    """
    parts = [element.text or ""]
    for child in element:
        if child.tag == "cp":  # XLIFF 2 writes control characters as <cp hex="0007"/>
            parts.append(_code_point(child.get("hex", "")))
        elif child.tag not in codes:
            parts.append(text_of(child, codes))
        parts.append(child.tail or "")
    return "".join(parts)


def _code_point(digits: str) -> str:
    try:
        return chr(int(digits, 16))
    except (ValueError, OverflowError):
        return "\N{REPLACEMENT CHARACTER}"


def elements(
    stream: BinaryIO, source: str, root: str, units: Set[str], context: Set[str] = frozenset()
) -> Iterator[Element]:
    """The elements called as in ``units``, each complete, in the order of the file.

    Elements called as in ``context`` come as well, when they open and with
    their attributes only, so that a unit can be read by what encloses it.
    Namespaces are dropped from all names: ``xml:lang`` is ``lang``.

    >>> import io
    >>> tmx = b"<tmx><body><tu tuid='1'><tuv/></tu></body></tmx>"
    >>> [unit.get("tuid") for unit in elements(io.BytesIO(tmx), "x.tmx", "tmx", {"tu"})]
    ['1']

    Raises InputError for what is not XML, has another root element, declares
    entities or is nested too deeply.
    """
    builder = _UnitBuilder(source, root, units, context)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = builder.refuse_entity
    parser.SkippedEntityHandler = builder.refuse_entity
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
            yield from builder.take()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise InputError(
            f"{source}, line {error.lineno}: not XML ({expat.ErrorString(error.code)}); "
            "the file is empty, damaged, or not in the encoding that it declares"
        ) from None
    except (ValueError, LookupError):
        # How expat reports an encoding that it does not know or that takes several bytes.
        raise InputError(
            f"{source} is in an encoding that cannot be read; save it as UTF-8"
        ) from None
    yield from builder.take()


class _UnitBuilder:
    """Collects expat's events into the elements that are asked for."""

    def __init__(self, source: str, root: str, units: Set[str], context: Set[str]) -> None:
        self._source = source
        self._root = root
        self._units = units
        self._context = context
        self._depth = 0
        self._unit_depth = 0
        self._unit: TreeBuilder | None = None
        self._ready: list[Element] = []

    def take(self) -> list[Element]:
        """What has been completed since the last call."""
        ready, self._ready = self._ready, []
        return ready

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _local(name)
        if self._depth == 0 and tag != self._root:
            raise InputError(
                f"{self._source} has the root element <{tag}>, not <{self._root}>; "
                "is it another format?"
            )
        self._depth += 1
        if self._depth > _DEEPEST:
            raise InputError(
                f"{self._source} nests more than {_DEEPEST} elements; it is not usable"
            )
        local_attributes = {_local(key): value for key, value in attributes.items()}
        if self._unit is not None:
            self._unit.start(tag, local_attributes)
        elif tag in self._units:
            self._unit = TreeBuilder()
            self._unit_depth = self._depth
            self._unit.start(tag, local_attributes)
        elif tag in self._context:
            self._ready.append(Element(tag, local_attributes))

    def end(self, name: str) -> None:
        if self._unit is not None:
            self._unit.end(_local(name))
            if self._depth == self._unit_depth:
                self._ready.append(self._unit.close())
                self._unit = None
        self._depth -= 1

    def data(self, text: str) -> None:
        if self._unit is not None:
            self._unit.data(text)

    def refuse_entity(self, name: str, *_: Any) -> None:
        raise InputError(
            f"{self._source} uses the entity &{name}; of its own; "
            "write the character itself and remove the declaration"
        )


def _local(name: str) -> str:
    return name.rpartition("}")[2]
