"""Running the checks that are wanted over pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from aligner.checks.catalogue import CHECKS, COMPUTED, RULES, SURVEYS, codes_of
from aligner.checks.options import Options
from aligner.types import SIDES, Finding, Pair

MOST_ALIKE = 100
"""Findings of one code in a pair, of those without a fix; the next one stands for the rest."""

_COMPUTED = frozenset(rule.code for rule in COMPUTED)


class Checker:
    """The chosen checks, for pairs that come as a stream.

    Some checks compare a pair with the whole corpus. So `survey` is to be called
    with every pair, in order, before `check` is called with every pair in the
    same order: a file is read twice and never held. ``select`` and ``ignore``
    are codes or their beginnings (``"E"``, ``"E1"``); without ``select`` all rules
    apply. Raises UsageError for a code that does not exist.

    >>> pairs = [Pair("d", "다리가 안 열렸다.", "It wasn?t open.")]
    >>> checker = Checker(select=["E"])
    >>> for pair in pairs:
    ...     checker.survey(pair)
    >>> [finding.code for pair in pairs for finding in checker.check(pair).findings]
    ['E102']
    """

    def __init__(
        self,
        select: Sequence[str] | None = None,
        ignore: Sequence[str] | None = None,
        options: Options | None = None,
    ) -> None:
        known = frozenset(rule.code for rule in RULES)
        wanted = known if select is None else codes_of(select)
        self._wanted = wanted - codes_of(ignore or ())
        self._unwanted = known - self._wanted | _COMPUTED
        self._checks = [find for rule, find in CHECKS if rule.code in self._wanted]
        self._surveys = [
            survey(options or Options())
            for survey in SURVEYS
            if any(rule.code in self._wanted for rule in survey.rules)
        ]

    def survey(self, pair: Pair) -> None:
        """Take note of a pair of the corpus."""
        for survey in self._surveys:
            survey.add(pair)

    def check(self, pair: Pair) -> Pair:
        """Return the pair with its findings, in the order of the text.

        Findings that it brings along are made anew if a rule here makes them, and
        kept if only the page could show them. Of more than `MOST_ALIKE` without a fix that
        are of one code, one tells how many there are besides.
        """
        kept = [finding for finding in pair.findings if finding.code not in self._unwanted]
        found = (finding for find in self._checks for finding in find(pair))
        surveyed = (
            finding
            for survey in self._surveys
            for finding in survey.findings(pair)
            if finding.code in self._wanted
        )
        findings = _not_too_many(_once(chain(kept, found, surveyed)))
        return replace(pair, findings=tuple(sorted(findings, key=_place)))


def check(
    pairs: Iterable[Pair],
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    options: Options | None = None,
) -> list[Pair]:
    """Return the pairs with their findings, in the order of the text.

    ``select`` and ``ignore`` are codes or their beginnings (``"E"``, ``"E1"``);
    without ``select`` all rules apply. What concerns the corpus as a whole is
    judged by these pairs. Findings that a pair brings along are made anew if a
    rule here makes them, and kept if only the page could show them; so checking
    twice is checking once. Raises UsageError for a code that does not exist.

    >>> [pair] = check([Pair("d", "다리가 안 열렸다.", "It wasn?t open.")])
    >>> [(finding.code, finding.span, finding.fix) for finding in pair.findings]
    [('E102', (7, 8), '’')]
    """
    pairs = list(pairs)
    checker = Checker(select, ignore, options)
    for pair in pairs:
        checker.survey(pair)
    return [checker.check(pair) for pair in pairs]


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without repetitions. Hashes are remembered, for a dump has a million findings."""
    told: set[int] = set()
    for finding in findings:
        key = hash(finding)
        if key not in told:
            told.add(key)
            yield finding


def _not_too_many(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, with one in the place of all that are too many for anybody to read.

    Those with a fix all stay: it is applied to the pair.
    """
    without_fix = Counter[str]()
    first_too_many: dict[str, Finding] = {}
    for finding in findings:
        if finding.fix is None:
            without_fix[finding.code] += 1
            if without_fix[finding.code] > MOST_ALIKE:
                first_too_many.setdefault(finding.code, finding)
                continue
        yield finding
    for code, finding in first_too_many.items():
        more = without_fix[code] - MOST_ALIKE - 1
        told = f"{finding.message}; {more:,} more findings of {code} in this pair are not listed"
        yield replace(finding, message=told) if more else finding


def _place(finding: Finding) -> tuple[int, int, int, str]:
    """Korean before English before the pair as a whole, then by place and code."""
    side = len(SIDES) if finding.side is None else SIDES.index(finding.side)
    start, end = finding.span or (0, 0)
    return side, start, end, finding.code
