"""Faults of quantities (N3xx), put into the English of a clean pair.

Written plainly and on their own: nothing here knows how `aligner.text.quantities`
reads. A number is a run of digits; the words around it are a few that stand in lists here.
"""

from __future__ import annotations

import random
import re
from functools import partial

from aligner.types import Pair
from tests.benchmarks.faults.fault import Change, Fault, Inject, edited, exchanged, one_of, other_of

NUMBER = re.compile(
    r"(?<![\w.,:/'’&-])(?<!Nov. )(?<!Oct. )(?<!Dec. )(?<!Jan. )(?<!Feb. )(?<!Aug. )(?<!Sept. )"
    r"\d+(?:,\d{3})*(?:\.\d+)?(?![\w:/&])(?![,.]\d)(?! ?(?:[ap]\.?m\b|o['’]clock|GMT))"
)
HOUR = re.compile(r"(?<![\d.,:])(?:1[0-2]|[1-9])(?= ?(?:[ap]\.?m\b|o['’]clock))")
YEAR = re.compile(r"(?<![\w.,:/$£€-])(?:1[89]|20)\d\d(?![\w:/,.-]\w|\w)")
MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip
SHORT_MONTHS = ["Jan.", "Feb.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SCALES = ["thousand", "million", "billion", "trillion"]
WORDS = {
    "two": (2, "두|둘|양|쌍"), "three": (3, "세|셋|석|서너"), "four": (4, "네|넷|넉"),
    "five": (5, "다섯"), "six": (6, "여섯"), "seven": (7, "일곱"), "eight": (8, "여덟"),
    "nine": (9, "아홉"), "ten": (10, "열|십"), "twelve": (12, "열두|십이"),
    "fifteen": (15, "열다섯|십오"), "twenty": (20, "스물|스무|이십"), "thirty": (30, "서른|삼십"),
    "forty": (40, "마흔|사십"), "fifty": (50, "쉰|오십"),
}  # fmt: skip
"""Number words, their value, and how Korean words for it begin."""
ADDED = [
    " About {} people were there.",
    " It cost ${}.",
    " That was {} percent more than before.",
    " It is {} kilometers long.",
]


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
    months = (*MONTHS, *SHORT_MONTHS)
    before, after = match.string[: match.start()].rstrip(), match.string[match.end() :].lstrip()
    return before.endswith(months) or after.startswith(months)


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


def another_word(pair: Pair, chance: random.Random) -> Pair | None:
    """Another number word where the Korean has that number: elsewhere it is one too many already."""

    def change(match: re.Match[str], chance: random.Random) -> str | None:
        old = match[0].lower()
        value, korean = WORDS[old]
        if not re.search(rf"(?<!\d){value}(?!\d)|(?<![가-힣])(?:{korean})", pair.ko or ""):
            return None
        word = chance.choice([word for word in WORDS if word[:2] != old[:2]])  # two for twenty
        return word.capitalize() if match[0][0].isupper() else word

    return edited("en", one_of(WORD, change))(pair, chance)


def another_year(match: re.Match[str], chance: random.Random) -> str | None:
    return str(int(match[0]) + chance.choice([-10, -3, -2, -1, 1, 2, 3, 10]))


def another_day(pair: Pair, chance: random.Random) -> Pair | None:
    """Another day where the Korean has it: it may name a weekday, or today, in its place."""

    def change(match: re.Match[str], chance: random.Random) -> str | None:
        day = int(match[0])
        if not re.search(rf"(?<![\d.,]){day}(?!\d|[.,]\d)", pair.ko or ""):
            return None
        return str(chance.choice([other for other in range(1, 29) if other != day]))

    return edited("en", one_of(DAY, change))(pair, chance)


def another_end(match: re.Match[str], chance: random.Random) -> str | None:
    """Another end of a range that is no day: that is a fault of its own."""
    dated = MONTH_IN_FRONT.search(match.string, 0, match.start())
    return None if dated else another_value(match, chance)


def where_korean_has(korean: str, pattern: re.Pattern[str], change: Change) -> Inject:
    """Change what the Korean names as well: a weekday in place of a date would be as good."""
    inject = edited("en", one_of(pattern, change))
    return lambda pair, chance: inject(pair, chance) if re.search(korean, pair.ko or "") else None


def in_figures(value: int) -> str:
    """21st, 12th.

    >>> [in_figures(value) for value in (1, 12, 22)]
    ['1st', '12th', '22nd']
    """
    ending = {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{'th' if value in {11, 12, 13} else ending}"


def another_ordinal(match: re.Match[str], chance: random.Random) -> str:
    """1st to 6th: close by, as slips are."""
    value = int(match[0][:-2])
    others = range(max(1, value - 5), value + 6)
    return in_figures(chance.choice([other for other in others if other != value]))


def _is_korean_day(value: int, pair: Pair) -> bool:
    """Whether the Korean has that day, which "15일" is not for 5."""
    return re.search(rf"(?<![\d.,]){value}(?:일|[,·] ?\d+일)", pair.ko or "") is not None


def another_in_figures(pair: Pair, chance: random.Random, *, is_day: bool) -> Pair | None:
    """The 17th, which is a day if the Korean has that day, and otherwise a place in a row."""

    def change(match: re.Match[str], chance: random.Random) -> str | None:
        if is_dated(match) or _is_korean_day(int(match[0][:-2]), pair) is not is_day:
            return None
        return another_ordinal(match, chance)

    return edited("en", one_of(FIGURES, change))(pair, chance)


def another_hour(match: re.Match[str], chance: random.Random) -> str | None:
    return str(chance.choice([hour for hour in range(1, 13) if hour != int(match[0])]))


def points(match: re.Match[str], chance: random.Random) -> str | None:
    return " percentage points"


CURRENCIES = {
    "$": "£", "£": "€", "€": "$", "₩": "$", "dollars": "won", "won": "dollars", "yen": "dollars",
    "euros": "dollars", "pounds": "euros",
}  # fmt: skip
UNITS = {
    "kilometers": "miles", "kilometres": "miles", "km": "miles", "miles": "km", "mile": "km",
    "meters": "feet", "metres": "feet", "meter": "foot", "metre": "foot", "feet": "inches",
    "foot": "inch", "inches": "feet", "inch": "foot", "cm": "inches", "centimeters": "inches",
    "centimetres": "inches", "mm": "cm", "yards": "feet", "yard": "foot", "cubits": "miles",
    "kg": "pounds", "kilograms": "pounds", "kilos": "pounds", "grams": "kilograms", "tons": "kg",
    "tonnes": "kg", "ounces": "pounds", "lb": "kg", "lbs": "kg",
    "square kilometers": "square miles", "square kilometres": "square miles", "sq km": "sq mi",
    "square miles": "square kilometers", "square meters": "square feet", "km²": "square miles",
    "square metres": "square feet", "square feet": "square meters", "hectares": "acres",
    "acres": "hectares", "liters": "gallons", "litres": "gallons", "gallons": "liters",
    "milliliters": "liters", "millilitres": "litres", "ml": "l", "barrels": "liters",
    "°C": "°F", "°F": "°C", "degrees Celsius": "degrees Fahrenheit",
    "degrees Fahrenheit": "degrees Celsius", "mph": "km/h", "km/h": "mph", "kph": "mph",
    "knots": "miles per hour", "megabytes": "gigabytes", "gigabytes": "terabytes",
}  # fmt: skip
SPANS = {
    "years": "months", "months": "weeks", "weeks": "days", "days": "weeks", "hours": "minutes",
    "minutes": "hours", "year": "month", "month": "week", "week": "month", "day": "week",
    "hour": "minute", "minute": "hour", "seconds": "minutes", "decades": "centuries",
    "centuries": "decades",
}  # fmt: skip
ORDINALS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
]  # fmt: skip


WHOLE_NUMBER = re.compile(rf"(?:{NUMBER.pattern})(?: (?:{'|'.join(SCALES)})\b)?")
LONGEST_FIRST = "|".join(sorted(UNITS, key=len, reverse=True))
UNIT = re.compile(rf"(?:(?<=\d)|(?<=\d[ -])|(?<=illion ))(?:{LONGEST_FIRST})(?!\w|-\d| per\b)")
SPAN = re.compile(
    rf"(?:(?<=\d[ -])|(?<=two )|(?<=three )|(?<=four )|(?<=five )|(?<=six )|(?<=ten )|(?<=several )"
    rf"|(?<=seven )|(?<=eight )|(?<=twelve ))(?:{'|'.join(SPANS)})\b(?![- ](?:old|of age))"
)
CURRENCY = re.compile(r"[$£€₩](?=\d)|(?:(?<=\d )|(?<=illion ))(?:dollars|won|yen|euros|pounds)\b")
PERCENT_SIGN = re.compile(r"(?<=\d)(?:%| percent\b| per cent\b)")
PERCENTAGE = re.compile(r"(?<![\w.,-])\d+(?:\.\d+)?(?=%| percent\b| per cent\b)")
SCALE = re.compile(rf"(?<=\d )(?:{'|'.join(SCALES)})\b")
NAMED_MONTH = "|".join(map(re.escape, [*MONTHS, *SHORT_MONTHS]))
MONTH = re.compile(
    rf"(?:(?<=\bin )|(?<=\bIn )|(?<=\d )|(?<=since )|(?<=last )|(?<=until )|\b(?=\S+ \d|\S+, \d{{4}}))"
    rf"(?:{NAMED_MONTH})(?![\w'’])"
)
DAY = re.compile(
    rf"\b(?:{'|'.join(f'(?<={re.escape(month)} )' for month in [*MONTHS, *SHORT_MONTHS])})"
    rf"\d{{1,2}}(?![\d:])|(?<![\d.,:/-])\d{{1,2}}(?= (?:{NAMED_MONTH})(?!\w))"
)
WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
FIGURES = re.compile(
    r"(?<![\w-])\d{1,3}(?:st|nd|rd|th)\b(?![ -](?:(?:and|to|or) \w+[ -])?(?:centur|quarter))"
)
IN_WORDS = re.compile(
    rf"(?<!\bat )(?<!\ba )(?<!\bper )(?<!\bone )(?<!\beach )(?<!-)\b(?:{'|'.join(ORDINALS)})\b(?!-(?!largest|biggest|highest|round|year|grade|ranked|most))"
    r"(?! (?:of|part|lady|name|aid|class|minister|place|step|and foremost|quarter|centur|half|or|and)\b)"
)
FIRST = "첫|처음|최초|제 ?[1일]|1(?:위|번|등|호|차|회)|일등|시초|맨 앞"
CENTURY = re.compile(r"(?<![\w-])\d{1,2}(?:st|nd|rd|th)(?=[ -]centur)")
QUARTER = re.compile(r"\b(?:first|second|third|fourth)(?=[ -]quarters?\b(?!-?final))")
WORD = re.compile(  # "at six" is an hour
    rf"(?<!\bat )\b(?:{'|'.join(WORDS)})\b(?![- ](?:{'|'.join([*WORDS, *SCALES, 'hundred'])}))",
    re.IGNORECASE,
)
SIGN = re.compile(
    r"\b(?:minus|negative) (?=\d)|(?<![\w)-])[-−–](?=\d)|(?<=\d)(?: degrees)? below zero\b"
)
RANGE_END = re.compile(
    r"(?:(?<=\d to )|(?<=\d-)|(?<=\d–)|(?<=\d and ))\d{1,4}(?![\d.,]*\d)(?![-–]\d)"
)

MONTH_IN_FRONT = re.compile(rf"(?:{NAMED_MONTH}) \d{{1,2}}(?: to | ?[-–] ?| and )$")


def fault(name: str, code: str, pattern: re.Pattern[str], change: Change) -> Fault:
    return Fault(name, code, edited("en", one_of(pattern, change)))


def another_ordinal_word(pair: Pair, chance: random.Random) -> Pair | None:
    """The first of several only where the Korean counts as well, for "first" is "before" too."""

    def change(match: re.Match[str], chance: random.Random) -> str | None:
        if match[0] == "first" and not re.search(FIRST, pair.ko or ""):
            return None
        return other_of(ORDINALS)(match, chance)

    return edited("en", one_of(IN_WORDS, change))(pair, chance)


def lost_sign(pair: Pair, chance: random.Random) -> Pair | None:
    """Minus 12 degrees become 12, where the Korean has a sign."""
    if not re.search(r"영하|마이너스|(?<![\w)])[-−–]\d", pair.ko or ""):
        return None
    return edited("en", one_of(SIGN, lambda match, chance: ""))(pair, chance)


def added_sign(pair: Pair, chance: random.Random) -> Pair | None:
    """3% becomes -3% where the Korean has that percentage, and what rises or is a share of a whole."""

    def change(match: re.Match[str], chance: random.Random) -> str | None:
        same = re.search(rf"(?<![\d.-]){re.escape(match[0])} ?(?:%|퍼센트)", pair.ko or "")
        return f"-{match[0]}" if same else None

    falls = re.search("감소|하락|줄|떨어|내리|내려|낮|손실", pair.ko or "")
    return None if falls else edited("en", one_of(PERCENTAGE, change))(pair, chance)


FAULTS: tuple[Fault, ...] = (
    fault("a number dropped", "N301", WHOLE_NUMBER, dropped_number),
    Fault("a sentence with a number added", "N302", edited("en", added_number)),
    Fault("a number added", "N302", edited("en", added_in_front)),
    fault("another magnitude", "N303", NUMBER, another_magnitude),
    fault("another scale word", "N303", SCALE, another_scale),
    fault("another value", "N304", NUMBER, another_value),
    fault("another percentage", "N304", PERCENTAGE, another_value),
    fault("another end of a range", "N304", RANGE_END, another_end),
    Fault("another ordinal in figures", "N304", partial(another_in_figures, is_day=False)),
    Fault("another ordinal in words", "N304", another_ordinal_word),
    Fault("another number word", "N304", another_word),
    fault("points for percent", "N305", PERCENT_SIGN, points),
    fault("another unit", "N305", UNIT, exchanged(UNITS)),
    fault("another unit of time", "N305", SPAN, exchanged(SPANS)),
    fault("another currency", "N306", CURRENCY, exchanged(CURRENCIES)),
    Fault("a minus sign lost", "N310", lost_sign),
    Fault("a minus sign added", "N310", added_sign),
    fault("another year", "N307", YEAR, another_year),
    fault("another month", "N307", MONTH, other_of(MONTHS)),
    Fault("another day", "N307", another_day),
    fault("another hour", "N307", HOUR, another_hour),
    Fault("another day in figures", "N307", partial(another_in_figures, is_day=True)),
    fault("another century", "N307", CENTURY, another_ordinal),
    fault("another quarter", "N307", QUARTER, other_of(ORDINALS[:4])),
    Fault(
        "another weekday",
        "N307",
        where_korean_has("[월화수목금토일]요일", WEEKDAY, other_of(WEEKDAYS)),
    ),
)
