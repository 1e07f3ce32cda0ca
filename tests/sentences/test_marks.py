"""The rules that both languages share."""

import re

import pytest

from aligner.sentences.marks import (
    CLOSED_MARK,
    CREDIT,
    answers_lost_quote,
    cut,
    is_dotted_date,
    is_list_marker,
    quoted_ends,
    word_before,
)

CANDIDATE = re.compile(f"{CREDIT}|{CLOSED_MARK}")


def pieces(text, decide=lambda *_: True):
    return [text[start:end] for start, end in cut(text, CANDIDATE, decide)]


def test_cut_asks_about_marks_only():
    seen = []

    def decide(text, start, candidate, following):
        seen.append((start, candidate["mark"], candidate["closers"], text[following]))
        return True

    assert pieces('One (1.5). "Two?!" Three', decide) == ["One (1.5).", '"Two?!"', "Three"]
    assert seen == [(0, ".", "", '"'), (11, "?!", '"', "T")]


@pytest.mark.parametrize("following", [", two", "; two", ") two", "” two", "」 two"])
def test_no_sentence_begins_with_what_belongs_to_the_last(following):
    assert pieces(f"One. {following}") == [f"One. {following}"]


def test_rest_without_a_word_joins_the_last_sentence():
    assert pieces("One. —") == ["One. —"]
    assert pieces("— . One.") == ["— . One."]


def test_aside_is_kept_whole_only_when_it_interrupts():
    assert pieces("One (two. three) four. Five.") == ["One (two. three) four.", "Five."]
    assert pieces("(One. Two.) Three.") == ["(One.", "Two.)", "Three."]
    assert pieces("One (two. Three.") == ["One (two.", "Three."]
    assert pieces("One (two. " + "x" * 300 + ") three. Four.")[0] == "One (two."


def test_credit_ends_a_caption():
    assert pieces("A cat [Photo: Lee] Two.") == ["A cat [Photo: Lee]", "Two."]
    assert pieces("A cat. [Photo: Lee] Two.") == ["A cat. [Photo: Lee]", "Two."]
    assert pieces("A cat [Photograph] Two.") == ["A cat [Photograph] Two."]
    assert pieces("A rate (source: the bank) rose. Two.") == [
        "A rate (source: the bank) rose.",
        "Two.",
    ]
    assert pieces("실업률(자료: 통계청)은 올랐다.") == ["실업률(자료: 통계청)은 올랐다."]
    assert pieces("고양이 [사진=이한빛]둘.") == ["고양이 [사진=이한빛]", "둘."]
    assert pieces("고양이 [사진=이한빛] 둘.") == ["고양이 [사진=이한빛]", "둘."]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ('He said "One. Two." Three.', [True, False, False]),
        ("그는 “하나. 둘.” 셋.", [True, False, False]),
        ('"One. Two. Three.', [True, True, True]),
        ("He is 5'10\" tall. Two.", [False, False]),
        ("「하나. 둘.」 셋.", [True, False, False]),
        ("It's one. It's two.", [False, False]),
    ],
)
def test_quoted_ends(text, states):
    assert quoted_ends(text, cut(text, CANDIDATE, lambda *_: True)) == states


def test_quoted_ends_of_nothing():
    assert quoted_ends("", []) == []


@pytest.mark.parametrize("marker", ["1", "12", "2.1", "가", "A", "a", "iv", "(3", "XII"])
def test_list_markers(marker):
    assert is_list_marker(f"{marker}. one", 0, len(marker))


@pytest.mark.parametrize("word", ["1999", "가나", "One", "a1", ""])
def test_other_words_are_no_list_markers(word):
    assert not is_list_marker(f"{word}. one", 0, len(word))


@pytest.mark.parametrize("date", ["2023. 10. 17.", "2023.10.17.", "17. 10. 2023.", "10. 17."])
def test_full_stop_behind_a_date(date):
    assert is_dotted_date(f"on {date} in", len(date) + 2, len(date) + 4)


@pytest.mark.parametrize(
    "text", ["it was 13.5. He", "in 2023. He", "the end. 5 men", "in 2019. 10.5 percent"]
)
def test_full_stop_behind_other_numbers(text):
    at = text.index(". ")
    assert not is_dotted_date(text, at, at + 2)


def test_word_before():
    assert word_before("said Lt.-Gov. Kim", 12) == "Gov"
    assert word_before("“Mr. Kim", 3) == "Mr"
    assert word_before("can't. Kim", 5) == "can't"
    assert word_before(". One", 0) == ""


def test_lost_quotes():
    assert answers_lost_quote("the ?New Deal? plan", 0, 13)
    assert not answers_lost_quote("see a.b/c?d=e now? Yes", 0, 17)
    assert not answers_lost_quote("the ?New Deal. Is it? Yes", 15, 20)
