"""What the page asks for and the program has to work out: made into actions that say all.

An action in the journal must give the same state in any later version, so nothing in it
is left to rules or models. A request may leave it to them: where to split, what a fix
would write.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from aligner.review.actions import Action, Cut, Edit, Place, Split, action_of
from aligner.review.applying import RefusedError, place_of
from aligner.review.judging import Judge, mark_of
from aligner.review.state import Bead, State
from aligner.sentences import split_line
from aligner.types import SIDES, Finding


class Splitter(Protocol):
    """Says where a bead is best split."""

    def best_split(self, bead: Bead) -> tuple[int, int]:
        """How many sentences of either side the first of two beads should keep."""


def resolve(content: object, state: State, judge: Judge, splitter: Splitter | None) -> Action:
    """The action that a request stands for.

    ``{"do": "split", "bead": 3}`` without numbers is split where it fits best, or into
    its sentences if it has but one on each side; ``{"do": "accept", …}`` with the code, side
    and span of a finding is the edit that its fix proposes. Raises InputError for what
    is no request, RefusedError for what cannot be done.
    """
    match content:
        case {"do": "split", "bead": int(number), **rest} if not rest:
            return _split(state.beads[place_of(state, number)], splitter)
        case {"do": "accept", "bead": int(number), **finding}:
            return _accept(finding, state.beads[place_of(state, number)], judge)
    return action_of(content)


def _split(bead: Bead, splitter: Splitter | None) -> Action:
    if len(bead.ko) <= 1 and len(bead.en) <= 1:
        places: list[Place] = [
            (side, 0, start)
            for side in SIDES
            for piece in bead.side(side)
            for start, _ in split_line(piece.text)[1:]
        ]
        if not places:
            raise RefusedError(
                "there is one sentence on each side; to cut it put the cursor where and press x"
            )
        return Cut(bead.id, tuple(places))
    if splitter is not None:
        return Split(bead.id, *splitter.best_split(bead))
    return Split(bead.id, min(1, len(bead.ko)), min(1, len(bead.en)))


def _accept(content: Mapping[object, object], bead: Bead, judge: Judge) -> Edit:
    span = content.get("span")
    place = tuple(span) if isinstance(span, list) else None
    mark = (content.get("code"), content.get("side"), place)
    for finding in judge.judge(bead).pair.findings:
        if mark_of(finding) == mark:
            return _edit(finding, bead)
    raise RefusedError("this finding is there no longer")


def _edit(finding: Finding, bead: Bead) -> Edit:
    if finding.fix is None or finding.side is None or finding.span is None:
        raise RefusedError(f"{finding.code} proposes no fix; edit the text, or dismiss it")
    start, end = finding.span
    position = 0
    for number, piece in enumerate(bead.side(finding.side)):
        if position <= start and end <= position + len(piece.text):
            before, after = piece.text[: start - position], piece.text[end - position :]
            return Edit(bead.id, finding.side, number, before + finding.fix + after)
        position += len(piece.text) + 1
    raise RefusedError(f"{finding.code} goes over the end of a sentence; edit the text instead")
