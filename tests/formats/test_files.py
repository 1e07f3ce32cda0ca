import contextlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import AlignerError, DecodingError, InputError, UsageError
from aligner.formats import (
    FORMATS,
    format_of,
    read_from_stream,
    read_pairs,
    write_pairs,
    write_to_stream,
)
from aligner.types import Pair
from tests.formats.strategies import pairs

CASES = json.loads((Path(__file__).parents[1] / "cases" / "pair_files.json").read_bytes())
PAIRS = [Pair("a", "하나.", "One."), Pair("a", "둘.", None, type="1-0"), Pair("b", "셋.", "Three.")]


def labelled(cases):
    return [pytest.param(case, id=case["label"]) for case in cases]


@pytest.mark.parametrize("case", labelled(CASES["readable"]))
def test_reads(case):
    stream = io.BytesIO(case["input"].encode())
    read = read_from_stream(stream, case["format"], "x")
    assert [[pair.ko, pair.en] for pair in read] == case["expected"], case["why"]


@pytest.mark.parametrize("case", labelled(CASES["unreadable"]))
def test_refuses_in_one_line_that_names_the_file(case, tmp_path):
    path = tmp_path / f"corpus.{case['format']}"
    path.write_bytes(case["input"].encode())
    with pytest.raises(InputError) as caught:
        read_pairs(path)
    message = str(caught.value)
    assert case["expected"] in message, case["why"]
    assert message.startswith(str(path))
    assert "\n" not in message


@pytest.mark.parametrize("format", ["tsv", "jsonl"])
@pytest.mark.parametrize("encoding", ["cp949", "utf-16"])
def test_another_encoding_is_named_with_the_line(format, encoding, tmp_path):
    path = tmp_path / f"corpus.{format}"
    good, bad = ("ko\ten", "하나.\tOne.") if format == "tsv" else ("", '{"ko": "하나."}')
    path.write_bytes(good.encode() + b"\n" + bad.encode(encoding))
    with pytest.raises(DecodingError, match=r"line 2: byte 0x.* is not UTF-8; save the file as"):
        read_pairs(path)


def test_one_byte_that_is_not_utf8_is_no_other_encoding(tmp_path):
    path = tmp_path / "corpus.tsv"
    path.write_bytes("ko\ten\n다리가 열렸다.\tThe caf".encode() + b"\xe9 opened.\n")
    with pytest.raises(
        DecodingError, match=r"line 2: byte 0xe9 is not UTF-8; the rest of the line is; put"
    ):
        read_pairs(path)


@given(data=st.binary(max_size=200), format=st.sampled_from(["tsv", "jsonl", "tmx", "xliff"]))
def test_no_input_makes_a_traceback(data, format):
    with contextlib.suppress(AlignerError):
        list(read_from_stream(io.BytesIO(data), format))


@pytest.mark.parametrize("name", ["a.tsv", "a.jsonl", "a.tmx", "a.xlf", "a.XLIFF"])
def test_the_ending_tells_the_format(name, tmp_path):
    path = tmp_path / name
    write_pairs(PAIRS, str(path))
    assert [(pair.ko, pair.en) for pair in read_pairs(path)] == [(p.ko, p.en) for p in PAIRS]


def test_a_named_format_goes_before_the_ending(tmp_path):
    write_pairs(PAIRS, tmp_path / "a.txt", format="jsonl")
    assert read_pairs(tmp_path / "a.txt", format="jsonl") == PAIRS


@pytest.mark.parametrize("path", ["corpus.txt", "corpus", "-", ".tsv", "corpus.tsv.gz"])
def test_an_unknown_ending_names_those_there_are(path):
    with pytest.raises(UsageError, match=r"\.tsv \.jsonl \.tmx \.xlf \.xliff \.ko \.en"):
        format_of(path)


def test_an_unknown_format_names_those_there_are():
    with pytest.raises(UsageError, match=r"'csv'; there are tsv, jsonl, tmx, xliff, moses"):
        format_of("a.tsv", "csv")
    assert FORMATS == ("tsv", "jsonl", "tmx", "xliff", "moses")


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    with pytest.raises(InputError, match="there is no file"):
        read_pairs(tmp_path / "a.tsv")
    (tmp_path / "b.tsv").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        read_pairs(tmp_path / "b.tsv")


def test_moses_has_two_files_of_the_two_sided_pairs(tmp_path):
    write_pairs(PAIRS, tmp_path / "corpus.en")
    assert (tmp_path / "corpus.ko").read_bytes() == "하나.\n셋.\n".encode()
    assert (tmp_path / "corpus.en").read_bytes() == b"One.\nThree.\n"
    for pairs_read in (
        read_pairs(tmp_path / "corpus.ko"),
        read_pairs(tmp_path / "corpus", format="moses"),
    ):
        assert [pair.en for pair in pairs_read] == ["One.", "Three."]


@pytest.mark.parametrize(
    ("ko", "en", "message"),
    [
        ("1\n2\n", "1\n", "corpus.en ends before line 2 of"),
        ("1\n", "1\n\n", "corpus.ko ends before line 2 of"),
        ("", "", "are empty"),
    ],
)
def test_moses_files_must_have_the_same_number_of_lines(ko, en, message, tmp_path):
    (tmp_path / "corpus.ko").write_text(ko)
    (tmp_path / "corpus.en").write_text(en)
    with pytest.raises(InputError, match=message):
        read_pairs(tmp_path / "corpus.ko")


def test_moses_lines_end_at_line_feeds_only(tmp_path):
    (tmp_path / "corpus.ko").write_text("하\u2028나\n둘\n")
    (tmp_path / "corpus.en").write_text("One\u0085\nTwo\n")
    assert [pair.en for pair in read_pairs(tmp_path / "corpus.ko")] == ["One\u0085", "Two"]


@given(items=st.lists(pairs, max_size=5))
def test_moses_files_have_as_many_lines_for_every_reader(items, tmp_path_factory):
    stem = tmp_path_factory.mktemp("moses") / "corpus"
    write_pairs(items, stem, format="moses")
    ko, en = (stem.with_suffix(end).read_bytes().decode() for end in (".ko", ".en"))
    assert len(ko.splitlines()) == ko.count("\n") == en.count("\n") == len(en.splitlines())
    assert all(line.strip() for line in [*ko.splitlines(), *en.splitlines()])


def test_moses_does_not_go_through_a_stream():
    with pytest.raises(UsageError, match="two files"):
        write_to_stream(PAIRS, io.BytesIO(), "moses")
    with pytest.raises(UsageError, match="two files"):
        read_from_stream(io.BytesIO(), "moses")


def test_a_generator_that_fails_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("old")

    def failing():
        yield PAIRS[0]
        raise InputError("the second file cannot be read")

    with pytest.raises(InputError):
        write_pairs(failing(), path)
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.tsv"]
