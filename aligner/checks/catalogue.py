"""All rules there are, by code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from aligner.checks import (
    boilerplate,
    brackets,
    completeness,
    encoding,
    language,
    punctuation,
    quantities,
    terms,
    typography,
)
from aligner.checks.rule import Check, Rule, Survey
from aligner.errors import UsageError

CHECKS: tuple[Check, ...] = tuple(
    sorted(
        [
            *encoding.CHECKS,
            *typography.CHECKS,
            *boilerplate.CHECKS,
            *language.CHECKS,
            *punctuation.CHECKS,
            *brackets.CHECKS,
        ],
        key=lambda check: check[0].code,
    )
)
"""Every rule that a pair alone can show, with its function, by code."""

SURVEYS: tuple[type[Survey], ...] = (
    *boilerplate.SURVEYS,
    *punctuation.SURVEYS,
    *quantities.SURVEYS,
    *completeness.SURVEYS,
    *terms.SURVEYS,
)
"""What needs all pairs, or the options."""

COMPUTED: tuple[Rule, ...] = (
    *(rule for rule, _ in CHECKS),
    *(rule for survey in SURVEYS for rule in survey.rules),
)
"""The rules whose findings are made here."""

RULES: tuple[Rule, ...] = tuple(
    sorted([*COMPUTED, *boilerplate.PAGE_RULES, *encoding.PAGE_RULES], key=lambda rule: rule.code)
)
"""Every rule, by code, with those that only reading a document can show."""

_BY_CODE = {rule.code: rule for rule in RULES}
_BY_NAME = {rule.name: rule for rule in RULES}
_FAMILY = re.compile(r"[A-Za-z]\d{0,2}")


def rule(code: str) -> Rule:
    """Look up a rule by its code or its name. UsageError if there is none.

    >>> rule("E101").name, rule("lost-dash").code
    ('lost-dash', 'E101')
    """
    found = _BY_CODE.get(code.upper()) or _BY_NAME.get(code.lower())
    if found is None:
        raise UsageError(_unknown(code))
    return found


def codes_of(selectors: Sequence[str]) -> frozenset[str]:
    """The codes that codes and their beginnings name. UsageError for one that names none.

    >>> sorted(codes_of(["E12", "L404"]))
    ['E120', 'E121', 'E122', 'E123', 'L404']
    """
    chosen: set[str] = set()
    for selector in selectors:
        named = {code for code in _BY_CODE if selector and code.startswith(selector.upper())}
        if not named:
            raise UsageError(_unknown(selector))
        chosen |= named
    return frozenset(chosen)


def _unknown(selector: str) -> str:
    families = ", ".join(sorted({code[:2] for code in _BY_CODE}))
    if _FAMILY.fullmatch(selector):
        return f"no rule's code begins with {selector!r}: codes begin with {families}."
    close = get_close_matches(selector.upper(), _BY_CODE, n=3, cutoff=0.5)
    close += [_BY_NAME[name].code for name in get_close_matches(selector.lower(), _BY_NAME, n=2)]
    hint = (
        f"did you mean {', '.join(dict.fromkeys(close))}?"
        if close
        else f"codes begin with {families}."
    )
    return f"no rule has the code {selector!r}: {hint}"
