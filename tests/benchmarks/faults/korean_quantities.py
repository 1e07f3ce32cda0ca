"""Faults of quantities (N3xx), put into the Korean of a clean pair.

Kinds that the English of the gold offers few places for: the reader of the checks cannot
know which side is at fault, so that these are places for the same findings.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from aligner.text.quantities import english_words
from aligner.types import Pair
from tests.benchmarks.faults.fault import Change, Fault, edited, exchanged, one_of

UNITS = {
    "㎞": "마일", "km": "마일", "킬로미터": "마일", "마일": "킬로미터", "미터": "피트", "m": "피트",
    "피트": "미터", "인치": "피트", "cm": "인치", "㎝": "인치", "센티미터": "인치", "mm": "cm",
    "야드": "피트", "kg": "파운드", "킬로그램": "파운드", "그램": "킬로그램", "톤": "㎏", "온스": "파운드",
    "㎡": "평", "제곱미터": "평", "평방미터": "평", "평방피트": "평방미터", "제곱피트": "제곱미터",
    "제곱킬로미터": "제곱마일", "평방킬로미터": "평방마일", "㎢": "제곱마일", "헥타르": "에이커",
    "에이커": "헥타르", "리터": "갤런", "갤런": "리터", "배럴": "리터", "℃": "℉", "규빗": "마일",
}  # fmt: skip
SPANS = {
    "년간": "개월간", "년 동안": "개월 동안", "년 전에": "개월 전에", "년 만": "개월 만", "개월": "주",
    "주간": "일간", "주 동안": "일 동안", "주 전": "일 전", "일간": "주간", "일 동안": "주 동안",
    "시간": "분", "분간": "시간", "분 동안": "시간 동안", "분 만": "시간 만", "초간": "분간",
}  # fmt: skip
NATIVE = ["두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"]
COUNTERS = (
    "명|개|번(?! ?째)|가지|달|사람|곳|시간|살|마리|대|차례|팀|배|권|채|쌍|장|종류|잔|그루|자루"
)


def others(low: int, high: int) -> Change:
    """Another number between the two; close by, as slips are."""

    def change(match: re.Match[str], chance: random.Random) -> str | None:
        value = int(match[0])
        near = range(max(low, value - 5), min(high, value + 5) + 1)
        return str(chance.choice([other for other in near if other != value]))

    return change


def another_native(match: re.Match[str], chance: random.Random) -> str | None:
    return chance.choice([word for word in NATIVE if word != match[0]])


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
CARDINALS = [*english_words.ONES][1:13]
ORDINALS = [*english_words.ORDINALS][:12]


def has_number(value: int, english: str) -> bool:
    """Whether the English has the number, in figures or in a word.

    >>> has_number(5, "the 15th"), has_number(5, "the 5th"), has_number(5, "a fifth")
    (False, True, True)
    """
    words = [names[value - 1] for names in (CARDINALS, ORDINALS) if 0 < value <= len(names)]
    either = "|".join([rf"(?<![\d.,]){value}(?!\d|[.,]\d)", *(rf"\b{word}" for word in words)])
    return re.search(either, english, re.IGNORECASE) is not None


def has_month(value: int, english: str) -> bool:
    return 0 < value <= len(MONTHS) and MONTHS[value - 1] in english


def fault(
    name: str,
    code: str,
    pattern: str,
    change: Change,
    named: Callable[[int, str], bool] | None = None,
) -> Fault:
    """A change of the Korean, where the English has (``named``) what is changed.

    Where it has a weekday, or nothing, in place of a day, another day makes no difference.
    """

    def inject(pair: Pair, chance: random.Random) -> Pair | None:
        def changed(match: re.Match[str], chance: random.Random) -> str | None:
            if named is not None and not named(int(match[0]), pair.en or ""):
                return None
            return change(match, chance)

        return edited("ko", one_of(re.compile(pattern), changed))(pair, chance)

    return Fault(f"{name} in Korean", code, inject)


LONGEST_FIRST = "|".join(sorted(UNITS, key=len, reverse=True))

FAULTS: tuple[Fault, ...] = (
    fault(
        "another ordinal",
        "N304",
        r"(?<![\d.,])\d{1,2}(?=위(?!안|험|원|로|해)| ?번째|차 |회 대회|등(?:을|으로|이))|(?<=제)\d{1,2}(?=[조회대차]|장(?!관))",
        others(1, 99),
        has_number,
    ),
    fault("another ordinal word", "N304", rf"\b(?:첫|{'|'.join(NATIVE)})(?= ?번째)", another_native),
    fault("another number word", "N304", rf"\b(?:{'|'.join(NATIVE)})(?= (?:{COUNTERS}))", another_native),
    fault("another unit", "N305", rf"(?:(?<=\d)|(?<=\d )|(?<=[만억] ))(?:{LONGEST_FIRST})(?![a-z/²])", exchanged(UNITS)),
    fault("another unit of time", "N305", rf"(?:(?<=\D\d)|(?<=\D\d\d))(?:{'|'.join(SPANS)})", exchanged(SPANS)),
    fault("another day", "N307", r"(?:(?<=월 )|(?<=월))\d{1,2}(?=일)", others(1, 28), has_number),
    fault("another month", "N307", r"(?<![\d.,])\d{1,2}(?=월)", others(1, 12), has_month),
    fault("another century", "N307", r"(?<![\d.,])\d{1,2}(?= ?세기)", others(1, 21)),
    fault("another quarter", "N307", r"(?<![\d.,])[1-4](?= ?분기)", others(1, 4)),
)  # fmt: skip
