"""Faults of quantities (N3xx), put into the English of a clean pair.

Written plainly and on their own: nothing here knows how `aligner.text.quantities`
reads. A number is a run of digits; the words around it are a few that stand in lists here.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from aligner.types import Pair
from tests.benchmarks.faults.fault import Fault

NUMBER = re.compile(
    r"(?<![\w.,:/'’&-])(?<!Nov. )(?<!Oct. )(?<!Dec. )(?<!Jan. )(?<!Feb. )(?<!Aug. )(?<!Sept. )"
    r"\d+(?:,\d{3})*(?:\.\d+)?(?![\w:/&])(?![,.]\d)"
)
YEAR = re.compile(r"(?<![\w.,:/$£€-])(?:1[89]|20)\d\d(?![\w:/,.-]\w|\w)")
MONTHS = [
    "January", "February", "March", "April", "June", "July", "August", "September", "October",
    "November", "December",
]  # fmt: skip
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SCALES = ["thousand", "million", "billion", "trillion"]
WORDS = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen",
    "twenty", "thirty", "forty", "fifty",
]  # fmt: skip
ADDED = [
    " About {} people were there.",
    " It cost ${}.",
    " That was {} percent more than before.",
    " It is {} kilometers long.",
]


Edit = Callable[[str, random.Random], str | None]


def in_english(edit: Edit) -> Callable[[Pair, random.Random], Pair | None]:
    def inject(pair: Pair, chance: random.Random) -> Pair | None:
        if pair.en is None or pair.ko is None:
            return None
        text = edit(pair.en, chance)
        return None if text is None or text == pair.en else replace(pair, en=text)

    return inject


def one_of(
    pattern: re.Pattern[str], change: Callable[[re.Match[str], random.Random], str | None]
) -> Edit:
    """Change one match, chosen at random among those that can be changed."""

    def edit(text: str, chance: random.Random) -> str | None:
        places = list(pattern.finditer(text))
        chance.shuffle(places)
        for place in places:
            changed = change(place, chance)
            if changed is not None:
                return text[: place.start()] + changed + text[place.end() :]
        return None

    return edit


def value_of(number: str) -> float:
    return float(number.replace(",", ""))


def written(number: str, value: float) -> str:
    """A value written as the number was: as many decimals, commas if it had some or needs them."""
    decimals = len(number.partition(".")[2])
    return f"{value:,.{decimals}f}" if "," in number else f"{value:.{decimals}f}"


def is_year(text: str) -> bool:
    return len(text) == 4 and text[:2] in {"17", "18", "19", "20"}


def is_dated(match: re.Match[str]) -> bool:
    """Whether a month stands beside the number."""
    before, after = match.string[: match.start()].rstrip(), match.string[match.end() :].lstrip()
    return before.endswith(tuple(MONTHS)) or after.startswith(tuple(MONTHS))


def another_value(match: re.Match[str], chance: random.Random) -> str | None:
    """Another number of the same length: one digit is replaced."""
    number = match[0]
    if is_year(number) or is_dated(match) or value_of(number) < 2:
        return None
    places = [place for place, character in enumerate(number) if character.isdigit()]
    place = chance.choice(places)
    digit = chance.choice([d for d in "123456789" if d != number[place]])
    changed = number[:place] + digit + number[place + 1 :]
    return None if abs(value_of(changed) / value_of(number) - 1) < 0.02 else changed


def another_magnitude(match: re.Match[str], chance: random.Random) -> str | None:
    number = match[0]
    if is_year(number) or is_dated(match) or value_of(number) < 2 or "." in number:
        return None
    if number.endswith("0") and value_of(number) >= 100 and chance.random() < 0.5:
        return written(number, value_of(number) / 10)
    value = value_of(number) * chance.choice([10, 100])
    return f"{value:,.0f}"


def another_scale(match: re.Match[str], chance: random.Random) -> str | None:
    return chance.choice([scale for scale in SCALES if scale != match[0]])


def dropped_number(match: re.Match[str], chance: random.Random) -> str | None:
    number = re.match(r"[\d.,]*\d", match[0])
    return "many" if number and value_of(number[0]) >= 2 and not is_dated(match) else None


def added_number(text: str, chance: random.Random) -> str | None:
    return text + chance.choice(ADDED).format(f"{chance.randint(12, 9999):,}")


def added_in_front(text: str, chance: random.Random) -> str | None:
    """A number in front of a word in the plural: the tourists become the 34 tourists."""
    places = list(re.finditer(r"(?<=\bthe )(?=[a-z]{4,}s\b(?<!ss))", text))
    if not places:
        return None
    place = chance.choice(places).start()
    return f"{text[:place]}{chance.randint(12, 99)} {text[place:]}"


def another_word(match: re.Match[str], chance: random.Random) -> str | None:
    old = match[0].lower()
    word = chance.choice([word for word in WORDS if word[:2] != old[:2]])  # not two for twenty
    return word.capitalize() if match[0][0].isupper() else word


def another_year(match: re.Match[str], chance: random.Random) -> str | None:
    return str(int(match[0]) + chance.choice([-10, -3, -2, -1, 1, 2, 3, 10]))


def other_of(names: list[str]) -> Callable[[re.Match[str], random.Random], str | None]:
    def change(match: re.Match[str], chance: random.Random) -> str | None:
        return chance.choice([name for name in names if name != match[0]])

    return change


def another_day(match: re.Match[str], chance: random.Random) -> str | None:
    month, day = match[0].split(" ")
    return f"{month} {chance.choice([other for other in range(1, 29) if other != int(day)])}"


def weekday_of_both(pair: Pair, chance: random.Random) -> Pair | None:
    """Another weekday where the Korean names one as well; beside a date it would be as good."""
    if not re.search("[월화수목금토일]요일", pair.ko or ""):
        return None
    return in_english(one_of(WEEKDAY, other_of(WEEKDAYS)))(pair, chance)


def next_ordinal(match: re.Match[str], chance: random.Random) -> str | None:
    """From 6th to 7th: only where both end in th."""
    return str(int(match[0]) + 1) if match[0][-1] in "45678" else None


def points(match: re.Match[str], chance: random.Random) -> str | None:
    return " percentage points"


CURRENCIES = {
    "$": "£", "£": "€", "€": "$", "₩": "$", "dollars": "won", "won": "dollars", "yen": "dollars",
    "euros": "dollars", "pounds": "euros",
}  # fmt: skip
UNITS = {
    "kilometers": "miles", "kilometres": "miles", "km": "miles", "miles": "km", "meters": "feet",
    "metres": "feet", "feet": "inches", "foot": "inch", "kg": "pounds", "tons": "kg", "tonnes": "kg",
    "years": "months", "months": "weeks", "weeks": "days", "days": "weeks", "hours": "minutes",
    "minutes": "hours", "year": "month", "month": "week", "mph": "km/h",
}  # fmt: skip


def exchanged(table: dict[str, str]) -> Callable[[re.Match[str], random.Random], str | None]:
    return lambda match, chance: table[match[0]]


WHOLE_NUMBER = re.compile(rf"(?:{NUMBER.pattern})(?: (?:{'|'.join(SCALES)})\b)?")
UNIT = re.compile(rf"(?<=\d[ -])(?:{'|'.join(UNITS)})\b(?![- ]old)|(?<=\d)(?:km|kg)\b")
CURRENCY = re.compile(r"[$£€₩](?=\d)|(?:(?<=\d )|(?<=illion ))(?:dollars|won|yen|euros|pounds)\b")
PERCENT_SIGN = re.compile(r"(?<=\d)(?:%| percent\b| per cent\b)")
PERCENTAGE = re.compile(r"(?<![\w.,-])\d+(?:\.\d+)?(?=%| percent\b| per cent\b)")
SCALE = re.compile(rf"(?<=\d )(?:{'|'.join(SCALES)})\b")
MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b(?= \d|,? \d{{4}})")
DAY = re.compile(rf"\b(?:{'|'.join(MONTHS)}) \d{{1,2}}\b(?![\d:])")
WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
ORDINAL = re.compile(r"(?<![\w-])\d{1,2}(?=th\b)(?!th[ -]centur)")
WORD = re.compile(
    rf"\b(?:{'|'.join(WORDS)})\b(?![- ](?:{'|'.join([*WORDS, *SCALES, 'hundred'])}))", re.IGNORECASE
)
RANGE_END = re.compile(
    r"(?:(?<=\d to )|(?<=\d-)|(?<=\d–)|(?<=\d and ))\d{1,4}(?![\d.,]*\d)(?![-–]\d)"
)


def fault(
    name: str,
    code: str,
    pattern: re.Pattern[str],
    change: Callable[[re.Match[str], random.Random], str | None],
) -> Fault:
    return Fault(name, code, in_english(one_of(pattern, change)))


FAULTS: tuple[Fault, ...] = (
    fault("a number dropped", "N301", WHOLE_NUMBER, dropped_number),
    Fault("a sentence with a number added", "N302", in_english(added_number)),
    Fault("a number added", "N302", in_english(added_in_front)),
    fault("another magnitude", "N303", NUMBER, another_magnitude),
    fault("another scale word", "N303", SCALE, another_scale),
    fault("another value", "N304", NUMBER, another_value),
    fault("another percentage", "N304", PERCENTAGE, another_value),
    fault("another end of a range", "N304", RANGE_END, another_value),
    fault("another ordinal", "N304", ORDINAL, next_ordinal),
    fault("another number word", "N304", WORD, another_word),
    fault("points for percent", "N305", PERCENT_SIGN, points),
    fault("another unit", "N305", UNIT, exchanged(UNITS)),
    fault("another currency", "N306", CURRENCY, exchanged(CURRENCIES)),
    fault("another year", "N307", YEAR, another_year),
    fault("another month", "N307", MONTH, other_of(MONTHS)),
    fault("another day", "N307", DAY, another_day),
    Fault("another weekday", "N307", weekday_of_both),
)
