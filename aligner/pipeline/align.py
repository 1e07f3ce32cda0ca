"""One pair of documents to checked pairs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from aligner import sentences
from aligner.alignment import align as align_evidence
from aligner.alignment.confidence import weights
from aligner.alignment.evidence import MAX_SENTENCES, Evidence, Floats, gather
from aligner.alignment.yardstick import Yardstick
from aligner.checks import check
from aligner.documents import document_from_text
from aligner.embedding import load, windows
from aligner.errors import InputError
from aligner.pipeline.measuring import measured
from aligner.pipeline.order import in_order
from aligner.pipeline.orientation import is_swapped
from aligner.text.decoding import with_newlines
from aligner.text.restored import restored
from aligner.types import (
    TRANSLATABLE_KINDS,
    Bead,
    Block,
    Document,
    Finding,
    Pair,
    Sentence,
    Side,
    Span,
)

if TYPE_CHECKING:
    from aligner.embedding import Encoder

_SOME_SENTENCES = 5

_LOG = logging.getLogger("aligner")

Sentences = Sequence[Sentence]


@dataclass(frozen=True)
class Alignment:
    """The whole result for one pair of documents.

    ``pairs`` holds every sentence of both sides exactly once, null beads
    included, in document order. ``sentences`` are the two sides' sentences, which
    the pairs' numbers refer to. ``signal`` is the centred similarity that a
    translation typically reaches with the encoder.
    """

    ko: Document
    en: Document
    sentences: tuple[tuple[Sentence, ...], tuple[Sentence, ...]]
    pairs: tuple[Pair, ...]
    signal: float

    @property
    def is_doubtful(self) -> bool:
        """True when the two texts hardly look like translations of each other.

        That is when half of the pairs are less alike than half of what
        translations usually are, or nothing was paired in two texts of some length.
        """
        similarities = [pair.similarity for pair in self.pairs if pair.similarity is not None]
        if not similarities:
            return all(len(side) >= _SOME_SENTENCES for side in self.sentences)
        return median(similarities) < self.signal / 2


def align(
    ko_text: str,
    en_text: str,
    *,
    lines: bool = False,
    unaligned: bool = False,
    model: str | Encoder = "default",
    doc: str = "",
) -> list[Pair]:
    """Align a Korean text with its English translation.

    Returns the pairs in document order, each with a confidence, its place in
    both texts and its findings. With ``lines`` every non-blank line is one
    sentence; with ``unaligned`` the sentences that have no partner are returned
    too, as pairs with one side None. ``model`` is the name of a model or any
    object with ``encode(list[str])`` that returns vectors of shape (n, d).
    ``doc`` is what the pairs' attribute of that name says. A file is read with
    `aligner.read_document`, whose ``text`` goes in here.

    Texts that were given the other way round are swapped. Raises InputError when
    a text is empty or both are in one language, ModelError when the model cannot
    be had.

    >>> pairs = align("공원이 열렸다. 입장은 무료다.", "The park has opened. Entry is free.")
    >>> [(pair.ko, pair.en) for pair in pairs]
    [('공원이 열렸다.', 'The park has opened.'), ('입장은 무료다.', 'Entry is free.')]
    """
    for name, text in (("Korean", ko_text), ("English", en_text)):
        if not text.strip():
            raise InputError(f"the {name} text is empty; give both texts")
    ko_text, en_text = with_newlines(ko_text), with_newlines(en_text)
    if is_swapped(ko_text, en_text):
        _LOG.warning("the first text is English and the second Korean; they were swapped")
        ko_text, en_text = en_text, ko_text
    alignment = align_documents(
        document_from_text(ko_text, "ko", lines=lines),
        document_from_text(en_text, "en", lines=lines),
        load(model),
        lines=lines,
        name=doc,
    )
    if alignment.is_doubtful:
        _LOG.warning("the two texts do not look like translations of each other")
    return [pair for pair in alignment.pairs if unaligned or not pair.is_null]


def align_documents(
    ko: Document,
    en: Document,
    encoder: Encoder,
    *,
    lines: bool = False,
    name: str = "",
    progress: Callable[[str], None] = lambda stage: None,
) -> Alignment:
    """Segment, embed, align and check one pair of documents; ``name`` becomes ``Pair.doc``.

    ``progress`` is told, in words, what is being done.
    """
    segment = sentences.one_per_line if lines else sentences.split
    progress("splitting into sentences")
    ko_sentences, en_sentences = segment(ko), segment(en)
    progress(f"aligning {len(ko_sentences):,} Korean and {len(en_sentences):,} English sentences")
    yardstick = measured(encoder)
    beads = _beads(ko_sentences, en_sentences, encoder, yardstick, lines=lines)
    progress("checking the pairs")
    pairs = [
        Pair(
            doc=name,
            ko=_text(ko_sentences, bead.ko),
            en=_text(en_sentences, bead.en),
            ko_sentences=bead.ko,
            en_sentences=bead.en,
            ko_spans=_spans(ko_sentences, bead.ko),
            en_spans=_spans(en_sentences, bead.en),
            type=bead.type,
            similarity=bead.similarity,
            confidence=bead.confidence,
            findings=(
                *_page_findings(ko.blocks, ko_sentences, bead.ko, "ko"),
                *_page_findings(en.blocks, en_sentences, bead.en, "en"),
            ),
        )
        for bead in beads
    ]
    return Alignment(ko, en, (ko_sentences, en_sentences), tuple(check(pairs)), yardstick.signal)


def _beads(
    ko: Sentences, en: Sentences, encoder: Encoder, yardstick: Yardstick, *, lines: bool
) -> list[Bead]:
    """Align what a translation carries over, and put all beads in document order."""
    ko_numbers, en_numbers = translatable(ko), translatable(en)
    found: list[Bead] = []
    if ko_numbers and en_numbers:
        sides = evidence(ko, en, encoder, yardstick)
        found = [
            replace(
                bead,
                ko=tuple(ko_numbers[number] for number in bead.ko),
                en=tuple(en_numbers[number] for number in bead.en),
            )
            for bead in align_evidence(*sides, yardstick.signal, lines=lines)
        ]
    return in_order(found, len(ko), len(en), weights(lines=lines).set_aside)


def translatable(sentences: Sentences) -> list[int]:
    """The numbers of the sentences that a translation carries over."""
    return [n for n, sentence in enumerate(sentences) if sentence.kind in TRANSLATABLE_KINDS]


def evidence(
    ko: Sentences, en: Sentences, encoder: Encoder, yardstick: Yardstick
) -> tuple[Evidence, Evidence]:
    """What the aligner knows of the `translatable` sentences on both sides."""

    def gathered(sentences: Sentences, background: Floats) -> Evidence:
        texts = [restored(sentences[number].text) for number in translatable(sentences)]
        return gather(texts, windows(encoder, texts, MAX_SENTENCES), background)

    return gathered(ko, yardstick.ko), gathered(en, yardstick.en)


def _text(sentences: Sentences, numbers: Sequence[int]) -> str | None:
    return " ".join(sentences[number].text for number in numbers) if numbers else None


def _spans(sentences: Sentences, numbers: Sequence[int]) -> tuple[Span, ...]:
    return tuple((sentences[number].start, sentences[number].end) for number in numbers)


def _page_findings(
    blocks: Sequence[Block], sentences: Sentences, numbers: Sequence[int], side: Side
) -> Iterator[Finding]:
    """What the reader of the page found in the blocks that these sentences begin."""
    offset = 0
    for number in numbers:
        sentence = sentences[number]
        block = blocks[sentence.block]
        if sentence.start == block.start:
            for finding in block.findings:
                span = finding.span and (finding.span[0] + offset, finding.span[1] + offset)
                yield replace(finding, side=side, span=span)
        offset += len(sentence.text) + 1
