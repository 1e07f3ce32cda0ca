"""Faults of encoding (E1xx)."""

from __future__ import annotations

import html
import random
import re
import unicodedata
from collections.abc import Callable

from tests.benchmarks.faults.fault import Edit, Fault, edited


def lost(pattern: str, group: int = 0, mark: str = "?") -> Edit:
    """One match becomes a question mark, as a conversion leaves it."""

    def edit(text: str, chance: random.Random) -> str | None:
        places = [match.span(group) for match in re.finditer(pattern, text)]
        if not places:
            return None
        start, end = chance.choice(places)
        return text[:start] + mark + text[end:]

    return edit


def lost_quotes(text: str, chance: random.Random) -> str | None:
    """Both marks of the only quotation."""
    if text.count('"') != 2 or "?" in text:
        return None
    return text.replace('"', "?")


def inserted(mark: str, pattern: str) -> Edit:
    """Put a character into one of the places that match."""

    def edit(text: str, chance: random.Random) -> str | None:
        places = [match.start() for match in re.finditer(pattern, text)]
        if not places:
            return None
        place = chance.choice(places)
        return text[:place] + mark + text[place:]

    return edit


def transcoded(written: str, read: str, errors: str = "strict") -> Edit:
    """Bytes of one encoding read as another; straight apostrophes become curly first."""

    def edit(text: str, chance: random.Random) -> str | None:
        if "¡" in text or "Â" in text:
            return None  # it happened to this text already
        try:
            return text.replace("'", "’").encode(written).decode(read, errors)
        except UnicodeError:
            return None

    return edit


def escaped(times: int) -> Edit:
    def edit(text: str, chance: random.Random) -> str | None:
        for _ in range(times):
            text = html.escape(text)
        return text

    return edit


def one_word(pattern: str, change: Callable[[str], str]) -> Edit:
    def edit(text: str, chance: random.Random) -> str | None:
        words = list(re.finditer(pattern, text))
        if not words:
            return None
        word = chance.choice(words)
        return text[: word.start()] + change(word[0]) + text[word.end() :]

    return edit


def stand_alone(word: str) -> str:
    """A word in the jamo of the Korean keyboard: 다리 becomes ㄷㅏㄹㅣ."""
    initial = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
    final = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]
    letters = ""
    for syllable in word:
        first, rest = divmod(ord(syllable) - 44032, 588)
        middle, last = divmod(rest, 28)
        letters += initial[first] + chr(0x314F + middle) + final[last]
    return letters


def wide(word: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in word)


def half_curly(text: str, chance: random.Random) -> str | None:
    if text.count('"') != 2:
        return None
    opening, quoted, rest = text.split('"')
    if chance.random() < 0.5:
        return f'{opening}“{quoted}"{rest}'
    return f'{opening}"{quoted}”{rest}'


def wrong_way(text: str, chance: random.Random) -> str | None:
    """A quotation whose marks both open or both close."""
    if text.count('"') != 2:
        return None
    return text.replace('"', chance.choice("“”"))


FAULTS: tuple[Fault, ...] = (
    Fault("a dash lost", "E101", edited("en", lost(r"(?<=[a-z]), (?=[a-z])"))),
    Fault("an apostrophe lost", "E102", edited("en", lost(r"(?<=[a-z])'(?=(?:s|t|re|ve|ll)\b)"))),
    Fault("quotation marks lost", "E103", edited("en", lost_quotes)),
    Fault("a middle dot lost", "E104", edited("ko", lost(r"(?<=[가-힣]{2})[와과] (?=[가-힣]{2})"))),
    Fault("a range sign lost", "E105", edited("en", lost(r"(?<=\d)[-–](?=\d)"))),
    Fault("a range sign lost in Korean", "E105", edited("ko", lost(r"(?<=\d)[-–~∼](?=\d)"))),
    Fault("an accent lost", "E106", edited("en", lost(r"[à-öø-ÿÀ-ÖØ-Þ]"))),
    Fault("a currency sign lost", "E107", edited("en", lost(r"[£€¥](?=\d)"))),
    Fault("an undecoded character", "E110", edited("en", lost(r"\w", mark="\ufffd"))),
    Fault("an undecoded syllable", "E110", edited("ko", lost(r"[가-힣]", mark="\ufffd"))),
    Fault("UTF-8 as Windows-1252", "E120", edited("en", transcoded("utf-8", "cp1252"))),
    Fault("Korean UTF-8 as Latin-1", "E120", edited("ko", transcoded("utf-8", "latin-1"))),
    Fault("CP949 as Latin-1", "E121", edited("ko", transcoded("cp949", "latin-1"))),
    Fault("UTF-8 as CP949", "E122", edited("ko", transcoded("utf-8", "cp949", "replace"))),
    Fault("an entity", "E130", edited("en", escaped(1))),
    Fault("a double entity", "E130", edited("en", escaped(2))),
    Fault(
        "a zero-width space", "E140", edited("ko", inserted("\u200b", r"(?<=[가-힣])(?=[가-힣 ])"))
    ),
    Fault("a control character", "E140", edited("en", inserted("\x07", r"(?<=\w)(?=\w)"))),
    Fault("a soft hyphen", "E141", edited("en", inserted("\xad", r"(?<=[a-z]{3})(?=[a-z]{3})"))),
    Fault("a no-break space", "E142", edited("en", lost(r"(?<=\w) (?=\w)", mark="\xa0"))),
    Fault(
        "a decomposed word",
        "E150",
        edited("ko", one_word(r"[가-힣]{2,}", lambda word: unicodedata.normalize("NFD", word))),
    ),
    Fault("a word in jamo", "E151", edited("ko", one_word(r"[가-힣]{2,}", stand_alone))),
    Fault("a full-width word", "E152", edited("en", one_word(r"\b[A-Za-z]{2,}\b", wide))),
    Fault("a full-width number", "E152", edited("ko", one_word(r"\d+", wide))),
    Fault("a half curly quotation", "E160", edited("en", half_curly)),
    Fault("a quotation the wrong way", "E161", edited("en", wrong_way)),
    Fault("an apostrophe that opens", "E161", edited("en", lost(r"(?<=[a-z])'(?=s\b)", mark="‘"))),
)
