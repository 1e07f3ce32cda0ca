"""Rows for training sentence encoders with sentence-transformers, as JSON lines.

``anchor`` and ``positive``, and with hard negatives ``negative_1`` and so on: what
MultipleNegativesRankingLoss takes, in this order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aligner.corpus.exports.options import Options, each_way, sides
from aligner.corpus.exports.selection import Chosen
from aligner.formats.jsonl import json_line
from aligner.types import Pair, Side


def render(documents: Iterable[Chosen], options: Options) -> Iterator[str]:
    """The file, line by line. With negatives all pairs are held in memory.

    Raises InputError if there are too few pairs for the negatives, ModelError for a model
    that cannot be had.
    """
    pairs = (pair for document in documents for pair in document.pairs)
    if options.negatives:
        yield from _with_negatives(list(pairs), options)
        return
    for anchor, positive in each_way(pairs, options):
        yield json_line({"anchor": anchor, "positive": positive})


def _with_negatives(pairs: list[Pair], options: Options) -> Iterator[str]:
    from aligner.corpus.exports.hard_negatives import mine
    from aligner.embedding import load

    if not pairs:
        return
    for source in options.sources:
        target: Side = "en" if source == "ko" else "ko"
        anchors, positives = zip(*(sides(pair, source) for pair in pairs), strict=True)
        chosen = mine(anchors, positives, (source, target), load(options.model), options.negatives)
        for anchor, positive, negatives in zip(anchors, positives, chosen, strict=True):
            named = {f"negative_{n}": positives[other] for n, other in enumerate(negatives, 1)}
            yield json_line({"anchor": anchor, "positive": positive, **named})
