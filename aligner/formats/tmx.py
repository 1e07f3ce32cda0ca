"""TMX, the exchange format of translation memories: written as 1.4b, read in any version.

A pair is a ``<tu>`` with one ``<tuv>`` a side; a missing side has none. The
document, the bead type, the scores and the spans are properties (``document``,
``bead-type``, ``score-similarity``, ``score-confidence``, ``ko-spans``, ``en-spans``),
and findings are notes of the form ``N301 error: …``, which are read back without
their place in the text. Sentence numbers are not kept. Characters that XML forbids
are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO
from xml.etree.ElementTree import Element

from aligner.errors import InputError
from aligner.formats.markup import (
    Part,
    parts,
    side_of,
    text_of,
    writable,
    xml_attribute,
    xml_text,
)
from aligner.formats.patching import patch_of, patched
from aligner.formats.placed import Placed, Trouble, refuse, supply_of
from aligner.formats.values import facts_of, note_of, pair_of, text_or_none
from aligner.types import Pair, Side
from aligner.version import __version__

# Inline elements whose content is code of the original format, not text.
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})


def render(pairs: Iterable[Pair]) -> Iterator[str]:
    """The file, piece by piece.

    >>> "".join(render([])).count("<tu ")
    0
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield (
        f'  <header creationtool="aligner" creationtoolversion={xml_attribute(__version__)} '
        'segtype="sentence" o-tmf="aligner" adminlang="en" srclang="ko" datatype="plaintext"/>\n'
    )
    yield "  <body>\n"
    present = (pair for pair in pairs if writable(pair.ko) or writable(pair.en))
    for number, pair in enumerate(present, start=1):
        yield f'    <tu tuid="{number}">\n'
        yield from (
            f"      <note>{xml_text(note)}</note>\n" for note in map(note_of, pair.findings)
        )
        yield from _properties(pair)
        yield from _variant("ko", writable(pair.ko))
        yield from _variant("en", writable(pair.en))
        yield "    </tu>\n"
    yield "  </body>\n</tmx>\n"


def _properties(pair: Pair) -> Iterator[str]:
    for name, value in {"document": pair.doc, **facts_of(pair)}.items():
        if value:
            yield f'      <prop type="{name}">{xml_text(value)}</prop>\n'


def _variant(language: Side, text: str | None) -> Iterator[str]:
    if text:
        yield f'      <tuv xml:lang="{language}"><seg>{xml_text(text)}</seg></tuv>\n'


def read(stream: BinaryIO, source: str, trouble: Trouble = refuse) -> Iterator[Placed]:
    """The Korean–English pairs of a TMX file, other languages left aside.

    >>> import io
    >>> tmx = "<tmx><tu><tuv lang='EN-US'><seg>One.</seg></tuv></tu></tmx>"
    >>> next(read(io.BytesIO(tmx.encode()), "x.tmx")).pair.en
    'One.'

    Raises InputError for what is not TMX and for a file in which neither
    language occurs. Where the XML breaks off the error goes to ``trouble``.
    """
    for _, placed in _parts(stream, source, trouble):
        if placed is not None:
            yield placed


def rewrite(
    stream: BinaryIO, source: str, pairs: Iterable[Pair], trouble: Trouble = refuse
) -> Iterator[str]:
    """The file again, piece by piece, with the text and findings of ``pairs`` for its own.

    ``pairs`` are those that `read` gives, in its order. Everything else stays:
    properties, other notes, other languages, and inline elements in their place.

    >>> import io
    >>> tmx = b"<tmx><tu><prop type='x'>7</prop><tuv lang='en'><seg>One?s</seg></tuv></tu></tmx>"
    >>> "".join(rewrite(io.BytesIO(tmx), "x.tmx", [Pair("", None, "One’s")]))
    "<tmx><tu><prop type='x'>7</prop><tuv lang='en'><seg>One’s</seg></tuv></tu></tmx>"
    """
    take = supply_of(pairs, source)
    for part, placed in _parts(stream, source, trouble):
        raw = part.raw
        if part.element is not None and placed is not None:
            patch = patch_of(part.element, _segments(part.element), placed.pair, take())
            raw = patched(raw, patch, _CODES)
        yield raw.decode("utf-8")


def _parts(stream: BinaryIO, source: str, trouble: Trouble) -> Iterator[tuple[Part, Placed | None]]:
    """The parts of the file, each unit of our languages with its pair."""
    others: set[str] = set()
    found = False
    for part in parts(stream, source, "tmx", {"tu"}, trouble=trouble):
        placed = None
        if part.element is not None:
            segments = _segments(part.element)
            if segments:
                found = True
                placed = Placed(_pair(part.element, segments), part.line)
            else:
                others |= {tuv.get("lang") or "none" for tuv in part.element.iter("tuv")}
        yield part, placed
    if others and not found:
        languages = ", ".join(sorted(others)[:5])
        raise InputError(f"{source} has neither Korean nor English segments; it has {languages}")


def _segments(unit: Element) -> dict[Side, Element]:
    """The first segment of each language."""
    segments: dict[Side, Element] = {}
    for variant in unit.iter("tuv"):
        side, segment = side_of(variant.get("lang")), variant.find("seg")
        if side is not None and segment is not None:
            segments.setdefault(side, segment)
    return segments


def _pair(unit: Element, segments: Mapping[Side, Element]) -> Pair:
    texts = {side: text_or_none(text_of(seg, _CODES)) for side, seg in segments.items()}
    properties = {item.get("type", ""): item.text or "" for item in unit.findall("prop")}
    notes = [note.text or "" for note in unit.findall("note")]
    document = properties.get("document", "")
    return pair_of(document, texts.get("ko"), texts.get("en"), properties, notes)
