"""How fast ``aligner build`` is, beside the encoder alone, and how much memory it holds.

    python -m tests.benchmarks.building [--gold DIR] [--documents 1000] [--jobs 1 2]
    python -m tests.benchmarks.building --engines local:2 ray:1     # needs aligner[ray]
    python -m tests.benchmarks.building --engines ray:2 --processes # where do Ray's seconds go?
    python -m tests.benchmarks.building --made 10000                # sample articles, perturbed
    python -m tests.benchmarks.building --tiny 20000 --engines ray:2  # is the driver's memory flat?

The documents are the raw texts of the gold's short documents (50 sentences at most), over
and over if there are too few. Speed is told by the clock and by processor seconds, children
included: only the latter says anything on a machine that does other things too.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from aligner.documents import read_document
from aligner.embedding import load, windows
from aligner.pipeline import build, step
from aligner.pipeline.align import prepare
from aligner.pipeline.engine import HereEngine
from aligner.resources import data_folder
from tests.pipeline.making import documents

SETS = ("clean", "hard1", "hard2", "hard3", "real_fine", "hard_real")
MOST_SENTENCES = 50
ROOT = Path(__file__).parents[2]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--engines", nargs="*", default=["local:1", "local:2"])
    parser.add_argument("--made", type=int, help="perturbed samples in place of gold")
    parser.add_argument("--tiny", type=int, help="documents of three sentences in place of gold")
    parser.add_argument(
        "--alone", action="store_true", help="also the encoder alone, and beside it in one process"
    )
    parser.add_argument(
        "--processes", action="store_true", help="also the processor seconds of each process"
    )
    parser.add_argument("--cached", action="store_true", help="also a second run with a cache")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        manifest = folder / "list.tsv"
        if options.tiny:
            pairs = tiny(folder, options.tiny)
        elif options.made:
            pairs = made(folder, options.made)
        else:
            pairs = gold(options.gold, options.documents)
        rows = [f"{ko}\t{en}\t{number}\n" for number, (ko, en) in enumerate(pairs)]
        manifest.write_text("ko\ten\tid\n" + "".join(rows), encoding="utf-8")
        print(f"{len(rows):,} documents, load {os.getloadavg()[0]:.1f}")
        if options.alone:
            alone(manifest)
            here(manifest, folder / "here")
        for number, engine in enumerate(options.engines):
            name, _, jobs = engine.partition(":")
            watch = Watch()
            report(engine, run(manifest, folder / f"corpus{number}", name, jobs, watch=watch))
            if options.processes:
                watch.report()
        if options.cached:
            for what in ("filling a cache", "finding all"):
                extra = ("--cache", str(folder / "cache"))
                report(what, run(manifest, folder / what, "local", "1", *extra))
            size = (folder / "cache" / "embeddings.sqlite").stat().st_size
            print(f"the cache holds {size / 1e6:,.0f} MB")


def tiny(folder: Path, count: int) -> Iterator[tuple[Path, Path]]:
    """``count`` documents of three sentences, to see what grows with their number."""
    documents(folder / "tiny", count)
    for number in range(count):
        yield folder / "tiny" / f"{number}.ko.txt", folder / "tiny" / f"{number}.en.txt"


def gold(folder: Path, count: int) -> Iterator[tuple[Path, Path]]:
    """``count`` short raw documents."""
    found = []
    for name in SETS:
        for ko in sorted((folder / name).glob("*.ko.raw.txt")):
            lines = ko.with_name(ko.name.replace(".raw", ""))
            en = ko.with_name(ko.name.replace(".ko.", ".en."))
            if en.exists() and len(lines.read_text("utf-8").splitlines()) <= MOST_SENTENCES:
                found.append((ko, en))
    if not found:
        sys.exit(f"no gold in {folder}")
    print(f"{len(found)} different documents")
    for number in range(count):
        yield found[number % len(found)]


def made(folder: Path, count: int) -> Iterator[tuple[Path, Path]]:
    """``count`` short documents: some lines of a sample article, with other digits."""
    chance = random.Random(1)
    samples = sorted((data_folder("corpus") / "samples").glob("*.ko.txt"))
    for number in range(count):
        sample = samples[number % len(samples)]
        digits = str.maketrans("123456789", "".join(chance.choices("123456789", k=9)))
        paths = []
        for side in ("ko", "en"):
            text = sample.with_name(sample.name.replace(".ko.", f".{side}.")).read_text("utf-8")
            lines = [line for line in text.split("\n") if line.strip()][:8]
            path = folder / f"{number}.{side}.txt"
            path.write_text("\n\n".join(lines).translate(digits), encoding="utf-8")
            paths.append(path)
        yield paths[0], paths[1]


def alone(manifest: Path) -> None:
    """What the encoder does with all sentences of the list as two long documents."""
    sides: list[list[str]] = [[], []]
    for line in manifest.read_text("utf-8").splitlines()[1:301]:
        ko, en, _ = line.split("\t")
        prepared = prepare(read_document(ko, "ko"), read_document(en, "en"))
        for side, texts in zip(sides, prepared.texts, strict=True):
            side += texts
    encoder = load()
    windows(encoder, sides[0][:100], 4)
    started = time.process_time()
    for side in sides:
        windows(encoder, side, 4)
    seconds = time.process_time() - started
    count = sum(map(len, sides))
    print(f"{'encoder alone':<16}{count:>9,} sentences, {count / seconds:,.0f} a processor second")


def here(manifest: Path, corpus: Path) -> None:
    """The whole work in this process, its parts by processor seconds."""
    started = time.process_time()
    # It is the one clock of all modules: left like this it would tell the next runs' times wrong.
    with patch.object(step.time, "perf_counter", time.process_time):
        record = build(manifest, corpus, engine=HereEngine).run["performance"]
    count = sum(one["sentences"] for one in record["by_worker"].values())
    found = {
        "seconds": float("nan"),
        "processor": time.process_time() - started,
        "all_mb": record["peak_memory_mb"],
        "driver_mb": record["peak_memory_mb"],
        "sentences": count,
        **record["of_the_work"],
    }
    report("in one process", found)


def run(
    manifest: Path, corpus: Path, engine: str, jobs: str, *extra: str, watch: Watch | None = None
) -> dict[str, float]:
    """One run in a process of its own: its record, processor seconds and peak memory."""
    command = [sys.executable, "-m", "aligner", "build", str(manifest), "-o", str(corpus), "-q"]
    command += ["--jobs", jobs, *extra]
    if engine != "local":
        command += ["--engine", engine]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    watch = watch or Watch()
    watch.pid = process.pid
    watch.start()
    process.wait()
    seconds = time.perf_counter() - started
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed")
    performance = json.loads((corpus / "run.json").read_text("utf-8"))["performance"]
    return {
        "seconds": seconds,
        "processor": sum(watch.processor.values()),
        "all_mb": watch.together,
        "driver_mb": watch.driver,
        "sentences": sum(one["sentences"] for one in performance["by_worker"].values()),
        **performance["of_the_work"],
    }


class Watch(threading.Thread):
    """A process with its descendants (Linux): the most memory at one time, processor seconds.

    The latter are those at the last look at each of them, a tenth of a second before its end
    at most: Ray's processes are nobody's to wait for, so the system adds them up for none.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.pid = 0
        self.driver = self.together = 0.0
        self.processor: dict[int, float] = {}
        self._names: dict[int, str] = {}

    def run(self) -> None:
        """Look ten times a second."""
        while (own := _resident(self.pid)) is not None:
            self.driver = max(self.driver, own)
            others = list(_descendants(self.pid))
            together = own + sum(_resident(pid) or 0 for pid in others)
            self.together = max(self.together, together)
            for pid in (self.pid, *others):
                self.processor[pid] = _processor(pid) or self.processor.get(pid, 0.0)
                self._names[pid] = _name(pid) or self._names.get(pid, "")
            time.sleep(0.1)

    def report(self) -> None:
        """A line a process that took a tenth of a second at least."""
        for pid, seconds in sorted(self.processor.items(), key=lambda item: -item[1]):
            if seconds >= 0.1:
                print(f"{'':<16}{seconds:7.1f}  {self._names[pid][-70:]}")


def _resident(pid: int) -> float | None:
    try:
        text = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    lines = [line for line in text.splitlines() if line.startswith("VmRSS")]
    return int(lines[0].split()[1]) / 1000 if lines else None


def _processor(pid: int) -> float | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _name(pid: int) -> str:
    """The first words of what started a process."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace").split("\0")
    except OSError:
        return ""
    return " ".join(words[:4]).strip()


def _descendants(pid: int) -> Iterator[int]:
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in tasks.read_text().split()]
        except OSError:
            continue
        for child in children:
            yield child
            yield from _descendants(child)


def report(name: str, found: dict[str, float]) -> None:
    """One line, and where the time went."""
    parts = {part: found[part] for part in ("reading", "embedding", "aligning", "writing")}
    total = sum(parts.values())
    shares = ", ".join(f"{part} {value / total:.0%}" for part, value in parts.items())
    print(
        f"{name:<16}{found['sentences']:>9,.0f} sentences in {found['seconds']:.1f} s "
        f"({found['processor']:.1f} processor seconds, "
        f"{found['sentences'] / found['processor']:,.0f} sentences a processor second), "
        f"at most {found['all_mb']:,.0f} MB, {found['driver_mb']:,.0f} MB of them the driver's\n"
        f"{'':<16}{shares}; embedding {found['sentences'] / found['embedding']:,.0f} a second"
    )


if __name__ == "__main__":
    main()
