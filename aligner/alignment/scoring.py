"""From evidence to the scores of all beads in a corridor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.alignment import features
from aligner.alignment.corridor import Corridor
from aligner.alignment.evidence import MAX_SENTENCES, Evidence
from aligner.alignment.features import BEAD_FEATURES, BEAD_TYPES, NULL_FEATURES, Cells
from aligner.alignment.search import IMPOSSIBLE, Lattice
from aligner.resources import fitted, require_names

Floats = NDArray[np.float32]

PARAMETERS = "alignment.json"
"""The fitted parameters, in the folder ``models``; the script that fits them lies beside."""

LEAST_SIMILARITY = 0.0
"""Beads whose sides are less alike than two sentences at random are not considered."""
_WHOLE = 130_000  # cells that are done in one block
_BLOCK = 128
_CONTEXT = 16


@dataclass(frozen=True)
class Network:
    """A linear score plus one hidden layer: ``x·direct + tanh(x·hidden + h)·output + bias``."""

    direct: Floats
    hidden: Floats
    hidden_bias: Floats
    output: Floats
    bias: float

    def __call__(self, values: Floats) -> Floats:
        """Scores (n,) of the rows of ``values`` (n, features)."""
        inner = np.tanh(values @ self.hidden + self.hidden_bias)
        scores: Floats = values @ self.direct + inner @ self.output + np.float32(self.bias)
        return scores

    @classmethod
    def from_json(cls, data: Mapping[str, Any], names: tuple[str, ...]) -> Network:
        """Read one network and make sure that it was fitted to these features."""
        require_names(PARAMETERS, data["features"], names)
        arrays = {
            key: np.array(data[key], np.float32)
            for key in ("direct", "hidden", "hidden_bias", "output")
        }
        return cls(**arrays, bias=float(data["bias"]))


@dataclass(frozen=True)
class Parameters:
    """All that was fitted for the search: both networks."""

    bead: Network
    null: Network


@cache
def parameters() -> Parameters:
    """The parameters that ship with this version."""
    data = fitted(PARAMETERS)
    return Parameters(
        Network.from_json(data["bead"], BEAD_FEATURES),
        Network.from_json(data["null"], NULL_FEATURES),
    )


@dataclass(frozen=True)
class Block:
    """Some rows of the corridor with the features of all beads that start in them.

    ``nodes[t]`` are the flat corridor positions of the beads of type ``t``, whose
    features are ``beads[t]``; ``ko`` and ``en`` are the sentences that
    ``ko_null`` and ``en_null`` describe.
    """

    nodes: list[NDArray[np.int64]]
    beads: list[Floats]
    ko: slice
    ko_null: Floats
    en: slice
    en_null: Floats


def blocks(ko: Evidence, en: Evidence, corridor: Corridor, signal: float) -> Iterator[Block]:
    """Go down the corridor block by block: features take more memory than the scores made of them."""
    rows, columns = len(ko), len(en)
    rarity = features.rarity(ko, en)
    height = rows if rows * columns <= _WHOLE else _BLOCK
    for first in range(0, rows, height):
        last = min(first + height, rows)
        top = max(0, first - _CONTEXT)
        bottom = min(rows, last + _CONTEXT)
        left = int(corridor.starts[top])
        right = min(columns, int(corridor.stops[bottom]))
        plane = features.plane(ko.part(top, bottom), en.part(left, right), signal, rarity)
        cells, nodes = _cells(plane, corridor, (first, last), (top, left), (rows, columns))
        ko_null = features.null_features(
            plane.ko, plane.single, korean=True, first=top, total=rows
        )[first - top : last - top]
        en_null = features.null_features(
            plane.en, plane.single.T, korean=False, first=left, total=columns
        )
        beads = features.bead_features(plane, BEAD_TYPES, cells)
        yield Block(nodes, beads, slice(first, last), ko_null, slice(left, right), en_null)


def lattice(
    ko: Evidence, en: Evidence, corridor: Corridor, signal: float, fitted: Parameters
) -> Lattice:
    """Score every bead and every null bead in the corridor."""
    beads = np.full((len(BEAD_TYPES), corridor.size), IMPOSSIBLE)
    ko_null = np.zeros(len(ko))
    en_null_features = np.full((len(en), len(NULL_FEATURES)), -np.inf, np.float32)
    en_null_features[:, 1:] = 0
    for block in blocks(ko, en, corridor, signal):
        for scores, nodes, values in zip(beads, block.nodes, block.beads, strict=True):
            scores[nodes] = fitted.bead(values)
        ko_null[block.ko] = fitted.null(block.ko_null)
        _keep_closest(en_null_features[block.en], block.en_null)
    return Lattice(
        corridor, BEAD_TYPES, beads, ko_null, fitted.null(en_null_features).astype(float)
    )


def _keep_closest(known: Floats, seen: Floats) -> None:
    """Update an English sentence's null features by those of the block that holds its best match."""
    closer = seen[:, 0] > known[:, 0]
    known[closer] = seen[closer]


def _cells(
    plane: features.Plane,
    corridor: Corridor,
    span: tuple[int, int],
    corner: tuple[int, int],
    size: tuple[int, int],
) -> tuple[list[Cells], list[NDArray[np.int64]]]:
    """For each bead type the cells of the plane, and nodes of the corridor, where one may start."""
    first, last = span
    top, left = corner
    i = np.arange(first, last)[:, None]
    j = np.arange(left, left + plane.single.shape[1])[None]
    inside = (j >= corridor.starts[i]) & (j < corridor.stops[i])
    cells, nodes = [], []
    for n, m in BEAD_TYPES:
        below = np.minimum(i + n, size[0])
        ends_inside = (j + m >= corridor.starts[below]) & (j + m < corridor.stops[below])
        fits = (i + n <= size[0]) & (j + m <= size[1])
        alike = plane.similarity[n - 1, m - 1, first - top : last - top] > LEAST_SIMILARITY
        rows, columns = np.nonzero(inside & ends_inside & fits & alike)
        cells.append((rows + first - top, columns))
        nodes.append(
            corridor.offsets[rows + first] + columns + left - corridor.starts[rows + first]
        )
    return cells, nodes


assert MAX_SENTENCES < _CONTEXT
