"""Run an aligner over gold documents and score what it says.

The aligner comes in as a function, so that this package knows nothing of
models or of the steps of the pipeline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from aligner.evaluation.gold import GoldDocument
from aligner.evaluation.lines import right_lines, score_lines
from aligner.evaluation.scores import Scores
from aligner.evaluation.spans import SpanGold, score_spans
from aligner.types import Bead, Pair


@dataclass(frozen=True, slots=True)
class Judgement:
    """One predicted bead: how sure the aligner was, and whether it was right.

    ``null`` tells that the bead says of something that it has no partner.
    """

    confidence: float
    right: bool
    null: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one document."""

    document: GoldDocument
    scores: Scores
    judgements: tuple[Judgement, ...]


def measure_lines(
    documents: Iterable[GoldDocument], align: Callable[[GoldDocument], Sequence[Bead]]
) -> list[Result]:
    """Align the lines of each document that has gold for them; see `aligner.evaluation.lines`."""
    return [
        _line_result(document, align(document))
        for document in documents
        if document.beads is not None
    ]


def _line_result(document: GoldDocument, answer: Sequence[Bead]) -> Result:
    gold = document.beads or ()
    beads = [bead for bead in answer if bead.ko or bead.en]
    predicted = [(tuple(sorted(bead.ko)), tuple(sorted(bead.en))) for bead in beads]
    right = right_lines(gold, predicted, document.coarse)
    return Result(
        document,
        score_lines(gold, predicted, document.coarse),
        tuple(
            Judgement(bead.confidence, hit, not (bead.ko and bead.en))
            for bead, hit in zip(beads, right, strict=True)
        ),
    )


def measure_spans(
    documents: Iterable[GoldDocument], align: Callable[[GoldDocument], Sequence[Pair]]
) -> list[Result]:
    """Align the running text of each document that has gold for it; see `aligner.evaluation.spans`.

    Only the pairs' spans and confidences are looked at; pairs without a
    confidence are scored but not judged.
    """
    return [
        _span_result(document, align(document))
        for document in documents
        if document.spans is not None
    ]


def _span_result(document: GoldDocument, answer: Sequence[Pair]) -> Result:
    texts = document.ko_text, document.en_text
    pairs = [pair for pair in answer if pair.ko_spans or pair.en_spans]
    gold = SpanGold(document.spans or (), *texts)
    predicted = [(pair.ko_spans, pair.en_spans) for pair in pairs]
    right = gold.right([gold.without_space(bead) for bead in predicted], document.coarse)
    return Result(
        document,
        score_spans(document.spans or (), predicted, *texts, document.coarse),
        tuple(
            Judgement(pair.confidence, hit, not (pair.ko_spans and pair.en_spans))
            for pair, hit in zip(pairs, right, strict=True)
            if pair.confidence is not None
        ),
    )


def totals(results: Iterable[Result]) -> dict[str, Scores]:
    """The scores of each collection, in the order in which they first come.

    >>> totals([])
    {}
    """
    scores: dict[str, Scores] = {}
    for result in results:
        name = result.document.collection
        scores[name] = scores.get(name, Scores(documents=0)) + result.scores
    return scores


def evaluate_lines(
    documents: Iterable[GoldDocument], align: Callable[[GoldDocument], Sequence[Bead]]
) -> dict[str, Scores]:
    """The scores of each collection for an aligner of lines."""
    return totals(measure_lines(documents, align))


def evaluate_spans(
    documents: Iterable[GoldDocument], align: Callable[[GoldDocument], Sequence[Pair]]
) -> dict[str, Scores]:
    """The scores of each collection for an aligner of running text."""
    return totals(measure_spans(documents, align))
