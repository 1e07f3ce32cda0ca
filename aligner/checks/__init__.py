"""Findings about pairs: what is wrong with them, where, and what to do.

One family of rules a file; `aligner.checks.catalogue` knows them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from aligner.checks.catalogue import CHECKS, RULES, codes_of, rule
from aligner.checks.repair import repair
from aligner.checks.rule import Check, Example, Rule
from aligner.types import SIDES, Finding, Pair

__all__ = ["RULES", "Check", "Example", "Rule", "check", "repair", "rule"]

_COMPUTED = frozenset(rule.code for rule, _ in CHECKS)


def check(
    pairs: Iterable[Pair],
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
) -> list[Pair]:
    """Return the pairs with their findings, in the order of the text.

    ``select`` and ``ignore`` are codes or their beginnings (``"E"``, ``"E1"``);
    without ``select`` all rules apply. Findings that a pair brings along are
    made anew if a rule here makes them, and kept if only the page could show
    them; so checking twice is checking once. Raises UsageError for a code that
    does not exist.

    >>> [pair] = check([Pair("d", "다리가 안 열렸다.", "It wasn?t open.")])
    >>> [(finding.code, finding.span, finding.fix) for finding in pair.findings]
    [('E102', (7, 8), '’')]
    """
    known = frozenset(rule.code for rule in RULES)
    wanted = known if select is None else codes_of(select)
    wanted -= codes_of(ignore or ())
    checks = [(rule, find) for rule, find in CHECKS if rule.code in wanted]
    unwanted = known - wanted | _COMPUTED
    return [_checked(pair, checks, unwanted) for pair in pairs]


def _checked(pair: Pair, checks: Sequence[Check], unwanted: frozenset[str]) -> Pair:
    kept = [finding for finding in pair.findings if finding.code not in unwanted]
    found = [finding for _, find in checks for finding in find(pair)]
    return replace(pair, findings=tuple(sorted(dict.fromkeys([*kept, *found]), key=_place)))


def _place(finding: Finding) -> tuple[int, int, int, str]:
    """Korean before English before the pair as a whole, then by place and code."""
    side = len(SIDES) if finding.side is None else SIDES.index(finding.side)
    start, end = finding.span or (0, 0)
    return side, start, end, finding.code
