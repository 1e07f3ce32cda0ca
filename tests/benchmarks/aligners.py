"""The aligners that are compared, each over prepared documents in a process of its own.

    python -m tests.benchmarks.aligners NAME FOLDER…

prints as JSON the beads of each prepared document, the CPU seconds of the alignment
(vectors at hand, reading them not counted) and the peak memory of the process in
megabytes, vectors and libraries included. All get the same lines, and those that look
at vectors the same vectors; galechurch (Gale and Church 1993) looks at lengths only.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from aligner.types import SIDES
from tests.benchmarks.prepared import WINDOWS, Prepared

LineBead = tuple[tuple[int, ...], tuple[int, ...]]
Timed = tuple[float, list[LineBead]]

ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""The environment in which numpy keeps to one core."""


@dataclass(frozen=True)
class Run:
    """What one aligner made of some documents."""

    beads: list[list[LineBead]]
    cpu_seconds: float
    peak_megabytes: float


def run(name: str, documents: Sequence[Prepared]) -> Run:
    """Align the documents in a fresh process that has one thread."""
    command = [sys.executable, "-m", "tests.benchmarks.aligners", name]
    quiet = {"PYTHONWARNINGS": "ignore"}  # sentweave casts infinities on purpose
    result = subprocess.run(
        [*command, *(str(document.folder) for document in documents)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=os.environ | ONE_THREAD | quiet,
    )
    answer = json.loads(result.stdout)
    beads = [[(tuple(ko), tuple(en)) for ko, en in some] for some in answer["beads"]]
    return Run(beads, answer["cpu_seconds"], answer["peak_megabytes"])


def ours(document: Prepared) -> Timed:
    """The search of this project: no furniture is taken out beforehand."""
    from aligner.alignment import align
    from aligner.alignment.evidence import MAX_SENTENCES, gather

    yardstick, sides = document.yardstick, document.sides
    layers = []
    for side, lines in zip(SIDES, sides, strict=True):
        stacked = np.empty((MAX_SENTENCES, len(lines), len(document.padding)), np.float32)
        for size, layer in enumerate(stacked, 1):
            layer[:] = document.layer(side, size)
        layers.append(stacked)
    backgrounds = (yardstick.ko, yardstick.en)
    started = time.process_time()
    ko, en = (gather(*each) for each in zip(sides, layers, backgrounds, strict=True))
    beads = align(ko, en, yardstick.signal)
    return time.process_time() - started, [(bead.ko, bead.en) for bead in beads]


class Layers:
    """Hands sentweave its vectors in the order in which it asks for them: layer by layer."""

    def __init__(self, document: Prepared) -> None:
        self.document = document
        self.layers = iter([(side, size) for side in SIDES for size in range(1, WINDOWS + 1)])
        self.seconds = 0.0

    def encode(self, texts: list[str]) -> np.ndarray:
        """The vectors of one layer, which begins with padding for each sentence it is short of."""
        started = time.process_time()
        side, size = next(self.layers)
        before = min(size - 1, len(texts))
        vectors = np.empty((len(texts), len(self.document.padding)), np.float32)
        vectors[:before] = self.document.padding
        vectors[before:] = self.document.layer(side, size)[: len(texts) - before]
        self.seconds += time.process_time() - started
        return vectors


def sentweave(deletion: float) -> Callable[[Prepared], Timed]:
    """Vecalign's search; ``deletion`` is the percentile of costs that a null bead is given."""

    def weave(document: Prepared) -> Timed:
        from sentweave import align

        layers = Layers(document)
        started = time.process_time()
        result = align(
            *document.sides, layers, alignment_max_size=WINDOWS, del_percentile_frac=deletion
        )
        seconds = time.process_time() - started - layers.seconds
        return seconds, [(tuple(b.src_indices), tuple(b.tgt_indices)) for b in result.alignments]

    return weave


def galechurch(document: Prepared) -> Timed:
    """Lengths alone over the whole plane, as it comes.

    Told the ratio and variance of Korean and English lengths, it does better on clean
    texts and worse on all others.
    """
    from galechurch import align

    sides = document.sides
    cells = (len(sides[0]) + 1) * (len(sides[1]) + 1)
    started = time.process_time()
    result = align(*sides, max_block_size=cells)
    return time.process_time() - started, [
        (
            tuple(range(bead.source_start, bead.source_end)),
            tuple(range(bead.target_start, bead.target_end)),
        )
        for bead in result.beads
    ]


ALIGNERS: dict[str, Callable[[Prepared], Timed]] = {
    "aligner": ours,
    "sentweave, deletion 0.05": sentweave(0.05),
    "sentweave, deletion 0.2": sentweave(0.2),
    "galechurch": galechurch,
}


def peak_megabytes() -> float:
    """The largest resident set of this process so far.

    Not by getrusage: on Linux a process inherits what its parent held when it started it.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> None:
    """Align in this process and print the result."""
    name, *folders = sys.argv[1:]
    timed = [ALIGNERS[name](Prepared(Path(folder))) for folder in folders]
    result = {
        "beads": [beads for _, beads in timed],
        "cpu_seconds": sum(seconds for seconds, _ in timed),
        "peak_megabytes": peak_megabytes(),
    }
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
