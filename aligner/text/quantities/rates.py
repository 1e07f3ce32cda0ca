"""How often, or for how long, a number is meant: 월 30만 원, 주 52시간, 300,000 won a month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from aligner.types import Side, Span

Period = Literal["hour", "day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Rate:
    """The period of a rate, and where its word stands."""

    period: Period
    span: Span


_KOREAN: dict[str, Period] = {
    "시간당": "hour", "시급": "hour", "하루": "day", "매일": "day", "일": "day", "일당": "day", "주": "week", "매주": "week",
    "주당": "week", "월": "month", "매월": "month", "매달": "month", "한 달": "month", "한달": "month", "월세": "month", "월급": "month",
    "연": "year", "연간": "year", "매년": "year", "해마다": "year", "연봉": "year",
}  # fmt: skip
_ENGLISH: dict[str, Period] = {
    "hour": "hour", "day": "day", "week": "week", "month": "month", "year": "year", "annum": "year",
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annually": "year",
}  # fmt: skip
_WORDS: dict[Side, re.Pattern[str]] = {
    # Behind a digit 월 and 일 are those of a date; 주 3회, but neither 주 정부 nor 주 2명의 의원.
    "ko": re.compile(
        rf"(?<![가-힣0-9])(?P<period>{'|'.join(sorted(_KOREAN, key=len, reverse=True))})"
        r"(?:에|의)? ?(?:평균|약|최대|최소|최고|각각)? ?[0-9][0-9,.]{0,15}(?:[십백천만억조 ]{1,4}[0-9,.]{0,12}){0,2} ?"
        r"(?:여 ?)?(?:원|달러|엔|유로|위안|%|퍼센트|회|번|차례|시간|분|톤|t\b|㎏|kg|리터|ℓ)"
    ),
    "en": re.compile(
        r"(?:\b[0-9][^.!?;,()]{0,40}|\b(?:once|twice|times|won|dollars|hours)) "
        r"(?<!\bin )(?<!\bfor )(?<!\bof )(?<!\bover )(?<!\bthan )(?<!\bafter )(?<!\bwithin )(?<!\babout )"
        r"(?P<period>(?:an?|per|each|every) (?:hour|day|week|month|year|annum)(?!s|[ -]?old| ago| earlier| later| before| after)"
        r"|hourly|daily|weekly|monthly|yearly|annually)\b",
        re.IGNORECASE,
    ),
}


def rates(text: str, side: Side) -> list[Rate]:
    """The rates of a text, in their order.

    >>> [(rate.period, rate.span) for rate in rates("월 30만 원을 낸다.", "ko")]
    [('month', (0, 1))]
    >>> [rate.period for rate in rates("It costs 300,000 won a year.", "en")]
    ['year']
    >>> rates("5월 30만 명이 왔다.", "ko"), rates("It opened a year ago.", "en")
    ([], [])
    """
    found = []
    for match in _WORDS[side].finditer(text):
        word = match["period"]
        period = _KOREAN[word] if side == "ko" else _ENGLISH[word.lower().split()[-1]]
        found.append(Rate(period, match.span("period")))
    return found


def other_rate(ko_text: str, en_text: str) -> tuple[Rate, Rate] | None:
    """The one rate of each side, if they are of another period.

    A text with several may tell of them in another order, or work one out from the other.

    >>> other_rate("월 30만 원을 낸다.", "They pay 300,000 won a year.") is None
    False
    >>> other_rate("주 2회 열린다.", "It is held twice a week.") is None
    True
    """
    korean = rates(ko_text, "ko")
    english = rates(en_text, "en") if len(korean) == 1 else []
    if len(english) != 1 or korean[0].period == english[0].period:
        return None
    return korean[0], english[0]
