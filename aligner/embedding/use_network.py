"""The numbers of use-multilingual: from token ids to sentence vectors.

Universal Sentence Encoder, multilingual, v3 (Yang et al. 2019, "Multilingual
Universal Sentence Encoder for Semantic Retrieval"), the convolutional variant:

    token embedding (512) ─┬──────────────────────────────────────────┐
                           ├ project, norm ─ conv 2 ─ conv 2 (256) ───┤ norm ─ sum over tokens
                           ├ project, norm ─ conv 3 ─ conv 3 (256) ───┤ / √tokens ─ project (512)
                           └ project, norm ─ conv 5 ─ conv 5 (256) ───┘ ─ 3 dense layers ─ unit

Three things make it fast with numpy alone. All that comes before the second
convolution is a sum of terms that depend on one token type each, so it is
computed once for the types of a few thousand tokens and looked up: two fifths of the
multiplications. The second convolution is done for tiles of four tokens at once by
minimal filtering (`aligner.embedding.filtering`): half of the rest. And the
projection after the sum is linear, so it is applied to sums, not to tokens. The sums
themselves are what `Network.sums` returns: sums over the tokens of a window of
sentences are sums of its sentences' sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aligner.embedding.filtering import TILE, TiledFilter
from aligner.embedding.threads import mapped_in_threads

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]
Places = NDArray[np.int64]

DIMENSIONS = 512
REACH = 4
"""A token's features depend on the tokens up to this far on either side."""

_ORDERS = ((2, 0), (3, 1), (5, 2))  # tokens under each convolution, and how many of them precede
_WIDTH = 256  # of each of the three branches
_LEFT = 2  # tokens that any convolution sees before its own, and after it
_PARTS = 17  # the embedding table comes in parts, token t being in part t % 17

# Tokens whose types share one look-up table: more of them repeat more, but the
# table (13 kB a type) grows. Tokens in one matrix product: few enough for the
# intermediate rows to stay in the processor's cache. Both are on a plateau.
_TABLE_TOKENS = 8192
_BATCH_TOKENS = 512
_BATCH_ROWS = 512  # in one product behind the sums


class Stream(NamedTuple):
    """Token ids in a row, and the row of the result to which each token counts.

    Rows ascend; -1 marks a token that is there only as its neighbours' context.
    Both are of shape ``(tokens,)``.
    """

    ids: Integers
    rows: Integers


@dataclass(frozen=True, slots=True)
class _Types:
    """What depends on the type of a token alone; T types, ids ascending.

    ``products[k]`` is of shape (T + 1, order, 256): each type's share in the
    first convolution of order k at each place under it, and zeros in the last
    row, for places outside a stream. ``totals`` and ``squares`` are the sums of
    the embeddings' elements and of their squares.
    """

    ids: Integers
    embeddings: Floats
    projected: Floats
    products: tuple[Floats, ...]
    totals: Floats
    squares: Floats


class Network:
    """The weights, as the package ships them in ``weights.npz``."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as arrays:
            self._table = np.empty((_PARTS, *arrays["q1"].shape), np.uint8)
            for part in range(_PARTS):
                self._table[part] = arrays[f"q{part + 1}"]
            weights = {name: arrays[name] for name in arrays.files if not name.startswith("q")}
        self._scale, self._low = weights["scale"], weights["lo"]
        self._epsilon = np.float32(weights["eps"])

        orders = [order for order, _ in _ORDERS]
        self._projection = np.concatenate([weights[f"proj{n}"] for n in orders], axis=1)
        self._projection_bias = np.concatenate([weights[f"proj_b{n}"] for n in orders])
        self._branch_gain = np.concatenate([weights[f"ln_g{n}"] for n in orders])
        self._branch_bias = np.concatenate([weights[f"ln_b{n}"] for n in orders])
        # The first convolution's blocks side by side, (256, order · 256), so that
        # one product gives a type's share at every place under the convolution.
        self._first = [np.concatenate(np.split(weights[f"w1_{n}"], n), axis=1) for n in orders]
        self._first_bias = [weights[f"b1_{n}"] for n in orders]
        self._second = [
            TiledFilter.of(weights[f"w2_{n}"].reshape(n, _WIDTH, _WIDTH)) for n in orders
        ]
        self._second_bias = [weights[f"b2_{n}"] for n in orders]

        # The last normalisation's gain and bias go into the projection that follows.
        self._pooled = weights["ln_g"][:, None] * weights["cnn_W"]
        self._pooled_bias = weights["ln_b"] @ weights["cnn_W"] + weights["cnn_b"]
        self._dense = [weights[name] for name in ("d0", "d1", "d2", "d3", "p1", "p3")]

    def sums(self, streams: Iterable[Stream], rows: int) -> Floats:
        """For each row, the sum of its tokens' projected features: ``(rows, 512)``.

        Memory is bounded by the batches, whatever the number and the length of
        the streams.
        """
        result = np.zeros((rows, DIMENSIONS), np.float32)
        groups = _groups(_pieces(streams), _TABLE_TOKENS)
        for first, part in mapped_in_threads(self._group_sums, groups):
            result[first : first + len(part)] += part
        return result

    def _group_sums(self, group: list[Stream]) -> tuple[int, Floats]:
        """The sums over the tokens of some streams, and the row that the first of them belongs to."""
        used = np.concatenate([stream.rows for stream in group])
        used = used[used >= 0]
        if not len(used):
            return 0, np.zeros((0, DIMENSIONS), np.float32)
        types = self._types(np.unique(np.concatenate([stream.ids for stream in group])))
        first, last = int(used[0]), int(used[-1]) + 1
        features = np.zeros((last - first, DIMENSIONS + len(_ORDERS) * _WIDTH), np.float32)
        for batch in _groups(group, _BATCH_TOKENS):
            self._add(batch, types, features, first)
        counts = np.bincount(used - first, minlength=last - first).astype(np.float32)
        return first, features @ self._pooled + counts[:, None] * self._pooled_bias

    def vectors(self, sums: Floats, lengths: Integers) -> Floats:
        """Unit vectors ``(n, 512)`` out of the sums ``(n, 512)`` over ``lengths`` tokens each."""
        result = np.empty_like(sums)
        parts = [slice(start, start + _BATCH_ROWS) for start in range(0, len(sums), _BATCH_ROWS)]
        vectors = mapped_in_threads(lambda part: self._vectors(sums[part], lengths[part]), parts)
        for part, some in zip(parts, vectors, strict=True):
            result[part] = some
        return result

    def _vectors(self, sums: Floats, lengths: Integers) -> Floats:
        d0, d1, d2, d3, p1, p3 = self._dense
        mean = sums / np.sqrt(lengths, dtype=np.float32)[:, None]
        hidden = _positive(mean @ p1 + _positive(mean @ d0) @ d1)
        vectors = np.tanh(hidden @ p3 + _positive(hidden @ d2) @ d3)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))

    def _types(self, ids: Integers) -> _Types:
        part = ids % _PARTS
        embeddings = self._table[part, ids // _PARTS].astype(np.float32)
        embeddings *= self._scale[part, None]
        embeddings += self._low[part, None]
        # One normalisation over all three branches together, not one for each.
        projected = embeddings @ self._projection
        projected += self._projection_bias
        projected -= projected.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", projected, projected) / projected.shape[1]
        projected *= (1 / np.sqrt(variance + self._epsilon))[:, None]
        projected *= self._branch_gain
        projected += self._branch_bias
        products = []
        for k, (order, _) in enumerate(_ORDERS):
            product = np.zeros((len(ids) + 1, order * _WIDTH), np.float32)
            np.matmul(projected[:, _branch(k)], self._first[k], out=product[:-1])
            products.append(product.reshape(-1, order, _WIDTH))
        return _Types(
            ids=ids,
            embeddings=embeddings,
            projected=projected,
            products=tuple(products),
            totals=embeddings.sum(axis=1),
            squares=np.einsum("ij,ij->i", embeddings, embeddings),
        )

    def _add(self, batch: list[Stream], types: _Types, features: Floats, first: int) -> None:
        """Add the normalised features of the batch's tokens to their rows of ``features``."""
        index = np.searchsorted(types.ids, np.concatenate([stream.ids for stream in batch]))
        rows = np.concatenate([stream.rows for stream in batch])
        counted = np.flatnonzero(rows >= 0)
        if not len(counted):
            return
        n, rows, own = len(index), rows[counted], index[counted]
        lengths = np.array([len(stream.ids) for stream in batch])
        near_types = np.append(index, len(types.ids))[_around(np.arange(n), lengths, 2 * _LEFT + 1)]
        tiles, place = _tiles(np.repeat(np.arange(len(batch)), lengths)[counted])
        near = _around(counted[tiles], lengths, 2 * _LEFT + TILE).T

        convolved = np.empty((len(counted), len(_ORDERS) * _WIDTH), np.float32)
        padded = np.zeros((n + 1, _WIDTH), np.float32)  # the last row stands for "outside"
        hidden = padded[:n]
        for k, (order, left) in enumerate(_ORDERS):
            start = _LEFT - left
            products = types.products[k]
            np.copyto(hidden, products[near_types[:, start], 0])
            for shift in range(1, order):
                hidden += products[near_types[:, start + shift], shift]
            hidden += self._first_bias[k]
            _positive(hidden)
            hidden += types.projected[index, _branch(k)]

            under = padded[near[start : start + TILE + order - 1]]
            output = self._second[k](under).reshape(-1, _WIDTH)[place]
            output += self._second_bias[k]
            _positive(output)
            output += hidden[counted]
            convolved[:, _branch(k)] = output

        # Normalise each token's features and sum them by rows in one product: the
        # matrix holds 1 / deviation where a token (column) counts to a row.
        size = features.shape[1]
        mean = (convolved.sum(axis=1) + types.totals[own]) / size
        squares = np.einsum("ij,ij->i", convolved, convolved) + types.squares[own]
        inverse = 1 / np.sqrt(squares / size - mean * mean + self._epsilon)
        low, high = rows[0], rows[-1] + 1
        summing = np.zeros((high - low, len(rows)), np.float32)
        summing[rows - low, np.arange(len(rows))] = inverse
        target = features[low - first : high - first]
        target[:, :DIMENSIONS] += summing @ types.embeddings[own]
        target[:, DIMENSIONS:] += summing @ convolved
        target -= (summing @ mean)[:, None]


def _branch(k: int) -> slice:
    return slice(k * _WIDTH, (k + 1) * _WIDTH)


def _positive(rows: Floats) -> Floats:
    # A row of zeros, as numpy's loop over a scalar operand is three times slower.
    return np.maximum(rows, np.zeros(rows.shape[1], np.float32), out=rows)


def _around(places: Places, lengths: Places, width: int) -> Places:
    """Positions of the ``width`` tokens from 2 before each place on; the total where outside its stream.

    >>> _around(np.arange(3), np.array([2, 1]), 5)
    array([[3, 3, 0, 1, 3],
           [3, 0, 1, 3, 3],
           [3, 3, 2, 3, 3]])
    """
    ends = np.cumsum(lengths)
    stream = np.searchsorted(ends, places, side="right")[:, None]
    near = places[:, None] + np.arange(-_LEFT, width - _LEFT)
    inside = (near >= (ends - lengths)[stream]) & (near < ends[stream])
    return np.where(inside, near, ends[-1])


def _tiles(streams: Places) -> tuple[Places, Places]:
    """Put tokens that follow each other in their streams into tiles of `TILE`.

    Given the stream of each, returns the token that begins each tile, and where
    each token's result stands among those of `TiledFilter`, which has the
    first tokens of all tiles first.

    >>> _tiles(np.array([0, 0, 0, 0, 0, 1]))
    (array([0, 4, 5]), array([0, 3, 6, 9, 1, 2]))
    """
    begins = np.flatnonzero(np.diff(streams, prepend=-1))
    within = np.arange(len(streams)) - np.repeat(begins, np.diff(begins, append=len(streams)))
    starts_tile = within % TILE == 0
    tiles = np.flatnonzero(starts_tile)
    return tiles, within % TILE * len(tiles) + np.cumsum(starts_tile) - 1


def _pieces(streams: Iterable[Stream]) -> Iterator[Stream]:
    """The streams, long ones cut into overlapping pieces that give the same sums."""
    step = _BATCH_TOKENS - 2 * REACH
    for stream in streams:
        length = len(stream.ids)
        if length <= _BATCH_TOKENS:
            yield stream
            continue
        for start in range(0, length, step):
            end = min(start + step, length)
            around = slice(max(start - REACH, 0), end + REACH)
            rows = stream.rows[around].copy()
            rows[: start - around.start] = -1
            rows[end - around.start :] = -1
            yield Stream(stream.ids[around], rows)


def _groups(streams: Iterable[Stream], tokens: int) -> Iterator[list[Stream]]:
    """Consecutive streams in lists of at most that many tokens (or of one stream)."""
    group: list[Stream] = []
    total = 0
    for stream in streams:
        if group and total + len(stream.ids) > tokens:
            yield group
            group, total = [], 0
        group.append(stream)
        total += len(stream.ids)
    if group:
        yield group
