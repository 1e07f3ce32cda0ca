"""Every list of signs holds what its pattern needs: an alternative added to one and not the other is found here.

Texts are drawn out of the patterns themselves, some thousand of each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from aligner.checks import boilerplate as remnants
from aligner.text import boilerplate, bylines, credits, furniture_forms
from aligner.text.alternatives import has_one
from aligner.text.quantities import (
    calendar,
    compound,
    english,
    english_numbers,
    korean_numbers,
    reading,
)
from aligner.text.quantities.steps import Step
from aligner.text.telephones import TELEPHONE

DRAWN = 3000
LEAST = 30
"""Texts of a pattern that fit it after all; looking back and ahead is followed only in part."""

STEPS = [*calendar._KOREAN_STEPS, *calendar._ENGLISH_STEPS, *compound._STEPS["ko"][:-1]]
PAIRS = [
    (boilerplate._COPYRIGHT_NOTICE, boilerplate._COPYRIGHT_SIGNS),
    (bylines._RELATIVE_TIME, bylines._AGE_SIGNS),
    (bylines._TIME, bylines._TIME_SIGNS),
    (bylines._EMAIL, "@"),
    (bylines._BY_NAMES, ("by",)),
    (bylines._ENGLISH_TITLE, bylines._TITLES),
    (bylines._REPORTER_BEHIND, bylines._SIGNS_BEHIND),
    (credits._KEY_BEHIND_TEXT, credits._KEY_WORDS),
    (furniture_forms._NOTICE, furniture_forms._NOTICE_SIGNS),
    (furniture_forms._HOUSE_NOTICE, furniture_forms._NOTICE_SIGNS),
    (furniture_forms._TEMPERATURE, "℃°도CF"),
    (remnants._REMNANT, remnants._REMNANT_SIGNS),
    (english._BELOW_ZERO, english._MINUS_SIGNS),
    (english_numbers._ROMAN, english_numbers._ROMAN_SIGNS),
    (korean_numbers._SINO_SOME, korean_numbers._NEIGHBOURS),
    (korean_numbers._SEVERAL, "수몇대러"),
    (korean_numbers._A_FEW, "수몇대러"),
    (korean_numbers._DAY, korean_numbers._DAY_ENDS),
    (korean_numbers._SOME_DAY, korean_numbers._SOME_DAY_ENDS),
    (korean_numbers._AGE, korean_numbers._AGE_ENDS),
    (korean_numbers._NIGHTS, "박"),
    (korean_numbers._HALF_A, "반"),
    (korean_numbers._FRACTION, ("분의",)),
    (re.compile(reading._EMERGENCY), reading._EMERGENCY_SIGNS),
    (re.compile(TELEPHONE), "-"),
]


@pytest.mark.parametrize(("pattern", "signs"), PAIRS)
def test_a_match_has_a_sign(pattern: re.Pattern[str], signs: tuple[str, ...]) -> None:
    # Of a pattern that minds case, the text is searched as it is.
    lowered = bool(pattern.flags & re.IGNORECASE) or pattern is bylines._BY_NAMES
    for text in matching(pattern):
        assert has_one(text.lower() if lowered else text, signs), text


@pytest.mark.parametrize("step", STEPS)
def test_a_match_has_what_its_step_needs(step: Step) -> None:
    for text in matching(step.pattern):
        assert not step.signs or has_one(text.lower(), step.signs), text
        assert not step.needs_digit or re.search("[0-9]", text), text


def test_a_forgotten_sign_is_found() -> None:
    every = furniture_forms._NOTICE_SIGNS
    texts = matching(furniture_forms._NOTICE) + matching(furniture_forms._HOUSE_NOTICE)
    for forgotten in every:
        rest = tuple(sign for sign in every if sign != forgotten)
        assert not all(has_one(text.lower(), rest) for text in texts), forgotten


def matching(pattern: re.Pattern[str]) -> list[str]:
    """Texts that the pattern finds something in, drawn out of it, at least `LEAST`."""
    chance = Random(0)
    tree = _parser.parse(pattern.pattern, pattern.flags)
    drawn = (_drawn(tree, chance, {}) for _ in range(DRAWN))
    found = [text for text in drawn if pattern.search(text)]
    assert len(found) >= LEAST, f"{len(found)} texts of {pattern.pattern[:60]}"
    return found


def _drawn(tree: Any, chance: Random, groups: dict[int, str]) -> str:
    """A text that goes one way through a pattern, but for what has no part in these ones.

    What is looked for ahead is taken along half of the time, and what has to stand before the
    beginning as well; what must not stand there is left to chance.
    """
    text = ""
    for operation, value in tree:
        if operation in _CHARACTERS:
            text += _CHARACTERS[operation](value, chance)
        elif operation is _constants.BRANCH:
            text += _drawn(chance.choice(value[1]), chance, groups)
        elif operation is _constants.SUBPATTERN:
            number, _, _, inside = value
            groups[number] = _drawn(inside, chance, groups)
            text += groups[number]
        elif operation is _constants.GROUPREF:
            text += groups[value]
        elif operation is _constants.MAX_REPEAT:
            least, most, inside = value
            times = chance.randint(least, min(most, least + 1))
            text += "".join(_drawn(inside, chance, groups) for _ in range(times))
        elif (
            operation is _constants.ASSERT and (value[0] > 0 or not text) and chance.random() < 0.5
        ):
            text += _drawn(value[1], chance, groups)
    return text


_OF_A_CLASS = {"DIGIT": "7", "SPACE": " ", "WORD": "x"}


def _one_of(choices: Any, chance: Random) -> str:
    if choices[0][0] is _constants.NEGATE:
        return " "
    kind, value = chance.choice(choices)
    if kind is _constants.LITERAL:
        return _cased(chr(value), chance)
    if kind is _constants.RANGE:
        return chr(chance.randint(*value))
    name = str(value)
    return next((one for part, one in _OF_A_CLASS.items() if name.endswith(f"_{part}")), " ")


def _cased(character: str, chance: Random) -> str:
    """Now and then in the other case, which patterns that ignore case have to bear."""
    return character.swapcase() if chance.random() < 0.05 else character


def _literal(code: int, chance: Random) -> str:
    return _cased(chr(code), chance)


_CHARACTERS: dict[Any, Callable[[Any, Random], str]] = {
    _constants.LITERAL: _literal,
    _constants.IN: _one_of,
    _constants.ANY: lambda value, chance: " ",
    _constants.NOT_LITERAL: lambda value, chance: " ",
}
