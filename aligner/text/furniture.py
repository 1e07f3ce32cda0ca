"""Labels, menus, counters and notices: text that a page shows beside its article.

Such lines are short, they are no sentences in the style of an article, and
nearly all of their words come from the vocabulary of web pages
(`aligner.text.interface_words`), or they have a form of their own
(`aligner.text.furniture_forms`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from aligner.text.alternatives import one_of
from aligner.text.furniture_forms import (
    has_furniture_form,
    is_division,
    is_imprint,
    is_notice,
)
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
)

_LONGEST_NOTICE = 250
_LONGEST_LABEL = 120
_WORD = re.compile(r"[A-Za-z]+(?:[-'’_][A-Za-z]+){0,4}|[가-힣]+|[^\W\dA-Za-z가-힣_]+")
_PHRASE = re.compile(rf"\b(?:{one_of(ENGLISH_PHRASES)})\b", re.IGNORECASE)
_PHRASE_WORD = "login"
_STRONG, _WEAK, _FAINT, _FOREIGN = 1.0, 0.5, 0.3, -1.0
_LONGEST_TOKEN = 24
_MOST_WORDS = 16
_MOST_NAMES = 3
_MOST_FUNCTION_WORDS = 0.6


@lru_cache(maxsize=4096)
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
    if is_notice(line) or is_imprint(line):
        return 1.0
    if len(line) > _LONGEST_LABEL or is_division(line):
        return 0.0
    if has_furniture_form(line):
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
    return (
        _ENGLISH_REQUEST.match(line) is not None
        and any(_word_weight(word) == _STRONG for word in words)
        and all(word[0].isupper() for word in words if (_word_weight(word) or 0.0) < 0)
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


@lru_cache(maxsize=1 << 16)
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
            before = heaviest[start]
            if before is None:
                continue
            part = token[start:end]
            stem = _KOREAN_STEMS.get(part, 0.0 if part in KOREAN_ENDINGS else None)
            if stem is not None:
                joined = before + stem if min(before, stem) >= _WEAK else max(before, stem)
                heaviest[end] = max(heaviest[end] or 0.0, min(_STRONG, joined))
    weight = heaviest[-1]
    if weight is None:
        return _FOREIGN
    return None if weight == 0 or (weight == _FAINT and len(token) == 1) else weight
