"""E1xx: characters that were damaged on the way.

What a damaged character probably was is read from the text itself by
`aligner.text.damage`. Here the other side is asked as well: a question mark that
has its like there is a true one, and a dash or a currency there tells what was
lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from aligner.checks.rule import Check, Example, Rule
from aligner.text.damage import Damage, DamageKind, damage_of
from aligner.types import Finding, Pair, Side

_CONVERSION = (
    "Korean character sets such as CP949 lack some characters, and a conversion through one "
    "of them puts a question mark where such a character stood."
)

LOST_DASH = Rule(
    code="E101",
    name="lost-dash",
    severity="warning",
    summary="a question mark stands where a dash was lost",
    explanation=(
        f"{_CONVERSION} The long dashes of English are among them. A model that learns from such "
        "pairs learns to write question marks in the middle of sentences, and a sentence "
        "splitter cuts there. Where a question without a space behind it is possible, the other "
        "side decides."
    ),
    example=Example(
        ko="지난달 다리가 열려 5년 만에 처음으로 섬을 오갈 수 있다.",
        en="The bridge opened last month?the first in five years?and people can cross again.",
    ),
    fix="safe",
)
LOST_APOSTROPHE = Rule(
    code="E102",
    name="lost-apostrophe",
    severity="warning",
    summary="a question mark stands where an apostrophe was lost",
    explanation=(
        f"{_CONVERSION} Latin-1 and ASCII lack the curly apostrophe as well. The word falls "
        "apart for whatever counts or splits words: don?t becomes two."
    ),
    example=Example(
        ko="다리는 아직 열리지 않았다.",
        en="The bridge hasn?t opened yet.",
    ),
    fix="safe",
)
LOST_QUOTATION_MARK = Rule(
    code="E103",
    name="lost-quotation-mark",
    severity="warning",
    summary="question marks stand where quotation marks were lost",
    explanation=(
        "Latin-1 and ASCII lack the curly quotation marks, and a conversion puts question marks "
        "in their place. Whether they were single or double cannot always be told."
    ),
    example=Example(
        ko="그는 이것을 '기적'이라고 불렀다.",
        en="He called it a ?miracle? at the opening.",
    ),
    fix="unsafe",
)
LOST_MIDDLE_DOT = Rule(
    code="E104",
    name="lost-middle-dot",
    severity="warning",
    summary="a question mark stands where a middle dot was lost",
    explanation=(
        f"{_CONVERSION} Several characters are used as the Korean middle dot, and only some of "
        "them survive. 북?러 is then read as a question."
    ),
    example=Example(
        ko="한?일 정상이 만났다.",
        en="The leaders of Korea and Japan met.",
    ),
    fix="safe",
)
LOST_RANGE_SIGN = Rule(
    code="E105",
    name="lost-range-sign",
    severity="warning",
    summary="a question mark stands where the sign between two numbers was lost",
    explanation=(
        f"{_CONVERSION} Between two numbers it was the sign of a range or of a score; without it "
        "two numbers stand where there was one statement."
    ),
    example=Example(
        ko="2019~2023년에 지었다.",
        en="It was built in 2019?2023.",
    ),
    fix="safe",
)
LOST_ACCENT = Rule(
    code="E106",
    name="lost-accent",
    severity="warning",
    summary="a question mark stands where an accented letter was lost",
    explanation=(
        f"{_CONVERSION} Accented letters are among them, so names and loan words break. The "
        "letter is proposed for words that are known; others are only pointed at."
    ),
    example=Example(
        ko="카페에서 만났다.",
        en="They met at the caf? by the river.",
    ),
    fix="safe",
)
LOST_CHARACTER = Rule(
    code="E107",
    name="lost-character",
    severity="warning",
    summary="a question mark in front of a word stands for a character that was lost",
    explanation=(
        f"{_CONVERSION} In front of a word or a number it was a bullet, a currency sign or a "
        "quotation mark; a question mark never stands there."
    ),
    example=Example(
        ko="다리에 200파운드가 들었다.",
        en="The bridge cost ?200 million.",
    ),
    fix="unsafe",
)
REPLACEMENT_CHARACTER = Rule(
    code="E110",
    name="replacement-character",
    severity="error",
    summary="U+FFFD stands where a character could not be decoded",
    explanation=(
        "The text was decoded with the wrong character set, or bytes of it were lost. What "
        "stood there is proposed where the neighbours tell; if the original file is at hand, "
        "decode it again instead."
    ),
    example=Example(
        ko="다리는 아직 열리지 않았다.",
        en="The bridge hasn\ufffdt opened yet.",
    ),
    fix="unsafe",
)
MOJIBAKE_UTF8 = Rule(
    code="E120",
    name="utf-8-read-as-latin",
    severity="error",
    summary="UTF-8 was decoded as Windows-1252 or Latin-1",
    explanation=(
        "Each character of more than one byte became two or three wrong ones. The bytes are all "
        "there, so that it can be undone, unless some were dropped on the way."
    ),
    example=Example(
        ko="다리는 아직 열리지 않았다.",
        en="The bridge hasnâ€™t opened yet.",
    ),
    fix="safe",
)
MOJIBAKE_CP949 = Rule(
    code="E121",
    name="cp949-read-as-latin",
    severity="error",
    summary="Korean in CP949 was decoded as Latin-1",
    explanation=(
        "Each Korean syllable became two accented letters or signs. The bytes are all there, so "
        "that it can be undone, unless some were dropped on the way."
    ),
    example=Example(
        ko="¾È³çÇÏ¼¼¿ä.",
        en="Hello.",
    ),
    fix="safe",
)
MOJIBAKE_LOST = Rule(
    code="E122",
    name="utf-8-read-as-cp949",
    severity="error",
    summary="UTF-8 was decoded as CP949, and as a rule bytes were lost",
    explanation=(
        "What is left are rare syllables and Chinese characters in a meaningless row. Where a byte was "
        "lost it cannot be undone: get the original file and decode it as UTF-8, or drop the pair."
    ),
    example=Example(
        ko="占쏙옙占쏙옙 열렸다.",
        en="The bridge opened.",
    ),
    fix="safe",
)
DECODING_UNDONE = Rule(
    code="E123",
    name="decoding-undone",
    severity="info",
    summary="the whole text had been decoded wrongly and was put right",
    explanation=(
        "Every character could be had back, so the pairs and the text that their spans point into "
        "(--save-text) are the ones that were meant. The reader of documents finds it and says so "
        "once, at the beginning of the article; a pair that comes without its file never has this."
    ),
    example=Example(
        ko="다리가 열렸다.",
        en="The bridge opened.",
    ),
)
HTML_ENTITY = Rule(
    code="E130",
    name="html-entity",
    severity="warning",
    summary="an HTML entity stands in the text instead of its character",
    explanation=(
        "The text was taken from the source of a page, or escaped twice on the way. Entities "
        "take part in lengths and in similarity, and a model learns to write them."
    ),
    example=Example(
        ko="&quot;다리가 열렸다&quot;고 했다.",
        en="He said the bridge was open.",
    ),
    fix="safe",
)
INVISIBLE_CHARACTER = Rule(
    code="E140",
    name="invisible-character",
    severity="warning",
    summary="an invisible or control character stands in the text",
    explanation=(
        "Zero-width spaces, byte order marks and control characters cannot be seen, but they "
        "make equal words different and break searches, glossaries and tokenizers."
    ),
    example=Example(
        ko="다리가\u200b 열렸다.",
        en="The bridge opened.",
    ),
    fix="safe",
)
SOFT_HYPHEN = Rule(
    code="E141",
    name="soft-hyphen",
    severity="warning",
    summary="a soft hyphen stands inside a word",
    explanation=(
        "It marks where a page may break a word and is invisible elsewhere; the word is no "
        "longer found."
    ),
    example=Example(
        ko="다리가 열렸다.",
        en="The govern\xadment opened the bridge.",
    ),
    fix="safe",
)
ODD_SPACE = Rule(
    code="E142",
    name="odd-space",
    severity="info",
    summary="a no-break space or another unusual space stands in the text",
    explanation=(
        "It looks like a space and does not compare as one. Some are meant, before units for "
        "example, which is why this is information only."
    ),
    example=Example(
        ko="다리가\xa0열렸다.",
        en="The bridge opened.",
    ),
    fix="safe",
)
DECOMPOSED_HANGUL = Rule(
    code="E150",
    name="decomposed-hangul",
    severity="warning",
    summary="Hangul is stored as separate jamo",
    explanation=(
        "Names of files from macOS and some converters store a syllable as two or three jamo "
        "(NFD). It looks the same, but no search finds it and a tokenizer takes it to pieces."
    ),
    example=Example(
        ko="\u1103\u1161\u1105\u1175가 열렸다.",
        en="The bridge opened.",
    ),
    fix="safe",
)

_RULES: dict[DamageKind, Rule] = {
    "dash": LOST_DASH,
    "apostrophe": LOST_APOSTROPHE,
    "quote": LOST_QUOTATION_MARK,
    "middle-dot": LOST_MIDDLE_DOT,
    "range": LOST_RANGE_SIGN,
    "accent": LOST_ACCENT,
    "lost-character": LOST_CHARACTER,
    "replacement-character": REPLACEMENT_CHARACTER,
    "mojibake-utf8": MOJIBAKE_UTF8,
    "mojibake-cp949": MOJIBAKE_CP949,
    "mojibake-lost": MOJIBAKE_LOST,
    "entity": HTML_ENTITY,
    "zero-width": INVISIBLE_CHARACTER,
    "control": INVISIBLE_CHARACTER,
    "soft-hyphen": SOFT_HYPHEN,
    "space": ODD_SPACE,
    "decomposed": DECOMPOSED_HANGUL,
}

_NAMES: dict[DamageKind, str] = {
    "dash": "a dash",
    "apostrophe": "an apostrophe",
    "quote": "a quotation mark",
    "middle-dot": "a middle dot",
    "range": "the sign between two numbers",
    "accent": "an accented letter",
    "lost-character": "a character in front of a word",
}


def _check_of(rule: Rule) -> Check:
    def find(pair: Pair) -> Iterator[Finding]:
        for side, text, damaged in _damage_of(pair.ko, pair.en).get(rule.code, ()):
            for damage in damaged:
                span = damage.start, damage.end
                yield rule.finding(side, span, _message(damage, text), _fix(damage))

    return rule, find


@lru_cache(maxsize=2)
def _damage_of(ko: str | None, en: str | None) -> dict[str, list[tuple[Side, str, list[Damage]]]]:
    """The damage of both sides by the code of its rule; every rule here asks for it."""
    found: dict[str, list[tuple[Side, str, list[Damage]]]] = {}
    sides: tuple[tuple[Side, str | None, str | None], ...] = ("ko", ko, en), ("en", en, ko)
    for side, text, other in sides:
        if text is not None:
            by_code: dict[str, list[Damage]] = {}
            for damage in _damage(side, text, other):
                by_code.setdefault(_RULES[damage.kind].code, []).append(damage)
            for code, damaged in by_code.items():
                found.setdefault(code, []).append((side, text, damaged))
    return found


@lru_cache(maxsize=4)
def _damage(side: Side, text: str, other: str | None) -> tuple[Damage, ...]:
    """The damage of one side in the light of the other."""
    found: Sequence[Damage] = damage_of(text)
    if "?" in text and other:
        found = _with_witnessed(found, text, other)
    if not found:
        return ()
    evidence = _Evidence.of(other or "")
    weighed = (_weigh(damage, side, text, evidence) for damage in found)
    return tuple(damage for damage in weighed if damage is not None)


def as_it_was(side: Side, text: str, other: str | None) -> str:
    """The text with what was probably lost in the place of each mark that stands for it.

    Places stay the same. Checks of punctuation read this, lest a lost quotation mark
    be reported a second time as a question.

    >>> as_it_was("en", "?We are glad,? he said.", "“기쁘다”고 그는 말했다.")
    '“We are glad,” he said.'
    """
    if "?" not in text and "\ufffd" not in text:
        return text
    restored = list(text)
    for damage in _damage(side, text, other):
        if text[damage.start] in "?\ufffd" and damage.end == damage.start + 1:
            meant = damage.replacement
            restored[damage.start] = meant if meant and len(meant) == 1 else "\ufffd"
    return "".join(restored)


_WRONGLY_DECODED = frozenset(
    {"mojibake-utf8", "mojibake-cp949", "mojibake-lost", "replacement-character"}
)


def is_garbled(text: str | None) -> bool:
    """Whether so much of a text was decoded wrongly that no other check can read it.

    >>> is_garbled("¾È³çÇÏ¼¼¿ä?"), is_garbled("He doesnâ€™t know.")
    (True, False)
    """
    if not text or text.isascii():
        return False
    lengths = [d.end - d.start for d in damage_of(text) if d.kind in _WRONGLY_DECODED]
    return bool(lengths) and 4 * sum(lengths) > len(text)


_ACCENTED_WORD = re.compile(r"(?<!\w)(?=[A-Za-z]{0,20}[À-ÖØ-öø-ɏ])[A-Za-zÀ-ÖØ-öø-ɏ]{3,30}")
_ACCENTED = re.compile("[À-ÖØ-öø-ɏ]")
_ENDS_LIKE_A_QUESTION = re.compile(r"(?<=[가-힣]{2})\?(?=[가-힣]{2})")


def _with_witnessed(found: Sequence[Damage], text: str, other: str) -> list[Damage]:
    """The damage of a text, and what only the other side shows to be damage.

    Korean gives foreign names in brackets, with their accents. And where two
    Korean words are joined by a mark that could end a question, but the other
    side asks nothing, a middle dot was lost.
    """
    witnessed = {}
    for word in dict.fromkeys(_ACCENTED_WORD.findall(other)):
        start = text.find(_ACCENTED.sub("?", word))
        for accent in _ACCENTED.finditer(word) if start >= 0 else ():
            place = start + accent.start()
            witnessed[place] = Damage("accent", place, place + 1, accent[0])
    if not text.isascii() and not _Evidence.of(other).question:
        for match in _ENDS_LIKE_A_QUESTION.finditer(text):
            lost = Damage("middle-dot", match.start(), match.end(), "·", certain=False)
            witnessed.setdefault(match.start(), lost)
    accents = {place for place, damage in witnessed.items() if damage.kind == "accent"}
    kept = [damage for damage in found if damage.start not in accents]
    known = {damage.start for damage in kept}
    return kept + [damage for place, damage in witnessed.items() if place not in known]


_CURRENCIES = {"파운드": "£", "유로": "€", "엔화": "¥", "만 엔": "¥", "억 엔": "¥"}


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the other side has that tells what was lost on this one."""

    question: bool
    dash: bool
    middle_dot: bool
    single_quotes_only: bool
    quotation: bool
    currency: str | None

    @classmethod
    def of(cls, text: str) -> _Evidence:
        named = {sign for word, sign in _CURRENCIES.items() if word in text}
        return cls(
            question="？" in text or _asks(text),
            dash=any(dash in text for dash in ("—", "―", "–", " - ")),
            middle_dot=any(dot in text for dot in "·ㆍ‧"),
            single_quotes_only=("‘" in text or text.count("'") >= 2)
            and not any(double in text for double in '“”"「『'),
            quotation=any(double in text for double in '“"「『'),
            currency=named.pop() if len(named) == 1 else None,
        )


def _asks(text: str) -> bool:
    """Whether a text has a question mark that is one, and no lost character."""
    if "?" not in text:
        return False
    lost = {damage.start for damage in damage_of(text)}
    return any(match.start() not in lost for match in re.finditer(r"\?", text))


def _weigh(damage: Damage, side: Side, text: str, other: _Evidence) -> Damage | None:
    """Let the other side decide what the text alone leaves open; None: nothing was lost."""
    if text[damage.start] not in "?\ufffd":
        return damage
    if not damage.certain and text[damage.start] == "?" and other.question:
        return None
    following = text[damage.end : damage.end + 1]
    if damage.kind == "dash" and side == "en":
        if other.dash and damage.replacement == "—":
            return replace(damage, certain=True)
        if other.middle_dot and not damage.certain and following.isupper():
            return replace(damage, replacement="–")  # 한·미: Korea–U.S.
    if damage.kind == "lost-character" and side == "en" and following.isdigit():
        return replace(damage, replacement=other.currency)
    if damage.kind == "lost-character" and following.isalpha() and other.quotation:
        return replace(damage, kind="quote", replacement="“")  # it goes on in the next sentence
    if damage.kind == "quote" and other.single_quotes_only:
        single = {"“": "‘", "”": "’"}.get(damage.replacement or "", damage.replacement)
        return replace(damage, replacement=single)
    return damage


def _fix(damage: Damage) -> str | None:
    return damage.replacement if damage.certain else None


def _message(damage: Damage, text: str) -> str:
    unplaced = Damage(damage.kind, 0, 0, damage.replacement, damage.certain)
    return _told(unplaced, text[damage.start : damage.end])


@lru_cache(maxsize=256)
def _told(damage: Damage, shown: str) -> str:
    """The message, one for all places where the same was lost: a dump has a million of them."""
    lost = _NAMES.get(damage.kind)
    if lost is not None:
        says = f"`{shown}` stands where {lost} was lost"
        if damage.replacement is None:
            return f"{says}; look it up"
        if damage.certain:
            return f"{says}; put {damage.replacement} in its place"
        return f"{says}, probably {damage.replacement}; look at it"
    return _MESSAGES[damage.kind](damage, shown)


def _short(text: str | None) -> str:
    """The beginning of a text on one line, with what cannot be printed spelt out."""
    text = (text or "")[:31]
    if not text.isprintable():
        text = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)
    return text if len(text) <= 30 else text[:29] + "…"


def _code_points(text: str) -> str:
    named = sorted({f"U+{ord(character):04X}" for character in text})
    return ", ".join(named[:3]) + (", …" if len(named) > 3 else "")


def _undecoded(damage: Damage, shown: str) -> str:
    if damage.replacement is None:
        return "U+FFFD stands where a character could not be decoded; look it up in the original"
    return f"U+FFFD stands where a character could not be decoded, probably {damage.replacement}"


def _wrongly_decoded(wrong: str) -> Callable[[Damage, str], str]:
    def message(damage: Damage, shown: str) -> str:
        if damage.replacement is None:
            return f"{wrong}, and bytes were lost; decode the original file again"
        return f"{wrong}; put “{_short(damage.replacement)}” in its place"

    return message


_MESSAGES: dict[DamageKind, Callable[[Damage, str], str]] = {
    "replacement-character": _undecoded,
    "mojibake-utf8": _wrongly_decoded("UTF-8 was decoded as Windows-1252"),
    "mojibake-cp949": _wrongly_decoded("CP949 was decoded as Latin-1"),
    "mojibake-lost": _wrongly_decoded("UTF-8 was decoded as CP949"),
    "entity": lambda damage, shown: (
        f"`{_short(shown)}` is an HTML entity; "
        + (
            f"put `{_short(damage.replacement)}` in its place"
            if damage.replacement
            else "take it out"
        )
    ),
    "zero-width": lambda damage, shown: f"invisible {_code_points(shown)}; take it out",
    "control": lambda damage, shown: (
        f"control character {_code_points(shown)}; "
        + (f"put `{damage.replacement}` in its place" if damage.replacement else "take it out")
    ),
    "soft-hyphen": lambda damage, shown: "soft hyphen U+00AD in a word; take it out",
    "space": lambda damage, shown: (
        f"unusual space {_code_points(shown)}; put an ordinary one in its place"
    ),
    "decomposed": lambda damage, shown: (
        f"Hangul in separate jamo; put “{_short(damage.replacement)}” in its place"
    ),
}

CHECKS: list[Check] = [_check_of(rule) for rule in dict.fromkeys(_RULES.values())]

PAGE_RULES: list[Rule] = [DECODING_UNDONE]
"""What only the reader of a whole document can find."""
