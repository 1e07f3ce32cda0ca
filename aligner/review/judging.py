"""What is to be said of a bead: by the file while it is as it was, by the checks when it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from aligner.checks import Checker
from aligner.checks.boilerplate import FROM_THE_PAGE, is_article
from aligner.review.scoring import Score
from aligner.review.state import Bead, Mark, State, text_of
from aligner.types import SIDES, Finding, Pair, Side, Span

Origin = Literal["file", "again", "waiting"]
"""Whose the confidence is: the file's; computed again for what a person made; not yet known."""

Content = tuple[
    str, tuple[tuple[tuple[int, int], str], ...], tuple[tuple[tuple[int, int], str], ...]
]


def content_of(bead: Bead) -> Content:
    """What a bead says, whatever it is called: documents, places and texts."""
    return (
        bead.doc,
        tuple((piece.place, piece.text) for piece in bead.ko),
        tuple((piece.place, piece.text) for piece in bead.en),
    )


@dataclass(frozen=True, slots=True)
class Judgement:
    """A bead as a pair with its findings; ``origin`` tells where the confidence is from."""

    pair: Pair
    origin: Origin


class Judge:
    """Knows the pairs as the file had them, and checks those that are new.

    ``state`` is that in which the review began, ``pairs`` the file's; its bead ids are
    their rows.
    """

    def __init__(self, state: State, pairs: Sequence[Pair]) -> None:
        self._known = {content_of(bead): pairs[bead.id] for bead in state.beads}
        self._repeats = {
            (bead.doc, side, piece.place)
            for bead in state.beads
            if any(finding.code in FROM_THE_PAGE for finding in pairs[bead.id].findings)
            for side in SIDES
            for piece in bead.side(side)
        }
        self._scores: dict[Content, Score] = {}
        self._checker = Checker()
        for pair in pairs:
            self._checker.survey(pair)

    def is_known(self, bead: Bead) -> bool:
        """Whether nothing needs to be computed for a bead."""
        return content_of(bead) in self._known or content_of(bead) in self._scores

    def learn(self, bead: Bead, score: Score) -> None:
        """Remember the score of what a person made."""
        self._scores[content_of(bead)] = score

    def of_article(self, bead: Bead) -> bool:
        """Whether the aligner would offer the bead to its search: not what belongs to the page."""
        if not bead.is_null:
            return True
        side: Side = "ko" if bead.ko else "en"
        if all((bead.doc, side, piece.place) in self._repeats for piece in bead.side(side)):
            return False
        return is_article(text_of(bead.side(side)) or "")

    def judge(self, bead: Bead) -> Judgement:
        """The bead as a pair: with the file's scores and findings if it is as it was there."""
        content = content_of(bead)
        if content in self._known:
            return Judgement(self._known[content], "file")
        score = self._scores.get(content)
        pair = pair_of(bead)
        if score is not None:
            pair = replace(pair, similarity=score.similarity, confidence=score.confidence)
        return Judgement(self._checker.check(pair), "again" if score else "waiting")


def pair_of(bead: Bead) -> Pair:
    """The bead as a pair, without scores or findings."""
    return Pair(
        doc=bead.doc,
        ko=text_of(bead.ko),
        en=text_of(bead.en),
        ko_sentences=tuple(piece.number for piece in bead.ko if piece.number is not None),
        en_sentences=tuple(piece.number for piece in bead.en if piece.number is not None),
        ko_spans=_spans(bead, korean=True),
        en_spans=_spans(bead, korean=False),
        type=bead.type,
    )


def _spans(bead: Bead, *, korean: bool) -> tuple[Span, ...]:
    return tuple(piece.span for piece in (bead.ko if korean else bead.en) if piece.span is not None)


def mark_of(finding: Finding) -> Mark:
    """What names a finding in its bead."""
    return finding.code, finding.side, finding.span
