import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.text.boilerplate import classify_line, furniture_likelihood
from aligner.text.furniture_model import BUCKETS, FACTS, buckets, facts, furniture_log_odds
from aligner.types import TRANSLATABLE_KINDS

CASES = Path(__file__).parents[1] / "cases"
LINES = st.text(min_size=1, max_size=200).filter(lambda line: line.strip())


def lines(name):
    return json.loads((CASES / name).read_text(encoding="utf-8"))


def share_lost(some):
    kinds = [classify_line(line) for line in some]
    return sum(kind is not None and kind not in TRANSLATABLE_KINDS for kind in kinds) / len(kinds)


def test_lines_that_nothing_was_fitted_on():
    held_out = lines("page_lines_held_out.json")
    assert share_lost(held_out["furniture"]) >= 0.92
    assert share_lost(held_out["article"]) <= 0.02


def test_no_line_is_fitted_on_and_measured():
    fitted, held_out = lines("page_lines_fitted.json"), lines("page_lines_held_out.json")
    assert not {*fitted["furniture"], *fitted["article"]} & {
        *held_out["furniture"], *held_out["article"],
    }  # fmt: skip


@pytest.mark.parametrize("line", ["Article 5", "제12조(목적)", "주가는 떨어졌다.", "x" * 100, " "])
def test_what_can_be_no_label(line):
    assert furniture_likelihood(line) == float("-inf")


@given(LINES)
def test_any_line_has_finite_odds(line):
    assert all(0 <= bucket < BUCKETS for bucket in buckets(line))
    assert len(facts(line.strip())) == len(FACTS)
    assert abs(furniture_log_odds(line.strip())) < 1000


def test_a_lone_surrogate_is_a_character_like_any_other():
    assert furniture_log_odds("로그\ud83d인") == furniture_log_odds("로그?인")
