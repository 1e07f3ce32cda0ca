"""A real article as published, page furniture and all; it is kept outside the repository."""

import json
import os
from pathlib import Path

import pytest

import aligner
from aligner.evaluation import score_spans

FOLDER = Path(os.environ.get("ALIGNER_ARTICLE", Path(__file__).parents[2] / "shared" / "seed"))

pytestmark = pytest.mark.skipif(
    not (FOLDER / "article.spans.json").is_file(),
    reason=f"no real article at {FOLDER}; name its folder in ALIGNER_ARTICLE",
)


@pytest.fixture(scope="module")
def texts():
    return tuple(
        (FOLDER / f"article.{side}.txt").read_text(encoding="utf-8") for side in ("ko", "en")
    )


@pytest.fixture(scope="module")
def pairs(texts):
    return aligner.align(*texts)


def test_all_gold_beads_are_exactly_right(texts, pairs):
    gold = [
        (tuple(map(tuple, bead["ko"])), tuple(map(tuple, bead["en"])))
        for bead in json.loads((FOLDER / "article.spans.json").read_text(encoding="utf-8"))
    ]
    predicted = [(pair.ko_spans, pair.en_spans) for pair in pairs]
    exact = score_spans(gold, predicted, *texts)["exact"]
    assert (exact.right, exact.predicted, exact.gold) == (27, 27, 27)


def test_both_lost_dashes_are_found_and_the_true_question_mark_is_not(pairs):
    damage = [
        (pair.en[finding.span[0] - 5 : finding.span[0]], finding.fix)
        for pair in pairs
        for finding in pair.findings
        if finding.code.startswith("E")
    ]
    assert damage == [("month", "—"), ("years", "—")]
    assert any("U.S. opposition?" in pair.en for pair in pairs)


def test_the_caption_is_parted_from_the_headline(pairs):
    [caption] = [pair for pair in pairs if "Image source" in pair.en]
    assert caption.en.startswith("Russian President")
    assert "B205" in {finding.code for finding in caption.findings}


def test_no_furniture_is_among_the_pairs(pairs):
    for pair in pairs:
        assert not {"B201", "B202", "B203"} & {finding.code for finding in pair.findings}
