import numpy as np
import pytest

from aligner.alignment.yardstick import PAIRS, Yardstick
from aligner.embedding import load
from aligner.pipeline.measuring import measured
from aligner.text.scripts import hangul_share


def test_the_pairs_are_korean_and_english():
    assert all(hangul_share(ko) > 0.9 and hangul_share(en) == 0 for ko, en in PAIRS)


def test_the_signal_is_the_similarity_of_translations_above_the_rest():
    chance = np.random.default_rng(0)
    vectors = chance.normal(size=(len(PAIRS), 300)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    # Equal vectors but for what all have in common: translations stand out by one.
    assert Yardstick.of(vectors, vectors).signal == pytest.approx(1, abs=0.1)


def test_an_encoder_that_cannot_tell_gets_a_middling_scale():
    same = np.ones((len(PAIRS), 4), np.float32) / 2
    assert Yardstick.of(same, same).signal == 0.5


def test_an_encoder_is_measured_once():
    class Counting:
        calls = 0

        def encode(self, texts):
            self.calls += 1
            return np.eye(len(texts), 64) + 0.1

    encoder = Counting()
    assert measured(encoder) is measured(encoder)
    assert encoder.calls == 2  # once for each side


def test_a_type_error_of_the_encoder_is_not_swallowed():
    class Broken:
        calls = 0

        def encode(self, texts):
            self.calls += 1
            raise TypeError("no")

    encoder = Broken()
    with pytest.raises(TypeError, match="no"):
        measured(encoder)
    assert encoder.calls == 1


def test_the_embedded_model_has_a_plain_signal():
    assert 0.5 < measured(load()).signal < 0.8
