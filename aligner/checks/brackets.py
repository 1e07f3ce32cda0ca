"""P504: what stands in brackets on one side and not on the other.

A remark is looked for in the text of the other side first, and then in its brackets. Where
those are fewer, each is given to the remark that it has most in common with: what is left
is what is missing, wherever in the sentence it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, product

from aligner.checks.romanisation import names_in
from aligner.checks.rule import Check, Example, Rule
from aligner.checks.sides import article_sides
from aligner.text.alternatives import has_one
from aligner.types import Finding, Pair, Side, Span

DROPPED_BRACKET = Rule(
    code="P504",
    name="dropped-bracket",
    severity="info",
    summary="what stands in brackets on one side is missing on the other",
    explanation=(
        "A remark in brackets was left out or added. Korean texts give foreign names, ages, "
        "abbreviations and days of the week in brackets; where the other side has these in its "
        "text, all is well."
    ),
    example=Example(
        ko="다리가 열렸다.",
        en="The bridge opened (see page 12 of the report).",
    ),
)

_BRACKETED = re.compile(r"[(（\[［〔【]([^()（）\[\]［］〔〕【】\n]{1,200})[)）\]］〕】]")
_CONTENT_WORD = re.compile(r"[A-Za-z]{2,40}|\d{1,20}|[가-힣]{1,20}")
_GLOSSED = re.compile(r"[A-Za-z]\s?$")
_CAPITALS = re.compile("[A-Z]{2,8}")
_LONGEST_NAME = 100
_LOCAL_TIME = re.compile(
    r"(?:현지|한국|미국|동부) ?시[간각](?: ?기준)?|(?:local|Korean?|Seoul|Eastern) (?:standard )?time",
    re.IGNORECASE,
)
"""What Korean news put behind every foreign date, and English ones behind none."""

_WEEKDAY = re.compile(
    r"\b(?P<en>mon|tue|wed|thu|fri|sat|sun)(?:days?|sdays?|nesdays?|rsdays?|urdays?|s|rs?)?\b"
    r"|(?P<ko>[월화수목금토일])요일|(?<![가-힣\d])(?P<short>[월화수목금토일])(?![가-힣])",
    re.IGNORECASE,
)
_WEEKDAYS = dict(
    zip("월화수목금토일", ("mon", "tue", "wed", "thu", "fri", "sat", "sun"), strict=True)
)
_JOINED = re.compile(r"[\s,·ㆍ~∼/–-]*")
_MOST_REMARKS = 50
"""Of one side; a text with more of them is a list or a table."""


@dataclass(frozen=True, slots=True)
class _Remark:
    """What stands in brackets: its place, that place as a share of the text, and its words."""

    text: str
    span: Span
    share: float
    words: frozenset[str]
    weekdays: frozenset[str]

    @classmethod
    def of(cls, bracketed: re.Match[str]) -> _Remark:
        content = bracketed[1]
        words = frozenset(word.casefold() for word in _CONTENT_WORD.findall(content))
        share = bracketed.start() / len(bracketed.string)
        return cls(content, bracketed.span(), share, words, _weekdays(content))


def _dropped_bracket(pair: Pair) -> list[Finding]:
    sides = article_sides(pair)
    if sides is None or not any(has_one(text, "(（[［〔【") for text in sides):
        return []
    bracketed = [list(islice(_BRACKETED.finditer(text), _MOST_REMARKS + 1)) for text in sides]
    if any(len(found) > _MOST_REMARKS for found in bracketed):
        return []
    names = list(names_in(*sides)) if any(bracketed) else []
    ko = [
        _Remark.of(match)
        for match in bracketed[0]
        if not any(found.name in match[1] for found in names) and not _is_in_text(match, sides[1])
    ]
    en = [
        _Remark.of(match)
        for match in bracketed[1]
        if not any(match.start() < found.start < match.end() for found in names)
        and not _is_in_text(match, sides[0])
    ]
    if len(ko) == len(en):
        return []
    answered_ko, answered_en = _answered(ko, en)
    side: Side = "ko" if len(ko) > len(en) else "en"
    more, answered = (ko, answered_ko) if side == "ko" else (en, answered_en)
    message = "the other side has nothing in brackets for this; add or delete it"
    return [
        DROPPED_BRACKET.finding(side, remark.span, message)
        for number, remark in enumerate(more)
        if number not in answered
    ]


def _answered(ko: list[_Remark], en: list[_Remark]) -> tuple[set[int], set[int]]:
    """The numbers of the remarks that have a partner; all of the side that has fewer have one."""
    nearest = sorted(
        product(range(len(ko)), range(len(en))),
        key=lambda link: _distance(ko[link[0]], en[link[1]]),
    )
    answered_ko, answered_en = set[int](), set[int]()
    for korean, english in nearest:
        if korean not in answered_ko and english not in answered_en:
            answered_ko.add(korean)
            answered_en.add(english)
    return answered_ko, answered_en


def _distance(ko: _Remark, en: _Remark) -> tuple[int, float]:
    """Smaller for remarks with more in common; of those with as much, for nearer ones."""
    common = len(ko.words & en.words) + len(ko.weekdays & en.weekdays)
    named = any(True for _ in names_in(ko.text, en.text))
    return -common - named, abs(ko.share - en.share)


def _is_in_text(bracketed: re.Match[str], other: str) -> bool:
    """Whether it only says, maybe in another script, what the other side says in its text."""
    content, start = bracketed[1], bracketed.start()
    before = bracketed.string[max(0, start - _LONGEST_NAME) : start]
    words = _CONTENT_WORD.findall(content)
    if not words:
        return True  # Hanja
    if _LOCAL_TIME.fullmatch(content):
        return True
    if not content.isascii() and _GLOSSED.search(before[-2:]):
        return True  # the Korean of a Latin name
    if _is_abbreviation(content, before) or _are_weekdays(content, other):
        return True
    other = other.casefold()
    return 2 * sum(word.casefold() in other for word in words) >= len(words)


def _weekdays(text: str) -> frozenset[str]:
    """The days of the week that a text names.

    >>> sorted(_weekdays("16일(목), Friday and Sat."))
    ['fri', 'sat', 'thu']
    """
    return frozenset(
        (match["en"] or _WEEKDAYS[match["ko"] or match["short"]]).lower()
        for match in _WEEKDAY.finditer(text)
    )


def _are_weekdays(content: str, other: str) -> bool:
    """Whether it is nothing but days of the week (and whose clock it was) that the other side names."""
    rest = _WEEKDAY.sub("", _LOCAL_TIME.sub("", content))
    if not _JOINED.fullmatch(rest):
        return False
    days = _weekdays(content)
    return bool(days) and days <= _weekdays(other)


def _is_abbreviation(content: str, before: str) -> bool:
    """Whether it abbreviates the words in front: memorandum of understanding (MOU)."""
    if not _CAPITALS.fullmatch(content):
        return False
    words = before.replace("-", " ").split()
    initials = "".join(word[0] for word in words).upper()
    short = "".join(word[0] for word in words if word not in {"of", "the", "and", "for", "in"})
    return initials.endswith(content) or short.upper().endswith(content)


CHECKS: list[Check] = [(DROPPED_BRACKET, _dropped_bracket)]
