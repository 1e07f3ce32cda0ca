"""From the model's probability to a confidence that means what it says."""

from __future__ import annotations

import math


def calibrated(probability: float, calibration: tuple[float, float]) -> float:
    """Platt's scaling of a probability: sigmoid(slope * logit(p) + offset).

    The two numbers are fitted on documents apart from those that the model was
    fitted on (Platt 1999; Guo et al. 2017 for the case of one's own posterior).

    >>> calibrated(0.5, (1.0, 0.0))
    0.5
    >>> calibrated(1.0, (0.8, -0.5)) < 1
    True
    """
    slope, offset = calibration
    p = min(max(probability, 1e-9), 1 - 1e-9)
    return 1 / (1 + math.exp(-(slope * math.log(p / (1 - p)) + offset)))
