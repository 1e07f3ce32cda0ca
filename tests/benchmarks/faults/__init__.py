"""Known faults of every family, and the measure of what finds them."""

from __future__ import annotations

from tests.benchmarks.faults import (
    boilerplate,
    completeness,
    encoding,
    korean_quantities,
    language,
    punctuation,
    quantities,
    terms,
)
from tests.benchmarks.faults.fault import CorpusFault, Fault

FAULTS: tuple[Fault | CorpusFault, ...] = (
    *encoding.FAULTS,
    *boilerplate.FAULTS,
    *quantities.FAULTS,
    *korean_quantities.FAULTS,
    *language.FAULTS,
    *punctuation.FAULTS,
    *completeness.FAULTS,
    *terms.FAULTS,
)
"""All kinds of faults, by family."""
