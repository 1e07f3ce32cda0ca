"""What an encoder is, and vectors of sentence windows for any of them.

An encoder turns texts into vectors whose cosine says how alike the texts are,
across languages. The aligner compares not only sentences but *windows*, runs of
up to a few sentences that a translator may have merged, so it asks for the
vectors of all windows of a document at once: `windows`, or of many documents:
`windows_of`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from aligner.errors import ModelError


@runtime_checkable
class Encoder(Protocol):
    """Anything that turns ``n`` texts into an ``(n, d)`` array of floats.

    The rows need not be normalised. The encoders that `aligner.embedding.load`
    makes also have ``name`` and ``dimensions`` (``d``), return float32 rows of
    length 1, and take any string: empty, very long, not well-formed.
    """

    def encode(self, texts: list[str]) -> NDArray[Any]:
        """Vectors of the texts, shape ``(n, d)``."""
        ...


@runtime_checkable
class WindowEncoder(Encoder, Protocol):
    """An encoder that has a better way to window vectors than `compose`."""

    def encode_windows(
        self, documents: Sequence[list[str]], size: int
    ) -> Sequence[NDArray[np.float32]]:
        """Vectors of all windows of each document, as described for `windows`."""
        ...


def windows(encoder: Encoder, texts: list[str], size: int) -> NDArray[np.float32]:
    """Vectors of all windows of up to ``size`` consecutive sentences: ``(size, n, d)``.

    ``[k - 1, i]`` is the L2-normalised vector of sentences ``i`` to ``i + k - 1``
    taken as one text, and zero where ``i + k > n``. They come from the encoder's
    own ``encode_windows`` where it has one, otherwise from `compose`. Raises
    ModelError when the encoder returns something other than finite rows, one
    for each text.

    >>> class Lengths:
    ...     def encode(self, texts):
    ...         return [[len(text), 1.0] for text in texts]
    >>> windows(Lengths(), ["", "abc"], 2).round(2)
    array([[[0.  , 1.  ],
            [0.95, 0.32]],
    <BLANKLINE>
           [[0.73, 0.69],
            [0.  , 0.  ]]], dtype=float32)
    """
    return windows_of(encoder, [texts], size)[0]


def windows_of(
    encoder: Encoder, documents: Sequence[list[str]], size: int
) -> list[NDArray[np.float32]]:
    """The `windows` of each document, embedded together: short ones cost no more than long ones.

    No window reaches from one document into the next. Beside other documents a vector
    may differ from what it is alone, by rounding (some 1e-7).
    """
    if not isinstance(encoder, WindowEncoder):
        return [
            compose(vectors, lengths_of(texts), size)
            for texts, vectors in zip(documents, sentence_vectors(encoder, documents), strict=True)
        ]
    filled = [texts for texts in documents if texts]
    arrays = iter(encoder.encode_windows(filled, size) if filled else ())
    empty = np.zeros((size, 0, getattr(encoder, "dimensions", 0)), np.float32)
    return [
        _checked(encoder, next(arrays, ()), (size, len(texts))) if texts else empty
        for texts in documents
    ]


def sentence_vectors(encoder: Encoder, documents: Sequence[list[str]]) -> list[NDArray[np.float32]]:
    """Unit vectors ``(n, d)`` of the sentences of each document, encoded in one call."""
    texts = [text for document in documents for text in document]
    if not texts:
        return [np.zeros((0, getattr(encoder, "dimensions", 0)), np.float32) for _ in documents]
    vectors = normalised(_checked(encoder, encoder.encode(texts), (len(texts),)))
    borders = accumulate(map(len, documents), initial=0)
    return [vectors[start:end] for start, end in pairwise(borders)]


def lengths_of(texts: list[str]) -> NDArray[np.int64]:
    """The characters of each text, for `compose`."""
    return np.array([len(text) for text in texts], np.int64)


def compose(
    vectors: NDArray[np.float32], lengths: NDArray[np.integer[Any]], size: int
) -> NDArray[np.float32]:
    """Window vectors out of the unit vectors ``(n, d)`` of sentences: ``(size, n, d)``.

    A window's vector is the mean of its sentences' vectors, each weighted by the
    square root of its length in characters. Of the plain mean, the length and
    its root, the root comes nearest to the vectors of the joined texts for
    multilingual-e5-small once the mean vector is taken off both, which is what
    tells windows apart: ``python -m tests.benchmarks.encoder --windows``.
    """
    weighted = vectors * np.sqrt(np.maximum(lengths, 1))[:, None]
    n, dimensions = vectors.shape
    result = np.zeros((size, n, dimensions), np.float32)
    running = np.zeros((n, dimensions))
    for k in range(1, min(size, n) + 1):
        running = running[: n - k + 1] + weighted[k - 1 :]
        result[k - 1, : n - k + 1] = normalised(running)
    return result


def normalised(vectors: NDArray[Any]) -> NDArray[np.float32]:
    """The rows scaled to length 1; a row of zeros stays as it is.

    >>> normalised(np.array([[3.0, 4.0], [0.0, 0.0]]))
    array([[0.6, 0.8],
           [0. , 0. ]], dtype=float32)
    """
    rows = np.asarray(vectors, np.float64)
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    return (rows / np.where(norms > 0, norms, 1)).astype(np.float32)


def well_formed(text: str) -> str:
    r"""The text with U+FFFD for lone surrogates, which no UTF-8 can carry.

    >>> well_formed("가\ud800나")
    '가�나'
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _checked(encoder: Encoder, raw: object, leading: tuple[int, ...]) -> NDArray[np.float32]:
    """``raw`` as floats, if it has the leading dimensions, one more, and finite values."""
    who = f"the encoder {getattr(encoder, 'name', type(encoder).__name__)!r}"
    try:
        with np.errstate(over="ignore"):
            vectors = np.asarray(raw, np.float32)
    except (TypeError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise ModelError(f"{who} must return an array of numbers: {reason}") from error
    if vectors.shape[:-1] != leading or vectors.shape[-1] == 0:
        wanted = "(" + ", ".join(map(str, (*leading, "d"))) + ")"
        raise ModelError(f"{who} must return an array of shape {wanted}, not {vectors.shape}")
    if not np.isfinite(vectors).all():
        row = np.argwhere(~np.isfinite(vectors))[0][-2]
        raise ModelError(f"{who} returned a vector that is not finite (NaN or inf) for text {row}")
    return vectors
