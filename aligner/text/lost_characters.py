"""Question marks that stand where another character was lost.

CP949 and EUC-KR have “ ” ‘ ’ · … ― but neither — nor – nor é, and Latin-1 has no
curly quotation marks: a conversion puts ``?`` in their place, or U+FFFD. What
was lost shows in what stands around it. Two letters with a question mark
between them are no question (a space is missing), a question mark in front of
a word is none, and between two numbers it was a sign for "to".

Against all of this stand true questions, which people also write without the
space, and addresses with a query. Whether the words in front can be a question
decides the first; a Korean question is known by its ending.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, pairwise
from typing import NamedTuple

from aligner.text.accented_words import ACCENTED_WORDS
from aligner.text.damage_types import Damage, DamageKind
from aligner.text.word_lists import word_set
from aligner.types import Span


class Reading(NamedTuple):
    """What a mark stands for, as in `Damage`."""

    kind: DamageKind
    replacement: str | None
    certain: bool = True


_MARK = re.compile(r"\?|\ufffd+")


def find_lost_characters(text: str) -> list[Damage]:
    """Find the marks that stand for something else, with what that was.

    >>> found = find_lost_characters("The caf? sold ?honest? tea, 2019?2023.")
    >>> [(d.kind, d.replacement) for d in found]
    [('accent', 'é'), ('quote', '“'), ('quote', '”'), ('range', '–')]
    >>> find_lost_characters("그게 정말인가?그는 물었다. https://example.com/?a=b")
    []
    """
    marks = [
        match.span()
        for match in _MARK.finditer(text)
        if match[0] != "?" or not _in_address(text, match.start())
    ]
    if not marks:
        return []
    if len(marks) > _MANY and _LEAST_BETWEEN * len(marks) > len(text):
        return [_lost(text, *mark) for mark in marks]
    readings: dict[Span, Reading] = {}
    for mark in marks:
        accent = _read_accent(text, *mark)
        if accent is not None:
            readings[mark] = accent
    readings |= _read_quotes(text, [mark for mark in marks if mark not in readings])
    found = []
    for mark in marks:
        reading = readings.get(mark) or _read(text, *mark)
        if text[mark[0]] == "\ufffd":
            reading = reading or Reading("replacement-character", None)
            found.append(
                Damage("replacement-character", *mark, reading.replacement, reading.certain)
            )
        elif reading is not None:
            found.append(Damage(reading.kind, *mark, reading.replacement, reading.certain))
    return _dashes_in_pairs(found)


_MANY = 1000
_LEAST_BETWEEN = 6
"""Of so many marks with no more between them nothing can be told by what stands around."""


def _lost(text: str, start: int, end: int) -> Damage:
    undecoded = text[start] == "\ufffd"
    return Damage("replacement-character" if undecoded else "lost-character", start, end, None)


_LONGEST_ASIDE = 200


def _dashes_in_pairs(found: list[Damage]) -> list[Damage]:
    """Dashes come in pairs around an aside: what makes one certain makes the other so too."""
    result = list(found)
    dashes = [place for place, damage in enumerate(found) if damage.kind == "dash"]
    for first, second in pairwise(dashes):
        one, other = result[first], result[second]
        near = other.start - one.end <= _LONGEST_ASIDE
        if near and one.certain != other.certain:
            result[first] = replace(one, replacement="—", certain=True)
            result[second] = replace(other, replacement="—", certain=True)
    return result


_LONGEST_ADDRESS = 300
_QUERY = re.compile(r"[\w%.\-\[\]]{1,60}=", re.ASCII)


def _in_address(text: str, place: int) -> bool:
    """True for the question mark in front of a query."""
    if _QUERY.match(text, place + 1):
        return True
    if not text[place + 1 : place + 2].strip():
        return False
    token = text[max(0, place - _LONGEST_ADDRESS) : place].rsplit(None, 1)[-1:]
    return bool(token) and ("://" in token[0] or "www." in token[0])


# Accents


_BY_SKELETON = {
    "".join(letter if letter.isascii() else "?" for letter in word): word for word in ACCENTED_WORDS
}
_LONGEST_WORD = 20
_LETTERS_BEFORE = re.compile(r"[A-Za-z?\ufffd]{0,20}\Z")
_LETTERS_AFTER = re.compile(r"[A-Za-z?\ufffd]{0,20}")


def _read_accent(text: str, start: int, end: int) -> Reading | None:
    """A letter of a word that is known with an accent, whatever stands around the word."""
    before = _LETTERS_BEFORE.search(text[max(0, start - _LONGEST_WORD) : start])
    after = _LETTERS_AFTER.match(text[end : end + _LONGEST_WORD])
    left, right = (before[0] if before else ""), (after[0] if after else "")
    if "\ufffd" in left or "\ufffd" in right:
        left, right = re.sub("\ufffd+", "?", left), re.sub("\ufffd+", "?", right)
    if not (left.strip("?") or right.strip("?")):
        return None
    # A quotation mark may be lost on either side, and the apostrophe of a genitive.
    for first in {left, left.removeprefix("?")}:
        for last in {right, right.removesuffix("?"), right.removesuffix("?s")}:
            skeleton = f"{first}?{last}"
            word = _BY_SKELETON.get(skeleton.lower())
            if word is not None:
                letter = word[len(first)]
                return Reading("accent", letter.upper() if skeleton.isupper() else letter)
    return None


# Quotation marks

_FARTHEST_QUOTE = 200
_LOOK_AROUND = 500
_MARKS_AHEAD = 8
_OPENERS = frozenset(" \t\n\u00a0([{—–-/\"'“‘,")
_CLOSERS = frozenset(" \t\n\u00a0)]}.,;:!\"'”’…—–")


def _read_quotes(text: str, marks: list[Span]) -> dict[Span, Reading]:
    readings: dict[Span, Reading] = {}
    closers = _next_closers(text, marks)
    position = 0
    while position < len(marks):
        closing = _closing_quote(text, marks, closers, position)
        if closing is None:
            position += 1
            continue
        opened, closed = marks[position], marks[closing]
        left, right = "‘’" if _inside_quotes(text, opened[0]) else "“”"
        readings[opened], readings[closed] = Reading("quote", left), Reading("quote", right)
        position = closing + 1
    for mark in marks:
        if mark not in readings and _closes_alone(text, *mark):
            readings[mark] = Reading("quote", "”")
    return readings


def _opens(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return (not before or before in _OPENERS) and (
        after.isalpha() or (after.isdigit() and before != ",")
    )


def _next_closers(text: str, marks: list[Span]) -> list[int]:
    """For each mark the number of the first one from there on that can close a quotation."""
    closers = [len(marks)] * (len(marks) + 1)
    for number in range(len(marks) - 1, -1, -1):
        closers[number] = number if _closes(text, *marks[number]) else closers[number + 1]
    return closers


def _closing_quote(text: str, marks: list[Span], closers: list[int], opening: int) -> int | None:
    """The number of the mark that closes the quotation that a mark opens."""
    if not _opens(text, *marks[opening]):
        return None
    begin = marks[opening][1]
    number = closers[opening + 1]
    while number < len(marks):
        start, end = marks[number]
        if start - begin > _FARTHEST_QUOTE or text.find("\n", begin, start) >= 0:
            return None
        owned = _read_possessive(text, start, end) is not None
        if not (owned and _closes_later(text, marks[number + 1 : number + 1 + _MARKS_AHEAD])):
            return number
        number = closers[number + 1]
    return None


def _closes(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1], text[end : end + 1]
    return not before.isspace() and (not after or after in _CLOSERS or _is_hangul(after))


def _closes_later(text: str, marks: list[Span]) -> bool:
    """Whether ``?my parents? first time.?`` goes on: it is closed before another one is opened."""
    for mark in marks:
        if _opens(text, *mark):
            return False
        if _closes(text, *mark):
            return True
    return False


def _inside_quotes(text: str, place: int) -> bool:
    before = text[max(0, place - _LOOK_AROUND) : place]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


_FULL_STOP = re.compile(r"(?<![A-Z])[a-z]{5,}\.\Z")  # not an abbreviation


def _closes_alone(text: str, start: int, end: int) -> bool:
    """``“I see,? he said``: a comma ends no question, nor does a full stop inside quotes."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if after and not after.isspace():
        return False
    if before == ".":
        ended = _FULL_STOP.search(text[max(0, start - 30) : start]) is not None
        return ended or _inside_quotes(text, start)
    return before == ","


# What stands between letters and numbers

_LETTER_BEFORE = re.compile(r"[^\W\d_]{1,30}\Z")
_LETTER_AFTER = re.compile(r"[^\W\d_]{1,30}")
_NUMBER_BEFORE = re.compile(
    r"(\d[\d,.]{0,15})\s?(?:%|℃|°C|포인트|[일월년시분초세살개명건배회차위도억만조원달]|달러|킬로|미터|km|kg|cm|[ap]\.?m\.?)?\s?\Z"
)
_NUMBER_AFTER = re.compile(r"\s?[$€£₩]?(\d[\d,.]{0,15})")
_UNIT_AFTER = re.compile(
    r"\s?(?:%|℃|포인트|[일월년시분초세살개명건배회차위도억만조원]|여|달러|킬로|미터)"
)
_EVENT_AFTER = re.compile(
    r"\s?(?:민주|운동|전쟁|혁명|선언|테러|사태|참사|항쟁|쿠데타|정상|합의|남북|공동|대선|총선|의거|학살|만세|절)"
)


def _read(text: str, start: int, end: int) -> Reading | None:
    """Read a mark by its neighbours; None for a true question mark."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start] == "?" and (before in {"?", "!", "¿"} or after in {"?", "!"} or not after):
        return None
    span = _read_range(text, start, end)
    if span is not None:
        return span
    if _is_hangul(before) or _is_hangul(after):
        return _read_korean(text, start, end)
    if before == " " and after == " ":
        return _read_spaced(text, start, end)
    if not before or before in _OPENERS:
        return _read_leading(text, start, end)
    if after == " ":
        return _read_possessive(text, start, end) or _read_last_letter(text, start, end)
    if after.isalpha() or (after.isdigit() and before.isalpha()):
        return _read_between(text, start, end)
    return None


def _is_hangul(character: str) -> bool:
    return "가" <= character <= "힣"


def _word_before(text: str, place: int) -> str:
    match = _LETTER_BEFORE.search(text[max(0, place - 30) : place])
    return match[0] if match else ""


def _word_after(text: str, place: int) -> str:
    match = _LETTER_AFTER.match(text, place, place + 30)
    return match[0] if match else ""


def _read_range(text: str, start: int, end: int) -> Reading | None:
    """``2019?2023``, ``18?19일``, ``5%?7%``; but 5·18 is a day, and 3-0 a score."""
    first = _NUMBER_BEFORE.search(text[max(0, start - 24) : start])
    second = _NUMBER_AFTER.match(text, end, end + 20)
    if first is None or second is None or text[start - 1].isspace() != text[end].isspace():
        return None
    korean = any(map(_is_hangul, text[max(0, start - 24) : end + 24]))
    low, high = (_number(match[1]) for match in (first, second))
    if korean and low <= 12 and high <= 31 and _EVENT_AFTER.match(text, second.end()):
        return Reading("middle-dot", "·")
    if low < high or (korean and _UNIT_AFTER.match(text, second.end())):
        return Reading("range", "~" if korean else "–")
    return Reading("range", "-", certain=False)


def _number(digits: str) -> float:
    plain = digits.replace(",", "").rstrip(".")
    return float(plain) if plain.count(".") <= 1 else float(plain.split(".")[0])


_HANGUL_QUESTION_ENDINGS = frozenset("까나가냐니지요래데야죠걸군네대고어아해뭐왜랴")
_HANGUL_WORDS = word_set("""
    왜 뭐 나 너 응 어 네 예 야 아 오 음 흠 참 또 더 그 이 저 난 넌 뭘 누 헐 엥 진짜 정말 그래
    설마
""")
_QUOTING = re.compile(r"라[고는며면]|[이란]라|란|하[고는며]")


def _read_korean(text: str, start: int, end: int) -> Reading | None:
    """``북?러`` joined short words; behind the ending of a question the space is missing.

    One syllable between other signs is no sentence, so it was certainly joined
    to the next one. Longer words may also be a question of one noun.
    """
    left, right = _word_before(text, start), _word_after(text, end)
    before_number = text[end : end + 1].isdigit()
    if not left or not (right or before_number) or left in _HANGUL_WORDS:
        return None
    if _is_hangul(left[-1]):
        if len(left) > 1 and left[-1] in _HANGUL_QUESTION_ENDINGS:
            return None
        if before_number:
            return Reading("dash", "—", certain=False)
        if len(left) == 1:
            return Reading("middle-dot", "·", certain=_is_hangul(right[0]))
    elif _QUOTING.match(right) or _is_question(text, start):
        return None  # an English question in Korean text: Why?라고
    return Reading("middle-dot", "·", certain=False)


_CONTRACTED = {
    "t": re.compile(r"(?:n|N)\Z"),
    "s": re.compile(r"\w\Z"),
    "d": re.compile(r"\w\Z"),
    "ll": re.compile(r"\w\Z"),
    "m": re.compile(r"\bI\Z"),
    "re": re.compile(
        r"\b(?:they|we|you|who|what|where|there|here|these|those|how)\Z", re.IGNORECASE
    ),
    "ve": re.compile(
        r"\b(?:I|they|we|you|who|there|could|should|would|might|must|may)\Z", re.IGNORECASE
    ),
}
_APOSTROPHE_HEADS = frozenset({"o", "d", "l"})
_HYPHEN_TAILS = word_set("""
    year day month week hour minute point member story mile old term called led based backed
    style made run owned like ranking level wide range scale speed related time affiliated born
""")
_HYPHEN_HEADS = word_set("""
    anti co counter cross ex half high inter large long low mid multi near non one over post pre
    pro quasi re self semi short single small so sub three trans two ultra vice well
""")
_SHORT_WORDS = word_set("""
    a act add age ago aid aim air all am an and any are arm art as ask at ate bad ban bar be bed
    bet bid big bit box boy bus but buy by can car cry cup cut day did die dig do dog don dry
    due eat egg end era eye fan far fat fed fee few fit fix fly for fun gas get go god got gun
    guy had has he her him his hit hot how i ice if ill in is isn it its job joy key kid law lay
    led leg let lie lit lot low man map may me men met mid mix mob my net new no nor not now odd
    of off oil old on one or our out own pay per pro put ran raw red rid row run sad sat saw say
    sea see set sex she shy sit six sky so son sum tax ten the tie tip to too top try two up us
    use via vow war was way we who why win won yen yes yet you
""")
# No English word begins like this, so what follows the mark is the end of a word.
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
_NO_ONSET = re.compile(
    r"(?:ll|rr|nn|mm|tt|pp|bb|dd|gg|ck|ss|zz|nd|nt|ng|nk|rd|rt|rk|rm|rn|rs|ld|lt|lk|lm|ln|ls|mb|mp)"
)


def _read_between(text: str, start: int, end: int) -> Reading | None:
    """A mark with a letter or digit behind it, and something else than a space before."""
    left, right = _word_before(text, start), _word_after(text, end)
    asked = _is_question(text, start)
    if left and right:
        if _wants_apostrophe(left, right):
            return Reading("apostrophe", _apostrophe_near(text, start))
        if (len(right) == 1 and right not in "aAI") or (len(left) == 1 and left not in "aAI"):
            return Reading("accent", None, certain=False)
        unspeakable = len(left) > 1 and left[1:].islower() and not _VOWEL.search(left)
        if unspeakable:
            return Reading("accent", None, certain=False)
        foreign = len(right) <= 3 and right not in _SHORT_WORDS | _HYPHEN_TAILS
        if right.islower() and (foreign or _NO_ONSET.match(right)):
            return Reading("accent", None, certain=False)
    if not right:
        capital = left[:1].isupper()
        return None if asked else Reading("dash", "-" if capital else "—", certain=False)
    if (right in _HYPHEN_TAILS or left.lower() in _HYPHEN_HEADS) and not asked:
        return Reading("dash", "-", certain=False)
    if right[0].islower():
        return Reading("dash", "—", certain=not asked)
    if asked or _is_title(text, start):
        return None
    return Reading("dash", "—", certain=False)


def _wants_apostrophe(left: str, right: str) -> bool:
    ending = _CONTRACTED.get(right.lower())
    if ending is not None and (right.islower() or left.isupper()):
        return ending.search(left) is not None
    if len(left) == 1 and len(right) == 1:
        return False  # R?D
    return left.lower() in _APOSTROPHE_HEADS and (right[0].isupper() or right == "clock")


def _apostrophe_near(text: str, place: int) -> str:
    """Straight only where the text around has straight ones."""
    around = text[max(0, place - _LOOK_AROUND) : place + _LOOK_AROUND]
    return "'" if "'" in around and "’" not in around else "’"


_NEVER_OWNED = word_set("""
    a after and are as asked at be because been before but by can could did do does for from had
    has have he her his how i if in is it its may might my no not of on or our said says she
    should so than that the their then they this to was we were what when where which while who
    why will with would yes you your
""")


def _read_possessive(text: str, start: int, end: int) -> Reading | None:
    """``the workers? union``: a plural with a small letter behind, in no question."""
    left, right = _word_before(text, start), _word_after(text, end + 1)
    if not right.islower() or right in _NEVER_OWNED or not left.endswith("s"):
        return None
    if left.endswith(("ss", "us", "is")) or len(left) < 4 or _is_question(text, start):
        return None
    return Reading("apostrophe", _apostrophe_near(text, start), certain=False)


_BEHIND_A_SUBJECT = word_set("""
    said says told added is was has had were will would won scored led signed played joined
""")


def _read_last_letter(text: str, start: int, end: int) -> Reading | None:
    """``Lukaszenk? said``: a name with its verb behind it, in no question."""
    left, right = _word_before(text, start), _word_after(text, end + 1)
    named = len(left) > 2 and left[0].isupper() and left[1:].islower()
    if not named or right not in _BEHIND_A_SUBJECT or _is_question(text, start):
        return None
    return Reading("accent", None, certain=False)


_ARTICLES = frozenset({"a", "an", "the"})  # no dash follows these: the ? operator


def _read_spaced(text: str, start: int, end: int) -> Reading | None:
    """``last month ? the first``, ``LONDON (Hangang) ? The``: a dash between spaces.

    With a capital behind it is a dash only after a bracket, as in a dateline.
    """
    left, right = _word_before(text, start - 1), _word_after(text, end + 1)
    bracket = text[max(0, start - 2) : start - 1] in {")", "]"}
    if not right or not (left or bracket) or left in _ARTICLES:
        return None
    if " : " in text[end : end + _FARTHEST_QUOTE]:
        return None  # "a ? b : c" is code
    if not right[0].islower() and not bracket:
        return None
    return Reading("dash", "—", certain=not _is_question(text, start))


def _read_leading(text: str, start: int, end: int) -> Reading | None:
    """In front of a word there is never a question mark: a bullet, a currency, one quote."""
    after = text[end : end + 1]
    if text[end : end + 2] == "P<":
        return None  # a group of a regular expression
    name = _word_after(text, end)
    if len(name) > 2 and name.islower() and name not in _SHORT_WORDS:
        surname = _word_after(text, end + len(name) + 1)
        if surname[:1].isupper() and text[end + len(name)] == " ":  # ?lvaro Gonz
            return Reading("accent", None, certain=False)
    if after.isalnum():
        return Reading("lost-character", None)
    if start == 0 and after == " " and len(text) > end + 1:
        return Reading("lost-character", None)
    return None


# Is it a question?

_QUESTION_WORDS = word_set("""
    who whom whose what which when where why how is isn are aren was wasn were weren am do does
    doesn did didn can could couldn will won would wouldn shall should shouldn may might must
    has hasn have haven had hadn really right ok okay so
""")
_LEADING = word_set("and but or so then yet well now if")
_LOOK_BACK = 300
# Each leads up to the last start behind which the text goes on.
_SENTENCE_START = re.compile(r"(?s:.*)(?:[.!?…:;\n“”\"][)\]’']?+\s{0,3}+|[‘(])(?s:(?=.))")
_CLAUSE_START = re.compile(r"(?s:.*)[,—–]\s?+(?s:(?=.))")
_FIRST_WORDS = re.compile(r"[A-Za-z]{1,20}")


def _is_question(text: str, place: int) -> bool:
    """True if the words in front of a place can be a question.

    They can if the sentence, or its last clause ("…, isn't it"), begins with a
    word that begins questions.
    """
    sentence = text[max(0, place - _LOOK_BACK) : place]
    rest = _after_last(_SENTENCE_START, sentence)
    clause = _after_last(_CLAUSE_START, rest)
    return _begins_question(rest) or (len(clause.split()) <= 4 and _begins_question(clause))


def _after_last(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return text[match.end() :] if match else text


def _begins_question(clause: str) -> bool:
    words = [word[0].lower() for word in islice(_FIRST_WORDS.finditer(clause[:80]), 3)]
    while words and words[0] in _LEADING:
        words = words[1:]
    return bool(words) and words[0] in _QUESTION_WORDS


def _is_title(text: str, place: int) -> bool:
    """Headlines ask without a question word, and capitalise what follows."""
    words = _FIRST_WORDS.findall(text[max(0, place - 80) : place])
    return len(words) >= 3 and all(word[0].isupper() for word in words if len(word) > 3)
