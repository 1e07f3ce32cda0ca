"""XLIFF, the exchange format of localisation: written as 1.2, read in 1.x and 2.x.

A pair is a ``<trans-unit>`` with the Korean as its source and the English as
its target, in a ``<file>`` for each document. A missing Korean side is an empty
source, a missing English side has no target. Bead type and scores are contexts
(``x-bead-type``, ``x-score-similarity``, ``x-score-confidence``), and findings
are notes of the form ``N301 error: …``, which are read back without their place
in the text. Sentence numbers and spans are not kept. Characters that XML
forbids are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
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
_CODES = frozenset({"bpt", "ept", "it", "ph"})


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
    contexts = {
        "x-bead-type": pair.type,
        "x-score-similarity": decimals(pair.similarity),
        "x-score-confidence": decimals(pair.confidence),
    }
    yield '        <context-group purpose="information">\n'
    for name, value in contexts.items():
        if value:
            yield f'          <context context-type="{name}">{xml_text(value)}</context>\n'
    yield "        </context-group>\n"
    for finding in pair.findings:
        yield f"        <note>{xml_text(note_of(finding))}</note>\n"
    yield "      </trans-unit>\n"


def read(stream: BinaryIO, source: str) -> Iterator[Pair]:
    """The pairs of an XLIFF file; which side is the source does not matter.

    In version 2 every ``<segment>`` is a pair. A text without a translation has
    the other side missing.

    >>> import io
    >>> xliff = '''<xliff version="2.0" srcLang="en" trgLang="ko"><file id="f"><unit id="u">
    ... <segment><source>One.</source><target>하나.</target></segment></unit></file></xliff>'''
    >>> next(read(io.BytesIO(xliff.encode()), "x.xlf")).ko
    '하나.'

    Raises InputError for what is not XLIFF or not between Korean and English.
    """
    document = ""
    languages: tuple[str | None, str | None] = (None, None)
    units = {"trans-unit", "segment"}
    for element in elements(stream, source, "xliff", units, {"xliff", "file"}):
        if element.tag == "xliff":
            languages = element.get("srcLang"), element.get("trgLang")
        elif element.tag == "file":
            document = element.get("original", "")
            languages = (
                element.get("source-language", languages[0]),
                element.get("target-language", languages[1]),
            )
        else:
            yield _pair(element, document, _sides(languages, source))


def _pair(unit: Element, document: str, sides: tuple[Side, Side]) -> Pair:
    texts: dict[Side, str | None] = {}
    for tag, side in zip(("source", "target"), sides, strict=True):
        element = unit.find(tag)
        texts[side] = None if element is None else text_or_none(text_of(element, _CODES))
    contexts = {
        context.get("context-type", ""): context.text or ""
        for context in unit.iterfind("context-group/context")
    }
    notes = (finding_of(note.text or "") for note in unit.findall("note"))
    return Pair(
        doc=document,
        ko=texts["ko"],
        en=texts["en"],
        type=contexts.get("x-bead-type") or bead_type(texts["ko"], texts["en"]),
        similarity=score_or_none(contexts.get("x-score-similarity")),
        confidence=score_or_none(contexts.get("x-score-confidence")),
        findings=tuple(finding for finding in notes if finding is not None),
    )


def _sides(languages: tuple[str | None, str | None], source: str) -> tuple[Side, Side]:
    """The sides of source and target; a target language may be left unnamed."""
    first, second = map(side_of, languages)
    if first is not None and (second is not None or not languages[1]) and first != second:
        return ("ko", "en") if first == "ko" else ("en", "ko")
    named = " to ".join(language or "unnamed" for language in languages)
    raise InputError(f"{source} translates from {named}, not between Korean and English")
