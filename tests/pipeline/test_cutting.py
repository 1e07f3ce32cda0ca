"""Sentences that are cut again, from the first alignment to the second."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner import align
from aligner.embedding import load, windows_of
from aligner.pipeline.cutting import Place, cut_sentences, windows_after
from aligner.types import Sentence

KO = (
    "하늬시, 강변도로 저녁 차량 통행 금지 하늬시는 다음 달 1일부터 강변도로를 매일 저녁 차량이 다니지 못하게"
    " 막는다고 밝혔다. 시민들은 반겼다.\n\n시장은 소음이 줄어들 것이라고 말했다."
)
EN = (
    "Haneul bans cars from riverside road in the evenings The city of Haneul said it will close the"
    " riverside road to vehicles every evening from the 1st of next month. Residents welcomed the"
    " plan.\n\nThe mayor said there would be less noise."
)


def test_a_headline_that_runs_into_the_next_sentence_is_a_pair_of_its_own():
    pairs = align(KO, EN)
    assert [(pair.ko, pair.en) for pair in pairs[:2]] == [
        (
            "하늬시, 강변도로 저녁 차량 통행 금지",
            "Haneul bans cars from riverside road in the evenings",
        ),
        (
            "하늬시는 다음 달 1일부터 강변도로를 매일 저녁 차량이 다니지 못하게 막는다고 밝혔다.",
            "The city of Haneul said it will close the riverside road to vehicles every evening from"
            " the 1st of next month.",
        ),
    ]
    assert len(pairs) == 4
    for pair in pairs:
        [(ko_start, ko_end)], [(en_start, en_end)] = pair.ko_spans, pair.en_spans
        assert (KO[ko_start:ko_end], EN[en_start:en_end]) == (pair.ko, pair.en)
    assert [pair.ko_sentences for pair in pairs] == [(0,), (1,), (2,), (3,)]


def test_a_headline_that_only_one_side_has_is_cut_off():
    ko, en = KO, EN.partition("evenings ")[2]
    pairs = align(ko, en, unaligned=True)
    assert (pairs[0].ko, pairs[0].en) == ("하늬시, 강변도로 저녁 차량 통행 금지", None)
    assert pairs[1].en.startswith("The city of Haneul said")
    assert pairs[1].ko.startswith("하늬시는 다음 달")


def test_a_headline_that_stands_apart_on_one_side_only_is_paired():
    en = EN.replace("evenings ", "evenings\n\n", 1)
    pairs = align(KO, en, unaligned=True)
    assert (pairs[0].ko, pairs[0].en) == (
        "하늬시, 강변도로 저녁 차량 통행 금지",
        "Haneul bans cars from riverside road in the evenings",
    )


def test_two_headlines_that_run_into_a_sentence_are_both_cut_off():
    ko = "도서관, 밤 10시까지 문 열어 시험 기간 학생 몰려 " + KO
    en = "Library to stay open until 10 p.m. Students flock in for exams " + EN
    assert [pair.ko for pair in align(ko, en)][:1] != [ko.partition("\n")[0]]


def test_lines_are_never_cut():
    assert len(align(KO, EN, lines=True)) == 2


def test_a_sentence_with_names_stays_whole():
    ko = "톰 데일리는 월요일 런던에서 올림픽위원회 관계자들을 만났다. 그는 은퇴하지 않는다."
    en = "Tom Daley met Olympic Committee officials in London on Monday. He is not retiring."
    assert [pair.ko for pair in align(ko, en)] == [
        "톰 데일리는 월요일 런던에서 올림픽위원회 관계자들을 만났다.",
        "그는 은퇴하지 않는다.",
    ]


@given(
    st.lists(st.sampled_from(["가나", "Fair", "opens", "3"]), min_size=1, max_size=12), st.data()
)
def test_nothing_but_blanks_is_lost(words, data):
    text = " ".join(words)
    starts = [n + 1 for n, character in enumerate(text) if character == " "]
    chosen = data.draw(st.sets(st.sampled_from(starts)) if starts else st.just(set()))
    places = [Place(0, start - 1, start, 1.0) for start in chosen]
    parts = cut_sentences([Sentence(text, 7, 7 + len(text), 0, "paragraph")], {0: places})
    assert len(parts) == len(chosen) + 1
    assert " ".join(part.text for part in parts) == text
    for part in parts:
        assert part.end - part.start == len(part.text)
        assert text[part.start - 7 : part.end - 7] == part.text


class Counting:
    """The default encoder; counts the sentences that it is given."""

    def __init__(self):
        self.sentences = 0
        self._encoder = load()

    def encode(self, texts):
        return self._encoder.encode(texts)

    def encode_windows(self, documents, size):
        self.sentences += sum(map(len, documents))
        return self._encoder.encode_windows(documents, size)


@pytest.mark.parametrize("number", [0, 1, 14, 28, 29])
def test_the_windows_after_a_cut_are_those_of_the_new_sentences(number):
    before = [f"Sentence number {n} tells of the fair in Handeul." for n in range(30)]
    first, second = before[number][:20].strip(), before[number][20:].strip()
    after = [*before[:number], first, second, *before[number + 1 :]]
    origins = [*range(number), None, None, *range(number + 1, 30)]
    encoder = Counting()
    known = windows_of(encoder, [before, before], 4)
    encoder.sentences = 0
    new, same = windows_after(encoder, [after, before], known, [origins, list(range(30))])
    assert encoder.sentences <= 8
    np.testing.assert_allclose(new, windows_of(encoder, [after], 4)[0], atol=1e-5)
    np.testing.assert_array_equal(same, known[1])
