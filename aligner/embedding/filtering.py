"""A convolution along a sequence, with half of the multiplications or fewer.

Minimal filtering (Winograd 1980; for networks Lavin & Gray 2016): four outputs of a
filter over r inputs take r + 3 multiplications instead of 4 r, once inputs and
filter are evaluated as polynomials at r + 3 points. It is the transpose of multiplying
polynomials by their values (Toom and Cook). Here a multiplication is a product of
matrices, so the few additions around it cost little.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

TILE = 4
"""Outputs that are computed together."""

_POINTS = (0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5)  # and infinity; these keep rounding errors small


@dataclass(frozen=True)
class TiledFilter:
    """A filter over ``r`` places, from ``c`` channels to ``d``, ready for tiles.

    With ``p = TILE + r - 1`` points: ``before`` (p, p) evaluates the inputs,
    ``weights`` (p, c, d) are the filter's values, ``after`` (TILE, p) leads back.
    """

    before: Floats
    weights: Floats
    after: Floats

    @classmethod
    def of(cls, weights: Floats) -> TiledFilter:
        """The filter whose weights at each place are ``weights[place]``: (r, c, d)."""
        order = len(weights)
        count = TILE + order - 1
        before, filters, outputs = (
            _values(count, coefficients) for coefficients in (count, order, TILE)
        )
        evaluated = np.tensordot(filters, weights.astype(float), axes=1)
        parts = np.linalg.inv(before).T, evaluated, outputs.T
        return cls(*(part.astype(np.float32) for part in parts))

    def __call__(self, inputs: Floats) -> Floats:
        """Filter tiles: inputs (TILE + r - 1, tiles, c) to outputs (TILE, tiles, d).

        Output ``t`` of a tile is the sum over places ``s`` of its input ``t + s``
        times the weights at ``s``.

        >>> chance = np.random.default_rng(0)
        >>> weights, inputs = chance.normal(size=(3, 8, 5)), chance.normal(size=(6, 2, 8))
        >>> wanted = [sum(inputs[t + s] @ weights[s] for s in range(3)) for t in range(TILE)]
        >>> bool(np.allclose(TiledFilter.of(weights)(inputs.astype(np.float32)), wanted, atol=1e-4))
        True
        """
        points, tiles, channels = inputs.shape
        evaluated = self.before @ inputs.reshape(points, tiles * channels)
        products = evaluated.reshape(inputs.shape) @ self.weights
        channels = products.shape[2]
        outputs = self.after @ products.reshape(points, tiles * channels)
        return np.asarray(outputs.reshape(TILE, tiles, channels), np.float32)


def _values(count: int, coefficients: int) -> NDArray[np.float64]:
    """The matrix that takes a polynomial's coefficients to its values at ``count`` points.

    The last point is infinity, where the value is the highest coefficient.
    """
    finite = np.vander(_POINTS[: count - 1], coefficients, increasing=True)
    return np.vstack([finite, np.eye(coefficients)[-1]])
