"""B2xx: what belongs to the page and not to the article.

Three of these codes are given by the reader of documents, since only the whole
page can show them: B205, B206 and B211. They are listed here so that they can be
looked up and selected; `aligner.checks.check` keeps them as they come.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import ClassVar

from aligner.checks.options import Options
from aligner.checks.rule import Check, Example, Rule, Survey, texts
from aligner.checks.strings import Strings
from aligner.text.alternatives import has_one
from aligner.text.boilerplate import classify_line, glued_label_span
from aligner.text.bylines import attached_byline_span, glued_date_place
from aligner.text.credits import credit_span
from aligner.types import SIDES, BlockKind, Finding, Pair, Span

PAGE_FURNITURE = Rule(
    code="B201",
    name="page-furniture",
    severity="warning",
    summary="the text is a label of the page: a button, a menu, a counter, a disclaimer",
    explanation=(
        "Buttons, menus and counters stand on every page of a site. They have no partner on the "
        "other side, or one that was chosen by the site and not by a translator; in a corpus "
        "they repeat thousands of times and drown what is rare. Where both sides are there it is "
        "information: the strings of a program look the same, and so may a headline."
    ),
    example=Example(
        ko="댓글 0 공유하기",
        en=None,
    ),
)
COPYRIGHT = Rule(
    code="B202",
    name="copyright-notice",
    severity="warning",
    summary="the text is a copyright notice",
    explanation=(
        "It stands under every article in the same words and says nothing of the article. Its "
        "Korean and English forms are two traditions and no translations of each other."
    ),
    example=Example(
        ko="ⓒ 한강뉴스. 무단 전재 및 재배포 금지",
        en="© Hangang News. All rights reserved.",
    ),
)
BYLINE = Rule(
    code="B203",
    name="byline-or-time",
    severity="warning",
    summary="the text says only who wrote the article, or when it appeared",
    explanation=(
        "Names of reporters, their addresses and the times of publication and change are data "
        "about the article. As training text they teach names and addresses of persons."
    ),
    example=Example(
        ko="입력 2023.05.02 18:40",
        en="Published 2 May 2023 18:40",
    ),
)
CREDIT = Rule(
    code="B204",
    name="picture-credit",
    severity="warning",
    summary="the text only says whose picture it is",
    explanation=(
        "A credit belongs to a picture that the corpus does not have. Agencies are named "
        "differently in the two languages, and a credit often has no partner."
    ),
    example=Example(
        ko="[사진 제공=한강뉴스]",
        en="Photo by Hangang News",
    ),
)
GLUED_CAPTION = Rule(
    code="B205",
    name="caption-glued-to-headline",
    severity="info",
    summary="the caption of a picture begins with the headline of the article",
    explanation=(
        "Sites put the headline into the description of a picture, and copied text shows it in "
        "front of the caption as if it were one sentence. The reader of documents finds it by "
        "comparing with the headline, so a pair that comes without its page never has this."
    ),
    example=Example(
        ko="섬을 잇는 다리 열렸다 개통식을 지켜보는 주민들 [사진=한강뉴스]",
        en=None,
    ),
)
REPEATED_HEADLINE = Rule(
    code="B206",
    name="repeated-headline",
    severity="info",
    summary="the headline of the article stands here again",
    explanation=(
        "Sites repeat the headline above pictures and in the middle of long articles. The "
        "repetition is no sentence of the article and often stands on one side only. The reader "
        "of documents finds it, so a pair that comes without its page never has this."
    ),
    example=Example(
        ko="섬을 잇는 다리 열렸다",
        en=None,
    ),
)
ATTACHED_BYLINE = Rule(
    code="B207",
    name="attached-byline",
    severity="info",
    summary="a dateline or a reporter's name is attached to the sentence",
    explanation=(
        "Agencies put place, agency and reporter in front of the first sentence, and newspapers "
        "the reporter behind the last. Translations drop it as often as not, which lowers the "
        "similarity of a pair that is right."
    ),
    example=Example(
        ko="(서울=한강뉴스) 홍길동 기자 = 다리가 열렸다.",
        en="The bridge has opened.",
    ),
    fix="unsafe",
)
GLUED_DATE = Rule(
    code="B208",
    name="glued-section-and-date",
    severity="warning",
    summary="the name of a section and a date run together",
    explanation=(
        "The page sets them apart by its layout, and copying loses that. Neither belongs to the "
        "sentence that may follow."
    ),
    example=Example(
        ko=None,
        en="ViewpointsJune 5, 2023",
    ),
    fix="unsafe",
)
ATTACHED_CREDIT = Rule(
    code="B209",
    name="attached-credit",
    severity="info",
    summary="a caption ends with the credit of its picture",
    explanation=(
        "The caption is translated, the credit is rewritten in the manner of the other language "
        "or left out; the two halves of the pair then say different things."
    ),
    example=Example(
        ko="개통한 다리 [사진=한강뉴스]",
        en="The new bridge [Photo by Hangang News]",
    ),
    fix="unsafe",
)
TEMPLATE_REMNANT = Rule(
    code="B210",
    name="template-remnant",
    severity="warning",
    summary="a placeholder or a piece of markup stands where text should be",
    explanation=(
        "The program that made the page left its own marks: a variable that was not filled in, a "
        "tag, the word undefined. What both sides have alike is content, as in a manual, and is "
        "not reported."
    ),
    example=Example(
        ko="{{author}} 다리가 열렸다.",
        en="The bridge opened.",
    ),
)

BESIDE_THE_ARTICLE = Rule(
    code="B211",
    name="beside-the-article",
    severity="warning",
    summary="by its place on the page the line is not part of the article",
    explanation=(
        "Under a title like 많이 본 뉴스 or among menus stand headlines of other articles and names of sections, "
        "which look like text of the article and are not translated. The reader of "
        "documents tells them by what stands around them, so a pair that comes without its page "
        "never has this."
    ),
    example=Example(
        ko="강변 축제 개막",
        en=None,
    ),
)

GLUED_LABEL = Rule(
    code="B212",
    name="glued-label",
    severity="warning",
    summary="a label of the page (share, subscribe) is glued to the end of the text",
    explanation=(
        "Copied text runs the buttons below an article into its last sentence. Where the other side "
        "ends with a label as well, as in the strings of a program, it is content and not reported."
    ),
    example=Example(
        ko="다리가 열렸다.",
        en="The bridge opened. Share on Facebook",
    ),
    fix="unsafe",
)

PAGE_RULES: list[Rule] = [GLUED_CAPTION, REPEATED_HEADLINE, BESIDE_THE_ARTICLE]
"""Rules whose findings come with the document."""

FROM_THE_PAGE = frozenset(rule.code for rule in PAGE_RULES)
"""Their codes: what has one of them is not text of the article, as only its page could show."""

_WHAT_TO_DO = "leave it out of the corpus"


@lru_cache(maxsize=8)
def kind_of(text: str) -> BlockKind | None:
    """`classify_line`, remembered: most rules here and those on language ask for it."""
    return classify_line(text)


def is_article(text: str) -> bool:
    """Whether a text belongs to the article and not to the page."""
    return kind_of(text) in {None, "caption"}


_byline_span = lru_cache(maxsize=8)(attached_byline_span)
_credit_span = lru_cache(maxsize=8)(credit_span)
_label_span = lru_cache(maxsize=8)(glued_label_span)


@lru_cache(maxsize=4)
def article_text(text: str) -> str | None:
    """A text of the article with blanks where a byline, credit or label is attached; None for other text.

    Places in it are places in the text.
    """
    if not is_article(text):
        return None
    for span in (_byline_span(text), _credit_span(text), _label_span(text)):
        if span is not None:
            start, end = span
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _whole_line(rule: Rule, kind: BlockKind, what: str) -> Check:
    def find(pair: Pair) -> list[Finding]:
        return [
            rule.finding(side, (0, len(text)), f"{what}; {_WHAT_TO_DO}")
            for side, text in texts(pair)
            if kind_of(text) == kind
        ]

    return rule, find


class Labels(Survey):
    """Labels of the page; not where all pairs are the strings of a program."""

    rules: ClassVar = (PAGE_FURNITURE,)

    def __init__(self, options: Options) -> None:
        self._strings = Strings()

    def add(self, pair: Pair) -> None:
        """Take note of what kind of file it is."""
        self._strings.add(pair)

    def findings(self, pair: Pair) -> list[Finding]:
        """B201; of a label that was translated, which programs have too, only a remark."""
        labels = [(side, text) for side, text in texts(pair) if kind_of(text) == "furniture"]
        if not labels or self._strings.are_all:
            return []
        message = f"page furniture; {_WHAT_TO_DO}"
        if not pair.is_null:
            message = f"looks like a label of the page; {_WHAT_TO_DO} if it is one"
        found = [PAGE_FURNITURE.finding(side, (0, len(text)), message) for side, text in labels]
        return found if pair.is_null else [replace(one, severity="info") for one in found]


def _cut(text: str, span: Span) -> Span:
    """The span with the white space that sets it apart from the text that stays."""
    start, end = span
    if start > 0:
        return len(text[:start].rstrip()), end
    return start, len(text) - len(text[end:].lstrip())


def _attached_byline(pair: Pair) -> list[Finding]:
    message = "a dateline or byline is attached to the sentence; cut it off"
    return [
        ATTACHED_BYLINE.finding(side, _cut(text, span), message, "")
        for side, text in texts(pair)
        if (span := _byline_span(text)) is not None and kind_of(text) is None
    ]


def _attached_credit(pair: Pair) -> list[Finding]:
    message = "a picture credit is attached to the caption; cut it off"
    return [
        ATTACHED_CREDIT.finding(side, _cut(text, span), message, "")
        for side, text in texts(pair)
        if (span := _credit_span(text)) is not None and kind_of(text) in {None, "caption"}
    ]


def _glued_label(pair: Pair) -> list[Finding]:
    if not all(is_article(text) for _, text in texts(pair)):
        return []
    glued = [
        (side, text, span) for side, text in texts(pair) if (span := _label_span(text)) is not None
    ]
    if len(glued) == len(SIDES):
        return []
    message = "a label of the page is glued to the text; cut it off"
    return [GLUED_LABEL.finding(side, _cut(text, span), message, "") for side, text, span in glued]


def _glued_date(pair: Pair) -> list[Finding]:
    found = []
    for side, text in texts(pair):
        place = glued_date_place(text)
        if place is not None:
            message = (
                f"“{text[:place].strip()}” and the date behind it run together; set them apart"
            )
            found.append(GLUED_DATE.finding(side, (place, place), message, " "))
    return found


_REMNANT_SIGNS = "{", "<", "%", "[", "-->", "undefined", "nan", "lorem"
_REMNANT = re.compile(
    r"\{\{[^{}\n]{0,80}\}\}|\$\{[^{}\n]{1,80}\}|\{%[^{}\n]{1,80}%\}|<%[^<>\n]{1,80}%>|%[sd]\b(?!\w)|%\(\w{1,40}\)[sd]"
    r"|(?<![\w{])\{(?:\d{1,2}|[a-z]{1,20}(?:[._][a-z]{1,20}){0,3})\}(?!\w|\})"
    r"|</?(?:div|span|p|br|img|a|table|tr|td|li|ul|ol|h[1-6]|script|style|iframe|font|strong|em|b|i)"
    r"(?:\s[^<>\n]{0,300})?/?>"
    r"|\[object Object\]|<!--|-->|\[(?:caption|gallery|embed|video|audio)\b[^\[\]\n]{0,200}\]|\[/(?:caption|embed)\]"
    r"|\blorem ipsum\b|(?<![\w.'’-])(?-i:undefined|NaN)(?![\w.'’-])(?!\s+\w)",
    re.IGNORECASE,
)


_INSTRUCTION = re.compile(
    r"\[(?:insert\b[^\[\]\n]{1,60}|(?:add|enter|type|put|paste|write)\b[^\[\]\n]{1,60} here"
    r"|your (?:[^\[\]\n]{1,30} )?(?:title|headline|name|date|text|company|e-?mail|address)(?: here)?"
    r"|[^\[\]\n]{1,40}(?:입력|삽입|기입|기재)(?:란|할 것|하세요|하십시오|해 ?주세요|해 ?주십시오|바람)?)\]"
    r"|^\s*\[your [^\[\]\n]{1,40}\]\s*$",
    re.IGNORECASE,
)
"""What a template tells its author to write there: [Insert title here], [제목을 입력하세요].

Of [your …], with which editors complete quotations, only what asks for such a thing or is all there is.
"""


def _forgotten_instruction(pair: Pair) -> list[Finding]:
    """Instructions of a template on one side; on both they are the strings of a program."""
    found = [
        (side, match)
        for side, text in texts(pair)
        if "[" in text and (match := _INSTRUCTION.search(text)) is not None
    ]
    if len(found) == len(SIDES):
        return []
    message = "an instruction of the template was left; write there what it asks for"
    return [TEMPLATE_REMNANT.finding(side, match.span(), message) for side, match in found]


def _template_remnant(pair: Pair) -> list[Finding]:
    message = "a remnant of a template or of markup; take it out or fill it in"
    return _forgotten_instruction(pair) + [
        TEMPLATE_REMNANT.finding(side, match.span(), message)
        for side, text in texts(pair)
        if has_one(text.lower(), _REMNANT_SIGNS)
        for match in _REMNANT.finditer(text)
        if match[0] not in ((pair.en if side == "ko" else pair.ko) or "")
    ]


CHECKS: list[Check] = [
    _whole_line(COPYRIGHT, "copyright", "a copyright notice"),
    _whole_line(BYLINE, "byline", "a byline or a time of publication"),
    _whole_line(CREDIT, "credit", "a picture credit"),
    (ATTACHED_BYLINE, _attached_byline),
    (GLUED_DATE, _glued_date),
    (ATTACHED_CREDIT, _attached_credit),
    (GLUED_LABEL, _glued_label),
    (TEMPLATE_REMNANT, _template_remnant),
]
SURVEYS: list[type[Survey]] = [Labels]
