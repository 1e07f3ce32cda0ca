import json
from pathlib import Path

import numpy as np
import pytest

import aligner
from aligner.documents import document_from_text, read_document
from aligner.embedding import load
from aligner.evaluation import score_spans
from aligner.pipeline import align_documents
from aligner.pipeline.align import SentenceEnds

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
NAMES = sorted(path.name.removesuffix(".spans.json") for path in SAMPLES.glob("*.spans.json"))


@pytest.fixture(scope="module")
def alignments():
    """Every sample article, aligned from its files."""
    encoder = load()
    return {
        name: align_documents(
            read_document(SAMPLES / f"{name}.ko.txt", "ko"),
            read_document(SAMPLES / f"{name}.en.txt", "en"),
            encoder,
            name=name,
        )
        for name in NAMES
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_in_exactly_one_pair(alignments, name):
    alignment = alignments[name]
    for side, sentences in zip(("ko", "en"), alignment.sentences, strict=True):
        numbers = [n for pair in alignment.pairs for n in getattr(pair, f"{side}_sentences")]
        assert sorted(numbers) == list(range(len(sentences)))


@pytest.mark.parametrize("name", NAMES)
def test_spans_are_the_text_of_the_pair(alignments, name):
    alignment = alignments[name]
    for pair in alignment.pairs:
        for side, document in (("ko", alignment.ko), ("en", alignment.en)):
            spans = getattr(pair, f"{side}_spans")
            text = " ".join(document.text[start:end] for start, end in spans)
            assert text == (getattr(pair, side) or "")
        for finding in pair.findings:
            if finding.span is not None:
                text = getattr(pair, finding.side)
                assert 0 <= finding.span[0] < finding.span[1] <= len(text)


def test_the_samples_are_aligned_nearly_perfectly(alignments):
    scores = []
    for name, alignment in alignments.items():
        gold = [
            (tuple(map(tuple, bead["ko"])), tuple(map(tuple, bead["en"])))
            for bead in json.loads((SAMPLES / f"{name}.spans.json").read_text(encoding="utf-8"))
        ]
        predicted = [(pair.ko_spans, pair.en_spans) for pair in alignment.pairs if not pair.is_null]
        scores.append(score_spans(gold, predicted, alignment.ko.text, alignment.en.text))
    assert (
        sum(score["exact"].right for score in scores) / sum(score["exact"].gold for score in scores)
        >= 0.9
    )


def test_no_furniture_among_the_pairs_of_the_web_page(alignments):
    codes = {
        finding.code
        for pair in alignments["webpage"].pairs
        if not pair.is_null
        for finding in pair.findings
    }
    assert not codes & {"B201", "B202", "B203", "B204"}


def test_the_lost_dash_of_the_festival_is_found(alignments):
    fixes = [
        finding.fix
        for pair in alignments["festival"].pairs
        for finding in pair.findings
        if finding.code == "E101"
    ]
    assert fixes
    assert set(fixes) == {"—"}


KOREAN = "공원이 열렸다.\n\n입장은 무료다."
ENGLISH = "The park has opened.\n\nEntry is free."


def test_the_ends_of_sentences_that_both_sides_have_are_told_from_those_of_one(alignments):
    ends = alignments["festival"].sentence_ends
    pairs = [pair for pair in alignments["festival"].pairs if not pair.is_null]
    assert (ends.ko, ends.en) == (1, 0)
    # Between 14 pairs there are 13, one of them beside a sentence that is not translated.
    assert len(pairs) == 14
    assert ends.shared == 12


def test_two_texts_without_a_pair_share_no_end_of_a_sentence():
    page = read_document(SAMPLES / "festival.ko.txt", "ko")
    alignment = align_documents(page, document_from_text("", "en"), load())
    assert alignment.sentence_ends == SentenceEnds(shared=0, ko=0, en=0)


def test_the_public_function_gives_pairs_in_order():
    pairs = aligner.align(KOREAN, ENGLISH)
    assert [(pair.type, pair.ko, pair.en) for pair in pairs] == [
        ("1-1", "공원이 열렸다.", "The park has opened."),
        ("1-1", "입장은 무료다.", "Entry is free."),
    ]
    assert all(0 < pair.confidence <= 1 for pair in pairs)
    assert all(0 < pair.similarity <= 1 for pair in pairs)


def test_texts_the_other_way_round_are_swapped():
    assert aligner.align(ENGLISH, KOREAN) == aligner.align(KOREAN, ENGLISH)


def test_unaligned_sentences_come_on_request():
    korean = KOREAN + "\n\n기자들은 오후 늦게 버스를 타고 바다로 떠났다."
    assert [pair.type for pair in aligner.align(korean, ENGLISH)] == ["1-1", "1-1"]
    assert [pair.type for pair in aligner.align(korean, ENGLISH, unaligned=True)] == [
        "1-1",
        "1-1",
        "1-0",
    ]


def test_any_object_with_encode_is_a_model():
    class Bilingual:
        def encode(self, texts):
            park = [("park" in text) or ("공원" in text) for text in texts]
            free = [("free" in text) or ("무료" in text) for text in texts]
            return np.array([park, free, np.full(len(texts), 0.3)], float).T

    pairs = aligner.align(KOREAN, ENGLISH, model=Bilingual())
    assert [(pair.ko, pair.en) for pair in pairs] == [
        ("공원이 열렸다.", "The park has opened."),
        ("입장은 무료다.", "Entry is free."),
    ]


@pytest.mark.parametrize(
    ("ko", "en", "error", "says"),
    [
        ("", ENGLISH, aligner.InputError, "Korean text is empty"),
        (KOREAN, " \n", aligner.InputError, "English text is empty"),
        (KOREAN, None, aligner.InputError, "English text is not a string but NoneType"),
        (KOREAN, KOREAN, aligner.InputError, "both texts are Korean"),
        (ENGLISH, ENGLISH, aligner.InputError, "no Korean text"),
    ],
)
def test_what_cannot_be_aligned_is_refused(ko, en, error, says):
    with pytest.raises(error, match=says):
        aligner.align(ko, en)


def test_a_page_of_nothing_but_furniture_and_a_sentence_gives_no_pair():
    pairs = aligner.align(
        "ⓒ 가나일보. 무단전재 및 재배포 금지.", "The park has opened.", unaligned=True
    )
    assert [pair.type for pair in pairs] == ["1-0", "0-1"]


def test_sentences_that_changed_places_are_still_paired():
    ko = [
        "새 도서관이 3월에 문을 연다.",
        "시장은 예산이 200억 원이라고 밝혔다.",
        "주민 열두 명이 공사 소음에 항의했다.",
        "건축가는 지붕을 배 모양으로 설계했다.",
        "어린이 열람실은 1층에 들어선다.",
        "주차장은 50대를 수용한다.",
    ]
    en = [
        "The architect designed the roof in the shape of a ship.",
        "A new library will open in March.",
        "The mayor said the budget was 20 billion won.",
        "Twelve residents protested against the noise of the construction.",
        "The children's reading room will be on the first floor.",
        "The parking lot holds 50 cars.",
    ]
    pairs = aligner.align("\n".join(ko), "\n".join(en), lines=True)
    assert {(pair.ko_sentences, pair.en_sentences) for pair in pairs} == {
        ((0,), (1,)), ((1,), (2,)), ((2,), (3,)), ((3,), (0,)), ((4,), (4,)), ((5,), (5,)),
    }  # fmt: skip


def test_headlines_of_other_articles_are_not_missed():
    korean = "시립 공원이 열렸다.\n\n많이 본 뉴스\n1. 강변 축제 개막\n2. 새 도서관 개관\n"
    english = (
        "The city park has opened.\n\nMost read\nRiverside festival opens\nShark seen at sea\n"
    )
    pairs = aligner.align(korean, english, unaligned=True)
    assert [finding.code for pair in pairs for finding in pair.findings] == [
        "B201", "B211", "B211", "B201", "B211", "B211",
    ]  # fmt: skip
