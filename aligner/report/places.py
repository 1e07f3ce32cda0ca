"""Where the sentences of a document stand, whatever its file tells of that."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.types import Pair, Side, Span

Ranks = tuple[int, ...]


def ranks(pairs: Sequence[Pair], side: Side) -> list[Ranks]:
    """For each pair of one document the ranks of its sentences, from 0, on a side.

    They follow the spans if all pairs have them, else the sentence numbers, else the
    order of the pairs.

    >>> pairs = [Pair("d", "나.", "B.", ko_spans=((3, 5),)), Pair("d", "가.", "A.", ko_spans=((0, 2),))]
    >>> ranks(pairs, "ko"), ranks(pairs, "en")
    ([(1,), (0,)], [(0,), (1,)])
    """
    counts = [sentence_count(pair, side) for pair in pairs]
    keys = _keys(pairs, side, counts)
    everything = [(key, row, at) for row, some in enumerate(keys) for at, key in enumerate(some)]
    places: list[list[int]] = [[] for _ in pairs]
    for rank, (_, row, _) in enumerate(sorted(everything)):
        places[row].append(rank)
    return [tuple(some) for some in places]


def _keys(pairs: Sequence[Pair], side: Side, counts: Sequence[int]) -> list[list[int]]:
    spans = [[start for start, _ in spans_of(pair, side)] for pair in pairs]
    if all(len(some) == count for some, count in zip(spans, counts, strict=True)):
        return spans
    numbers = [list(pair.ko_sentences if side == "ko" else pair.en_sentences) for pair in pairs]
    if all(len(some) == count for some, count in zip(numbers, counts, strict=True)):
        return numbers
    return [[row] * count for row, count in enumerate(counts)]


def sentence_count(pair: Pair, side: Side) -> int:
    """How many sentences a pair has on a side, by its type.

    >>> sentence_count(Pair("d", "가. 나.", "A.", type="2-1"), "ko")
    2
    """
    text = pair.ko if side == "ko" else pair.en
    if text is None:
        return 0
    ko, _, en = pair.type.partition("-")
    number = ko if side == "ko" else en
    # A type can say anything in a file from elsewhere.
    return min(max(1, int(number)), max(1, len(text))) if number.isdecimal() else 1


def spans_of(pair: Pair, side: Side) -> tuple[Span, ...]:
    """The spans of one side."""
    return pair.ko_spans if side == "ko" else pair.en_spans
