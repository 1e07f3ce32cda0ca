"""The commands over a corpus, as one runs them."""

import json
import re
import sys
from dataclasses import replace

import pytest

from aligner.corpus import DocumentRow, open_corpus, write_corpus
from aligner.formats import read_pairs
from aligner.types import Pair


def test_a_report_writes_nothing(run, samples, tmp_path):
    before = sorted(samples.rglob("*"))
    status, out, err = run("filter", samples, "--report")
    assert (status, err) == (0, "")
    assert "confidence" in out
    assert "near-duplicates" in out
    assert sorted(samples.rglob("*")) == before
    status, out, _ = run("filter", samples, "--report", "--json", "--min-confidence", 0.9)
    report = json.loads(out)
    assert report["pairs"] == report["kept"] + sum(report["removed"].values())
    [confidence] = [each for each in report["filters"] if each["name"] == "confidence"]
    assert confidence["accepted"] == "at least 0.9"
    assert 0 < len(confidence["examples"]) <= 10
    assert all(each["score"] < 0.9 for each in confidence["examples"])


def test_the_way_from_a_corpus_to_files(run, samples, tmp_path):
    clean, parts, out = tmp_path / "clean", tmp_path / "parts", tmp_path / "out"
    status, _, err = run("filter", samples, "-o", clean, "--mask")
    assert status == 0
    assert "2 pairs masked" in err
    text = "".join(pair.ko + pair.en for pair in open_corpus(clean).pairs() if not pair.is_null)
    assert "[EMAIL]" in text or "[PHONE]" in text
    assert "@" not in text
    status, _, err = run("split", clean, "-o", parts, "--validation", "10%", "--test", "0.1")
    assert status == 0
    assert "train" in err
    assert run("split", parts, "--check") == (0, "no leaks between the parts\n", "")
    status, _, err = run("export", parts, "-o", out, "--format", "openai", "--context", 2)
    assert status == 0
    assert {path.name for path in out.iterdir()} == {
        "train.jsonl",
        "validation.jsonl",
        "test.jsonl",
    }
    assert run("export", parts, "-o", tmp_path / "x.tmx", "--max-length", 60)[0] == 0
    assert all(len(pair.en) <= 60 for pair in read_pairs(tmp_path / "x.tmx"))
    status, printed, _ = run("stats", parts, "-o", tmp_path / "drawn")
    assert status == 0
    assert "confidence" in printed
    assert {path.suffix for path in (tmp_path / "drawn").iterdir()} == {".png", ".svg", ".json"}
    # A filtered corpus can be filtered again, and a file of pairs as well.
    assert run("filter", parts, "-o", tmp_path / "again", "--min-confidence", 0.95)[0] == 0
    assert run("filter", tmp_path / "x.tmx", "-o", tmp_path / "tmx", "--only", "duplicates")[0] == 0


def test_a_leak_is_told_and_fails(run, samples, tmp_path):
    _, beads = next(open_corpus(samples).by_document())
    rows = [
        (DocumentRow(name, split=name), [replace(bead, doc=name) for bead in beads])
        for name in ("train", "test")
    ]
    write_corpus(tmp_path / "leaky", rows, {})
    status, out, err = run("split", "--check", tmp_path / "leaky")
    assert (status, err) == (1, "")
    assert "leak: train and test share a sentence (1.00)" in out


KOREAN, ENGLISH = "다리는 17일 열렸다.", "The bridge opened?the 19th."

WRONG = [
    ("filter CORPUS", "name a new folder"),
    ("filter CORPUS -o CORPUS", "exists already"),
    ("filter CORPUS -o out --report", "writes nothing"),
    ("filter CORPUS -o out --without nothing", "no filter is called 'nothing'"),
    ("filter CORPUS -o out --only similarity", "has no limit"),
    ("filter CORPUS -o out --reject X9", "no rule's code begins with"),
    ("filter CORPUS -o out --decontaminate none.txt", "cannot read"),
    ("filter CORPUS -o none/out", "create the folder first"),
    ("filter none -o out", "there is neither"),
    ("filter EMPTY -o out", "no documents"),
    ("filter OTHER -o out", "laid out by aligner 9.9"),
    ("split CORPUS", "either name a new folder"),
    ("split CORPUS --check", "no document has a split"),
    ("split CORPUS -o out --test 60% --validation 60%", "add up to"),
    ("split CORPUS -o out --test many", "neither a share"),
    ("split CORPUS -o out --test 0.001", "too few"),
    ("export CORPUS -o out", "cannot tell the format"),
    ("export CORPUS -o out --format word", "no format is called 'word'"),
    ("export CORPUS -o CORPUS/pairs/x.tsv", "inside the corpus"),
    ("export CORPUS -o x.tsv --split dev", "no document is in a split 'dev'"),
    ("export CORPUS -o flores.tsv --decontaminate flores.tsv", "this is an input"),
    ("export moses.ko -o moses.en", "this is an input"),
    ("report CORPUS -o CORPUS/documents.tsv", "inside the corpus"),
    ("report CORPUS -o CORPUS/report.html", "inside the corpus"),
    ("check flores.tsv --glossary terms.tsv -o terms.tsv", "this is an input"),
    ("export OTHER -o x.tsv", "laid out by aligner 9.9"),
    ("stats EMPTY", "no documents"),
    ("stats CORPUS -o CORPUS", "exists already"),
    ("models export default out", "cannot become"),
    ("models export none out", "unknown model"),
]


def state(*folders):
    """The files in folders, with their contents."""
    paths = (path for folder in folders for path in folder.rglob("*"))
    return {path: path.is_file() and path.read_bytes() for path in paths}


@pytest.mark.parametrize(("line", "told"), WRONG, ids=[line for line, _ in WRONG])
def test_what_cannot_be_done(run, samples, tmp_path, monkeypatch, line, told):
    monkeypatch.chdir(tmp_path)
    write_corpus(tmp_path / "empty", [], {})
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "run.json").write_text('{"layout": 99, "aligner": "9.9"}')
    for name in ("flores.tsv", "terms.tsv"):
        (tmp_path / name).write_text("ko\ten\n하나.\tOne.\n", "utf-8")
    (tmp_path / "moses.ko").write_text("하나.\n", "utf-8")
    (tmp_path / "moses.en").write_text("One.\n", "utf-8")
    before = state(tmp_path, samples)
    for name, folder in (("CORPUS", samples), ("EMPTY", "empty"), ("OTHER", "other")):
        line = line.replace(name, str(folder))
    status, out, err = run(*line.split())
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert told in err
    assert state(tmp_path, samples) == before


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("xlsxwriter", "export CORPUS -o x.xlsx"),
        ("matplotlib", "stats CORPUS -o out"),
    ],
)
def test_what_is_not_installed_is_named(run, samples, tmp_path, monkeypatch, module, line):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, module, None)
    status, _, err = run(*line.replace("CORPUS", str(samples)).split())
    assert (status, err.count("\n")) == (2, 1)
    assert "pip install 'aligner[" in err
    assert not list(tmp_path.iterdir())


def test_parts_in_one_file_are_remarked_on(run, samples, tmp_path):
    assert run("split", samples, "-o", tmp_path / "parts", "--test", "20%")[0] == 0
    told, export = "are in it together", ("export", tmp_path / "parts", "--format", "openai", "-o")
    assert told in run(*export, tmp_path / "all.jsonl")[2]
    assert told not in run(*export, tmp_path / "one.jsonl", "--split", "test")[2]
    assert told not in run(*export, tmp_path / "folder")[2]


@pytest.mark.parametrize(
    ("format", "name", "instead"),
    [
        ("alpaca", "x.json", "x.jsonl, or a folder"),
        ("hf", "x.parquet", "name a folder, "),
        ("tsv", "x.csv", "x.tsv"),
    ],
)
def test_no_folder_is_called_like_a_file(run, samples, tmp_path, format, name, instead):
    status, _, err = run("export", samples, "-o", tmp_path / name, "--format", format)
    assert (status, err.count("\n")) == (2, 1)
    assert instead in err
    assert not list(tmp_path.iterdir())


def test_findings_that_nobody_looked_for_reject_nothing_unsaid(run, tmp_path):
    file, checked = tmp_path / "x.tsv", tmp_path / "checked.tsv"
    file.write_text("ko\ten\n다리가 안 열렸다.\tIt wasn?t open.\n", "utf-8")
    told = "findings: no pair has one; whether they were checked is not known"
    for format in ("tsv", "hf"):
        command = ("export", file, "-o", tmp_path / f"a.{format}", "--format", format)
        assert told in run(*command, "--reject", "warning")[2]
    assert told not in run("export", file, "-o", tmp_path / "b.tsv")[2]
    run("check", file, "-o", checked)
    assert told not in run("export", checked, "-o", tmp_path / "c.tsv", "--reject", "warning")[2]


def test_pairs_that_nobody_checked_are_not_called_clean(run, samples, tmp_path):
    file, checked, clean = (tmp_path / name for name in ("x.tsv", "checked.tsv", "clean"))
    file.write_text(f"ko\ten\n{KOREAN}\t{ENGLISH}\n", "utf-8")
    out, err = run("stats", file)[1], run("filter", file, "-o", clean)[2]
    assert "pairs       1\n" in out
    assert "findings    none; whether the pairs were checked is not known" in out
    assert "findings   no pair has one; whether they were checked is not known" in err
    assert json.loads(run("stats", clean, "--json")[1])["clean"] is None, "nor is what it became"
    assert not json.loads(run("filter", file, "--report", "--json")[1])["checked"]
    assert run("export", clean, "-o", tmp_path / "hf", "--format", "hf")[0] == 0
    card = (tmp_path / "hf" / "README.md").read_text("utf-8")
    assert "not known whether these pairs were ever checked" in card
    assert "without an error" not in card
    run("check", file, "-o", checked)
    assert "1 (0 without an error or warning)" in run("stats", checked)[1]
    assert "checked is not known" not in run("filter", checked, "--report")[1]
    assert "checked is not known" not in run("filter", samples, "--report")[1]


def test_one_thing_is_told_of_in_the_singular(run, tmp_path):
    file, folder = tmp_path / "x.tsv", tmp_path / "corpus"
    pair = Pair("d", KOREAN, "Call\t010-1234-5678.", confidence=0.9)
    write_corpus(folder, [(DocumentRow("d"), [pair, Pair("d", "둘.", None, type="1-0")])], {})
    said = "".join(
        text
        for line in (
            f"filter {folder} --report",
            f"stats {folder}",
            f"export {folder} -o {file}",
            f"report {file} -o {tmp_path / 'x.html'}",
            f"check {file}",
        )
        for text in run(*line.split())[1:]
    )
    assert not re.findall(
        r"\b1 (?:pair|document|sentence|row|file|word|finding|source)s\b", said
    ), said
    for part in ("1 pair in x.tsv", "1 row, ", "unaligned  1 sentence, ", "1 pair with it"):
        assert part in said


def test_a_pipe_of_the_numbers(run, samples):
    status, out, _ = run("stats", samples, "--json")
    record = json.loads(out)
    assert (status, record["documents"]) == (0, 13)
    assert sum(record["confidence"]["counts"]) == record["pairs"]


@pytest.mark.parametrize("command", [("filter",), ("split",), ("build",)])
def test_a_corpus_is_no_file(run, samples, tmp_path, command):
    status, _, err = run(*command, samples, "-o", tmp_path / "clean.tsv")
    assert status == 2
    assert "clean.tsv: a corpus is a folder and this is called like a file" in err
    assert "aligner export" in err
    assert list(tmp_path.iterdir()) == []
