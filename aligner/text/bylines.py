"""Who wrote an article, where and when: lines of their own, or stuck to a sentence.

A byline is told by what is left over. It is a line of which nothing remains
once dates, times, e-mail addresses, names with a reporter's title and the names
of agencies have been taken away: one small pattern for each part, instead of a
large one for every order in which the parts may come.
"""

from __future__ import annotations

import re

from aligner.text.alternatives import has_one, one_of
from aligner.text.credits import AGENCY, is_wordless, trimmed
from aligner.types import Span

_LONGEST_BYLINE = 140
_LONGEST_OPENING = 800
"""Code points in which a sentence behind a dateline ends."""
_MOST_OUTLET_WORDS = 2

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_NUMERIC_DATE = rf"{_YEAR}\s?[.\-/]\s?\d{{1,2}}\s?[.\-/]\s?\d{{1,2}}\b\.?"
_KOREAN_DATE = rf"{_YEAR}\s?년\s?\d{{1,2}}\s?월\s?\d{{1,2}}\s?일"
_ENGLISH_DATE = rf"{_MONTH}\b\.?\s?{_DAY}\s?,?\s?{_YEAR}\b"
_DATE = re.compile(
    rf"(?<!\d)(?:{_NUMERIC_DATE}|{_KOREAN_DATE}|\d{{1,2}}[./\-]\d{{1,2}}[./\-]{_YEAR}\b"
    r"|\d\d[./\-]\d\d[./\-]\d\d(?!\d))"
    rf"|\b(?:{_ENGLISH_DATE}|{_DAY}\s?{_MONTH}\b\.?\s?,?\s?{_YEAR}\b)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LEAST_DATE_DIGITS = 5  # May 4, 2023
_TIME = re.compile(
    r"(?:오전|오후|\b[ap]m)?\s?\b\d{1,2}\s?(?::|시\s?)\s?\d{1,2}(?:분|\b)(?::\d\d\b)?(?:\s?[ap]\.?m\b\.?)?"
    r"|\b\d{1,2}\s?[ap]\.?m\b\.?",
    re.IGNORECASE,
)
_RELATIVE_TIME = re.compile(
    r"\b\d{1,3}\s?(?:초|분|시간|일|주|개월|달|년)\s?전(?!\w)"
    r"|방금\s전|\bjust\snow\b"
    r"|\b\d{1,3}\s(?:second|minute|min|hour|day|week|month|year)s?\sago\b"
    r"|\b\d{1,3}[\s-]?min(?:ute)?s?\sread\b",
    re.IGNORECASE,
)
_TIME_SIGNS = ":", "시", "am", "a.m", "pm", "p.m"
_AGE_SIGNS = "전", "just", "ago", "read"
_STAMP_LABEL = re.compile(
    r"(?:기사\s?)?(?:최초|최종)?\s?(?:입력|등록|수정|승인|송고|작성|게재|게시|발행|업데이트|출고|배포)\s?"
    r"(?:일시|일자|시간|시각|일|됨)?(?![가-힣])"
    r"|\b(?:first\s|last\s)?(?:published|updated|posted|modified|edited|registered|created|uploaded"
    r"|released|written|input|update)\b(?:\s(?:on|at|date|time)\b)?"
    r"|\b(?:publication|release|upload)\s(?:date|time)\b|\bdate\b",
    re.IGNORECASE,
)
_STAMP_TRIFLE = re.compile(
    r"\b(?:kst|gmt|utc|est|edt|jst|cet|bst|korea\stime|local\stime|at|on|and)\b"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|[월화수목금토일]요일|(?<![가-힣])[월화수목금토일](?![가-힣])|한국\s?시[간각]",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}", re.ASCII)

_KOREAN_TITLES = (
    "기자", "특파원", "통신원", "논설위원", "칼럼니스트", "해설위원", "에디터", "리포터", "앵커", "편집위원", "편집장",
    "PD",
)  # fmt: skip
_KOREAN_TITLE = (
    r"(?:(?:선임|수석|인턴|수습|전문|객원|사진|영상|시민|명예|편집|취재|종합|본지)\s?)?"
    rf"(?:{'|'.join(_KOREAN_TITLES)})"
)
_NEWSROOMS = "온라인", "디지털", "사회", "정치", "경제", "국제", "문화", "편집", "인터넷"
_KOREAN_REPORTER = re.compile(
    rf"(?<![가-힣])(?:[가-힣]{{2,4}}\s?[·ㆍ,]\s?){{0,4}}[가-힣]{{2,4}}\s?{_KOREAN_TITLE}(?![가-힣])"
    rf"|(?<![가-힣])(?:{'|'.join(_NEWSROOMS)})\s?"
    r"(?:뉴스|이슈|취재|기획|콘텐츠|편집)?\s?(?:팀|부)(?![가-힣])"
)
_TITLE_AT_END = re.compile(rf"{_KOREAN_TITLE}\W{{0,3}}$")
_BYLINE_TRIFLE = re.compile(
    r"(?<![가-힣])(?:글|사진|정리|취재|편집|번역|구성|영상|그래픽|공동취재)(?![가-힣])"
    rf"|(?<![가-힣]){_KOREAN_TITLE}(?![가-힣])"
)
_NAME = r"[A-Z][\w'’.]{0,20}(?:-[A-Za-z]\w{0,20})?"
_NAMES = rf"{_NAME}(?:\s{_NAME}){{1,3}}"
_BY_NAMES = re.compile(
    rf"(?:(?:[Ss]tory|[Ww]ords|[Tt]ext|[Ww]ritten|[Rr]eport(?:ed|ing))\s)?(?:[Bb]y|BY)\s?:?\s{_NAMES}"
    rf"(?:\s?(?:,|and|&|;\s[Ee]diting\sby)\s{_NAMES}){{0,3}}"
)
_SENTENCE = re.compile(r"[가-힣]다[.!?]|[a-z]{2}[.!?]\s")
_NAME_ALONE = re.compile(rf"[가-힣]{{2,4}}|{_NAMES}")
_BY_SOMEBODY = re.compile(r"\s{0,9}by\s\w{1,20}(?:\s\w{1,20}){0,3}$", re.IGNORECASE)
_TITLES = "reporter", "correspondent", "writer", "columnist", "editor"
_ENGLISH_TITLE = re.compile(
    r"\b(?:(?:staff|senior|chief|political|foreign|business|special|intern|contributing|deputy"
    rf"|managing|copy|guest|photo)\s){{0,2}}(?:{'|'.join(_TITLES)})s?\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[\[(【<〈][^\[\](){}【】<>〈〉\n]{0,60}[\])】>〉]")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+){0,3}")


_SIGN = re.compile(
    r"[\d@]|" + one_of(["방금", "just", "by", *_KOREAN_TITLES, *_NEWSROOMS, *_TITLES]),
    re.IGNORECASE,
)


def has_byline_sign(line: str) -> bool:
    """Whether a line has a digit, an address or a word of those that every byline has one of.

    >>> has_byline_sign("By Hong Gil-dong"), has_byline_sign("The bridge has opened.")
    (True, False)
    """
    return _SIGN.search(line) is not None


def is_byline(line: str) -> bool:
    """True for a line that says only who wrote the article, or when it appeared.

    >>> is_byline("입력 2023.05.02 18:40  수정 2023.05.02 19:02")
    True
    >>> is_byline("(서울=한강뉴스) 홍길동 기자 = gildong@example.com")
    True
    >>> is_byline("By Hong Gil-dong, staff reporter")
    True
    >>> is_byline("홍길동 기자, 올해의 기자상 수상")
    False
    """
    if len(line) > _LONGEST_BYLINE or not has_byline_sign(line):
        return False
    digits, lowered = len(_DIGIT.findall(line)), line.lower()
    rest, dates = _taken_out(_DATE, line, likely=digits >= _LEAST_DATE_DIGITS)
    rest, ages = _taken_out(_RELATIVE_TIME, rest, likely=has_one(lowered, _AGE_SIGNS))
    rest, times = _taken_out(_TIME, rest, likely=digits > 0 and has_one(lowered, _TIME_SIGNS))
    rest, mails = _taken_out(_EMAIL, rest, likely="@" in rest)
    rest = rest.strip(" []()|/·")
    by = _BY_NAMES.match(rest)
    rest = " " + rest[by.end() :] if by else rest
    # Both ways of naming a Korean reporter have Hangul.
    rest, reporters = _taken_out(_KOREAN_REPORTER, rest, likely=not rest.isascii())
    rest, titles = _taken_out(_ENGLISH_TITLE, rest, likely=has_one(lowered, _TITLES))
    certain = dates or ages or mails or by or reporters
    if not (certain or titles or times):
        return False
    rest, labels = _STAMP_LABEL.subn(" ", rest)
    # "9:30" alone may be a score or a verse: a time needs a label.
    if not (certain or titles or (times and labels)):
        return False
    rest = AGENCY.sub(" ", _BYLINE_TRIFLE.sub(" ", _STAMP_TRIFLE.sub(" ", rest)))
    if reporters:  # the outlet or the place goes with them: (서울=…), [… 홍길동 기자]
        rest = _BRACKETED.sub(" ", rest)
        if _SENTENCE.search(rest):
            return False
        anchored = dates or mails or _BRACKETED.search(line)
        most = _MOST_OUTLET_WORDS if anchored else int(_TITLE_AT_END.search(line) is not None)
        return len(_WORD.findall(rest)) <= most
    if (mails or (dates and times)) and _NAME_ALONE.fullmatch(rest.strip()):
        return True
    if titles and not certain:
        words = _WORD.findall(rest)
        return (
            len(words) <= 3 and len(line.split()) > 1 and all(word[0].isupper() for word in words)
        )
    return is_wordless(_BY_SOMEBODY.sub("", rest) if dates else rest)


def _taken_out(pattern: re.Pattern[str], text: str, *, likely: bool) -> tuple[str, int]:
    """The text without what a pattern finds, and how often that is; never, unless it is likely."""
    return pattern.subn(" ", text) if likely else (text, 0)


_PAPER = (
    r"(?!(?:국제|세계|글로벌|생활|지역|민생|실물|거시|디지털)\s?경제|(?:오늘의?|주요|속보|간추린|국제|경제|정치|사회|문화|연예"
    r"|스포츠|지역|날씨|생활|해외|북한|세계|아침|저녁|주간|단독|헤드라인|이슈|포토|가짜|공개|특집|생)\s?(?:뉴스|방송))"
    r"[가-힣A-Z][가-힣A-Za-z0-9]{0,9}(?:신문|일보|경제|뉴스|타임[스즈]|투데이|데일리|헤럴드|방송|저널|미디어|통신|닷컴)"
    r"|[A-Z][\w&.-]{1,20}(?: [A-Z&][\w&.-]{0,20}){0,2} (?:Times|Herald|Daily|News|Post|Journal|Today|Press|Tribune)"
)
"""The name of a paper or a broadcaster, which is told by its last word from other words in brackets."""

_DATELINE = re.compile(
    # (서울=한강뉴스) 홍길동 기자 =
    r"\s{0,3}[\[(【][^\[\]()【】\n]{1,40}[\])】]\s?[^=\n.]{0,40}?(?:기자|특파원|통신원|PD)\s?[=＝]\s?"
    # [한강경제 홍길동 기자]
    r"|\s{0,3}[\[(【][^\[\]()【】\n]{0,30}(?:기자|특파원|통신원|PD)\s?[\])】]\s?[=＝]?\s?"
    # [서울=한강뉴스]
    r"|\s{0,3}[\[(【][가-힣A-Z][\w·, ]{0,15}[=＝][\w·, ]{1,20}[\])】]\s?[=＝]?\s?"
    # 서울=한강뉴스 홍길동 기자 =, 홍길동 기자 =
    rf"|\s{{0,3}}(?:[가-힣]{{2,6}}[=＝](?:[\w·]{{2,12}}\)?\s{{1,2}})?)?(?:[가-힣]{{2,4}}\s?[·ㆍ,]\s?){{0,3}}[가-힣]{{2,4}}\s?"
    rf"{_KOREAN_TITLE}\s?[=＝]\s?"
    # [한강경제], in front of a sentence
    rf"|\s{{0,3}}[\[【](?:{_PAPER})[\]】]\s?(?=[^\n]{{0,600}}[가-힣]다[.”\"’]|[^\n가-힣]{{0,600}}[a-z][.”\"’])"
    # [Hangang Economy Reporter Hong Gil-dong]
    r"|\s{0,3}[\[(][^\[\]()\n]{0,40}\b(?:[Rr]eporter|[Cc]orrespondent)\b[^\[\]()\n]{0,40}[\])]\s?"
    # SEOUL, Nov. 4 (Hangang) --
    r"|\s{0,3}[A-Z][A-Z.'’-]{1,20}(?:[ ,/]{1,2}[A-Z][A-Za-z.'’-]{0,20}){0,4}"
    rf"(?:,\s(?:{_MONTH}\.?\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}\.?)(?:,\s\d{{4}})?)?"
    r"\s?\([^()\n]{2,30}\)\s?[-–—―]{1,2}\s?"
)
_REPORTER_BEHIND = re.compile(
    rf"(?<=[.!?\"”'’)])\s?[/(\[]?\s?[가-힣]{{2,4}}\s?{_KOREAN_TITLE}\s?[)\]]?"
    r"\s?(?:[\w.+-]{1,40}@[\w.-]{1,40})?\W{0,3}$"
    r"|(?<=[.!?\"”)])\s[\w.+-]{1,40}@[\w.-]{1,40}\W{0,3}$"
)

_SIGNS_BEHIND = ("@", *_KOREAN_TITLES)


def attached_byline_span(text: str) -> Span | None:
    """Find a dateline in front of a sentence, or a reporter's name behind it.

    >>> text = "(서울=한강뉴스) 홍길동 기자 = 다리가 열렸다."
    >>> start, end = attached_byline_span(text); text[start:end]
    '(서울=한강뉴스) 홍길동 기자 ='
    >>> attached_byline_span("SEOUL, May 2 (Hangang) -- The bridge has opened.")
    (0, 25)
    """
    front = _DATELINE.match(text[:_LONGEST_OPENING])
    if front and not is_wordless(text[front.end() :]):
        return trimmed(text, *front.span())
    offset = max(0, len(text) - _LONGEST_BYLINE)
    tail = text[offset:]
    signed = has_one(tail, _SIGNS_BEHIND)
    behind = _REPORTER_BEHIND.search(tail) if signed else None
    if behind and not is_wordless(text[: offset + behind.start()]):
        return trimmed(text, offset + behind.start(), len(text))
    return None


_GLUED_DATE = re.compile(
    rf"\s{{0,3}}[A-Z][A-Za-z&/ ]{{1,28}}[a-z](?={_ENGLISH_DATE}|{_NUMERIC_DATE})"
    rf"|\s{{0,3}}[가-힣·]{{2,10}}(?={_NUMERIC_DATE}|{_KOREAN_DATE})"
)


def glued_date_place(text: str) -> int | None:
    """Where the name of a section and a date run together at the start of a text.

    >>> glued_date_place("ViewpointsJune 5, 2023")
    10
    >>> glued_date_place("Viewpoints, June 5, 2023") is None
    True
    """
    glued = _GLUED_DATE.match(text)
    return glued.end() if glued else None
