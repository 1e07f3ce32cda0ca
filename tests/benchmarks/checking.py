"""`aligner check` on a large corpus and on hostile cells: seconds, pairs a second, peak memory.

    python -m tests.benchmarks.checking [--pairs 100000] [--jobs 1 2]

The corpus is made of the pairs of ``corpus/samples``, each varied so that no text
occurs twice; the hostile files hold a few cells of a megabyte each that regular
expressions could trip over. Every file is checked by the command line in a
process of its own. Seconds are those of the clock and mean something on an idle
machine only; CPU seconds are those of all processes, memory that of the largest.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path

from aligner.formats import write_pairs
from aligner.types import Pair

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
MEGABYTE = 1 << 20

UNITS = {
    "letters": ("가", "a"),
    "words": ("가나 ", "ab "),
    "capitals": ("가A ", "Ab "),
    "digits": ("1", "1"),
    "Korean digits": ("일이", "one two "),
    "native numbers": ("한두 ", "a few "),
    "straight quotation marks": ('"', '"'),
    "grouped digits": ("1,", "1,"),
    "numbers": ("3만 ", "3 million "),
    "money": ("3억원 ", "$3 "),
    "dates": ("3월 4일 ", "May 4, "),
    "question marks": ("?", "?"),
    "lost characters": ("가?", "a?"),
    "brackets": ("(", "("),
    "nested brackets": ("([{", "([{"),
    "quotation marks": ("“", "'"),
    "blanks": (" ", " "),
    "no-break spaces": ("\xa0", "\u3000"),
    "entities": ("&amp;", "&#39;"),
    "ampersands": ("&", "&"),
    "mojibake": ("¾È", "â€™"),
    "addresses": ("a@", "www."),
    "dots": (".", ". "),
    "names": ("홍길동 기자 ", "By A B, "),
    "copyright": ("ⓒ 가 ", "© A "),
    "zero-width": ("\u200b", "\u200d"),
    "jamo": ("\u1100\u1161", "\u1100"),
    "replacement characters": ("\ufffd", "\ufffd"),
    "bars": ("|", " | "),
    "dashes": ("—", "-"),
}


def main() -> None:
    """Make the files, check each, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, os.cpu_count() or 1])
    parser.add_argument("--hostile", action="store_true", help="the hostile cells only")
    options = parser.parse_args()
    print(
        f"{'file':<28}{'jobs':>6}{'MB':>8}{'seconds':>10}{'CPU s':>10}{'pairs/s':>10}{'peak MB':>10}"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pairs.tsv")
        if not options.hostile:
            for size in (options.pairs // 10, options.pairs):
                write(path, islice(varied(), size))
                for jobs in options.jobs:
                    report(f"{size} pairs", path, size, jobs)
        for name, (ko, en) in UNITS.items():
            long = (ko * MEGABYTE)[:MEGABYTE], (en * MEGABYTE)[:MEGABYTE]
            write(path, [long, (long[0], "A short one."), ("짧은 글.", long[1])])
            report(name, path, 3, 1)
        # Written again, with every unit patched: entities are the worst that XML has.
        marked = Path(folder, "pairs.tmx")
        long = ("가?나&" * MEGABYTE)[:MEGABYTE], ("don?t & " * MEGABYTE)[:MEGABYTE]
        write_pairs([Pair("", *long)], marked)
        report("TMX with fixes", marked, 1, 1, ["--fix", "-o", str(Path(folder, "fixed.tmx"))])


def varied() -> Iterator[tuple[str, str]]:
    """The pairs of the sample corpus without end, with a number in each that makes it new."""
    pairs = []
    for spans in sorted(SAMPLES.glob("*.spans.json")):
        stem = spans.name.removesuffix(".spans.json")
        texts = [(SAMPLES / f"{stem}.{side}.txt").read_text("utf-8") for side in ("ko", "en")]
        for bead in json.loads(spans.read_text("utf-8")):
            sides = zip(texts, (bead["ko"], bead["en"]), strict=True)
            ko, en = (" ".join(text[a:b] for a, b in place) for text, place in sides)
            pairs.append((" ".join(ko.split()), " ".join(en.split())))
    for number, (ko, en) in enumerate(cycle(pairs)):
        yield ko and f"{number}번 {ko}", en and f"No. {number} {en}"


def write(path: Path, pairs: Iterable[tuple[str, str]]) -> None:
    """A TSV of the two columns."""
    with path.open("w", encoding="utf-8") as out:
        out.write("ko\ten\n")
        out.writelines(f"{ko}\t{en}\n" for ko, en in pairs)


def report(name: str, path: Path, size: int, jobs: int, more: Iterable[str] = ()) -> None:
    """Check the file and print a row."""
    command = [sys.executable, "-m", "aligner", "check", "--isolated", "--format", "concise"]
    command += [str(path), "--jobs", str(jobs), "--quiet", *more]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode not in (0, 1):
        sys.exit(f"{name}: the command failed")
    print(
        f"{name:<28}{jobs:>6}{path.stat().st_size / MEGABYTE:>8.1f}{seconds:>10.1f}"
        f"{usage.ru_utime + usage.ru_stime:>10.1f}{size / seconds:>10.0f}{usage.ru_maxrss / 1024:>10.0f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
