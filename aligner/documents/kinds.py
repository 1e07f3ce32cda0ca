"""What each line of a page is: part of the article, or of what stands around it.

What one line shows by itself is decided in `aligner.text.boilerplate`; here the
page is looked at as a whole: which lines are headlines, which headlines stand
there again, and whether the file is an article at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aligner.documents.headline_lists import listed_headlines
from aligner.text.boilerplate import FURNITURE_THRESHOLD, classify_line, furniture_likelihood
from aligner.text.credits import credit_span
from aligner.text.endings import LEAST_SENTENCE_SHARE, ends_or_leads_on
from aligner.text.furniture import furniture_score
from aligner.types import TRANSLATABLE_KINDS, Block, BlockKind, Finding, Side, Span

_HEADING_LENGTH = {"ko": 80, "en": 170}
_LARGEST_FURNITURE_SHARE = 1 / 3  # of the lines, if there is no article
_LONGEST_STRING = {"ko": 40, "en": 80}  # of a message; articles have longer lines
_LEAST_PROSE_SHARE = 0.2  # of the characters in such lines
_SHORTEST_LIST = 20
_LEAST_ALONE = 2.0  # log-odds of a line that stands by itself
_LEAST_BESIDE = -0.5  # log-odds of a line that stands beside furniture
_PAGE_KINDS = frozenset({"furniture", "byline", "copyright"})
_SHORTEST_HEADLINE = {"ko": 6, "en": 10}
_LONG_HEADLINE = {"ko": 14, "en": 30}
_INNER_END = re.compile(r"[가-힣]\. |다\.[가-힣]|[a-z]{3}[.!?][\"”]? [A-Z]")
LIST_ITEM = re.compile(
    r"(?:[-*•·▪■□○●◦▲△▶▷►▸◆◇※ㅇ❍] ?\S|\(?\d{1,2}[.)] |[①-⑳]|[가나다라마바사아자차카타파하][.)] )"
)
_SUBHEAD_MARKS = "■◆▣"  # what Korean papers set before a sub-head, if no list follows
_CAPTION_MARK = "▲"
_LETTER = re.compile(r"[^\W_]")


def classify(
    text: str,
    spans: Sequence[Span],
    side: Side,
    *,
    lines: bool,
    known: Sequence[BlockKind | None] | None = None,
    authored: bool = False,
) -> Iterator[Block]:
    """Give every line its kind, and take headlines glued to captions apart.

    A span may hold line breaks, which count as spaces. ``known`` are the kinds
    that the file gives the lines, None for one of which it says nothing; it cannot
    make article text of what belongs to the page. Only what an ``authored`` file calls a
    heading is one, whatever it says: nobody but the author wrote it.
    """
    contents = [text[start:end].replace("\n", " ") for start, end in spans]
    known = known or [None] * len(spans)
    marked = _of_the_page(contents, _gaps(text, spans), side)
    if authored:
        marked = _without_headings(known, marked)
    alone = _lone_marks(contents)
    headline: str | None = None  # the letters of the article's first line
    for (start, end), line, kind, given, mark in zip(
        spans, contents, marked, known, alone, strict=True
    ):
        if kind is not None and kind != "caption":
            yield Block(start, end, kind, _beside_the_article(line))
            continue
        if given is not None and given not in TRANSLATABLE_KINDS:
            yield Block(start, end, given, _beside_the_article(line))
            continue
        if given == "heading" and _INNER_END.search(line):
            given = None  # a whole paragraph may be set like a heading
        plain = Block(start, end, given or kind or _kind_of_text(line, side, mark))
        if headline is None:
            headline = _skeleton(line)
            yield plain
        elif lines or len(headline) < _SHORTEST_HEADLINE[side]:
            yield plain
        elif _skeleton(line) == headline:
            yield Block(start, end, "repeat", (_repeated(line, side),))
        elif cut := _glued(line, headline, side):
            first, rest = cut
            yield Block(start, start + first, "repeat", (_repeated(line[:first], side),))
            yield Block(start + rest, end, "caption", (_glued_caption(line[:first], side),))
        else:
            yield plain


def _of_the_page(lines: Sequence[str], gaps: Sequence[bool], side: Side) -> list[BlockKind | None]:
    """What the lines of a page show themselves and each other to be; None for the article."""
    marked = [_classified(line) for line in lines]
    if not _is_page(lines, marked, side):
        return [None if kind == "furniture" else kind for kind in marked]
    return _with_lists(lines, gaps, _with_neighbours(lines, marked))


def _is_page(lines: Sequence[str], marked: Sequence[BlockKind | None], side: Side) -> bool:
    """False for a list of short strings, an interface to translate, say.

    There, what looks like furniture is what somebody wants to have translated: hardly any
    line reads like a sentence, or much looks like furniture and there is no article beside it.
    """
    rest = [line for line, kind in zip(lines, marked, strict=True) if kind != "furniture"]
    sentences = [line for line in rest if ends_or_leads_on(line)]
    if len(lines) >= _SHORTEST_LIST and len(sentences) < len(rest) * LEAST_SENTENCE_SHARE:
        return False
    prose = sum(len(line) for line in sentences if len(line) > _LONGEST_STRING[side])
    is_article = prose >= _LEAST_PROSE_SHARE * sum(map(len, lines))
    return is_article or len(rest) >= len(lines) * (1 - _LARGEST_FURNITURE_SHARE)


def _classified(line: str) -> BlockKind | None:
    """`classify_line`, but surer of furniture: between lines of an article little is."""
    kind = classify_line(line)
    if kind != "furniture" or furniture_score(line) >= FURNITURE_THRESHOLD:
        return kind
    return kind if furniture_likelihood(line) >= _LEAST_ALONE else None


def _without_headings(
    known: Sequence[BlockKind | None], marked: Sequence[BlockKind | None]
) -> list[BlockKind | None]:
    """The kinds, with no heading made furniture."""
    return [
        None if given == "heading" and kind == "furniture" else kind
        for given, kind in zip(known, marked, strict=True)
    ]


def _with_neighbours(
    lines: Sequence[str], marked: Sequence[BlockKind | None]
) -> list[BlockKind | None]:
    """Furniture stands together: what hardly looks like it is some beside what certainly is.

    >>> _with_neighbours(["Share", "Politics"], ["furniture", None])
    ['furniture', 'furniture']
    """
    kinds = list(marked)
    for places in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        for place in places:
            beside = kinds[place - places.step]
            if kinds[place] is None and beside in _PAGE_KINDS and _may_be_furniture(lines[place]):
                kinds[place] = "furniture"
    return kinds


def _with_lists(
    lines: Sequence[str], gaps: Sequence[bool], marked: Sequence[BlockKind | None]
) -> list[BlockKind | None]:
    """The kinds, with the headlines in a list of other articles made furniture."""
    listed = listed_headlines(lines, gaps, [kind in _PAGE_KINDS for kind in marked])
    return ["furniture" if place in listed else kind for place, kind in enumerate(marked)]


def _gaps(text: str, spans: Sequence[Span]) -> list[bool]:
    """Before which spans there is a blank line."""
    ends = [0, *(end for _, end in spans)]
    return [text.count("\n", end, start) > 1 for end, (start, _) in zip(ends, spans, strict=False)]


def _may_be_furniture(line: str) -> bool:
    return furniture_likelihood(line) >= _LEAST_BESIDE


def _lone_marks(lines: Sequence[str]) -> list[str]:
    """The sign that each line begins with, empty if a line beside it begins with the same."""
    signs = [line[:1] if LIST_ITEM.match(line) else "" for line in lines]
    around = zip(["", *signs], signs, [*signs[1:], ""], strict=False)
    return [sign if sign not in {before, behind} else "" for before, sign, behind in around]


def _kind_of_text(line: str, side: Side, mark: str) -> BlockKind:
    if mark and mark in _SUBHEAD_MARKS and not ends_or_leads_on(line):
        return "heading"
    if mark == _CAPTION_MARK:
        return "caption"
    if LIST_ITEM.match(line):
        return "list-item"
    if (
        len(line) <= _HEADING_LENGTH[side]
        and not ends_or_leads_on(line)
        and not _INNER_END.search(line)
    ):
        return "heading"
    return "paragraph"


def _skeleton(line: str) -> str:
    """The letters and digits of a line: repeats differ in quotes, dashes and case."""
    return "".join(_LETTER.findall(line)).casefold()


def _glued(line: str, headline: str, side: Side) -> tuple[int, int] | None:
    """Where the headline in front of a caption ends, and where the caption begins.

    A sentence may begin with the same words as the headline, so what follows has
    to look like a caption: it ends in a credit, or begins like a sentence of its
    own behind a headline too long to be a phrase.
    """
    end = _end_of(line, headline)
    if end is None:
        return None
    # Closing marks belong to the headline, an opening one to the rest.
    while end < len(line) and line[end] in "\"'”’」』》〉)]}.?!…":
        end += 1
    rest = end + len(line[end:]) - len(line[end:].lstrip(" \t-–—|:·"))
    if len(_skeleton(line[rest:])) < 2:
        return None
    starts_anew = len(headline) >= _LONG_HEADLINE[side] and not line[rest].islower()
    return (end, rest) if starts_anew or credit_span(line) else None


def _end_of(line: str, skeleton: str) -> int | None:
    """The place behind the letters of ``skeleton`` if the line begins with them."""
    position = 0
    for match in _LETTER.finditer(line[: 4 * len(skeleton) + 40]):
        letter = match.group().casefold()
        if not skeleton.startswith(letter, position):
            return None
        position += len(letter)
        if position >= len(skeleton):
            end = match.end()
            return end if end == len(line) or not _LETTER.match(line[end]) else None
    return None


def _repeated(line: str, side: Side) -> Finding:
    return Finding(
        "B206",
        "info",
        side,
        (0, len(line)),
        f"the headline “{_short(line)}” stands here again; it is left out of the pairs",
    )


def _glued_caption(headline: str, side: Side) -> Finding:
    return Finding(
        "B205",
        "info",
        side,
        None,
        f"the headline “{_short(headline)}” was glued to this caption; it was taken off",
    )


def _beside_the_article(line: str) -> tuple[Finding, ...]:
    """What a line that belongs to the page says of it, if the line alone does not show that."""
    if classify_line(line) not in {None, "caption"}:
        return ()
    message = f"by its place on the page “{_short(line)}” is not part of the article"
    return (Finding("B211", "warning", None, (0, len(line)), f"{message}; leave it out"),)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
