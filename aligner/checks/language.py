"""L4xx: text in the language of the other side, or in none of the two."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from aligner.checks.boilerplate import is_article
from aligner.checks.encoding import is_garbled
from aligner.checks.rule import Check, Example, Rule, texts
from aligner.text.languages import is_other_language
from aligner.text.scripts import hangul_share, latin_share
from aligner.text.word_lists import word_set
from aligner.types import SIDES, Finding, Pair, Side, Span

HANGUL_IN_ENGLISH = Rule(
    code="L401",
    name="hangul-in-english",
    severity="warning",
    summary="Hangul was left in the English text",
    explanation=(
        "A word or a phrase was not translated. A Korean term in brackets behind its "
        "translation is how it is done on purpose, and is not reported; words in quotation marks "
        "in a sentence about the Korean language are information only."
    ),
    example=Example(
        ko="김치는 배추로 만든다.",
        en="김치 is made of cabbage.",
    ),
)
HANJA = Rule(
    code="L402",
    name="hanja",
    severity="info",
    summary="a Chinese character stands in the text",
    explanation=(
        "Headlines write countries and offices with one character: 美, 北, 與. Models and "
        "glossaries know the Hangul word; in an English text the character was left "
        "untranslated."
    ),
    example=Example(
        ko="美, 다리 건설 지원",
        en="U.S. supports the bridge",
    ),
)
ENGLISH_IN_KOREAN = Rule(
    code="L403",
    name="english-in-korean",
    severity="warning",
    summary="a long stretch of English was left in the Korean text",
    explanation=(
        "Four English words in a row, outside brackets and quotation marks and not all names, "
        "are as a rule a clause that nobody translated."
    ),
    example=Example(
        ko="다리가 열렸다. People can cross it again today.",
        en="The bridge opened.",
    ),
)
COPIED_SOURCE = Rule(
    code="L404",
    name="copied-source",
    severity="error",
    summary="the two sides are the same text",
    explanation=(
        "The letters of both sides are equal, so one of them is not translated at all. Names, "
        "addresses and code, which are the same in both languages, are not reported."
    ),
    example=Example(
        ko="다리가 열렸다.",
        en="다리가 열렸다.",
    ),
)
WRONG_LANGUAGE = Rule(
    code="L405",
    name="wrong-language",
    severity="error",
    summary="a side is not in its language",
    explanation=(
        "Most letters of the Korean side are not Hangul, or most of the English side are not "
        "Latin, or its words are of another language that is written in Latin letters. The files may "
        "have been exchanged, the text may be untranslated, or in a third language."
    ),
    example=Example(
        ko="The bridge opened to the public.",
        en="The bridge opened to everybody.",
    ),
)

_NAMES: dict[Side, str] = {"ko": "Korean", "en": "English"}
_LEAST_LETTERS = 8
_LEAST_LETTERS_OF_WORDS = 5
"""Of Chinese and Japanese, where a letter is a word; idioms in Korean have four."""

_HAN_OR_KANA = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_LEAST_WORDS = 4
_OWN_SHARE: dict[Side, float] = {"ko": 0.1, "en": 0.5}
"""Korean text may hold much code and many names; English text holds no other script."""

# Bounded, so that an unclosed bracket costs no more than its own line.
_BRACKETED = re.compile(
    r"\([^()\n]{0,200}\)|\[[^\[\]\n]{0,200}\]|\{[^{}\n]{0,200}\}|（[^（）\n]{0,200}）"
)
_QUOTED = re.compile(
    r"“[^”\n]{0,300}”|‘[^’\n]{0,300}’|\"[^\"\n]{0,300}\"|(?<!\w)'[^'\n]{0,300}'"
    r"|「[^」\n]{0,300}」|『[^』\n]{0,300}』|《[^》\n]{0,300}》|〈[^〉\n]{0,300}〉|<[^<>\n]{0,300}>|`[^`\n]{0,300}`"
)
_HANGUL_RUN = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]{1,200}(?:[ ,·]{1,2}[가-힣ㄱ-ㅎㅏ-ㅣ]{1,200}){0,50}")
_ON_KOREAN = re.compile(
    r"\b(?:Korean|Hang[ue]+l|means?|meaning|meant|literally|pronounced|spel(?:led|t)|syllables?)\b"
)
_HANJA_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{1,200}")
_ENGLISH_RUN = re.compile(r"[A-Za-z][A-Za-z'’.-]{0,40}(?:,? [A-Za-z][A-Za-z'’.-]{0,40}){3,60}")
_GLOSS = re.compile(
    r"\s?\([^()\n]{0,40}[가-힣]"
)  # the term is explained: race condition(경쟁 상태)
_READINGS = {
    "美": "미국", "北": "북한", "日": "일본", "中": "중국", "韓": "한국", "英": "영국",
    "佛": "프랑스", "獨": "독일", "露": "러시아", "濠": "호주", "印": "인도", "臺": "대만",
    "與": "여당", "野": "야당", "檢": "검찰", "警": "경찰", "軍": "군", "靑": "청와대",
    "政": "정부", "前": "전", "新": "신", "故": "고", "對": "대", "反": "반", "親": "친",
    "氏": "씨", "外": "외", "等": "등", "女": "여성", "男": "남성", "車": "자동차", "株": "주식",
    "銀": "은행",
}  # fmt: skip


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


def _is_hangul(letter: str) -> bool:
    return "가" <= letter <= "힣" or "ㄱ" <= letter <= "ㅣ" or "\u1100" <= letter <= "\u11ff"


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "FULLWIDTH LATIN"))


_TAG = re.compile(r"<[^<>\n]{1,300}>")


@lru_cache(maxsize=4)
def _is_wrong(side: Side, text: str) -> bool:
    """Whether a side is in another language; most rules here ask for it."""
    text = _TAG.sub(" ", text)
    own_share = hangul_share(text) if side == "ko" else latin_share(text)
    if own_share >= _OWN_SHARE[side]:
        return side == "en" and _is_foreign(text)
    letters = _letters(text)
    chinese = _HAN_OR_KANA.fullmatch(letters) and (side == "en" or text.rstrip().endswith("。"))
    if len(letters) < (_LEAST_LETTERS_OF_WORDS if chinese else _LEAST_LETTERS):
        return False
    # Korean keeps names and code in Latin letters; a third language has its own.
    foreign = sum(not _is_latin(letter) and not _is_hangul(letter) for letter in letters)
    return side == "en" or 2 * foreign > len(letters) or _is_prose(text)


def _is_foreign(text: str) -> bool:
    """Whether an English side is in another language; what is quoted may be in any."""
    for enclosed in (_QUOTED, _BRACKETED):
        text = enclosed.sub(" ", text)
    return is_other_language(text)


_SMALL_WORD = re.compile(r"(?<![\w./_-])[a-z]{1,30}(?![\w/_(=-])")


def _is_prose(text: str) -> bool:
    """True for Latin text that is more than names and code: words with small letters prevail."""
    words = text.split()
    return len(words) >= _LEAST_WORDS and 2 * len(_SMALL_WORD.findall(text)) >= len(words)


_SENTENCE_WORDS = word_set("""
    i you he she it we they this that there is are was were am do does did don can will would has
    have had let my your his her our their me him us them what who why how where when please not
""")


def _is_short_sentence(text: str) -> bool:
    """True for a sentence of two words or more: a name or an option has no such words."""
    words = text.strip(" \"'“”‘’").split()
    if len(words) < len(("I", "know.")) or words[-1][-1] not in ".?!" or not words[0][0].isupper():
        return False
    plain = {re.split("['’]", word)[0].strip(".,?!").lower() for word in words}
    ends_small = len(words) >= _LEAST_WORDS - 1 and words[-1][:-1].islower()
    return ends_small or not _SENTENCE_WORDS.isdisjoint(plain)


def _is_copied(pair: Pair) -> bool:
    return pair.ko is not None and pair.en is not None and _are_equal(pair.ko, pair.en)


@lru_cache(maxsize=2)
def _are_equal(korean: str, english: str) -> bool:
    if english.isascii() and _HANGUL_RUN.search(korean):
        return False
    ko, en = _letters(korean).casefold(), _letters(english).casefold()
    return (
        bool(ko)
        and ko == en
        and (any(map(_is_hangul, ko)) or _is_prose(english) or _is_short_sentence(english))
    )


def _article_texts(pair: Pair) -> list[tuple[Side, str]]:
    """The sides that are article text; labels of a page keep whatever language they have."""
    return [(side, text) for side, text in texts(pair) if is_article(text)]


def _translated_texts(pair: Pair) -> list[tuple[Side, str]]:
    """The sides that are in their own language as a whole, so that a remnant can stand out."""
    if _is_copied(pair):
        return []
    return [
        (side, text)
        for side, text in _article_texts(pair)
        if not _is_wrong(side, text) and not is_garbled(text)
    ]


def _spans(pattern: re.Pattern[str], text: str, *outside: re.Pattern[str]) -> list[Span]:
    """Where a pattern occurs, in no bracket or quotation."""
    for enclosed in outside:
        text = enclosed.sub(lambda match: "\0" * len(match[0]), text)
    return [match.span() for match in pattern.finditer(text)]


def _hangul_in_english(pair: Pair) -> list[Finding]:
    found = []
    for side, text in _translated_texts(pair):
        if side == "ko" or text.isascii():
            continue
        quoted = _spans(_HANGUL_RUN, text, _BRACKETED, _QUOTED) if _ON_KOREAN.search(text) else None
        for span in _spans(_HANGUL_RUN, text, _BRACKETED):
            shown = text[slice(*span)][:30]
            finding = HANGUL_IN_ENGLISH.finding(
                side, span, f"“{shown}” was left in Korean; translate it"
            )
            meant = quoted is not None and span not in quoted
            found.append(replace(finding, severity="info") if meant else finding)
    return found


def _hanja(pair: Pair) -> list[Finding]:
    return [
        HANJA.finding(side, (start, end), _about_hanja(text[start:end], side))
        for side, text in _translated_texts(pair)
        if not text.isascii()
        for start, end in _spans(_HANJA_RUN, text, _BRACKETED)
    ]


def _about_hanja(shown: str, side: Side) -> str:
    if side == "en":
        return f"“{shown[:30]}” is Hanja; translate it"
    reading = _READINGS.get(shown)
    meant = f", which stands for {reading}" if reading else ""
    return f"“{shown[:30]}” is Hanja{meant}; write it in Hangul"


def _english_in_korean(pair: Pair) -> list[Finding]:
    return [
        ENGLISH_IN_KOREAN.finding(
            side, (start, end), f"“{text[start:end][:30]}…” was left in English; translate it"
        )
        for side, text in _translated_texts(pair)
        if side == "ko"
        for start, end in _spans(_ENGLISH_RUN, text, _BRACKETED, _QUOTED)
        if _is_prose(text[start:end]) and not _GLOSS.match(text, end)
    ]


def _copied_source(pair: Pair) -> list[Finding]:
    if not _is_copied(pair) or len(_article_texts(pair)) < len(SIDES):
        return []
    message = "both sides are the same text; translate one or leave the pair out"
    return [COPIED_SOURCE.finding(None, None, message)]


def _wrong_language(pair: Pair) -> list[Finding]:
    if _is_copied(pair):
        return []
    return [
        WRONG_LANGUAGE.finding(
            side,
            (0, len(text)),
            f"most of this is not {_NAMES[side]}; exchange the sides or leave the pair out",
        )
        for side, text in _article_texts(pair)
        if _is_wrong(side, text)
    ]


CHECKS: list[Check] = [
    (HANGUL_IN_ENGLISH, _hangul_in_english),
    (HANJA, _hanja),
    (ENGLISH_IN_KOREAN, _english_in_korean),
    (COPIED_SOURCE, _copied_source),
    (WRONG_LANGUAGE, _wrong_language),
]
