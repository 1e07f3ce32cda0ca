"""The numbers of use-multilingual: from token ids to sentence vectors.

Universal Sentence Encoder, multilingual, v3 (Yang et al. 2019, "Multilingual
Universal Sentence Encoder for Semantic Retrieval"), the convolutional variant:

    token embedding (512) ─┬──────────────────────────────────────────┐
                           ├ project, norm ─ conv 2 ─ conv 2 (256) ───┤ norm ─ sum over tokens
                           ├ project, norm ─ conv 3 ─ conv 3 (256) ───┤ / √tokens ─ project (512)
                           └ project, norm ─ conv 5 ─ conv 5 (256) ───┘ ─ 3 dense layers ─ unit

Three things make it fast with numpy alone. All that comes before the second
convolution is a sum of terms that depend on one token type each, so it is
computed once for the types of many thousand tokens and looked up: two fifths of the
multiplications. The second convolution is done for tiles of four tokens at once by
minimal filtering (`aligner.embedding.filtering`): half of the rest. And what follows
the sum is linear up to the first dense layers, so that they are applied to sums, not to
tokens. These sums are what `Network.sums` returns: sums over the tokens of a window of
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
_TABLE_TOKENS = 32768
_BATCH_TOKENS = 512
_BATCH_ROWS = 512  # in one product behind the sums


class Stream(NamedTuple):
    """Token ids ``(tokens,)`` in a row, and the rows of the result that each token changes.

    ``rows``, of shape ``(2, tokens)``, names the row that a token is added to and the one it is
    taken off; -1 is none. Tokens that are added to none are there only as their neighbours'
    context, before and behind those that are.
    """

    ids: Integers
    rows: Integers


@dataclass(frozen=True, slots=True)
class _Types:
    """What depends on the type of a token alone; T types, ids ascending.

    Each array has T + 1 rows, the last of zeros, for places outside a stream.
    ``projected`` is of shape (3, T + 1, 256); ``products[k]`` of shape (order, T + 1, 256):
    each type's share in the first convolution of order k at each place under it, with the
    bias in that at the token's own place. ``totals`` and ``squares`` are the sums of the
    embeddings' elements and of their squares.
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
        self._first = [weights[f"w1_{n}"].reshape(n, _WIDTH, _WIDTH) for n in orders]
        self._first_bias = [weights[f"b1_{n}"] for n in orders]
        self._second = [
            TiledFilter.of(weights[f"w2_{n}"].reshape(n, _WIDTH, _WIDTH)) for n in orders
        ]
        self._second_bias = [weights[f"b2_{n}"] for n in orders]

        # The last normalisation's gain and bias, the projection that follows and both dense
        # layers behind it are one product.
        dense = np.concatenate([weights["d0"], weights["p1"]], axis=1)
        self._pooled = weights["ln_g"][:, None] * weights["cnn_W"] @ dense
        self._pooled_bias = (weights["ln_b"] @ weights["cnn_W"] + weights["cnn_b"]) @ dense
        self._dense = [weights[name] for name in ("d1", "d2", "d3", "p3")]

    def sums(self, streams: Iterable[Stream], rows: int) -> Floats:
        """For each row, the sum of what its tokens give to the first dense layers: ``(rows, 640)``.

        Memory is bounded by the batches, whatever the number and the length of
        the streams.
        """
        result = np.zeros((rows, len(self._pooled_bias)), np.float32)
        groups = _groups(_pieces(streams), _TABLE_TOKENS)
        for first, part in mapped_in_threads(self._group_sums, groups):
            result[first : first + len(part)] += part
        return result

    def _group_sums(self, group: list[Stream]) -> tuple[int, Floats]:
        """The sums over the tokens of some streams, and the first row that they change."""
        added, taken = np.concatenate([stream.rows for stream in group], axis=1)
        first, last = _span(added, taken)
        types = self._types(np.unique(np.concatenate([stream.ids for stream in group])))
        features = np.zeros((last - first, DIMENSIONS + len(_ORDERS) * _WIDTH), np.float32)
        for batch in _groups(group, _BATCH_TOKENS):
            self._add(batch, types, features, first)
        counts = _counts(added, first, last) - _counts(taken, first, last)
        return first, features @ self._pooled + counts[:, None] * self._pooled_bias

    def vectors(self, sums: Floats, lengths: Integers) -> Floats:
        """Unit vectors ``(n, 512)`` out of the sums ``(n, 640)`` over ``lengths`` tokens each."""
        result = np.empty((len(sums), DIMENSIONS), np.float32)
        parts = [slice(start, start + _BATCH_ROWS) for start in range(0, len(sums), _BATCH_ROWS)]
        vectors = mapped_in_threads(lambda part: self._vectors(sums[part], lengths[part]), parts)
        for part, some in zip(parts, vectors, strict=True):
            result[part] = some
        return result

    def _vectors(self, sums: Floats, lengths: Integers) -> Floats:
        d1, d2, d3, p3 = self._dense
        mean = (sums / np.sqrt(lengths, dtype=np.float32)[:, None]).astype(np.float32, copy=False)
        deep, direct = mean[:, : len(d1)], mean[:, len(d1) :]
        hidden = _positive(direct + _positive(deep) @ d1)
        vectors = np.tanh(hidden @ p3 + _positive(hidden @ d2) @ d3)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))

    def _types(self, ids: Integers) -> _Types:
        count = len(ids)
        part = ids % _PARTS
        embeddings = np.zeros((count + 1, DIMENSIONS), np.float32)
        np.multiply(self._table[part, ids // _PARTS], self._scale[part, None], out=embeddings[:-1])
        embeddings[:-1] += self._low[part, None]
        # One normalisation over all three branches together, not one for each.
        together = embeddings[:-1] @ self._projection
        together += self._projection_bias
        together -= together.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", together, together) / together.shape[1]
        together *= (1 / np.sqrt(variance + self._epsilon))[:, None]
        together *= self._branch_gain
        together += self._branch_bias
        projected = np.zeros((len(_ORDERS), count + 1, _WIDTH), np.float32)
        products = []
        for k, (order, left) in enumerate(_ORDERS):
            projected[k, :-1] = together[:, _branch(k)]
            product = np.zeros((order, count + 1, _WIDTH), np.float32)
            np.matmul(projected[k, :-1], self._first[k], out=product[:, :-1])
            product[left, :-1] += self._first_bias[k]
            products.append(product)
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
        rows = np.concatenate([stream.rows for stream in batch], axis=1)
        counted = np.flatnonzero(rows[0] >= 0)
        if not len(counted):
            return
        n = len(index)
        lengths = np.array([len(stream.ids) for stream in batch])
        index = np.append(index, len(types.ids))  # the last stands for "outside", here and below
        rows = np.append(rows, [[-1], [-1]], axis=1)
        near_types = index[_around(np.arange(n), lengths, 2 * _LEFT + 1)].T
        tiles = _tiles(np.repeat(np.arange(len(batch)), lengths), counted)
        near = _around(tiles, lengths, 2 * _LEFT + TILE).T
        inside = near[_LEFT : _LEFT + TILE].ravel()  # first tokens of all tiles, second ones, …

        padded = np.zeros((n + 1, _WIDTH), np.float32)
        hidden, looked_up = padded[:n], np.empty((n, _WIDTH), np.float32)

        def look_up(table: Floats, types_there: Places, out: Floats) -> Floats:
            # All are inside the table; with another mode numpy would fill a copy of ``out``.
            return np.take(table, types_there, axis=0, out=out, mode="clip")

        convolved = []
        for k, (order, left) in enumerate(_ORDERS):
            start = _LEFT - left
            look_up(types.products[k][0], near_types[start], hidden)
            for shift in range(1, order):
                hidden += look_up(types.products[k][shift], near_types[start + shift], looked_up)
            _positive(hidden)
            hidden += look_up(types.projected[k], index[:n], looked_up)

            under = padded[near[start : start + TILE + order - 1]]
            output = self._second[k](under)
            output += self._second_bias[k]
            output = _positive(output.reshape(-1, _WIDTH))
            output += under[left : left + TILE].reshape(-1, _WIDTH)
            convolved.append(output)

        # Normalise each token's features and sum them by rows in one product: the
        # matrix holds 1 / deviation where a token (column) counts to a row.
        own, rows = index[inside], rows[:, inside]
        size = features.shape[1]
        mean = (types.totals[own] + sum(part.sum(axis=1) for part in convolved)) / size
        squares = types.squares[own] + sum(np.einsum("ij,ij->i", x, x) for x in convolved)
        inverse = 1 / np.sqrt(squares / size - mean * mean + self._epsilon)
        low, high = _span(*rows)
        summing = np.zeros((high - low, len(own)), np.float32)
        for signed, places in zip((inverse, -inverse), rows, strict=True):
            there = np.flatnonzero(places >= 0)
            summing[places[there] - low, there] = signed[there]
        target = features[low - first : high - first]
        target[:, :DIMENSIONS] += summing @ types.embeddings[own]
        for k, part in enumerate(convolved):
            target[:, DIMENSIONS:][:, _branch(k)] += summing @ part
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


def _tiles(streams: Places, counted: Places) -> Places:
    """The tokens that begin the tiles of `TILE` over counted tokens, given the stream of each token.

    The counted tokens of a stream follow each other.

    >>> _tiles(np.array([0, 0, 0, 0, 0, 0, 1]), np.array([1, 2, 3, 4, 5, 6]))
    array([1, 5, 6])
    """
    begins = np.flatnonzero(np.diff(streams[counted], prepend=-1))
    within = np.arange(len(counted)) - np.repeat(begins, np.diff(begins, append=len(counted)))
    begin: Places = counted[within % TILE == 0]
    return begin


def _span(added: Integers, taken: Integers) -> tuple[int, int]:
    """The first row that is changed and the one behind the last; none is (0, 0).

    >>> _span(np.array([-1, 4, 5]), np.array([-1, 3, -1])), _span(np.array([-1]), np.array([-1]))
    ((3, 6), (0, 0))
    """
    used = np.concatenate([added[added >= 0], taken[taken >= 0]])
    return (int(used.min()), int(used.max()) + 1) if len(used) else (0, 0)


def _counts(rows: Integers, first: int, last: int) -> Floats:
    """How many tokens name each of the rows ``first`` to ``last - 1``."""
    return np.bincount(rows[rows >= 0] - first, minlength=last - first).astype(np.float32)


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
            rows = stream.rows[:, around].copy()
            rows[:, : start - around.start] = -1
            rows[:, end - around.start :] = -1
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
