"""How many characters that a conversion lost are found, and what they are taken for.

Every line of the gold that holds a character which the chosen character set
lacks is sent through it; each question mark that this makes has a known origin.
The last table counts findings on the untouched lines, where there should be none.

    python -m tests.benchmarks.damage --gold ../shared/gold [--show 5]
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path
from time import perf_counter

from aligner.text.damage import find_damage

SETS = ("clean", "real", "real_fine", "real_drift", "retrieval")
CONVERSIONS = (("en", "cp949"), ("en", "ascii"), ("ko", "cp949"))


def lines(gold: Path, side: str) -> list[str]:
    found: dict[str, None] = {}
    for name in SETS:
        for path in sorted((gold / name).glob(f"*.{side}.txt")):
            found |= dict.fromkeys(path.read_text(encoding="utf-8").split("\n"))
    return list(found)


def lost(line: str, encoding: str) -> dict[int, str]:
    """Where the conversion puts a question mark, and for what."""
    return {i: c for i, c in enumerate(line) if c != "?" and c.encode(encoding, "replace") == b"?"}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--show", type=int, default=0, help="list so many misses of each character")
    arguments = parser.parse_args()

    for side, encoding in CONVERSIONS:
        total, seen, right = Counter[str](), Counter[str](), Counter[str]()
        misses: dict[str, list[str]] = defaultdict(list)
        invented = marks = 0
        for line in lines(arguments.gold, side):
            origin = lost(line, encoding)
            if not origin or find_damage(line):
                continue
            damaged = "".join("?" if i in origin else c for i, c in enumerate(line))
            marks += line.count("?")
            found = {damage.start: damage for damage in find_damage(damaged)}
            invented += sum(line[start] == "?" for start in found)
            for place, character in origin.items():
                total[character] += 1
                damage = found.get(place)
                seen[character] += damage is not None
                right[character] += damage is not None and damage.replacement == character
                if damage is None or damage.replacement != character:
                    misses[character].append(
                        f"{damaged[max(0, place - 30) : place + 30]!r} {damage}"
                    )
        print(
            f"\n{side} through {encoding}: true question marks taken for damage {invented} of {marks}"
        )
        print(f"{'lost':>6}{'times':>8}{'found':>8}{'restored':>10}")
        for character, times in total.most_common(14):
            print(
                f"{character:>6}{times:8}{seen[character] / times:8.2f}{right[character] / times:10.2f}"
            )
            for miss in misses[character][: arguments.show]:
                print("        ", miss)

    print("\nuntouched lines")
    for side in ("ko", "en"):
        untouched = lines(arguments.gold, side)
        start = perf_counter()
        kinds = Counter(damage.kind for line in untouched for damage in find_damage(line))
        seconds = perf_counter() - start
        rate = sum(map(len, untouched)) / seconds / 1e6
        print(
            f"{side}: {len(untouched)} lines, {rate:.1f} million characters a second, {dict(kinds)}"
        )


if __name__ == "__main__":
    main()
