"""How probable a changed bead is, by the aligner's own model.

The aligner's confidence is the probability of a bead among all ways to align its
document, calibrated. Here the same is worked out for any bead a person makes: the
sentences around it are embedded again, every bead they could form is scored, and the
bead's share of all paths through them is its probability. For a document that fits
into the neighbourhood this is the aligner's own figure; for a longer one the rest
of the document is missing only from the means and from the rivals far away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from aligner.checks.completeness import off_the_chain
from aligner.review.state import Bead, Piece, text_of
from aligner.types import SIDES, Side

if TYPE_CHECKING:
    from aligner.alignment.evidence import Evidence, Floats
    from aligner.embedding import Encoder

NEIGHBOURS = 40
"""Sentences on either side of the bead's own that are looked at, at least."""
_STEP = 20


@dataclass(frozen=True, slots=True)
class Score:
    """Cosine and calibrated probability of a bead.

    ``confidence`` is None where the aligner has none to give: for sentences that do not follow
    each other, and for more of them than its beads hold.
    """

    similarity: float | None
    confidence: float | None


class Scorer:
    """Scores beads with one encoder; the vectors of the last neighbourhoods are kept."""

    def __init__(self, encoder: Encoder) -> None:
        from aligner.alignment.evidence import MAX_SENTENCES, gather
        from aligner.embedding import windows
        from aligner.pipeline.measuring import measured
        from aligner.text.restored import restored

        self._yardstick = measured(encoder)

        def vectors(texts: tuple[str, ...], size: int) -> Floats:
            return windows(encoder, [restored(text) for text in texts], size)

        @lru_cache(maxsize=16)
        def evidence(texts: tuple[str, ...], side: Side) -> Evidence:
            background = self._yardstick.ko if side == "ko" else self._yardstick.en
            read = [restored(text) for text in texts]
            return gather(read, vectors(texts, MAX_SENTENCES), background)

        self._vectors = vectors
        self._evidence = evidence

    def score(self, bead: Bead, document: Sequence[Bead]) -> Score:
        """Score a bead of a document, whose beads are given in order.

        ``document`` holds only what belongs to the article: the aligner sees nothing else.
        """
        ko_around, en_around = (_around(bead, document, side) for side in SIDES)
        if not ko_around or not en_around:
            return Score(None, None)
        rows = [ko_around.index(piece) for piece in bead.ko]
        columns = [en_around.index(piece) for piece in bead.en]
        ko = self._evidence(tuple(piece.text for piece in ko_around), "ko")
        en = self._evidence(tuple(piece.text for piece in en_around), "en")
        similarity = None if bead.is_null else self._similarity(bead)
        if _is_off_the_chain(bead, document):
            # The aligner searches for crossings among what the others leave over; so here.
            left = {piece for each in document if each.is_null for piece in (*each.ko, *each.en)}
            ko, rows = _left_over(ko, rows, [piece in left for piece in ko_around])
            en, columns = _left_over(en, columns, [piece in left for piece in en_around])
        probability = _probability(ko, en, rows, columns, self._yardstick.signal)
        return Score(similarity, probability)

    def _similarity(self, bead: Bead) -> float:
        """The cosine of the two sides, each read as one text."""
        ko, en = (self._vectors((text_of(bead.side(side)) or "",), 1)[0, 0] for side in SIDES)
        return float(ko @ en)

    def best_split(self, bead: Bead) -> tuple[int, int]:
        """How many sentences of either side the first of two beads should keep.

        The cosine of the first halves and that of the second, weighted by their length,
        is the highest for the answer. A side of one sentence goes where it fits better.
        """
        n, m = len(bead.ko), len(bead.en)
        if not n or not m:
            return min(n, 1), min(m, 1)
        size = max(n, m)
        ko, en = (self._vectors(tuple(piece.text for piece in bead.side(s)), size) for s in SIDES)
        lengths = [len(piece.text) for piece in bead.ko]

        def quality(choice: tuple[int, int]) -> float:
            i, j = choice
            first = float(ko[i - 1, 0] @ en[j - 1, 0]) if i and j else 0.0
            last = float(ko[n - i - 1, i] @ en[m - j - 1, j]) if i < n and j < m else 0.0
            return first * sum(lengths[:i]) + last * sum(lengths[i:])

        choices = [(i, j) for i in range(1, n) for j in range(1, m)]
        if m == 1:
            choices = [(i, j) for i in range(1, n) for j in (0, 1)]
        elif n == 1:
            choices = [(i, j) for i in (0, 1) for j in range(1, m)]
        return max(choices, key=quality, default=(n, 0))


def _probability(
    ko: Evidence, en: Evidence, rows: Sequence[int], columns: Sequence[int], signal: float
) -> float | None:
    """The calibrated probability of the bead of these sentences among all ways to align.

    Without the doubt whether it should be cut: a person has its sentences before their eyes.
    """
    from aligner.alignment import judge
    from aligner.alignment.confidence import weights

    if not len(ko) or not len(en) or not _in_a_row(rows) or not _in_a_row(columns):
        return None
    found = judge(ko, en, rows, columns, signal)
    return None if found is None else weights(lines=False).confidence(found)


def _is_off_the_chain(bead: Bead, document: Sequence[Bead]) -> bool:
    """Whether a bead is out of the order that the others of its document keep."""
    if bead.is_null:
        return False
    ranks = [
        {
            place: rank
            for rank, place in enumerate(
                sorted(p.place for each in document for p in each.side(side))
            )
        }
        for side in SIDES
    ]

    def place(each: Bead) -> tuple[int, int]:
        return ranks[0][each.ko[0].place], ranks[1][each.en[0].place]

    pairs = [each for each in document if not each.is_null]
    off = off_the_chain([(*place(each), len(each.ko) + len(each.en)) for each in pairs])
    return place(bead) in off


def _left_over(
    side: Evidence, own: Sequence[int], alone: Sequence[bool]
) -> tuple[Evidence, list[int]]:
    """The sentences of a bead and those that stand alone; the numbers of the bead's among them."""
    import numpy as np

    chosen = sorted({*own, *(number for number, each in enumerate(alone) if each)})
    return side.selected(np.array(chosen, np.int64)), [chosen.index(number) for number in own]


def _in_a_row(numbers: Sequence[int]) -> bool:
    return all(after == before + 1 for before, after in pairwise(numbers))


def _around(bead: Bead, document: Sequence[Bead], side: Side) -> list[Piece]:
    """The pieces of a side around those of the bead, in the order of the side.

    The neighbourhood moves in steps, so that the vectors of one serve the next bead too.
    """
    pieces = sorted(
        (piece for each in document for piece in each.side(side)), key=lambda piece: piece.place
    )
    own = bead.side(side) or _beside(bead, document, side)
    inside = [number for number, piece in enumerate(pieces) if piece in own] or [0]
    first = max(0, inside[0] - NEIGHBOURS) // _STEP * _STEP
    return pieces[first : (inside[-1] + NEIGHBOURS) // _STEP * _STEP + _STEP]


def _beside(bead: Bead, document: Sequence[Bead], side: Side) -> tuple[Piece, ...]:
    """Where a partner on this side would stand: at that of the nearest bead with two sides."""
    at = next((number for number, each in enumerate(document) if each.id == bead.id), 0)
    paired = [number for number, each in enumerate(document) if not each.is_null]
    nearest = min(paired, key=lambda number: abs(number - at), default=None)
    return () if nearest is None else document[nearest].side(side)
