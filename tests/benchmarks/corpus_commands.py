"""Time and memory of filter, split, stats and export over a large corpus.

The corpus is made of sentences of the gold with words exchanged between them, 30 pairs
a document, so that nearly all of them differ. Each command runs in a process of its own.

    python -m tests.benchmarks.corpus_commands --gold ../shared/gold [--documents 10000]
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from aligner.corpus import DocumentRow, write_corpus
from aligner.types import Pair

PAIRS_A_DOCUMENT = 30


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--documents", type=int, default=10_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder / "corpus", invented(arguments.gold, arguments.documents), {})
        print(
            f"{arguments.documents:,} documents, {arguments.documents * PAIRS_A_DOCUMENT:,} pairs"
        )
        for line in (
            "filter corpus --report",
            "filter corpus -o clean",
            "split clean -o parts",
            "split --check parts",
            "stats parts",
            "export parts -o tmx --format tmx",
            "export parts -o hf --format hf",
            "export parts -o chat --format openai --context 3",
            "export parts -o xlsx --format xlsx",
        ):
            seconds, megabytes = run(line.split(), folder)
            print(f"  {line:52} {seconds:6.1f} CPU seconds {megabytes:6,.0f} MB", flush=True)


def invented(gold: Path, documents: int) -> Iterator[tuple[DocumentRow, list[Pair]]]:
    dice = random.Random(1)
    ko, en = (
        [
            line
            for path in sorted((gold / "clean").glob(f"*.{side}.txt"))
            if not path.name.endswith(".raw.txt")
            for line in path.read_text("utf-8").splitlines()
        ]
        for side in ("ko", "en")
    )
    for number in range(documents):
        name = f"d{number:06}"
        pairs = []
        for _ in range(PAIRS_A_DOCUMENT):
            place = dice.randrange(min(len(ko), len(en)))
            texts = [mixed(side[place], dice.choice(side), dice) for side in (ko, en)]
            pairs.append(Pair(name, *texts, similarity=0.7, confidence=dice.random() ** 0.1))
        yield DocumentRow(name, source=f"s{number % 7}", coverage=0.9), pairs


def mixed(first: str, second: str, dice: random.Random) -> str:
    """The words of one sentence, half of them exchanged for those of another."""
    words = second.split()
    return " ".join(
        dice.choice(words) if words and dice.random() < 0.5 else word for word in first.split()
    )


def run(arguments: list[str], folder: Path) -> tuple[float, float]:
    """CPU seconds and the most memory (MB) of a command."""
    process = os.fork()
    if process == 0:
        os.chdir(folder)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.execv(sys.executable, [sys.executable, "-m", "aligner", *arguments])
    _, status, usage = os.wait4(process, 0)
    assert status == 0, arguments
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
