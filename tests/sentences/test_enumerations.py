import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.sentences import split_line
from aligner.sentences.enumerations import item_starts

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "sentences_items.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_items_of_a_list_are_sentences(case):
    line = case["input"]
    assert [line[start:end] for start, end in split_line(line)] == case["expected"]


@given(st.text(alphabet="123().①②③가나- ■:\nab", max_size=80))
def test_nothing_but_white_space_is_lost(line):
    spans = split_line(line)
    assert all(start < end for start, end in spans)
    assert "".join("".join(line[start:end] for start, end in spans).split()) == "".join(
        line.split()
    )


@given(st.text(alphabet="12. (3)①② -", max_size=60))
def test_items_begin_behind_white_space_in_order(line):
    starts = item_starts(line)
    assert starts == sorted(set(starts))
    assert all(0 < start < len(line) and line[start - 1].isspace() for start in starts)
