"""Applying the proposals of findings to the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from itertools import accumulate

from aligner.checks.catalogue import RULES
from aligner.types import SIDES, Finding, Pair, Side

_SAFE = frozenset(rule.code for rule in RULES if rule.fix == "safe")
_FIXED = frozenset(rule.code for rule in RULES if rule.fix is not None)


@dataclass(frozen=True, slots=True)
class _Edit:
    """``text[start:end]`` becomes ``fix``, as ``finding`` proposes."""

    start: int
    end: int
    fix: str
    finding: Finding


def repair(pairs: Iterable[Pair], *, unsafe: bool = False) -> tuple[list[Pair], int]:
    """Apply every fix whose rule is safe; return the pairs and how many fixes that were.

    With ``unsafe`` the others are applied as well, which somebody should have
    looked at. A finding that was fixed is dropped, and the spans of the others move with
    the text. Of two fixes that overlap the later one is applied; the other one
    stays as a finding without a fix, since it was made for another text. The
    spans into the documents stay as they are. Repairing twice changes nothing.

    >>> finding = Finding("E102", "warning", "en", (6, 7), "lost", "’")
    >>> repaired, times = repair([Pair("d", None, "It isn?t.", findings=(finding,))])
    >>> repaired[0].en, repaired[0].findings, times
    ('It isn’t.', (), 1)
    """
    codes = _FIXED if unsafe else _SAFE
    repaired, times = [], 0
    for pair in pairs:
        for side in SIDES:
            edits = _edits(pair, side, codes)
            if edits:
                pair = _edited(pair, side, edits)
                times += len(edits)
        repaired.append(pair)
    return repaired, times


def _text_of(pair: Pair, side: Side) -> str | None:
    return pair.ko if side == "ko" else pair.en


def _edits(pair: Pair, side: Side, codes: Set[str]) -> list[_Edit]:
    """The fixes of one side that are to be applied, none overlapping another, in the order of the text."""
    text = _text_of(pair, side)
    if text is None:
        return []
    proposed = [
        _Edit(*finding.span, finding.fix, finding)
        for finding in pair.findings
        if finding.code in codes
        and finding.side == side
        and finding.span is not None
        and finding.fix is not None
        and 0 <= finding.span[0] <= finding.span[1] <= len(text)
    ]
    chosen: list[_Edit] = []
    for edit in sorted(proposed, key=lambda edit: (edit.start, edit.end), reverse=True):
        if not chosen or edit.end <= chosen[-1].start:
            chosen.append(edit)
    return chosen[::-1]


def _edited(pair: Pair, side: Side, edits: Sequence[_Edit]) -> Pair:
    text = _text_of(pair, side) or ""
    pieces, position = [], 0
    for edit in edits:
        pieces += [text[position : edit.start], edit.fix]
        position = edit.end
    text = "".join([*pieces, text[position:]])
    done = {id(edit.finding) for edit in edits}
    moves = _Moves(edits)
    findings = tuple(
        moves.moved(finding) if finding.side == side else finding
        for finding in pair.findings
        if id(finding) not in done
    )
    if side == "ko":
        return replace(pair, ko=text, findings=findings)
    return replace(pair, en=text, findings=findings)


class _Moves:
    """Where the places of a text are once it has been edited."""

    def __init__(self, edits: Sequence[_Edit]) -> None:
        self._edits = edits
        self._ends = [edit.end for edit in edits]
        growth = (len(edit.fix) - (edit.end - edit.start) for edit in edits)
        self._shifts = [0, *accumulate(growth)]

    def moved(self, finding: Finding) -> Finding:
        """The finding in its new place; without its fix if an edit changed its text."""
        if finding.span is None:
            return finding
        start, end = finding.span
        following = bisect_right(self._ends, start)
        touched = following < len(self._edits) and self._edits[following].start < end
        span = (self._place(start, after=False), self._place(end, after=True))
        return replace(finding, span=span, fix=None if touched else finding.fix)

    def _place(self, place: int, *, after: bool) -> int:
        """The new place; inside an edit, the edge in front of it or behind it."""
        passed = bisect_right(self._ends, place)
        shift = self._shifts[passed]
        if passed == len(self._edits) or place <= self._edits[passed].start:
            return place + shift
        edit = self._edits[passed]
        return edit.start + shift + (len(edit.fix) if after else 0)
