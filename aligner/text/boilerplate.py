"""What a line is that belongs to the page and not to the article.

Everything here looks at one line alone and goes by what such lines have in
common: labels by their words (`aligner.text.furniture`) or by the parts of words that
labels are made of (`aligner.text.furniture_model`), bylines and time stamps
(`aligner.text.bylines`), picture credits (`aligner.text.credits`) and copyright
notices by their form. Where a line stands on the page and how often, a reader of
documents can add.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from aligner.text.alternatives import has_one
from aligner.text.bylines import is_byline
from aligner.text.credits import AGENCY, is_caption, is_credit, is_wordless
from aligner.text.furniture import PLAIN_FORM, furniture_score
from aligner.text.furniture_forms import has_furniture_form, is_division
from aligner.text.furniture_model import furniture_log_odds
from aligner.types import BlockKind

FURNITURE_THRESHOLD = 0.8
"""A line whose `furniture_score` reaches this is taken for page furniture."""

LEAST_LOG_ODDS = 0.5
"""So is a line whose `furniture_log_odds` reach this."""

_LONGEST_LABEL = 80

LONGEST_LINE = 250
"""Code points; a longer line is running text, whatever words it holds."""

_REMEMBERED = 1 << 16  # lines: the reader of a document asks for them, and each check again


@lru_cache(maxsize=_REMEMBERED)
def classify_line(line: str) -> BlockKind | None:
    """Say what a line is that stands outside the article, or None for article text.

    ``"caption"`` is the one answer for text that is translated: words about a
    picture with the picture's credit behind them.

    >>> classify_line("글자크기 설정")
    'furniture'
    >>> classify_line("Published 2 May 2023 18:40 (KST)")
    'byline'
    >>> classify_line("[사진 제공=한강뉴스]")
    'credit'
    >>> classify_line("ⓒ 한강뉴스. 무단 전재 및 재배포 금지")
    'copyright'
    >>> classify_line("The bridge at night [Image source=Hangang News]")
    'caption'
    >>> classify_line("로그인 없이 투표 가능해진다") is None
    True
    """
    line = line.strip()
    if not line or len(line) > LONGEST_LINE:
        return None
    if is_copyright(line):
        return "copyright"
    if PLAIN_FORM.search(line) and not has_furniture_form(line):
        return None  # Korean articles speak like this, and nothing else on a page does
    if is_credit(line):
        return "credit"
    if is_byline(line):
        return "byline"
    if furniture_score(line) >= FURNITURE_THRESHOLD:
        return "furniture"
    if is_caption(line):
        return "caption"
    return "furniture" if furniture_likelihood(line) >= LEAST_LOG_ODDS else None


def furniture_likelihood(line: str) -> float:
    """The log-odds that a line is furniture; minus infinity if it cannot be a label.

    >>> furniture_likelihood("Manage notifications") > 0, furniture_likelihood("Article 5")
    (True, -inf)
    """
    line = line.strip()
    if not line or len(line) > _LONGEST_LABEL or is_division(line) or PLAIN_FORM.search(line):
        return -math.inf
    return furniture_log_odds(line)


_LAST_END = re.compile(r"(?:[.!?][\"'”’)\]]{0,3}\s|(?<=다)\.)\s{0,3}(?=[A-Z가-힣])")
_LEAST_GLUED = 8  # code points: shorter tails are exclamations and signatures
_LONGEST_GLUED = 60


def glued_label_span(text: str) -> tuple[int, int] | None:
    """Where a label of the page (share, subscribe) stands behind the sentences of a text.

    >>> text = "The bridge opened. Share on Facebook"
    >>> glued_label_span(text), glued_label_span("The bridge opened. People shared food.")
    ((19, 36), None)
    """
    tail = text[-_LONGEST_GLUED:]
    offset = len(text) - len(tail)
    for end in _LAST_END.finditer(tail):
        label = tail[end.end() :].rstrip()
        if len(label) >= _LEAST_GLUED and furniture_score(label) >= 1:
            start = offset + end.end()
            return start, start + len(label)
    return None


_COPYRIGHT_SIGN = re.compile(
    r"\W{0,3}(?:저작권자?\s?)?[:(<]?\s?"
    r"(?:[ⓒ©Ⓒ]|\(c\)\s|copyrights?\s{0,2}(?:[ⓒ©:]|\(c\)|by\s|\d{4}))",
    re.IGNORECASE,
)
_COPYRIGHT_SIGNS = "무단", "재배포", "reserved", "prohibited", "forbidden", "학습"
"""One of these is in every such notice."""
_COPYRIGHT_NOTICE = re.compile(
    r"무단\s?(?:전재|복제|배포|사용|도용|수집)[^.\n]{0,40}(?:금지|금합니다|금함|불허|삼가)\W{0,4}(?:$|[A-Z])"
    r"|재배포\s?금지\W{0,4}$"
    r"|all\s{1,3}rights?\s{1,3}reserved"
    r"|(?:reproduction|redistribution)\b.{0,60}\b(?:prohibited|forbidden)"
    r"|AI\s?학습\s?(?:및\s?)?(?:활용|이용)\s?금지",
    re.IGNORECASE,
)


def is_copyright(line: str) -> bool:
    """True for a copyright notice, in either language.

    >>> is_copyright("Copyright © Hangang News. All rights reserved.")
    True
    >>> is_copyright("Copyright law changes next year")
    False
    """
    if len(line) > LONGEST_LINE:
        return False
    if has_one(line.lower(), _COPYRIGHT_SIGNS) and _COPYRIGHT_NOTICE.search(line):
        return True
    sign = _COPYRIGHT_SIGN.match(line)
    # "ⓒ AFP" under a picture is a credit.
    return sign is not None and not is_wordless(AGENCY.sub(" ", line[sign.end() :]))
