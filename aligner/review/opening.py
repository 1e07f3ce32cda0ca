"""From the pairs of a file to the state in which their review begins."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.formats.values import text_or_none
from aligner.review.pieces import sentences_of
from aligner.review.state import Bead, Piece, State
from aligner.types import SIDES, Pair, Side, Span


def opened(pairs: Sequence[Pair]) -> State:
    """The state whose beads are the pairs, their ids the rows (from 0).

    The sentences are those that the spans or the numbers tell. Of a file without either
    each side is one sentence, to be cut by whoever splits it. Rows without text are
    left out, and the pairs of a document are brought together.

    >>> state = opened([Pair("d", "가다. 나.", "A.", ko_spans=((0, 3), (5, 7)), type="2-1")])
    >>> [piece.text for piece in state.beads[0].ko], state.beads[0].type
    (['가다.', '나.'], '2-1')
    """
    counts: dict[tuple[str, Side], int] = {}
    documents: dict[str, list[Bead]] = {}
    for row, pair in enumerate(pairs):
        sides: dict[Side, tuple[Piece, ...]] = {}
        for side in SIDES:
            first = counts.get((pair.doc, side), 0)
            sides[side] = _pieces(pair, side, first)
            counts[pair.doc, side] = first + len(sides[side])
        if any(sides.values()):
            bead = Bead(row, pair.doc, sides["ko"], sides["en"])
            documents.setdefault(pair.doc, []).append(bead)
    beads = [bead for some in documents.values() for bead in _placed(some)]
    return State(tuple(beads), next_id=len(pairs))


def _pieces(pair: Pair, side: Side, first: int) -> tuple[Piece, ...]:
    text = text_or_none(pair.ko if side == "ko" else pair.en)
    if text is None:
        return ()
    spans: Sequence[Span] = pair.ko_spans if side == "ko" else pair.en_spans
    if not _ascending(spans):
        spans = ()
    numbers = pair.ko_sentences if side == "ko" else pair.en_sentences
    found = sentences_of(text, spans, len(spans) or len(numbers) or 1)
    if len(found) != len(spans):
        spans = ()
    if len(found) != len(numbers):
        numbers = ()
    return tuple(
        Piece(
            (first + at, 0),
            each,
            each,
            spans[at] if spans else None,
            numbers[at] if numbers else None,
        )
        for at, each in enumerate(found)
    )


def _ascending(spans: Sequence[Span]) -> bool:
    """Whether these can be places of sentences: none empty, none before the one in front."""
    ends = [0, *(end for _, end in spans)]
    return all(before <= start < end for before, (start, end) in zip(ends, spans, strict=False))


def _placed(beads: Sequence[Bead]) -> list[Bead]:
    """The beads with the places of their pieces in the order of each side.

    That is the order of the spans if all pieces have one, and else that of the file.
    """
    placed = list(beads)
    for side in SIDES:
        pieces = [piece for bead in placed for piece in bead.side(side)]
        starts = [piece.span[0] for piece in pieces if piece.span is not None]
        if len(starts) < len(pieces) or len(set(starts)) < len(starts):
            continue
        ranks = {start: rank for rank, start in enumerate(sorted(starts))}
        placed = [
            bead.with_side(
                side,
                [
                    Piece(
                        (ranks[each.span[0]], 0), each.text, each.original, each.span, each.number
                    )
                    for each in bead.side(side)
                    if each.span is not None
                ],
            )
            for bead in placed
        ]
    return placed
