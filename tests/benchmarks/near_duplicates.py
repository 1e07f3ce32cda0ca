"""MinHash by two libraries, rensa and datasketch, and how many near-duplicates are found.

The texts are sentences of the gold; a near-duplicate is one in which a word was replaced,
its likeness the exact Jaccard coefficient of the shingles.

    pip install -c constraints.txt '.[bench]'
    python -m tests.benchmarks.near_duplicates --gold ../shared/gold
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np

from aligner.corpus.duplicates import SHINGLE, NearTexts, shingles
from aligner.corpus.normalised import comparable
from aligner.types import SIDES

PERMUTATIONS = 128


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    arguments = parser.parse_args()
    for side in SIDES:
        texts = sentences(arguments.gold, side)
        changed = [replaced(text, random.Random(i)) for i, text in enumerate(texts)]
        sets = [[set(shingles(text, SHINGLE[side])) for text in some] for some in (texts, changed)]
        truth = np.array([len(a & b) / len(a | b) for a, b in zip(*sets, strict=True)])
        print(f"{side}: {len(texts):,} sentences, likeness of the changed ones {truth.mean():.2f}")
        for name, signatures in (("rensa", rensa), ("datasketch", datasketch)):
            began = time.process_time()
            first = signatures(sets[0])
            seconds = time.process_time() - began
            error = (first == signatures(sets[1])).mean(axis=1) - truth
            rms = np.sqrt((error**2).mean())
            print(
                f"  {name:11} {len(texts) / seconds:9,.0f} signatures a CPU second, "
                f"error {error.mean():+.3f} on average, {rms:.3f} root mean square"
            )
        for threshold in (0.7, 0.8, 0.9):
            recall(side, texts, changed, truth, threshold)


def sentences(gold: Path, side: str) -> list[str]:
    lines = [
        comparable(line)
        for path in sorted((gold / "clean").glob(f"*.{side}.txt"))
        for line in path.read_text("utf-8").splitlines()
    ]
    return [line for line in dict.fromkeys(lines) if len(line.split()) > 3]


def replaced(text: str, dice: random.Random) -> str:
    words = text.split()
    words[dice.randrange(len(words))] = "무엇인가"
    return " ".join(words)


def rensa(sets: list[set[str]]) -> np.ndarray:
    from rensa import RMinHash

    return np.array(RMinHash.digests_from_token_sets([list(one) for one in sets], PERMUTATIONS, 1))


def datasketch(sets: list[set[str]]) -> np.ndarray:
    from datasketch import MinHash

    return np.array(
        [
            MinHash.bulk([[shingle.encode() for shingle in one]], num_perm=PERMUTATIONS)[
                0
            ].hashvalues
            for one in sets
        ]
    )


def recall(
    side: str, texts: list[str], changed: list[str], truth: np.ndarray, least: float
) -> None:
    """Of what is as alike as asked for, how much the index finds; and of what it finds, how much is."""
    index = NearTexts("ko" if side == "ko" else "en", least)
    began = time.process_time()
    for number, text in enumerate(texts):
        sketch = index.sketch(text)
        assert sketch is not None
        index.add(number, sketch)
    found = []
    for number, text in enumerate(changed):
        sketch = index.sketch(text)
        found.append(sketch is not None and number in index.near(sketch))
    seconds = time.process_time() - began
    is_found, is_near = np.array(found), truth >= least
    clearly = truth >= least + 0.05
    print(
        f"  likeness {least}: {is_found[is_near].mean():.1%} found "
        f"({is_found[clearly].mean():.1%} of those above {least + 0.05:.2f}), "
        f"{(truth[is_found] >= least - 0.05).mean():.1%} of what is found is above "
        f"{least - 0.05:.2f}; {2 * len(texts) / seconds:,.0f} texts a CPU second"
    )


if __name__ == "__main__":
    main()
