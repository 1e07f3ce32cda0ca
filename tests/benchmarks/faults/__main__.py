"""How many known faults are found in pairs that had none, and how often the checks cry wolf.

One fault a pair is put into clean pairs of the gold, of every kind in turn. The
second table counts findings on the same pairs as they are; some of them are true,
for the gold has faults of its own.

    python -m tests.benchmarks.faults ../shared/gold [--fitting] [--seed 1]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from aligner.evaluation import is_held_out
from aligner.types import SEVERITIES, Pair
from tests.benchmarks.faults import FAULTS
from tests.benchmarks.faults.gold import clean_pairs
from tests.benchmarks.faults.measure import alarms, measure

TARGETS = {"E": 0.95, "B": 0.95, "L": 0.95, "N": 0.9, "P": 0.9, "C": 0.9, "T": 0.9}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--fitting", action="store_true", help="the half that may be looked at")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    pairs = [
        pair
        for pair in clean_pairs(arguments.gold)
        if is_held_out(pair.doc) is not arguments.fitting
    ]
    print_recall(pairs, arguments.seed)
    for sources in (("ntrex", "pud"), ("park",)):
        chosen = [pair for pair in pairs if pair.doc.startswith(sources)]
        print_alarms(f"untouched, {' and '.join(sources)}", chosen)


def print_recall(pairs: list[Pair], seed: int) -> None:
    print(f"{len(pairs)} pairs; recall at any severity, as warning or error, and precision\n")
    print(f"{'code':5} {'fault':36} {'put in':>7} {'recall':>7} {'severe':>7} {'prec.':>6}")
    for fault in FAULTS:
        result = measure(fault, pairs, seed)
        mark = "  below target" if result.recall < TARGETS[result.code[0]] else ""
        print(
            f"{result.code:5} {result.name:36} {result.injected:7} {result.recall:7.3f} "
            f"{result.severe_recall:7.3f} {result.precision:6.3f}{mark}"
        )


def print_alarms(title: str, pairs: list[Pair]) -> None:
    found = alarms(pairs)
    print(f"\n{title}: findings per 100 of {len(pairs)} pairs")
    print(f"{'':6}" + "".join(f"{severity:>9}" for severity in SEVERITIES))
    codes = sorted({code for code, _ in found})
    rows = [*((code, [code]) for code in codes), ("all", codes)]
    for name, members in rows:
        rates = (
            100 * sum(found[code, severity] for code in members) / max(1, len(pairs))
            for severity in SEVERITIES
        )
        print(f"{name:6}" + "".join(f"{rate:9.2f}" for rate in rates))


if __name__ == "__main__":
    main()
