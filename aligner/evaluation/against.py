"""Pairs that a file holds, as predictions to be scored against gold.

So a person who has put an alignment right can ask what the aligner's confidences were
worth on their own texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from aligner.errors import InputError
from aligner.evaluation.gold import GoldDocument
from aligner.types import SIDES, Pair, Side, Span

_UNSAFE = re.compile(r"[^\w가-힣.+=@-]+")


def gold_name(doc: str) -> str:
    """The name of a document as that of its gold files.

    >>> gold_name("news/2024 a"), gold_name("../../x"), gold_name("")
    ('news_2024_a', 'x', 'document')
    """
    return _UNSAFE.sub("_", doc).strip("._-")[:100] or "document"


def predictions(pairs: Iterable[Pair], source: str) -> Callable[[GoldDocument], Sequence[Pair]]:
    """An aligner that answers with the pairs that ``source`` holds of a document.

    The document is found by its name. Pairs without spans are laid out one after the other,
    as `laid_out` says. Raises InputError, when it is asked, for a document that the
    file does not hold or of which it has another text.
    """
    documents: dict[str, list[Pair]] = {}
    for pair in pairs:
        documents.setdefault(gold_name(pair.doc), []).append(pair)
    if list(documents) == ["document"]:  # a file that says nothing of documents
        stem = source.replace("\\", "/").rpartition("/")[2].partition(".")[0]
        documents = {gold_name(stem): documents["document"]}

    def found(gold: GoldDocument) -> Sequence[Pair]:
        if gold.name not in documents:
            raise InputError(
                f"{source} has no document {gold.name}; name the file that was reviewed"
            )
        placed = laid_out(documents[gold.name])
        for side, text in zip(SIDES, (gold.ko_text, gold.en_text), strict=True):
            _refuse_other_text(placed, side, text, f"{source}: document {gold.name}")
        return placed

    return found


def laid_out(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs of one document with spans into the text that they make, a line for each.

    Pairs that have spans stay as they are.

    >>> [pair.en_spans for pair in laid_out([Pair("d", "가.", "A."), Pair("d", "나.", "Bc.")])]
    [((0, 2),), ((3, 6),)]
    """
    if any(pair.ko_spans or pair.en_spans for pair in pairs):
        return list(pairs)
    placed, starts = [], {"ko": 0, "en": 0}
    for pair in pairs:
        spans: dict[Side, tuple[Span, ...]] = {"ko": (), "en": ()}
        for side, text in zip(SIDES, (pair.ko, pair.en), strict=True):
            if text:
                spans[side] = ((starts[side], starts[side] + len(text)),)
                starts[side] += len(text) + 1
        placed.append(replace(pair, ko_spans=spans["ko"], en_spans=spans["en"]))
    return placed


def _refuse_other_text(pairs: Sequence[Pair], side: Side, text: str, where: str) -> None:
    """Spans into another text would be scored without sense."""
    rows = fits = 0
    for pair in pairs:
        content, spans = (pair.ko, pair.ko_spans) if side == "ko" else (pair.en, pair.en_spans)
        if content and spans:
            rows += 1
            there = "".join(text[start:end] for start, end in spans)
            fits += "".join(there.split()) == "".join(content.split())
    # A repaired file differs in some rows, another text in nearly all.
    if fits < rows / 2:
        raise InputError(
            f"{where} is of another text than the gold; name the file that was reviewed"
        )
