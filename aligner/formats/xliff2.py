"""XLIFF 2.1, written; it is read by `aligner.formats.xliff`, which reads 1.x as well.

A pair is a ``<unit>`` of one ``<segment>`` with the Korean as its source and the English as its
target, in a ``<file>`` for each document. Bead type, scores and spans are metadata (the module
``urn:oasis:names:tc:xliff:metadata:2.0``), findings are notes of the form ``N301 error: …``. A missing
Korean side is an empty source. Sentence numbers are not kept. Characters that
XML forbids are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from aligner.formats.markup import writable, xml_attribute, xml_text
from aligner.formats.values import facts_of, note_of
from aligner.types import Pair


def render(pairs: Iterable[Pair]) -> Iterator[str]:
    """The file, piece by piece.

    >>> "".join(render([Pair("a.txt", "하나.", "One.")])).count("<segment>")
    1
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        '<xliff version="2.1" srcLang="ko" trgLang="en" '
        'xmlns="urn:oasis:names:tc:xliff:document:2.0" '
        'xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0">\n'
    )
    present = (pair for pair in pairs if writable(pair.ko) or writable(pair.en))
    number = 0
    for number, (document, group) in enumerate(groupby(present, key=lambda pair: pair.doc), 1):
        yield f'  <file id="f{number}" original={xml_attribute(document)} xml:space="preserve">\n'
        for unit, pair in enumerate(group, start=1):
            yield from _unit(unit, pair)
        yield "  </file>\n"
    if not number:  # the format asks for one <file> and one <unit> at least
        yield '  <file id="f1">\n'
        yield '    <unit id="u1"><segment><source/></segment></unit>\n  </file>\n'
    yield "</xliff>\n"


def _unit(number: int, pair: Pair) -> Iterator[str]:
    yield f'    <unit id="u{number}">\n'
    yield '      <mda:metadata><mda:metaGroup category="aligner">'
    for name, value in facts_of(pair).items():
        yield f'<mda:meta type="{name}">{xml_text(value)}</mda:meta>'
    yield "</mda:metaGroup></mda:metadata>\n"
    if pair.findings:
        yield "      <notes>"
        for finding in pair.findings:
            yield f"<note>{xml_text(note_of(finding))}</note>"
        yield "</notes>\n"
    ko, en = writable(pair.ko), writable(pair.en)
    target = f"<target>{xml_text(en)}</target>" if en else ""
    yield f"      <segment><source>{xml_text(ko or '')}</source>{target}</segment>\n    </unit>\n"
