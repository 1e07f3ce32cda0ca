"""Numbers in Korean text: digits with 만, 억 and 조, Sino-Korean and native words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from fractions import Fraction
from functools import lru_cache
from math import prod

from aligner.text.alternatives import has_one
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

_SMALL = {"십": 10, "백": 100, "천": 1000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12}
_SINO_DIGITS = {digit: value for value, digit in enumerate("영일이삼사오육칠팔구")}
_NO_NUMBERS = frozenset({"구조", "사조", "이조"})
_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70,
    "여든": 80, "아흔": 90,
}  # fmt: skip
_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "서": 3, "넷": 4, "네": 4, "넉": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_SOME = {
    "한두": (1, 2), "두어": (2, 3), "두세": (2, 3), "두서너": (2, 4), "서너": (3, 4), "네댓": (4, 5), "너댓": (4, 5),
    "네다섯": (4, 5), "대여섯": (5, 6), "예닐곱": (6, 7), "일고여덟": (7, 8),
}  # fmt: skip
_ONLY_NUMBERS = ("스물", "서른", "마흔", "예순", "일흔", "여든", "아흔")
"""Tens that are no other word, so that they are numbers without anything to count."""
_WORDS_AS_WELL = frozenset({"열", "쉰", "한", "서", "석", "넉"})
_BEFORE_A_NOUN = frozenset({"두", "세", "네"})
_ALONE = frozenset({"셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"})

_COUNTERS = (
    "명|인|사람|분|개|건|대|마리|채|곳|군데|권|장|척|번|회|차례|가지|종|팀|골|점|표|편|석|가구|그루|송이|벌|켤레|"
    "쌍|잔|병|봉지|그릇|조각|줄|칸|층|살|세|달|해|시|시간|배|차|위|등|승|패|국|주|년|초|원|달러|엔|위안|유로|"
    "파운드|퍼센트|%|미터|킬로|톤|도|평|시즌|세트|경기|라운드|자릿수|바퀴|째|방|발|통|자루|단계|세기|세대|학기|끼|박|근|컵|큰술|작은술|숟가락|스푼"
)
_SINO_COUNTERS = (
    "명|년|일|개|건|대|마리|권|곳|원|달러|엔|위안|유로|파운드|퍼센트|%|미터|킬로|톤|도|평|배|회|차|위|주|분|초|세|"
    "가구|표|호|점|승|패|가지|통|쪽|사람|번"
)
_GLUED_NOUNS = (
    "나라|국가|도시|아이|아들|자매|형제|남자|여자|여성|남성|학생|그룹|종류|경기|세트|단계|자리|선수|회사|지역|팀|골"
    "|시즌|분기|주일|종목|남매|부자|모녀|후보|정상|기업|사람"
)
"""What is counted and written without a blank: 두나라, 세팀."""
_GLUED = "명|번|살|개|배|차례|가지|사람|마리|곳|군데|채|잔|시간|달|해|시|번째|째|끼"
_PARTICLES = "[은는이가을를의에로와과도만까부보씩간여당째짜정인나쯤꼴뿐다라였밖들께마]"
_SCALE = "[십백천]? ?[만억조]|[십백천]"
_BEHIND_A_NOUN = "은|이|을|도|과|의|만|씩|로|이서|이나|이면|이다|이고|이며|이에요|이었다|입니다"
_LAST_COUNTERS = (
    "명|원|달러|엔|위안|유로|파운드|대|마리|그루|건|장|권|채|표|점|가구|평|톤|t|미터|킬로|그램|리터|제곱"
    "|k?[mg]|㎞|㎏|㎡|㏊"
)
_LAST = rf" (?:[0-9]{{3,4}}|[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,2}}(?= ?(?:{_LAST_COUNTERS})))(?![0-9,.]*[0-9:%]| [0-9])"
"""The 320 of 1만 320원; of one or two digits only if something is counted that stands behind no 만 alone."""
_WITH_DIGITS = re.compile(
    rf"(?:{DIGITS})(?P<more>(?:여 ?)?(?:{_SCALE})(?: ?(?:{DIGITS})(?:{_SCALE}))*"
    rf"(?:(?:{DIGITS})(?![0-9.,]*[:])|{_LAST})?)?"
)
_PIECE = re.compile(rf"({DIGITS})(여 ?)?([십백천])?(?: ?([만억조]))?")
_ONE_OR_TWO = "(?:년|개월|주일|주간|층|학년|킬로|미터|리터|그램|톤|인분|피트|인치|마일)"
"""What 일 and 이 count, which elsewhere are "work" and "this"."""
_SINO_SYLLABLES = "[일이삼사오육칠팔구십백천만억조]"
_SINO = re.compile(
    rf"(?<![가-힣0-9])(?={_SINO_SYLLABLES})(?:{_SINO_SYLLABLES}{{1,10}}(?<=[만억조]) )?"
    rf"(?:{_SINO_SYLLABLES}{{2,16}}(?=(?P<counted>여? ?(?:{_SINO_COUNTERS}|인(?=[은이의 ]))))"
    r"|[십백천만억](?=여? ?(?:명|년|원|달러|엔|위안|유로|파운드))"
    rf"|[일이](?= ?{_ONE_OR_TWO}(?:$|[^가-힣]|{_PARTICLES}))"
    rf"|[삼사오육칠팔구십](?=(?: ?(?:{_ONE_OR_TWO}|퍼센트)| [일분초등점쪽호])(?:$|[^가-힣]|된|마다|{_PARTICLES}))"
    rf"|{_SINO_SYLLABLES}{{3,16}}(?![가-힣])"
    rf"|{_SINO_SYLLABLES}{{2,16}}(?<=[십백천만])(?=이[요라니며고]|[은을]))"
)
_SEVERAL = re.compile(
    r"(?<![가-힣0-9])(?:수|몇 ?|수 (?=[십백천만억조]{1,3} ?(?:명|개|년|원|달러|대|건|곳|마리)))([십백천만억조]{1,3})"
    r"|(?<![가-힣0-9])([십백천]?억)대(?=[ 의])"
)
_A_FEW = re.compile(
    r"(?<![가-힣0-9])(?:몇|수|여러(?= ))(?= ?(?:년|해|개월|달|주|일|시간|분|초|킬로|㎞|km|미터)(?:$|[^가-힣]|[간을에의도이은]))"
)
_NATIVE = re.compile(
    rf"(?:(?<![가-힣0-9])|(?<=삼시))(?:({'|'.join(_SOME)})|({'|'.join(_TENS)})?({'|'.join(_ONES)})?)(?<=[가-힣])"
    rf"(?=(?P<counted> (?:여 ?)?(?:{_COUNTERS})(?:$|[^가-힣]|{_PARTICLES}|배기))"
    rf"|(?P<glued>(?:여 ?)?(?:{_GLUED}|{_GLUED_NOUNS})(?:$|[^가-힣]|{_PARTICLES}))| [가-힣]|$|[^가-힣 ]"
    rf"|(?<=[둘셋넷섯곱덟홉])(?:{_BEHIND_A_NOUN})(?![가-힣])"
    rf"|(?<={'|'.join(_ONLY_NUMBERS)})(?:{_BEHIND_A_NOUN}|에|까지|부터|이라|줄)(?![가-힣]))"
)
_FRACTION = re.compile(
    r"(?<![가-힣0-9])([0-9]{1,4}|[이삼사오육칠팔구]?[십백천만]|[이삼사오육칠팔구])분의 ?([0-9]{1,4}|[일이삼사오육칠팔구](?=$|[^가-힣]|[로을이에도만의](?:$|[^가-힣])))"
)
_BATTED = re.compile(
    r"(?<![0-9.,])([0-9])할(?=$|[^가-힣]|[이가을를은는로의에도만와과대까부쯤씩넘밖타였다며])(?: ?([0-9])푼)?(?: ?([0-9])리(?![가-힣]{2}))?"
)
"""3할2푼5리, which is .325, or 32.5 percent."""
_OF_A_WHOLE = re.compile(
    r" ?(?:컵|큰술|작은술|숟가락|스푼|술|개|쪽|모|장|통|포기|봉지|병|공기|줌|마리|토막|[tT]|수준|정도|가량|이상|이하|미만|지점|크기|길이|분량)"
    r"|[가이을를은는로의만씩](?![가-힣])"
)
"""What stands behind a fraction and not behind the 5/6 that is a date."""
_LIKE_NUMBER = re.compile(
    r"절반|(?<![가-힣])반(?= ?값|으로 | 이상| 이하)|하프|첫째|첫 ?번째|첫(?:(?![가-힣])|(?=날|해|승|골|회|판|주))"
    r"|(?<![가-힣])(?:처음|최초)|(?<![가-힣])양(?:국|측|당|팀|쪽|자|사|손|안|발|끝| (?=(?:국|측|당|팀|쪽|사|손|발|끝|정상|후보|선수|회사|기관|도시|지역|진영)))|쌍방|쌍둥이|부부|해트트릭|둘째|셋째|넷째"
)
_DAYS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9,
    "열흘": 10, "보름": 15,
}  # fmt: skip
_DAY = re.compile(rf"(?<![가-힣])(?:{'|'.join(_DAYS)})(?!살이|아침|빨리|라[도고]|바[삐]|한|달)")
_SOME_DAYS = {
    "하루이틀": (1, 2), "하루 이틀": (1, 2), "이사흘": (2, 3), "이틀사흘": (2, 3), "사나흘": (3, 4), "너댓새": (4, 5),
    "네댓새": (4, 5), "대엿새": (5, 6), "예니레": (6, 7), "며칠": (2, 9), "몇 날": (2, 9), "여러 날": (2, 9),
}  # fmt: skip
_SOME_DAY = re.compile(rf"(?<![가-힣])(?:{'|'.join(_SOME_DAYS)})")
_NEIGHBOURS = "이삼", "삼사", "사오", "오륙", "육칠", "칠팔", "팔구"
_SINO_SOME = re.compile(
    rf"(?<![가-힣0-9])(?P<digits>{'|'.join(_NEIGHBOURS)})(?P<scale>[십백천만]?)"
    r"(?=(?P<days>일)(?:간|쯤|[^가-힣]|$)|(?: ?(?P<counted>년|개월|주|시간|분|명|번|차례|배|미터|킬로|세|살|도|대|원))"
    rf"(?:간|$|[^가-힣]|{_PARTICLES}))"
)
_AGES = {"환갑": 60, "회갑": 60, "칠순": 70, "고희": 70, "팔순": 80, "구순": 90}
_AGE = re.compile(rf"(?<![가-힣])(?:{'|'.join(_AGES)})")
_DAY_ENDS, _SOME_DAY_ENDS, _AGE_ENDS = (
    frozenset(word[-1] for word in words) for words in (_DAYS, _SOME_DAYS, _AGES)
)
"""The last syllables of such words, which are rarer than their first ones."""
_NIGHTS = re.compile(r"(?<![0-9.,])([0-9]{1,2})박 ?([0-9]{1,2})일(?:간|정)?")
"""2박 3일: a journey of two nights, or three days."""
_HALF_A = re.compile(r"(?<![가-힣])반(?P<span> ?(?:년|세기|시간)|나절)(?!대)")
_HALVED: dict[str, tuple[Fraction, str]] = {
    "년": (Fraction(1, 2), "years"), "세기": (Fraction(50), "years"), "나절": (Fraction(1, 2), "days"),
    "시간": (Fraction(1, 2), "hours"),
}  # fmt: skip
_EVERY = re.compile(
    "[매일격연해주](?<![가-힣].)(?:(?<=[매일격])(년|달|월|주|일|시간)|(?<=연)간|(?<=해)마다|(?<=주)말)"
)
"""Its first syllable stands in front of what looks back, so that other places are soon passed over."""
_EVERY_UNITS = {"년": "years", "달": "months", "월": "months", "주": "weeks", "일": "days"} | {
    "시간": "hours", "연간": "years", "해마다": "years"
}  # fmt: skip
_HALVES = frozenset({"절반", "반", "하프"})
_ORDINALS = {"첫": 1, "처": 1, "최": 1, "둘": 2, "셋": 3, "넷": 4}
"""By the first syllable; all other words like numbers stand for two."""


def korean_numbers(text: str) -> Iterator[Number]:
    """All numbers, in no order; they do not overlap but where a fraction holds digits.

    >>> [int(number.low) for number in korean_numbers("1억2000만 원, 3만5천 명, 스물두 살, 오천만 원")]
    [120000000, 35000, 50000000, 22]
    """
    for match in _WITH_DIGITS.finditer(text):
        yield from _scaled(match)
    for match in _SINO.finditer(text):
        if (number := _sino(match)) is not None:
            yield number
    if has_one(text, "수몇대러"):
        yield from map(_several, _SEVERAL.finditer(text))
        yield from map(_a_few, _A_FEW.finditer(text))
    if has_one(text, _NEIGHBOURS):
        yield from map(_sino_some, _SINO_SOME.finditer(text))
    yield from _spans_of_time(text)
    for match in _NATIVE.finditer(text):
        if (number := _native(match)) is not None:
            yield number


@lru_cache(maxsize=2)
def _characters(text: str) -> Set[str]:
    """The characters of a text: some patterns need not be tried, for they need one that is not there."""
    return frozenset(text)


def _has_character(text: str, needed: Set[str]) -> bool:
    return not _characters(text).isdisjoint(needed)


def _spans_of_time(text: str) -> Iterator[Number]:
    """The words that hold a number and its unit: 사흘, 반년, 매일, 환갑."""
    for match in _DAY.finditer(text) if _has_character(text, _DAY_ENDS) else ():
        value = Fraction(_DAYS[match[0]])
        least = value - 1 if match[0] == "보름" else value  # two weeks, half a month
        yield Number(*match.span(), least, value, certain=value > 1, kind="duration", unit="days")
    for match in _SOME_DAY.finditer(text) if _has_character(text, _SOME_DAY_ENDS) else ():
        low, high = map(Fraction, _SOME_DAYS[match[0]])
        yield Number(
            *match.span(), low, high, certain=False, kind="duration", unit="days", approximate=True
        )
    for match in _AGE.finditer(text) if _has_character(text, _AGE_ENDS) else ():
        value = Fraction(_AGES[match[0]])
        yield Number(*match.span(), value, value, certain=False, kind="age", unit="years old")
    for match in _NIGHTS.finditer(text) if "박" in text else ():
        nights, days = Fraction(int(match[1])), Fraction(int(match[2]))
        if nights <= days:
            yield Number(
                *match.span(),
                nights,
                days,
                certain=nights > 1,
                kind="duration",
                unit="days",
                approximate=True,
            )
    for match in _HALF_A.finditer(text) if "반" in text else ():
        value, halved = _HALVED[match["span"].lstrip()]
        yield Number(*match.span(), value, value, certain=False, kind="duration", unit=halved)
    for match in _EVERY.finditer(text):
        value, unit = Fraction(1), _EVERY_UNITS.get(match[1] or match[0])
        if match[0][0] == "격":  # every second one
            value = Fraction(2)
        if unit is None:  # the two days of a weekend
            value, unit = Fraction(2), "days"
        yield Number(*match.span(), value, value, certain=False, kind="duration", unit=unit)


def korean_fractions(text: str) -> Iterator[Number]:
    """The fractions, and the words that stand for a half, one or two.

    >>> [str(number.low) for number in korean_fractions("3분의 1, 삼분의 이, 절반")]
    ['1/3', '2/3', '1/2']
    """
    for match in _FRACTION.finditer(text) if "분의" in text else ():
        whole, part = (
            int(said) if said.isdigit() else sino_value(said) or 0 for said in match.groups()
        )
        if whole:
            yield plain_number(*match.span(), Fraction(part, whole), "fraction")
    for match in _BATTED.finditer(text) if "할" in text else ():
        tenths, hundredths, thousandths = (int(group or 0) for group in match.groups())
        value = Fraction(100 * tenths + 10 * hundredths + thousandths, 1000)
        yield plain_number(*match.span(), value, "fraction")
    for match in SLASHED.finditer(text) if "/" in text else ():
        value = Fraction(int(match[1]), int(match[2]))
        if value < 1 and _OF_A_WHOLE.match(text, match.end()):
            yield plain_number(*match.span(), value, "fraction", certain=False)
    for match in _LIKE_NUMBER.finditer(text):
        yield plain_number(*match.span(), *_like_number(match[0]), certain=False)


def _like_number(word: str) -> tuple[Fraction, Kind]:
    if word in _HALVES:
        return Fraction(1, 2), "fraction"
    if word == "해트트릭":
        return Fraction(3), "number"
    if word[0] in _ORDINALS:
        return Fraction(_ORDINALS[word[0]]), "ordinal"
    return Fraction(2), "number"


def sino_value(word: str) -> int | None:
    """The value of a Sino-Korean number word, None if it is no number.

    >>> [sino_value(word) for word in ("오천만", "이십삼", "만", "사이", "이사")]
    [50000000, 23, 10000, None, None]
    """
    if word in _NO_NUMBERS or (len(word) > 1 and word[-1] in _SINO_DIGITS and word[-2] != "십"):
        return None  # 구조원; 조사, 만일, 천사
    total = section = 0
    digit: int | None = None
    small = large = 10**20
    for syllable in word:
        if syllable in _SINO_DIGITS:
            if digit is not None:
                return None
            digit = _SINO_DIGITS[syllable]
        elif syllable in _SMALL:
            if _SMALL[syllable] >= small:
                return None
            small = _SMALL[syllable]
            section += small * (1 if digit is None else digit)
            digit = None
        else:
            if _LARGE[syllable] >= large or (total and not section and digit is None):
                return None
            large, small = _LARGE[syllable], 10**20
            total += large * (section + (digit or 0) or 1)
            section, digit = 0, None
    return total + section + (digit or 0)


def _scaled(match: re.Match[str]) -> Iterator[Number]:
    """The number of a run of digits and scales; a scale that does not fall begins another one."""
    if match["more"] is None:
        value = digits_value(match[0])
        if value is not None:
            value, end = mixed_with(value, match.string, match.end())
            yield plain_number(match.start(), end, value)
        return
    total = section = Fraction(0)
    small = large = scale = least = 10**20
    start, end, approximate = match.start(), match.start(), False
    for piece in _PIECE.finditer(match.string, match.start(), match.end()):
        value = digits_value(piece[1])
        if value is None:
            return
        smaller, larger = _SMALL.get(piece[3], 1), _LARGE.get(piece[4], 1)
        if end > start and (smaller >= small or larger >= large or value * smaller >= least):
            yield _number(start, end, total + section, scale, approximate=approximate)
            total = section = Fraction(0)
            large, start, approximate = 10**20, piece.start(), False
        section += value * smaller
        small = smaller
        if larger > 1:
            total, section = total + section * larger, Fraction(0)
            small, large = 10**20, larger
        scale, end = smaller * larger, piece.end()
        least = larger if larger > 1 else smaller
        approximate = approximate or bool(piece[2])
    yield _number(start, end, total + section, scale, approximate=approximate)


def _number(start: int, end: int, value: Fraction, scale: int, *, approximate: bool) -> Number:
    return Number(start, end, value, value, scale, approximate=approximate)


def _sino(match: re.Match[str]) -> Number | None:
    word = match[0].replace(" ", "")
    value = sino_value(word)
    if value is None:
        return None
    if len(word) == 1:
        years = match.string[match.end() :].lstrip().startswith("년")  # 천 년 is very long
        certain = 2 < value <= 10 or (value >= 1000 and not years)
    else:
        certain = bool(match["counted"]) or len(word) > 2
    return plain_number(*match.span(), value, certain=certain)


def _several(match: re.Match[str]) -> Number:
    """수백만: from one million to ten, since nobody counts; 억대 as well."""
    unit = prod((_SMALL | _LARGE)[syllable] for syllable in match[1] or match[2])
    return Number(*match.span(), Fraction(unit), Fraction(10 * unit - 1), unit, approximate=True)


def _a_few(match: re.Match[str]) -> Number:
    return Number(*match.span(), *A_FEW, certain=False, approximate=True)


def _sino_some(match: re.Match[str]) -> Number:
    """이삼 년: two or three."""
    scale = (_SMALL | _LARGE).get(match["scale"], 1)
    low, high = (scale * _SINO_DIGITS[digit.replace("륙", "육")] for digit in match["digits"])
    return Number(*match.span(), Fraction(low), Fraction(high), certain=False, approximate=True)


_SURELY_GLUED = re.compile(
    r"열(?:번째|번|명|살|개월|달|가지|사람|마리|배)|쉰(?:번째|명|살)|[석넉]달"
)


def _is_surely_glued(match: re.Match[str]) -> bool:
    """True for 열번째 and 석달, but not for 서명 and 열차."""
    return bool(match["glued"]) and bool(_SURELY_GLUED.match(match.string, match.start()))


def _native(match: re.Match[str]) -> Number | None:
    some, tens, ones = match[1], match[2], match[3]
    counted = bool(match["counted"] or match["glued"])
    if some:
        low, high = _SOME[some]
        return Number(*match.span(), Fraction(low), Fraction(high), certain=False, approximate=True)
    value = _TENS.get(tens, 0) + _ONES.get(ones, 0)
    if match[0] in _WORDS_AS_WELL and not match["counted"] and not _is_surely_glued(match):
        return None
    if (
        match[0] in _BEFORE_A_NOUN
        and not counted
        and match.string[match.end() : match.end() + 1] != " "
    ):
        return None
    alone = ones in _ALONE or bool(tens and ones) or match[0] in _ONLY_NUMBERS
    certain = value > 1 and (counted or alone)
    return plain_number(*match.span(), value, certain=certain)
