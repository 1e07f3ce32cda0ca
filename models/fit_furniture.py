"""Fit how much a line looks like page furniture: models/furniture.json.

    python models/fit_furniture.py --gold ../shared/gold

A logistic regression over `aligner.text.furniture_model.buckets` and `FACTS`. Furniture are
the lines of tests/cases/page_lines_fitted.json and boilerplate_positives.json, and those
furniture strings of the gold that `tests.benchmarks.furniture.is_held_out` does not keep
back. Article lines are those of the same cases (weighing more, since they were written to
be hard), of the documents that `aligner.evaluation.is_held_out` does not keep back, and
the sentences of the gold's retrieval and segmentation sets that stand in no document
(tatoeba, jhe; EWT, GUM, Kaist, kss).
"""

from __future__ import annotations

import argparse
import base64
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from aligner.evaluation import is_held_out
from aligner.text.boilerplate import LONGEST_LINE
from aligner.text.furniture_model import BUCKETS, FACTS, PARAMETERS, buckets, facts
from tests.benchmarks import furniture

PENALTY = 0.1
HARD_WEIGHT = 5
SHORT, MOST_LONG = 80, 3000
SEED = 1
CASES = Path(__file__).parent.parent / "tests" / "cases"


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    gold = parser.parse_args().gold
    positive = list(dict.fromkeys(furniture_lines(gold)))
    hard = hard_lines()
    easy = thinned(list(dict.fromkeys(article_lines(gold))), set(positive))
    weights = np.repeat([1.0, HARD_WEIGHT, 1.0], [len(positive), len(hard), len(easy)])
    labels = np.arange(len(weights)) < len(positive)
    print(f"{len(positive):,} lines of furniture, {len(hard):,} hard and {len(easy):,} others")
    write(*fit([*positive, *hard, *easy], labels, weights))


def cases(name: str) -> dict[str, list[str]]:
    """Lines by what they are."""
    return dict(json.loads((CASES / name).read_text(encoding="utf-8")))


def boilerplate_cases(name: str, expected: str | None) -> list[str]:
    """The lines of a file of cases that are of one kind."""
    entries = json.loads((CASES / name).read_text(encoding="utf-8"))
    return [entry["input"] for entry in entries if entry["expected"] == expected]


def furniture_lines(gold: Path) -> Iterator[str]:
    """All lines that are furniture."""
    yield from cases("page_lines_fitted.json")["furniture"]
    yield from boilerplate_cases("boilerplate_positives.json", "furniture")
    for _, line in sorted(furniture.furniture_of(gold)):
        if not furniture.is_held_out(line):
            yield line


def hard_lines() -> list[str]:
    """Lines of articles that were written to be mistaken for furniture."""
    negatives = boilerplate_cases("boilerplate_negatives.json", None)
    return [*cases("page_lines_fitted.json")["article"], *negatives]


def article_lines(gold: Path) -> Iterator[str]:
    """Lines of articles that do not stand in a held-out document too."""
    apart = furniture.furniture_of(gold)
    held_out: set[str] = set()
    lines: list[str] = []
    for name in furniture.ARTICLE_SETS:
        for document, side, line, _ in furniture.lines_of(gold / name):
            if (side, line) not in apart:
                if is_held_out(document):
                    held_out.add(line)
                else:
                    lines.append(line)
    yield from (line for line in [*lines, *sentences(gold)] if line not in held_out)


def sentences(gold: Path) -> Iterator[str]:
    """The sentences of the sets that have no documents to align."""
    for name in ("tatoeba", "jhe"):
        for side in ("ko", "en"):
            text = (gold / "retrieval" / f"{name}.{side}.txt").read_text(encoding="utf-8")
            yield from text.split("\n")
    for bounds in sorted((gold / "seg").glob("*.bounds.json")):
        if not bounds.name.startswith("ntrex"):
            raw = bounds.with_name(bounds.name.replace(".bounds.json", ".raw.txt"))
            text = raw.read_text(encoding="utf-8")
            for start, end in json.loads(bounds.read_text(encoding="utf-8"))["sentences"]:
                yield " ".join(text[start:end].split())


def thinned(lines: Sequence[str], positive: set[str]) -> list[str]:
    """All the short lines and some of the long ones, which are easy to tell."""
    usable = [line for line in lines if 0 < len(line) <= LONGEST_LINE and line not in positive]
    long = [line for line in usable if len(line) >= SHORT]
    random.Random(SEED).shuffle(long)
    return [line for line in usable if len(line) < SHORT] + long[:MOST_LONG]


def fit(
    lines: Sequence[str], labels: np.ndarray, weights: np.ndarray
) -> tuple[np.ndarray, np.ndarray, float]:
    """The weights of the buckets, of the facts, and the bias."""
    from scipy.sparse import csr_array
    from sklearn.linear_model import LogisticRegression

    rows, columns, values = [], [], []
    for row, line in enumerate(lines):
        found = sorted(buckets(line))
        rows += [row] * (len(found) + len(FACTS))
        columns += [*found, *range(BUCKETS, BUCKETS + len(FACTS))]
        values += [len(found) ** -0.5] * len(found) + [float(fact) for fact in facts(line)]
    places = np.array(rows, np.int32), np.array(columns, np.int32)  # liblinear wants these
    matrix = csr_array((values, places), shape=(len(lines), BUCKETS + len(FACTS)))
    model = LogisticRegression(C=1 / PENALTY, solver="liblinear", max_iter=3000, random_state=SEED)
    model.fit(matrix.tocsr(), labels, sample_weight=weights)
    return model.coef_[0, :BUCKETS], model.coef_[0, BUCKETS:], float(model.intercept_[0])


def write(runs: np.ndarray, weights: np.ndarray, bias: float) -> None:
    """Write the parameters, the weights of the buckets as bytes."""
    scale = float(np.abs(runs).max()) / 127
    parameters = {
        "facts": list(FACTS),
        "weights": weights.round(4).tolist(),
        "bias": round(bias, 4),
        "scale": scale,
        "runs": base64.b64encode((runs / scale).round().astype(np.int8).tobytes()).decode(),
    }
    path = Path(__file__).with_name(PARAMETERS)
    path.write_text(json.dumps(parameters, indent=1) + "\n", encoding="utf-8")
    print(f"{path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
