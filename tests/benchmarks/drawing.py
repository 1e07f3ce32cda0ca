"""F1 against difficulty and time against length, as PNG, from what the other benchmarks measured.

    python -m tests.benchmarks.peers --gold ../shared/gold --json peers.json
    python -m tests.benchmarks.scale --json scale.json
    python -m tests.benchmarks.drawing peers.json scale.json [--folder DIR]

writes ``f1.png`` and ``time.png``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

DIFFICULTY = ("clean", "hard1", "hard2", "hard3")
"""The same articles with more and more put in, left out, merged and moved."""
MARKERS = "os^Dv"

Rows = list[dict[str, Any]]


def main() -> None:
    """Draw both."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("peers", type=Path)
    parser.add_argument("scale", type=Path)
    parser.add_argument("--folder", type=Path, default=Path())
    options = parser.parse_args()
    peers, scale = (json.loads(path.read_text()) for path in (options.peers, options.scale))
    draw_f1(peers, options.folder / "f1.png")
    draw_time(scale, options.folder / "time.png")


def draw_f1(rows: Rows, path: Path) -> None:
    """Strict F1 on the sets of rising difficulty."""
    whole = {(row["aligner"], row["set"]): row["strict_f1"] for row in rows if row["part"] == "all"}
    figure, axes = canvas()
    names = dict.fromkeys(name for name, _ in whole)
    for marker, name in zip(MARKERS, names, strict=False):
        axes.plot(DIFFICULTY, [whole[name, each] for each in DIFFICULTY], marker=marker, label=name)
    axes.set(ylabel="strict F1", ylim=(0, 1.02), title="Held-out documents, same vectors")
    save(figure, axes, path)


def draw_time(rows: Rows, path: Path) -> None:
    """CPU seconds against sentences a side, on logarithmic axes."""
    figure, axes = canvas()
    names = dict.fromkeys(row["aligner"] for row in rows)
    for marker, name in zip(MARKERS, names, strict=False):
        some = [row for row in rows if row["aligner"] == name]
        sizes, seconds = zip(*((row["sentences"], row["cpu_seconds"]) for row in some), strict=True)
        axes.plot(sizes, seconds, marker=marker, label=name)
    axes.set(
        xscale="log",
        yscale="log",
        xlabel="sentences a side",
        ylabel="CPU seconds",
        title="Alignment proper, vectors at hand",
    )
    save(figure, axes, path)


def canvas() -> tuple[Figure, Any]:
    """A figure with one pair of axes."""
    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.subplots()
    axes.grid(alpha=0.3)
    return figure, axes


def save(figure: Figure, axes: Any, path: Path) -> None:
    """Name the aligners and write the file."""
    axes.legend(frameon=False)
    figure.savefig(path, dpi=150)


if __name__ == "__main__":
    main()
