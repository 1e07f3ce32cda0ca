"""Words that say when, counted from the day of writing or within a year: yesterday, 하반기.

What is counted from another time that the text tells of (the year before, 전년) is not
among them, since that time may be named or left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from aligner.text.alternatives import has_one
from aligner.types import Side, Span

Stretch = Literal["day", "week", "month", "year", "half"]


@dataclass(frozen=True, slots=True)
class RelativeTime:
    """A day, week, month or year, ``offset`` of them from now, or the first or second half."""

    stretch: Stretch
    offset: int
    span: Span


_OF_A_WEEK = "(?=[에의부까중초는 ,.]|$|[월화수목금토일]요일)"
"""What follows 주 where it is a week, and neither stocks (주식) nor a runner (주자)."""
_KOREAN: dict[str, tuple[Stretch, int]] = {
    "그저께": ("day", -2), "그제": ("day", -2), "어제": ("day", -1), "오늘(?!날)": ("day", 0),
    "내일": ("day", 1), "모레": ("day", 2),
    "지난 ?주" + _OF_A_WEEK: ("week", -1), "(?:이번 ?|금)주" + _OF_A_WEEK: ("week", 0),
    "다음 ?주" + _OF_A_WEEK: ("week", 1),
    "지난 ?달": ("month", -1), "이번 ?달|이달": ("month", 0), "다음 ?달|내달": ("month", 1),
    "재작년|지지난해": ("year", -2), "지난해|작년": ("year", -1), "올해|금년": ("year", 0),
    "내년": ("year", 1), "내후년": ("year", 2),
    "상반기|전반[전기]|전반(?= [0-9])": ("half", 1), "하반기|후반[전기]|후반(?= [0-9])": ("half", 2),
}  # fmt: skip
_OF_A_YEAR = "(?![ -](?:hour|dozen|century|marathon|mile|day))"
_ENGLISH: dict[str, tuple[Stretch, int]] = {
    "day before yesterday": ("day", -2), "yesterday": ("day", -1), "today|tonight": ("day", 0),
    "day after tomorrow": ("day", 2), "tomorrow": ("day", 1),
    "last week": ("week", -1), "this week": ("week", 0), "next week": ("week", 1),
    "last month": ("month", -1), "this month": ("month", 0), "next month": ("month", 1),
    "year before last": ("year", -2), "last year": ("year", -1), "this year": ("year", 0),
    "next year": ("year", 1), "year after next": ("year", 2),
    "first[ -]half" + _OF_A_YEAR: ("half", 1), "(?:second|latter)[ -]half" + _OF_A_YEAR: ("half", 2),
}  # fmt: skip
_KOREAN_SIGNS = (
    "어제", "오늘", "내일", "모레", "그제", "그저께", "지난", "이번", "다음", "금주", "이달", "내달", "작년",
    "올해", "금년", "내년", "내후년", "반기", "전반", "후반",
)  # fmt: skip
"""One of these is in every text that has one of the words above."""
_MEANINGS: dict[Side, list[tuple[Stretch, int]]] = {
    "ko": list(_KOREAN.values()),
    "en": list(_ENGLISH.values()),
}
_WORDS: dict[Side, re.Pattern[str]] = {
    "ko": re.compile(
        "(?<![가-힣])(?:" + "|".join(f"(?P<w{n}>{word})" for n, word in enumerate(_KOREAN)) + ")"
    ),
    "en": re.compile(
        r"\b(?:" + "|".join(f"(?P<w{n}>{word})" for n, word in enumerate(_ENGLISH)) + r")\b",
        re.IGNORECASE,
    ),
}
_ELSEWHEN: dict[Stretch, re.Pattern[str]] = {
    "day": re.compile(r"전날|이튿날|다음 ?날|이날|\bday (?:before|after|earlier|later)|\bearlier\b", re.IGNORECASE),
    "week": re.compile(r"주 ?(?:전|후|뒤)|\b(?:past|previous|following|coming) week|\bweeks? (?:ago|earlier|later|after|before)", re.IGNORECASE),
    "month": re.compile(r"[월달] ?(?:전|후|뒤)|전월|전달|\b(?:past|previous|following|coming) month|\bmonths? (?:ago|earlier|later|after|before)", re.IGNORECASE),
    "year": re.compile(
        r"년 ?(?:전|후|뒤|만에)|전년|이듬해|한 ?해|매년|[12][0-9]{3}|\b(?:past|previous|following|coming|prior|same) year|\bon-year|over-year"
        r"|\byears? (?:ago|earlier|later|after|before)|\bannual|\b(?:last|next|this) (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|fall|autumn|winter|season)",
        re.IGNORECASE,
    ),
    "half": re.compile(r"half-?time|하프|\bthe half\b", re.IGNORECASE),
}  # fmt: skip
"""What names the time in another way, so that the words of the two sides need not agree."""
_LONG_STRETCHES: frozenset[Stretch] = frozenset({"week", "month", "year"})
_POSSESSIVE = re.compile("['’]s")


def relative_times(text: str, side: Side) -> list[RelativeTime]:
    """The words of a text that say when, in their order.

    >>> [(found.stretch, found.offset) for found in relative_times("어제와 지난해 하반기", "ko")]
    [('day', -1), ('year', -1), ('half', 2)]
    """
    found = []
    for match in _WORDS[side].finditer(text):
        stretch, offset = _MEANINGS[side][int((match.lastgroup or "w0")[1:])]
        found.append(RelativeTime(stretch, offset, match.span()))
    return found


def other_times(ko_text: str, en_text: str) -> list[tuple[RelativeTime, RelativeTime]]:
    """The words of both sides that name another day, week, month, year or half.

    A stretch is compared only if neither side names one in yet another way, and one stretch with
    another only if they are all that is named.

    >>> [(ko, en)] = other_times("지난해 문을 열었다.", "It opened this year.")
    >>> ko.offset, en.offset
    (-1, 0)
    >>> other_times("지난해 문을 열었다.", "It opened a year before this year's contest.")
    []
    """
    if not has_one(ko_text, _KOREAN_SIGNS):
        return []
    korean = relative_times(ko_text, "ko")
    english = relative_times(en_text, "en") if korean else []
    found = []
    for stretch in {one.stretch: None for one in english}:
        ko, en = ([one for one in side if one.stretch == stretch] for side in (korean, english))
        if not ko or {one.offset for one in ko} & {one.offset for one in en}:
            continue
        # Today's youth is that of any day; it may answer a word, but contradicts none.
        en = [one for one in en if stretch != "day" or not _POSSESSIVE.match(en_text, one.span[1])]
        if en and not _is_elsewhen(stretch, ko_text, en_text):
            found.append((ko[0], en[0]))
    return found or _other_stretch(korean, english, ko_text, en_text)


def _other_stretch(
    korean: Sequence[RelativeTime], english: Sequence[RelativeTime], ko_text: str, en_text: str
) -> list[tuple[RelativeTime, RelativeTime]]:
    """다음 주 and "next month", where each side has no more to say of when."""
    if len(korean) != 1 or len(english) != 1:
        return []
    [ko], [en] = korean, english
    alike = ko.offset == en.offset and {ko.stretch, en.stretch} <= _LONG_STRETCHES
    if not alike or ko.stretch == en.stretch:
        return []
    named = any(_is_elsewhen(one.stretch, ko_text, en_text) for one in (ko, en))
    return [] if named else [(ko, en)]


def _is_elsewhen(stretch: Stretch, *texts: str) -> bool:
    """Whether a text names such a time in another way as well."""
    return any(_ELSEWHEN[stretch].search(text) for text in texts)
