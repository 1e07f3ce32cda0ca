"""Korean personal names in Latin letters, in whatever system they were romanised.

A name is read from its Hangul: for each syllable there are the spellings of
Revised Romanisation and of McCune–Reischauer without its signs, and those that
people use for themselves. A given name may be written in one word, in two or
with a hyphen, before or behind the surname.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

SURNAMES: dict[str, tuple[str, ...]] = {
    "김": ("Kim", "Gim"), "이": ("Lee", "Yi", "Rhee", "Ri", "Li", "Yee"), "리": ("Ri", "Lee"),
    "박": ("Park", "Pak", "Bak"), "최": ("Choi", "Choe", "Chey"),
    "정": ("Jung", "Chung", "Jeong", "Cheong", "Chong", "Jong"), "강": ("Kang", "Gang"),
    "조": ("Cho", "Jo", "Joh"), "윤": ("Yoon", "Yun", "Youn"), "장": ("Jang", "Chang"),
    "임": ("Lim", "Im", "Yim", "Rim"), "림": ("Rim", "Lim"), "한": ("Han", "Hahn"),
    "오": ("Oh", "O"), "서": ("Seo", "Suh", "So"), "신": ("Shin", "Sin"),
    "권": ("Kwon", "Gwon"), "황": ("Hwang", "Whang"), "안": ("Ahn", "An"), "송": ("Song",),
    "유": ("Yoo", "Yu", "You", "Ryu"), "류": ("Ryu", "Yoo", "Ryoo"), "홍": ("Hong",),
    "전": ("Jeon", "Chun", "Jun", "Chon"), "고": ("Ko", "Koh", "Go", "Goh"),
    "문": ("Moon", "Mun"), "손": ("Son", "Sohn"), "양": ("Yang",), "배": ("Bae", "Pae"),
    "백": ("Baek", "Paik", "Back", "Paek", "Baik"), "허": ("Heo", "Hur", "Huh", "Ho"),
    "남": ("Nam",), "심": ("Shim", "Sim"), "노": ("Roh", "Noh", "No", "Ro"), "하": ("Ha",),
    "곽": ("Kwak", "Gwak"), "성": ("Sung", "Seong"), "차": ("Cha",),
    "주": ("Joo", "Ju", "Chu"), "우": ("Woo", "Wu", "U"), "구": ("Koo", "Ku", "Gu", "Goo"),
    "민": ("Min",), "나": ("Na", "Ra"), "진": ("Jin", "Chin"), "지": ("Ji", "Jee", "Chi"),
    "엄": ("Eom", "Um", "Uhm"), "채": ("Chae",), "원": ("Won",), "천": ("Cheon", "Chun"),
    "방": ("Bang", "Pang"), "공": ("Kong", "Gong"), "현": ("Hyun", "Hyeon"), "함": ("Ham", "Hahm"),
    "변": ("Byun", "Byeon", "Pyon"), "염": ("Yeom", "Yum"), "여": ("Yeo", "Yuh"),
    "추": ("Choo", "Chu"), "도": ("Do", "Doh"), "소": ("So",), "석": ("Seok", "Suk"),
    "선": ("Sun", "Seon"), "설": ("Seol", "Sul"), "마": ("Ma",), "길": ("Gil", "Kil"),
    "연": ("Yeon", "Yun"), "위": ("Wi",), "표": ("Pyo",), "명": ("Myung", "Myeong"),
    "기": ("Ki", "Gi"), "반": ("Ban", "Pan"), "금": ("Keum", "Geum"), "맹": ("Maeng",),
    "탁": ("Tak",), "국": ("Kook", "Guk"), "은": ("Eun",), "봉": ("Bong",), "태": ("Tae", "Thae"),
}  # fmt: skip

_ONSETS = (
    "[gk]", "(?:kk|gg|k)", "n", "[dt]", "(?:tt|dd|t)", "[rln]", "m", "[bp]", "(?:pp|bb)",
    "(?:sh?)", "ss?", "", "(?:j|ch|z)", "(?:jj|tch|j)", "ch", "k", "t", "ph?", "h",
)  # fmt: skip
_VOWELS = (
    "ah?", "(?:ae|ai|ay|e)", "ya", "yae", "(?:eo|o|u|uh|ou)", "(?:e|ae|eh)",
    "(?:yeo|you|yu|yo|yuh)", "(?:ye|yae|e)", "oh?", "(?:wa|oa)", "wae", "(?:oe|oi|we)", "yo",
    "(?:w?u|w?oo|ou)", "(?:wo|weo)", "we", "(?:wi|wee|ui)", "(?:yu|yoo|you)", "(?:eu|u|oo)",
    "(?:ui|eui|ee|i|yi)", "(?:i|ee|y|yi)",
)  # fmt: skip
_CODAS = (
    "h?", "(?:c?k|g|c)", "k", "k", "n", "n", "n", "t", "(?:l|r|ll)", "k", "m", "l", "l", "l", "p", "l",
    "m", "[pb]", "p", "[st]", "t", "ng", "t", "t", "k", "t", "p", "h?",
)  # fmt: skip
_FIRST_SYLLABLE, _SYLLABLES_A_VOWEL, _SYLLABLES_AN_ONSET = 0xAC00, 28, 588

# A surname and two syllables at the beginning of a word; what follows are particles and titles.
_NAME = re.compile(rf"(?<![가-힣])[{''.join(SURNAMES)}][가-힣]{{2}}")

_CAPITALISED = re.compile(r"[A-Z][a-z]{0,20}")


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A Korean name and how a translation writes it in ``text[start:end]``."""

    name: str
    surname: str
    given: str
    start: int
    end: int


def names_in(ko: str, en: str) -> Iterator[WrittenName]:
    """The Korean names of a text, at each place where its translation writes them.

    >>> [found] = names_in("홍길동은 말했다.", "Gil-dong Hong said.")
    >>> found.name, found.surname, found.given
    ('홍길동', 'Hong', 'Gil-dong')
    """
    names = dict.fromkeys(_NAME.findall(ko))
    capitalised = set(_CAPITALISED.findall(en)) if names else set()
    for name in names:
        if not capitalised.isdisjoint(SURNAMES[name[0]]):
            for match in _written(name).finditer(en):
                surname = match["surname"] or match["surname_behind"]
                given = match["given"] or match["given_before"]
                yield WrittenName(name, surname, given, *match.span())


@lru_cache(maxsize=2048)
def _written(name: str) -> re.Pattern[str]:
    surname = "|".join(SURNAMES[name[0]])
    given = rf"(?=[A-Z])(?i:{_spelt(name[1])}[- ]?{_spelt(name[2])})"
    return re.compile(
        rf"(?<![\w-])(?:(?P<surname>{surname}),? (?P<given>{given})"
        rf"|(?P<given_before>{given}) (?P<surname_behind>{surname}))(?![\w-])"
    )


def _spelt(syllable: str) -> str:
    number = ord(syllable) - _FIRST_SYLLABLE
    onset, rest = divmod(number, _SYLLABLES_AN_ONSET)
    vowel, coda = divmod(rest, _SYLLABLES_A_VOWEL)
    return _ONSETS[onset] + _VOWELS[vowel] + _CODAS[coda]
