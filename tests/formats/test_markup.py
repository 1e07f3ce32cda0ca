"""TMX and XLIFF."""

import io
import tracemalloc
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.formats import xliff2
from aligner.formats.files import read_from_stream, write_to_stream
from aligner.formats.values import text_or_none, without_surrogates
from aligner.types import Finding, Pair
from tests.formats.strategies import pairs

FORBIDDEN = {*map(chr, range(32)), "\ufffe", "\uffff"} - set("\t\n\r")


def written(items, format):
    if format == "xliff2":
        return "".join(xliff2.render(items)).encode()
    stream = io.BytesIO()
    write_to_stream(items, stream, format)
    return stream.getvalue()


def read(data, format):
    return list(read_from_stream(io.BytesIO(data), "xliff" if format == "xliff2" else format))


def allowed(text):
    return without_surrogates("".join(c for c in text if c not in FORBIDDEN))


@pytest.mark.parametrize("format", ["tmx", "xliff", "xliff2"])
@given(items=st.lists(pairs, max_size=4))
def test_round_trip(format, items):
    """Documents, text, types, scores, spans and findings without their place come back."""
    expected = []
    for pair in items:
        ko, en = (text_or_none(allowed(text or "")) for text in (pair.ko, pair.en))
        if ko or en:
            findings = tuple(
                Finding(f.code, f.severity, None, None, allowed(f.message)) for f in pair.findings
            )
            expected.append(
                Pair(
                    doc=allowed(pair.doc),
                    ko=ko,
                    en=en,
                    ko_spans=pair.ko_spans,
                    en_spans=pair.en_spans,
                    type=pair.type,
                    similarity=pair.similarity,
                    confidence=pair.confidence,
                    findings=findings,
                )
            )
    if format == "xliff2" and not expected:
        expected = [Pair("", None, None, type="0-0")]  # the one unit that the format asks for
    assert read(written(items, format), format) == expected


def test_what_version_2_tells_of_a_unit_is_about_its_first_segment():
    metadata = (
        '<mda:metadata><mda:metaGroup category="{}"><mda:meta type="score-confidence">0.5</mda:meta>'
        "</mda:metaGroup></mda:metadata><notes><note>C606 warning: look</note></notes>"
    )
    segment = "<segment><source>하나.</source><target>One.</target></segment>"
    xliff = (
        '<xliff version="2.1" srcLang="ko" trgLang="en" xmlns:mda="urn:m"><file id="f"><notes>'
        f'<note>C606 warning: all</note></notes><unit id="u">{metadata.format("aligner")}{segment * 2}'
        f'</unit><unit id="v">{metadata.format("another")}{segment}</unit></file></xliff>'
    )
    found = read(xliff.encode(), "xliff")
    assert [pair.confidence for pair in found] == [0.5, None, None]
    assert [[each.message for each in pair.findings] for pair in found] == [["look"], [], ["look"]]


@pytest.mark.parametrize("spans", ["x", "[[1]]", "[[-1,2]]", "[[1,1" + "0" * 30 + "]]", "[" * 9999])
def test_spans_that_are_none_are_left_aside(spans):
    unit = f"<prop type='ko-spans'>{spans}</prop><tuv xml:lang='ko'><seg>하나.</seg></tuv>"
    assert read(f"<tmx><body><tu>{unit}</tu></body></tmx>".encode(), "tmx")[0].ko_spans == ()


@pytest.mark.parametrize("format", ["tmx", "xliff"])
@given(items=st.lists(pairs, max_size=3))
def test_an_ordinary_parser_can_read_it(format, items):
    ElementTree.fromstring(written(items, format))


def test_tmx_has_the_parts_that_the_standard_asks_for():
    pair = Pair("a", "하나.", "One.", similarity=0.5, confidence=0.25)
    root = ElementTree.fromstring(written([pair], "tmx"))
    assert root.get("version") == "1.4"
    assert set(root.find("header").attrib) == {
        "creationtool",
        "creationtoolversion",
        "segtype",
        "o-tmf",
        "adminlang",
        "srclang",
        "datatype",
    }
    unit = root.find("body/tu")
    assert {prop.get("type"): prop.text for prop in unit.findall("prop")} == {
        "document": "a",
        "bead-type": "1-1",
        "score-similarity": "0.5000",
        "score-confidence": "0.2500",
    }
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [variant.get(language) for variant in unit.findall("tuv")] == ["ko", "en"]


def test_xliff_has_the_parts_that_the_standard_asks_for():
    items = [
        Pair("a", "하나.", "One."),
        Pair("a", None, "Two.", type="0-1"),
        Pair("b", "셋.", None),
    ]
    root = ElementTree.fromstring(written(items, "xliff"))
    name = "{urn:oasis:names:tc:xliff:document:1.2}"
    files = root.findall(f"{name}file")
    assert [file.get("original") for file in files] == ["a", "b"]
    assert all(
        set(file.attrib) >= {"original", "source-language", "target-language", "datatype"}
        for file in files
    )
    units = files[0].findall(f"{name}body/{name}trans-unit")
    assert [unit.get("id") for unit in units] == ["1", "2"]
    assert all(unit[0].tag == f"{name}source" for unit in units)
    assert ElementTree.fromstring(written([], "xliff")).find(f"{name}file/{name}body") is not None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_declared_unicode_encodings_are_read(encoding):
    tmx = "<tmx><body><tu><tuv xml:lang='ko'><seg>하나.</seg></tuv></tu></body></tmx>"
    assert read(tmx.encode(encoding), "tmx")[0].ko == "하나."


def test_a_file_that_is_not_in_the_encoding_it_declares_is_refused_in_one_line():
    tmx = "<?xml version='1.0' encoding='EUC-KR'?><tmx><tuv>가</tuv></tmx>"
    with pytest.raises(InputError, match="not in the encoding that it declares"):
        read(tmx.encode("utf-8") + b"\xff", "tmx")


def test_memory_does_not_grow_with_the_file():
    class Endless(io.RawIOBase):
        """A TMX file of 20,000 units that is never whole in memory."""

        unit = b"<tu><tuv xml:lang='ko'><seg>" + b"x" * 100 + b"</seg></tuv></tu>"

        def __init__(self):
            self.parts = iter([b"<tmx><body>", *[self.unit * 1000] * 20, b"</body></tmx>"])

        def read(self, size=-1):
            return next(self.parts, b"")

    tracemalloc.start()
    try:
        count = sum(1 for _ in read_from_stream(Endless(), "tmx"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 20_000
    assert peak < 8_000_000
