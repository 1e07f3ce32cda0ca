"""Minimal filtering gives what the filter gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.embedding.filtering import TILE, TiledFilter


@given(order=st.integers(1, 5), tiles=st.integers(0, 4), seed=st.integers(0, 2**32 - 1))
def test_tiles_are_filtered(order, tiles, seed):
    chance = np.random.default_rng(seed)
    weights = chance.normal(size=(order, 6, 7))
    inputs = chance.normal(size=(TILE + order - 1, tiles, 6))
    wanted = np.array([sum(inputs[t + s] @ weights[s] for s in range(order)) for t in range(TILE)])
    found = TiledFilter.of(weights.astype(np.float32))(inputs.astype(np.float32))
    assert found.shape == wanted.shape == (TILE, tiles, 7)
    assert found == pytest.approx(wanted, abs=2e-4)
