"""Pairs as a pandas table, for notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING

from aligner.types import Pair

if TYPE_CHECKING:
    from pandas import DataFrame


def to_frame(pairs: Iterable[Pair]) -> DataFrame:
    """One row a pair, one column an attribute of `Pair`, in the order of the JSONL keys.

    Findings stay the objects that they are; ``frame.findings.map(len)`` counts
    them.

    >>> to_frame([Pair("a", "하나.", "One.", confidence=0.9)])[["ko", "en", "confidence"]]
        ko    en  confidence
    0  하나.  One.         0.9
    """
    from pandas import DataFrame

    names = [field.name for field in fields(Pair)]
    return DataFrame([[getattr(pair, name) for name in names] for pair in pairs], columns=names)
