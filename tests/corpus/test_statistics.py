import json

import pytest

from aligner.corpus import DocumentRow
from aligner.corpus.card import card
from aligner.corpus.drawing import draw
from aligner.corpus.statistics import statistics
from aligner.types import Finding, Pair

ERROR = Finding("E101", "error", "en", (0, 1), "a lost dash", "—")
INFO = Finding("E101", "info", "en", None, "a lost dash", "—")


@pytest.fixture
def counted():
    long = Pair("b", "가" * 900, "a b", type="2-1", confidence=0.5, findings=(ERROR, ERROR))
    return statistics(
        [
            (
                DocumentRow("a", source="s", licence="MIT", split="train", coverage=0.5),
                [
                    Pair("a", "하나 둘.", "One two.", confidence=1.0, findings=(INFO,)),
                    Pair("a", "셋.", None, type="1-0"),
                    Pair("a", None, "Four.", type="0-1"),
                ],
            ),
            (DocumentRow("b", source="t", licence="", split="test", coverage=1.0), [long]),
        ]
    )


def test_counts(counted):
    record = json.loads(json.dumps(counted.record()))
    assert (record["documents"], record["pairs"], record["clean"]) == (2, 2, 1)
    assert record["unaligned"] == {"ko": 1, "en": 1}
    assert record["types"] == {"1-1": 1, "1-0": 1, "0-1": 1, "2-1": 1}
    assert record["characters"] == {"ko": 905, "en": 11}
    assert record["words"] == {"ko": 3, "en": 4}
    assert record["lengths"]["ko"][0] == record["lengths"]["ko"][-1] == 1
    assert record["confidence"]["mean"] == 0.75
    assert record["confidence"]["counts"][10] == record["confidence"]["counts"][19] == 1
    assert record["coverage"]["mean"] == 0.75
    assert record["coverage"]["counts"] == [0, 0, 0, 0, 0, 1, 0, 0, 0, 1]
    assert record["findings"] == {"E101": 2}
    assert record["severities"] == {"error": 1, "warning": 0, "info": 1}
    assert record["sources"]["t"] == {"documents": 1, "pairs": 1}
    assert sum(record["ratios"]["counts"]) == 2


def test_pictures_are_pictures_and_the_same_again(counted, tmp_path):
    for name in ("first", "second"):
        draw(counted, [tmp_path / f"{name}.png", tmp_path / f"{name}.svg"])
    assert (tmp_path / "first.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert "<svg" in (tmp_path / "first.svg").read_text("utf-8")
    for kind in ("png", "svg"):
        first, second = (tmp_path / f"{name}.{kind}" for name in ("first", "second"))
        assert first.read_bytes() == second.read_bytes()


def test_nothing_can_be_drawn_and_told(tmp_path):
    empty = statistics([])
    draw(empty, [tmp_path / "x.svg"])
    assert empty.mean_confidence is None
    assert "0 pairs of 0 documents" in card(empty, {}, {"train": "data/train.parquet"}, "news")


def test_a_card_tells_what_to_beware_of(counted):
    text = card(counted, {"aligner": "1", "from": {"model": "m", "signature": "abc"}}, {}, "news")
    assert 'load_dataset("news")' in text
    assert "license: other" in text  # one document's licence is not known
    assert "find out before" in text
    assert "50.0%" in text
    assert "1. build: model m; signature abc" in text
