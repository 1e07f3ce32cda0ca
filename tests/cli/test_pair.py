import json
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
HEADER = "ko\ten\tid\tscore\thow"


@pytest.fixture
def articles(tmp_path):
    """Four sample articles in two folders, one of them under other names, and one alone."""
    for side in ("ko", "en"):
        (tmp_path / side).mkdir()
        for name in ("festival", "economy", "science"):
            text = (SAMPLES / f"{name}.{side}.txt").read_bytes()
            (tmp_path / side / f"{name}.txt").write_bytes(text)
    (tmp_path / "ko" / "science.txt").rename(tmp_path / "ko" / "갯벌.txt")
    (tmp_path / "ko" / "alone.txt").write_bytes((SAMPLES / "notice.ko.txt").read_bytes())
    (tmp_path / "en" / "broken.txt").write_bytes(b"")
    return tmp_path


def test_the_samples_find_each_other(run):
    status, out, err = run("pair", SAMPLES)
    header, *rows = out.splitlines()
    assert (status, header) == (0, HEADER)
    assert len(rows) == 13
    for row in rows:
        ko, en, identity, score, how = row.split("\t")
        assert Path(ko).name.removesuffix(".ko.txt") == Path(en).name.removesuffix(".en.txt")
        assert Path(ko).name == f"{identity}.ko.txt"
        assert float(score) > 0.99
        assert how == "both"
    assert "13 that are no documents (.json)" in err


def test_a_manifest_with_what_has_no_partner(run, articles):
    manifest = articles / "pairs.tsv"
    status, out, err = run("pair", articles / "ko", articles / "en", "-o", manifest, "--unmatched")
    assert (status, out) == (0, "")
    rows = [row.split("\t") for row in manifest.read_text(encoding="utf-8").splitlines()]
    assert "\t".join(rows[0]) == HEADER
    assert {(row[0], row[1], row[4]) for row in rows[1:]} == {
        ("ko/festival.txt", "en/festival.txt", "both"),
        ("ko/economy.txt", "en/economy.txt", "both"),
        ("ko/갯벌.txt", "en/science.txt", "content"),
        ("ko/alone.txt", "", ""),
    }
    assert "broken.txt" in err
    assert "no partner" not in err


def test_standard_error_names_what_has_no_partner(run, articles):
    status, out, err = run("pair", articles / "ko", articles / "en")
    assert status == 0
    assert "alone.txt" not in out
    assert f"no partner: {articles / 'ko' / 'alone.txt'}" in err


def test_names_alone_need_no_model(run, articles, monkeypatch):
    monkeypatch.setattr("aligner.embedding.load", None)
    status, out, _ = run("pair", articles / "ko", articles / "en", "--no-content", "--quiet")
    assert status == 0
    assert [row.split("\t")[2:] for row in out.splitlines()[1:]] == [
        ["economy", "0.9800", "name"],
        ["festival", "0.9800", "name"],
    ]


def test_json_has_everything(run, articles):
    status, out, err = run("pair", articles / "ko", articles / "en", "--json", "--quiet")
    assert (status, err) == (0, "")
    record = json.loads(out)
    assert len(record["pairs"]) == 3
    assert [Path(path).name for path in record["unmatched"]["ko"]] == ["alone.txt"]
    assert [Path(one["path"]).name for one in record["unreadable"]] == ["broken.txt"]
    assert record["contradicted"] == record["copies"] == []


def test_names_that_contents_contradict_are_pointed_out(run, articles):
    (articles / "en" / "festival.txt").write_bytes((SAMPLES / "baseball.en.txt").read_bytes())
    status, out, err = run("pair", articles / "ko", articles / "en")
    assert status == 0
    assert "festival" not in out
    assert "the names agree, the contents do not (score 0." in err


@pytest.mark.parametrize(
    "arguments",
    [["nowhere"], ["ko"], ["ko", "en", "ko"], ["ko", "en", "-o", "ko/alone.txt"], ["ko/alone.txt"]],
)
def test_what_cannot_be_done(run, articles, monkeypatch, arguments):
    monkeypatch.chdir(articles)
    before = (articles / "ko" / "alone.txt").read_bytes()
    status, out, err = run("pair", *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert (articles / "ko" / "alone.txt").read_bytes() == before


def test_a_file_that_cannot_be_read_is_not_written_over(run, tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.ko.txt").write_text("다리가 17일 처음으로 열렸다.\n", "utf-8")
    (folder / "a.en.txt").write_text("The bridge opened on the 17th.\n", "utf-8")
    broken = folder / "b.en.txt"
    broken.write_bytes(bytes(range(256)) * 40)
    status, _, err = run("pair", folder, "--no-content", "-o", broken)
    assert (status, err.count("\n")) == (2, 1)
    assert "this is an input" in err
    assert broken.read_bytes() == bytes(range(256)) * 40
