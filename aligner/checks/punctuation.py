"""P5xx: marks that one side has and the other has not, or that have no partner."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import ClassVar

from aligner.checks.options import Options
from aligner.checks.rule import Check, Example, Rule, Survey, texts
from aligner.checks.sides import article_sides
from aligner.text.alternatives import has_one
from aligner.text.restored import restored
from aligner.text.scripts import syllables_ending
from aligner.text.word_lists import word_set
from aligner.types import SIDES, Finding, Pair, Side, Span

UNBALANCED_QUOTATION = Rule(
    code="P501",
    name="unbalanced-quotation",
    severity="info",
    summary="a quotation is opened and not closed, or closed and not opened",
    explanation=(
        "Only one side has a quotation mark without its partner. Often the quotation goes on in "
        "the next sentence, which is why this is information only; otherwise a mark was lost."
    ),
    example=Example(
        ko="그는 “다리가 열렸다”고 말했다.",
        en="He said, “The bridge is open.",
    ),
)
UNBALANCED_BRACKET = Rule(
    code="P502",
    name="unbalanced-bracket",
    severity="warning",
    summary="a bracket has no partner",
    explanation=(
        "One side has a bracket that is opened and not closed, or closed and not opened, and the "
        "other has not. The text was cut there, or a character was lost."
    ),
    example=Example(
        ko="섬(인구 300명)에 다리가 열렸다.",
        en="A bridge opened on the island (population 300.",
    ),
)
DROPPED_QUOTATION = Rule(
    code="P503",
    name="dropped-quotation",
    severity="warning",
    summary="one side quotes and the other does not",
    explanation=(
        "A direct quotation became the writer's own words, or the reverse: what somebody said "
        "and what is so are told apart by these marks alone. Single marks, which Korean "
        "news use for emphasis, and marks that only the English has are information only."
    ),
    example=Example(
        ko="그는 “다리가 튼튼하다”고 말했다.",
        en="He said the bridge is strong.",
    ),
)
QUESTION = Rule(
    code="P505",
    name="question-against-statement",
    severity="warning",
    summary="one side asks and the other states",
    explanation=(
        "One side ends with a question mark and the other has none. A question may be rendered "
        "as a statement, but as often the wrong sentences were paired. Korean may ask without "
        "the mark, and then this is information only. A question that is reported (늦었느냐고 "
        "물었다, he asked why) needs no mark."
    ),
    example=Example(
        ko="다리가 언제 열리는가?",
        en="The bridge is going to open.",
    ),
)
EXCLAMATION = Rule(
    code="P506",
    name="exclamation-against-statement",
    severity="info",
    summary="one side exclaims and the other states",
    explanation=(
        "An exclamation mark stands on one side only. Translators soften exclamations on "
        "purpose, so this is information only."
    ),
    example=Example(
        ko="드디어 다리가 열렸다!",
        en="The bridge is open at last.",
    ),
)
EMPHASIS = Rule(
    code="P507",
    name="lost-emphasis",
    severity="warning",
    summary="one side has words set off by markup and the other has none",
    explanation=(
        "Bold, italics or code, written as HTML or Markdown, stand on one side only. The reader "
        "of the other side does not see what was stressed, or what is to be typed."
    ),
    example=Example(
        ko="다리는 **내일** 열린다.",
        en="The bridge opens tomorrow.",
    ),
)
REPEATED_WORD = Rule(
    code="P508",
    name="repeated-word",
    severity="warning",
    summary="a word stands twice in a row",
    explanation=(
        "It was typed or pasted twice. Words that are repeated for emphasis or by grammar (very "
        "very, had had), names, and repetitions that both sides have are information only."
    ),
    example=Example(
        ko="다리가 열렸다.",
        en="The bridge opened to the the public.",
    ),
    fix="unsafe",
)
DOUBLED_SPACE = Rule(
    code="P509",
    name="doubled-space",
    severity="info",
    summary="several spaces stand where one belongs",
    explanation=(
        "They cannot be seen on a page and make equal texts different. Often something between "
        "them was lost, a bracket or a tag."
    ),
    example=Example(
        ko="다리가  열렸다.",
        en="The bridge opened.",
    ),
    fix="safe",
)
ADDRESSES = Rule(
    code="P510",
    name="different-addresses",
    severity="warning",
    summary="a web or e-mail address of one side is not on the other",
    explanation=(
        "Addresses are copied and not translated. One that stands on one side only was lost or "
        "mistyped, or leads the readers of the translation elsewhere."
    ),
    example=Example(
        ko="자세한 내용은 https://bridge.example/ko 를 보라.",
        en="See https://bridge.example/kr for details.",
    ),
)

_OPENING, _CLOSING = "“「『《〈«", "”」』》〉»"
_PARTNER = dict(zip(_OPENING, _CLOSING, strict=True))
_PARTNER_MARKS = _OPENING + _CLOSING
_BRACKETS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "〔": "〕", "［": "］"}
_ANY_QUOTE = re.compile(
    r"[“”„‟\"「『《〈«]|‘(?!n’)|(?<![^\W_])'(?=\w)"
)  # rock ‘n’ roll quotes nothing
_DOUBLE_QUOTED = re.compile(r"“[^”]{1,500}”|\"[^\"]{1,500}\"")
_INCH = re.compile(r'\d"(?!\w)')
_ENUMERATION = re.compile(r"(?:^|\s)[0-9a-zA-Z가-하]{1,2}$|[:;]-?$")
"""What stands before a closing bracket that needs no partner: 1) a) 가) and smileys."""


def _unpaired(text: str, partners: dict[str, str]) -> list[int]:
    """Places of opening marks that are not closed and closing marks that were not opened."""
    closing = set(partners.values())
    open_places: list[int] = []
    unpaired: list[int] = []
    for place, character in enumerate(text):
        if character in partners:
            open_places.append(place)
        elif character in closing:
            if open_places and partners[text[open_places[-1]]] == character:
                open_places.pop()
            else:
                unpaired.append(place)
    return sorted(open_places + unpaired)


def _unpaired_quotes(text: str) -> list[int]:
    straight = [match.start() for match in re.finditer('"', text)]
    if len(straight) % 2:  # that of 12" may be an inch
        straight = [place for place in straight if not _INCH.match(text, place - 1)]
    odd = straight[-1:] if len(straight) % 2 else []
    curly = _unpaired(text, _PARTNER) if not text.isascii() else []
    # “mixed" pairs are another matter: see E160.
    return [] if odd and len(curly) == 1 else sorted(odd + curly)


def _unpaired_brackets(text: str) -> list[int]:
    if not any(bracket in text for bracket in "()[]{}（）【】〔〕［］"):
        return []
    return [
        place
        for place in _unpaired(text, _BRACKETS)
        if text[place] != ")" or not _ENUMERATION.search(text[max(0, place - 3) : place])
    ]


def _unbalanced(
    rule: Rule, unpaired: Callable[[str], list[int]]
) -> tuple[Rule, Callable[[Pair], list[Finding]]]:
    """The check for marks without a partner on one side, if the other has none such."""

    def find(pair: Pair) -> list[Finding]:
        sides = article_sides(pair)
        if sides is None:
            return []
        ko, en = map(unpaired, sides)
        if bool(ko) == bool(en):
            return []
        side: Side = "ko" if ko else "en"
        text = (pair.ko if ko else pair.en) or ""
        return [
            rule.finding(
                side, (place, place + 1), f"`{text[place]}` has no partner; add or delete it"
            )
            for place in ko or en
        ]

    return rule, find


_, _unbalanced_quotation = _unbalanced(UNBALANCED_QUOTATION, _unpaired_quotes)


def _dropped_quotation(pair: Pair) -> list[Finding]:
    sides = article_sides(pair)
    if sides is None:
        return []
    ko, en = (_ANY_QUOTE.search(text) for text in sides)
    if (ko is None) == (en is None):
        return []
    side: Side = "ko" if ko else "en"
    if _ANY_QUOTE.search(restored(sides[1] if ko else sides[0])):
        return []  # Damaged marks are not dropped ones; they have codes of their own.
    mark = ko or en
    assert mark is not None
    quoted = _DOUBLE_QUOTED.search(mark.string)
    span = quoted.span() if quoted else mark.span()
    finding = DROPPED_QUOTATION.finding(side, span, "the other side has no quotation marks")
    certain = side == "ko" and quoted is not None
    return [finding if certain else replace(finding, severity="info")]


_END = re.compile(r"([?!.。？！…])[\s\"'”’」』)\]）]{0,6}$")
_ASKING_END = "(?:[까냐]|나요|가요|[은는]가|던가|[을를]지|니|죠|는지|나)"
_ASKING = re.compile(_ASKING_END + r"[\s.\"'”’)]{0,5}$")
_REPORTED: dict[Side, re.Pattern[str]] = {
    "ko": re.compile(
        _ASKING_END + r"[\"'”’」][고라며는]|냐(?:고|며|면서|는|라)|[까가나요]라(?:고|며|면서|는)"
        rf"|[{syllables_ending(4)}{syllables_ending(8)}]지[가-힣]{{0,2}}(?: [가-힣]{{1,8}}){{0,3}} ?"
        r"(?:묻|물[어었으]|되[묻물]|여[쭈쭤쭙]|질문|문의|궁금|의문|의아|따[져졌지])"
    ),
    "en": re.compile(
        r"\b(?:ask|wonder|inquir|enquir|question|curious|wants? to know|wanted to know)[a-z]{0,3}\b"
        r"[^.!?]{0,60}\b(?:if|whether|why|how|what|who|whom|whose|when|where|which)\b",
        re.IGNORECASE,
    ),
}
"""A question that goes into a sentence about who asked it: 왜 늦었느냐고 물었다, he asked why.

Korean does so with a quotation as well, and then leaves out its mark: “…않느냐”고 물었다.
"""


def _question(pair: Pair) -> list[Finding]:
    sides = article_sides(pair)
    if sides is None:
        return []
    ko, en = ("?" in text or "？" in text for text in sides)
    if ko == en:
        return []
    side: Side = "ko" if ko else "en"
    asking, stating = sides if ko else sides[::-1]
    end, other_end = _END.search(asking), _END.search(stating)
    reported = _REPORTED["en" if ko else "ko"]
    if end is None or end[1] not in "?？" or reported.search(stating):
        return []
    finding = QUESTION.finding(
        side, end.span(1), "this side asks and the other does not; compare them"
    )
    doubtful = other_end is None or (side == "en" and _ASKING.search(stating))
    return [replace(finding, severity="info") if doubtful else finding]


def _exclamation(pair: Pair) -> list[Finding]:
    sides = article_sides(pair)
    if sides is None:
        return []
    ko, en = ("!" in text or "！" in text for text in sides)
    if ko == en:
        return []
    side: Side = "ko" if ko else "en"
    text = sides[0] if ko else sides[1]
    place = next(place for place, character in enumerate(text) if character in "!！")
    message = "this side exclaims and the other does not; compare them"
    return [EXCLAMATION.finding(side, (place, place + 1), message)]


_MARKUP = re.compile(
    r"\*\*(?=\S)[^*\n]{1,200}\*\*|(?<![\w*])\*(?=[^\s*])[^*\n]{1,200}\*(?![\w*])|(?<!\w)__(?=\S)[^_\n]{1,200}__(?!\w)"
    r"|`[^`\n]{1,200}`|<(b|i|u|em|strong|mark|code)>[^<>\n]{1,200}</\1>",
    re.IGNORECASE,
)


def _emphasis(pair: Pair) -> list[Finding]:
    sides = article_sides(pair)
    if sides is None or not any(mark in text for text in sides for mark in "*_`<"):
        return []
    ko, en = (_MARKUP.search(text) for text in sides)
    if (ko is None) == (en is None):
        return []
    side: Side = "ko" if ko else "en"
    marked = ko or en
    assert marked is not None
    message = "the other side has no such markup; set off the same words there"
    return [EMPHASIS.finding(side, marked.span(), message)]


_REPEATED: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"(?<![\w'’-])([A-Za-z][A-Za-z'’]{0,30})( {1,3}((?i:\1)))(?![\w'’-])"),
    "ko": re.compile(r"(?<!\w)([가-힣]{1,20})( {1,3}(\1))(?!\w)"),
}
_OFTEN_REPEATED = word_set("""
    very had that so no yes bye ha really many much more on in out is do as you far again too
    long now there well oh hey blah knock never go ho la na
""")
_NAMES_TOO = word_set("will may rose mark bill grant sue pat")
"""Words that may stand behind the name that is written like them: Will will come."""
_LONG_WORD = 2
_SENTENCE_START = re.compile(r"(?:^|[.!?:][\"'”’)]{0,2}\s|\n)[\s\"'“‘(]{0,3}$")
_SINGLE_BEFORE, _SINGLE_BEHIND = re.compile(r"(?:^|\s)\w\s$"), re.compile(r"\s\w(?:\s|$)")


def _is_listed(match: re.Match[str]) -> bool:
    """Whether a letter stands among letters: 가 나 다 가 가, the notes of a tune."""
    start, end = match.span()
    before, behind = match.string[max(0, start - 3) : start], match.string[end : end + 3]
    single = len(match[1]) == 1
    return single and bool(_SINGLE_BEFORE.search(before) or _SINGLE_BEHIND.match(behind))


def _is_one_word(match: re.Match[str]) -> bool:
    """Whether both are written alike, but for the capital that begins a sentence."""
    if match[1] == match[3]:
        return True
    if match[3] in _OFTEN_REPEATED | _NAMES_TOO:
        return False
    start = match.start()
    at_start = _SENTENCE_START.search(match.string[max(0, start - 10) : start])
    return match[3].islower() and match[1] == match[3].capitalize() and at_start is not None


def _is_meant(side: Side, word: str) -> bool:
    """Whether a word may be repeated on purpose."""
    if side == "ko":
        return len(word) < _LONG_WORD or not word.endswith(_PARTICLES)
    return word in _OFTEN_REPEATED or word[0].isupper()


def _repeated_word(pair: Pair) -> list[Finding]:
    found = {
        side: match
        for side, text in texts(pair)
        for match in islice(filter(_is_one_word, _REPEATED[side].finditer(text)), 1)
        if not _is_listed(match)
    }
    both = len(found) == len(SIDES)
    findings = []
    for side, match in found.items():
        finding = REPEATED_WORD.finding(
            side, match.span(2), f"“{match[3]}” stands twice; delete one", ""
        )
        meant = both or _is_meant(side, match[3])
        findings.append(replace(finding, severity="info") if meant else finding)
    return findings


_PARTICLES = (
    "은", "는", "이", "가", "을", "를", "에", "의", "도", "로", "과", "와", "고", "서", "며",
    "면", "게", "지", "한", "할", "된", "다", "던", "들", "만", "해",
)  # fmt: skip
"""How words end that grammar does not repeat: 정말 정말 is emphasis, 다리가 다리가 is not."""

_SPACES = re.compile(r"(?<=\S)  {1,200}(?=\S)")


def _doubled_space(pair: Pair) -> list[Finding]:
    return [
        DOUBLED_SPACE.finding(side, match.span(), "several spaces; leave one", " ")
        for side, text in texts(pair)
        if "  " in text
        for match in _SPACES.finditer(text)
    ]


_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s가-힣<>\"'“”‘’()（）\[\]]{3,500}"
    r"|(?<![\w.+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}"
)


def _addresses(pair: Pair) -> list[Finding]:
    sides = article_sides(pair)
    if sides is None or not any(has_one(text, ("://", "www.", "@")) for text in sides):
        return []
    ko, en = ({_plain(match): match.span() for match in _ADDRESS.finditer(text)} for text in sides)
    return [
        *_missing_addresses("ko", ko, en),
        *_missing_addresses("en", en, ko),
    ]


def _plain(match: re.Match[str]) -> str:
    """What two ways of writing one address have in common."""
    address = match[0].casefold().rstrip(".,;:!?…/").removeprefix("https://")
    return address.removeprefix("http://").removeprefix("www.")


def _missing_addresses(side: Side, here: dict[str, Span], there: dict[str, Span]) -> list[Finding]:
    return [
        ADDRESSES.finding(side, span, "this address is not on the other side; copy it")
        for address, span in here.items()
        if address not in there
    ]


def _may_be_unbalanced(pair: Pair) -> bool:
    """False where the marks alone show that none is without a partner; most pairs need no more."""
    return any(
        text.count('"') % 2
        or (any(mark in text for mark in _PARTNER_MARKS) and _unpaired(text, _PARTNER))
        for _, text in texts(pair)
    )


class Quotations(Survey):
    """Quotation marks without a partner; of a quotation that runs over pairs, the first one."""

    rules: ClassVar = (UNBALANCED_QUOTATION,)

    def __init__(self, options: Options) -> None:
        self._open: tuple[str, Side] | None = None
        self._going_on: set[int] = set()

    def add(self, pair: Pair) -> None:
        """Remember a pair that closes what the one before left open on the same side."""
        found = _unbalanced_quotation(pair) if _may_be_unbalanced(pair) else []
        if not found or found[0].side is None:
            self._open = None
            return
        side = found[0].side
        text = (pair.ko if side == "ko" else pair.en) or ""
        marks = [text[finding.span[0]] for finding in found if finding.span]
        if self._open == (pair.doc, side) and marks[0] not in _OPENING:
            self._going_on.add(hash((pair.doc, pair.ko, pair.en)))
            self._open = None
        else:
            self._open = (pair.doc, side)
        if marks[-1] in _OPENING:
            self._open = (pair.doc, side)

    def findings(self, pair: Pair) -> list[Finding]:
        """P501."""
        found = _unbalanced_quotation(pair)
        if hash((pair.doc, pair.ko, pair.en)) in self._going_on:
            return found[1:]
        return found


SURVEYS: list[type[Survey]] = [Quotations]

CHECKS: list[Check] = [
    _unbalanced(UNBALANCED_BRACKET, _unpaired_brackets),
    (DROPPED_QUOTATION, _dropped_quotation),
    (QUESTION, _question),
    (EXCLAMATION, _exclamation),
    (EMPHASIS, _emphasis),
    (REPEATED_WORD, _repeated_word),
    (DOUBLED_SPACE, _doubled_space),
    (ADDRESSES, _addresses),
]
