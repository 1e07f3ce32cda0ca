"""How long a command takes from nothing, and how much memory it holds at most.

    python -m tests.benchmarks.cold_start [KO EN]

Each command runs in a process of its own, several times; the table gives the
median and the slowest wall time and the largest resident set. ``--install``
also measures what a fresh installation takes, in a new virtual environment.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = ("corpus/samples/webpage.ko.txt", "corpus/samples/webpage.en.txt")


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", default=SAMPLE)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--install", action="store_true")
    options = parser.parse_args()
    if options.install:
        install()
    print(f"{'command':<24}{'median s':>10}{'slowest s':>10}{'peak MB':>10}")
    for name, arguments in (
        ("aligner --help", ["--help"]),
        ("aligner align", ["align", *options.files, "-q"]),
    ):
        times, peaks = zip(*(run(arguments) for _ in range(options.rounds)), strict=True)
        print(f"{name:<24}{statistics.median(times):>10.2f}{max(times):>10.2f}{max(peaks):>10.0f}")


def run(arguments: list[str]) -> tuple[float, float]:
    """Wall seconds and peak resident megabytes of one process."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "aligner", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"aligner {' '.join(arguments)} failed")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def install() -> None:
    """Install the project as the README says, and say what that took."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        before = size(Path(folder))
        started = time.perf_counter()
        subprocess.run(
            [f"{folder}/bin/pip", "install", "-q", "-c", "constraints.txt", "."],
            cwd=ROOT,
            check=True,
        )
        minutes = (time.perf_counter() - started) / 60
        print(
            f"fresh installation: {minutes:.1f} minutes, {size(Path(folder)) - before:.0f} MB on disk"
        )


def size(folder: Path) -> float:
    """Megabytes of all files in a folder."""
    return (
        sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink()) / 1e6
    )


if __name__ == "__main__":
    main()
