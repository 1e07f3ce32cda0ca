from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import partial

import pytest

from aligner.checks import RULES, Checker, Options, Rule, check
from aligner.checks.catalogue import CHECKS, SURVEYS
from aligner.checks.checker import MOST_ALIKE
from aligner.types import Finding, Pair

PAIRS = [
    Pair("d", "다리가 열렸다.", "The bridge opened.", (0,), (0,)),
    Pair("d", "비가 왔다.", "It rained.", (1,), (2,)),
    Pair("d", "길이 젖었다.", "The road got wet.", (2,), (1,)),
    Pair("d", "다리는 다음 달에 열린다.", None, (3,), ()),
]


def test_a_stream_is_checked_like_a_list() -> None:
    checker = Checker()
    for pair in PAIRS:
        checker.survey(pair)
    assert [checker.check(pair) for pair in PAIRS] == check(PAIRS)


def test_pairs_that_were_never_surveyed_can_be_checked() -> None:
    checker = Checker()
    assert [pair.ko for pair in map(checker.check, PAIRS)] == [pair.ko for pair in PAIRS]


def test_surveys_obey_select_and_ignore() -> None:
    def codes(**wanted: list[str]) -> set[str]:
        return {finding.code for pair in check(PAIRS, **wanted) for finding in pair.findings}

    assert codes(select=["C"]) == {"C601", "C605"}
    assert codes(select=["C"], ignore=["C605"]) == {"C601"}
    assert codes(ignore=["C", "N"]) == set()


def test_nothing_is_surveyed_that_is_not_wanted() -> None:
    class Unreadable:
        def __getattr__(self, name: str) -> object:
            raise AssertionError(name)

    Checker(select=["E"]).survey(Unreadable())  # type: ignore[arg-type] # must not be touched


@pytest.mark.parametrize(
    ("unpaired", "told", "more"),
    [
        (MOST_ALIKE - 1, MOST_ALIKE - 1, ""),
        (MOST_ALIKE + 1, MOST_ALIKE + 1, ""),
        (MOST_ALIKE + 3, MOST_ALIKE + 1, "; 2 more findings of P502 in this pair are not listed"),
    ],
)
def test_one_finding_stands_for_those_that_are_too_many(
    unpaired: int, told: int, more: str
) -> None:
    [pair] = check([Pair("d", "다리가 열렸다.", "The bridge opened" + " (" * unpaired)], ["P502"])
    assert [finding.code for finding in pair.findings] == ["P502"] * told
    assert pair.findings[-1].message == f"`(` has no partner; add or delete it{more}"
    assert check([pair], ["P502"]) == [pair]


def repeated(find: Callable[[Pair], Iterable[Finding]], pair: Pair) -> list[Finding]:
    return [*find(pair), *find(pair)]


def test_what_is_found_twice_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = [(rule, partial(repeated, find)) for rule, find in CHECKS]
    pairs = [Pair("d", "다리가 열렸다.", "The bridge opened" + " (" * 60)]
    once = check(pairs, ["P502"])
    monkeypatch.setattr("aligner.checks.checker.CHECKS", twice)
    assert check(pairs, ["P502"]) == once


def test_findings_with_a_fix_are_never_too_many() -> None:
    spaced = "The bridge\xa0opened." * (2 * MOST_ALIKE)
    [pair] = check([Pair("d", "다리가 열렸다.", spaced)], ["E142"])
    assert len(pair.findings) == 2 * MOST_ALIKE
    assert all(finding.fix == " " for finding in pair.findings)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_options_of_rules_exist(rule: Rule) -> None:
    names = {field.name for field in fields(Options)}
    for option in rule.options:
        assert option.name in names
        assert option.default == getattr(Options(), option.name)
        assert "\n" not in option.meaning


def test_every_option_is_named_by_a_rule() -> None:
    named = {option.name for rule in RULES for option in rule.options}
    assert named >= {field.name for field in fields(Options)} - {"date"}


def test_options_are_values() -> None:
    assert Options() == Options()
    assert Options(date=datetime.date(2024, 3, 5)).date != Options().date


def test_surveys_start_empty() -> None:
    for survey in SURVEYS:
        assert survey(Options()).findings(PAIRS[0]) == []
