"""An alignment of stretches of running text against gold.

For an aligner that splits the text into sentences itself. White space does not
count: spans are compared as sets of the other characters, so that it does not
matter on which side of a blank a sentence ends, and neighbouring spans of one
bead are one span.

``exact``
    Two-sided beads that the other side has exactly.
``exact_with_null``
    The same, with precision over null beads as well.
``char``
    For each two-sided bead the characters it shares with the one of the other
    side that overlaps it most on both sides; precision over the characters of
    the predicted beads, recall over those of the gold.
``null_chars``
    Characters that are in no two-sided bead.

Coarse gold is as in `aligner.evaluation.lines`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from aligner.evaluation.scores import Scores, Tally
from aligner.types import Span

SpanBead = tuple[tuple[Span, ...], tuple[Span, ...]]

_Positions = npt.NDArray[np.int64]


def score_spans(
    gold: Iterable[SpanBead],
    predicted: Iterable[SpanBead],
    ko_text: str,
    en_text: str,
    coarse: bool = False,
) -> Scores:
    """Score predicted beads: pairs of tuples of code-point spans into the two texts.

    >>> gold = [(((0, 3),), ((0, 4),)), (((4, 7),), ((5, 9),))]
    >>> merged = [(((0, 7),), ((0, 9),))]
    >>> scores = score_spans(gold, merged, "하나. 둘셋.", "One. Two.")
    >>> scores["exact"].f1, scores["char"].precision, scores["char"].recall
    (0.0, 0.5, 1.0)
    """
    beads = SpanGold(gold, ko_text, en_text)
    scored = set(beads.as_scored([beads.without_space(bead) for bead in predicted], coarse))
    given = sorted(bead for bead in scored if any(bead))
    given_pairs = [bead for bead in given if all(bead)]
    wanted_pairs = [bead for bead in beads.gold if all(bead)]
    exact = len(set(wanted_pairs) & set(given_pairs))
    right, predicted_size = _shared(given_pairs, wanted_pairs, beads.sizes)
    found, gold_size = _shared(wanted_pairs, given_pairs, beads.sizes)
    return Scores(
        {
            "exact": Tally(exact, len(given_pairs), exact, len(wanted_pairs)),
            "exact_with_null": Tally(
                len(set(beads.gold) & set(given)), len(given), exact, len(wanted_pairs)
            ),
            "char": Tally(right, predicted_size, found, gold_size),
            "null_chars": _null_characters(wanted_pairs, given_pairs, beads.sizes),
        }
    )


class SpanGold:
    """Gold beads and the two texts, in which only what is no white space counts.

    ``gold`` has the beads in offsets that skip white space, ``sizes`` the
    numbers of characters of the two texts counted so.
    """

    def __init__(self, gold: Iterable[SpanBead], ko_text: str, en_text: str) -> None:
        self._positions = (_positions(ko_text), _positions(en_text))
        self.sizes = (int(self._positions[0][-1]), int(self._positions[1][-1]))
        self.gold = [bead for bead in map(self.without_space, gold) if any(bead)]

    def without_space(self, bead: SpanBead) -> SpanBead:
        """The bead in offsets that skip white space; what lies outside the text is cut off."""
        ko, en = (
            _joined(
                (int(positions[_within(start, positions)]), int(positions[_within(end, positions)]))
                for start, end in spans
            )
            for positions, spans in zip(self._positions, bead, strict=True)
        )
        return ko, en

    def as_scored(self, predicted: Sequence[SpanBead], coarse: bool) -> list[SpanBead]:
        """For each predicted bead the one as which it is compared with the gold.

        Both are without white space. With coarse gold it is the union of the
        predicted beads that lie within the same gold bead.
        """
        if not coarse:
            return list(predicted)
        owners = [_owners(self.gold, side, self.sizes[side]) for side in (0, 1)]
        units = []
        members: dict[int, tuple[list[Span], list[Span]]] = {}
        for bead in predicted:
            around = {int(n) for side in (0, 1) for n in _inside(owners[side], bead[side])}
            unit = around.pop() if len(around) == 1 and all(bead) else -1
            units.append(unit)
            if unit >= 0:
                for merged, spans in zip(members.setdefault(unit, ([], [])), bead, strict=True):
                    merged.extend(spans)
        unions = {unit: (_joined(ko), _joined(en)) for unit, (ko, en) in members.items()}
        return [unions.get(unit, bead) for unit, bead in zip(units, predicted, strict=True)]

    def right(self, predicted: Sequence[SpanBead], coarse: bool) -> list[bool]:
        """Whether each predicted bead, without white space, is right.

        A two-sided one is when the gold has it exactly, a null one when none of
        its characters is in a two-sided bead of the gold.
        """
        wanted = set(self.gold)
        pairs = [bead for bead in self.gold if all(bead)]
        owners = [_owners(pairs, side, self.sizes[side]) for side in (0, 1)]
        return [
            scored in wanted
            if all(scored)
            else not any((_inside(owners[side], scored[side]) >= 0).any() for side in (0, 1))
            for scored in self.as_scored(predicted, coarse)
        ]


def _positions(text: str) -> _Positions:
    """For each offset, the end of the text included, the number of other characters before it."""
    solid = np.fromiter((not character.isspace() for character in text), np.int64, len(text))
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(solid)])


def _within(offset: int, positions: _Positions) -> int:
    return min(max(offset, 0), len(positions) - 1)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in ascending order, empty ones left out, those that touch made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _owners(beads: Iterable[SpanBead], side: int, size: int) -> _Positions:
    """The number of the bead that each character is in, -1 for none."""
    owners = np.full(size, -1, np.int64)
    for number, bead in enumerate(beads):
        for start, end in bead[side]:
            owners[start:end] = number
    return owners


def _inside(owners: _Positions, spans: Iterable[Span]) -> _Positions:
    return np.concatenate([owners[:0], *(owners[start:end] for start, end in spans)])


def _shared(
    beads: Sequence[SpanBead], others: Sequence[SpanBead], sizes: tuple[int, int]
) -> tuple[int, int]:
    """The characters that each bead shares with the best of the others, and all it has."""
    owners = [_owners(others, side, sizes[side]) for side in (0, 1)]
    shared = total = 0
    for bead in beads:
        counts = []
        for side in (0, 1):
            inside = _inside(owners[side], bead[side])
            total += len(inside)
            numbers, times = np.unique(inside[inside >= 0], return_counts=True)
            counts.append(dict(zip(numbers.tolist(), times.tolist(), strict=True)))
        ko, en = counts
        shared += max((ko[number] + en[number] for number in ko.keys() & en.keys()), default=0)
    return shared, total


def _null_characters(
    gold: Sequence[SpanBead], predicted: Sequence[SpanBead], sizes: tuple[int, int]
) -> Tally:
    tally = Tally()
    for side in (0, 1):
        wanted = _owners(gold, side, sizes[side]) < 0
        given = _owners(predicted, side, sizes[side]) < 0
        hits = int((wanted & given).sum())
        tally += Tally(hits, int(given.sum()), hits, int(wanted.sum()))
    return tally
