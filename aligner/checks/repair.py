"""Applying the proposals of findings to the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from aligner.checks.catalogue import RULES
from aligner.types import SIDES, Finding, Pair, Side, Span

_SAFE = frozenset(rule.code for rule in RULES if rule.fix == "safe")


def repair(pairs: Iterable[Pair]) -> tuple[list[Pair], int]:
    """Apply every fix whose rule is safe; return the pairs and how many fixes that were.

    A finding that was fixed is dropped, and the spans of the others move with
    the text. Of two fixes that overlap the later one is applied; the other one
    stays as a finding without a fix, since it was made for another text. The
    spans into the documents stay as they are. Repairing twice changes nothing.

    >>> finding = Finding("E102", "warning", "en", (6, 7), "lost", "’")
    >>> repaired, times = repair([Pair("d", None, "It isn?t.", findings=(finding,))])
    >>> repaired[0].en, repaired[0].findings, times
    ('It isn’t.', (), 1)
    """
    repaired, times = [], 0
    for pair in pairs:
        for side in SIDES:
            pair, applied = _repair_side(pair, side)
            times += applied
        repaired.append(pair)
    return repaired, times


def _repair_side(pair: Pair, side: Side) -> tuple[Pair, int]:
    text = pair.ko if side == "ko" else pair.en
    if text is None:
        return pair, 0
    proposals = sorted(
        (
            finding
            for finding in pair.findings
            if finding.side == side and _is_applicable(finding, text)
        ),
        key=_span_of,
        reverse=True,
    )
    applied: list[Finding] = []
    for finding in proposals:
        if not applied or _span_of(finding)[1] <= _span_of(applied[-1])[0]:
            applied.append(finding)
    if not applied:
        return pair, 0
    for finding in applied:
        start, end = _span_of(finding)
        text = f"{text[:start]}{finding.fix}{text[end:]}"
    kept = tuple(
        _moved(finding, applied) if finding.side == side else finding
        for finding in pair.findings
        if not any(finding is done for done in applied)
    )
    changed = replace(pair, ko=text) if side == "ko" else replace(pair, en=text)
    return replace(changed, findings=kept), len(applied)


def _is_applicable(finding: Finding, text: str) -> bool:
    return (
        finding.code in _SAFE
        and finding.fix is not None
        and finding.span is not None
        and 0 <= finding.span[0] <= finding.span[1] <= len(text)
    )


def _span_of(finding: Finding) -> Span:
    if finding.span is None:
        raise ValueError(f"{finding.code} has no span")
    return finding.span


def _moved(finding: Finding, applied: list[Finding]) -> Finding:
    """A finding where it stands after the fixes; one that touches a fix loses its own."""
    if finding.span is None:
        return finding
    start, end = finding.span
    touched = any(start < _span_of(done)[1] and _span_of(done)[0] < end for done in applied)
    span = (_moved_place(start, applied), _moved_place(end, applied, after=True))
    return replace(finding, span=span, fix=None if touched else finding.fix)


def _moved_place(place: int, applied: list[Finding], *, after: bool = False) -> int:
    """Where a place of the old text is in the new one; inside a fix, one of its edges."""
    shift = 0
    for done in applied:
        start, end = _span_of(done)
        length = len(done.fix or "")
        if end <= place:
            shift += length - (end - start)
        elif start < place:
            shift += (length if after else 0) - (place - start)
    return place + shift
