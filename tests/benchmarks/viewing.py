"""How fast the review page and the report are in a browser, with many pairs.

    python -m tests.benchmarks.viewing [--pairs 10000] [--report 100000]

First paint counts from asking for the page until its first rows are drawn; an action from the key
until the change is shown, its line of the journal being on the disk. Wants an idle machine.
"""

from __future__ import annotations

import argparse
import math
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from aligner.formats import read_pairs, write_pairs
from tests.browsing import ARGUMENTS, CHROMIUM

SAMPLES = ("festival", "editorial", "politics", "webpage")
_PAINTED = """new Promise(done => {
  const look = () => document.querySelector(".row") && document.documentElement.dataset.ready
    ? requestAnimationFrame(() => setTimeout(() => done(performance.now()))) : setTimeout(look, 5);
  look(); })"""


def made(count: int, folder: Path) -> Path:
    """So many rows, from sample articles again and again, each a document of its own."""
    base = []
    for name in SAMPLES:
        target = folder / f"{name}.jsonl"
        files = [f"corpus/samples/{name}.{side}.txt" for side in ("ko", "en")]
        command = [
            sys.executable,
            "-m",
            "aligner",
            "align",
            *files,
            "--unaligned",
            "-q",
            "-o",
            str(target),
        ]
        subprocess.run(command, check=True)
        base.append(read_pairs(target))
    rows, number = [], 0
    while len(rows) < count:
        some = base[number % len(base)]
        rows += [replace(pair, doc=f"{pair.doc}-{number:05}") for pair in some]
        number += 1
    path = folder / f"{count}.jsonl"
    write_pairs(rows[:count], path)
    return path


def review(path: Path, browser) -> None:
    """Open the review page and press keys."""
    command = [sys.executable, "-m", "aligner", "review", str(path), "--no-open"]
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        address = process.stdout.readline().strip()
        print(f"review: the program answers after {time.perf_counter() - started:.1f} s")
        page = browser.new_page()
        page.goto(address, wait_until="commit")
        print(f"review: first paint after {page.evaluate(_PAINTED) / 1000:.2f} s")
        for name, keys in {
            "confirm": ["Enter"], "merge": ["m"], "undo": ["z"], "set aside": ["a"], "move": ["Alt+ArrowDown"], "swap": ["w"],
        }.items():  # fmt: skip
            times = []
            for _ in range(40):
                page.evaluate("delete document.documentElement.dataset.milliseconds")
                page.evaluate(
                    """window.addEventListener("keydown", () => { window.pressedAt = performance.now(); },
                         {capture: true, once: true})"""
                )
                page.keyboard.press(keys[0])
                took = page.evaluate(
                    """new Promise(done => { const look = () => document.documentElement.dataset.busy
                         ? setTimeout(look, 1) : requestAnimationFrame(() => done(performance.now() - window.pressedAt));
                         look(); })"""
                )
                if page.evaluate("document.documentElement.dataset.milliseconds"):
                    times.append(took)
                page.keyboard.press("ArrowDown")
            if times:
                print(
                    f"review: {name:10} median {statistics.median(times):5.0f} ms, "
                    f"95th percentile {_percentile(times, 95):5.0f} ms, most {max(times):5.0f} ms, {len(times)} times"
                )
        page.close()
    finally:
        process.terminate()
        process.wait()


def _percentile(values: list[float], percent: int) -> float:
    """The smallest value that so many in a hundred do not exceed."""
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]


def report(path: Path, browser) -> None:
    """Make the report and filter it."""
    target = path.with_suffix(".html")
    started = time.process_time(), time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "aligner", "report", str(path), "-o", str(target), "-q"], check=True
    )
    print(
        f"report: made in {time.perf_counter() - started[1]:.1f} s, {target.stat().st_size / 1e6:.1f} MB"
    )
    page = browser.new_page()
    started_at = time.perf_counter()
    page.goto(target.as_uri(), wait_until="commit")
    page.evaluate(_PAINTED)
    print(f"report: first rows after {time.perf_counter() - started_at:.2f} s")
    for what, script in {
        "filter by confidence": "f('confidence', '0 0.5')",
        "filter by text": "f('text', '버스')",
        "go to the last row": "(location.hash = '#p' + JSON.parse(document.getElementById('data').textContent).pairs.length)",
    }.items():
        took = page.evaluate(
            f"""() => new Promise(done => {{ const f = (id, value) => {{ const e = document.getElementById(id);
                 e.value = value; e.dispatchEvent(new Event('input')); }};
                 const start = performance.now(); {script};
                 requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))); }})"""
        )
        print(f"report: {what} {took:.0f} ms")
    page.close()


def main() -> None:
    """Measure both."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=10_000)
    parser.add_argument("--report", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        review(made(options.pairs, Path(folder)), browser)
        report(made(options.report, Path(folder)), browser)
        browser.close()


if __name__ == "__main__":
    main()
