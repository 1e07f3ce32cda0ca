"""Sentences that are cut again, from the first alignment to the second."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner import align
from aligner.alignment.cutting import TRAITS, parameters
from aligner.embedding import load, windows_of
from aligner.pipeline.recutting import (
    Option,
    Place,
    Question,
    cut_sentences,
    decided,
    windows_after,
)
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


def test_the_other_side_tells_which_of_several_places_it_is():
    # On the Korean side alone other borders of the headline are more probable.
    ko = (
        "전직 대통령의 보좌관이 상원에 출마한다 제임스 휘태커는 월요일 짧은 영상에서 출마를 알렸다."
    )
    en = (
        "Former aide to ex-president to run for Senate James Whittaker announced his candidacy in a"
        " short video on Monday."
    )
    assert [(pair.ko, pair.en) for pair in align(ko, en)] == [
        ("전직 대통령의 보좌관이 상원에 출마한다", "Former aide to ex-president to run for Senate"),
        (
            "제임스 휘태커는 월요일 짧은 영상에서 출마를 알렸다.",
            "James Whittaker announced his candidacy in a short video on Monday.",
        ),
    ]


def question(begins, odds, ko, en):
    """A bead with one way to cut it, of these odds in logits."""
    traits = [0.0] * len(TRAITS)
    traits[0] = odds / parameters()[0]
    return Question(begins, (Option(ko, en, ("가", "나"), ("a", "b")),), (tuple(traits),))


def test_what_is_decided_is_doubted_as_far_as_it_is_uncertain():
    sides = (
        [Sentence("가나 다라", 10, 15, 0, "paragraph")],
        [Sentence("Fair opens It rained.", 20, 41, 0, "paragraph")],
    )
    ko, en, end = Place(0, 2, 3, 1.0), Place(0, 10, 11, 1.0), Place(0, 0, 0, None)

    options, doubts = decided(sides, [question((10, 20), 2.0, ko, en)])
    assert [(option.ko, option.en) for option in options] == [(ko, en)]
    assert doubts == {(10, 20): pytest.approx(0.119, abs=1e-3), (13, 31): doubts[10, 20]}

    options, doubts = decided(sides, [question((10, 20), 1.0, ko, en)])
    assert options == []
    assert doubts == {(10, 20): pytest.approx(0.731, abs=1e-3)}

    options, _ = decided(sides, [question((10, 20), 1.0, ko, end)])
    assert len(options) == 1, "where a sentence ends anyway, less is enough"


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
