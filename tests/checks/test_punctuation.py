from __future__ import annotations

import pytest

from aligner.checks import check
from aligner.types import Pair


def told(*english: str, doc: str = "d") -> list[int]:
    """In which pairs a quotation mark is said to have no partner."""
    pairs = [Pair(doc, "말이 이어졌다.", text) for text in english]
    checked = check(pairs, select=["P501"])
    return [number for number, pair in enumerate(checked) for _ in pair.findings]


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        (("He said, “The bridge is open.", "It will stay open.”"), [0]),
        (('He said, "The bridge is open.', 'It will stay open."'), [0]),
        (("He said, “The bridge is open.", "It is closed.", "It will stay open.”"), [0, 2]),
        (("He said, “The bridge is open.", "“It will stay open."), [0, 1]),
        (("It will stay open.”", "He said, “The bridge is open."), [0, 1]),
        (("“It is open.”", "It will stay open.”"), [1]),
        (("He said, “It is open.", "So it is,” he added. “And then", "it will close.”"), [0, 1]),
    ],
)
def test_a_quotation_that_runs_over_pairs_is_told_once(
    english: tuple[str, ...], expected: list[int]
) -> None:
    assert told(*english) == expected


def test_another_document_does_not_close_a_quotation() -> None:
    first = Pair("a", "말했다.", "He said, “The bridge is open.")
    second = Pair("b", "말했다.", "It will stay open.”")
    checked = check([first, second], select=["P501"])
    assert [len(pair.findings) for pair in checked] == [1, 1]
