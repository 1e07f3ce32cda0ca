"""Alignment proper against length: CPU seconds and peak memory on synthetic vectors.

    python -m tests.benchmarks.scale [--sizes 1000 5000 20000]

Vectors of 384 dimensions with noise, sentences merged and dropped at random; each
size runs in a process of its own, ours and sentweave's if it is installed.
``--in-front N`` puts N unrelated sentences in front of the English side.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import subprocess
import sys
import time

import numpy as np

DIMENSIONS = 384


def main() -> None:
    """Run every size in a process of its own and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 20_000])
    parser.add_argument("--in-front", type=int, default=0)
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        print(json.dumps(measure(options.run[0], int(options.run[1]), options.in_front)))
        return
    names = ["ours"] + (["sentweave"] if importlib.util.find_spec("sentweave") else [])
    print(f"{'aligner':<12}{'sentences':>10}{'CPU s':>10}{'peak MB':>10}{'strict F1':>11}")
    for size in options.sizes:
        for name in names:
            command = [sys.executable, "-m", "tests.benchmarks.scale", "--run", name, str(size)]
            command += ["--in-front", str(options.in_front)]
            result = subprocess.run(command, capture_output=True, text=True, check=True)
            seconds, peak, f1 = json.loads(result.stdout)
            print(f"{name:<12}{size:>10}{seconds:>10.2f}{peak:>10.0f}{f1:>11.4f}", flush=True)


def measure(name: str, size: int, in_front: int) -> tuple[float, float, float]:
    """CPU seconds of the alignment, peak megabytes of the process, strict F1."""
    from aligner.evaluation import score_lines

    ko, en, gold = synthetic(size, in_front)
    aligner = ours if name == "ours" else sentweave
    seconds, predicted = aligner(ko, en)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return seconds, peak, score_lines(gold, predicted)["strict"].f1


def synthetic(size: int, in_front: int) -> tuple[np.ndarray, np.ndarray, list]:
    """Sentence vectors of two sides and their gold beads: 1-1, 1-2, 2-1, and dropped ones."""
    chance = np.random.default_rng(0)
    ko: list[np.ndarray] = []
    en = [chance.normal(size=DIMENSIONS) for _ in range(in_front)]
    gold = [((), (n,)) for n in range(in_front)]
    while len(ko) < size:
        meanings = chance.normal(size=(2, DIMENSIONS))
        n, m = [(1, 1), (1, 1), (1, 1), (1, 1), (1, 1), (1, 1), (2, 1), (1, 2), (1, 0), (0, 1)][
            chance.integers(10)
        ]
        sides = []
        for count in (n, m):
            if count == 2:
                sides.append(list(meanings))
            elif max(n, m) == 2:
                sides.append([meanings.sum(axis=0)] * count)
            else:
                sides.append([meanings[0]] * count)
        rows = tuple(range(len(ko), len(ko) + n))
        columns = tuple(range(len(en), len(en) + m))
        gold.append((rows, columns))
        ko += sides[0]
        en += sides[1]
    noisy = [
        np.array(side) + 0.6 * chance.normal(size=(len(side), DIMENSIONS)) for side in (ko, en)
    ]
    return unit(noisy[0]), unit(noisy[1]), gold


def unit(vectors: np.ndarray) -> np.ndarray:
    """Rows of length 1."""
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def ours(ko: np.ndarray, en: np.ndarray) -> tuple[float, list]:
    """Our alignment, windows composed beforehand."""
    from aligner.alignment import align
    from aligner.alignment.evidence import MAX_SENTENCES, gather
    from aligner.embedding import compose

    texts = [["가" * 40] * len(ko), ["a" * 82] * len(en)]
    evidence = [
        gather(text, compose(side, np.full(len(side), 40), MAX_SENTENCES), side[:0])
        for text, side in zip(texts, (ko, en), strict=True)
    ]
    started = time.process_time()
    beads = align(*evidence, signal=0.7)
    return time.process_time() - started, [(bead.ko, bead.en) for bead in beads]


def sentweave(ko: np.ndarray, en: np.ndarray) -> tuple[float, list]:
    """sentweave's search; its vectors of overlaps are sums of ours."""
    from sentweave import align as weave

    class Sums:
        def encode(self, texts: list[str]) -> np.ndarray:
            side = {"k": ko, "e": en}
            return np.stack(
                [sum(side[word[0]][int(word[1:])] for word in text.split() if word != "PAD")
                 if "PAD" not in text.split() else np.full(DIMENSIONS, 1e-6) for text in texts]
            )  # fmt: skip

    sides = [f"k{n}" for n in range(len(ko))], [f"e{n}" for n in range(len(en))]
    started = time.process_time()
    result = weave(*sides, Sums(), alignment_max_size=8)
    seconds = time.process_time() - started
    return seconds, [(tuple(b.src_indices), tuple(b.tgt_indices)) for b in result.alignments]


if __name__ == "__main__":
    main()
