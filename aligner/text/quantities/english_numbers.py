"""Numbers in English text: digits with scale words, number words, ordinals and fractions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from fractions import Fraction
from functools import lru_cache

from aligner.text.alternatives import has_one, one_of
from aligner.text.quantities.english_words import (
    LIKE_NUMBERS,
    MULTIPLES,
    ONES,
    ORDINALS,
    PARTS,
    SCALES,
    SEVERAL,
    SHORT_SCALES,
    TENS,
    TIME_WORDS,
)
from aligner.text.quantities.numbers import (
    A_FEW,
    DIGITS,
    SLASHED,
    Number,
    digits_value,
    mixed_with,
    plain_number,
)
from aligner.text.quantities.quantity import Kind

_PARTS_OF_A_DAY = "morning", "afternoon", "evening", "night"
_TIME_WORD = re.compile(
    rf"\b(?:(?P<part>half|quarter)[ -](?:a )?)?(?:({one_of(TIME_WORDS)})"
    rf"|(?:each|every) (?P<part_of_day>{one_of(_PARTS_OF_A_DAY)})"
    r"|(?:an?|per|each|every|the|one|last|next|this|past)[ -](year|month|week|day|hour|minute)s?)\b"
    r"(?P<half>[ -]and[ -]a[ -]half)?",
    re.IGNORECASE,
)
_SCALE_WORDS = "|".join(SCALES)
_WITH_DIGITS = re.compile(
    rf"({DIGITS})(?:(?:st|nd|rd|th)\b|(?P<scale>(?:[ -]?(?:{_SCALE_WORDS})){{1,2}}|(?:k|mn?|bn?|tn)(?=[^\w]|$))(?![a-z]))?",
    re.IGNORECASE,
)
_POINTED = re.compile(r"(?<![\w.,\])])\.[0-9]{1,4}(?![\w%])(?!\.[0-9])")
"""Batting .325."""
_SCALE_WORD = re.compile(f"{_SCALE_WORDS}|[a-z]+")
_CARDINAL = one_of([*ONES, *TENS, *SCALES])
_SPELT = re.compile(
    rf"\b(?:(?P<article>an?) )?(?:{_CARDINAL})\b(?:(?:[ -]| and )(?:{_CARDINAL})\b){{0,12}}",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"\b(?:({one_of(TENS)})(?:[ -]| and )|({'|'.join(list(ONES)[1:10])}) and (?=\w{{3,5}}tieth))?"
    rf"({one_of(sorted(ORDINALS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"\b(?:(an?|{one_of([*list(ONES)[1:], *TENS])})[ -])?({one_of(sorted(PARTS, key=len, reverse=True))})(s?)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile("[a-z]+")
_PART_WORDS = frozenset([*PARTS, *(f"{part}s" for part in PARTS)])
_AND_A_HALF = re.compile(r"[ -]and[ -]a[ -](half|quarter)(?:[ -](million|billion|trillion))?", re.I)
_SEVERAL_PATTERN = re.compile(
    rf"\b(?:(?:(several|a few|couple) |many )(dozen|{_SCALE_WORDS})|({one_of(sorted(SEVERAL, key=len, reverse=True))}))\b(?<!scores)|\bscores(?= of)",
    re.IGNORECASE,
)
_A_FEW = re.compile(
    r"\b(?:several|(?:a )?few)(?=[ -](?:years|months|weeks|days|hours|minutes|seconds|miles|kilomet|met))",
    re.IGNORECASE,
)
_DOZEN = re.compile(
    rf"\b(?:(half a|a|{'|'.join(list(ONES)[1:10])}|[0-9]{{1,2}})[ -])dozen\b", re.IGNORECASE
)
_OF = re.compile(r" (?:of|as|more|less|fewer|were|was|are|is|have|had|said|say)\b|[,.;]|$")
_HALF_A = re.compile(
    r"\b(?:half|(?:an? |one )?quarter of|three[ -]quarters of)[ -]an?\b|\bhalf(?=-(?:hour|mile|century|percent))"
    r"|\b(?:an? |one[ -])?(?:half|quarter|three[ -]quarters?)(?=[ -](?:percentage[ -]|percent[ -])?points?\b)",
    re.IGNORECASE,
)
_POINT_BEHIND = re.compile(r"[ -](?:percentage|percent)[ -]points?\b", re.IGNORECASE)
_A_SCALE = re.compile(
    rf"\b(half a|quarter of a|an?) ({_SCALE_WORDS})(?: ({_SCALE_WORDS}))?\b", re.IGNORECASE
)
_WORD = re.compile(rf"\b(?:{one_of(LIKE_NUMBERS)})\b", re.IGNORECASE)
_MULTIPLE = re.compile(rf"\b(?:{one_of(MULTIPLES)})\b", re.IGNORECASE)
_ROMAN = re.compile(r"\b(?:X{1,2}(?:IX|IV|V?I{0,3})|IX|IV|VI{0,3}|I{2,3})\b")
_ROMAN_SIGNS = "V", "X", "II"
_WORLD_WAR = re.compile(
    r"\b(?:World[ -]War[ -]|WW ?)(?:(?P<first>I|One|1)|II|Two|2)\b(?!-)", re.IGNORECASE
)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_HUNDRED = 100
_CURRENCY_SIGNS = frozenset("$£€¥₩")


def english_numbers(text: str) -> Iterator[Number]:
    """All numbers but fractions, in no order; what stands inside a longer number may come again.

    >>> [int(number.low) for number in english_numbers("2.5 million, £3bn, two hundred and five, 21st")]
    [2500000, 3000000000, 21, 205]
    """
    for match in _WITH_DIGITS.finditer(text):
        if (number := _with_digits(match)) is not None:
            yield number
    for match in _POINTED.finditer(text) if " ." in text else ():
        yield plain_number(*match.span(), Fraction(f"0{match[0]}"))
    words = _words(text)
    for needed, pattern, read in _IN_WORDS:
        if not words.isdisjoint(needed):
            for match in pattern.finditer(text):
                yield from read(match)
    for match in _WORLD_WAR.finditer(text) if "war" in words or "WW" in text else ():
        yield plain_number(*match.span(), 1 if match["first"] else 2, "ordinal", certain=False)
    for match in _ROMAN.finditer(text) if has_one(text, _ROMAN_SIGNS) else ():
        yield plain_number(*match.span(), _roman(match[0]), certain=False)


def english_fractions(text: str) -> Iterator[Number]:
    """The fractions: two-thirds, a quarter, half, 3/4.

    >>> [(str(number.low), number.certain) for number in english_fractions("two-thirds or half")]
    [('2/3', True), ('1/2', False)]
    """
    for match in _FRACTION.finditer(text) if not _words(text).isdisjoint(_PART_WORDS) else ():
        several, part = (match[1] or "").lower(), match[2].lower()
        value = Fraction(ONES.get(several) or TENS.get(several, 1), PARTS[part])
        alone = not several and part not in {"half", "halves"}
        certain = several in ONES or several in TENS
        # A third floor and the twenty-third, the two hundredth anniversary.
        counts = not match[3] and (PARTS[part] >= _HUNDRED or several in {"a", "an", *TENS})
        an_ordinal = counts and (several in TENS or not _OF.match(text, match.end()))
        # Two-thirds that a slip made seven-thirds are still of something.
        joined = match[3] and "-" in match[0]
        if alone or an_ordinal or (value > 1 and not joined):
            continue
        yield plain_number(*match.span(), value, "fraction", certain=certain)
    for match in SLASHED.finditer(text) if "/" in text else ():
        value = Fraction(int(match[1]), int(match[2]))
        yield plain_number(*match.span(), value, "fraction", certain=False)


@lru_cache(maxsize=2)
def _words(text: str) -> Set[str]:
    """The words of a text: most patterns need not be tried, for they need one that is not there."""
    return frozenset(_LETTERS.findall(text.lower()))


def _with_digits(match: re.Match[str]) -> Number | None:
    value = digits_value(match[1])
    if value is None:
        return None
    start, end, scale = match.start(), match.end(), 1
    short = (match["scale"] or "").lower() in {"m", "b"}
    if short and match.string[start - 1 : start] not in _CURRENCY_SIGNS:
        end = match.end(1)  # five metres
    elif match["scale"]:
        for word in _SCALE_WORD.findall(match["scale"].lower()):
            scale *= SCALES.get(word) or SHORT_SCALES[word]
    elif end > match.end(1):
        return plain_number(start, end, value, "ordinal")
    if scale == 1:
        mixed, behind = mixed_with(value, match.string, end)
        if behind > end:
            return Number(start, behind, mixed, mixed)
    half = _AND_A_HALF.match(match.string, end) if scale == 1 else None
    if half:
        scale = SCALES.get((half[2] or "").lower(), 1)
        value += Fraction(1, 2 if half[1].lower() == "half" else 4)
        end = half.end()
    total = value if scale == 1 else value * scale
    return Number(start, end, total, total, scale)


def _ordinal(match: re.Match[str]) -> Iterator[Number]:
    tens, ones = (match[1] or "").lower(), (match[2] or "").lower()
    value = TENS.get(tens, 0) + ONES.get(ones, 0) + ORDINALS[match[3].lower()]
    yield plain_number(*match.span(), value, "ordinal", certain=False)


def _a_scale(match: re.Match[str]) -> Iterator[Number]:
    """A million, half a billion."""
    part = {"half a": Fraction(1, 2), "quarter of a": Fraction(1, 4)}.get(
        match[1].lower(), Fraction(1)
    )
    scale = SCALES[match[2].lower()] * SCALES.get((match[3] or "").lower(), 1)
    yield Number(*match.span(), part * scale, part * scale, scale)


def _half_a(match: re.Match[str]) -> Iterator[Number]:
    said = match[0].lower()
    part = Fraction(3 if "quarters" in said else 1, 4 if "quarter" in said else 2)
    of_a_point = bool(_POINT_BEHIND.match(match.string, match.end()))
    yield plain_number(*match.span(), part, certain=of_a_point)


def _like_number(match: re.Match[str]) -> Iterator[Number]:
    word = match[0].lower()
    kind: Kind = "decade" if word.endswith("ties") else "number"
    yield plain_number(*match.span(), LIKE_NUMBERS[word], kind, certain=False)


def _multiple(match: re.Match[str]) -> Iterator[Number]:
    value = Fraction(MULTIPLES[match[0].lower()])
    yield Number(*match.span(), value, value, certain=False, kind="times", unit="times")


_PARTS_OF_A_SPAN = {"": Fraction(1), "half": Fraction(1, 2), "quarter": Fraction(1, 4)}


def _time_word(match: re.Match[str]) -> Iterator[Number]:
    """A decade, an hour and a half: words that hold a number and its unit."""
    name, span = match[2], "day" if match["part_of_day"] else match[4]
    low, high, unit = TIME_WORDS[name.lower()] if name else (1, 1, span.lower() + "s")
    factor = (
        _PARTS_OF_A_SPAN[(match["part"] or "").lower()] if not match["half"] else Fraction(3, 2)
    )
    yield Number(
        *match.span(),
        Fraction(low) * factor,
        Fraction(high) * factor,
        certain=False,
        approximate=low != high,
        kind="duration",
        unit=unit,
    )


_BETWEEN = "between "
_DIGITS = frozenset(list(ONES)[1:10])
_SCORE = 20
_SPELT_WORD = re.compile(r"[A-Za-z]+")


def _spelt(match: re.Match[str]) -> Iterator[Number]:
    """The numbers in a run of number words: "two three" are two, "two hundred and three" is one."""
    words = [
        (word[0].lower(), word.start(), word.end())
        for word in _SPELT_WORD.finditer(match.string, match.start(), match.end())
    ]
    a_hundred = match["article"] is not None and words[1][0] in SCALES and len(words) > 2
    if match["article"]:
        del words[0]
    between = match.string[max(0, match.start() - len(_BETWEEN)) : match.start()].lower()
    position = 0
    while position < len(words):
        length, value, scale = _longest(
            [word for word, _, _ in words[position:]], turned=between != _BETWEEN
        )
        behind_article = a_hundred and position == 0
        if words[position][0] in SCALES and not behind_article:
            position += length  # "million" behind digits, or an adjective
            continue
        start, end = words[position][1], words[position + length - 1][2]
        if behind_article:  # a hundred and fifty; a hundred alone is read by `_a_scale`
            start = match.start()
        half = _AND_A_HALF.match(match.string, end)
        total = Fraction(value)
        if half:
            larger = Fraction(SCALES.get((half[2] or "").lower(), 1))
            total = (total + Fraction(1, 2 if half[1].lower() == "half" else 4) * scale) * larger
            end = half.end()
        yield Number(start, end, total, total, scale, certain=total > 1)
        position += length
        if position < len(words) and words[position][0] == "and":
            position += 1


def _longest(words: list[str], *, turned: bool) -> tuple[int, int, int]:
    """How many of the words make one number, its value, and its last scale.

    ``turned`` allows for the old way: five and twenty, twenty and five, threescore and ten.
    """
    total = section = 0
    length, least, last_scale = 0, 10**20, 1
    room = 10**20  # what comes next within the section has to be smaller
    for place, word in enumerate(words):
        if word == "and":
            joins = room in {100, 1000} or (room == 10**20 and total)
            if not joins and not (turned and _is_turned(room, words[place - 1], words[place + 1])):
                break
            continue
        if word == "hundred":
            if not 0 < section < 20 and length:
                break
            section, room, last_scale = 100 * (section or 1), 100, 100
        elif word in SCALES:
            scale = SCALES[word]
            if scale >= least:
                break
            total, section, least, last_scale = total + scale * (section or 1), 0, scale, scale
            room = 10**20 if scale > 1000 else 1000
        else:
            value = TENS.get(word) or ONES[word]
            turning = words[place - 1] == "and" and room <= _SCORE
            fits = room > 99 or (room == 10 and value < 10)
            if length and not turning and not (fits and (section % 100 == 0 or room == 10)):
                break
            section, last_scale = section + value, 1
            room = 1 if turning or word in ONES else _SCORE if word.endswith("score") else 10
        length = place + 1
    return length, total + section, last_scale


def _is_turned(room: int, before: str, after: str) -> bool:
    """Whether "and" joins tens and ones as it did of old."""
    if room in {10, _SCORE}:
        return after in ONES and ONES[after] < room
    return before in _DIGITS and after in TENS


def _several(match: re.Match[str]) -> Iterator[Number]:
    """Several thousand, hundreds of millions."""
    if match[2] is None:
        low, high = SEVERAL[match[0].lower().removeprefix("many ")]
    else:
        unit = 12 if match[2].lower() == "dozen" else SCALES[match[2].lower()]
        low, high = 2 * unit, 10 * unit - 1
    yield Number(*match.span(), Fraction(low), Fraction(high), approximate=True)


def _a_few(match: re.Match[str]) -> Iterator[Number]:
    yield Number(*match.span(), *A_FEW, certain=False, approximate=True)


def _dozen(match: re.Match[str]) -> Iterator[Number]:
    word = match[1].lower()
    if word == "half a":
        times = Fraction(1, 2)
    else:
        times = Fraction(int(word) if word.isdigit() else ONES.get(word, 1))
    yield Number(*match.span(), 12 * times, 12 * times, approximate=True)


def _roman(word: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in word]
    return sum(
        -value if any(later > value for later in values[place + 1 :]) else value
        for place, value in enumerate(values)
    )


_SEVERAL_WORDS = {"several", "few", "couple", "many", *(said.split()[0] for said in SEVERAL)}
_SPANS = ("year", "month", "week", "day", "hour", "minute")
_IN_WORDS: tuple[
    tuple[Set[str], re.Pattern[str], Callable[[re.Match[str]], Iterator[Number]]], ...
] = (
    ({*ONES, *TENS, *SCALES}, _SPELT, _spelt),
    (set(ORDINALS), _ORDINAL, _ordinal),
    (_SEVERAL_WORDS, _SEVERAL_PATTERN, _several),
    ({"several", "few"}, _A_FEW, _a_few),
    ({"dozen"}, _DOZEN, _dozen),
    (set(SCALES), _A_SCALE, _a_scale),
    ({"half", "quarter", "quarters"}, _HALF_A, _half_a),
    (
        {*TIME_WORDS, "clock", *_PARTS_OF_A_DAY, *_SPANS, *(f"{span}s" for span in _SPANS)},
        _TIME_WORD,
        _time_word,
    ),
    ({*_LETTERS.findall(" ".join(LIKE_NUMBERS))}, _WORD, _like_number),
    (set(MULTIPLES), _MULTIPLE, _multiple),
)
"""What is written in words: one of these words has to be in the text, the pattern, its reader."""
