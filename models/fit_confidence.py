"""Fit what makes confidences of what the search found: models/confidence.json.

    python models/fit_confidence.py --gold ../shared/gold

Aligns the disturbed documents that `aligner.evaluation.is_held_out` does not keep back, as lines
and as running text, with the parameters of alignment.json, and fits a logistic
regression of whether a bead is exactly right on `aligner.alignment.confidence.TRAITS`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))


from aligner.alignment.confidence import TRAITS, Found
from aligner.alignment.evidence import MAX_SENTENCES
from aligner.documents import document_from_text
from aligner.embedding import Encoder, load, windows_of
from aligner.evaluation import GoldDocument, is_held_out, read_gold
from aligner.evaluation.lines import right_lines
from aligner.evaluation.spans import SpanGold
from aligner.pipeline.align import prepare, search
from aligner.pipeline.measuring import measured
from tests.benchmarks.articles import FITTING, read_articles

SETS = ("hard1", "hard2", "hard3")
PENALTY = 1.0
"""The weight of the squared weights, so that a trait which is always 0 weighs nothing."""


@dataclass(frozen=True)
class Judged:
    """What was found, or None for a sentence that was set aside, and whether it is right."""

    found: Found | None
    right: bool


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description="Fit the confidences.")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("confidence.json"))
    options = parser.parse_args()
    encoder = load("default")
    judged: dict[bool, list[Judged]] = defaultdict(list)
    documents = [
        document
        for name in SETS
        for document in read_gold(options.gold / name)
        if not is_held_out(document.name)
    ]
    for document in [*documents, *read_articles(FITTING)]:
        for lines in (True, False):
            judged[lines] += judgements(document, encoder, lines=lines)
    aside = [each.right for lines in judged for each in judged[lines] if each.found is None]
    result = {
        "fitted_by": "models/fit_confidence.py",
        "traits": list(TRAITS),
        "lines": fitted(judged[True]),
        "text": fitted(judged[False]),
        # The rule of succession: never quite certain.
        "set_aside": round((sum(aside) + 1) / (len(aside) + 2), 4),
    }
    options.output.write_text(json.dumps(result) + "\n", encoding="utf-8")


def judgements(document: GoldDocument, encoder: Encoder, *, lines: bool) -> Iterator[Judged]:
    """Align one document and say of each bead whether it is right."""
    if document.beads is None or document.spans is None:
        return
    texts = (
        ("\n".join(document.ko_lines), "\n".join(document.en_lines))
        if lines
        else (document.ko_text, document.en_text)
    )
    prepared = prepare(
        document_from_text(texts[0], "ko", lines=lines),
        document_from_text(texts[1], "en", lines=lines),
        lines=lines,
    )
    vectors = windows_of(encoder, prepared.texts, MAX_SENTENCES)
    prepared, found = search(prepared, vectors, encoder, measured(encoder))
    ko, en = prepared.sentences
    ko_numbers, en_numbers = prepared.numbers
    beads = [
        (tuple(ko_numbers[n] for n in each.ko), tuple(en_numbers[n] for n in each.en))
        for each in found
    ]
    beads += [((n,), ()) for n in range(len(ko)) if n not in ko_numbers]
    beads += [((), (n,)) for n in range(len(en)) if n not in en_numbers]
    if lines:
        right = right_lines(document.beads, beads, document.coarse)
    else:
        gold = SpanGold(document.spans, *texts)
        spans = [
            gold.without_space(
                (
                    tuple((ko[n].start, ko[n].end) for n in rows),
                    tuple((en[n].start, en[n].end) for n in columns),
                )
            )
            for rows, columns in beads
        ]
        right = gold.right(spans, document.coarse)
    padded = [*found, *(None for _ in beads[len(found) :])]
    for each, is_right in zip(padded, right, strict=True):
        yield Judged(each, is_right)


def fitted(judged: Sequence[Judged]) -> dict[str, list[float]]:
    """The weights for beads with two sides and for null beads."""
    kinds: dict[str, list[tuple[Found, bool]]] = {"bead": [], "null": []}
    for each in judged:
        if each.found is not None:
            kinds["null" if each.found.is_null else "bead"].append((each.found, each.right))
    return {
        kind: regression(
            np.array([found.traits for found, _ in some]),
            np.array([right for _, right in some], float),
        )
        for kind, some in kinds.items()
    }


def regression(traits: np.ndarray, right: np.ndarray) -> list[float]:
    """The weights of a logistic regression, by Newton's method; the first trait goes unpenalised."""
    weights = np.zeros(traits.shape[1])
    penalty = np.diag([1e-9, *np.full(len(weights) - 1, PENALTY)])
    for _ in range(50):
        predicted = 1 / (1 + np.exp(-traits @ weights))
        slope = traits.T @ (predicted - right) + penalty @ weights
        curvature = (traits * (predicted * (1 - predicted))[:, None]).T @ traits + penalty
        weights -= np.linalg.solve(curvature, slope)
    assert np.isfinite(weights).all()
    return [round(float(weight), 4) for weight in weights]


if __name__ == "__main__":
    main()
