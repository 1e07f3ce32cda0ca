"""What each line of a page is: part of the article, or of what stands around it.

What one line shows by itself is decided in `aligner.text.boilerplate`; here the
page is looked at as a whole: which lines are headlines, which headlines stand
there again, and whether the file is an article at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aligner.text.boilerplate import classify_line
from aligner.types import Block, BlockKind, Finding, Side, Span

_HEADING_LENGTH = {"ko": 80, "en": 170}
_LARGEST_FURNITURE_SHARE = 0.7
_LEAST_SENTENCE_SHARE = 0.3
_SHORTEST_LIST = 20
_SHORTEST_REPEAT = {"ko": 6, "en": 10}
_SENTENCE_END = re.compile(r"""[.!?。！？…:;,][\"'”’」』)\]]*$""")
_INNER_END = re.compile(r"[가-힣]\. |다\.[가-힣]|[a-z]{3}[.!?][\"”]? [A-Z]")
_LIST_ITEM = re.compile(
    r"(?:[-*•·▪■□○●◦▲△▶◆◇※ㅇ❍] ?\S|\(?\d{1,2}[.)] |[①-⑳]|[가나다라마바사아자차카타파하][.)] )"
)
_LETTER = re.compile(r"[^\W_]")


def classify(text: str, spans: Sequence[Span], side: Side, *, lines: bool) -> Iterator[Block]:
    """Give every line its kind, and take headlines glued to captions apart."""
    marked = [classify_line(text[start:end]) for start, end in spans]
    if not _is_page([text[start:end] for start, end in spans], marked):
        marked = [None if kind == "furniture" else kind for kind in marked]
    seen: dict[str, str] = {}
    for (start, end), kind in zip(spans, marked, strict=True):
        line = text[start:end]
        if kind is not None and kind != "caption":
            yield Block(start, end, kind)
            continue
        skeleton = _skeleton(line)
        if not lines and (first := seen.get(skeleton)) is not None:
            yield Block(start, end, "repeat", (_repeated(first, end - start, side),))
            continue
        if not lines and (cut := _glued(line, seen)):
            headline, rest = cut
            yield Block(
                start, start + headline, "repeat", (_repeated(line[:headline], headline, side),)
            )
            yield Block(start + rest, end, "caption", (_glued_caption(line[:headline], side),))
            continue
        if kind is None:
            kind = _kind_of_text(line, side)
        # The first line of an article is its headline, whatever it ends in.
        if (kind == "heading" or not seen) and len(skeleton) >= _SHORTEST_REPEAT[side]:
            seen.setdefault(skeleton, line)
        yield Block(start, end, kind)


def _is_page(lines: Sequence[str], marked: Sequence[BlockKind | None]) -> bool:
    """False for a list of short strings, an interface to translate, say.

    There, what looks like furniture is what somebody wants to have translated:
    nearly every line does, or hardly any line reads like a sentence.
    """
    rest = [line for line, kind in zip(lines, marked, strict=True) if kind != "furniture"]
    if len(rest) < len(lines) * (1 - _LARGEST_FURNITURE_SHARE):
        return False
    sentences = sum(bool(_SENTENCE_END.search(line)) for line in rest)
    return len(lines) < _SHORTEST_LIST or sentences >= len(rest) * _LEAST_SENTENCE_SHARE


def _kind_of_text(line: str, side: Side) -> BlockKind:
    if _LIST_ITEM.match(line):
        return "list-item"
    if (
        len(line) <= _HEADING_LENGTH[side]
        and not _SENTENCE_END.search(line)
        and not _INNER_END.search(line)
    ):
        return "heading"
    return "paragraph"


def _skeleton(line: str) -> str:
    """The letters and digits of a line: repeats differ in quotes, dashes and case."""
    return "".join(_LETTER.findall(line)).casefold()


def _glued(line: str, seen: dict[str, str]) -> tuple[int, int] | None:
    """Where a known headline in front of a line ends, and where the rest begins."""
    for skeleton in seen:
        end = _end_of(line, skeleton)
        if end is None:
            continue
        # Closing marks belong to the headline, an opening one to the rest.
        while end < len(line) and line[end] in "\"'”’」』》〉)]}.?!…":
            end += 1
        rest = end + len(line[end:]) - len(line[end:].lstrip(" \t-–—|:·"))
        if len(_skeleton(line[rest:])) >= 2:
            return end, rest
    return None


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


def _repeated(headline: str, length: int, side: Side) -> Finding:
    return Finding(
        "B206",
        "info",
        side,
        (0, length),
        f"the headline “{_short(headline)}” stands here again; it is left out of the pairs",
    )


def _glued_caption(headline: str, side: Side) -> Finding:
    return Finding(
        "B205",
        "info",
        side,
        None,
        f"the headline “{_short(headline)}” was glued to this caption; it was taken off",
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
