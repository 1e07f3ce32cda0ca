from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aligner.checks import check
from aligner.checks.options import Options
from aligner.checks.quantities import Quantities
from aligner.types import Pair

CASES = Path(__file__).parents[1] / "cases"


def cases(name: str) -> list[Any]:
    return [
        pytest.param(
            Pair("d", case["input"]["ko"], case["input"]["en"]), case["expected"], id=case["label"]
        )
        for case in json.loads((CASES / name).read_text(encoding="utf-8"))
    ]


def said(pair: Pair) -> list[str]:
    [checked] = check([pair], select=["N"])
    return [f"{finding.code} {finding.severity}" for finding in checked.findings]


@pytest.mark.parametrize(("pair", "expected"), cases("quantities_pairs_positives.json"))
def test_what_differs_is_found(pair: Pair, expected: list[str]) -> None:
    assert said(pair) == expected


@pytest.mark.parametrize(("pair", "expected"), cases("quantities_pairs_negatives.json"))
def test_what_says_the_same_is_left_alone(pair: Pair, expected: list[str]) -> None:
    assert said(pair) == expected == []


@pytest.mark.xfail(reason="known failure")
@pytest.mark.parametrize(("pair", "expected"), cases("quantities_pairs_known_failures.json"))
def test_known_failures(pair: Pair, expected: list[str]) -> None:
    assert said(pair) == expected


def test_a_pair_without_partner_has_no_findings() -> None:
    assert said(Pair("d", "시민 5000명이 왔다.", None, type="1-0")) == []
    assert said(Pair("d", None, "Some 5,000 citizens came.", type="0-1")) == []
    assert said(Pair("d", "시민 5000명이 왔다.", "")) == []


def test_what_is_found_in_a_doubtful_pair_is_information() -> None:
    pair = Pair("d", "등 3만 개가 걸렸다.", "Some 3,000 lanterns hung there.")
    assert said(replace(pair, confidence=0.3)) == ["N303 info"]
    assert said(replace(pair, confidence=0.9)) == ["N303 error"]


def test_furniture_is_not_compared() -> None:
    assert said(Pair("d", "댓글 3 공유하기", "Comments 12 Share")) == []


@pytest.mark.parametrize(
    ("ko", "en", "expected"),
    [
        ("시는 17일 발표했다.", "The city announced it on Wednesday.", []),
        ("시는 17일 발표했다.", "The city announced it yesterday.", []),
        ("시는 18일 발표했다.", "The city announced it today.", []),
        ("어제 발표했다.", "It was announced on Wednesday.", []),
        ("시는 17일 발표했다.", "The city announced it on Friday.", ["N308 info", "N307 warning"]),
        ("시는 16일 발표했다.", "The city announced it yesterday.", ["N308 info"]),
    ],
)
def test_the_date_of_the_article_tells_the_weekday(ko: str, en: str, expected: list[str]) -> None:
    options = Options(date=datetime.date(2023, 5, 18))  # a Thursday
    [checked] = check([Pair("d", ko, en)], select=["N"], options=options)
    found = [f"{finding.code} {finding.severity}" for finding in checked.findings]
    assert sorted(found) == sorted(expected)


def test_findings_stand_where_the_number_is() -> None:
    pair = Pair("d", "상금은 1억2000만 원이다.", "There is a prize of 12 million won.")
    [checked] = check([pair], select=["N303"])
    [finding] = checked.findings
    assert finding.side == "en"
    assert finding.span is not None
    assert pair.en is not None
    assert pair.en[slice(*finding.span)] == "12 million won"
    assert "1억2000만 원" in finding.message


def test_each_code_has_a_positive_case() -> None:
    found = {
        entry.split()[0]
        for case in json.loads((CASES / "quantities_pairs_positives.json").read_text("utf-8"))
        for entry in case["expected"]
    }
    assert found == {rule.code for rule in Quantities.rules}
