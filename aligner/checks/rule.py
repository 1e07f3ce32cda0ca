"""What a code stands for, and the form of a check."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from aligner.checks.options import Option, Options
from aligner.types import Finding, Pair, Severity, Side, Span

Fix = Literal["safe", "unsafe"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong with a pair.

    ``code`` is stable: a letter for the family and three digits. ``name`` says
    the same in words and hyphens. ``summary`` is one line, ``explanation`` a
    paragraph on why it matters, ``example`` a pair that has it. ``fix`` says
    whether the proposals of this rule may be applied unasked (safe), only after
    somebody has looked (unsafe), or that there are none. ``options`` are the
    settings that change what the rule finds.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    explanation: str
    example: Example
    fix: Fix | None = None
    options: tuple[Option, ...] = ()

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


Check = tuple[Rule, Callable[[Pair], Iterable[Finding]]]
"""A rule and the pure function that finds it in a pair."""


class Survey(ABC):
    """A check that needs the options, or has to see all pairs before it can judge one.

    It is given every pair once, in order, and then asked about every pair in the
    same order. Corpora are large: what it remembers of a pair should be small.
    ``rules`` are the rules of its findings.
    """

    rules: ClassVar[tuple[Rule, ...]]

    @abstractmethod
    def __init__(self, options: Options) -> None: ...

    def add(self, pair: Pair) -> None:  # noqa: B027 - many have nothing to remember
        """Take note of a pair."""

    @abstractmethod
    def findings(self, pair: Pair) -> list[Finding]:
        """What is to be said of a pair, now that all are known."""


def texts(pair: Pair) -> list[tuple[Side, str]]:
    """The sides of a pair that are there, Korean first."""
    sides: list[tuple[Side, str]] = []
    if pair.ko is not None:
        sides.append(("ko", pair.ko))
    if pair.en is not None:
        sides.append(("en", pair.en))
    return sides
