"""What is kept of a document to recognise its translation by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from aligner.embedding import Encoder, normalised
from aligner.sentences import split
from aligner.text.numerals import numerals
from aligner.text.restored import restored
from aligner.types import TRANSLATABLE_KINDS, Document

Floats = NDArray[np.float32]

_SENTENCES_IN_ALL = 40_000
_LEAST_SENTENCES, _MOST_SENTENCES = 10, 100
_WORD = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True)
class Portrait:
    """A document's first sentences as unit vectors (sentences, d), and what it names.

    ``named`` are the numbers and the words in Latin letters, in lower case, of the
    whole article, which has ``length`` characters.
    """

    vectors: Floats
    named: frozenset[str]
    length: int


def sentences_each(documents: int) -> int:
    """How many sentences to embed of each document, so that many documents take no longer.

    >>> sentences_each(20), sentences_each(1000), sentences_each(100_000)
    (100, 40, 10)
    """
    share = _SENTENCES_IN_ALL // max(1, documents)
    return min(max(share, _LEAST_SENTENCES), _MOST_SENTENCES)


def portraits(documents: Sequence[Document], encoder: Encoder, at_most: int) -> list[Portrait]:
    """Portraits of documents by the first ``at_most`` sentences of their articles.

    The beginning and not a sample, because the sentences of two samples seldom
    translate each other.
    """
    articles = [_article(document) for document in documents]
    opening = [_opening(article, at_most) for article in articles]
    texts = [restored(sentence) for sentences in opening for sentence in sentences]
    if not texts:
        return []
    vectors = normalised(np.asarray(encoder.encode(texts)))
    ends = np.cumsum([len(sentences) for sentences in opening])[:-1]
    return [
        _portrait(article, part)
        for article, part in zip(articles, np.split(vectors, ends), strict=True)
    ]


def _article(document: Document) -> Document:
    """The document without what belongs to the page, unless nothing else is there."""
    blocks = tuple(block for block in document.blocks if block.kind in TRANSLATABLE_KINDS)
    return replace(document, blocks=blocks) if blocks else document


def _opening(article: Document, at_most: int) -> list[str]:
    # A block holds one sentence at least.
    beginning = replace(article, blocks=article.blocks[:at_most])
    sentences = [sentence.text for sentence in split(beginning)[:at_most]]
    return sentences or [article.text[:1000]]


def _portrait(article: Document, vectors: Floats) -> Portrait:
    blocks = [article.text[block.start : block.end] for block in article.blocks]
    text = "\n".join(blocks)
    return Portrait(vectors, numerals(text) | frozenset(_WORD.findall(text.lower())), len(text))
