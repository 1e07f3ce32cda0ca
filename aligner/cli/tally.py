"""What a run of ``aligner check`` adds up to, and its closing lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from aligner.checks import rule
from aligner.checks.coverage import Coverage
from aligner.cli.checking import Examined
from aligner.cli.wording import counted
from aligner.errors import UsageError
from aligner.types import SEVERITIES, Severity

_DOCUMENTS_LISTED = 5


@dataclass(slots=True)
class Tally:
    """Counts over all files: pairs, findings by code and severity, fixes, what was passed over."""

    pairs: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    fixable: Counter[str] = field(default_factory=Counter)
    """Findings with a fix by how safe it is."""
    fixable_codes: Counter[str] = field(default_factory=Counter)
    fixed: int = 0
    passed_over: int = 0
    coverage: list[Coverage] = field(default_factory=list)

    def add(self, each: Examined, *, left: bool) -> None:
        """Count a pair, with the findings that are left after the fixes or those before them."""
        self.pairs += 1
        self.fixed += each.fixed
        for finding in (each.left if left else each.found).findings:
            self.codes[finding.code] += 1
            self.severities[finding.severity] += 1
            if finding.fix is not None:
                self.fixable[_fix_of_code(finding.code)] += 1
                self.fixable_codes[finding.code] += 1

    def fails(self, fail_on: str) -> bool:
        """Whether a finding is at least this severe."""
        return any(self.severities[each] for each in SEVERITIES[: SEVERITIES.index(fail_on) + 1])

    def closing(self, *, fixing: bool) -> Iterator[str]:
        """How much of each document is translated, what was found, and what can be fixed."""
        yield from _about_coverage(self.coverage)
        count = self.codes.total()
        yield (
            f"{counted(self.pairs, 'pair')} checked, {count or 'no'} finding{'s' * (count != 1)}"
            + (f" left, {self.fixed} fixed" if fixing else "")
        )
        hints = [
            f"{self.fixable[kind]} with {option}"
            for kind, option in (("safe", "--fix"), ("unsafe", "--fix --unsafe-fixes"))
            if self.fixable[kind]
        ]
        if hints:
            yield f"can be fixed: {', '.join(hints)}"
        if self.passed_over:
            yield f"passed over: {counted(self.passed_over, 'place')} that could not be read"


def _about_coverage(documents: list[Coverage]) -> Iterator[str]:
    partly = sorted(
        (each for each in documents if each.covered < each.total), key=lambda d: d.share
    )
    for each in partly[:_DOCUMENTS_LISTED]:
        yield f"{each.doc}: {each.share:.1%} of the Korean is translated"
    if len(partly) > _DOCUMENTS_LISTED:
        share = sum(each.covered for each in documents) / sum(each.total for each in documents)
        more = len(partly) - _DOCUMENTS_LISTED
        yield f"… and {counted(more, 'document')} more in part; {share:.1%} of all Korean is translated"


def _fix_of_code(code: str) -> str:
    try:
        return rule(code).fix or ""
    except UsageError:  # a code that the file brought along
        return ""
