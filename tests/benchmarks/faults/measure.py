"""How many injected faults are found, and what is found where there is none."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aligner.checks import Checker, check
from aligner.types import Pair
from tests.benchmarks.faults.fault import CorpusFault, Fault


@dataclass(frozen=True)
class Result:
    """What became of one kind of fault.

    ``false`` counts the untouched pairs, of those that the fault was put into,
    that have the code already: false alarms, and faults of the gold itself. ``by_another``
    counts those that only another code of the family finds, and only in the faulty pair.
    ``missed`` are the faulty pairs that the code was not found in.
    """

    name: str
    code: str
    injected: int
    found: int
    severe: int
    false: int
    by_another: int = 0
    missed: tuple[Pair, ...] = ()

    @property
    def recall(self) -> float:
        return self.found / self.injected if self.injected else float("nan")

    @property
    def family_recall(self) -> float:
        """What the code or another of its family finds."""
        return (self.found + self.by_another) / self.injected if self.injected else float("nan")

    @property
    def severe_recall(self) -> float:
        """What is found as a warning or an error."""
        return self.severe / self.injected if self.injected else float("nan")

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false) if self.found else float("nan")


def measure(fault: Fault | CorpusFault, pairs: Sequence[Pair], seed: int = 1) -> Result:
    """Put a fault into every pair that offers a place for it, and look for it.

    Where in a pair depends on the seed and the pair alone: other pairs do not move it.
    """
    if isinstance(fault, CorpusFault):
        return _in_corpus(fault, list(pairs), random.Random(seed))
    checker, family = Checker(select=[fault.code]), Checker(select=[fault.code[0]])
    for pair in pairs:
        checker.survey(pair)
        family.survey(pair)
    counts: Counter[str] = Counter()
    missed = []
    for pair in pairs:
        faulty = fault.inject(pair, random.Random(f"{seed} {pair.doc} {pair.ko_sentences}"))
        if faulty is None:
            continue
        if _severities(checker.check(pair), fault.code):
            counts["false"] += 1
            continue
        severities = _severities(checker.check(faulty), fault.code)
        counts["injected"] += 1
        counts["found"] += bool(severities)
        counts["severe"] += bool(severities - {"info"})
        if not severities:
            missed.append(faulty)
            counts["by another"] += bool(_said(family, faulty) - _said(family, pair))
    return replace(_result(fault, counts), missed=tuple(missed))


def _said(checker: Checker, pair: Pair) -> set[tuple[str, str]]:
    return {(finding.code, finding.message) for finding in checker.check(pair).findings}


def _in_corpus(fault: CorpusFault, pairs: list[Pair], chance: random.Random) -> Result:
    corpus, at_fault = fault.inject(pairs, chance)
    counts: Counter[str] = Counter()
    for number, pair in enumerate(check(corpus, select=[fault.code], options=fault.options)):
        severities = _severities(pair, fault.code)
        if number in at_fault:
            counts["injected"] += 1
            counts["found"] += bool(severities)
            counts["severe"] += bool(severities - {"info"})
        else:
            counts["false"] += bool(severities)
    return _result(fault, counts)


def _result(fault: Fault | CorpusFault, counts: Counter[str]) -> Result:
    return Result(
        fault.name,
        fault.code,
        counts["injected"],
        counts["found"],
        counts["severe"],
        counts["false"],
        counts["by another"],
    )


def _severities(pair: Pair, code: str) -> set[str]:
    return {finding.severity for finding in pair.findings if finding.code == code}


def alarms(pairs: Sequence[Pair]) -> Counter[tuple[str, str]]:
    """How many findings of each code and severity untouched pairs have."""
    return Counter(
        (finding.code, finding.severity) for pair in check(pairs) for finding in pair.findings
    )
