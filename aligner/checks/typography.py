"""E15x and E16x: letters in a rare form, and quotation marks that do not fit together."""

from __future__ import annotations

import re
import unicodedata

from aligner.checks.rule import Check, Example, Rule, texts
from aligner.text.wrong_way_marks import find_wrong_way_marks
from aligner.types import Finding, Pair

SEPARATE_JAMO = Rule(
    code="E151",
    name="separate-jamo",
    severity="warning",
    summary="words are spelt in jamo that stand alone",
    explanation=(
        "Hangul came apart into letters that do not join by themselves (compatibility or "
        "halfwidth jamo), as some input methods and old systems leave it. Laughter and the "
        "initials of words, which are written so on purpose, are not reported."
    ),
    example=Example(
        ko="ㄷㅏㄹㅣㄱㅏ 열렸다.",
        en="The bridge opened.",
    ),
    fix="safe",
)
FULLWIDTH = Rule(
    code="E152",
    name="fullwidth-letter",
    severity="warning",
    summary="Latin letters or digits stand in their full-width form",
    explanation=(
        "East Asian systems have a second set of Latin letters, as wide as Hangul. They look "
        "spaced out, and no search, glossary or number is found in them."
    ),
    example=Example(
        ko="２０２３년에 ＫＢＳ가 보도했다.",
        en="KBS reported it in 2023.",
    ),
    fix="safe",
)
MIXED_MARKS = Rule(
    code="E160",
    name="mixed-quotation-marks",
    severity="info",
    summary="straight and curly quotation marks stand in one text",
    explanation=(
        "Half of the text was typed, half pasted or converted. A quotation that opens curly and "
        "closes straight is not recognised as one."
    ),
    example=Example(
        ko='그는 “다리가 열렸다"고 말했다.',
        en="“The bridge is open,” he said.",
    ),
)
WRONG_WAY_MARK = Rule(
    code="E161",
    name="wrong-way-quotation-mark",
    severity="warning",
    summary="a curly quotation mark or apostrophe points the wrong way",
    explanation=(
        "An opening mark closes, or a closing one opens: automatic quotation marks were fooled "
        "by what was deleted around them. An apostrophe that opens (Europe‘s, the ‘80s) is the same "
        "fault."
    ),
    example=Example(
        ko="유럽의 다리가 열렸다.",
        en="Europe‘s bridge has opened.",
    ),
    fix="safe",
)

_ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_CODAS = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_JAMO_RUN = re.compile("[ㄱ-ㅣ\uffa1-\uffdc]{2,200}")
_SPELT_SYLLABLE = re.compile(f"([{_ONSETS}])([{_VOWELS}])(?:([{_CODAS}])(?![{_VOWELS}]))?")
_LEAST_SYLLABLES = 2


def _separate_jamo(pair: Pair) -> list[Finding]:
    found = []
    for side, text in texts(pair):
        if text.isascii():
            continue
        words = []
        syllables = 0
        for match in _JAMO_RUN.finditer(text):
            composed, count = _SPELT_SYLLABLE.subn(_syllable, _wide(match[0]))
            syllables += count
            if count:
                words.append((match.span(), composed))
        if syllables >= _LEAST_SYLLABLES:
            found += [
                SEPARATE_JAMO.finding(
                    side, span, f"Hangul in jamo that stand alone; put “{word[:30]}” here", word
                )
                for span, word in words
            ]
    return found


def _wide(jamo: str) -> str:
    """Halfwidth jamo in the form of compatibility jamo.

    >>> _wide("ﾡￂ")
    'ㄱㅏ'
    """
    return "".join(
        chr(int(unicodedata.decomposition(letter).split()[1], 16)) if letter > "\uff00" else letter
        for letter in jamo
        if unicodedata.category(letter) == "Lo"
    )


def _syllable(match: re.Match[str]) -> str:
    onset, vowel = _ONSETS.index(match[1]), _VOWELS.index(match[2])
    coda = _CODAS.index(match[3]) + 1 if match[3] else 0
    return chr(ord("가") + (onset * len(_VOWELS) + vowel) * (len(_CODAS) + 1) + coda)


_FULLWIDTH_RUN = re.compile(
    "[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a](?:[\uff01-\uff5d]{0,200}[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a])?"
)


def _fullwidth(pair: Pair) -> list[Finding]:
    return [
        FULLWIDTH.finding(side, match.span(), f"full-width letters; put “{plain[:30]}” here", plain)
        for side, text in texts(pair)
        if not text.isascii()
        for match in _FULLWIDTH_RUN.finditer(text)
        if (plain := unicodedata.normalize("NFKC", match[0]))
    ]


def _mixed_marks(pair: Pair) -> list[Finding]:
    message = "straight and curly quotation marks stand in one text; write them in one way"
    return [
        MIXED_MARKS.finding(side, (place, place + 1), message)
        for side, text in texts(pair)
        if not text.isascii() and ((place := text.find('"')) >= 0 and ("“" in text or "”" in text))
    ]


def _wrong_way_mark(pair: Pair) -> list[Finding]:
    return [
        WRONG_WAY_MARK.finding(
            side,
            (place, place + 1),
            f"this mark points the wrong way; put {right} in its place",
            right,
        )
        for side, text in texts(pair)
        for place, right in find_wrong_way_marks(text)
    ]


CHECKS: list[Check] = [
    (SEPARATE_JAMO, _separate_jamo),
    (FULLWIDTH, _fullwidth),
    (MIXED_MARKS, _mixed_marks),
    (WRONG_WAY_MARK, _wrong_way_mark),
]
