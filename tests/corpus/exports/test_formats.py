"""Every format is read back by somebody else's reader and gives the same pairs."""

import json

import pytest

from aligner.corpus.exports import FORMATS, Options, export
from aligner.formats import read_pairs, write_pairs
from aligner.formats.values import single_line
from aligner.types import Pair
from tests.corpus.exports.conftest import BREAKS, TEXTS


def cells(texts):
    """The texts as cells of a table of lines hold them."""
    return [(single_line(ko), single_line(en)) for ko, en in texts]


def rows(path):
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def one_file(corpus, tmp_path, name, format, **options):
    counts = export(corpus, tmp_path / name, format, Options(**options))
    assert list(counts) == [name]
    return tmp_path / name, counts[name]


def test_tsv_by_pandas(corpus, tmp_path, texts):
    import pandas

    path, count = one_file(corpus, tmp_path, "x.tsv", "tsv")
    frame = pandas.read_csv(path, sep="\t", quoting=3, keep_default_na=False, dtype=str)
    assert list(zip(frame.ko, frame.en, strict=True)) == cells(texts)
    assert len(frame) == count == len(texts)


def test_jsonl_by_pandas(corpus, tmp_path, texts):
    import pandas

    path, _ = one_file(corpus, tmp_path, "x.jsonl", "jsonl")
    frame = pandas.read_json(path, lines=True, dtype=False)
    assert list(zip(frame.ko, frame.en, strict=True)) == texts
    assert frame.findings[0][0]["code"] == "E101"


def test_tmx_by_translate_toolkit(corpus, tmp_path, texts):
    from translate.storage.tmx import tmxfile

    path, _ = one_file(corpus, tmp_path, "x.tmx", "tmx")
    with path.open("rb") as stream:
        file = tmxfile(stream, sourcelanguage="ko", targetlanguage="en")
    assert [(unit.source, unit.target) for unit in file.units] == texts
    assert b'<tmx version="1.4">' in path.read_bytes()
    assert b'<prop type="score-confidence">0.9000</prop>' in path.read_bytes()


def test_xliff_by_translate_toolkit(corpus, tmp_path, texts):
    from translate.storage.xliff import xlifffile

    path, _ = one_file(corpus, tmp_path, "x.xlf", "xliff")
    file = xlifffile.parsestring(path.read_bytes())
    assert [(unit.source, unit.target) for unit in file.units] == texts


def test_xliff2_by_translate_toolkit_and_by_ourselves(corpus, tmp_path, pairs, texts):
    from translate.storage.xliff2 import Xliff2File

    path, _ = one_file(corpus, tmp_path, "x.xlf", "xliff2")
    file = Xliff2File.parsestring(path.read_bytes())
    assert [(unit.source, unit.target) for unit in file.units] == texts
    assert 'version="2.1"' in path.read_text("utf-8")
    assert [(pair.ko, pair.en) for pair in read_pairs(path)] == texts


def test_moses_by_lines(corpus, tmp_path, texts):
    one_file(corpus, tmp_path, "x.ko", "moses")
    sides = [
        (tmp_path / name).read_text("utf-8").removesuffix("\n").split("\n")
        for name in ("x.ko", "x.en")
    ]
    assert list(zip(*sides, strict=True)) == cells(texts)


def test_parquet_by_pyarrow(corpus, tmp_path, texts):
    from pyarrow.parquet import read_table

    path, _ = one_file(corpus, tmp_path, "x.parquet", "parquet")
    table = read_table(path).to_pylist()
    assert [(row["ko"], row["en"]) for row in table] == texts
    assert table[0]["findings"][0]["fix"] == "—"


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.usefixtures("tidying")
def test_dataset_by_datasets(corpus, tmp_path, pairs, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    from datasets import load_dataset

    export(corpus, tmp_path / "x", "hf")
    loaded = load_dataset(str(tmp_path / "x"), cache_dir=str(tmp_path / "cache"))
    assert list(loaded) == ["train", "test"]
    found = [(row["ko"], row["en"]) for part in loaded.values() for row in part]
    assert found == [(pair.ko, pair.en) for pair in pairs]
    assert loaded["test"][0]["licence"] == "CC-BY-4.0"
    card = (tmp_path / "x" / "README.md").read_text("utf-8")
    for told in (
        "license: cc-by-4.0",
        "한\\|겨레",
        "lost-dash",
        "16 pairs of 2 documents",
        "model m",
    ):
        assert told in card


def test_spreadsheet_by_openpyxl(corpus, tmp_path, texts):
    from openpyxl import load_workbook
    from openpyxl.utils.escape import unescape

    path, _ = one_file(corpus, tmp_path, "x.xlsx", "xlsx")
    [sheet] = load_workbook(path).worksheets
    header, *found = sheet.iter_rows()
    assert [cell.value for cell in header][:3] == ["document", "Korean", "English"]
    # openpyxl leaves it to its users to take the escapes of control characters off.
    assert [(unescape(row[1].value), unescape(row[2].value)) for row in found] == texts
    assert {cell.data_type for row in found for cell in row[:4]} == {"s"}
    assert not any(cell.hyperlink for row in found for cell in row)
    assert found[0][4].value == pytest.approx(0.9)


CHAT = {
    "openai": lambda row: tuple(message["content"] for message in row["messages"]),
    "sharegpt": lambda row: tuple(turn["value"] for turn in row["conversations"]),
    "alpaca": lambda row: (f"{row['instruction']}\n\n{row['input']}", row["output"]),
}


@pytest.mark.parametrize("format", CHAT)
def test_chat_by_json_lines(corpus, tmp_path, texts, format):
    path, count = one_file(corpus, tmp_path, "x.jsonl", format)
    turns = [CHAT[format](row) for row in rows(path)]
    assert len(turns) == 2 * len(texts) == 2 * count
    for (ko, en), there, back in zip(texts, turns[::2], turns[1::2], strict=True):
        assert (there[0].endswith(f"\n\n{ko}"), there[1]) == (True, en)
        assert (back[0].endswith(f"\n\n{en}"), back[1]) == (True, ko)


def test_comet_rows_by_pandas(corpus, tmp_path, texts):
    import pandas

    path, _ = one_file(corpus, tmp_path, "x.jsonl", "comet", direction="ko-en")
    frame = pandas.read_json(path, lines=True, dtype=False)
    assert list(zip(frame.src, frame.mt, strict=True)) == texts
    assert frame.score[0] == 0.5


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.usefixtures("tidying")
def test_sentence_transformers_pairs_by_datasets(corpus, tmp_path, texts):
    from datasets import load_dataset

    path, _ = one_file(corpus, tmp_path, "x.jsonl", "sentence-transformers", direction="ko-en")
    loaded = load_dataset(
        "json", data_files=str(path), split="train", cache_dir=str(tmp_path / "cache")
    )
    # MultipleNegativesRankingLoss goes by the order of the columns.
    assert loaded.column_names == ["anchor", "positive"]
    assert [tuple(row.values()) for row in loaded] == texts


LONG = [("가" * 33_000, "a" * 100_000), ("널\x00 끝 \x07", "nul\x00 end \x0b")]
LONE = ("외톨이 \ud800 끝", "lone \udfff end")


@pytest.fixture
def hostile(tmp_path):
    """A file of pairs, since no Parquet holds a lone surrogate."""
    from aligner.corpus.source import open_source

    pairs = [Pair("a", ko, en) for ko, en in [*TEXTS, *BREAKS, *LONG, LONE]]
    write_pairs(pairs, tmp_path / "hostile.jsonl")
    return open_source(tmp_path / "hostile.jsonl")


READ = {
    "sentence-transformers": lambda row: (row["anchor"], row["positive"]),
    "comet": lambda row: (row["src"], row["mt"]),
    "openai": lambda row: (
        row["messages"][0]["content"].partition("\n\n")[2],
        row["messages"][1]["content"],
    ),
}


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.usefixtures("tidying")
@pytest.mark.parametrize("format", READ)
def test_what_a_trainer_reads_has_nothing_it_stumbles_over(hostile, tmp_path, format):
    from datasets import load_dataset

    path, _ = one_file(hostile, tmp_path, "x.jsonl", format, direction="ko-en")
    loaded = load_dataset(
        "json", data_files=str(path), split="train", cache_dir=str(tmp_path / "cache")
    )
    texts = [*TEXTS, *BREAKS, *LONG, ("외톨이 \ufffd 끝", "lone \ufffd end")]
    assert [READ[format](row) for row in loaded] == texts


def test_moses_and_parquet_of_what_is_hostile(hostile, tmp_path):
    from pyarrow.parquet import read_table

    one_file(hostile, tmp_path, "x.ko", "moses")
    texts = [*TEXTS, *BREAKS, *LONG, ("외톨이 \ufffd 끝", "lone \ufffd end")]
    lines = [(tmp_path / f"x.{side}").read_text("utf-8").split("\n")[:-1] for side in ("ko", "en")]
    assert [len(side) for side in lines] == [len(texts)] * 2
    assert lines[0][-3] == "가" * 33_000
    path, _ = one_file(hostile, tmp_path, "x.parquet", "parquet")
    assert [(row["ko"], row["en"]) for row in read_table(path).to_pylist()] == texts


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_corpus_gives_the_same_files(corpus, tmp_path, format):
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        export(corpus, tmp_path / name / "out", format)
    first, second = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("first", "second")
    )
    assert first.keys() == second.keys()
    assert first == second
    names = {path.stem for path in first}
    assert {"train", "test"} <= names
