"""Picture credits: a line of their own, or the end of a caption."""

from __future__ import annotations

import re

from aligner.text.alternatives import has_one
from aligner.types import Span

NEWS_AGENCIES = (
    "연합뉴스TV", "연합뉴스", "연합포토", "뉴시스", "뉴스1", "뉴스핌", "로이터", "게티이미지뱅크",
    "게티이미지코리아", "게티이미지", "신화통신", "신화", "교도통신", "교도", "블룸버그",
    "타스통신", "타스", "조선중앙통신", "노동신문", "셔터스톡", "픽사베이", "언스플래시",
    "클립아트코리아", "공동취재단", "사진공동취재단", "인터넷사진공동취재단", "Yonhap News TV",
    "Yonhap News Agency", "Yonhap News", "Yonhap", "Newsis", "News1", "Reuters",
    "Associated Press", "AP Photo", "AP", "AFP", "EPA", "UPI", "Getty Images Bank",
    "Getty Images Korea", "Getty Images", "GettyImages", "Getty", "Xinhua", "Kyodo News", "Kyodo",
    "Jiji Press", "Jiji", "Bloomberg", "TASS", "Sputnik", "KCNA", "Rodong Sinmun", "Shutterstock",
    "Pixabay", "Unsplash", "Alamy", "iStock", "Zuma Press", "Joint Press Corps",
)  # fmt: skip
"""Names under which pictures are credited, a longer one before its own beginning."""

AGENCY = re.compile(
    r"(?<!\w)(?:" + "|".join(re.escape(name) for name in NEWS_AGENCIES) + r")(?![A-Za-z0-9가-힣])"
)

_LONGEST_CREDIT = 100
_OPENING, _CLOSING = "[(【<〈", "])】>〉"
_BRACKETED = re.compile(r"[\[(【<〈][^\[\](){}【】<>〈〉\n]{1,60}[\])】>〉]")

_PICTURE = r"(?:사진|이미지|그림|영상|그래픽|일러스트|포토|캡[처쳐])"
_ENGLISH_PICTURE = (
    r"(?:photo|photograph|image|picture|graphic|illustration|video|screenshot|screengrab)s?"
)
_SIGNED_KEY = (
    rf"(?:(?:자료|제공|보도|대표|인물)\s?)?{_PICTURE}\s?(?:출처|제공|자료|촬영|캡[처쳐])?\s?[=:|/ⓒ©]"
    r"|(?:출처|제공|자료|캡[처쳐])\s?[=:|ⓒ©]"
    rf"|(?:file\s)?{_ENGLISH_PICTURE}\s?"
    r"(?:credit|source|courtesy|provided\sby|captured?(?:\sfrom)?)?\s?[=:|ⓒ©]"
    r"|(?:source|credit|courtesy)\s?[=:|]"
)
_WORDED_KEY = (
    rf"(?:file\s)?{_ENGLISH_PICTURE}\s(?:by|courtesy\sof|provided\sby|credit|source|from)\b"
    r"|(?:courtesy\sof|provided\sby|captured?\sfrom|screen\s?(?:shot|grab|capture)\s(?:of|from))\b"
)
_KEY_AT_START = re.compile(
    rf"[\s\[(<【/▲△▶■ⓒ©]{{0,3}}(?:{_SIGNED_KEY}|{_WORDED_KEY})", re.IGNORECASE
)
# In the middle of a sentence "provided by" is nothing special.
_KEY_BEHIND_TEXT = re.compile(
    rf"(?:(?:/|(?<=[\s.…”\"'’]))\s?(?:{_SIGNED_KEY})|(?:/|(?<=[.…”\"])\s)\s?(?:{_WORDED_KEY}))"
    r"[^=\n]{1,60}$",
    re.IGNORECASE,
)
_KEY_WORDS = (
    "사진", "이미지", "그림", "영상", "그래픽", "일러스트", "포토", "캡처", "캡쳐", "출처", "제공", "자료",
    "photo", "image", "picture", "graphic", "illustration", "video", "screen", "source", "credit", "courtesy", "provided",
    "capture",
)  # fmt: skip
_NAMED_ALONE = re.compile(
    r"자료\s?사진|file\sphoto|(?:그래픽|일러스트)\s[가-힣]{3}|사진\s[가-힣]{2,4}\s기자"
    r"|(?:[A-Z]\w{1,20}\s){1,3}photo\sby\s\w{1,20}(?:[\s-]\w{1,20}){0,3}",
    re.IGNORECASE,
)
_PROVIDED = re.compile(r"(?:제공|캡[처쳐]|갈무리|자료\s?사진|촬영)\s?[\])】>]?$")
_AGENCY_BEHIND_TEXT = re.compile(
    r"(?<=[\s.”\"])(?:[/ⓒ©]\s?[^\s/=]{1,20}|[^\s/=]{1,20}=[^\s/=]{1,20})"
    r"(?:[/=·][^\s/=]{1,20}){0,2}\W{0,2}$"
)
_MAIN_CLAUSE = re.compile(
    r", (?:I|you|he|she|it|we|they|this|that|the|an?|his|her|its|our|their)(?: [\w'’-]+){2,}[.!?][”\"']?$",
    re.IGNORECASE,
)
"""Courtesy of the mayor, we took the boat."""
_SENTENCE_END = re.compile(r"(?:다|요)[.!?]|[a-z][.!?][”\"']?\s|[a-z]{3}[!?]$")


def is_wordless(text: str) -> bool:
    """True if there is neither a letter nor a digit in a text."""
    return not any(character.isalnum() for character in text)


def trimmed(text: str, start: int, end: int) -> Span:
    """A span without the white space at its edges.

    >>> trimmed("a  bc ", 1, 6)
    (3, 5)
    """
    inside = text[start:end]
    return end - len(inside.lstrip()), start + len(inside.rstrip())


def is_credit(line: str) -> bool:
    """True for a line that only names whose picture it is, or where it comes from.

    >>> is_credit("Photo by Hong Gil-dong"), is_credit("로이터=연합뉴스")
    (True, True)
    >>> is_credit("Image of the city improves, survey says")
    False
    """
    line = line.strip()
    if not line or len(line) > _LONGEST_CREDIT or _SENTENCE_END.search(line):
        return False
    key = _KEY_AT_START.match(line)
    if key is not None:
        name = line[key.end() :]
        return 0 < len(name.split()) <= 8 and _MAIN_CLAUSE.search(name) is None
    if _NAMED_ALONE.fullmatch(line):
        return True
    set_apart = line[0] in "/▲" or (line[0] in _OPENING and line[-1] in _CLOSING)
    if set_apart and _PROVIDED.search(line) and len(line.split()) <= 6:
        return True
    rest, agencies = AGENCY.subn(" ", line)
    return agencies > 0 and is_wordless(rest)


def has_key_word(text: str) -> bool:
    """Whether a text has a word without which nothing in it introduces a credit: most have none.

    >>> has_key_word("The bridge at night / Photo: Hangang"), has_key_word("The river rose.")
    (True, False)
    """
    return has_one(text.lower(), _KEY_WORDS)


def credit_span(text: str) -> Span | None:
    """Find the credit in a caption: in brackets anywhere, or behind the words.

    The name of an agency in brackets counts only at the end, since a dateline
    has one too: ``SEOUL (Yonhap) --``.

    >>> text = "한강의 밤 [사진=한강뉴스]"
    >>> start, end = credit_span(text); text[start:end]
    '[사진=한강뉴스]'
    >>> credit_span("The river rose by two metres (6.5 feet)") is None
    True
    """
    for bracketed in _BRACKETED.finditer(text):
        inside = bracketed[0][1:-1].strip()
        if is_credit(bracketed[0]) or is_credit(inside):
            keyed = _KEY_AT_START.match(inside) or _PROVIDED.search(inside)
            if keyed or is_wordless(text[bracketed.end() :]):
                return bracketed.span()
    offset = max(0, len(text) - _LONGEST_CREDIT)
    ending = text[offset:]
    behind = _KEY_BEHIND_TEXT.search(ending) if has_key_word(ending) else None
    if behind and is_credit(behind[0]):
        return trimmed(text, offset + behind.start(), len(text))
    agency = _AGENCY_BEHIND_TEXT.search(ending) if has_one(ending, "/ⓒ©=") else None
    if agency and is_wordless(AGENCY.sub(" ", agency[0])):
        return trimmed(text, offset + agency.start(), len(text))
    return None


def is_caption(line: str) -> bool:
    """True for words about a picture that end in its credit.

    >>> is_caption("The bridge at night [Image source=Hangang News]")
    True
    """
    span = credit_span(line)
    return span is not None and not is_wordless(line[: span[0]]) and is_wordless(line[span[1] :])
