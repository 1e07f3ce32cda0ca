"""What TMX and XLIFF share: XML read without trusting it, and text made fit for XML.

Reading is done with expat directly, for the guards that `xml.etree` does not
give: a file that declares entities is refused, which rules out both exponential
expansion ("billion laughs") and the reading of other files, and so is one that
nests elements without end. An external DTD is never loaded. Units are handed
out one by one as they close, so memory does not grow with the file, and each
with the bytes it was read from, so that a file can be written again with
nothing changed but what was meant to be: see `aligner.formats.patching`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from aligner.errors import InputError
from aligner.formats.placed import Trouble, refuse
from aligner.formats.values import text_or_none, without_surrogates
from aligner.formats.xml_encoding import utf8_chunks
from aligner.types import Side

_DEEPEST = 100
_LONGEST = 1 << 26

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

    White space on both sides of a tag counts once: one of the two belongs to what the tag
    stands for.

    >>> from xml.etree.ElementTree import fromstring
    >>> text_of(fromstring("<seg>a <b>bold</b> <ph>&lt;br&gt;</ph> word</seg>"), {"ph"})
    'a bold word'
    """
    return "".join(counted_once(_runs(element, codes)))


def _runs(element: Element, codes: Set[str]) -> list[str]:
    """The runs of characters between the tags of an element."""
    runs = [element.text or ""]
    for child in element:
        if child.tag == "cp":
            runs[-1] += code_point(child.get("hex", "")) + (child.tail or "")
            continue
        if child.tag not in codes:
            runs += _runs(child, codes)
        runs.append(child.tail or "")
    return runs


def counted_once(runs: Iterable[str]) -> Iterator[str]:
    """The runs, each without the white space that it begins with if one before it ends with some.

    >>> list(counted_once(["Press ", "", " to save", "."]))
    ['Press ', '', 'to save', '.']
    """
    spaced = False
    for run in runs:
        shown = run.lstrip() if spaced else run
        yield shown
        spaced = shown[-1:].isspace() if shown else spaced


def code_point(digits: str) -> str:
    """The character of an inline element of XLIFF 2 such as ``<cp hex="0007"/>``."""
    try:
        return chr(int(digits, 16))
    except (ValueError, OverflowError):
        return "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an XML file: a unit, or what stands in front of one or behind the last.

    ``raw`` is the stretch as it stands in the file, in UTF-8; the parts of a
    file together are the file. ``element`` is the unit, ``line`` the one it
    begins at. An element that only gives the context comes with an empty
    ``raw``, which the stretch that follows has.
    """

    raw: bytes
    element: Element | None = None
    line: int = 0


def parts(
    stream: BinaryIO,
    source: str,
    root: str,
    units: Set[str],
    context: Set[str] = frozenset(),
    trouble: Trouble = refuse,
) -> Iterator[Part]:
    """The file in parts, each unit called as in ``units`` complete, in the order of the file.

    Elements called as in ``context`` come as well, when they open and with
    their attributes only, so that a unit can be read by what encloses it.
    Prefixes are dropped from all names: ``xml:lang`` is ``lang``.

    >>> import io
    >>> tmx = b"<tmx><body><tu tuid='1'><tuv/></tu></body></tmx>"
    >>> for part in parts(io.BytesIO(tmx), "x.tmx", "tmx", {"tu"}):
    ...     print(part.raw.decode(), part.element is not None)
    <tmx><body> False
    <tu tuid='1'><tuv/></tu> True
    </body></tmx> False

    Raises InputError for what is not XML, has another root element, declares
    entities or is nested too deeply. Where XML breaks off after the first unit
    the error goes to ``trouble`` and the last part closes what is open.
    """
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    builder = _PartBuilder(parser, source, root, units, context)
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = builder.refuse_entity
    parser.SkippedEntityHandler = builder.refuse_entity
    try:
        for chunk in utf8_chunks(stream, source):
            builder.feed(chunk)
            yield from builder.take()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        yield from builder.take()
        broken = InputError(
            f"{source}, line {error.lineno}: not XML ({expat.ErrorString(error.code)}); "
            "the file is empty, damaged, or not in the encoding that it declares, "
            "and nothing behind this line can be read"
        )
        if not builder.has_units:
            raise broken from None
        trouble(broken)
        yield builder.closing()
    else:
        yield from builder.take()
        yield builder.rest()


class _PartBuilder:
    """Collects expat's events into the parts of the file."""

    def __init__(
        self,
        parser: expat.XMLParserType,
        source: str,
        root: str,
        units: Set[str],
        context: Set[str],
    ) -> None:
        self._parser = parser
        self._source = source
        self._root = root
        self._units = units
        self._context = context
        self._open: list[str] = []
        self._enclosing: tuple[str, ...] = ()
        self._unit: TreeBuilder | None = None
        self._line = 0
        self._raw = bytearray()
        self._raw_start = 0
        self._ready: list[Part] = []

    @property
    def has_units(self) -> bool:
        return bool(self._enclosing)

    def feed(self, chunk: bytes) -> None:
        self._raw += chunk
        if len(self._raw) > _LONGEST:
            raise InputError(
                f"{self._where()}: more than 64 MiB without the end of a unit; it is not usable"
            )
        self._parser.Parse(chunk, False)

    def take(self) -> list[Part]:
        """What has been completed since the last call."""
        ready, self._ready = self._ready, []
        return ready

    def rest(self) -> Part:
        """What stands behind the last unit."""
        return Part(bytes(self._raw))

    def closing(self) -> Part:
        """The end tags that a file needs which breaks off behind the last unit."""
        return Part("".join(f"</{name}>" for name in reversed(self._enclosing)).encode())

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _local(name)
        if not self._open and tag != self._root:
            raise InputError(
                f"{self._source} has the root element <{tag}>, not <{self._root}>; "
                "is it another format?"
            )
        if len(self._open) == _DEEPEST:
            raise InputError(
                f"{self._where()} nests more than {_DEEPEST} elements; it is not usable"
            )
        local_attributes = {_local(key): value for key, value in attributes.items()}
        if self._unit is None and tag in self._units:
            self._ready.append(Part(self._cut(self._parser.CurrentByteIndex)))
            self._enclosing = tuple(self._open)
            self._line = self._parser.CurrentLineNumber
            self._unit = TreeBuilder()
        elif self._unit is None and tag in self._context:
            element = Element(tag, local_attributes)
            self._ready.append(Part(b"", element, self._parser.CurrentLineNumber))
        self._open.append(name)
        if self._unit is not None:
            self._unit.start(tag, local_attributes)

    def end(self, name: str) -> None:
        self._open.pop()
        if self._unit is None:
            return
        self._unit.end(_local(name))
        if len(self._open) == len(self._enclosing):
            end_tag = self._parser.CurrentByteIndex - self._raw_start
            end = self._raw_start + self._raw.index(b">", end_tag) + 1
            self._ready.append(Part(self._cut(end), self._unit.close(), self._line))
            self._unit = None

    def data(self, text: str) -> None:
        if self._unit is not None:
            self._unit.data(text)

    def refuse_entity(self, name: str, *_: Any) -> None:
        raise InputError(
            f"{self._where()} uses the entity &{name}; of its own; "
            "write the character itself and remove the declaration"
        )

    def _where(self) -> str:
        return f"{self._source}, line {self._parser.CurrentLineNumber}"

    def _cut(self, end: int) -> bytes:
        """What has been fed up to a place of the file and not been cut off before."""
        length = end - self._raw_start
        raw = bytes(self._raw[:length])
        del self._raw[:length]
        self._raw_start = end
        return raw


def _local(name: str) -> str:
    return name.rpartition(":")[2]
