"""From the blocks of a document to its sentences."""

import pytest

from aligner.sentences import SPLIT_KINDS, one_per_line, split, split_line
from aligner.types import Block, Document


def document(*blocks: tuple[str, str], side="ko", gap="\n\n") -> Document:
    text, places = "", []
    for line, kind in blocks:
        places.append(Block(len(text), len(text) + len(line), kind))
        text += line + gap
    return Document(text, tuple(places), side)


def test_sentences_carry_block_kind_and_place():
    page = document(("새 도서관. 문 열다", "heading"), ("비가 온다. 춥다.", "paragraph"))
    assert [(s.text, s.block, s.kind) for s in split(page)] == [
        ("새 도서관. 문 열다", 0, "heading"),
        ("비가 온다.", 1, "paragraph"),
        ("춥다.", 1, "paragraph"),
    ]
    assert all(page.text[s.start : s.end] == s.text for s in split(page))


@pytest.mark.parametrize(
    "kind", ["heading", "repeat", "furniture", "byline", "credit", "copyright"]
)
def test_other_kinds_stay_whole(kind):
    assert kind not in SPLIT_KINDS
    assert len(split(document(("One. Two.\nThree.", kind)))) == 1


@pytest.mark.parametrize("kind", sorted(SPLIT_KINDS))
def test_running_text_is_split(kind):
    assert len(split(document(("One. Two.", kind)))) == 2


@pytest.mark.parametrize("break_", ["\n\n", "\n \n", "\u2028", "\u2029", "\x85"])
def test_line_breaks_inside_a_block_end_sentences(break_):
    page = document((f"첫째 줄{break_}둘째 줄. 끝.", "paragraph"))
    assert [s.text for s in split(page)] == ["첫째 줄", "둘째 줄.", "끝."]


def test_a_line_feed_of_hard_wrapping_is_a_space():
    page = document(("첫째 줄과\n둘째 줄. 끝.", "paragraph"))
    assert [(s.text, s.start) for s in split(page)] == [("첫째 줄과 둘째 줄.", 0), ("끝.", 12)]


def test_script_of_the_line_and_not_the_side_chooses_the_rules():
    korean_line = '그는 "간다." 라고 했다. 끝.'
    english_line = "Mr. Kim left. He did."
    for side in ("ko", "en"):
        page = document((f"{korean_line}\u2028{english_line}", "paragraph"), side=side)
        assert [s.text for s in split(page)] == [
            '그는 "간다." 라고 했다.',
            "끝.",
            "Mr. Kim left.",
            "He did.",
        ]


def test_foreign_names_leave_a_line_korean():
    assert split_line("React와 Next.js는 JavaScript로 쓴다.그래서 빠르다.")[-1][0] > 0
    assert len(split_line("React와 Next.js는 JavaScript로 쓴다.그래서 빠르다.")) == 2


def test_in_quote_lasts_until_the_quotation_closes():
    page = document(('그는 "하나다. 둘이다. 셋이다." 라고 했다. 끝.', "paragraph"))
    assert [s.in_quote for s in split(page)] == [True, True, False, False]


def test_in_quote_ends_with_the_line():
    page = document(('He said, "One. Two.', "paragraph"), ("Three. Four.", "paragraph"))
    assert [s.in_quote for s in split(page)] == [True, True, False, False]


def test_one_per_line_keeps_every_block_whole():
    page = document(("비가 온다. 춥다.", "paragraph"), ("제목", "heading"), gap="\n")
    assert [(s.text, s.block) for s in one_per_line(page)] == [("비가 온다. 춥다.", 0), ("제목", 1)]


def test_blank_blocks_have_no_sentences():
    page = Document("  \n ", (Block(0, 2, "paragraph"), Block(3, 4, "heading")), "en")
    assert split(page) == one_per_line(page) == ()


def test_no_blocks():
    assert split(Document("", (), "ko")) == ()


def test_splitting_needs_no_other_library(imported_by):
    modules = imported_by(
        "from aligner.sentences import split_line\n"
        "split_line('U.S. The end.'), split_line('끝났다. 예.')"
    )
    assert not {"punkt", "kiwipiepy", "numpy", "torch"} & modules
