from __future__ import annotations

import pytest

from aligner.checks import Options, Term, check
from aligner.checks.romanisation import names_in
from aligner.types import Pair

GLOSSARY = Options(
    glossary=(
        Term("개통식", "opening ceremony"),
        Term("시", "city"),
        Term("유럽연합", "European Union"),
        Term("유럽연합", "EU"),
    )
)


def found(pairs: list[Pair], code: str, options: Options | None = None) -> list[tuple[int, str]]:
    return [
        (number, finding.severity)
        for number, pair in enumerate(check(pairs, select=[code], options=options))
        for finding in pair.findings
    ]


@pytest.mark.parametrize(
    ("ko", "en", "times"),
    [
        ("개통식이 열렸다.", "The opening ceremony was held.", 0),
        ("개통식이 열렸다.", "Opening-ceremonies were held.", 0),
        ("개통식이 열렸다.", "The unveiling was held.", 1),
        ("다리 개통식에서 개통식을", "The unveiling was held.", 2),
        ("재개통식이 열렸다.", "It was opened again.", 0),  # inside a word
        ("개통식장에 갔다.", "They went to the hall.", 0),  # another word
        ("시는 다리를 열었다.", "The cities opened bridges.", 0),
        ("시는 다리를 열었다.", "The capacity grew.", 1),
        ("유럽연합은 찬성했다.", "The EU agreed.", 0),
        ("유럽연합은 찬성했다.", "The European Union agreed.", 0),
        ("유럽연합은 찬성했다.", "Europe agreed.", 1),
        ("개통식", None, 0),
    ],
)
def test_the_glossary(ko: str, en: str | None, times: int) -> None:
    assert len(found([Pair("d", ko, en)], "T701", GLOSSARY)) == times


def test_without_a_glossary_nothing_is_said() -> None:
    assert found([Pair("d", "개통식이 열렸다.", "The unveiling was held.")], "T701") == []


def test_one_source_with_several_translations() -> None:
    pairs = [
        Pair("d", "다리는 오전 아홉 시에 열린다.", "The bridge opens at nine."),
        Pair("e", "다리는 오전 아홉 시에  열린다", "The bridge is open from nine."),
        Pair("d", "비가 왔다.", "It rained."),
    ]
    assert found(pairs, "T702") == [(0, "warning"), (1, "warning")]
    assert found([pairs[0], pairs[0]], "T702") == []
    phrases = [Pair("d", "그렇다.", "Yes."), Pair("d", "그렇다.", "So it is.")]
    assert found(phrases, "T702") == [(0, "info"), (1, "info")]
    assert found([Pair("d", "댓글 쓰기", "Comment"), Pair("d", "댓글 쓰기", "Reply")], "T702") == []


def test_capitals_and_final_marks_make_no_other_translation() -> None:
    pairs = [Pair("d", "다리가 열렸다.", en) for en in ("The bridge opened.", "The Bridge opened")]
    assert found(pairs, "T702") == []


def test_several_sources_with_one_translation() -> None:
    pairs = [Pair("d", ko, "The bridge opened.") for ko in ("다리가 열렸다.", "다리를 열었다.")]
    assert found(pairs, "T703") == [(0, "info"), (1, "info")]


@pytest.mark.parametrize(
    ("spellings", "expected"),
    [
        (["Hong Gil-dong", "Hong Gil-dong", "Hong Gil Dong"], [2]),
        (["Hong Kil-tong", "Hong Gil-dong", "Hong Gil-dong"], [0]),
        (["Hong Gil-dong", "Gil-dong Hong", "HONG GIL-DONG"], []),
        (["Hong Gil-dong", "Hong", "Gil-dong's friend"], []),
    ],
)
def test_names(spellings: list[str], expected: list[int]) -> None:
    pairs = [Pair("d", "홍길동은 다리를 건넜다.", f"{name} crossed it.") for name in spellings]
    assert found(pairs, "T704") == [(number, "warning") for number in expected]


def test_names_of_other_documents_do_not_matter() -> None:
    pairs = [Pair("d", "홍길동은", "Hong Gil-dong"), Pair("e", "홍길동은", "Hong Gil Dong")]
    assert found(pairs, "T704") == []


def test_a_spelling_that_two_persons_share_is_doubtful() -> None:
    pairs = [
        Pair("d", "이영호는 왔다.", "Lee Young-ho came."),
        Pair("d", "이영호와 이용호가 왔다.", "Lee Young-ho and Lee Yong-ho came."),
    ]
    assert found(pairs, "T704") == [(1, "info")]


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("홍길동은", "Hong Gil-dong"),
        ("홍길동은", "Hong Kil Tong"),
        ("홍길동은", "Gildong Hong"),
        ("이영희가", "Rhee Young-hee"),
        ("박철수의", "Park Chul-soo"),
        ("박철수의", "Bak Cheolsu"),
        ("최윤정을", "Choe Yun-jong"),
        ("노현우도", "Roh Hyun-woo"),
        ("류덕환과", "Ryu Duck-hwan"),
        ("임꺽정은", "Im Kkeok-jeong"),
    ],
)
def test_romanised(ko: str, en: str) -> None:
    [name] = names_in(f"{ko} 말했다.", f"Then {en} spoke.")
    assert (name.name, "Then " + en) == (ko[:3], "Then " + en)
    assert f"Then {en} spoke."[name.start : name.end] == en


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("홍길동은", "Hong Kong"),
        ("홍길동은", "Hong Gil-su"),
        ("이영희가", "Lee Young-ho"),
        ("한강물이", "Han River water"),
        ("이라고", "Lee said so"),
        ("정부는", "Jung and the government"),
        ("홍길동은", "hong gil-dong"),
    ],
)
def test_not_that_name(ko: str, en: str) -> None:
    assert list(names_in(f"{ko} 말했다.", f"Then {en} spoke.")) == []
