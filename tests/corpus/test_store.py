from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow.parquet import ParquetFile

from aligner.corpus import (
    SHARD_FORMATS,
    DocumentRow,
    ErrorRow,
    open_corpus,
    shards,
    store,
    write_corpus,
)
from aligner.corpus.shards import encodable
from aligner.errors import InputError, OutputError
from aligner.formats.jsonl import pair_of, record
from aligner.types import Finding, Pair
from tests.formats.strategies import pairs as any_pairs

FINDING = Finding("E101", "error", "en", (2, 3), "a lost dash", "—")
PAIRS = [
    Pair(
        "a",
        "하나.",
        "One?two",
        (0,),
        (0, 1),
        ((0, 3),),
        ((0, 3), (4, 7)),
        "1-2",
        0.5,
        0.25,
        (FINDING,),
    ),
    Pair("a", "둘.", None, (1,), (), ((4, 6),), (), "1-0", None, 0.5),
]


@pytest.mark.parametrize("format", SHARD_FORMATS)
def test_a_corpus_gives_back_what_was_written(tmp_path, format):
    rows = [(DocumentRow("a", "a.ko", "a.en", source="한\t겨레"), PAIRS), (DocumentRow("b"), [])]
    errors = [ErrorRow("c", "c.ko", "c.en", "empty\nfile")]
    corpus = write_corpus(tmp_path / "corpus", rows, {"aligner": "1"}, errors, format)
    assert list(corpus.pairs()) == PAIRS
    first, second = corpus.documents()
    assert (first.source, first.beads, first.pairs, second.beads) == ("한 겨레", 2, 1, 0)
    assert [error.reason for error in corpus.errors()] == ["empty file"]
    assert [(row.id, beads) for row, beads in corpus.by_document()] == [("a", PAIRS), ("b", [])]


@given(pairs=st.lists(any_pairs, max_size=4))
def test_any_pair_survives_either_kind_of_shard(tmp_path_factory, pairs):
    folder = tmp_path_factory.mktemp("corpus")
    kept = {}
    for format in SHARD_FORMATS:
        rows = [(DocumentRow("a"), pairs)]
        kept[format] = list(write_corpus(folder / format, rows, {}, format=format).pairs())
    assert kept["jsonl"] == pairs
    assert kept["parquet"] == [pair_of(encodable(record(pair))) for pair in pairs]


def test_shards_are_filled_and_numbered(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "PAIRS_A_SHARD", 3)
    corpus = write_corpus(tmp_path / "c", [(DocumentRow("a"), PAIRS)] * 4, {}, format="jsonl")
    assert [shard.name for shard in corpus.shards()] == [
        "00000.jsonl",
        "00001.jsonl",
        "00002.jsonl",
    ]
    assert list(corpus.pairs()) == PAIRS * 4


@pytest.mark.parametrize("format", SHARD_FORMATS)
def test_shards_depend_on_the_pairs_alone_and_are_written_by_groups(tmp_path, monkeypatch, format):
    monkeypatch.setattr(shards, "_ROWS_AT_ONCE", 4)
    pairs = [replace(PAIRS[0], doc=f"d{n}") for n in range(25)]
    written = []
    for at_once in (1, 3, 4, 7, 25):
        folder = tmp_path / str(at_once)
        folder.mkdir()
        rows = (
            shards.rows_of(pairs[start : start + at_once], format)
            for start in range(0, 25, at_once)
        )
        shards.write_shards(rows, folder, format, 10)
        written.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert all(files == written[0] for files in written)
    paths = sorted((tmp_path / "1").iterdir())
    assert [pair for path in paths for pair in shards.read_shard(path)] == pairs
    assert [len(list(shards.read_shard(path))) for path in paths] == [10, 10, 5]
    if format == "parquet":
        groups = [ParquetFile(path).num_row_groups for path in paths]
        assert groups == [3, 3, 2], "no more than 4 rows were held"


def test_what_is_no_finished_corpus_is_refused(tmp_path):
    with pytest.raises(InputError, match="not a corpus"):
        open_corpus(tmp_path)
    (tmp_path / ".work").mkdir()
    with pytest.raises(InputError, match="not finished"):
        open_corpus(tmp_path)
    (tmp_path / "run.json").write_text(json.dumps({"layout": 99, "aligner": "9.0"}))
    with pytest.raises(InputError, match=r"aligner 9\.0"):
        open_corpus(tmp_path)
    with pytest.raises(OutputError, match="exists already"):
        write_corpus(tmp_path, [], {})


def test_a_corpus_is_there_whole_or_not_at_all(tmp_path):
    def breaks_off():
        yield DocumentRow("a"), PAIRS
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_corpus(tmp_path / "c", breaks_off(), {})
    assert list(tmp_path.iterdir()) == []
