from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.checks import RULES, Rule, check, rule
from aligner.checks.boilerplate import PAGE_RULES
from aligner.checks.catalogue import CHECKS
from aligner.errors import UsageError
from aligner.types import SEVERITIES, Finding, Pair

CASES = Path(__file__).parents[1] / "cases"
DIRT = st.text(
    alphabet=st.sampled_from("aSt가북나美 .,()[]“\"'?\ufffd&;=/#1\xa0\u200bÃ©¾È³ç占쏙사진기자\n")
)
TEXTS = st.none() | st.text() | DIRT
PAIRS = st.builds(Pair, st.just("d"), TEXTS, TEXTS)


def cases(name: str) -> list[Any]:
    return [
        pytest.param(
            Pair("d", case["input"]["ko"], case["input"]["en"]),
            case.get("select"),
            case["expected"],
            id=case["label"],
        )
        for case in json.loads((CASES / name).read_text(encoding="utf-8"))
    ]


def codes(pair: Pair, **options: Any) -> list[str]:
    [checked] = check([pair], **options)
    return [finding.code for finding in checked.findings]


@pytest.mark.parametrize(("pair", "select", "expected"), cases("checks_positives.json"))
def test_what_is_wrong_is_found(pair: Pair, select: list[str] | None, expected: list[str]) -> None:
    assert codes(pair, select=select) == expected


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["label"])
        for case in json.loads((CASES / "checks_positives.json").read_text(encoding="utf-8"))
        if "marked" in case
    ],
)
def test_what_is_wrong_is_marked(case: dict[str, Any]) -> None:
    pair = Pair("d", case["input"]["ko"], case["input"]["en"])
    [checked] = check([pair], select=case.get("select"))
    marked = [
        ((pair.ko if finding.side == "ko" else pair.en) or "")[slice(*finding.span)]
        for finding in checked.findings
        if finding.span is not None
    ]
    assert marked == case["marked"]


@pytest.mark.parametrize(("pair", "select", "expected"), cases("checks_negatives.json"))
def test_what_is_right_is_left_alone(
    pair: Pair, select: list[str] | None, expected: list[str]
) -> None:
    assert codes(pair, select=select) == expected


@pytest.mark.xfail(reason="known failure")
@pytest.mark.parametrize(("pair", "select", "expected"), cases("checks_known_failures.json"))
def test_known_failures(pair: Pair, select: list[str] | None, expected: list[str]) -> None:
    assert codes(pair, select=select) == expected


@pytest.mark.parametrize("given_rule", RULES, ids=lambda given_rule: given_rule.code)
def test_rules_are_complete(given_rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]\d{3}", given_rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", given_rule.name)
    assert given_rule.severity in SEVERITIES
    assert given_rule.fix in {"safe", "unsafe", None}
    assert "\n" not in given_rule.summary
    assert (
        given_rule.summary[0].islower()
        or given_rule.summary.split()[0].isupper()
        or given_rule.summary[0].isupper()
    )
    assert len(given_rule.explanation.split()) >= 15


def test_codes_and_names_are_unique_and_sorted() -> None:
    all_codes = [given_rule.code for given_rule in RULES]
    assert all_codes == sorted(set(all_codes))
    assert len({given_rule.name for given_rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    "given_rule", [given_rule for given_rule, _ in CHECKS], ids=lambda given_rule: given_rule.code
)
def test_the_example_of_a_rule_has_its_fault(given_rule: Rule) -> None:
    pair = Pair("d", given_rule.example.ko, given_rule.example.en)
    [checked] = check([pair])
    assert given_rule.code in {finding.code for finding in checked.findings}
    assert {
        finding.severity for finding in checked.findings if finding.code == given_rule.code
    } == {given_rule.severity}


@pytest.mark.parametrize(
    "given_rule", [given_rule for given_rule, _ in CHECKS], ids=lambda given_rule: given_rule.code
)
def test_only_rules_with_fixes_propose_any(given_rule: Rule) -> None:
    pair = Pair("d", given_rule.example.ko, given_rule.example.en)
    [checked] = check([pair], select=[given_rule.code])
    proposes = any(finding.fix is not None for finding in checked.findings)
    assert not proposes or given_rule.fix is not None


@given(PAIRS)
def test_findings_point_into_the_text(pair: Pair) -> None:
    [checked] = check([pair])
    for finding in checked.findings:
        text = {"ko": pair.ko, "en": pair.en, None: None}[finding.side]
        assert (finding.side is None) == (finding.span is None)
        if finding.span is not None:
            assert text is not None
            assert 0 <= finding.span[0] <= finding.span[1] <= len(text)
        assert "\n" not in finding.message
        assert finding.message.isprintable()


@given(st.lists(PAIRS, max_size=3))
def test_checking_twice_is_checking_once(pairs: list[Pair]) -> None:
    once = check(pairs)
    assert check(once) == once
    assert [(pair.ko, pair.en) for pair in once] == [(pair.ko, pair.en) for pair in pairs]


@given(PAIRS)
def test_families_add_up(pair: Pair) -> None:
    together = sorted(codes(pair))
    apart = sorted(code for family in "EBNLPCT" for code in codes(pair, select=[family]))
    assert together == apart


def test_select_and_ignore() -> None:
    pair = Pair("d", "美 다리", "It isn?t open &amp; 다리")
    assert codes(pair) == ["L402", "E102", "E130", "L401"]
    assert codes(pair, select=["E"]) == ["E102", "E130"]
    assert codes(pair, select=["e10", "L402"]) == ["L402", "E102"]
    assert codes(pair, ignore=["L4"]) == ["E102", "E130"]
    assert codes(pair, select=["E"], ignore=["E102"]) == ["E130"]
    assert codes(pair, select=[]) == []


@pytest.mark.parametrize("wrong", ["E999", "X", "", "lost-dash", "E1011"])
def test_unknown_codes(wrong: str) -> None:
    with pytest.raises(UsageError) as error:
        check([], select=[wrong])
    assert "\n" not in str(error.value)
    with pytest.raises(UsageError):
        check([], ignore=[wrong])


def test_the_error_names_what_was_meant() -> None:
    with pytest.raises(UsageError, match="E101"):
        rule("lost-dahs")
    with pytest.raises(UsageError, match="E10"):
        rule("E109")


def test_findings_of_the_page_are_kept() -> None:
    of_page = Finding("B205", "warning", "ko", (0, 5), "a caption is glued to the headline", "")
    of_others = Finding("X901", "error", "en", (0, 3), "somebody else says so")
    stale = Finding("E101", "warning", "en", (0, 1), "no longer true")
    pair = Pair("d", "다리 열렸다 주민들", "The bridge", findings=(of_page, of_others, stale))
    [checked] = check([pair])
    assert set(checked.findings) == {of_page, of_others}
    assert check([checked]) == [checked]
    [selected] = check([pair], select=["E"])
    assert selected.findings == (of_others,)


def test_page_rules_are_in_the_catalogue() -> None:
    assert {given_rule.code for given_rule in PAGE_RULES} == {"B205", "B206", "B211"}
    assert rule("b205").name == "caption-glued-to-headline"


@pytest.mark.parametrize(
    ("ko", "en", "fix"),
    [
        ("5년 만이다 ― 처음.", "It opened last month?the first.", "—"),
        ("한·일 관계", "Korea?Japan relations", None),
        ("그는 '기적'이라 했다.", "He called it a ?miracle? here.", "‘"),
        ('그는 "기적"이라 했다.', "He called it a ?miracle? here.", "“"),
        ("2억 파운드가 들었다.", "It cost ?200 million.", "£"),
        ("2억 유로가 들었다.", "It cost ?200 million.", "€"),
        ("2억이 들었다.", "It cost ?200 million.", None),
    ],
)
def test_the_other_side_is_evidence(ko: str, en: str, fix: str | None) -> None:
    [checked] = check([Pair("d", ko, en)], select=["E"])
    assert checked.findings[0].fix == fix


def test_the_other_side_names_the_dash() -> None:
    [checked] = check([Pair("d", "한·일 관계", "Korea?Japan relations")])
    assert "probably –" in checked.findings[0].message


def test_everything_else_of_a_pair_stays() -> None:
    pair = Pair(
        "d", "다리", "It isn?t.", (0,), (1, 2), ((0, 2),), ((5, 9), (10, 12)), "1-2", 0.5, 0.75
    )
    [checked] = check([pair])
    assert replace(checked, findings=()) == pair


@pytest.mark.parametrize(
    ("en", "severity"),
    [
        ('She said in Korean, "또 봐요."', "info"),
        ('The word "정" means a bond.', "info"),
        ('She said, "또 봐요."', "warning"),
        ("She said in Korean 또 봐요.", "warning"),
    ],
)
def test_korean_that_is_quoted_as_korean_is_information(en: str, severity: str) -> None:
    [checked] = check([Pair("d", "그는 또 보자고 했다.", en)], select=["L401"])
    assert [finding.severity for finding in checked.findings] == [severity]


def test_the_numbers_of_a_table_are_not_compared() -> None:
    row = "창고에는 상자 5000개가 있다. "
    pair = Pair("d", row, "The warehouse holds boxes.")
    assert codes(pair, select=["N"]) == ["N301"]
    assert codes(replace(pair, ko=row * 2000), select=["N"]) == []
