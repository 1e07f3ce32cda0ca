"""Sentence ends in Korean.

A Korean sentence ends in a verb, and most of its last syllables are known. So
a full stop after Hangul ends a sentence, and the work lies in what is not that:
the full stops of dates, list markers and foreign abbreviations, the quotation
that a particle or its speaker ties to the rest of the sentence (``"…했다." 라고
말했다``, ``"…했다." 그가 말했다``), the space that is missing (``했다.시장은``), and the full stop that is missing.

Writing without full stops is common on the web. The polite endings (``습니다``,
``어요``, ``죠``) end a sentence wherever white space follows, with the laughter
and tildes that hang on them. The plain ones (``했다``, ``한다``, ``있음``) do so
only in text that goes a hundred characters and more without a mark: elsewhere
``다`` in front of a space is more often part of a name or a construction.
A morphological analyser is not needed for this: with all full stops taken away
from punctuated books and news these endings find the sentences better than
Kiwi does (``tests/benchmarks/segmentation.py``).
"""

from __future__ import annotations

import re

from aligner.sentences.abbreviations import (
    ALWAYS_INSIDE,
    BEFORE_CAPITAL_ENDS,
    BEFORE_NUMBER,
    MAY_END,
    TIMES,
    TITLES,
)
from aligner.sentences.marks import (
    CLOSED_MARK,
    CREDIT,
    SMILE,
    answers_lost_quote,
    closes_quotation,
    cut,
    is_dotted_date,
    is_list_marker,
    word_before,
)
from aligner.text.scripts import syllables_ending
from aligner.types import Span

_N, _B, _SS = map(syllables_ending, (4, 17, 20))

_POLITE = (
    rf"[{_B}](?:니[다까]|시다)|십시오|[가-힣]죠|잖아|더라|(?!있)[{_SS}]어|[는{_SS}]구나"
    r"|[어아여해봐와워줘돼져셔겨려쳐켜펴네데지군든예에세게래까나구]요|[라다냐자]고요"
)
_PLAIN = rf"[{_N}{_SS}는이없하아니]다|[{_SS}없않같좋많]음|됨|[가-힣]{{2}}함|[것정]임"
_FINAL_SYLLABLES = "다요죠까네지용당쥬냐군음함임됨듯셈"
_INTERROGATIVES = "까요죠니냐"
_EMOTES = f"[ㅋㅎㅠㅜㅡㅇㅅ~^♡♥☆★]*{SMILE}"


def _candidates(endings: str) -> re.Pattern[str]:
    return re.compile(
        rf"{CREDIT}"
        rf"|{CLOSED_MARK}{_EMOTES}"
        rf"|(?P<ending>{endings}){_EMOTES}[)\]]?(?!\S)"
        rf"|(?P<emote>~|[ㅋㅎㅠㅜ]{{2}}){_EMOTES}(?!\S)"
    )


_IN_PUNCTUATED = _candidates(_POLITE)
_IN_UNPUNCTUATED = _candidates(f"{_POLITE}|{_PLAIN}")
_LONGEST_PUNCTUATED = 100

_TIED_TO_QUOTATION = re.compile(
    r"이?(?:라고|라며|라면서|라는)"
    r"|(?:하고|하며|하면서|하는|하던|하자|며|면서|는|에서|및|와|과)(?![가-힣])"
    r"|고(?= ?(?:말|했|하|밝|전했|덧붙|강조|주장|설명|답|물었|적었|썼))"
)
_SPEAKER = re.compile(
    r"(?:[^\s.!?…\"“”'‘’]{1,40} ){1,12}?(?P<thus>(?:이렇게|이같이|이처럼|이와 같이|다음과 같이) )?"
    r"(?:말했|말하였|밝혔|전했|물었|되물었|덧붙였|보도했|설명했|강조했|궁금해했|궁금했|외쳤|소리쳤|대답했"
    r"|주장했|속삭였|중얼거렸)(?:습니)?다\.(?P<quotes>\s+[\"“‘'])?"
)
_SOMETHING_ELSE_SAID = re.compile(r"(?:[을를고며도만]|는지|[다냐라자]는|[대관]해서?|대하여) ")
_TIED_TO_ENDING = re.compile(
    r"[.!?…([<–—-]|이?(?:라고|라며|라면서|라는)|(?:고|며|하고|하며)(?![가-힣])"
    r"|하(?:면|는|더|거|기|자|여|였|셨|던)|했|해도|할지|한들|말했|말한|밝혔|전했|싶|치더"
)


def split(text: str) -> list[Span]:
    """The spans of the sentences in one line of Korean.

    >>> text = '"비가 온다. 가자."라고 했다.시장은 2023. 10. 17. 열렸다.'
    >>> [text[start:end] for start, end in split(text)]
    ['"비가 온다.', '가자."라고 했다.', '시장은 2023. 10. 17. 열렸다.']
    >>> text = "정말 맛있었어요ㅎㅎ 다음에는 국수를 먹으려고 합니다 추천해 주세요"
    >>> [text[start:end] for start, end in split(text)]
    ['정말 맛있었어요ㅎㅎ', '다음에는 국수를 먹으려고 합니다', '추천해 주세요']
    """
    marks = sum(map(text.count, ".!?…"))
    punctuated = len(text) < _LONGEST_PUNCTUATED * (marks + 1)
    return cut(text, _IN_PUNCTUATED if punctuated else _IN_UNPUNCTUATED, _ends)


def _ends(text: str, start: int, candidate: re.Match[str], following: int) -> bool:
    if candidate["mark"]:
        return _mark_ends(text, start, candidate, following)
    if candidate["emote"]:
        at = candidate.start()
        return _is_final(text, start, at - text[at - 1 : at].isspace())
    bare = candidate.end() == candidate.end("ending")
    if bare and text.find(" ", start, min(start + 40, candidate.start())) < 0:
        return False  # "안녕하세요 여러분"
    return _TIED_TO_ENDING.match(text, following) is None


def _mark_ends(text: str, start: int, candidate: re.Match[str], following: int) -> bool:
    mark, at = candidate["mark"], candidate.start()
    quotation = closes_quotation(candidate)
    if following == candidate.end():
        return _ends_without_space(text, start, candidate)
    if (quotation or mark[-1] != ".") and _TIED_TO_QUOTATION.match(text, following):
        return False
    if quotation and _names_speaker(text, following):
        return False
    if mark[-1] in "!！":
        return True
    if mark[-1] in "?？":
        return _question_ends(text, start, at)
    if mark in (".", "。", "｡"):
        return not (
            is_list_marker(text, start, at)
            or is_dotted_date(text, at, following)
            or _is_abbreviation(word_before(text, at))
        )
    return quotation or _is_final(text, start, at)


def _names_speaker(text: str, following: int) -> bool:
    """Whether what follows a quotation only says whose it is.

    So ``그가 말했다.`` behind ``"비가 온다."``, but not if something else is said there
    (``그는 계획을 밝혔다.``), nor if it leads over to the next quotation (``그는 이렇게
    말했다. "눈도…``).
    """
    match = _SPEAKER.match(text, following)
    if match is None or (match["thus"] and match["quotes"]):
        return False
    return _SOMETHING_ELSE_SAID.search(text, following, match.end()) is None


def _question_ends(text: str, start: int, at: int) -> bool:
    before = text[at - 1 : at]
    last = at - 1 - before.isspace()
    if last >= start and text[last] in _INTERROGATIVES:
        return True
    return not (before == "," or before.isspace() or answers_lost_quote(text, start, at))


def _ends_without_space(text: str, start: int, candidate: re.Match[str]) -> bool:
    mark = candidate["mark"][-1]
    if mark in "。！？｡":
        return True
    if mark in "?…" or closes_quotation(candidate):
        return False
    after = text[candidate.end()]
    return ("가" <= after <= "힣" or after in "“‘\"'") and _is_final(text, start, candidate.start())


def _is_final(text: str, start: int, at: int) -> bool:
    """Whether the syllable in front of ``at`` can be the last of a sentence.

    Not if it is a word of its own (``네… 여기요``), nor in the connective ``니까``.
    """
    if at - start < 2 or text[at - 1] not in _FINAL_SYLLABLES or text[at - 2].isspace():
        return False
    return text[at - 2 : at] != "니까" or text[at - 3 : at - 2] in _B


def _is_abbreviation(word: str) -> bool:
    """Whether a foreign word before a full stop owns it.

    Any that English has, and any that is dotted or one letter long: a Korean
    sentence does not end in them.
    """
    return word.isascii() and (
        (len(word) == 1 and word.isalpha())
        or ("." in word and word.replace(".", "").isalpha())
        or any(
            word in words
            for words in (
                TITLES,
                ALWAYS_INSIDE,
                BEFORE_NUMBER,
                BEFORE_CAPITAL_ENDS,
                MAY_END,
                TIMES,
            )
        )
    )
