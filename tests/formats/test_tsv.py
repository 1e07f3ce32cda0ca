import io

import pandas
from hypothesis import example, given
from hypothesis import strategies as st

from aligner.checks import RULES, rule
from aligner.formats import tsv
from aligner.formats.files import read_from_stream, write_to_stream
from aligner.formats.values import single_line, text_or_none
from aligner.types import Finding, Pair
from tests.formats.strategies import pairs

KNOWN = {rule.code: rule.finding(None, None, rule.summary) for rule in RULES}
FULL = Pair(
    doc="기사",
    ko="하나.",
    en="One. And more.",
    ko_sentences=(0,),
    en_sentences=(0, 1),
    ko_spans=((17, 44),),
    en_spans=((0, 4), (5, 14)),
    type="1-2",
    similarity=0.87654,
    confidence=0.5,
    findings=(
        Finding("N301", "error", "en", (0, 3), "a number is missing"),
        Finding("P501", "info", None, None, "quotes differ"),
    ),
)


def written(items):
    stream = io.BytesIO()
    write_to_stream(items, stream, "tsv")
    return stream.getvalue()


def test_the_columns_are_those_of_the_contract():
    header, row, end = written([FULL]).decode().split("\n")
    assert header == "doc\tko\ten\ttype\tsimilarity\tconfidence\tfindings\tko_spans\ten_spans"
    assert row == (
        "기사\t하나.\tOne. And more.\t1-2\t0.8765\t0.5000\tN301|P501\t[[17,44]]\t[[0,4],[5,14]]"
    )
    assert end == ""


def test_what_is_missing_is_an_empty_cell():
    row = written([Pair("", None, "Two.", type="0-1")]).decode().split("\n")[1]
    assert row == "\t\tTwo.\t0-1\t\t\t\t[]\t[]"


def test_what_some_reader_takes_for_an_end_is_a_space_and_nothing_else_changes():
    ends = "\t\n\r\v\f\x00\x1c\x1d\x1e\x85\u2028\u2029"
    row = written([Pair("", ends + "x\ud800", '\x07\x1b\ufeff\u200b "')]).decode().split("\n")[1]
    assert row.split("\t")[1:3] == [" " * len(ends) + "x\ufffd", '\x07\x1b\ufeff\u200b "']


def test_findings_come_back_as_codes_of_the_severity_in_the_catalogue():
    codes = ("L404", "E142", "Z999")
    findings = tuple(Finding(code, "warning", "en", (0, 1), "") for code in codes)
    (pair,) = read_from_stream(io.BytesIO(written([Pair("", "가", "A", findings=findings)])), "tsv")
    assert pair.findings == (
        Finding("L404", "error", None, None, rule("L404").summary),
        Finding("E142", "info", None, None, rule("E142").summary),
        Finding("Z999", "warning", None, None, ""),
    )


@given(st.lists(pairs, max_size=4))
def test_pandas_reads_back_what_stands_in_the_file(items):
    data = written(items)
    frame = pandas.read_csv(
        io.BytesIO(data), sep="\t", quoting=3, keep_default_na=False, dtype=str, encoding="utf-8"
    )
    assert tuple(frame.columns) == tsv.COLUMNS
    assert frame["ko"].tolist() == [single_line(pair.ko or "") for pair in items]
    assert frame["en"].tolist() == [single_line(pair.en or "") for pair in items]
    assert frame["doc"].tolist() == [single_line(pair.doc) for pair in items]
    assert frame["type"].tolist() == [pair.type for pair in items]


@given(st.lists(pairs, max_size=4))
def test_no_reader_can_end_a_line_or_a_cell_within_the_text(items):
    text = written(items).decode()
    assert text.splitlines() == text.split("\n")[:-1]
    assert len(text.splitlines()) == len(items) + 1
    assert all(line.count("\t") == len(tsv.COLUMNS) - 1 for line in text.splitlines())


@given(st.lists(pairs, max_size=4))
@example([Pair("", None, None, type="0-0", findings=(Finding("E101", "error", None, None, ""),))])
def test_round_trip(items):
    def kept(pair):
        return Pair(
            doc=single_line(pair.doc),
            ko=text_or_none(single_line(pair.ko or "")),
            en=text_or_none(single_line(pair.en or "")),
            ko_spans=pair.ko_spans,
            en_spans=pair.en_spans,
            type=pair.type,
            similarity=pair.similarity,
            confidence=pair.confidence,
            findings=tuple(
                KNOWN.get(f.code, Finding(f.code, "warning", None, None, "")) for f in pair.findings
            ),
        )

    read = list(read_from_stream(io.BytesIO(written(items)), "tsv"))
    assert read == [kept(pair) for pair in items]
    assert written(read) == written(items)
