"""TMX, the exchange format of translation memories: written as 1.4b, read in any version.

A pair is a ``<tu>`` with one ``<tuv>`` a side; a missing side has none. The
document, the bead type and the scores are properties (``document``,
``bead-type``, ``score-similarity``, ``score-confidence``), and findings are
notes of the form ``N301 error: …``, which are read back without their place in
the text. Sentence numbers and spans are not kept. Characters that XML forbids
are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import metadata
from typing import BinaryIO
from xml.etree.ElementTree import Element

from aligner.errors import InputError
from aligner.formats.markup import elements, side_of, text_of, writable, xml_attribute, xml_text
from aligner.formats.values import (
    bead_type,
    decimals,
    finding_of,
    note_of,
    score_or_none,
    text_or_none,
)
from aligner.types import Pair, Side

# Inline elements whose content is code of the original format, not text.
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})


def render(pairs: Iterable[Pair]) -> Iterator[str]:
    """The file, piece by piece.

    >>> "".join(render([])).count("<tu ")
    0
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield (
        f'  <header creationtool="aligner" creationtoolversion={xml_attribute(_version())} '
        'segtype="sentence" o-tmf="aligner" adminlang="en" srclang="ko" datatype="plaintext"/>\n'
    )
    yield "  <body>\n"
    present = (pair for pair in pairs if writable(pair.ko) or writable(pair.en))
    for number, pair in enumerate(present, start=1):
        yield f'    <tu tuid="{number}">\n'
        yield from (f"      <note>{xml_text(note_of(found))}</note>\n" for found in pair.findings)
        yield from _properties(pair)
        yield from _variant("ko", writable(pair.ko))
        yield from _variant("en", writable(pair.en))
        yield "    </tu>\n"
    yield "  </body>\n</tmx>\n"


def _version() -> str:
    try:
        return metadata.version("aligner")
    except metadata.PackageNotFoundError:  # used from a checkout that is not installed
        return "unknown"


def _properties(pair: Pair) -> Iterator[str]:
    properties = {
        "document": pair.doc,
        "bead-type": pair.type,
        "score-similarity": decimals(pair.similarity),
        "score-confidence": decimals(pair.confidence),
    }
    for name, value in properties.items():
        if value:
            yield f'      <prop type="{name}">{xml_text(value)}</prop>\n'


def _variant(language: Side, text: str | None) -> Iterator[str]:
    if text:
        yield f'      <tuv xml:lang="{language}"><seg>{xml_text(text)}</seg></tuv>\n'


def read(stream: BinaryIO, source: str) -> Iterator[Pair]:
    """The Korean–English pairs of a TMX file, other languages left aside.

    >>> import io
    >>> tmx = "<tmx><tu><tuv lang='EN-US'><seg>One.</seg></tuv></tu></tmx>"
    >>> next(read(io.BytesIO(tmx.encode()), "x.tmx")).en
    'One.'

    Raises InputError for what is not TMX and for a file in which neither
    language occurs.
    """
    others: set[str] = set()
    found = False
    for unit in elements(stream, source, "tmx", {"tu"}):
        texts: dict[Side, str | None] = {}
        for variant in unit.iter("tuv"):
            side = side_of(variant.get("lang"))
            segment = variant.find("seg")
            if side is None:
                others.add(variant.get("lang") or "none")
            elif segment is not None and side not in texts:
                texts[side] = text_or_none(text_of(segment, _CODES))
        if texts:
            found = True
            yield _pair(unit, texts.get("ko"), texts.get("en"))
    if others and not found:
        languages = ", ".join(sorted(others)[:5])
        raise InputError(f"{source} has neither Korean nor English segments; it has {languages}")


def _pair(unit: Element, ko: str | None, en: str | None) -> Pair:
    properties = {item.get("type", ""): item.text or "" for item in unit.findall("prop")}
    notes = (finding_of(note.text or "") for note in unit.findall("note"))
    return Pair(
        doc=properties.get("document", ""),
        ko=ko,
        en=en,
        type=properties.get("bead-type") or bead_type(ko, en),
        similarity=score_or_none(properties.get("score-similarity")),
        confidence=score_or_none(properties.get("score-confidence")),
        findings=tuple(finding for finding in notes if finding is not None),
    )
