import json

import pytest

from aligner.evaluation import read_gold
from aligner.formats import read_pairs
from aligner.review.export import corrected, gold_files
from aligner.types import Pair
from tests.review.making import article, written


def confirm_all(desk):
    for bead in desk.state.beads:
        if desk.judge.of_article(bead):
            desk.act({"do": "confirm", "bead": bead.id}, desk.state.revision)


def test_nothing_done_is_nothing_changed(desk_of):
    pairs = article()
    assert [
        (p.ko, p.en, p.ko_spans, p.en_sentences, p.type) for p in corrected(desk_of(pairs))
    ] == [(p.ko, p.en, p.ko_spans, p.en_sentences, p.type) for p in pairs]


def test_the_corrected_pairs_have_true_spans_and_numbers(desk_of):
    pairs = [
        Pair("d", "가다. 나.", "A b.", (0,), (0,), ((3, 9),), ((0, 4),), confidence=0.5),
        Pair("d", "다.", "C.", (1,), (1,), ((10, 12),), ((5, 7),), confidence=0.5),
    ]
    desk = desk_of(pairs)
    desk.act({"do": "cut", "bead": 0, "places": [["ko", 0, 3]]}, 0)
    desk.act({"do": "move", "bead": 0, "side": "ko", "direction": "down"}, 1)
    desk.act({"do": "confirm", "bead": 1}, 2)
    found = list(corrected(desk))
    assert [(p.ko, p.ko_spans, p.ko_sentences, p.type) for p in found] == [
        ("가다.", ((3, 6),), (0,), "1-1"),
        ("나. 다.", ((7, 9), (10, 12)), (1, 2), "2-1"),
    ]
    assert [p.confidence for p in found] == [None, 1.0]


def test_an_unaligned_row_of_several_sentences_is_one_each(desk_of):
    desk = desk_of([Pair("d", "가.", None, type="1-0"), Pair("d", "나.", None, type="1-0")])
    desk.act({"do": "merge", "bead": 0}, 0)
    assert [(p.ko, p.type) for p in corrected(desk)] == [("가.", "1-0"), ("나.", "1-0")]


def test_dismissed_findings_are_left_out(desk_of):
    desk = desk_of([Pair("d", "다리가 안 열렸다.", "It wasn?t open.")])
    desk.act({"do": "dismiss", "bead": 0, "code": "E102", "side": "en", "span": [7, 8]}, 0)
    assert [p.findings for p in corrected(desk)] == [()]


def test_there_is_no_gold_of_what_nobody_confirmed(desk_of):
    desk = desk_of()
    assert gold_files(desk) == ({}, ["article: no gold yet, 12 rows are not confirmed"])


def test_gold_is_read_by_evaluate_with_the_very_spans(desk_of, tmp_path):
    pairs = article(15)
    desk = desk_of(pairs)
    confirm_all(desk)
    files, notices = gold_files(desk)
    assert not notices
    folder = tmp_path / "gold"
    folder.mkdir()
    for name, text in files["article"].items():
        (folder / name).write_text(text, "utf-8")
    [gold] = read_gold(folder)
    assert list(gold.spans) == [(p.ko_spans, p.en_spans) for p in pairs]
    assert list(gold.beads) == [(p.ko_sentences, p.en_sentences) for p in pairs]
    for pair in pairs:
        for text, side, spans in (
            (gold.ko_text, pair.ko, pair.ko_spans),
            (gold.en_text, pair.en, pair.en_spans),
        ):
            assert [text[s:e] for s, e in spans] == (
                []
                if side is None
                else [side]
                if len(spans) == 1
                else [side[: spans[0][1] - spans[0][0]], side[spans[0][1] - spans[0][0] + 1 :]]
            )


def test_the_texts_themselves_are_taken_where_they_are_given(desk_of):
    desk = desk_of([Pair("d", "가.", "A.", ko_spans=((2, 4),), en_spans=((0, 2),))])
    confirm_all(desk)
    files, _ = gold_files(desk, {"d": ("\t\n가.\n", "A.\n\n")})
    assert files["d"]["d.ko.raw.txt"] == "\t\n가.\n"
    with pytest.raises(Exception, match="not the text that was reviewed"):
        gold_files(desk, {"d": ("가. 나.", "A.")})


def test_evaluate_against_says_how_often_each_band_was_right(run, tmp_path):
    pairs = article(30, seed=3)
    path = written(tmp_path, pairs)
    from aligner.review.desk import Desk
    from aligner.viewing import open_source

    desk = Desk(open_source(path))
    wrong = [b.id for b in desk.state.beads if not b.is_null][:4:2]
    for bead in wrong:
        desk.act({"do": "set-aside", "bead": bead}, desk.state.revision)
    confirm_all(desk)
    desk.journal.close()
    assert run("review", path, "--export", tmp_path / "gold")[0] == 0
    status, out, _ = run("evaluate", tmp_path / "gold", "--against", path, "--json")
    assert status == 0
    report = json.loads(out)
    assert report["sets"]["gold"]["exact"]["recall"] == 1.0
    bands = report["calibration"]["running text"]["bins"]
    two_sided = [pair for pair in pairs if not pair.is_null]
    assert sum(band["count"] for band in bands) == len(two_sided)
    assert round(sum(band["count"] * (1 - band["right"]) for band in bands)) == len(wrong)


def test_a_table_without_spans_becomes_gold_and_is_scored(run, tmp_path):
    path = tmp_path / "plain.tsv"
    path.write_text(
        "ko\ten\tconfidence\n비가 왔다.\tIt rained.\t0.9\n길이 젖었다.\tWet.\t0.4\n", "utf-8"
    )
    from aligner.review.desk import Desk
    from aligner.viewing import open_source

    desk = Desk(open_source(path))
    desk.act({"do": "set-aside", "bead": 1}, 0)
    confirm_all(desk)
    desk.journal.close()
    assert run("review", path, "--export", tmp_path / "gold")[0] == 0
    status, out, _ = run("evaluate", tmp_path / "gold", "--against", path, "--json")
    assert status == 0
    bands = json.loads(out)["calibration"]["running text"]["bins"]
    assert [(band["low"], band["right"]) for band in bands] == [(0.4, 0.0), (0.9, 1.0)]


def test_gold_of_another_text_is_refused(run, tmp_path):
    path = tmp_path / "plain.tsv"
    path.write_text("doc\tko\ten\nplain\t비가 왔다.\tIt rained.\n", "utf-8")
    desk_path = written(
        tmp_path, [Pair("plain", "눈이 왔다. 아주 많이.", "It snowed.")], "other.jsonl"
    )
    from aligner.review.desk import Desk
    from aligner.viewing import open_source

    desk = Desk(open_source(desk_path))
    confirm_all(desk)
    desk.journal.close()
    assert run("review", desk_path, "--export", tmp_path / "gold")[0] == 0
    status, _, err = run("evaluate", tmp_path / "gold", "--against", path)
    assert status == 2
    assert "another text" in err


def test_export_writes_a_table_and_says_so(run, tmp_path):
    path = written(tmp_path, article(5))
    status, _, err = run("review", path, "--export", tmp_path / "out.tsv", "--no-scores")
    assert status == 0
    assert "5 rows, 0 confirmed" in err
    assert len(read_pairs(tmp_path / "out.tsv")) == 5


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--export", "pairs.jsonl"], "input file"),
        (["--export", "out.docx"], "docx"),
        (["--export", "gold"], "no document is confirmed"),
        (["--texts", "."], "--texts goes with --export"),
    ],
)
def test_what_cannot_be_exported_is_one_line(run, tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, article(5))
    status, _, err = run("review", "pairs.jsonl", *arguments)
    assert status == 2
    assert message in err.splitlines()[-1]


def test_gold_of_more_documents_than_files_may_be_open(tmp_path):
    resource = pytest.importorskip("resource")
    from aligner.cli.review import _write_gold

    endings = ("ko.txt", "en.txt", "gold.tsv", "ko.raw.txt", "en.raw.txt", "spans.json")
    gold = {
        f"d{number}": {f"d{number}.{ending}": "x\n" for ending in endings} for number in range(40)
    }
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, 128), hard))
    try:
        _write_gold(tmp_path / "a" / "new" / "gold", gold)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert {path.name for path in (tmp_path / "a" / "new" / "gold").iterdir()} == {
        name for files in gold.values() for name in files
    }
