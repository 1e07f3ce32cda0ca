"""How much each Korean document resembles each English one, by what they say.

The sentences are compared, not the documents as a whole: the mean vector of an
article tells its topic, and in a folder many articles share one. Each sentence
looks for its best counterpart in the other document; a sentence that is near to
everything ("He said.") counts less, by cross-domain similarity local scaling
(CSLS; Conneau et al. 2018, "Word Translation Without Parallel Data"). Numbers and
Latin words, weighted by their rarity in the folder, are a second witness, and of the
whole document where only the beginning was embedded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.features import CHARACTER_RATIO
from aligner.alignment.yardstick import Yardstick
from aligner.pairing.portrait import Portrait

Floats = NDArray[np.float32]

FEATURES = (
    "similarity",
    "lead over the best rival",
    "lead in what both name",
    "unlike lengths",
    "sentences",
    "sentences without counterpart",
)

_NEIGHBOURS = 10
_SAMPLE = 4_000  # sentences that a sentence's nearness to everything is measured on
_BLOCK = 4_000_000  # sentence pairs that are compared at once
_CLEAR_LEAD = 0.2  # beyond which a pair is not likelier
_ALIKE = 0.3  # the least similarity of nearly all translations of more than a few sentences
_WITNESSES = 8  # sentences; what this number is makes no difference but to the fit's penalty
_ENOUGH = 32  # sentences, beyond which more make no difference


def features(ko: Sequence[Portrait], en: Sequence[Portrait], yardstick: Yardstick) -> Floats:
    """What speaks for and against each pair of documents: ``(ko, en, len(FEATURES))``.

    Both sides need a document, and each document a vector. ``yardstick`` gives
    the encoder's scale, and a background where there are few documents.
    """
    similarity = _similarity(ko, en, yardstick)
    named = _shared([one.named for one in ko], [one.named for one in en])
    ko_length, en_length = (
        np.log([max(1, one.length) for one in side]).astype(np.float32) for side in (ko, en)
    )
    ratio = en_length[None] - ko_length[:, None] - np.float32(np.log(CHARACTER_RATIO))
    ko_count, en_count = (np.array([len(one.vectors) for one in side]) for side in (ko, en))
    count = np.minimum(np.minimum(ko_count[:, None], en_count[None]), _ENOUGH)
    return np.stack(
        [
            similarity,
            np.minimum(_lead(similarity, _ALIKE), _CLEAR_LEAD),
            _lead(named, 0),
            np.minimum(np.abs(ratio), 2),
            np.log(count),
            # Each sentence is a witness of its own: many that are unlike leave no doubt.
            np.minimum(similarity - np.float32(_ALIKE), 0) * count / _WITNESSES,
        ],
        axis=2,
    ).astype(np.float32)


def _similarity(ko: Sequence[Portrait], en: Sequence[Portrait], yardstick: Yardstick) -> Floats:
    """The mean of each sentence's scaled similarity to its best counterpart, (ko, en)."""
    ko_rows, ko_starts = _centred([one.vectors for one in ko], yardstick.ko)
    en_rows, en_starts = _centred([one.vectors for one in en], yardstick.en)
    ko_near, en_near = _nearness(ko_rows, en_rows), _nearness(en_rows, ko_rows)
    ko_counts, en_counts = np.diff(ko_starts), np.diff(en_starts)
    result = np.empty((len(ko), len(en)), np.float32)
    documents = max(1, _BLOCK // max(1, int(ko_counts.max()) * int(en_starts[-1])))
    for first in range(0, len(ko), documents):
        last = min(first + documents, len(ko))
        rows = slice(ko_starts[first], ko_starts[last])
        compared = ko_rows[rows] @ en_rows[: en_starts[-1]].T
        compared *= 2
        compared -= ko_near[rows, None]
        compared -= en_near[None, : en_starts[-1]]
        starts = ko_starts[first:last] - ko_starts[first]
        best = np.maximum.reduceat(compared, en_starts[:-1], axis=1)
        of_ko = np.add.reduceat(best, starts, axis=0) / ko_counts[first:last, None]
        best = np.maximum.reduceat(compared, starts, axis=0)
        of_en = np.add.reduceat(best, en_starts[:-1], axis=1) / en_counts[None]
        result[first:last] = (of_ko + of_en) / 2
    return result


def _centred(documents: Sequence[Floats], background: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """All sentences and the background behind them, less what the language has in common.

    Returns unit rows and where each document begins in them; the last entry is
    where the background does.
    """
    rows = np.concatenate([*documents, background]).astype(np.float32)
    rows -= rows.mean(axis=0)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-9))
    return rows, np.cumsum([0, *map(len, documents)])


def _nearness(rows: Floats, others: Floats) -> Floats:
    """Each row's mean similarity to its nearest others, of an even sample of them."""
    sample = others[:: -(-len(others) // _SAMPLE)]
    near = np.empty(len(rows), np.float32)
    step = max(1, _BLOCK // len(sample))
    for start in range(0, len(rows), step):
        compared = rows[start : start + step] @ sample.T
        near[start : start + step] = np.partition(compared, -_NEIGHBOURS, axis=1)[
            :, -_NEIGHBOURS:
        ].mean(axis=1)
    return near


def _lead(values: Floats, usual: float) -> Floats:
    """Each cell less its best rival, in its row or in its column; less ``usual`` if it has none.

    >>> _lead(np.array([[0.5, 0.75], [0.25, 0.0]]), 0.25)
    array([[-0.25,  0.25],
           [-0.25, -0.75]])
    >>> _lead(np.array([[0.75]]), 0.25)
    array([[0.5]])
    """
    return np.minimum(_lead_in_row(values, usual), _lead_in_row(values.T, usual).T)


def _lead_in_row(values: Floats, usual: float) -> Floats:
    """Each cell less the best other one in its row, or less ``usual`` where there is no other."""
    if values.shape[1] < 2:
        return values - np.asarray(usual, values.dtype)
    rows = np.arange(len(values))
    best = values.argmax(axis=1)
    rival = np.repeat(values[rows, best][:, None], values.shape[1], axis=1)
    rival[rows, best] = np.partition(values, -2, axis=1)[:, -2]
    lead: Floats = values - rival
    return lead


def _shared(ko: Sequence[frozenset[str]], en: Sequence[frozenset[str]]) -> Floats:
    """The cosine of what both sides name, rare things counting more, (ko, en)."""
    from scipy.sparse import csr_array

    seen = Counter(item for side in (ko, en) for items in side for item in items)
    common = sorted(frozenset().union(*ko) & frozenset().union(*en))
    place = {item: column for column, item in enumerate(common)}
    if not common:
        return np.zeros((len(ko), len(en)), np.float32)
    weight = np.log1p((len(ko) + len(en)) / np.array([seen[item] for item in common]))
    matrices = []
    for side in (ko, en):
        held = [sorted(place[item] for item in items & place.keys()) for items in side]
        columns = np.array([column for row in held for column in row], np.int64)
        starts = np.cumsum([0, *map(len, held)])
        matrices.append(
            csr_array(
                (weight[columns].astype(np.float32), columns, starts),
                shape=(len(side), len(common)),
            )
        )
    # One more in the norms: what rests on a single common number proves little.
    norms = [np.sqrt(matrix.power(2).sum(axis=1) + 1) for matrix in matrices]
    product = (matrices[0] @ matrices[1].T).toarray()
    return np.asarray(product / (norms[0][:, None] * norms[1][None]), np.float32)
