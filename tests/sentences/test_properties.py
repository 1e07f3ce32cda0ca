"""What holds for every text, however damaged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.sentences import english, korean, split, split_line
from aligner.types import Block, Document

PIECES = [
    *".!?…。！？\"'“”‘’()[]「」~ \t\u3000\u00a0,;:%-—",
    *("\x00", "\ud800", "\u200b", "\ufeff", "\u200d", "\ufe0f", "é", "e\u0301", "😀", "👍🏽", "⚑"),
    *(
        "가",
        "다",
        "했다",
        "습니다",
        "어요",
        "니까",
        "라고",
        "ㅋㅋ",
        "ᄀ",
        "1",
        "2023",
        "10",
        "a",
        "The",
    ),
    *(
        "U.S",
        "Mr",
        "No",
        "a.m",
        "[1]",
        "[사진=",
        "(Photo by ",
        "said",
        "Kim",
        ". . .",
        ":)",
        "http://a.b",
    ),
]
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=60),
)
splitters = st.sampled_from([korean.split, english.split, split_line])

ORDINARY = {
    korean.split: [
        "비가 온다.",
        "눈이 왔습니다.",
        "정말 추운가요?",
        "봄이 왔다!",
        "그는 “좋다”고 말했다.",
    ],
    english.split: ["It rained.", "We stayed in.", "Is it cold?", "Spring came!", 'He said, "Go."'],
}


@given(splitters, texts)
def test_spans_are_ordered_trimmed_and_lose_only_white_space(splitter, text):
    spans = splitter(text)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(splitters, texts)
def test_white_space_around_a_text_changes_nothing(splitter, text):
    moved = splitter(f"\t{text}\u3000 ")
    assert [(start - 1, end - 1) for start, end in moved] == splitter(text)


@given(splitters, texts)
def test_every_sentence_of_several_has_a_letter_or_digit(splitter, text):
    spans = splitter(text)
    if len(spans) > 1:
        assert all(any(c.isalnum() or c == "_" for c in text[start:end]) for start, end in spans)


@given(st.sampled_from([korean.split, english.split]), st.data())
def test_ordinary_sentences_are_found_again(splitter, data):
    sentences = data.draw(st.lists(st.sampled_from(ORDINARY[splitter]), max_size=12))
    space = data.draw(st.sampled_from([" ", "  ", "\u00a0", "\t"]))
    text = space.join(sentences)
    assert [text[start:end] for start, end in splitter(text)] == sentences


@given(
    splitters, st.sampled_from(["가", "a", "1", "다", "K"]), st.sampled_from(["가", "a", "2", "K"])
)
def test_question_mark_between_letters_never_ends(splitter, before, after):
    assert len(splitter(f"여기 This {before}?{after} 저기 that")) == 1


@given(st.lists(texts, max_size=4))
def test_document_keeps_places(lines):
    text, blocks = "", []
    for line in lines:
        stripped = line.strip()
        if stripped:
            blocks.append(Block(len(text), len(text) + len(stripped), "paragraph"))
            text += stripped + "\n"
    document = Document(text, tuple(blocks), "en")
    sentences = split(document)
    assert "".join("".join(s.text.split()) for s in sentences) == "".join(text.split())
    for sentence in sentences:
        block = blocks[sentence.block]
        assert text[sentence.start : sentence.end].replace("\n", " ") == sentence.text
        assert block.start <= sentence.start < sentence.end <= block.end


@pytest.mark.parametrize("splitter", [korean.split, english.split])
@pytest.mark.parametrize(
    "unit", [".", "? ", '."', "(", "(a. ", "1. ", "가", "했다 ", "ㅋㅋ ", "[사진=", " "]
)
def test_hostile_text_is_finished_and_whole(splitter, unit):
    text = unit * 30_000
    spans = splitter(text)
    assert sum(len("".join(text[a:b].split())) for a, b in spans) == len("".join(text.split()))
