"""Fit how likely two documents belong together: models/pairing.json.

    python models/fit_pairing.py --gold ../shared/gold

A logistic regression over `aligner.pairing.resemblance.FEATURES`. The examples are pairs
in some hundred folders drawn at random: articles whole or in pieces, 1 to 128 a side,
with some or all of the partners missing, with a part of one side cut away, and among
siblings that differ in their numbers only, as weather and market reports do. In each
folder the likeliest few for every document are judged: the others are beyond doubt. Only
documents that `aligner.evaluation.is_held_out` does not keep back are used.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))

from aligner.alignment.yardstick import Yardstick
from aligner.documents import document_from_text
from aligner.embedding import Encoder, load
from aligner.evaluation import GoldDocument, article_of, is_held_out, read_gold
from aligner.evaluation.pieces import pieces
from aligner.pairing.judgement import PARAMETERS
from aligner.pairing.portrait import Portrait, portraits
from aligner.pairing.resemblance import FEATURES, features
from aligner.pipeline.measuring import measured
from aligner.sentences import split
from aligner.types import SIDES, Side

SEED = 20261124
SETS = ("real", "hard1", "clean")  # the first that has an article gives it
BEADS = (5, 12, 25, 10**6)
SIZES = (1, 2, 4, 8, 16, 32, 64, 128)
SENTENCES = (12, 40, 100)
"""How many are embedded of each document; fewer only in folders of many, which 128 stands for."""
LONGEST_CUT = 1 / 3
MISSING = (0.0, 0.0, 0.2, 0.5, 1.0)
FOLDERS = 500
NEAREST = 3
PENALTY = 0.1

Texts = list[tuple[str, str]]
Pool = tuple[list[Portrait], list[Portrait]]


def main() -> None:
    """Fit, report and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    arguments = parser.parse_args()
    documents = one_of_each_article(arguments.gold, held_out=False)
    encoder = load()
    pools = list(all_pools(documents, encoder, random.Random(SEED)))
    weights, bias = fit(*examples(pools, measured(encoder), np.random.default_rng(SEED)))
    data = {
        "features": list(FEATURES),
        "weights": [round(float(weight), 4) for weight in weights],
        "bias": round(float(bias), 4),
    }
    path = Path(__file__).with_name(PARAMETERS)
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(path.read_text(encoding="utf-8"))


def one_of_each_article(gold: Path, *, held_out: bool) -> list[GoldDocument]:
    """One version of each article of one half, whatever sets it stands in."""
    chosen: dict[str, GoldDocument] = {}
    for name in SETS:
        for document in read_gold(gold / name):
            if document.spans and is_held_out(document.name) == held_out:
                chosen.setdefault(article_of(document.name), document)
    return list(chosen.values())


def all_pools(
    documents: Sequence[GoldDocument], encoder: Encoder, chance: random.Random
) -> Iterator[Pool]:
    """All documents that folders are drawn from, alike in kind; those at one place are partners."""
    for beads in BEADS:
        texts = [piece for document in documents for piece in pieces(document, beads)]
        yield portrayed(texts, encoder)
        yield portrayed([shortened(pair, chance) for pair in texts], encoder)
        if beads != BEADS[0]:
            some = chance.sample(texts, min(24, len(texts)))
            yield portrayed(
                [sibling for pair in some for sibling in siblings(pair, chance)], encoder
            )


def portrayed(texts: Texts, encoder: Encoder) -> Pool:
    """The portraits of both sides."""
    ko, en = (
        portraits(
            [document_from_text(pair[number], side) for pair in texts], encoder, max(SENTENCES)
        )
        for number, side in enumerate(SIDES)
    )
    return ko, en


def shortened(pair: tuple[str, str], chance: random.Random) -> tuple[str, str]:
    """The pair with up to a third of one side, mostly the translation, cut away."""
    ko, en = pair
    if chance.random() < 1 / 3:
        return without_a_run(ko, "ko", chance), en
    return ko, without_a_run(en, "en", chance)


def without_a_run(text: str, side: Side, chance: random.Random) -> str:
    """The text without some consecutive sentences."""
    sentences = split(document_from_text(text, side))
    count = int(len(sentences) * chance.uniform(0, LONGEST_CUT))
    if count == 0:
        return text
    first = chance.randrange(len(sentences) - count + 1)
    return f"{text[: sentences[first].start]}\n{text[sentences[first + count - 1].end :]}"


def siblings(pair: tuple[str, str], chance: random.Random) -> Texts:
    """The pair and three more with other figures in place of those that both sides have."""
    common = sorted(set(re.findall(r"\d+", pair[0])) & set(re.findall(r"\d+", pair[1])))
    family = [pair]
    for _ in range(3):
        other = {digits: str(chance.randrange(10 ** len(digits))) for digits in common}
        family.append((with_figures(pair[0], other), with_figures(pair[1], other)))
    return family


def with_figures(text: str, other: Mapping[str, str]) -> str:
    """The text with other figures for those that ``other`` names."""
    return re.sub(r"\d+", lambda match: other.get(match[0], match[0]), text)


def examples(
    pools: Sequence[Pool], yardstick: Yardstick, chance: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.float64]]:
    """Features, whether right, and weights of pairs in folders drawn from the pools.

    A folder weighs as the root of its size: large ones tell more, but they are alike.
    """
    rows, right, weights = [], [], []
    for _ in range(FOLDERS):
        ko, en = pools[chance.integers(len(pools))]
        ko_chosen, en_chosen = drawn(len(ko), chance)
        many = len(ko_chosen) >= SIZES[-1]
        sentences = chance.choice(SENTENCES) if many else SENTENCES[-1]
        values = features(
            [opening(ko[place], sentences) for place in ko_chosen],
            [opening(en[place], sentences) for place in en_chosen],
            yardstick,
        )
        judged = contenders(values)
        rows.append(values[judged])
        right.append((ko_chosen[:, None] == en_chosen[None])[judged])
        weights.append(np.full(judged.sum(), judged.sum() ** -0.5))
    return np.concatenate(rows).astype(float), np.concatenate(right), np.concatenate(weights)


def drawn(
    available: int, chance: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The documents of a folder's two sides; some have a partner and some do not."""
    size = int(min(chance.choice(SIZES), available // 2))
    missing = chance.choice(MISSING)
    order = chance.permutation(available)
    common = round(size * (1 - missing))
    alone = (size - common + 1) // 2 if missing < 1 else size
    ko = order[: common + alone]
    en = np.concatenate([order[:common], order[common + alone : common + 2 * alone]])
    return ko, en


def opening(portrait: Portrait, sentences: int) -> Portrait:
    """The portrait as it is when fewer sentences are embedded."""
    return replace(portrait, vectors=portrait.vectors[:sentences])


def contenders(values: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which pairs are among the nearest of their row or column."""
    similarity = values[..., FEATURES.index("similarity")]
    chosen = np.zeros(similarity.shape, bool)
    np.put_along_axis(chosen, np.argsort(-similarity, axis=1)[:, :NEAREST], True, axis=1)
    np.put_along_axis(chosen, np.argsort(-similarity, axis=0)[:NEAREST], True, axis=0)
    return chosen


def fit(
    values: NDArray[np.float64], right: NDArray[np.bool_], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    """Maximum likelihood with a small penalty, by scikit-learn."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1 / PENALTY, max_iter=5000)
    model.fit(values, right, sample_weight=weights)
    print(f"{len(right):,} pairs, {right.sum():,} right")
    return model.coef_[0], model.intercept_[0]


if __name__ == "__main__":
    main()
