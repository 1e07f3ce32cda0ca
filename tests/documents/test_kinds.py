"""What each line of a page is, on pages written here."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.documents import document_from_text

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "documents_kinds.json").read_text(encoding="utf-8")
)


def laid_out(text, side, lines=False):
    document = document_from_text(text, side, lines=lines)
    return [[block.kind, text[block.start : block.end]] for block in document.blocks]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_cases(case):
    text = "\n".join(case["input"])
    assert laid_out(text, case["side"], case.get("lines", False)) == case["expected"], case["why"]


@given(st.text(st.sampled_from("가다. A?b\n\t“\"'…-\u200b본문 바로가기"), max_size=120))
def test_blocks_are_ordered_and_lose_nothing_but_white_space(text):
    document = document_from_text(text, "ko")
    position = 0
    for block in document.blocks:
        assert text[position : block.start].strip(" \t\n-–—|:·") == ""
        assert text[block.start : block.end] == text[block.start : block.end].strip() != ""
        position = block.end
    assert text[position:].strip() == ""


@given(st.lists(st.text(st.characters(exclude_characters="\n"), max_size=40), max_size=10))
def test_with_lines_each_non_blank_line_is_a_block(lines):
    document = document_from_text("\n".join(lines), "en", lines=True)
    blocks = [document.text[block.start : block.end] for block in document.blocks]
    assert blocks == [line.strip() for line in lines if line.strip()]


def test_a_repeated_headline_says_so_in_its_place():
    text = "새 다리가 열렸다\n\n다리가 어제 열렸다.\n\n새 다리가 열렸다 개통식 모습 [사진=가나일보]"
    document = document_from_text(text, "ko")
    repeat, caption = document.blocks[-2:]
    assert [finding.code for finding in repeat.findings] == ["B206"]
    assert [finding.code for finding in caption.findings] == ["B205"]
    start, end = repeat.findings[0].span
    assert text[repeat.start + start : repeat.start + end] == "새 다리가 열렸다"


def test_what_only_its_place_shows_to_be_of_the_page_says_so():
    text = "다리가 어제 열렸다.\n\n많이 본 뉴스\n1. 강변 축제 개막\n2. 새 도서관 개관\n"
    _, title, *items = document_from_text(text, "ko").blocks
    assert not title.findings  # the line itself shows it
    assert [(block.kind, finding.code) for block in items for finding in block.findings] == [
        ("furniture", "B211"),
        ("furniture", "B211"),
    ]
    assert items[0].findings[0].span == (0, len("1. 강변 축제 개막"))
