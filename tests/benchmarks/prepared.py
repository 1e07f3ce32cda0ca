"""Documents on disk with their vectors, so that every aligner gets the same.

A prepared document is a folder with the lines of both sides and, layer by layer,
the unit vectors of the windows of 1, 2 … sentences that begin with each line.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from aligner.alignment.yardstick import Yardstick
from aligner.embedding import Encoder, windows
from aligner.pipeline.measuring import measured
from aligner.types import SIDES

WINDOWS = 8
"""Layers that are kept: sentweave's beads have up to eight sentences on both sides together."""

Sides = tuple[list[str], list[str]]


@dataclass(frozen=True)
class Prepared:
    """One document in its folder; vectors are read when they are asked for."""

    folder: Path

    @property
    def sides(self) -> Sides:
        """The lines of both sides."""
        ko, en = json.loads((self.folder / "lines.json").read_text(encoding="utf-8"))
        return ko, en

    @property
    def yardstick(self) -> Yardstick:
        """What the encoder makes of known translations."""
        ko, en = (np.load(self.folder / f"yardstick.{side}.npy") for side in SIDES)
        return Yardstick(ko, en, float(np.load(self.folder / "signal.npy")))

    @property
    def padding(self) -> np.ndarray:
        """The vector of the text that sentweave puts where no window is."""
        return np.load(self.folder / "padding.npy")

    def layer(self, side: str, size: int) -> np.ndarray:
        """The vectors (lines, d) of windows of ``size`` lines, zero where they run over the end."""
        return np.load(self.folder / f"{side}.{size}.npy")


def write(
    folder: Path, sides: Sides, layers: list[np.ndarray], yardstick: Yardstick, padding: np.ndarray
) -> Prepared:
    """Put a document in its folder; ``layers`` are the windows (WINDOWS, lines, d) of each side."""
    folder.mkdir(parents=True)
    (folder / "lines.json").write_text(json.dumps(sides), encoding="utf-8")
    for side, stacked in zip(SIDES, layers, strict=True):
        for size, vectors in enumerate(stacked, 1):
            np.save(folder / f"{side}.{size}.npy", vectors)
    for side, background in zip(SIDES, (yardstick.ko, yardstick.en), strict=True):
        np.save(folder / f"yardstick.{side}.npy", background)
    np.save(folder / "signal.npy", yardstick.signal)
    np.save(folder / "padding.npy", padding)
    return Prepared(folder)


def embed(folder: Path, sides: Sides, encoder: Encoder) -> Prepared:
    """Put a document in its folder with the vectors that the encoder gives it."""
    layers = [windows(encoder, lines, WINDOWS) for lines in sides]
    return write(folder, sides, layers, measured(encoder), encoder.encode(["PAD"])[0])


def gold_lines(document: Any) -> Sides:
    """The two sides of a `GoldDocument`."""
    return list(document.ko_lines), list(document.en_lines)
