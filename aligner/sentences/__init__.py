"""Sentences: from the blocks of a document to what the aligner pairs.

A line feed inside a block is one that hard wrapping has put between two words,
and counts as a space; at an empty line and at other line breaks a block is cut
first. Each line is split by the rules of the script that it is written in,
whatever the side of the document: translations carry untranslated lines, and
originals carry English ones. Headings, bylines and everything that belongs to the
page stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from aligner.sentences import english, korean
from aligner.sentences.enumerations import item_starts
from aligner.sentences.marks import quoted_ends
from aligner.text.scripts import hangul_share
from aligner.types import Block, BlockKind, Document, Sentence, Span

SPLIT_KINDS: frozenset[BlockKind] = frozenset({"paragraph", "caption", "list-item"})
"""Kinds of blocks that may hold several sentences."""

_KOREAN_FROM = 0.2
"""Share of Hangul from which a line is Korean.

A Hangul syllable stands for two or three Latin letters, so a Korean sentence
full of foreign names is still above, and an English one that gives a Korean
word in brackets is below.
"""

_LINE = re.compile(r"(?:[^\n\v\f\x85\u2028\u2029]|\n(?![ \t]*\n))+")


def split(document: Document) -> tuple[Sentence, ...]:
    r"""The sentences of all blocks, in order, with their place in the text.

    Sentences do not overlap, none is empty or has white space at its edges, and
    nothing but white space is lost. Inside a quotation sentences are split as
    elsewhere; ``in_quote`` says that one ended before the quotation did, within
    its own line.

    >>> text = '"이제 시작이다. 잘될까?" 그가 물었다.\nIt works. He said so.'
    >>> blocks = (Block(0, 23, "paragraph"), Block(24, 45, "paragraph"))
    >>> for sentence in split(Document(text, blocks, "ko")):
    ...     print(sentence.block, sentence.in_quote, sentence.text)
    0 True "이제 시작이다.
    0 False 잘될까?" 그가 물었다.
    1 False It works.
    1 False He said so.
    """
    return tuple(
        sentence
        for number, block in enumerate(document.blocks)
        for sentence in (
            _split_block(document.text, number, block)
            if block.kind in SPLIT_KINDS
            else _whole(document.text, number, block)
        )
    )


def one_per_line(document: Document) -> tuple[Sentence, ...]:
    r"""Every block as one sentence, for texts that are already one to a line.

    >>> document = Document("Hi. You.\nBye.", (Block(0, 8, "paragraph"),), "en")
    >>> [sentence.text for sentence in one_per_line(document)]
    ['Hi. You.']
    """
    return tuple(
        sentence
        for number, block in enumerate(document.blocks)
        for sentence in _whole(document.text, number, block)
    )


def split_line(line: str) -> list[Span]:
    """The spans of the sentences in one line, by the rules of its script.

    >>> split_line("눈이 왔다. 춥다."), split_line("Dr. No left. 'Bye.'")
    ([(0, 6), (7, 10)], [(0, 12), (13, 19)])
    """
    splitter = korean.split if hangul_share(line) >= _KOREAN_FROM else english.split
    borders = [0, *item_starts(line), len(line)]
    return [
        (first + start, first + end)
        for first, last in pairwise(borders)
        for start, end in splitter(line[first:last])
    ]


def _split_block(text: str, number: int, block: Block) -> Iterator[Sentence]:
    for match in _LINE.finditer(text, block.start, block.end):
        line = match[0].replace("\n", " ")
        spans = split_line(line)
        for (start, end), in_quote in zip(spans, quoted_ends(line, spans), strict=True):
            yield Sentence(
                line[start:end],
                match.start() + start,
                match.start() + end,
                number,
                block.kind,
                in_quote,
            )


def _whole(text: str, number: int, block: Block) -> Iterator[Sentence]:
    whole = text[block.start : block.end].replace("\n", " ")
    if whole.strip():
        start = block.start + len(whole) - len(whole.lstrip())
        end = block.start + len(whole.rstrip())
        (in_quote,) = quoted_ends(whole, [(0, len(whole))])
        yield Sentence(whole.strip(), start, end, number, block.kind, in_quote)
