import io
import json

import numpy
from hypothesis import given
from hypothesis import strategies as st

from aligner.formats.files import read_from_stream, write_to_stream
from aligner.types import Finding, Pair
from tests.formats.strategies import pairs


def written(items):
    stream = io.BytesIO()
    write_to_stream(items, stream, "jsonl")
    return stream.getvalue()


def test_the_keys_are_those_of_the_contract_in_order():
    finding = Finding("N301", "error", "ko", (0, 2), "missing", fix="")
    line = written(
        [Pair("a", "하나.", None, (0,), (), ((3, 6),), (), "1-0", None, 0.5, (finding,))]
    )
    assert line.decode() == (
        '{"doc": "a", "ko": "하나.", "en": null, "ko_sentences": [0], "en_sentences": [], '
        '"ko_spans": [[3, 6]], "en_spans": [], "type": "1-0", "similarity": null, '
        '"confidence": 0.5, "findings": [{"code": "N301", "severity": "error", "side": "ko", '
        '"span": [0, 2], "message": "missing", "fix": ""}]}\n'
    )


def test_what_ends_a_line_somewhere_or_cannot_be_encoded_is_escaped():
    line = written([Pair("", "가\u2028\u2029\x85\ud800", "\ufeff—")]).decode()
    assert r'"ko": "가\u2028\u2029\u0085\ud800", "en": "' + "\ufeff—" in line


def test_scores_have_four_decimals_and_are_numbers():
    scores = [0.123456, -0.00001, float("nan"), numpy.float32(0.7), numpy.float64(1)]
    lines = written([Pair("", "가", "A", similarity=score) for score in scores]).decode()
    read = [json.loads(line)["similarity"] for line in lines.splitlines()]
    assert read == [0.1235, 0.0, None, 0.7, 1.0]


def test_numbers_of_numpy_are_written_as_numbers():
    (number,) = numpy.array([3])
    line = written([Pair("", "가", "A", (number,), (), ((number, number),))])
    assert json.loads(line)["ko_spans"] == [[3, 3]]


@given(st.lists(pairs, min_size=1, max_size=4))
def test_round_trip_keeps_everything(items):
    data = written(items)
    assert len(data.decode().splitlines()) == len(items)
    assert list(read_from_stream(io.BytesIO(data), "jsonl")) == items
