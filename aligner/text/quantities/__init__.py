"""Typed quantities of Korean and English text, and their comparison.

`quantities` reads dates, money, counts, measures, ages, percentages, ordinals,
fractions and times of day out of a text; `compare` tells which of them the other side
does not say, or says otherwise. Both take time linear in the text.
"""

from __future__ import annotations

from aligner.text.quantities.agreeing import agree
from aligner.text.quantities.comparing import Difference, Relation, compare
from aligner.text.quantities.days import possible_days, relative_days
from aligner.text.quantities.quantity import CALENDAR_KINDS, Kind, Quantity
from aligner.text.quantities.rates import other_rate
from aligner.text.quantities.reading import quantities
from aligner.text.quantities.relative import other_times

__all__ = [
    "CALENDAR_KINDS",
    "Difference",
    "Kind",
    "Quantity",
    "Relation",
    "agree",
    "compare",
    "other_rate",
    "other_times",
    "possible_days",
    "quantities",
    "relative_days",
]
