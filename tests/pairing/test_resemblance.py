import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment.yardstick import Yardstick
from aligner.embedding import normalised
from aligner.pairing import resemblance
from aligner.pairing.judgement import fitted
from aligner.pairing.portrait import Portrait
from aligner.pairing.resemblance import FEATURES, features

CHANCE = np.random.default_rng(3)
KNOWN = normalised(CHANCE.normal(size=(24, 16)))
YARDSTICK = Yardstick.of(KNOWN, KNOWN)


def portrait(sentences, named=()):
    vectors = normalised(np.random.default_rng(len(named)).normal(size=(sentences, 16)))
    return Portrait(vectors, frozenset(named), 100 * sentences)


@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=5),
    st.lists(st.integers(1, 5), min_size=1, max_size=5),
)
def test_every_pair_has_finite_features(ko, en):
    values = features([portrait(n) for n in ko], [portrait(n) for n in en], YARDSTICK)
    assert values.shape == (len(ko), len(en), len(FEATURES))
    assert np.isfinite(values).all()
    assert np.isfinite(fitted()(values)).all()


def test_blocks_change_nothing(monkeypatch):
    ko = [portrait(n, "1" * n) for n in (3, 1, 4, 2)]
    en = [portrait(n, "2" * n) for n in (2, 5, 1)]
    whole = features(ko, en, YARDSTICK)
    monkeypatch.setattr(resemblance, "_BLOCK", 1)
    np.testing.assert_allclose(features(ko, en, YARDSTICK), whole, atol=1e-5)


def test_what_both_name_counts_by_its_rarity():
    ko = [portrait(3, ["2024", "gdp"]), portrait(3, ["2024"]), portrait(3, ["2024"])]
    en = [portrait(3, ["2024"]), portrait(3, ["2024", "gdp"]), portrait(3, ["the"])]
    lead = features(ko, en, YARDSTICK)[..., FEATURES.index("lead in what both name")]
    assert lead[0].argmax() == 1
    assert lead[0, 1] > 0 > lead[0, 0]
