"""One pair of documents to checked pairs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from aligner import sentences
from aligner.alignment import as_beads, find
from aligner.alignment.confidence import Found, weights
from aligner.alignment.evidence import MAX_SENTENCES, Evidence, gather
from aligner.alignment.yardstick import Yardstick
from aligner.checks import check
from aligner.documents import document_from_text
from aligner.embedding import load, windows_of
from aligner.errors import InputError
from aligner.pipeline import recutting
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
    import numpy as np
    from numpy.typing import NDArray

    from aligner.embedding import Encoder

_LOG = logging.getLogger("aligner")

Sentences = Sequence[Sentence]


@dataclass(frozen=True, slots=True)
class SentenceEnds:
    """The ends of sentences that both sides have, and those that one has alone.

    ``shared`` stand between two pairs that follow each other on both sides, ``ko`` and
    ``en`` inside a pair, where the translator split or merged.
    """

    shared: int
    ko: int
    en: int


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
        translations usually are, or when nothing was paired.
        """
        similarities = [pair.similarity for pair in self.pairs if pair.similarity is not None]
        return not similarities or median(similarities) < self.signal / 2

    @property
    def sentence_ends(self) -> SentenceEnds:
        """Which ends of sentences the two sides agree on."""
        pairs = sorted(
            (pair for pair in self.pairs if not pair.is_null), key=lambda pair: pair.ko_sentences
        )
        return SentenceEnds(
            shared=sum(
                behind.ko_sentences[0] - before.ko_sentences[-1] == 1
                and behind.en_sentences[0] - before.en_sentences[-1] == 1
                for before, behind in pairwise(pairs)
            ),
            ko=sum(len(pair.ko_sentences) - 1 for pair in pairs),
            en=sum(len(pair.en_sentences) - 1 for pair in pairs),
        )


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
        if not isinstance(text, str):
            raise InputError(f"the {name} text is not a string but {type(text).__name__}")
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
    checked: bool = True,
    progress: Callable[[str], None] = lambda stage: None,
) -> Alignment:
    """Segment, embed, align and check one pair of documents; ``name`` becomes ``Pair.doc``.

    Without ``checked`` the pairs have only the findings of the page. ``progress`` is told,
    in words, what is being done.
    """
    progress("splitting into sentences")
    prepared = prepare(ko, en, lines=lines)
    ko_sentences, en_sentences = prepared.sentences
    progress(f"aligning {len(ko_sentences):,} Korean and {len(en_sentences):,} English sentences")
    vectors = windows_of(encoder, prepared.texts, MAX_SENTENCES)
    yardstick = measured(encoder)
    return finish(
        prepared, vectors, encoder, yardstick, name=name, checked=checked, progress=progress
    )


@dataclass(frozen=True)
class Prepared:
    """Two documents split into sentences, or taken line by line if ``lines``.

    ``numbers`` are, for each side, those of the sentences that a translation carries
    over, and ``texts`` what these say, as it goes to the encoder.
    """

    ko: Document
    en: Document
    sentences: tuple[tuple[Sentence, ...], tuple[Sentence, ...]]
    numbers: tuple[list[int], list[int]]
    texts: tuple[list[str], list[str]]
    lines: bool

    @property
    def aligned(self) -> tuple[list[Sentence], list[Sentence]]:
        """The sentences that a translation carries over."""
        ko, en = (
            [side[number] for number in chosen]
            for side, chosen in zip(self.sentences, self.numbers, strict=True)
        )
        return ko, en


def prepare(ko: Document, en: Document, *, lines: bool = False) -> Prepared:
    """What comes before the encoder; embed ``texts`` and go on with `finish`."""
    segment = sentences.one_per_line if lines else sentences.split
    return _prepared(ko, en, (segment(ko), segment(en)), lines=lines)


def _prepared(
    ko: Document,
    en: Document,
    sides: tuple[tuple[Sentence, ...], tuple[Sentence, ...]],
    *,
    lines: bool,
) -> Prepared:
    numbers = _translatable(sides[0]), _translatable(sides[1])
    ko_texts, en_texts = (
        [restored(side[number].text) for number in chosen]
        for side, chosen in zip(sides, numbers, strict=True)
    )
    return Prepared(ko, en, sides, numbers, (ko_texts, en_texts), lines)


def finish(
    prepared: Prepared,
    vectors: Sequence[NDArray[np.float32]],
    encoder: Encoder,
    yardstick: Yardstick,
    *,
    name: str = "",
    checked: bool = True,
    progress: Callable[[str], None] = lambda stage: None,
) -> Alignment:
    """What comes after the encoder, which gave the `windows` of both sides' texts.

    It is asked again for what is cut only now, see `aligner.pipeline.recutting`.
    """
    ko, en = prepared.ko, prepared.en
    prepared, found = search(prepared, vectors, encoder, yardstick)
    ko_sentences, en_sentences = prepared.sentences
    beads = _beads(prepared, found)
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
    if checked:
        progress("checking the pairs")
        pairs = check(pairs)
    return Alignment(ko, en, (ko_sentences, en_sentences), tuple(pairs), yardstick.signal)


def search(
    prepared: Prepared,
    vectors: Sequence[NDArray[np.float32]],
    encoder: Encoder,
    yardstick: Yardstick,
) -> tuple[Prepared, list[Found]]:
    """What the aligner finds among what a translation carries over, and in which sentences.

    These are others than ``prepared`` where some of them were cut again.
    """
    if not all(prepared.numbers):
        return prepared, []
    sides = evidence(prepared, vectors, yardstick)
    found = list(find(*sides, yardstick.signal))
    if prepared.lines:
        return prepared, found
    aligned = prepared.aligned
    asked = recutting.questions(aligned, found, sides, encoder, yardstick.signal)
    options, doubts = recutting.decided(aligned, asked)
    if options:
        prepared, vectors = cut(prepared, vectors, options, encoder)
        found = list(find(*evidence(prepared, vectors, yardstick), yardstick.signal))
    return prepared, recutting.doubted(prepared.aligned, found, doubts)


def cut(
    prepared: Prepared,
    vectors: Sequence[NDArray[np.float32]],
    options: Sequence[recutting.Option],
    encoder: Encoder,
) -> tuple[Prepared, list[NDArray[np.float32]]]:
    """The two documents with some sentences cut, and the windows of their texts."""
    sides = []
    origins = []
    for side, numbers, places in zip(
        prepared.sentences,
        prepared.numbers,
        ([option.ko for option in options], [option.en for option in options]),
        strict=True,
    ):
        by_number = {
            numbers[number]: some for number, some in recutting.places_by_sentence(places).items()
        }
        sides.append(tuple(recutting.cut_sentences(side, by_number)))
        origins.append(
            [
                None if number in by_number else origin
                for origin, number in enumerate(numbers)
                for _ in range(1 + len(by_number.get(number, ())))
            ]
        )
    again = _prepared(prepared.ko, prepared.en, (sides[0], sides[1]), lines=prepared.lines)
    return again, recutting.windows_after(encoder, again.texts, vectors, origins)


def _beads(prepared: Prepared, found: Sequence[Found]) -> list[Bead]:
    """What was found, in terms of all sentences, and all beads in document order."""
    ko_numbers, en_numbers = prepared.numbers
    beads = [
        replace(
            bead,
            ko=tuple(ko_numbers[number] for number in bead.ko),
            en=tuple(en_numbers[number] for number in bead.en),
        )
        for bead in as_beads(found, lines=prepared.lines)
    ]
    ko_count, en_count = map(len, prepared.sentences)
    return in_order(beads, ko_count, en_count, weights(lines=prepared.lines).set_aside)


def evidence(
    prepared: Prepared, vectors: Sequence[NDArray[np.float32]], yardstick: Yardstick
) -> tuple[Evidence, Evidence]:
    """What the aligner knows of both sides' texts, given their `windows`."""
    return (
        gather(prepared.texts[0], vectors[0], yardstick.ko),
        gather(prepared.texts[1], vectors[1], yardstick.en),
    )


def _translatable(sentences: Sentences) -> list[int]:
    return [n for n, sentence in enumerate(sentences) if sentence.kind in TRANSLATABLE_KINDS]


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
