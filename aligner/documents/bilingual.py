"""Translation files (XLIFF, TMX) as sources of one side: its segments in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aligner.documents.extracted import Extracted, Piece, joined
from aligner.documents.xml import attribute, local_name, parsed
from aligner.errors import InputError
from aligner.types import Side

if TYPE_CHECKING:
    from lxml.etree import _Element

_CODES = frozenset(["bpt", "ept", "it", "ph", "note"])
_UNITS = frozenset(["trans-unit", "segment", "tu"])
_SIDES: dict[str, Side] = {"ko": "ko", "kor": "ko", "en": "en", "eng": "en"}

Segment = tuple[Side | None, str]


def read(text: str, source: str, wanted: Side | None, kind: str) -> Extracted:
    r"""Read the segments of one side of decoded XLIFF or TMX.

    ``wanted`` is taken if it is there, else the only side that is. Raises
    InputError if there is neither language, or if both are and none is wanted.

    >>> tmx = '<tmx><tu><tuv xml:lang="ko"><seg>하나.</seg></tuv></tu></tmx>'
    >>> read(tmx, "a.tmx", None, "tmx").text
    '하나.\n'
    """
    root = parsed(text.encode("utf-8", "replace"), source, encoding="utf-8")
    segments = [
        segment
        for unit in root.iter()
        if local_name(unit) in _UNITS
        for segment in (_variants(unit) if kind == "tmx" else _halves(unit))
    ]
    sides = {side for side, content in segments if side and content.strip()}
    if not sides:
        raise InputError(f"{source}: neither Korean nor English text in it")
    if wanted not in sides:
        if len(sides) == 2:
            raise InputError(f"{source}: both Korean and English are in it; say which side to read")
        (wanted,) = sides
    pieces = (Piece(content) for side, content in segments if side == wanted)
    return joined(pieces, {"format": kind})


def _variants(unit: _Element) -> Iterator[Segment]:
    for variant in unit:
        if local_name(variant) == "tuv":
            side = _side(attribute(variant, "lang"))
            yield from ((side, _content(seg)) for seg in variant if local_name(seg) == "seg")


def _halves(unit: _Element) -> Iterator[Segment]:
    languages = {"source": "", "target": ""}
    for above in unit.iterancestors():
        languages["source"] = languages["source"] or (
            attribute(above, "source-language") or attribute(above, "srcLang")
        )
        languages["target"] = languages["target"] or (
            attribute(above, "target-language") or attribute(above, "trgLang")
        )
    for half in unit:
        name = local_name(half)
        if name in languages:
            yield _side(attribute(half, "lang") or languages[name]), _content(half)


def _content(element: _Element) -> str:
    """The text of a segment without the codes of the original format."""
    parts = [element.text or ""]
    for child in element:
        if local_name(child) not in _CODES:
            parts.append(_content(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _side(language: str) -> Side | None:
    return _SIDES.get(language.replace("_", "-").split("-")[0].lower())
