"""What Korean and English sentences share: marks, brackets, quotations, captions.

A splitter names the places where a sentence might end and a function that
decides on one of them. `cut` walks through the text, settles what is the same
in both languages and leaves the rest to that function. Everything looks back
and ahead by a bounded number of characters, so that the time grows with the
length of the text, whatever the text is.

A question mark gets special care. Conversions from one encoding to another
leave ``?`` in the place of every dash, curly quotation mark and middle dot that
the target lacks, and news pages are full of such texts: ``the bank?s``, ``?New
Deal? policies``, ``SEOUL ? The``. A ``?`` with no space behind it or with one
in front of it therefore ends nothing, nor does one that answers to a ``?``
which stands where an opening quotation mark would.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from aligner.types import Span

MARKS = ".!?…。！？｡"
OPENERS = "\"'“‘«([{「『《〈【〔（［｛＂"
CLOSERS = "\"'”’»)]}」』》〉】〕）］｝＂˝"
_CLOSING_QUOTES = "\"'”’»」』＂˝±¯€™"
_NEVER_INITIAL = ",;:)]}”’»」』》〉】〕）］｝·%"

_FACES = "❤♥\U0001f44d\U0001f493-\U0001f49f\U0001f600-\U0001f64f\U0001f910-\U0001f9ff"
_PICTOGRAMS = _FACES + "\U0001f300-\U0001faff\ufe0f\u200d"
SMILE = rf"(?:[{_PICTOGRAMS}]+| [{_FACES}][{_PICTOGRAMS}]*)?"
"""Pictograms stuck to a mark, or a face or heart one space behind it.

Other pictograms behind a space are bullets as often as not.
"""

_MISREAD_CLOSERS = "¡[±¯]|â€(?:[\u009d™]|(?![œ˜]))"
"""Closing quotation marks of EUC-KR and of UTF-8 that were read as Western European."""

CLOSED_MARK = (
    rf"(?P<mark>\.(?: \.)+|[{MARKS}]+)"
    rf"(?P<closers>(?:[{re.escape(CLOSERS)}]|{_MISREAD_CLOSERS})*(?: ?\[\d{{1,3}}\])*)"
    rf"(?: ?[:;=]['’]?-?[)(DPp]+(?!\w))?{SMILE}"
)
"""A run of marks, what closes around them, a footnote's number, a smile.

The dots of a spaced ellipsis (``. . .``) are one mark.
"""

CREDIT = (
    r"(?P<credit>[\[(<](?:"
    r"(?:자료)?(?:사진|영상|그래픽|이미지|일러스트|자료|출처|제공)(?: ?(?:출처|제공))? ?[=:ⓒ©]"
    r"|(?i:(?:image|photo|picture|graphic|video|screenshot|source|credit)s?"
    r"(?: (?:source|credit|courtesy|by|courtesy of|provided by))? ?[=:©])"
    r"|(?i:(?:image|photo|picture|graphic|video|screenshot)s?"
    r" (?:by|courtesy of|provided by|via) )"
    r")[^\[\]()<>]{0,80}[\])>])"
)
"""A bracket that says whose picture it is; it ends the caption in front of it."""

Decide = Callable[[str, int, re.Match[str], int], bool]
"""``(text, start of the sentence, candidate, start of what follows) -> it ends``"""

_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"\w")
_CREDIT = re.compile(CREDIT)
_ROUND_BRACKET = re.compile(r"[()（）]")
_LONGEST_ASIDE = 300
_LIST_MARKER = re.compile(r"[(（]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z가-하]|[ivxIVX]{2,4})")
_REST_OF_DATE = re.compile(r"\d{1,2}\.(?!\d)")
_START_OF_DATE = re.compile(r"\d{1,4}\. ?\d{1,2}\. ?\d{1,4}$|\d{1,4}\. \d{1,2}$")
_LOST_OPENING = re.compile(r"(?<!\S)\?\w")
_WORD_EDGE = re.compile(r"[\s\"“”‘()\[\]{}<>/—–-]")
_DOUBLE_QUOTE = re.compile('["“”„«»「」『』＂]')


def cut(text: str, candidates: re.Pattern[str], decide: Decide) -> list[Span]:
    """The sentences of ``text``: ordered, trimmed, all there is but white space.

    ``candidates`` is searched for; its matches have a group ``credit`` and end
    where a sentence may end. None ends one inside a round bracket that was
    opened in mid-sentence, before a mark that belongs to what stands in front
    of it, before the credit of a caption, or when there is no letter or digit
    in the sentence yet.
    """
    spans: list[Span] = []
    asides = _asides(text)
    start = wordless = _after_space(text, 0)
    for candidate in candidates.finditer(text):
        end = candidate.end()
        following = _after_space(text, end)
        if following == len(text):
            break
        if text[following] in _NEVER_INITIAL or _inside(asides, start, candidate.start()):
            continue
        if candidate["credit"]:
            ends = _credit_ends(text, candidate, following)
        else:
            ends = not _CREDIT.match(text, following) and decide(text, start, candidate, following)
        if not ends:
            continue
        if not _WORD.search(text, wordless, end):
            wordless = end
            continue
        spans.append((start, end))
        start = wordless = following
    stop = len(text.rstrip())
    if start < stop:
        if spans and not _WORD.search(text, wordless, stop):
            start, _ = spans.pop()
        spans.append((start, stop))
    return spans


def closes_quotation(candidate: re.Match[str]) -> bool:
    """Whether a quotation mark stands right behind the candidate's mark."""
    return any(closer in _CLOSING_QUOTES for closer in candidate["closers"])


def word_before(text: str, at: int) -> str:
    """What stands between ``at`` and the last white space, bracket, quote or dash.

    >>> word_before("Washington (U.S.", 15)
    'U.S'
    """
    return _WORD_EDGE.split(text[max(0, at - 24) : at])[-1].lstrip("'’")


def is_list_marker(text: str, start: int, at: int) -> bool:
    """Whether all that stands between ``start`` and ``at`` numbers an item.

    >>> is_list_marker("가. 신청 자격", 0, 1), is_list_marker("12. Oats", 0, 2)
    (True, True)
    >>> is_list_marker("It ended in 12. Oats", 0, 14)
    False
    """
    return at - start <= 12 and _LIST_MARKER.fullmatch(text, start, at) is not None


def is_dotted_date(text: str, at: int, following: int) -> bool:
    """Whether the full stop at ``at`` belongs to a date in figures.

    >>> text = "2023. 10. 17. 서울"
    >>> [is_dotted_date(text, at, at + 2) for at in (4, 8, 12)]
    [True, True, True]
    """
    if not text[at - 1 : at].isdigit():
        return False
    return bool(
        _REST_OF_DATE.match(text, following) or _START_OF_DATE.search(text[max(0, at - 12) : at])
    )


def answers_lost_quote(text: str, start: int, at: int) -> bool:
    """Whether a ``?`` before ``at`` stands where a quotation opens, which this one may close.

    >>> answers_lost_quote("the ?New Deal? policies", 0, 13)
    True
    """
    return _LOST_OPENING.search(text, max(start, at - 200), at) is not None


def quoted_ends(text: str, spans: Sequence[Span]) -> list[bool]:
    """For each span, whether it ends in a double quotation that is still open.

    A straight quotation mark opens when only the right side of it touches
    something, and closes when only the left side does; otherwise it does what
    the last one did not. Single quotation marks are left out: too many of them
    are apostrophes.

    >>> quoted_ends('그는 "좋다. 가자." 했다.', [(0, 7), (8, 12), (13, 16)])
    [True, False, False]
    """
    answers: list[bool] = []
    is_open = False
    marks = _DOUBLE_QUOTE.finditer(text)
    mark = next(marks, None)
    for _, end in spans:
        while mark is not None and mark.start() < end:
            is_open = _opens(text, mark.start(), is_open)
            mark = next(marks, None)
        answers.append(is_open)
    return answers


def _credit_ends(text: str, candidate: re.Match[str], following: int) -> bool:
    """Not before a particle or a small letter: ``실업률(자료: 통계청)은``."""
    glued = following == candidate.end()
    return not (text[following].islower() or (glued and candidate["credit"][0] != "["))


def _opens(text: str, at: int, is_open: bool) -> bool:
    if text[at] in "“„«「『":
        return True
    if text[at] in "”»」』":
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    touches_left = bool(before) and not before.isspace() and before not in f"{OPENERS}—–-="
    touches_right = bool(after) and not after.isspace() and after not in f"{CLOSERS}{MARKS},;:"
    return touches_right if touches_left != touches_right else not is_open


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _asides(text: str) -> list[Span]:
    """The outermost pairs of round brackets, but for those too far apart."""
    if "(" not in text and "（" not in text:
        return []
    pairs: list[Span] = []
    opened: list[int] = []
    for bracket in _ROUND_BRACKET.finditer(text):
        if bracket[0] in "(（":
            opened.append(bracket.start())
        elif opened:
            start = opened.pop()
            if bracket.start() - start <= _LONGEST_ASIDE:
                while pairs and pairs[-1][0] > start:
                    pairs.pop()
                pairs.append((start, bracket.start()))
    return pairs


def _inside(asides: list[Span], start: int, at: int) -> bool:
    """Whether ``at`` is in an aside that does not itself begin the sentence."""
    index = bisect_right(asides, (at, at)) - 1
    return index >= 0 and start < asides[index][0] and at < asides[index][1]
