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
        sets = [[shingles(text, SHINGLE[side]) for text in some] for some in (texts, changed)]
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


def rensa(sets: list[frozenset[str]]) -> np.ndarray:
    from rensa import RMinHash

    return np.array(RMinHash.digests_from_token_sets([list(one) for one in sets], PERMUTATIONS, 1))


def datasketch(sets: list[frozenset[str]]) -> np.ndarray:
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
    """Of what is as alike as asked for, how much is found."""
    index = NearTexts("ko" if side == "ko" else "en", least)
    began = time.process_time()
    for number, text in enumerate(texts):
        index.add(number, text)
    found = [number in index.near(text) for number, text in enumerate(changed)]
    seconds = time.process_time() - began
    is_near = truth >= least
    print(
        f"  likeness {least} and more: {np.array(found)[is_near].mean():.1%} of "
        f"{is_near.sum():,} found; {2 * len(texts) / seconds:,.0f} texts a CPU second"
    )


if __name__ == "__main__":
    main()
