"""XLIFF, the exchange format of localisation: written as 1.2, read in 1.x and 2.x.

A pair is a ``<trans-unit>`` with the Korean as its source and the English as
its target, in a ``<file>`` for each document. A missing Korean side is an empty
source, a missing English side has no target. Bead type, scores and the places in both texts
are contexts (``x-bead-type``, ``x-score-similarity``, ``x-ko-spans``), and findings
are notes of the form ``N301 error: …``, which are read back without their place
in the pair; of XLIFF 2 the same is read back from its metadata. Sentence numbers are not kept.
Characters that XML forbids are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import groupby
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

# Inline elements whose content is code of the original format, not text.
_CODES = frozenset({"bpt", "ept", "it", "ph"})
# What stands in a unit of version 2 beside its segments.
_TOLD = frozenset({"metadata", "notes"})


def render(pairs: Iterable[Pair]) -> Iterator[str]:
    """The file, piece by piece.

    >>> "".join(render([Pair("a.txt", "하나.", "One.")])).count("<trans-unit ")
    1
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
    present = (pair for pair in pairs if writable(pair.ko) or writable(pair.en))
    empty = True
    for document, group in groupby(present, key=lambda pair: pair.doc):
        empty = False
        yield _file_start(document)
        for number, pair in enumerate(group, start=1):
            yield from _unit(number, pair)
        yield _FILE_END
    if empty:  # the format asks for one <file> at least
        yield _file_start("") + _FILE_END
    yield "</xliff>\n"


def _file_start(document: str) -> str:
    return (
        f'  <file original={xml_attribute(document)} source-language="ko" target-language="en" '
        'datatype="plaintext" xml:space="preserve">\n    <body>\n'
    )


_FILE_END = "    </body>\n  </file>\n"


def _unit(number: int, pair: Pair) -> Iterator[str]:
    yield f'      <trans-unit id="{number}">\n'
    ko, en = writable(pair.ko), writable(pair.en)
    yield f"        <source>{xml_text(ko or '')}</source>\n"
    if en:
        yield f"        <target>{xml_text(en)}</target>\n"
    yield '        <context-group purpose="information">\n'
    for name, value in facts_of(pair).items():
        yield f'          <context context-type="x-{name}">{xml_text(value)}</context>\n'
    yield "        </context-group>\n"
    for finding in pair.findings:
        yield f"        <note>{xml_text(note_of(finding))}</note>\n"
    yield "      </trans-unit>\n"


def read(stream: BinaryIO, source: str, trouble: Trouble = refuse) -> Iterator[Placed]:
    """The pairs of an XLIFF file; which side is the source does not matter.

    In version 2 every ``<segment>`` is a pair; what the notes and the metadata of its
    ``<unit>`` tell is about the first. A text without a translation has the other side missing.

    >>> import io
    >>> xliff = '''<xliff version="2.0" srcLang="en" trgLang="ko"><file id="f"><unit id="u">
    ... <segment><source>One.</source><target>하나.</target></segment></unit></file></xliff>'''
    >>> next(read(io.BytesIO(xliff.encode()), "x.xlf")).pair.ko
    '하나.'

    Raises InputError for what is not XLIFF. A ``<file>`` that is not between
    Korean and English goes to ``trouble``, and so does XML that breaks off.
    """
    for _, placed, _ in _parts(stream, source, trouble):
        if placed is not None:
            yield placed


def rewrite(
    stream: BinaryIO, source: str, pairs: Iterable[Pair], trouble: Trouble = refuse
) -> Iterator[str]:
    """The file again, piece by piece, with the text and findings of ``pairs`` for its own.

    ``pairs`` are those that `read` gives, in its order. Everything else stays:
    states, other notes, suggestions, and inline elements in their place. In
    version 2 a segment has no room for notes: those of its unit stay, and new findings are left out.

    >>> import io
    >>> xliff = '<xliff version="2.0" srcLang="en"><segment><source>One?s</source></segment></xliff>'
    >>> "".join(rewrite(io.BytesIO(xliff.encode()), "x.xlf", [Pair("", None, "One’s")]))
    '<xliff version="2.0" srcLang="en"><segment><source>One’s</source></segment></xliff>'
    """
    take = supply_of(pairs, source)
    for part, placed, sides in _parts(stream, source, trouble):
        raw = part.raw
        if part.element is not None and placed is not None and sides is not None:
            texts = _texts(part.element, sides)
            new = take()
            if part.element.tag == "segment":
                new = replace(new, findings=())
            raw = patched(raw, patch_of(part.element, texts, placed.pair, new, at="end"), _CODES)
        yield raw.decode("utf-8")


def _parts(
    stream: BinaryIO, source: str, trouble: Trouble
) -> Iterator[tuple[Part, Placed | None, tuple[Side, Side] | None]]:
    """The parts of the file, each unit with its pair and what its source and target are."""
    document = ""
    where = source
    languages: tuple[str | None, str | None] = (None, None)
    told: list[Element] = []  # what version 2 tells of a unit before its first segment
    units = {"trans-unit", "segment", *_TOLD}
    context = {"xliff", "file", "unit"}

    @cache
    def sides_of(languages: tuple[str | None, str | None], where: str) -> tuple[Side, Side] | None:
        try:
            return _sides(languages, where)
        except InputError as error:
            trouble(error)
            return None

    for part in parts(stream, source, "xliff", units, context, trouble):
        placed = sides = None
        element = part.element
        if element is None:
            yield part, None, None
            continue
        if element.tag in context:
            told.clear()
        if element.tag in {"xliff", "file"}:
            where = f"{source}, line {part.line}"
            document = element.get("original", "")
            languages = (
                element.get("srcLang") or element.get("source-language", languages[0]),
                element.get("trgLang") or element.get("target-language", languages[1]),
            )
        elif element.tag in _TOLD:
            told.append(element)
        elif element.tag in units and (sides := sides_of(languages, where)) is not None:
            pair = _pair(document, _texts(element, sides), [*told, element])
            placed = Placed(pair, part.line)
            told.clear()
        yield part, placed, sides


def _texts(unit: Element, sides: tuple[Side, Side]) -> dict[Side, Element]:
    """The elements that hold the text of the sides that are there."""
    elements = zip(sides, map(unit.find, ("source", "target")), strict=True)
    return {side: element for side, element in elements if element is not None}


def _pair(document: str, texts: Mapping[Side, Element], told: Iterable[Element]) -> Pair:
    present = {side: text_or_none(text_of(text, _CODES)) for side, text in texts.items()}
    facts: dict[str, str] = {}
    notes: list[str] = []
    for element in told:
        for context in element.iterfind("context-group/context"):
            facts[context.get("context-type", "").removeprefix("x-")] = context.text or ""
        for meta in element.iterfind("metaGroup[@category='aligner']/meta"):
            facts[meta.get("type", "")] = meta.text or ""
        notes += [note.text or "" for note in element.findall("note")]
    return pair_of(document, present.get("ko"), present.get("en"), facts, notes)


def _sides(languages: tuple[str | None, str | None], where: str) -> tuple[Side, Side]:
    """The sides of source and target; a target language may be left unnamed."""
    first, second = map(side_of, languages)
    if first is not None and (second is not None or not languages[1]) and first != second:
        return ("ko", "en") if first == "ko" else ("en", "ko")
    named = " to ".join(language or "unnamed" for language in languages)
    raise InputError(f"{where} translates from {named}, not between Korean and English")
