"""Sentences out of the text of a pair, and cuts through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from aligner.review.state import Piece
from aligner.sentences import split_line
from aligner.types import Span


def cut(piece: Piece, offset: int) -> tuple[Piece, Piece] | None:
    r"""The two parts of a piece on both sides of an offset of its text; None if one would be empty.

    White space at the cut belongs to neither. Where the text was edited, its counterpart
    in the original is found by what both have in common.

    >>> first, second = cut(Piece((4, 0), "하나. 둘.", "하나. 둘.", (10, 16)), 3)
    >>> first.text, first.span, second.text, second.span, second.place
    ('하나.', (10, 13), '둘.', (14, 16), (4, 4))
    """
    original_offset = _counterpart(piece.text, piece.original, offset)
    text_before, text_after = piece.text[:offset].rstrip(), piece.text[offset:].lstrip()
    before, after = _parted(piece.original, original_offset)
    if not text_before or not text_after or before[0] == before[1] or after[0] == after[1]:
        return None
    number, start = piece.place

    def part(text: str, span: Span) -> Piece:
        return replace(
            piece,
            place=(number, start + span[0]),
            text=text,
            original=piece.original[span[0] : span[1]],
            span=piece.span and _within(piece.span, span, len(piece.original)),
        )

    return part(text_before, before), part(text_after, after)


def _parted(text: str, offset: int) -> tuple[Span, Span]:
    """The spans of both sides of an offset without the white space around it."""
    start = len(text) - len(text[offset:].lstrip())
    return (0, len(text[:offset].rstrip())), (start, len(text))


def _within(whole: Span, part: Span, length: int) -> Span:
    """The span of a part of a text of that length; by proportion where the two do not agree."""
    size = whole[1] - whole[0]
    if size == length:
        return whole[0] + part[0], whole[0] + part[1]
    start, end = (round(offset / max(1, length) * size) for offset in part)
    return whole[0] + start, whole[0] + end


def _counterpart(text: str, original: str, offset: int) -> int:
    """Where an offset of an edited text is in the original."""
    if text == original:
        return offset
    matcher = SequenceMatcher(None, text, original, autojunk=False)
    for _, start, end, original_start, original_end in matcher.get_opcodes():
        if start <= offset < end or offset == start:
            if end - start == original_end - original_start:
                return original_start + offset - start
            return min(original_start + offset - start, original_end)
    return len(original)


def sentences_of(text: str, spans: Sequence[Span], count: int) -> list[str]:
    """The text of a side as so many sentences, joined by a space as the aligner joins them.

    Where the lengths of the spans fit they tell; where a repair has changed the text, the
    rules of sentences do; if these find another number, spaces near the places that
    would be expected.

    >>> sentences_of("가다. 나.", [(0, 3), (5, 7)], 2)
    ['가다.', '나.']
    >>> sentences_of("It isn’t. No.", [(0, 30), (31, 40)], 2)
    ['It isn’t.', 'No.']
    """
    lengths = [end - start for start, end in spans]
    if len(lengths) == count and sum(lengths) + count - 1 == len(text):
        found, position = [], 0
        for length in lengths:
            found.append(text[position : position + length])
            position += length + 1
        if " ".join(found) == text and all(each.strip() for each in found):
            return found
    if count <= 1:
        return [text]
    ruled = [text[start:end] for start, end in split_line(text)]
    if len(ruled) == count:
        return ruled
    return _at_spaces(text, count, lengths)


def _at_spaces(text: str, count: int, lengths: Sequence[int]) -> list[str]:
    words = text.split()
    if len(words) < count:
        return [text]
    shares: Sequence[int] = lengths if len(lengths) == count and any(lengths) else [1] * count
    total = sum(int(share) for share in shares)
    found: list[str] = []
    for number in range(count):
        rest = count - number - 1
        target = len(text) * shares[number] / total
        taken = [words.pop(0)]
        while len(words) > rest and (
            rest == 0 or len(" ".join(taken)) + len(words[0]) / 2 < target
        ):
            taken.append(words.pop(0))
        found.append(" ".join(taken))
    return found
