from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.checks import Options, check
from aligner.checks.completeness import off_the_chain
from aligner.checks.coverage import Coverage, coverage
from aligner.formats import read_pairs, write_pairs
from aligner.types import Finding, Pair

PLACES = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 4)),
    max_size=8,
    unique_by=lambda place: place[:2],
)


def found(pairs: list[Pair], code: str, options: Options | None = None) -> list[tuple[int, str]]:
    """The numbers of the pairs that have the code, with its severity."""
    return [
        (number, finding.severity)
        for number, pair in enumerate(check(pairs, select=[code], options=options))
        for finding in pair.findings
    ]


@pytest.mark.parametrize(
    ("confidence", "severity"),
    [(None, "error"), (0.9, "error"), (0.89, "warning"), (0.5, "warning"), (0.4, "info")],
)
def test_a_missing_translation_is_as_severe_as_it_is_sure(
    confidence: float | None, severity: str
) -> None:
    pair = Pair("d", "다리는 다음 달에 열린다.", None, type="1-0", confidence=confidence)
    assert found([pair], "C601") == [(0, severity)]


def test_what_the_translator_added_is_never_an_error() -> None:
    for confidence, severity in ((None, "warning"), (0.95, "warning"), (0.4, "info")):
        pair = Pair("d", None, "The bridge is long.", type="0-1", confidence=confidence)
        assert found([pair], "C602") == [(0, severity)]


def test_what_the_page_repeats_is_not_missed() -> None:
    for code in ("B206", "B211"):
        of_page = Finding(code, "info", "ko", (0, 5), "what only the page shows")
        assert found([Pair("d", "다리 열려", None, findings=(of_page,))], "C601") == []


def test_low_confidence() -> None:
    pairs = [Pair("d", "가", "A", confidence=confidence) for confidence in (0.49, 0.5, None)]
    assert found(pairs, "C606") == [(0, "warning")]
    assert found(pairs, "C606", Options(low_confidence=0.8)) == [(0, "warning"), (1, "warning")]
    assert found([replace(pairs[0], en=None)], "C606") == []


def test_a_poem_that_an_article_quotes_has_no_full_stops() -> None:
    article = Pair("d", "시인은 고향에서 이 시를 썼다.", "The poet wrote it at home.")
    lines = [
        ("달빛이 마당에", "The moonlight in the yard"),
        ("하얗게 쌓인다", "piles up in white."),
        ("문을 열고 나가", "I open the door"),
        ("한참을 서 있었다", "and stand there for a while."),
    ]
    poem = [Pair("d", ko, en) for ko, en in lines]
    assert found([*poem, Pair("d", "비가 온다", "It rains.")], "C604") == []
    assert found([*[article] * 9, *poem, *[article] * 9], "C604") == []
    apart = [pair for line in poem for pair in (line, article)]
    assert found(apart, "C604") == [(6, "info")]


def test_where_no_sentence_has_a_full_stop_none_breaks_off() -> None:
    stopped = Pair("verses", "강물이 흐르고 배가 떠났다", "The river ran and the boat left.")
    broken = Pair("verses", "강물이 흐르고 배가", "The river ran and the boat left.")
    assert found([broken], "C604") == [(0, "info")]
    assert found([*[stopped] * 7, broken], "C604") == []
    ended = replace(stopped, ko="강물이 흐르고 배가 떠났다.")
    assert found([*[ended] * 7, broken], "C604") == [(7, "info")]
    elsewhere = replace(broken, doc="another")
    assert found([*[stopped] * 8, elsewhere], "C604") == [(8, "info")]


def test_lengths_are_those_of_the_corpus() -> None:
    """What is usual in one corpus is odd in another."""
    chance = random.Random(1)
    long = [Pair("d", "가" * n, "a" * (3 * n)) for n in chance.choices(range(60, 120), k=80)]
    short = [Pair("d", "가" * n, "a" * n) for n in chance.choices(range(60, 120), k=80)]
    threefold = Pair("d", "가" * 100, "a" * 300)
    assert found([*long, threefold], "C603") == []
    assert found([*short, threefold], "C603") == [(80, "warning")]
    assert found([*short, threefold], "C603", Options(odd_length=50)) == []


def test_few_pairs_are_compared_with_news() -> None:
    ordinary = Pair("d", "가" * 60, "a" * 125)
    assert found([ordinary, replace(ordinary, en="a" * 30)], "C603") == [(1, "warning")]


def numbered(*places: tuple[tuple[int, ...], tuple[int, ...]], doc: str = "d") -> list[Pair]:
    return [Pair(doc, "가", "A", ko, en) for ko, en in places]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([((0,), (0,)), ((1,), (1,)), ((2,), (2,))], []),
        ([((0,), (3,)), ((1,), (0,)), ((2,), (1,)), ((3,), (2,))], [0]),
        ([((0,), (0,)), ((1,), (3,)), ((2,), (1,)), ((3,), (2,))], [1]),
        ([((0,), (1,)), ((1, 2, 3), (0,))], [0]),  # three sentences weigh more than one
        ([((0,), (0,)), ((1,), ()), ((), (1,)), ((2,), (2,))], []),
        ([((), ())] * 3, []),
    ],
)
def test_crossing(
    places: list[tuple[tuple[int, ...], tuple[int, ...]]], expected: list[int]
) -> None:
    assert found(numbered(*places), "C605") == [(number, "info") for number in expected]


@pytest.mark.parametrize("ending", ["jsonl", "tsv", "tmx", "xliff"])
def test_a_crossing_is_found_again_in_a_file(ending: str, tmp_path: Path) -> None:
    places = [(0, 40), (10, 0), (20, 10), (30, 20)]
    pairs = [
        Pair("d", "가.", "A.", (n,), (en // 10,), ((ko, ko + 2),), ((en, en + 2),))
        for n, (ko, en) in enumerate(places)
    ]
    path = tmp_path / f"pairs.{ending}"
    write_pairs(check(pairs), path)
    assert found(read_pairs(path), "C605") == [(0, "info")]


def test_documents_cross_only_themselves() -> None:
    first = numbered(((5,), (5,)), ((6,), (6,)))
    second = numbered(((0,), (0,)), ((1,), (1,)), doc="e")
    assert found([*first, *second], "C605") == []


@given(PLACES)
def test_the_chain_is_the_heaviest(places: list[tuple[int, int, int]]) -> None:
    """Against all subsets."""

    def rises(chain: tuple[tuple[int, int, int], ...]) -> bool:
        ordered = sorted(chain)
        return all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(ordered))

    off = off_the_chain(places)
    chain = tuple(place for place in places if place[:2] not in off)
    heaviest = max(
        sum(weight for *_, weight in subset)
        for size in range(len(places) + 1)
        for subset in combinations(places, size)
        if rises(subset)
    )
    assert rises(chain)
    assert sum(weight for *_, weight in chain) == heaviest


def test_coverage() -> None:
    pairs = [
        Pair("a", "다리가 열렸다.", "The bridge opened."),
        Pair("a", "비가 왔다.", None),
        Pair("a", "댓글 0 공유하기", None),
        Pair("a", None, "Added."),
        Pair("b", None, "Nothing Korean here."),
    ]
    assert coverage(pairs) == [Coverage("a", 7, 12), Coverage("b", 0, 0)]
    assert [round(each.share, 3) for each in coverage(pairs)] == [0.583, 1.0]


def test_a_headline_of_the_page_needs_no_translation():
    for code in ("B206", "B211"):
        of_page = Finding(code, "info", None, None, "")
        pairs = [
            Pair("d", "다리가 열렸다.", "The bridge opened."),
            Pair("d", "다리 개통", None, findings=(of_page,)),
        ]
        assert [found.share for found in coverage(pairs)] == [1.0]


STRINGS = [("저장", "Save"), ("취소", "Cancel"), ("닫기", "Close"), ("내려받기", "Download")]


def test_among_the_strings_of_a_program_a_label_needs_a_translation():
    pairs = [Pair("d", ko, en) for ko, en in [*STRINGS, ("공유하기", None)]]
    found = [(pair.ko, finding.code) for pair in check(pairs) for finding in pair.findings]
    assert found == [("공유하기", "C601")]
    article = [Pair("d", f"다리는 {n}월에 열렸다.", f"The bridge opened in {n}.") for n in range(4)]
    found = [
        (pair.ko, finding.code)
        for pair in check([*article, pairs[-1]], ["B", "C"])
        for finding in pair.findings
    ]
    assert found == [("공유하기", "B201")]
