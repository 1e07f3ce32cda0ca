from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from aligner.embedding import compose, normalised, windows
from aligner.errors import ModelError


class Foreign:
    """A user's encoder that returns whatever the test wants."""

    def __init__(self, answer: object) -> None:
        self.answer = answer

    def encode(self, texts: list[str]) -> Any:
        return self.answer


class Native(Foreign):
    name = "native"

    def encode_windows(self, documents: Sequence[list[str]], size: int) -> Any:
        return [self.answer for _ in documents]


vectors = st.lists(
    st.tuples(*[st.floats(-10, 10, width=32)] * 3).filter(lambda row: np.linalg.norm(row) > 0.1),
    min_size=1,
    max_size=7,
).map(lambda rows: normalised(np.array(rows)))


@given(vectors, st.integers(1, 5))
def test_composed_windows_are_unit_rows_or_zero(rows: NDArray[np.float32], size: int) -> None:
    n = len(rows)
    stacked = compose(rows, np.arange(n) + 1, size)
    assert stacked.shape == (size, n, 3)
    assert stacked[0] == pytest.approx(rows, abs=1e-5)
    for k in range(1, size + 1):
        assert not stacked[k - 1, max(n - k + 1, 0) :].any()
        lengths = np.linalg.norm(stacked[k - 1], axis=1)
        assert all(length == pytest.approx(1, abs=1e-5) or length == 0 for length in lengths)


@given(vectors, st.integers(1, 5))
def test_composed_windows_do_not_know_the_direction(rows: NDArray[np.float32], size: int) -> None:
    n = len(rows)
    lengths = (np.arange(n) * 7) % 5 + 1
    forward = compose(rows, lengths, size)
    backward = compose(rows[::-1], lengths[::-1], size)
    k = min(size, n)
    places = n - k + 1
    sums = np.array(
        [(rows * np.sqrt(lengths)[:, None])[i : i + k].sum(axis=0) for i in range(places)]
    )
    clear = np.linalg.norm(sums, axis=1) > 1e-3  # opposite vectors cancel to nothing but rounding
    same = forward[k - 1, :places], backward[k - 1, :places][::-1]
    assert same[0][clear] == pytest.approx(same[1][clear], abs=1e-3)


def test_longer_sentences_weigh_more() -> None:
    rows = np.eye(2, dtype=np.float32)
    assert compose(rows, np.array([90, 10]), 2)[1, 0] == pytest.approx([0.9487, 0.3162], abs=1e-4)


def test_an_encoder_without_windows_has_them_composed() -> None:
    stacked = windows(Foreign([[3, 0], [0, 4]]), ["aaaa", "bbbb"], 3)
    assert stacked.dtype == np.float32
    half = 0.5**0.5
    assert stacked == pytest.approx(
        np.array([[[1, 0], [0, 1]], [[half, half], [0, 0]], [[0, 0], [0, 0]]]), abs=1e-6
    )


def test_an_encoder_with_windows_is_asked_for_them() -> None:
    answer = np.full((2, 3, 4), 0.5, np.float32)
    assert windows(Native(answer), ["a", "b", "c"], 2) is answer


def test_no_texts_are_never_encoded() -> None:
    assert windows(Foreign(None), [], 4).shape == (4, 0, 0)


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (np.zeros(2), r"shape \(2, d\), not \(2,\)"),
        (np.zeros((3, 5)), r"shape \(2, d\), not \(3, 5\)"),
        (np.zeros((2, 0)), r"shape \(2, d\), not \(2, 0\)"),
        (np.zeros((2, 1, 5)), r"shape \(2, d\), not \(2, 1, 5\)"),
        (None, r"shape \(2, d\), not \(\)"),
        ([[1.0, float("nan")], [1.0, 2.0]], r"not finite \(NaN or inf\) for text 0"),
        ([[1.0, 2.0], [1e300, 2.0]], r"not finite \(NaN or inf\) for text 1"),
        ([["a"], ["b"]], "must return an array of numbers"),
        ([[1.0], [1.0, 2.0]], "must return an array of numbers"),
    ],
)
def test_a_foreign_encoder_that_answers_nonsense_is_named(answer: object, complaint: str) -> None:
    with pytest.raises(ModelError, match=complaint) as caught:
        windows(Foreign(answer), ["a", "b"], 2)
    assert "the encoder 'Foreign'" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_nonsense_windows_are_refused_too() -> None:
    with pytest.raises(ModelError, match=r"'native' must return an array of shape \(2, 1, d\)"):
        windows(Native(np.zeros((1, 1, 4))), ["a"], 2)


def test_a_zero_vector_stays_zero() -> None:
    assert not windows(Foreign([[0.0, 0.0]]), ["a"], 1).any()
