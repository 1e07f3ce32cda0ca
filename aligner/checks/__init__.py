"""Findings about pairs: what is wrong with them, where, and what to do.

One family of rules a file; `aligner.checks.catalogue` knows them all.
"""

from __future__ import annotations

from aligner.checks.catalogue import RULES, rule
from aligner.checks.checker import Checker, check
from aligner.checks.options import Option, Options, Term
from aligner.checks.repair import repair
from aligner.checks.rule import Check, Example, Rule, Survey

__all__ = [
    "RULES",
    "Check",
    "Checker",
    "Example",
    "Option",
    "Options",
    "Rule",
    "Survey",
    "Term",
    "check",
    "repair",
    "rule",
]
