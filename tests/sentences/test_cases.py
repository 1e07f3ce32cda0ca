"""Hand-written hard cases, the negatives among them, and the failures we know of."""

import json
from pathlib import Path

import pytest

from aligner.sentences import english, korean, split_line
from aligner.types import Span

CASES = Path(__file__).parents[1] / "cases"


def load(name: str) -> list[dict]:
    return json.loads((CASES / name).read_text(encoding="utf-8"))


def by_label(name: str) -> list:
    return [pytest.param(case, id=case["label"]) for case in load(name)]


def sentences(text: str, spans: list[Span]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize("case", by_label("sentences_ko.json"))
def test_korean(case):
    text = case["input"]
    assert sentences(text, korean.split(text)) == case["expected"], case["why"]


@pytest.mark.parametrize("case", by_label("sentences_en.json"))
def test_english(case):
    text = case["input"]
    assert sentences(text, english.split(text)) == case["expected"], case["why"]


@pytest.mark.parametrize("case", by_label("sentences_known_failures.json"))
@pytest.mark.xfail(strict=True, raises=AssertionError)
def test_known_failure(case):
    text = case["input"]
    split = {"ko": korean.split, "en": english.split}[case["language"]]
    assert sentences(text, split(text)) == case["expected"], case["why"]


@pytest.mark.parametrize("name", ["sentences_ko.json", "sentences_en.json"])
def test_script_chooses_the_rules(name):
    own = korean.split if name == "sentences_ko.json" else english.split
    for case in load(name):
        assert split_line(case["input"]) == own(case["input"]), case["label"]


@pytest.mark.parametrize("name", ["sentences_ko.json", "sentences_en.json"])
def test_found_sentence_is_one_sentence(name):
    split = korean.split if name == "sentences_ko.json" else english.split
    for case in load(name):
        for sentence in case["expected"]:
            assert split(sentence) == [(0, len(sentence))], case["label"]


@pytest.mark.parametrize("name", ["sentences_ko.json", "sentences_en.json"])
def test_cases_are_many_and_distinct(name):
    labels = [case["label"] for case in load(name)]
    assert len(labels) >= 60
    assert len(labels) == len(set(labels))
