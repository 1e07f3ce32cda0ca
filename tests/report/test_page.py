import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.report import render_report
from aligner.types import Pair
from aligner.viewing import Source
from tests.formats.strategies import pairs as any_pairs
from tests.review.making import HOSTILE, article


def report(pairs, run=None):
    return render_report(Source(Path("a.jsonl"), "a.jsonl", tuple(pairs), "0" * 64, run or {}))


def data(page):
    [content] = re.findall(
        r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL
    )
    return json.loads(content)


def test_the_data_of_the_page_is_that_of_the_pairs():
    pairs = [*article(5, "a"), *article(5, "b")]
    found = data(report(pairs))
    assert found["documents"] == ["a", "b"]
    assert [(row[0], row[1], row[2]) for row in found["pairs"]] == [
        ("ab".index(pair.doc), pair.ko, pair.en) for pair in pairs
    ]


def test_rows_of_a_document_come_together_and_anchors_fit():
    pairs = [
        Pair("a", "다리가 열렸다.", "Open."),
        Pair("b", "비가 왔다.", "Rain."),
        Pair("a", "눈이 왔다.", None),
    ]
    page = report(pairs)
    assert [row[1] for row in data(page)["pairs"]] == ["다리가 열렸다.", "눈이 왔다.", "비가 왔다."]
    assert 'href="#p2"' in page


def test_hostile_texts_end_no_element():
    page = report(
        [Pair(text, text, text) for text in HOSTILE] + [Pair(text, text, None) for text in HOSTILE]
    )
    assert page.count("<script") == 2
    assert page.count("</script>") == 2
    assert "<img" not in page
    page.encode("utf-8")


def test_nothing_is_fetched():
    page = report(article(5))
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")


def test_the_making_of_a_corpus_is_told():
    page = report(
        article(3),
        {"model": {"name": "use", "sha256": "abc"}, "signature": "sig-1", "options": None},
    )
    for words in ("model · sha256", "abc", "sig-1"):
        assert words in page


def test_a_file_of_pairs_alone_says_nothing_of_omissions():
    pairs = [Pair("d", "가나.", "A.", ko_spans=((0, 3),), en_spans=((0, 2),)),
             Pair("d", "다라.", "B.", ko_spans=((90, 93),), en_spans=((3, 5),))]  # fmt: skip
    assert "--unaligned" in report(pairs)
    assert "nothing was left out" not in report(pairs)


@settings(max_examples=25)
@given(st.lists(any_pairs, min_size=1, max_size=4))
def test_any_pairs_make_a_page(pairs):
    page = report(pairs)
    page.encode("utf-8")
    assert len(data(page)["pairs"]) == len(pairs)


def test_the_command(tmp_path, monkeypatch, capsys):
    import sys

    from aligner.cli import main
    from tests.review.making import written

    monkeypatch.chdir(tmp_path)
    written(tmp_path, article(5))
    for arguments, status in (
        (["pairs.jsonl", "-o", "r.html"], 0),
        (["pairs.jsonl", "-o", "pairs.jsonl"], 2),
        (["none.jsonl", "-o", "r.html"], 2),
        (["pairs.jsonl", "-o", "none/r.html"], 2),
        (["pairs.jsonl"], 2),
    ):
        monkeypatch.setattr(sys, "argv", ["aligner", "report", *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
        assert caught.value.code == status
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert Path("r.html").read_text("utf-8").startswith("<!doctype html>")
