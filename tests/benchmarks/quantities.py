"""How many faults of quantities are found, and what is said of pairs without one.

The recall table has a row for each fault in `tests/benchmarks/faults/quantities.py`: in how many
clean pairs it could be put, in how many of these the family N then says something
that it did not say of the clean pair, how often as a warning or an error, and
how often with the code that the fault should have. The last table counts findings
on the untouched pairs.

    python -m tests.benchmarks.quantities --gold ../shared/gold [--part fitting] [--show 5]
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

from aligner.checks import check
from aligner.evaluation.split import is_held_out
from aligner.types import Finding, Pair
from tests.benchmarks.faults.gold import clean_pairs
from tests.benchmarks.faults.quantities import FAULTS

SOURCES = ("ntrex", "pud", "park")


def pairs_of(gold: Path, source: str, *, held_out: bool) -> list[Pair]:
    """The clean pairs of a source, of one half of the gold."""
    return [
        pair
        for pair in clean_pairs(gold)
        if pair.doc.startswith(f"{source}_") and is_held_out(pair.doc) == held_out
    ]


def found(pair: Pair) -> set[Finding]:
    [checked] = check([pair], select=["N"])
    return set(checked.findings)


def shown(pair: Pair, finding: Finding | None = None) -> str:
    what = f"{finding.code} {finding.severity}: {finding.message}" if finding else ""
    return f"    {pair.doc} {what}\n      {pair.ko}\n      {pair.en}"


def recall(pairs: list[Pair], show: int) -> None:
    print(f"{'fault':32}{'pairs':>6}{'found':>8}{'warned':>8}{'code':>8}")
    for fault in FAULTS:
        chance = random.Random(fault.name)
        places, times = 0, Counter[str]()
        missed: list[Pair] = []
        for pair in pairs:
            before = {(finding.code, finding.message) for finding in found(pair)}
            faulty = fault.inject(pair, chance)
            if faulty is None:
                continue
            places += 1
            new = [f for f in found(faulty) if (f.code, f.message) not in before]
            times["found"] += bool(new)
            times["warned"] += any(finding.severity != "info" for finding in new)
            times["code"] += any(finding.code == fault.code for finding in new)
            if not any(finding.code == fault.code for finding in new):
                missed.append(faulty)
        rates = "".join(
            f"{times[name] / max(places, 1):8.3f}" for name in ("found", "warned", "code")
        )
        print(f"{fault.name + ' ' + fault.code:32}{places:6}{rates}")
        for pair in missed[:show]:
            print(shown(pair))


def false_alarms(gold: Path, *, held_out: bool, show: int) -> None:
    print(f"\n{'untouched':12}{'pairs':>6}{'info':>6}{'warning':>9}{'error':>7}{'per 100':>9}")
    for source in SOURCES:
        pairs = pairs_of(gold, source, held_out=held_out)
        findings = [(pair, finding) for pair in pairs for finding in sorted(found(pair), key=str)]
        severities = Counter(finding.severity for _, finding in findings)
        rate = 100 * (severities["warning"] + severities["error"]) / len(pairs)
        print(
            f"{source:12}{len(pairs):6}{severities['info']:6}{severities['warning']:9}"
            f"{severities['error']:7}{rate:9.2f}"
        )
        alarms = [entry for entry in findings if entry[1].severity != "info"]
        for pair, finding in alarms[:show]:
            print(shown(pair, finding))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--part", choices=("held-out", "fitting"), default="held-out")
    parser.add_argument("--show", type=int, default=0, help="list so many misses and false alarms")
    arguments = parser.parse_args()
    held_out = arguments.part == "held-out"
    pairs = [
        pair
        for source in ("ntrex", "pud")
        for pair in pairs_of(arguments.gold, source, held_out=held_out)
    ]
    recall(pairs, arguments.show)
    false_alarms(arguments.gold, held_out=held_out, show=arguments.show)


if __name__ == "__main__":
    main()
