"""N3xx: numbers, money, dates and measures that the two sides do not say alike.

Both sides are read by `aligner.text.quantities`, and what one says is looked for
in what the other says. A finding that rests on little is information only: small numbers
in words, which good translations leave out or turn into "both"; vague numbers; times that
another time zone may explain; and pairs of low confidence, whose sides may not
translate each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from aligner.checks.boilerplate import kind_of
from aligner.checks.encoding import is_garbled
from aligner.checks.options import Option, Options
from aligner.checks.rule import Example, Rule, Survey
from aligner.text.bylines import attached_byline_span
from aligner.text.quantities import (
    CALENDAR_KINDS,
    Difference,
    Kind,
    Quantity,
    Relation,
    agree,
    compare,
    other_rate,
    other_times,
    possible_days,
    quantities,
    relative_days,
)
from aligner.text.telephones import telephones
from aligner.types import Finding, Pair, Side, Span

MISSING = Rule(
    code="N301",
    name="missing-quantity",
    severity="warning",
    summary="a number of the Korean is not in the English",
    explanation=(
        "A number is seldom left out on purpose. Where it is missing, a phrase was dropped, or the "
        "sentence of the other side is another one. A number that English says in its own way (a "
        "decade, half, the 17th) is not reported."
    ),
    example=Example(
        ko="축제에는 시민 5000여 명이 모였다.",
        en="Citizens gathered for the festival.",
    ),
)
EXTRA = Rule(
    code="N302",
    name="extra-quantity",
    severity="warning",
    summary="the English has a number that the Korean does not have",
    explanation=(
        "The translator added a fact, or the sentence belongs to another one. As training "
        "text it teaches a model to invent numbers."
    ),
    example=Example(
        ko="축제에는 많은 시민이 모였다.",
        en="Some 5,000 citizens gathered for the festival.",
    ),
)
MAGNITUDE = Rule(
    code="N303",
    name="different-magnitude",
    severity="error",
    summary="the same digits, but tenfold, a hundredfold or more",
    explanation=(
        "Korean counts in ten thousands (만) and hundred millions (억), English in thousands and "
        "millions. Moving the digits from one to the other is where translators and models "
        "slip most often, and the result still reads well."
    ),
    example=Example(
        ko="강변에 등 3만 개가 걸렸다.",
        en="Some 3,000 lanterns hung along the river.",
    ),
)
VALUE = Rule(
    code="N304",
    name="different-value",
    severity="warning",
    summary="the two sides give different numbers for what seems to be the same thing",
    explanation=(
        "Both sides name a percentage, an amount or a count, and each has one that the other does "
        "not have. Rounding and conversion of measures are allowed for. Or they have the same number, "
        "which is the least on the one side and the most on the other."
    ),
    example=Example(
        ko="수출은 11.4% 늘었다.",
        en="Exports grew by 14.1 percent.",
    ),
)
UNIT = Rule(
    code="N305",
    name="different-unit",
    severity="warning",
    summary="the same number of something else: kilometers and miles, percent and points",
    explanation=(
        "The number was carried over and its unit exchanged, or the number converted and the unit "
        "not, so that the amount is another one. "
        "A rise by five percentage points is not a rise by five percent."
    ),
    example=Example(
        ko="산책로는 20㎞에 이른다.",
        en="The path is 20 miles long.",
    ),
)
CURRENCY = Rule(
    code="N306",
    name="different-currency",
    severity="warning",
    summary="the same amount in another currency",
    explanation=(
        "The amount was carried over and the currency exchanged. A conversion changes the "
        "amount as well and is reported as N309."
    ),
    example=Example(
        ko="수출액은 19억8000만 달러였다.",
        en="Exports came to 1.98 billion won.",
    ),
)
DATE = Rule(
    code="N307",
    name="different-date",
    severity="warning",
    summary="the two sides name another day, month, year or time of day",
    explanation=(
        "Both sides name a day, a month, a year or an hour, and not the same one, or say yesterday "
        "and today, last year and this year. Hours may "
        "differ by a time zone; where one is named it is information only."
    ),
    example=Example(
        ko="다리는 2015년에 열렸다.",
        en="The bridge opened in 2016.",
    ),
)
WEEKDAY = Rule(
    code="N308",
    name="weekday-for-date",
    severity="info",
    summary="one side names a date, the other the day of the week, today or yesterday",
    explanation=(
        "Korean news give the day of the month where English ones give the weekday. Both can be "
        "right. With the date of the article it is known which weekday a date was: what agrees is "
        "not reported, and what does not is N307."
    ),
    options=(Option("date", "the day on which the article appeared"),),
    example=Example(
        ko="시는 17일 축제를 연다고 밝혔다.",
        en="The city said on Wednesday that it would hold a festival.",
    ),
)
CONVERTED = Rule(
    code="N309",
    name="converted-money",
    severity="info",
    summary="an amount of money seems to have been converted to another currency",
    explanation=(
        "The two amounts are about the same at a usual exchange rate. Readers are helped by "
        "this; a corpus gets a number that the source does not have."
    ),
    example=Example(
        ko="다리에 1200억 원이 들었다.",
        en="The bridge cost about $90 million.",
    ),
)

SIGN = Rule(
    code="N310",
    name="lost-minus-sign",
    severity="warning",
    summary="one side is below zero, the other has the same number without a sign",
    explanation=(
        "A minus sign is easily lost, and 영하 easily overlooked: the number stays and means the "
        "opposite. Nothing is said where the other side has another word for less, as "
        "in a fall of three percent; and it is information only unless that side tells of a "
        "rise, or of a temperature. A sign behind the word (minus -0.4 percent) is one too many."
    ),
    example=Example(
        ko="기온이 영하 12도까지 내려갔다.",
        en="The temperature reached 12 degrees.",
    ),
)

_RULES = {
    "missing": MISSING,
    "extra": EXTRA,
    "magnitude": MAGNITUDE,
    "value": VALUE,
    "unit": UNIT,
    "currency": CURRENCY,
    "date": DATE,
    "converted": CONVERTED,
    "bound": VALUE,
}
_HINTS: dict[Relation, str] = {
    "magnitude": "; the digits agree, the power of ten does not",
    "unit": "; the number would be right with another unit",
    "currency": "; the amount agrees, the currency does not",
    "converted": ", which is about the same amount",
    "bound": "; one side says that or more, the other that or less",
}

_LONGEST = 20_000
"""Characters of a side that is a sentence, or a few; a longer one is a table or a dump."""

_SMALL = 10
"""Numbers up to here are often said in another way, or left out."""

_BARE = 100
"""Numbers below this that count nothing often belong to a name: Route 66."""

_RELATIVE = {
    "en": re.compile(
        r"\b(?:to(?:day|night|morrow)|yesterday|the (?:same|next|previous|following) (?:day|month|year)"
        r"|(?:last|this|next|the past) (?:week(?:end)?|month|year|spring|summer|autumn|fall|winter)"
        r"|the (?:day|month|year) (?:before|after)|(?:day|month|year)s? (?:ago|earlier|later))\b",
        re.IGNORECASE,
    ),
    "ko": re.compile(
        r"오늘|어제|내일|그저께|모레|이날|당일|전날|다음 ?날|이튿날|지난 ?[주달해]|이번 ?[주달]|다음 ?[주달]|올해|작년|내년"
        r"|재작년|이듬해|전년|[년달월일주] ?(?:전|후|뒤)"
    ),
}
_BELOW_ZERO: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:below|minus|negative|sub-?zero|freezing)\b|(?<![\w)])[-–−]\d", re.IGNORECASE
    ),
    "ko": re.compile(r"영하|마이너스|(?<![\w)])[-–−]\d"),
}
"""What tells that a temperature is below zero; one that has fallen need not be."""
_LESS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        _BELOW_ZERO["en"].pattern
        + r"|\b(?:under|f[ae]ll(?:s|en|ing)?|drop\w*|declin\w+|decreas\w+|shr[aiu]nk\w*|contract\w*|los[est]\w*"
        r"|losing|down\w*|lower\w*|reduc\w+|cut\w*|slump\w*|sl[iu]d\w*|slip\w*|plung\w+|plummet\w*|deficits?"
        r"|recession|tumbl\w+|dip\w*|less|off|red|diminish\w*|weaken\w*|worse\w*|shed\w*|retreat\w*)\b",
        re.IGNORECASE,
    ),
    "ko": re.compile(
        _BELOW_ZERO["ko"].pattern
        + "|감소|하락|줄[어었고며]|준[ 다]|떨[어군궜]|내[리려린렸]|낮[아았은을춰췄]|적자|손실|급락|폭락|위축|후퇴|역성장|역신장|하회|축소|음수|밑"
        "|깎|잃|뒷걸음|둔화|악화|인하|할인|감산|감축|빠[졌지진]|해저|수심|지하"
    ),
}
"""Words that say without a sign that a number is one of less."""
_MORE: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:r[io]s(?:e|es|en|ing)|gr[eo]w\w*|gain\w*|increas\w+|climb\w*|jump\w*|surg\w+|soar\w*|expand\w*"
        r"|higher|up|added|rall(?:y|ied))\b",
        re.IGNORECASE,
    ),
    "ko": re.compile("증가|상승|늘[었어고며]|올[랐라]|오[른르]|성장|급등|급증|확대|웃돌|흑자"),
}
"""Words that make one of more of it: with them a lost sign is no longer a matter of wording."""
_DEGREES = frozenset({"degrees", "°C", "°F"})

_ZONE = re.compile(
    r"현지 ?시[간각]|한국 ?시[간각]|미국 ?시[간각]|동부 ?시[간각]|\b(?:local time|E[SD]?T|P[SD]T|GMT|UTC|BST|KST|CET)\b"
)
_DAYS: frozenset[Kind] = frozenset({"day", "weekday"})
_RELATIVE_KINDS: frozenset[Kind] = _DAYS | {"month", "year"}


@dataclass(frozen=True, slots=True)
class _Said:
    """A quantity of one side, with what the other side could say instead of it."""

    quantity: Quantity
    side: Side
    text: str
    other_days: Sequence[Quantity]
    other_text: str
    same_weekday: bool = False
    """Whether both sides name a weekday, and the same."""

    @property
    def words(self) -> str:
        return self.text[slice(*self.quantity.span)]

    @property
    def bounded(self) -> Span:
        """The place of the number with the words that make it a bound, if any do."""
        return self.quantity.bound.span if self.quantity.bound else self.quantity.span

    @property
    def other_side(self) -> Side:
        return "en" if self.side == "ko" else "ko"


class Quantities(Survey):
    """What one side says and the other does not, or says otherwise."""

    rules: ClassVar[tuple[Rule, ...]] = (*dict.fromkeys(_RULES.values()), WEEKDAY, SIGN)

    def __init__(self, options: Options) -> None:
        self._published = options.date
        self._low_confidence = options.low_confidence

    def findings(self, pair: Pair) -> list[Finding]:
        """The differences of a pair. Those of an unlikely pair are information only."""
        if not pair.ko or not pair.en or max(len(pair.ko), len(pair.en)) > _LONGEST:
            return []
        if not {kind_of(pair.ko), kind_of(pair.en)} <= _ARTICLE:
            return []
        ko, en = _quantities(pair.ko, "ko"), _quantities(pair.en, "en")
        findings = []
        differences = compare(ko, en)
        same_weekday = bool(differences) and _have_same_weekday(ko, en)
        for difference in differences:
            said = []
            if difference.ko is not None:
                days = _other_days(en, ko)
                said.append(_Said(difference.ko, "ko", pair.ko, days, pair.en, same_weekday))
            if difference.en is not None:
                days = _other_days(ko, en)
                said.append(_Said(difference.en, "en", pair.en, days, pair.ko, same_weekday))
            rule = self._rule(difference, said)
            if rule is not None:
                doubtful = _is_doubtful(difference, said)
                finding = _finding(rule, difference.relation, said)
                findings.append(replace(finding, severity="info") if doubtful else finding)
        findings += _other_telephones(pair.ko, pair.en)
        findings += _other_times(pair.ko, pair.en)
        findings += _other_rate(pair.ko, pair.en)
        findings += _lost_signs(pair.ko, ko, pair.en, en)
        if pair.confidence is not None and pair.confidence < self._low_confidence:
            findings = [replace(finding, severity="info") for finding in findings]
        return [] if findings and (is_garbled(pair.ko) or is_garbled(pair.en)) else findings

    def _rule(self, difference: Difference, said: Sequence[_Said]) -> Rule | None:
        """The rule; for a day it depends on how the other side names it."""
        day = said[0]
        if len(said) > 1 or day.quantity.kind not in _DAYS:
            return _RULES[difference.relation]
        named = day.other_days
        if not named and not _RELATIVE[day.other_side].search(day.other_text):
            return _RULES[difference.relation]
        if self._published is None:
            return WEEKDAY
        meant = relative_days(day.other_text, day.other_side, self._published).union(
            *(possible_days(other, self._published) for other in named)
        )
        if meant & possible_days(day.quantity, self._published):
            return None
        contradicted = day.quantity.kind == "day" and any(o.kind == "weekday" for o in named)
        return DATE if contradicted else WEEKDAY


def _have_same_weekday(ko: Sequence[Quantity], en: Sequence[Quantity]) -> bool:
    return any(
        one.kind == other.kind == "weekday" and agree(one, other) for one in ko for other in en
    )


def _other_days(others: Sequence[Quantity], own: Sequence[Quantity]) -> list[Quantity]:
    """The days that the other side alone names; one that both name stands for no further day."""
    days = [one for one in own if one.kind in _DAYS]
    return [
        other
        for other in others
        if other.kind in _DAYS and not any(agree(other, day) for day in days)
    ]


def _lost_signs(
    ko_text: str, ko: Sequence[Quantity], en_text: str, en: Sequence[Quantity]
) -> list[Finding]:
    """The numbers that are below zero on one side only, in the English."""
    found = _doubled_signs(ko_text, en_text)
    if not any(quantity.negative for quantity in [*ko, *en]):
        return found
    ko_left, en_left = list(ko), list(en)
    for same_sign in (True, False):
        for korean in list(ko_left):
            alike = [
                english
                for english in en_left
                if _on_one_scale(korean, english)
                and agree(korean, english)
                and (korean.negative == english.negative) is same_sign
            ]
            if alike:
                ko_left.remove(korean)
                en_left.remove(alike[0])
            if not alike or same_sign:
                continue
            english = alike[0]
            side: Side = "en" if korean.negative else "ko"
            unsigned = (
                _around(en_text, english, en) if korean.negative else _around(ko_text, korean, ko)
            )
            words = _BELOW_ZERO if korean.unit in _DEGREES else _LESS
            if words[side].search(unsigned):
                continue
            said = _Said(english, "en", en_text, (), ko_text)
            message = (
                f"{_shown(said)} is {'' if korean.negative else 'not '}below zero in the Korean"
            )
            finding = SIGN.finding("en", english.span, message)
            plain = korean.unit in _DEGREES or _MORE[side].search(unsigned)
            found.append(finding if plain else replace(finding, severity="info"))
    return found


_TWO_SIGNS: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:minus|negative) ?[-–−](?=\d)", re.IGNORECASE),
    "ko": re.compile(r"(?:마이너스|영하) ?[-–−](?=\d)"),
}


def _doubled_signs(ko_text: str, en_text: str) -> list[Finding]:
    """A minus that stands in a word and in a sign, which is one too many, in the English."""
    if _TWO_SIGNS["ko"].search(ko_text):
        return []
    return [
        SIGN.finding("en", match.span(), f"“{match[0]}” is a minus sign too many")
        for match in _TWO_SIGNS["en"].finditer(en_text)
    ]


_SENTENCE_END = re.compile(r"[.!?][)”’\"']? ")
_SIGN_BEFORE, _SIGN_BEHIND = 12, 24
_LONGEST_JOIN = len(" and ")
"""What joins the ends of a range, of which one sign may be meant for both."""


def _around(text: str, quantity: Quantity, others: Sequence[Quantity]) -> str:
    """The sentence of a quantity, without the numbers in it that have a sign of their own."""
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    start = max(end for end in ends if end <= quantity.span[0])
    stop = min(end for end in ends if end >= quantity.span[1])
    pieces, position = [], start
    for other in others:
        joined = 0 <= quantity.span[0] - other.span[1] <= _LONGEST_JOIN
        if other.negative and not joined and start <= other.span[0] < stop:
            pieces.append(text[position : max(position, other.span[0] - _SIGN_BEFORE)])
            position = max(position, min(stop, other.span[1] + _SIGN_BEHIND))
    return "\0".join([*pieces, text[position:stop]])


def _other_telephones(ko_text: str, en_text: str) -> list[Finding]:
    """Telephone numbers of which each side has one that the other has not, in the English."""
    if "-" not in ko_text or "-" not in en_text:
        return []  # every such number has one, and few Korean texts do
    korean, english = telephones(ko_text), telephones(en_text)
    ko_numbers, en_numbers = ({number for number, _ in side} for side in (korean, english))
    ko_alone = [span for number, span in korean if number not in en_numbers]
    en_alone = [span for number, span in english if number not in ko_numbers]
    return [
        VALUE.finding("en", span, f"“{ko_text[slice(*other)]}” is “{en_text[slice(*span)]}” here")
        for other, span in zip(ko_alone, en_alone, strict=False)
    ]


def _other_times(ko_text: str, en_text: str) -> list[Finding]:
    """어제 and "today", 상반기 and "the second half", in the English."""
    return [
        DATE.finding(
            "en", en.span, f"“{ko_text[slice(*ko.span)]}” is “{en_text[slice(*en.span)]}” here"
        )
        for ko, en in other_times(ko_text, en_text)
    ]


def _other_rate(ko_text: str, en_text: str) -> list[Finding]:
    """월 30만 원 and "300,000 won a year", in the English."""
    rates = other_rate(ko_text, en_text)
    if rates is None:
        return []
    ko, en = (text[slice(*one.span)] for text, one in zip((ko_text, en_text), rates, strict=True))
    return [UNIT.finding("en", rates[1].span, f"“{ko}” is “{en}” here")]


def _on_one_scale(korean: Quantity, english: Quantity) -> bool:
    """False for Fahrenheit on one side only: 12 below zero Celsius are 10 above it."""
    return (korean.unit == "°F") == (english.unit == "°F")


def _quantities(text: str, side: Side) -> list[Quantity]:
    """The quantities of the sentence itself; a dateline is written or not as the paper likes."""
    start, end = attached_byline_span(text) or (0, 0)
    found = quantities(text, side)
    return [one for one in found if one.span[1] <= start or end <= one.span[0]]


_ARTICLE = frozenset({None, "caption"})


def _is_doubtful(difference: Difference, said: Sequence[_Said]) -> bool:
    kinds = {one.quantity.kind for one in said}
    if not difference.certain:
        return True
    if difference.relation == "bound":
        return False
    if len(said) > 1 and kinds == {"time"}:
        return _is_in_another_zone(said)
    if len(said) > 1 and (kinds in _IN_WORDS or _is_counted_otherwise(*said)):
        return False
    if not all(one.quantity.certain for one in said):
        return True
    if any(one.quantity.kind == "time" for one in said):
        return _is_in_another_zone(said)
    if len(said) == 1:
        return _is_optional(said[0]) or _is_dated_otherwise(said[0])
    mixed = difference.relation in {"value", "magnitude"} and len(kinds - {"number", "times"}) > 1
    return mixed and any(one.quantity.high <= _SMALL for one in said)


def _is_in_another_zone(said: Sequence[_Said]) -> bool:
    return any(_ZONE.search(text) for text in (said[0].text, said[0].other_text))


_IN_WORDS: tuple[set[Kind], ...] = (
    {"ordinal"},
    {"times"},
    {"decade"},
    {"fraction"},
    {"fraction", "percent"},
)
"""Kinds whose words say something else at times, but seldom on both sides at once."""

_COUNTING = frozenset({"두", "세", "네", "둘"})
"""Words that count what follows them, and are another word now and then: 네 is "your" as well."""


def _is_counted_otherwise(ko: _Said, en: _Said) -> bool:
    """True for 세 아들 and "four sons", for 20년 and "a decade"."""
    if ko.quantity.kind == en.quantity.kind == "duration":
        certain = [one.quantity for one in (ko, en) if one.quantity.certain]
        return bool(certain) and all(quantity.low != 1 for quantity in certain)
    return ko.words in _COUNTING and en.quantity.certain and en.quantity.kind == "count"


def _is_optional(said: _Said) -> bool:
    """True for what a good translation may leave out."""
    quantity = said.quantity
    small = quantity.high <= _SMALL and quantity.kind in {"count", "ordinal"}
    bare = quantity.high < _BARE and quantity.kind == "number"
    one = quantity.low <= 1 <= quantity.high and quantity.kind not in {"percent", "money"}
    dated = quantity.kind in {"month", "weekday"} or (
        quantity.kind == "day" and said.same_weekday  # 11일(목), and "Thursday"
    )
    told = _is_conversion(said) or _is_round_word(said) or _is_day_of_report(said)
    return small or bare or one or dated or told or quantity.is_vague or _is_small_word(said)


_IN_BRACKETS = re.compile(
    r"\d[^()\d]{0,40}\((?:약|대략|about|around|approximately|roughly|some|or|US)? ?$", re.IGNORECASE
)
_ROUND = re.compile(r"an? (?:hundred|thousand|million|billion|trillion)", re.IGNORECASE)


def _is_conversion(said: _Said) -> bool:
    """True for 70억 달러(약 7조 원) and "85 mph (140 km/h)", which readers at home are told."""
    before = said.text[max(0, said.quantity.span[0] - 64) : said.quantity.span[0]]
    return said.quantity.kind in {"money", "measure"} and bool(_IN_BRACKETS.search(before))


_DAY_OF_REPORT = re.compile(r"\((?:현지|한국) ?시[간각]\)")


def _is_day_of_report(said: _Said) -> bool:
    """True for 9일(현지시간), the day before the paper appeared, which English leaves out."""
    return bool(_DAY_OF_REPORT.match(said.text, said.quantity.span[1]))


def _is_round_word(said: _Said) -> bool:
    """True for "a thousand stars", which nobody has counted."""
    return said.quantity.kind in {"number", "count"} and bool(_ROUND.fullmatch(said.words))


def _is_small_word(said: _Said) -> bool:
    if said.quantity.kind in CALENDAR_KINDS:
        return False
    return said.quantity.high <= _SMALL and not any(map(str.isdigit, said.words))


def _is_dated_otherwise(said: _Said) -> bool:
    """True for a date where one side has "last year" or the like."""
    return said.quantity.kind in _RELATIVE_KINDS and bool(
        _RELATIVE[said.side].search(said.text) or _RELATIVE[said.other_side].search(said.other_text)
    )


def _finding(rule: Rule, relation: Relation, said: Sequence[_Said]) -> Finding:
    """The finding, in the English if it says anything, for that is what is checked."""
    last = said[-1]
    if relation == "bound":
        first, second = (_quoted(one.text[slice(*one.bounded)]) for one in said)
        return rule.finding(last.side, last.bounded, f"{first} is {second} here{_HINTS['bound']}")
    if len(said) > 1:
        message = f"{_shown(said[0])} is {_shown(last)} here{_HINTS.get(relation, '')}"
    else:
        other = "English" if last.side == "ko" else "Korean"
        message = f"the {other} does not say {_shown(last)}"
        if rule in (WEEKDAY, DATE):
            message += ", but another day" if rule is DATE else ", but names the day in another way"
    return rule.finding(last.side, last.quantity.span, message)


def _shown(said: _Said) -> str:
    return _quoted(said.words)


def _quoted(words: str) -> str:
    return "“" + "".join(c if c.isprintable() else " " for c in words[:40].strip()) + "”"


SURVEYS: list[type[Survey]] = [Quantities]
