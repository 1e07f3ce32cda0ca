from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aligner.text.damage import find_damage, repaired

CASES = Path(__file__).parents[1] / "cases"
DAMAGED = st.text(
    alphabet=st.sampled_from(
        "aAstn가북나 .,:()“”\"'?\ufffd&;#1\xa0\u200b\xadÃ©¾È³ç占쏙옙\u1103\u1161\x93\n"
    )
)


def cases(name: str) -> list[Any]:
    return [
        pytest.param(case["input"], case["expected"], id=case["label"])
        for case in json.loads((CASES / name).read_text(encoding="utf-8"))
    ]


def found(text: str) -> list[list[str | None]]:
    return [[d.kind, text[d.start : d.end], d.replacement] for d in find_damage(text)]


@pytest.mark.parametrize(("text", "expected"), cases("damage_positives.json"))
def test_damage_is_found_and_read(text: str, expected: list[list[str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases("damage_negatives.json"))
def test_sound_text_has_no_damage(text: str, expected: list[list[str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("piece", "kind"), [("a\ufffd", "replacement-character"), ("?a ", "lost-character")]
)
def test_of_a_text_that_is_nothing_but_marks_nothing_can_be_told(piece: str, kind: str) -> None:
    found = find_damage(piece * 2000)
    assert [damage.kind for damage in found] == [kind] * 2000
    assert all(damage.replacement is None for damage in found)


@pytest.mark.xfail(reason="known failure")
@pytest.mark.parametrize(("text", "expected"), cases("damage_known_failures.json"))
def test_known_failures(text: str, expected: list[list[str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("It opened last month?the first in years.", True),
        ("When it opened last month?the first in years?people came.", True),
        ("The river?Hangang to the locals.", False),
        ("북?러", True),
        ("이스라엘?팔레스타인", False),
        ("3?0으로 이겼다.", False),
    ],
)
def test_certainty(text: str, certain: bool) -> None:
    assert find_damage(text)[0].certain is certain


@given(st.text() | DAMAGED)
def test_spans_lie_in_the_text_and_apart(text: str) -> None:
    end = 0
    for damage in find_damage(text):
        assert end <= damage.start < damage.end <= len(text)
        assert damage.replacement != text[damage.start : damage.end]
        end = damage.end


@given(st.text() | DAMAGED)
def test_repairing_never_fails(text: str) -> None:
    assert isinstance(repaired(text), str)


@example("조사")
@given(st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1))
def test_utf8_read_as_latin_comes_back(text: str) -> None:
    assert repaired(text.encode().decode("latin-1")) == text


@given(st.lists(st.sampled_from(["다리가", "열렸다", "한강", "서울에서", "주민들은"]), min_size=2))
def test_cp949_read_as_latin_comes_back(words: list[str]) -> None:
    text = " ".join(words)
    assert repaired(text.encode("cp949").decode("latin-1")) == text


@pytest.mark.parametrize(
    "unit",
    [
        "?",
        "a?",
        "?a ",
        "가?",
        "1?",
        "\ufffd",
        "&amp;",
        "&",
        "Ã",
        "°¡",
        "占",
        "\u1103",
        '"?',
        "[",
        "a",
    ],
)
def test_long_hostile_text(unit: str) -> None:
    # Takes minutes if anything is quadratic.
    text = unit * (50_000 // len(unit))
    assert all(damage.end <= len(text) for damage in find_damage(text))
