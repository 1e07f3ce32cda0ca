"""From what speaks for a pair of documents to a probability, and to one partner for each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from aligner.pairing.resemblance import FEATURES
from aligner.resources import fitted as fitted_values
from aligner.resources import require_names

Floats = NDArray[np.float64]

PARAMETERS = "pairing.json"
"""The fitted parameters, in the folder ``models``; the script that fits them lies beside."""


@dataclass(frozen=True)
class Judgement:
    """A logistic regression over `FEATURES`; ``weights`` has one for each."""

    weights: Floats
    bias: float

    def __call__(self, features: NDArray[np.float32]) -> Floats:
        """The log-odds of pairs by their content alone; the last axis holds the features."""
        log_odds: Floats = features @ self.weights + self.bias
        return log_odds


@cache
def fitted() -> Judgement:
    """The judgement that ships with the package."""
    data = fitted_values(PARAMETERS)
    require_names(PARAMETERS, data["features"], FEATURES)
    return Judgement(np.array(data["weights"]), data["bias"])


def log_odds(probability: float) -> float:
    """The logarithm of the odds, as far as a float tells it from 0 and 1.

    >>> log_odds(0.5), log_odds(0) < -20, log_odds(1) > 20
    (0.0, True, True)
    """
    clipped = min(max(probability, 1e-12), 1 - 1e-12)
    return float(np.log(clipped / (1 - clipped)))


def probability(log_odds: float) -> float:
    """The inverse of `log_odds`.

    >>> probability(0.0)
    0.5
    """
    return float(1 / (1 + np.exp(-np.clip(log_odds, -700, 700))))


def assigned(log_odds: Floats, least: float) -> list[tuple[int, int]]:
    """The pairs, one for each row and column at most, whose log-odds above ``least`` sum to most.

    In the order of the rows. This is the assignment problem, solved by scipy (Crouse 2016,
    "On implementing 2D rectangular assignment algorithms").

    >>> assigned(np.array([[3.0, 2.5], [2.5, -1.0], [-4.0, -4.0]]), 0.0)
    [(0, 1), (1, 0)]
    """
    from scipy.optimize import linear_sum_assignment

    gain = np.maximum(log_odds - least, 0)
    rows, columns = linear_sum_assignment(gain, maximize=True)
    return [
        (int(row), int(column))
        for row, column in zip(rows, columns, strict=True)
        if gain[row, column] > 0
    ]
