"""The English words that are numbers, hold one, or may stand for one."""

from __future__ import annotations

_CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_MULTIPLES_OF_TEN = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)


def _numbered(words: str, start: int) -> dict[str, int]:
    return {word: value for value, word in enumerate(words.split(), start)}


ONES = _numbered(_CARDINALS, 0)
_TENS = {word: 10 * value for word, value in _numbered(_MULTIPLES_OF_TEN, 2).items()}
TENS = {**_TENS, "threescore": 60, "fourscore": 80}
SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
ORDINALS = {
    **_numbered(_ORDINALS, 1),
    **{word[:-1] + "ieth": value for word, value in _TENS.items()},
    "hundredth": 100,
}
PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    **{word: value for word, value in ORDINALS.items() if value > 10}, "thousandth": 1000, "millionth": 10**6,
}  # fmt: skip
"""Parts of a whole."""

LIKE_NUMBERS = {
    "both": 2,
    "couple": 2, "pair": 2, "twin": 2, "twins": 2, "duo": 2, "bilateral": 2, "either": 2,
    "neither": 2, "trio": 3, "trilateral": 3, "triplets": 3, "quartet": 4, "once": 1, "runner-up": 2, "runners-up": 2, "single": 1, "sole": 1, "solo": 1, "another": 1,
    "freezing": 0, "scoreless": 0, "goalless": 0, "quintet": 5, "trilogy": 3, "quadruplets": 4, "quintuplets": 5, "brace": 2, "hat trick": 3, "hat-trick": 3,
    "back-to-back": 2, "semifinal": 4, "semifinals": 4, "semi-finals": 4, "quarterfinal": 8, "quarterfinals": 8,
    "quarter-finals": 8, "centennial": 100, "centenary": 100, "bicentennial": 200, "bicentenary": 200,
    "sesquicentennial": 150, "tercentenary": 300, "silver jubilee": 25, "golden jubilee": 50, "diamond jubilee": 60,
    "sexagenarian": 60, "septuagenarian": 70, "octogenarian": 80, "nonagenarian": 90, "centenarian": 100,
    "teen": 10, "teens": 10, "teenage": 10, "teenager": 10, "teenagers": 10,
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip
"""Words that answer a number of the other side, but nobody should miss."""

MULTIPLES = {
    "halved": 0.5, "halving": 0.5, "twice": 2, "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "twofold": 2,
    "thrice": 3, "triple": 3, "tripled": 3, "triples": 3, "tripling": 3, "threefold": 3,
    "quadruple": 4, "quadrupled": 4, "quadruples": 4, "quadrupling": 4, "fourfold": 4,
    "quintuple": 5, "quintupled": 5, "fivefold": 5, "tenfold": 10,
}  # fmt: skip
"""How many times as many, in one word."""

SEVERAL = {
    "dozens": (12, 999), "scores": (20, 500), "hundreds": (100, 999), "thousands": (1000, 999999),
    "tens of thousands": (10**4, 10**5 - 1), "hundreds of thousands": (10**5, 10**6 - 1),
    "millions": (10**6, 10**9 - 1), "tens of millions": (10**7, 10**8 - 1),
    "hundreds of millions": (10**8, 10**9 - 1), "billions": (10**9, 10**12 - 1),
    "tens of billions": (10**10, 10**11 - 1), "hundreds of billions": (10**11, 10**12 - 1),
    "trillions": (10**12, 10**15 - 1),
}  # fmt: skip
"""What nobody counted: the least and the most that it can be."""

TIME_WORDS = {
    "decades": (10, 99, "years"), "centuries": (100, 999, "years"), "decade": (10, 10, "years"),
    "century": (100, 100, "years"), "fortnight": (2, 2, "weeks"), "biennial": (2, 2, "years"),
    "triennial": (3, 3, "years"), "quadrennial": (4, 4, "years"), "quarterly": (3, 3, "months"),
    "biweekly": (2, 2, "weeks"), "every other day": (2, 2, "days"), "every other week": (2, 2, "weeks"),
    "every other month": (2, 2, "months"), "every other year": (2, 2, "years"),
    "annual": (1, 1, "years"), "annually": (1, 1, "years"), "yearly": (1, 1, "years"),
    "monthly": (1, 1, "months"), "weekly": (1, 1, "weeks"), "daily": (1, 1, "days"),
    "hourly": (1, 1, "hours"), "weekend": (2, 2, "days"), "around the clock": (24, 24, "hours"),
    "around-the-clock": (24, 24, "hours"), "round-the-clock": (24, 24, "hours"),
}  # fmt: skip
"""A number and its unit in one word: the least, the most, the unit."""
