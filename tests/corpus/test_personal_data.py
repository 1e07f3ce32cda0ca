import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.corpus.personal_data import MASKS, masked, masked_text, personal_data
from aligner.types import Finding, Pair

CASES = Path(__file__).parents[1] / "cases"
POSITIVE = json.loads((CASES / "personal_data.json").read_text("utf-8"))
NEGATIVE = json.loads((CASES / "personal_data_negatives.json").read_text("utf-8"))


@pytest.mark.parametrize("case", POSITIVE + NEGATIVE, ids=lambda case: case["label"])
def test_cases(case):
    text = case["input"]
    found = [f"{one.kind}:{text[one.start : one.end]}" for one in personal_data(text)]
    assert found == case["expected"], case["why"]


@pytest.mark.parametrize("case", POSITIVE, ids=lambda case: case["label"])
def test_nothing_personal_is_left_when_masked(case):
    text, _ = masked_text(case["input"])
    assert personal_data(text) == []
    assert any(mask in text for mask in MASKS.values())


def test_findings_go_with_the_text():
    text = "전화 010-1234-5678 또는 ?로"
    inside = Finding("N301", "error", "ko", (3, 9), "010-1234-5678 is missing", "010-1234-5678")
    behind = Finding("E101", "error", "ko", (20, 21), "a lost dash", "—")
    pair = masked(Pair("d", text, "Call.", findings=(inside, behind)))
    assert pair.ko == "전화 [PHONE] 또는 ?로"
    first, second = pair.findings
    assert pair.ko[slice(*first.span)] == "[PHONE]"
    assert (first.message, first.fix) == ("[PHONE] is missing", "[PHONE]")
    assert pair.ko[slice(*second.span)] == text[20:21] == "?"


@given(st.text(st.sampled_from("0123456789-. ()+@ab.kr가나"), max_size=60))
def test_any_text_is_masked_once_and_for_all(text):
    once, changes = masked_text(text)
    assert len(once) == len(text) + sum(new - (end - start) for (start, end), new in changes)
    if not changes:
        assert once == text
