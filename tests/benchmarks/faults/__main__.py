"""How many known faults are found in pairs that had none, and how often the checks cry wolf.

One fault a pair is put into clean pairs of the gold, of every kind in turn. The
second table counts findings on the same pairs as they are; some of them are true,
for the gold has faults of its own.

    python -m tests.benchmarks.faults ../shared/gold [--fitting | --other] [--seed 1]

Recall is that in translations, and in brackets that in news which two desks wrote, where what
is changed on one side was often not on the other, in translations of other kinds, and in
pairs of our own (see `tests.benchmarks.faults.gold`). With --other the pairs are short sentences of another kind
(tatoeba, jhe), which nothing was fitted on.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from aligner.checks import check
from aligner.evaluation import is_held_out
from aligner.types import SEVERITIES, Finding, Pair
from tests.benchmarks.faults import FAULTS
from tests.benchmarks.faults.fault import CorpusFault, Fault
from tests.benchmarks.faults.gold import (
    FURTHER,
    LOOSE,
    OTHER,
    OURS,
    TRANSLATED,
    clean_pairs,
    further_pairs,
    other_pairs,
    own_pairs,
)
from tests.benchmarks.faults.measure import Result, alarms, measure

TARGETS = {"E": 0.95, "B": 0.95, "L": 0.95, "N": 0.9, "P": 0.9, "C": 0.9, "T": 0.9}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--fitting", action="store_true", help="the half that may be looked at")
    parser.add_argument("--other", action="store_true", help="pairs that nothing was fitted on")
    parser.add_argument("--family", default="", help="the codes that begin like this: N, C603")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="list so many misses and false alarms")
    arguments = parser.parse_args()
    if arguments.show and not arguments.fitting:
        parser.error("--show goes with --fitting: pairs of the other half are not looked at")

    if arguments.other:
        pairs, groups = other_pairs(arguments.gold), (OTHER,)
    else:
        pairs = [
            pair
            for pair in [*clean_pairs(arguments.gold), *further_pairs(arguments.gold)]
            if is_held_out(pair.doc) is not arguments.fitting
        ]
        pairs += own_pairs()
        groups = (TRANSLATED, LOOSE, FURTHER, OURS)
    chosen = [[pair for pair in pairs if pair.doc.startswith(sources)] for sources in groups]
    faults = [fault for fault in FAULTS if fault.code.startswith(arguments.family)]
    print_recall(faults, chosen, arguments.seed, arguments.show)
    for sources, members in zip(groups, chosen, strict=True):
        print_alarms(f"untouched, {', '.join(sources)}", members, arguments.family)
        for pair, finding in severe(members, arguments.family)[: arguments.show]:
            print(shown(pair, f"{finding.code} {finding.message}"))


def print_recall(
    faults: Sequence[Fault | CorpusFault], groups: list[list[Pair]], seed: int, show: int
) -> None:
    print(" + ".join(str(len(pairs)) for pairs in groups), "pairs; recall at any severity by the")
    print("code that the fault should have, by any new finding of its family, and as warning or")
    print("error; precision of the code among these pairs and their untouched originals\n")
    print(
        f"{'code':5} {'fault':36} {'put in':>7} {'recall':>7} {'family':>7} {'severe':>7} {'prec.':>6}"
    )
    for fault in faults:
        results = [measure(fault, pairs, seed) for pairs in groups]
        judged = results[0] if results[0].injected else results[-1]
        print(" ".join([row(results[0]), *map(bracketed, results[1:])]) + mark(judged))
        for pair in [pair for result in results for pair in result.missed][:show]:
            print(shown(pair, "missed"))


def row(result: Result) -> str:
    return (
        f"{result.code:5} {result.name:36} {result.injected:7} {result.recall:7.3f} "
        f"{result.family_recall:7.3f} {result.severe_recall:7.3f} {result.precision:6.3f}"
    )


def bracketed(result: Result) -> str:
    return f"({result.injected:5} {result.recall:6.3f} {result.family_recall:6.3f})"


def mark(result: Result) -> str:
    return "  below target" if result.recall < TARGETS[result.code[0]] else ""


def shown(pair: Pair, what: str) -> str:
    return f"    {pair.doc} {what}\n      {pair.ko}\n      {pair.en}"


def severe(pairs: list[Pair], family: str) -> list[tuple[Pair, Finding]]:
    """The warnings and errors of a family, of pairs as they are."""
    return [
        (pair, finding)
        for pair in check(pairs)
        for finding in pair.findings
        if finding.code.startswith(family) and finding.severity != "info"
    ]


def print_alarms(title: str, pairs: list[Pair], family: str) -> None:
    found = {key: count for key, count in alarms(pairs).items() if key[0].startswith(family)}
    print(f"\n{title}: findings per 100 of {len(pairs)} pairs")
    print(f"{'':6}" + "".join(f"{severity:>9}" for severity in SEVERITIES))
    codes = sorted({code for code, _ in found})
    rows = [*((code, [code]) for code in codes), ("all", codes)]
    for name, members in rows:
        rates = (
            100 * sum(found.get((code, severity), 0) for code in members) / max(1, len(pairs))
            for severity in SEVERITIES
        )
        print(f"{name:6}" + "".join(f"{rate:9.2f}" for rate in rates))


if __name__ == "__main__":
    main()
