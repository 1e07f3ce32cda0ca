"""Labels, menus, counters and notices: text that a page shows beside its article.

Such lines are short, they are no sentences in the style of an article, and
nearly all of their words come from the vocabulary of web pages
(`aligner.text.interface_words`). A few have a form of their own: the way to the
page, page numbers, the names of elements, the imprint.
"""

from __future__ import annotations

import re
from functools import lru_cache

from aligner.text.interface_words import (
    ENGLISH_FAINT,
    ENGLISH_FUNCTION,
    ENGLISH_PHRASES,
    ENGLISH_SECTIONS,
    ENGLISH_STRONG,
    ENGLISH_WEAK,
    KOREAN_ENDINGS,
    KOREAN_FAINT,
    KOREAN_SECTIONS,
    KOREAN_STRONG,
    KOREAN_WEAK,
    LANGUAGE_NAMES,
    PUBLISHER_LABELS,
)
from aligner.text.word_lists import word_set

_LONGEST_NOTICE = 250
_LONGEST_LABEL = 120
_WORD = re.compile(r"[A-Za-z]+(?:[-'’_][A-Za-z]+){0,4}|[가-힣]+|[^\W\dA-Za-z가-힣_]+")
_PHRASE = re.compile(rf"\b(?:{'|'.join(ENGLISH_PHRASES)})\b", re.IGNORECASE)
_PHRASE_WORD = "login"
_STRONG, _WEAK, _FAINT, _FOREIGN = 1.0, 0.5, 0.3, -1.0
_LONGEST_TOKEN = 24
_MOST_WORDS = 16
_MOST_NAMES = 3
_MOST_FUNCTION_WORDS = 0.6


def furniture_score(line: str) -> float:
    """How surely a line is page furniture, 0 to 1.

    Words that can stand alone as a label count one, words that need company a
    half, ordinary words that also occur in labels less. The sum, up to 1, is
    scaled by how few of the line's words are foreign to web pages, and by whether
    half of them belong there. A sentence in the style of an article scores 0.

    >>> furniture_score("Close"), furniture_score("Text Size"), furniture_score("Text")
    (1.0, 1.0, 0.5)
    >>> furniture_score("Subscribers rose 3 % at the newspaper") < 0.1
    True
    """
    line = line.strip()
    if not line or len(line) > _LONGEST_NOTICE:
        return 0.0
    if _is_notice(line) or _is_imprint(line):
        return 1.0
    if len(line) > _LONGEST_LABEL:
        return 0.0
    if _has_furniture_form(line):
        return 1.0
    words = _WORD.findall(_PHRASE.sub(_PHRASE_WORD, line))
    if len(words) > _MOST_WORDS or _is_article_sentence(line, words):
        return 0.0
    weights = [weight for word in words if (weight := _word_weight(word)) is not None]
    known = [weight for weight in weights if weight >= 0]
    if not known:
        return 0.0
    names = len(weights) - len(known)
    if names <= min(len(known), _MOST_NAMES) and _asks_reader(line, words):
        weights = known  # the foreign words name the paper: Follow the Hangang Times on …
    label_words = sum(weight > _FAINT for weight in known)
    if _SENTENCE_END.search(line):  # where ordinary words are at home
        known_weight = sum(weight for weight in known if weight > _FAINT)
    else:
        known_weight = sum(known)
    coverage = len(known) / len(weights)
    companions = min(1.0, 2 * label_words / len(weights))
    return min(1.0, known_weight) * coverage**2 * companions


PLAIN_FORM = re.compile(r"(?<!니)다[.!?]?[\"'”’)]?$")
_LEADS_ON = re.compile(r"[:：,]$")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]?$")
_MOST_SENTENCE_WORDS = 10


def _is_article_sentence(line: str, words: list[str]) -> bool:
    """Articles speak in the plain form, 했다; pages address the reader, 하세요, 합니다.

    A page's messages are short, and most of an English one is not made of
    function words.
    """
    if PLAIN_FORM.search(line) or (len(words) > 2 and _LEADS_ON.search(line)):
        return True
    if len(words) > _MOST_SENTENCE_WORDS and _SENTENCE_END.search(line):
        return True
    function_words = sum(word.lower() in ENGLISH_FUNCTION for word in words)
    return function_words > _MOST_FUNCTION_WORDS * len(words)


_KOREAN_REQUEST = re.compile(
    r"(?:(?:구독|팔로우|공유|제보|스크랩|회원\s?가입|친구\s?추가|앱\s?설치|앱\s?다운로드)\s?"
    r"(?:하기|하세요|해\s?주세요|해\s?보세요|신청)?"
    r"|퍼가기|(?:바로|보러)\s?가기|더\s?보기|(?:기사|뉴스|원문|영상|에서)\s?보기)\W{0,3}$"
)
_ENGLISH_REQUEST = re.compile(
    r"\W{0,3}(?:please\s)?(?:follow|subscribe|sign\sup|download|join|like|visit|find|get|read\smore"
    r"|more\s(?:from|by|on|in)|share|add|check\sout)\b",
    re.IGNORECASE,
)


def _asks_reader(line: str, words: list[str]) -> bool:
    """A label that asks for an act, and may name the paper in doing so."""
    if _KOREAN_REQUEST.search(line):
        return True
    foreign = [word for word in words if (_word_weight(word) or 0.0) < 0]
    return (
        _ENGLISH_REQUEST.match(line) is not None
        and any(_word_weight(word) == _STRONG for word in words)
        and all(word[0].isupper() for word in foreign)
    )


def _word_weight(word: str) -> float | None:
    """What a word says for a line being furniture; below 0 if foreign, None if nothing."""
    if word.isdigit() or (len(word) == 1 and word.isascii()):
        return None
    return _korean_weight(word) if "가" <= word[0] <= "힣" else _english_weight(word.lower())


def _english_weight(word: str) -> float | None:
    if word in ENGLISH_FUNCTION:
        return None
    if word in ENGLISH_STRONG:
        return _STRONG
    if word in ENGLISH_WEAK:
        return _WEAK
    return _FAINT if word in ENGLISH_FAINT or word in ENGLISH_SECTIONS else _FOREIGN


_KOREAN_STEMS: dict[str, float] = {
    **dict.fromkeys(KOREAN_FAINT | KOREAN_SECTIONS, _FAINT),
    **dict.fromkeys(KOREAN_WEAK, _WEAK),
    **dict.fromkeys(KOREAN_STRONG, _STRONG),
}
_LONGEST_STEM = max(map(len, _KOREAN_STEMS.keys() | KOREAN_ENDINGS))


@lru_cache(maxsize=4096)
def _korean_weight(token: str) -> float | None:
    """The weight of the stems in a token that consists of stems and endings, at most 1.

    A token of endings alone, which is what follows Latin letters (SNS로도), says
    nothing, nor does a single syllable that is not a label by itself.

    >>> _korean_weight("기사공유하기"), _korean_weight("로도"), _korean_weight("투표")
    (1.0, None, -1.0)
    """
    if len(token) > _LONGEST_TOKEN:
        return _FOREIGN
    # heaviest[i]: the greatest weight of token[:i], 0 if all are endings, or None
    # where the token cannot be cut.
    heaviest: list[float | None] = [0.0] + [None] * len(token)
    for end in range(1, len(token) + 1):
        for start in range(max(0, end - _LONGEST_STEM), end):
            before, part = heaviest[start], token[start:end]
            stem = _KOREAN_STEMS.get(part, 0.0 if part in KOREAN_ENDINGS else None)
            if before is not None and stem is not None:
                joined = before + stem if min(before, stem) >= _WEAK else max(before, stem)
                heaviest[end] = max(heaviest[end] or 0.0, min(_STRONG, joined))
    weight = heaviest[-1]
    if weight is None:
        return _FOREIGN
    return None if weight == 0 or (weight == _FAINT and len(token) == 1) else weight


_UNRELATED = r"(?:직접\s?|직접적인\s?|전혀\s?)?(?:무관|관[련계][이은]?\s?없)"
_TRANSLATOR = r"(?:an?\s)?(?:AI|machine|artificial|DeepL|Papago|Google|ChatGPT)\b"
_NOTICE = re.compile(
    rf"(?:기사|본문|내용)(?:의|\s?특정)?\s?(?:내용|본문)?\s?[과와]는?\s?{_UNRELATED}"
    r"|\b(?:not|un)\s?(?:directly\s)?related\sto\s(?:the|this)\s(?:article|story|content|report|text)"
    r"|\billustrati(?:on|ve)\spurposes?\sonly"
    r"|\b(?:article|story|text|content|page|translation)s?\b.{0,40}"
    r"\b(?:translated|generated|produced|summari[sz]ed)\s(?:and\sedited\s)?(?:by|with|using)\s"
    rf"|\btranslated\s(?:automatically\s)?(?:by|with|using)\s{_TRANSLATOR}"
    r"|\b(?:machine|AI|automatic(?:ally)?)[\s-](?:assisted\s)?translat(?:ed|ion)\b.{0,20}"
    r"\b(?:article|story|text|content)"
    r"|(?:AI|인공지능|기계|자동|파파고|딥엘|구글)\s?(?:가|이|로|으로|에\s?의해|[을를]\s?(?:활용|이용|사용)[해한])?"
    r"\s?(?:자동\s?)?번역(?:한|된|됐|되었|했|하였|기사|본|입니다|\s(?:기사|뉴스|서비스))",
    re.IGNORECASE,
)
"""That a picture has nothing to do with the article, or that a machine translated it."""

_MOST_NOTICE_WORDS = 20
_SNAKE_CASE = re.compile(r"[.#]?[a-z]{2,}(?:_[a-z0-9]{1,20}){1,5}")
_IDENTIFIER = re.compile(r"[.#]?[A-Za-z][A-Za-z0-9_-]{1,40}")
_IDENTIFIER_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_IDENTIFIER_WORDS = word_set("""
    aside banner bar body bottom box btn button col container div footer frame grid head header
    icon iframe img inner item layer layout left main modal nav navi outer pagination panel
    progress right row section side skip slot span svg tab toolbar top util wrap wrapper
""")
_CRUMB = re.compile(r"\s?[>›»＞]\s?|\s[/|·]\s")
_ARROW = re.compile("[>›»＞]")
_LONGEST_CRUMB = 30
_LEAST_SECTIONS = 0.7
_FONT_SAMPLE = re.compile(r"(?:가[+-]?\s?){1,5}|(?:A[+-]?\s?){2,5}")
_PAGE_STEPS = re.compile(
    r"다음|이전|처음|마지막|맨끝|\b(?:next|prev(?:ious)?|first|last|page)\b", re.IGNORECASE
)
_PAGE_NUMBERS = re.compile(
    r"[<>«»‹›\s\[\]|]*(?:\d{1,4}[<>«»‹›\s\[\]|·]+){3,}\d{0,4}|\d{1,3}\s?/\s?\d{1,3}"
)
_LABELLED = re.compile(
    rf"(?<![가-힣A-Za-z])(?:{'|'.join(sorted(PUBLISHER_LABELS, key=len, reverse=True))})\s?[:：]"
)
_MORE_OF = re.compile(
    r"\W{0,3}more\s(?:in|from|on|about|by)\s\S{1,20}(?:\s\S{1,20}){0,2}", re.IGNORECASE
)
_POINTER = re.compile(
    r"\W{0,3}(?:(?:이전|다음|관련|연관|추천|인기)\s?(?:글|기사|뉴스|링크)"
    r"|(?:next|prev(?:ious)?|related|recommended)(?:\s(?:article|story|post|news|link)s?)?"
    r"|(?:also\s)?read(?:\s(?:also|more|next))?|see\salso)\s?[:：|▶>]",
    re.IGNORECASE,
)
"""A label in front of the headline of another article."""


def _has_furniture_form(line: str) -> bool:
    return (
        _is_identifier(line)
        or _is_breadcrumb(line)
        or _POINTER.match(line) is not None
        or _MORE_OF.fullmatch(line) is not None
        or all(word[0] == "#" and word[1:].rstrip(",").isalnum() for word in line.split())
        or line in LANGUAGE_NAMES
        or line in {"(END)", "(끝)"}
        or _FONT_SAMPLE.fullmatch(line) is not None
        or _PAGE_NUMBERS.fullmatch(_PAGE_STEPS.sub(" ", line)) is not None
    )


def _is_notice(line: str) -> bool:
    """A disclaimer under a picture, or that a machine translated the page."""
    return len(line.split()) <= _MOST_NOTICE_WORDS and _NOTICE.search(line) is not None


def _is_identifier(line: str) -> bool:
    """The name of an element that became visible: ``bar_progress``, ``btnShare``."""
    if _SNAKE_CASE.fullmatch(line):
        return True
    if not _IDENTIFIER.fullmatch(line) or (line.isalpha() and (line.islower() or line.istitle())):
        return False
    parts = [part.lower() for part in _IDENTIFIER_PART.findall(line)]
    known = _IDENTIFIER_WORDS | ENGLISH_STRONG | ENGLISH_WEAK
    return len(parts) > 1 and all(part in known or part.isdigit() for part in parts)


def _is_breadcrumb(line: str) -> bool:
    """The way to the page, or a row of sections: ``Home > News > Politics``."""
    parts = [part.strip().lower() for part in _CRUMB.split(line) if part.strip()]
    if len(parts) == 1:
        parts = line.lower().split()
    sections = sum(part in KOREAN_SECTIONS or part in ENGLISH_SECTIONS for part in parts)
    if sections >= 3 and sections >= _LEAST_SECTIONS * len(parts):
        return True
    arrows = len(_ARROW.findall(line))
    if len(parts) < 2 or arrows == 0 or max(map(len, parts)) > _LONGEST_CRUMB:
        return False
    if parts[0] in {"home", "홈", "news", "뉴스"} or sections == len(parts):
        return True
    return arrows >= 2 and sections > 0


def _is_imprint(line: str) -> bool:
    """Publisher, registration and address at the foot of a page."""
    return _LABELLED.match(line) is not None or len(_LABELLED.findall(line)) >= 2
