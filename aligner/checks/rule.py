"""What a code stands for, and the form of a check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from aligner.types import SIDES, Finding, Pair, Severity, Side, Span

Fix = Literal["safe", "unsafe"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong with a pair.

    ``code`` is stable: a letter for the family and three digits. ``name`` says
    the same in words and hyphens. ``summary`` is one line, ``explanation`` a
    paragraph on why it matters, ``example`` a pair that has it. ``fix`` says
    whether the proposals of this rule may be applied unasked (safe), only after
    somebody has looked (unsafe), or that there are none.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    explanation: str
    example: Example
    fix: Fix | None = None

    def finding(
        self, side: Side | None, span: Span | None, message: str, fix: str | None = None
    ) -> Finding:
        """A finding of this rule."""
        return Finding(self.code, self.severity, side, span, message, fix)


@dataclass(frozen=True, slots=True)
class Example:
    """A pair that has the fault: what `check` says of it includes the rule's code."""

    ko: str | None
    en: str | None


Check = tuple[Rule, Callable[[Pair], list[Finding]]]
"""A rule and the pure function that finds it in a pair."""


def texts(pair: Pair) -> list[tuple[Side, str]]:
    """The sides of a pair that are there, Korean first."""
    both: tuple[tuple[Side, str | None], ...] = tuple(zip(SIDES, (pair.ko, pair.en), strict=True))
    return [(side, text) for side, text in both if text is not None]
