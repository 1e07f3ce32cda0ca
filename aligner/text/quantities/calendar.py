"""Dates and times of day, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from aligner.text.alternatives import one_of
from aligner.text.quantities.english_words import ONES, ORDINALS
from aligner.text.quantities.korean_numbers import sino_value
from aligner.text.quantities.quantity import Kind, Quantity
from aligner.text.quantities.steps import Step, exactly, read_steps

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>(?i:january|february|april|june|july|august|september|october|november|december"
    r")|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?|March|May)"
)
_DAY = r"(?P<day>3[01]|[12]?[0-9])(?:st|nd|rd|th)?(?![0-9]|[,.:][0-9]|%)"
_YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2}|21[0-9]{2})(?![0-9])"
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_KOREAN_WEEKDAYS = "월화수목금토일"
_SPELT_CENTURIES = {word: value for word, value in ORDINALS.items() if value <= 20} | {
    "twenty-first": 21
}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_HOURS = ["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두"]
_AFTERNOON = frozenset({"오후", "저녁", "밤", "낮", "p"})

_KOREAN_UNIT = re.compile(" ?(?:년대?|월|일|세기|분기|쿼터)")
_ISO_DATE = re.compile(
    r"(?<![0-9.])(?P<year>(?:19|20)[0-9]{2})(?P<mark>[./-]) ?(?P<month>1[0-2]|0?[1-9])(?P=mark) ?"
    r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9])\.?"
)
_ISO_MONTH = re.compile(
    r"(?<![0-9.,])(?P<year>(?:19|20)[0-9]{2})[./](?P<month>1[0-2]|0[1-9])(?![0-9.,%])"
)
_CLOCK = re.compile(
    r"(?<![0-9:.])(?:(?P<half>오전|오후|새벽|아침|저녁|밤|낮) ?)?(?P<hour>2[0-4]|1[0-9]|0?[0-9])[:](?P<minute>[0-5][0-9])(?![0-9:])"
    r"(?: ?(?P<m>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_STOPWATCH = re.compile(
    r"(?<![0-9:.])(?:(?P<hours>[0-9]{1,2}):)?(?P<minutes>[0-5]?[0-9]):(?P<seconds>[0-5][0-9])"
    r"(?:\.(?P<hundredths>[0-9]{2})|(?(hours)|(?!)))(?![0-9:]|\.[0-9])"
)
"""2:04:43 and 1:44.40: how long something took."""
_CLOCK_TO_THE_SECOND = re.compile(
    r"(?<![0-9:.])(?:(?P<half>오전|오후|새벽|아침|저녁|밤|낮) ?|(?P<at>\bat ))?(?P<hour>2[0-4]|1[0-9]|0?[0-9]):(?P<minute>[0-5][0-9])"
    r":[0-5][0-9](?![0-9:]|\.[0-9])(?: ?(?P<m>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)

_SINO_MINUTES = "[이삼사오]?십[일이삼사오육칠팔구]?|[삼사오육칠팔구]"
"""십오 분; 이 분 is "this person" as well, and 일분 is seldom a time of day."""
_KOREAN_HOUR = re.compile(
    r"(?<![0-9.,])(?:(?P<half>오전|오후|새벽|아침|저녁|밤|낮) ?)?"
    rf"(?:(?P<hour>2[0-4]|1[0-9]|0?[0-9])|(?<![가-힣])(?P<word>{'|'.join(sorted(_HOURS, key=len, reverse=True))})) ?시"
    rf"(?:(?: ?(?:(?P<minute>[0-5]?[0-9])|(?P<sino>{_SINO_MINUTES})) ?분(?!의|기)(?: ?[0-5]?[0-9]초)?)"
    r"|(?P<thirty> ?반(?:(?![가-힣]{2})|(?=부터|까지|에[는도서야]|쯤|경|으로|이[었다며후전]|이면))))?"
    r"(?=[^가-힣]|[에부까경쯤를은는이가께와도로의다였]|정각|이후|이전|전|현재|반|$)"
)
_KOREAN_NOON = re.compile(
    "(?:정오|자정)(?:(?![가-힣]{2})|(?=까지|부터|에[는도야서]|쯤|께|무렵|경|이[전후면]|이?었|이?[다며]|으로|직[전후]))"
)
_KOREAN_YEAR = re.compile(
    r"(?<![0-9.,])(?P<year>1[0-9]{3}|20[0-9]{2}|21[0-9]{2}) ?년(?!대|간| ?동안| ?만에|째| 넘)도?"
)
_KOREAN_DECADE = re.compile(r"(?<![0-9.,])(?P<decade>(?:1[0-9]|20)?[0-9]0) ?년대")
_KOREAN_CENTURY = re.compile(r"(?<![0-9.,])(?P<century>[0-9]{1,2}) ?세기")
_KOREAN_QUARTER = re.compile(r"(?<![0-9.,])(?P<quarter>[1-4]) ?(?:(?:/4 ?)?분기|쿼터)")
_KOREAN_DATE = re.compile(
    r"(?<![0-9.,])(?P<month>1[0-2]|0?[1-9]) ?월(?!드)(?: ?(?P<day>3[01]|[12][0-9]|0?[1-9]) ?일)?"
)
_KOREAN_DAY = re.compile(
    r"(?<![0-9.,])(?<!박)(?<!박 )(?P<day>3[01]|[12][0-9]|0?[1-9])일(?!간|째|여|씩|장|반|본| ?동안| ?만(?:에| )| ?이상| ?이내| ?이하| ?안에| ?내에| ?넘[게는]| ?남짓| ?가까이|짜리|치 | ?내내|밖에|마다|에 한 번| 연속|이? 걸[리렸려]|이나 | ?가량| ?정도| ?전| ?후| ?뒤|에 걸)"
)
_KOREAN_FIRST_DAY = re.compile(
    r"(?<![0-9.,])(?P<day>3[01]|[12][0-9]|0?[1-9])일?(?:, ?|[·ㆍ] ?)(?=(?:3[01]|[12][0-9]|[1-9])일(?!간|째|여|씩|장))"
)
"""The 17 of 17, 18일."""
_SEPTEMBER_11 = re.compile(
    r"(?<![0-9/.])9[/·.]11(?![0-9/])(?=\s?(?:테러|[a-z]|사태|참사|[.,가-힣]))"
)
_A_MONTH = r"(?<![0-9.·ㆍ/-])(?P<month>1[0-2]|[1-9])"
_A_DAY = r"(?P<day>3[01]|[12][0-9]|[1-9])(?![0-9.%·ㆍ-])"
_WHAT_HAPPENED = (
    "절(?![반약])|전쟁|사변|동란|참전|남침|운동(?!화)|만세|독립|혁명|의거|항쟁|민주|광주|쿠데타|군사|사태|참사|테러|사건|희생|유공|유족|학살|광복|평화|선언"
    "|공동|남북|합의|회담|총선|대선|지방선거|재보|보궐|보선|전당|조치|대책|개각"
)
_EVENT = re.compile(
    rf"{_A_MONTH}[·ㆍ.]{_A_DAY}(?= ?(?:{_WHAT_HAPPENED}))"
    r"|(?<![0-9.·ㆍ/-])(?P<known>6[·ㆍ]25|4[·ㆍ]19|5[·ㆍ]1[68]|8[·ㆍ]15|10[·ㆍ]26|12[·ㆍ]12|6\.25(?= (?:때|당시|이후|직후)))"
    r"(?![0-9.%·ㆍ~-]|,[0-9]| ?[일월년위번층회호대명개세점])"
)
"""What is named after its day: 6·25전쟁, 3·1절, 4·10 총선."""
_KOREAN_WEEKDAY = re.compile(
    rf"(?P<weekday>[{_KOREAN_WEEKDAYS}])(?:요일|(?=[·ㆍ,~-] ?[{_KOREAN_WEEKDAYS}]요일))|(?<=[일.\0])[ ]?\((?P<short>[{_KOREAN_WEEKDAYS}])\)"
)

_ENGLISH_DATE = re.compile(
    rf"\b(?=[0-9]|(?i:[jfmasond]))(?:(?P<first>{_DAY.replace('?P<day>', '')})(?: of)?[ -])?{_MONTH}(?![a-z])"
    rf"(?:[ ,-]{{1,2}}{_DAY}(?:(?: ?- ?| to | and )(?P<last>3[01]|[12]?[0-9])(?:st|nd|rd|th)?(?![0-9]|[:.,][0-9]))?)?"
    rf"(?:,? (?:in |of )?{_YEAR})?"
)
_SLASH_DATE = r"(?P<{0}month>1[0-2]|0?[1-9])/(?P<{0}day>3[01]|[12][0-9]|0?[1-9])(?![0-9/])"
_ENGLISH_SLASHED = re.compile(
    rf"\b(?:on|since|until|dated|starting|beginning|(?P<from>from)) {_SLASH_DATE.format('')}"
    rf"(?(from)(?: to |-){_SLASH_DATE.format('last_')})(?! of\b)",
    re.IGNORECASE,
)
"""On 7/4, from 3/1 to 3/5: elsewhere such numbers are fractions."""
_ENGLISH_YEAR = re.compile(
    # Words in front of a year; at most places there is no digit, and none is looked for.
    r"(?<=[ (-])(?=[12])(?:(?<=\bin )|(?<=\bIn )|(?<=\bsince )|(?<=\bSince )|(?<=\bfrom )|(?<=\buntil )|(?<=\bby )|(?<=\bBy )"
    r"|(?<=\bduring )|(?<=\bof )|(?<=\bafter )|(?<=\bbefore )|(?<=\blate )|(?<=\bearly )|(?<=, )|(?<=\()|(?<=\bto )"
    r"|(?<=\band )|(?<=-)|(?<=\bthe ))"
    rf"{_YEAR}(?!s|'s|th|[,.][0-9]|[ -](?:people|more|other|years|km|miles|dollars|won|points|percent))"
)
_ENGLISH_DECADE = re.compile(r"(?<![0-9.,$£€])(?P<decade>(?:1[0-9]|20)[0-9]0)['’]?s\b")
_ENGLISH_SHORT_DECADE = re.compile(r"(?<![0-9.,$£€])(?:the |['’‘])['’‘]?(?P<decade>[0-9]0)['’]?s\b")
_ENGLISH_CENTURY = re.compile(
    rf"\b(?:(?P<century>[12]?[0-9])(?:st|nd|rd|th)|(?P<word>{one_of(sorted(_SPELT_CENTURIES, key=len, reverse=True))}))"
    r"(?:[ -]centur(?:y|ies)\b|(?= (?:and|to|or) \w{3,14}[ -]centur))",
    re.IGNORECASE,
)
_TURN_OF = re.compile(r"\bturn of (?:the )?$", re.IGNORECASE)
"""In front of a century: the end of the one before, or its own beginning."""
_ENGLISH_QUARTER = re.compile(
    r"\b(?:Q(?P<quarter>[1-4])|(?P<behind>[1-4])Q|(?P<nth>[1-4])(?:st|nd|rd|th)[ -]quarter(?!-?final)"
    r"|(?P<word>first|second|third|fourth)[ -]quarter(?!-?final))\b",
    re.IGNORECASE,
)
_ENGLISH_HOUR = re.compile(
    r"(?<![0-9:.,])(?P<hour>1[0-2]|0?[1-9])(?:[.:;] ?(?P<minute>[0-5][0-9]))? ?(?:(?P<m>[ap])\.?m\b\.?|o['’]clock|in the (?:morning|afternoon|evening))",
    re.IGNORECASE,
)
_HOUR_WORDS = [*ONES][1:13]
_MINUTES_BEFORE = re.compile(r" ?전(?!후|반)")
_PAST = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_DAY_LONG = 1440
_ENGLISH_PAST = re.compile(
    rf"\b(?:(?P<minutes>{one_of(sorted(_PAST, key=len, reverse=True))}) past|(?P<before>quarter) to"
    r"|(?P<counted>[1-5]?[0-9]|five|ten|twenty) minutes (?:(?P<sooner>to|before)|past|after)"
    r"|(?<=\bat )(?P<short>five|ten|twenty) to)"
    rf" (?P<hour>1[0-2]|[1-9]|{one_of(sorted(_HOUR_WORDS, key=len, reverse=True))})\b"
    r"(?! (?:percent|million|billion|trillion|thousand|hundred|of|[a-z]{2,12}s)\b)",
    re.IGNORECASE,
)
_ZONES = "GMT", "UTC", "BST", "EST", "EDT", "ET", "KST"
_FOUR_DIGITS = re.compile(
    rf"(?<![0-9:.,$£€])(?P<hour>[01][0-9]|2[0-3])(?P<minute>[0-5][0-9])(?= (?:{'|'.join(_ZONES)})\b)"
)
_ENGLISH_NOON = re.compile(r"\b(?=[nm])(?:noon|midday|midnight)\b", re.IGNORECASE)
_ENGLISH_WEEKDAY = re.compile(rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)})s?\b", re.IGNORECASE)


def korean_calendar(text: str) -> tuple[list[Quantity], str]:
    """The dates and times of a Korean text, and the text without them.

    >>> found, rest = korean_calendar("2015년 6월 17일 오후 3시 반, 20명")
    >>> [(quantity.kind, int(quantity.low)) for quantity in found], rest.count("20명")
    ([('time', 930), ('year', 2015), ('month', 6), ('day', 17)], 1)
    """
    return read_steps(text, _KOREAN_STEPS)


def english_calendar(text: str) -> tuple[list[Quantity], str]:
    """The dates and times of an English text, and the text without them.

    >>> found, _ = english_calendar("at 3:30 p.m. on Friday, Jan. 17, 2015, in the 1980s")
    >>> [(quantity.kind, int(quantity.low)) for quantity in found]
    [('time', 930), ('month', 1), ('day', 17), ('year', 2015), ('decade', 1980), ('weekday', 5)]
    """
    return read_steps(text, _ENGLISH_STEPS)


_NAMED: tuple[Kind, ...] = ("year", "month", "day", "decade", "century", "quarter")


def _groups(match: re.Match[str]) -> Iterator[Quantity]:
    """Groups that are named after kinds and hold digits."""
    for kind in _NAMED:
        if match.groupdict().get(kind):
            start, end = match.span(kind)
            unit = _KOREAN_UNIT.match(match.string, end)
            yield exactly(kind, int(match[kind]), (start, unit.end() if unit else end))


def _september_11(match: re.Match[str]) -> Iterator[Quantity]:
    yield exactly("month", 9, match.span(), certain=False)
    yield exactly("day", 11, match.span(), certain=False)


def _event(match: re.Match[str]) -> Iterator[Quantity]:
    month, day = map(int, re.findall("[0-9]+", match[0]))
    yield exactly("month", month, match.span(), certain=False)
    yield exactly("day", day, match.span(), certain=False)


def _english_slashed(match: re.Match[str]) -> Iterator[Quantity]:
    for prefix in ("", "last_") if match["from"] else ("",):
        month, day = int(match[f"{prefix}month"]), int(match[f"{prefix}day"])
        surely = day > len(_MONTHS)  # otherwise the day may stand in front
        yield exactly("month", month, match.span(f"{prefix}month"), certain=surely)
        yield exactly("day", day, match.span(f"{prefix}day"), certain=surely)


def _english_date(match: re.Match[str]) -> Iterator[Quantity]:
    name = match["month"].lower()
    days = [group for group in ("first", "day", "last") if match[group]]
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    # Two months are words as well; a capital begins a sentence, too.
    surely = bool(days or match["year"]) or re.search(
        r"\b(?:in|since|last|next|this|early|late|mid|until|of|by|and|from|to)[ -]$", before
    )
    if name in {"may", "march", "mar", "dec", "jan"} and not surely:
        return
    yield exactly("month", _MONTHS.index(name[:3]) + 1, match.span("month"))
    for group in days:
        value = re.match("[0-9]+", match[group])
        if value:
            yield exactly("day", int(value[0]), match.span(group))
    if match["year"]:
        yield exactly("year", int(match["year"]), match.span("year"))


def _minutes(hour: int, minute: int, half: str) -> int:
    if half in _AFTERNOON and hour < 12 and not (half == "낮" and hour > 10):
        hour += 12
    elif half and half not in _AFTERNOON and hour == 12:
        hour = 0
    elif half == "밤" and hour == 12:
        hour = 24
    return (60 * hour + minute) % 1440


def _clock(match: re.Match[str]) -> Iterator[Quantity]:
    half = match["half"] or (match["m"] or "").lower()
    hour = int(match["hour"])
    known = "o'clock" if not half and hour < 13 else "of day"
    yield exactly("time", _minutes(hour, int(match["minute"]), half), match.span(), known)


def _clock_to_the_second(match: re.Match[str]) -> Iterator[Quantity]:
    """A time of day where a word says so, or else nothing: 2:30:45 p.m., at 14:30:45."""
    if match["half"] or match["at"] or match["m"]:
        yield from _clock(match)


def _stopwatch(match: re.Match[str]) -> Iterator[Quantity]:
    hours, minutes, seconds, hundredths = (int(group or 0) for group in match.groups())
    took = 3600 * hours + 60 * minutes + seconds + Fraction(hundredths, 100)
    yield Quantity("duration", took, took, "seconds", match.span())


def _four_digits(match: re.Match[str]) -> Iterator[Quantity]:
    time = 60 * int(match["hour"]) + int(match["minute"])
    yield exactly("time", time, match.span(), "of day")


def _korean_hour(match: re.Match[str]) -> Iterator[Quantity]:
    half = match["half"] or ""
    hour = int(match["hour"]) if match["hour"] else _HOURS.index(match["word"]) + 1
    sino = sino_value(match["sino"]) if match["sino"] else None
    minute = 30 if match["thirty"] else sino or int(match["minute"] or 0)
    known = "o'clock" if not half and hour < 13 else "of day"
    time = _minutes(hour, minute, half)
    if minute and not match["thirty"] and _MINUTES_BEFORE.match(match.string, match.end()):
        # 10시 10분 전: 9:50, or earlier than 10:10
        sooner = (time - 2 * minute) % _DAY_LONG
        yield exactly("time", sooner, match.span(), known, certain=False)
        yield exactly("time", time, match.span(), known, certain=False)
    else:
        yield exactly("time", time, match.span(), known)


def _english_hour(match: re.Match[str]) -> Iterator[Quantity]:
    half = (match["m"] or "").lower()
    known = "of day" if half else "o'clock"
    value = _minutes(int(match["hour"]), int(match["minute"] or 0), half)
    yield exactly("time", value, match.span(), known)


def _english_past(match: re.Match[str]) -> Iterator[Quantity]:
    said = match["hour"].lower()
    hour = int(said) if said.isdigit() else _HOUR_WORDS.index(said) + 1
    if match["before"]:
        minutes = -15
    else:
        words = (match["minutes"] or match["counted"] or match["short"]).lower()
        minutes = int(words) if words.isdigit() else _PAST[words]
        if match["sooner"] or match["short"]:
            minutes = -minutes
    yield exactly("time", 60 * hour + minutes, match.span(), "o'clock")


def _noon(match: re.Match[str]) -> Iterator[Quantity]:
    value = 0 if match[0].lower() in {"자정", "midnight"} else 720
    yield exactly("time", value, match.span(), "of day", certain=False)


def _century(match: re.Match[str]) -> Iterator[Quantity]:
    word = (match["word"] or "").lower()
    value = _SPELT_CENTURIES[word] if word else int(match["century"])
    century = exactly("century", value, match.span())
    turning = _TURN_OF.search(match.string, max(0, match.start() - 16), match.start())
    yield replace(century, low=century.low - 1) if turning else century


def _quarter(match: re.Match[str]) -> Iterator[Quantity]:
    digit = match["quarter"] or match["behind"] or match["nth"]
    value = int(digit) if digit else _QUARTERS[match["word"].lower()]
    yield exactly("quarter", value, match.span())


def _weekday(match: re.Match[str]) -> Iterator[Quantity]:
    name = match["weekday"].lower()
    yield exactly("weekday", _WEEKDAYS.index(name) + 1, match.span())


def _korean_weekday(match: re.Match[str]) -> Iterator[Quantity]:
    name = match["weekday"] or match["short"]
    yield exactly("weekday", _KOREAN_WEEKDAYS.index(name) + 1, match.span())


_ZONE_SIGNS = tuple(f" {zone.lower()}" for zone in _ZONES)
_TO_THE_HOUR = ("at five to ", "at ten to ", "at twenty to ")
_KOREAN_STEPS: list[Step] = [
    Step(_ISO_DATE, _groups, ("19", "20"), needs_digit=True),
    Step(_ISO_MONTH, _groups, ("19", "20"), needs_digit=True),
    Step(_SEPTEMBER_11, _september_11, ("11",), needs_digit=True),
    Step(_EVENT, _event, needs_digit=True),
    Step(_CLOCK_TO_THE_SECOND, _clock_to_the_second, (":",), needs_digit=True),
    Step(_STOPWATCH, _stopwatch, (":",), needs_digit=True),
    Step(_CLOCK, _clock, (":",), needs_digit=True),
    Step(_FOUR_DIGITS, _four_digits, _ZONE_SIGNS, needs_digit=True),
    Step(_KOREAN_HOUR, _korean_hour, ("시",)),
    Step(_KOREAN_NOON, _noon, ("정오", "자정")),
    Step(_KOREAN_YEAR, _groups, ("년",), needs_digit=True),
    Step(_KOREAN_DECADE, _groups, ("년대",), needs_digit=True),
    Step(_KOREAN_CENTURY, _groups, ("세기",), needs_digit=True),
    Step(_KOREAN_QUARTER, _groups, ("분기", "쿼터"), needs_digit=True),
    Step(_KOREAN_FIRST_DAY, _groups, ("일",), needs_digit=True),
    Step(_KOREAN_DATE, _groups, ("월",), needs_digit=True),
    Step(_KOREAN_DAY, _groups, ("일",), needs_digit=True),
    Step(_KOREAN_WEEKDAY, _korean_weekday, ("요일", "(")),
]
_ENGLISH_STEPS: list[Step] = [
    Step(_ISO_DATE, _groups, ("19", "20"), needs_digit=True),
    Step(_SEPTEMBER_11, _september_11, ("11",), needs_digit=True),
    Step(_ENGLISH_SLASHED, _english_slashed, ("/",), needs_digit=True),
    Step(
        _ENGLISH_HOUR,
        _english_hour,
        ("a.m", "p.m", "am", "pm", "clock", "in the "),
        needs_digit=True,
    ),
    Step(
        _ENGLISH_PAST,
        _english_past,
        ("past ", "quarter to ", " minutes ", *_TO_THE_HOUR),
    ),
    Step(_CLOCK_TO_THE_SECOND, _clock_to_the_second, (":",), needs_digit=True),
    Step(_STOPWATCH, _stopwatch, (":",), needs_digit=True),
    Step(_CLOCK, _clock, (":",), needs_digit=True),
    Step(_FOUR_DIGITS, _four_digits, _ZONE_SIGNS, needs_digit=True),
    Step(_ENGLISH_NOON, _noon, ("noon", "midday", "midnight")),
    Step(_ENGLISH_DATE, _english_date, tuple(_MONTHS)),
    Step(_ENGLISH_CENTURY, _century, ("centur",)),
    Step(_ENGLISH_QUARTER, _quarter, ("q",)),
    Step(_ENGLISH_DECADE, _groups, ("0",), needs_digit=True),
    Step(_ENGLISH_SHORT_DECADE, _groups, ("0",), needs_digit=True),
    Step(_ENGLISH_YEAR, _groups, needs_digit=True),
    Step(_ENGLISH_WEEKDAY, _weekday, ("day",)),
]
