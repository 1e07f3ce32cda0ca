"""What is reviewed, as values: sentences in beads, and the way back.

Nothing here is ever changed; `aligner.review.applying` makes new states of old ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from aligner.types import Side, Span

Mark = tuple[str, Side | None, Span | None]
"""What names a finding of a bead: its code, side and span."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or what a person cut out of one.

    ``place`` is (number of the sentence on its side of its document, offset in it): it
    orders the pieces of a side and names each. ``text`` is as the person left it,
    ``original`` as it came, ``span`` where that stands in the Document text (None if the
    file does not tell), ``number`` what the file calls the sentence.
    """

    place: tuple[int, int]
    text: str
    original: str
    span: Span | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Bead:
    """Pieces that belong together, in the order of each side; one side may be empty.

    ``id`` names it for as long as it lives, ``revision`` is that of the state in which it
    became what it is. ``dismissed`` are findings that the person does not share.
    """

    id: int
    doc: str
    ko: tuple[Piece, ...]
    en: tuple[Piece, ...]
    confirmed: bool = False
    dismissed: frozenset[Mark] = frozenset()
    revision: int = 0

    def side(self, side: Side) -> tuple[Piece, ...]:
        """The pieces of one side."""
        return self.ko if side == "ko" else self.en

    def with_side(self, side: Side, pieces: Sequence[Piece]) -> Bead:
        """The bead with other pieces on one side, in their order."""
        ordered = tuple(sorted(pieces, key=lambda piece: piece.place))
        return replace(self, ko=ordered) if side == "ko" else replace(self, en=ordered)

    @property
    def is_null(self) -> bool:
        """True when one side is empty."""
        return not (self.ko and self.en)

    @property
    def type(self) -> str:
        """The numbers of pieces on the two sides."""
        return f"{len(self.ko)}-{len(self.en)}"


def text_of(pieces: Sequence[Piece]) -> str | None:
    """The pieces as the text of a side; None for an empty side.

    >>> text_of([Piece((0, 0), "가.", "가."), Piece((1, 0), "나.", "나.")])
    '가. 나.'
    """
    return " ".join(piece.text for piece in pieces) if pieces else None


@dataclass(frozen=True, slots=True)
class Splice:
    """A change: from place ``at`` on, ``old`` beads give way to ``new`` ones."""

    at: int
    old: tuple[Bead, ...]
    new: tuple[Bead, ...]

    def reversed(self) -> Splice:
        """The way back."""
        return Splice(self.at, self.new, self.old)


Trail = tuple[Splice, "Trail"] | None
"""Changes, the last one first, as a list that shares its tail with older ones."""


@dataclass(frozen=True, slots=True)
class State:
    """All beads in document order, and how they became what they are.

    ``revision`` counts the actions, undoing and redoing included; ``next_id`` is what a
    new bead will be called. ``past`` and ``future`` are what can be undone and redone.
    """

    beads: tuple[Bead, ...]
    next_id: int
    revision: int = 0
    past: Trail = field(default=None, compare=False, repr=False)
    future: Trail = field(default=None, compare=False, repr=False)

    def spliced(self, splice: Splice) -> State:
        """The state after a change of the beads; the trails stay."""
        end = splice.at + len(splice.old)
        return replace(self, beads=(*self.beads[: splice.at], *splice.new, *self.beads[end:]))
