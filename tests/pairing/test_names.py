import json
import time
from pathlib import Path, PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.pairing.names import likelihoods, name_of

CASES = Path(__file__).parents[1] / "cases"
NAMES = st.lists(st.text(st.characters(exclude_characters="/\0"), min_size=1), max_size=6)


def cases(name):
    return [
        pytest.param(case["input"], case["expected"], id=case["label"])
        for case in json.loads((CASES / name).read_text(encoding="utf-8"))
    ]


def names(*paths):
    return [name_of(PurePath(path)) for path in paths]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [*cases("pairing_names.json"), *cases("pairing_names_negatives.json")],
)
def test_two_files(paths, expected):
    ko, en = paths
    assert likelihoods(names(ko), names(en)).get((0, 0)) == expected


@pytest.mark.parametrize(
    ("path", "side"),
    [("a.ko.txt", "ko"), ("a_EN.txt", "en"), ("en/a.txt", "en"), ("en/a.ko.txt", "ko"),
     ("ko-en.txt", None), ("a.txt", None), ("korea.txt", None)],
)  # fmt: skip
def test_the_language_that_a_name_tells(path, side):
    assert name_of(PurePath(path)).side == side


def test_a_name_that_two_files_share_says_less():
    found = likelihoods(names("a.ko.txt", "a.ko.docx"), names("a.en.txt"))
    assert found == {(0, 0): 0.49, (1, 0): 0.49}


def test_a_name_that_all_files_share_says_nothing():
    many = [f"{letter}/page.txt" for letter in "abcdefghij"]
    found = likelihoods(names(*many), names(*(path.upper() for path in many)))
    assert set(found) == {(n, n) for n in range(10)}


@given(NAMES, NAMES)
def test_any_names_give_likelihoods(ko, en):
    found = likelihoods(names(*ko), names(*en))
    assert all(0 < likelihood < 1 for likelihood in found.values())
    assert all(row < len(ko) and column < len(en) for row, column in found)


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1))
def test_an_identity_is_safe_in_a_file_name_and_a_table(name):
    identity = name_of(PurePath(name)).identity
    assert not set(identity) & set("\t\n\r/\\.: ")
    assert len(identity) <= 80


@pytest.mark.parametrize("part", ["20", "2024-", "a", "A", "영문", ".a", "ko-", " "])
def test_long_names_take_no_longer(part):
    started = time.process_time()
    name_of(PurePath(part * 20_000))
    assert time.process_time() - started < 5
