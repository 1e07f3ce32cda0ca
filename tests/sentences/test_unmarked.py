"""Where a sentence may end without a mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.sentences.habits import Habits, stem
from aligner.sentences.unmarked import LEAST_SCORE, NAMES, borders, candidates, parameters

WORDS = st.lists(
    st.sampled_from(
        [
            "축제가",
            "열렸다",
            "시장은",
            "연기",
            "말함",
            "2024",
            "(Kim)",
            "톰",
            "데일리(Tom)",
            "이기다",
            "The",
            "mayor",
            "said:",
            "“We",
            "3",
            "Seoul",
            ",",
            "I",
            "and",
            "Tom's",
        ]
    ),
    max_size=30,
)


def found(text, side, opens=True):
    return {
        text[each.start :]: each.score
        for each in borders(text, side, Habits.of([text]), parameters()[side], opens=opens)
    }


@pytest.mark.parametrize("side", ["ko", "en"])
@given(words=WORDS, opens=st.booleans())
def test_borders_lie_between_words_most_probable_first(side, words, opens):
    text = "  ".join(words)
    some = borders(text, side, Habits.of([text]), parameters()[side], opens=opens)
    for border in some:
        assert 0 < border.end < border.start < len(text)
        assert text[border.end : border.start].isspace()
        assert not text[border.end - 1].isspace()
        assert not text[border.start].isspace()
        assert border.score > LEAST_SCORE
    assert [each.score for each in some] == sorted((each.score for each in some), reverse=True)


@pytest.mark.parametrize("side", ["ko", "en"])
@given(words=WORDS)
def test_each_candidate_has_all_traits(side, words):
    text = " ".join(words)
    for _, _, traits in candidates(text, side, Habits.of([text]), opens=True):
        assert len(traits) == len(NAMES[side]) == len(parameters()[side])


@pytest.mark.parametrize(
    ("side", "text", "second"),
    [
        (
            "ko",
            "하늬시, 강변도로 저녁 통행 금지 하늬시는 다음 달부터 강변도로를 막는다.",
            "하늬시는 다음",
        ),
        ("ko", "나래호 선원 전원을 구조했다 해경은 새벽까지 수색을 이어 갔다.", "해경은 새벽까지"),
        ("en", "Riverside road closed in the evenings The city will close the road.", "The city"),
        ("en", "Garam wins the opening match Fans filled the stadium on Sunday.", "Fans filled"),
    ],
)
def test_the_end_of_a_headline_is_among_the_first_three(side, text, second):
    assert any(rest.startswith(second) for rest in list(found(text, side))[:3])


@pytest.mark.parametrize(
    ("side", "text", "rest"),
    [
        ("en", "The mayor of Handeul spoke on Friday.", "Handeul"),  # a word that waits for another
        ("en", "The coach said: “We were lucky.”", "“We"),  # what a colon quotes
        ("en", "They wondered where I had been all day.", "I had"),
        ("ko", "시장은 다음 달부터 강변도로를 막는다.", "다음"),  # the topic waits for its verb
        ("ko", "경찰은 용의자를 공항에서 체포했다.", "공항에서"),
        ("ko", "대표단은 흔치 않은 환대에 놀라움 표시", "않은"),  # what leans on the word before
        ("ko", "군 당국 봉쇄 가능 - 내무 장관", "- 내무"),
        ("en", "They asked whether Garam would win the cup.", "Garam"),
        ("en", "3. “The Orphan Ship” 2007", "“The"),  # a number alone is no sentence
        ("ko", "3. 고아의 배", "고아의"),
        ("ko", "하늬시 도서관 재개관 2024", "2024"),
    ],
)
def test_no_sentence_ends_where_a_word_waits_for_another(side, text, rest):
    assert not any(each.startswith(rest) for each in found(text, side))


def test_two_words_that_go_together_elsewhere_are_hardly_parted():
    text = "Gold for Mira Solen in the final Mira Solen won her third title."
    parted = found(text, "en")
    assert parted["Mira Solen won her third title."] == max(parted.values())
    assert parted.get("Solen won her third title.", LEAST_SCORE) < 0


def test_a_country_is_no_verb():
    country = "조사단이 도착한 캐나다 현지 언론은 사고를 크게 다뤘다."
    verb = "조사단이 현장에 도착했다 현지 언론은 사고를 크게 다뤘다."
    rest = "현지 언론은 사고를 크게 다뤘다."
    assert found(country, "ko").get(rest, LEAST_SCORE) < found(verb, "ko")[rest]


def test_a_headline_ends_in_a_verbal_noun_rather_than_in_another():
    rest = "하늬시는 다음 달 새 도서관의 문을 연다."
    verbal = found(f"하늬시, 강변 새 도서관 개관 {rest}", "ko")
    other = found(f"하늬시, 강변 새 도서관 정원 {rest}", "ko")
    assert verbal[rest] > other[rest]
    assert verbal[rest] == max(verbal.values())


def test_a_question_in_a_headline_may_end_it():
    rest = "하늬시의 실험은 석 달 전에 시작됐다."
    for headline in ("버스 요금을 없애면 무슨 일이 일어날지", "버스 요금 없애면 손님이 늘어날까"):
        assert rest in found(f"{headline} {rest}", "ko")


def test_a_dateline_belongs_to_its_sentence():
    rest = "The harbor of Handeul reopened on Friday."
    dateline = found(f"HANDEUL, Garam Province (Gasang) {rest}", "en")
    headline = found(f"Handeul, Garam Province (Gasang) {rest}", "en")
    assert dateline.get(rest, LEAST_SCORE) < headline[rest]


def test_habits_know_words_by_what_their_forms_share():
    habits = Habits.of(["Tom Daley’s medal", "“Tom Daley” won", "Tom left, Daley stayed"])
    assert habits.together("Tom", "Daley,") == 2
    assert Habits.of(["A fair", "fair weather", "A bridge"]).apart("A", "fair")
    assert stem("리빙스턴이") == stem("리빙스턴은")


@pytest.mark.parametrize(
    ("before", "is_one"),
    [("개관", 1), ("조기개관", 1), ("회사의", 0), ("제주도", 0), ("해보고", 0), ("정원", 0)],
)
def test_a_particle_makes_no_verbal_noun(before, is_one):
    text = f"하늬시 {before} 시민들이 찾았다."
    place = len(f"하늬시 {before} ")
    [traits] = [
        traits
        for _, start, traits in candidates(text, "ko", Habits.of([text]), opens=True)
        if start == place
    ]
    assert dict(zip(NAMES["ko"], traits, strict=True))["ends in a verbal noun"] == is_one
