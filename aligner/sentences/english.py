"""Sentence ends in English.

``!`` and ``?`` end a sentence, a full stop may belong to an abbreviation, and
after some abbreviations only the next word can tell whether a sentence ended
there as well. A short list of words that open sentences and are hardly ever
names (``The``, ``She``, ``However``) tells that better than learned statistics:
with the orthographic evidence of the Punkt models ``U.S. Troops`` is split and
``U.S. Reporters`` is not, and they are right about fewer sentences than these
rules on every set measured (``tests/benchmarks/segmentation.py``).
"""

from __future__ import annotations

import re

from aligner.sentences.abbreviations import (
    AFTER_TIME,
    ALWAYS_INSIDE,
    BEFORE_CAPITAL_ENDS,
    BEFORE_NUMBER,
    EXCLAIMED_NAMES,
    MAY_END,
    QUESTION_WORDS,
    STARTERS,
    TIMES,
    TITLES,
)
from aligner.sentences.marks import (
    CLOSED_MARK,
    CREDIT,
    OPENERS,
    answers_lost_quote,
    closes_quotation,
    cut,
    is_dotted_date,
    is_list_marker,
    word_before,
)
from aligner.types import Span

_CANDIDATE = re.compile(f"{CREDIT}|{CLOSED_MARK}")
_NEXT_WORD = re.compile(r"[A-Za-z]{2,20}(?!\w)|[A-Za-z](?![\w.])")
_PLAIN_WORD = re.compile(r"[a-z]{3,24}")
_CAPITALISED = re.compile(r"[A-Z][a-z]{1,24},?\s")
_DOTTED = re.compile(r"[A-Za-z](?:\.[A-Za-z])+")
_NEVER_BEFORE_SMALL = ALWAYS_INSIDE | TITLES | MAY_END | TIMES | BEFORE_CAPITAL_ENDS
_NAME_AND_VERB = re.compile(
    r"(?:[A-Z][\w.'’-]{0,30},? ){1,4}(?:(?:also|then|later|once) )?"
    r"(?:said|says|asked|asks|added|adds|wrote|writes|told|replied|answered|explained|noted|wondered"
    r"|recalled|exclaimed|shouted|joked|tweeted|continued|claimed|insisted|declared|reported|cried"
    r"|demanded|responded|remarked|commented|warned|whispered|thought)\b"
)


def split(text: str) -> list[Span]:
    """The spans of the sentences in one line of English.

    >>> text = 'Lt. Gov. Kim flew to the U.S. She said: "We won. Now what?" They left.'
    >>> [text[start:end] for start, end in split(text)]
    ['Lt. Gov. Kim flew to the U.S.', 'She said: "We won.', 'Now what?"', 'They left.']
    >>> text = "The bank?s ?New Deal? failed on Tuesday.The market fell."
    >>> [text[start:end] for start, end in split(text)]
    ['The bank?s ?New Deal? failed on Tuesday.', 'The market fell.']
    """
    return cut(text, _CANDIDATE, _ends)


def _ends(text: str, start: int, candidate: re.Match[str], following: int) -> bool:
    if following == candidate.end():
        return _ends_without_space(text, candidate)
    mark, at = candidate["mark"], candidate.start()
    if candidate["closers"] and _goes_on_after_closing(text, candidate, following):
        return False
    if mark[-1] in "!！":
        return not _is_exclaimed_name(text, at, following)
    if mark[-1] in "?？" and mark[0] != ".":
        return _question_ends(text, start, at, following)
    if mark == "…" or (len(mark) > 1 and mark[-1] in ".…"):
        return not _first(text, following).islower() or text.startswith("http", following)
    return not (
        is_list_marker(text, start, at)
        or is_dotted_date(text, at, following)
        or _is_abbreviated(text, word_before(text, at), following)
    )


def _question_ends(text: str, start: int, at: int, following: int) -> bool:
    """A question, and not the mark of a lost apostrophe: ``the companies? union``."""
    before = text[at - 1 : at]
    asks = _next_word(text, start).lower() in QUESTION_WORDS
    possessive = before == "s" and text[following].islower()
    if (before.isspace() or possessive) and not asks:
        return False
    return before != "," and not answers_lost_quote(text, start, at)


def _ends_without_space(text: str, candidate: re.Match[str]) -> bool:
    """``Tuesday.The`` and ``year.More than``, but neither ``example.The`` nor ``Node.Js``."""
    mark, at = candidate["mark"][-1], candidate.start()
    if mark in "。！？｡":
        return True
    before = text[at - 2 : at]
    if mark == "?" or not (before.isalpha() and before.islower()):
        return False
    return _next_word(text, candidate.end()) in STARTERS or bool(
        _PLAIN_WORD.fullmatch(word_before(text, at)) and _CAPITALISED.match(text, candidate.end())
    )


def _goes_on_after_closing(text: str, candidate: re.Match[str], following: int) -> bool:
    """``"Why?" he asked``, ``(and others.) were``, ``"Why?" Kim asked``."""
    if text[following].islower():
        return True
    if not closes_quotation(candidate):
        return False
    match = _NAME_AND_VERB.match(text, following)
    if match is None or _next_word(text, following) in STARTERS:
        return False
    return candidate["mark"][-1] in "?!" or text[match.end() : match.end() + 1] == "."


def _is_exclaimed_name(text: str, at: int, following: int) -> bool:
    return word_before(text, at) in EXCLAIMED_NAMES and _next_word(text, following) not in STARTERS


def _is_abbreviated(text: str, word: str, following: int) -> bool:
    """Whether the full stop behind ``word`` belongs to it and ends no sentence."""
    first = _first(text, following)
    initial_or_dotted = bool(_DOTTED.fullmatch(word)) or (len(word) == 1 and word.isupper())
    if word in ALWAYS_INSIDE:
        return True
    if first.isdigit():
        return initial_or_dotted or word in BEFORE_NUMBER or word in MAY_END
    if first.islower():
        return (
            initial_or_dotted
            or len(word) == 1
            or word in _NEVER_BEFORE_SMALL
            or (word.isdigit() and len(word) < 3)
        )
    if word in TIMES:
        return _next_word(text, following) in AFTER_TIME
    if initial_or_dotted or word in MAY_END:
        return _next_word(text, following) not in STARTERS
    return word in TITLES


def _first(text: str, following: int) -> str:
    """The first character of what follows, behind an opening bracket or quote."""
    return text[following : following + 2].lstrip(OPENERS)[:1]


def _next_word(text: str, at: int) -> str:
    match = _NEXT_WORD.match(text, at + (text[at] in OPENERS))
    return match[0] if match else ""
