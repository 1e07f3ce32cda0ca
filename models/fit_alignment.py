"""Fit the aligner's parameters: models/alignment.json.

    python models/fit_alignment.py --gold ../shared/gold

Maximum likelihood of the gold path under the model of `aligner.alignment.search`
(a log-linear model over all monotone paths): the gradient of a bead's score is
its posterior less its gold count. Where the gold is coarser than sentences, all
paths that stay inside its units count as right. Only documents that
`aligner.evaluation.is_held_out` does not keep back are used, as they are and
disturbed anew (perturbation.py).
fit_confidence.py then fits what makes confidences of the result.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))

from perturbation import Unit, perturb

from aligner.alignment import corridor, scoring, search
from aligner.alignment.evidence import MAX_SENTENCES, gather
from aligner.alignment.features import BEAD_FEATURES, BEAD_TYPES, NULL_FEATURES
from aligner.alignment.yardstick import Yardstick
from aligner.documents import document_from_text
from aligner.embedding import load, windows
from aligner.evaluation import GoldDocument, LineBead, article_of, is_held_out, read_gold
from aligner.pipeline.measuring import measured
from aligner.sentences import split
from aligner.text.restored import restored
from aligner.types import TRANSLATABLE_KINDS
from tests.benchmarks.articles import FITTING, read_articles

SEED = 20261123
EPOCHS = 14
HIDDEN_BEAD, HIDDEN_NULL = 24, 12
BATCH = 8
LEARNING_RATE = 5e-3
WEIGHT_DECAY = 1e-4
COPIES = 4
LONGEST = 140
WEIGHTS = {"clean": 0.5}

Floats = NDArray[np.float32]


@dataclass
class Example:
    """One document: its features, and which paths through its lattice are right.

    ``allowed`` marks the beads of right paths: where the gold is exact, its own. ``weight`` multiplies its part of the likelihood.
    """

    article: str
    path: corridor.Corridor
    nodes: list[NDArray[np.int64]]
    beads: Floats
    ko_null: Floats
    en_null: Floats
    allowed: NDArray[np.bool_]
    ko_alone: NDArray[np.bool_]
    en_alone: NDArray[np.bool_]
    weight: float
    limits: list[int] = field(default_factory=list)

    def lattice(self, beads: Floats, ko_null: Floats, en_null: Floats) -> search.Lattice:
        """The lattice with these scores."""
        scores = np.full((len(BEAD_TYPES), self.path.size), search.IMPOSSIBLE)
        for t, nodes in enumerate(self.nodes):
            scores[t, nodes] = beads[self.limits[t] : self.limits[t + 1]]
        return search.Lattice(
            self.path, BEAD_TYPES, scores, ko_null.astype(float), en_null.astype(float)
        )

    def flat(self, beads: NDArray[np.float64]) -> Floats:
        """Values on nodes back in the order of ``beads``."""
        return np.concatenate([beads[t, n] for t, n in enumerate(self.nodes)]).astype(np.float32)


class Scorer(torch.nn.Module):
    """The network of `aligner.alignment.scoring.Network`, to be fitted."""

    def __init__(self, features: int, hidden: int) -> None:
        super().__init__()
        self.direct = torch.nn.Linear(features, 1)
        self.inner = torch.nn.Linear(features, hidden)
        self.output = torch.nn.Linear(hidden, 1, bias=False)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Scores (n,) of features (n, f)."""
        return (self.direct(values) + self.output(torch.tanh(self.inner(values))))[:, 0]

    def as_json(self, names: Sequence[str]) -> dict[str, object]:
        """What `Network.from_json` reads."""

        def rounded(tensor: torch.Tensor) -> list[float]:
            return [round(value, 5) for value in tensor.flatten().tolist()]

        return {
            "features": list(names),
            "direct": rounded(self.direct.weight),
            "bias": round(float(self.direct.bias.detach()), 5),
            "hidden": [rounded(row) for row in self.inner.weight.T],
            "hidden_bias": rounded(self.inner.bias),
            "output": rounded(self.output.weight),
        }


Model = tuple[Scorer, Scorer]


def main() -> None:
    """Fit, calibrate, write."""
    parser = argparse.ArgumentParser(description="Fit the aligner's parameters.")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("alignment.json"))
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--copies", type=int, default=COPIES)
    options = parser.parse_args()
    examples = list(training_examples(options.gold, options.copies))
    print(f"{len(examples)} documents", flush=True)
    model = fit(examples, options.epochs)
    result = {
        "fitted_by": "models/fit_alignment.py",
        "seed": SEED,
        "documents": len(examples),
        "bead": model[0].as_json(BEAD_FEATURES),
        "null": model[1].as_json(NULL_FEATURES),
    }
    options.output.write_text(json.dumps(result) + "\n", encoding="utf-8")


def training_examples(folder: Path, copies: int) -> Iterable[Example]:
    """The gold documents that may be fitted on, and perturbed copies of them."""
    chance = random.Random(SEED)
    encoder = load("default")
    yardstick = measured(encoder)
    articles: list[tuple[str, list[Unit], bool]] = []
    collections = {
        name: [each for each in read_gold(folder / name) if not is_held_out(each.name)]
        for name in ("clean", "hard1", "hard2", "hard3", "real")
    } | {"articles": read_articles(FITTING)}
    for name, documents in collections.items():
        for document in documents:
            lines = [list(side) for side in (document.ko_lines, document.en_lines)]
            units = _units(*lines, document.beads or ())
            if name in ("clean", "real", "articles"):
                articles.append((article_of(document.name), units, not document.coarse))
            if name != "real":
                yield _example(
                    document.name, units, encoder, yardstick,
                    exact=not document.coarse,
                    weight=WEIGHTS.get(name, 1.0),
                    without_furniture=chance.random() < 0.5,
                )  # fmt: skip
                yield _example(
                    document.name, _units(*_running_text(document)), encoder, yardstick,
                    exact=not document.coarse,
                    weight=WEIGHTS.get(name, 1.0),
                    without_furniture=True,
                )  # fmt: skip
    foreign = [u for _, units, _ in articles for u in units if len(u[0]) == len(u[1]) == 1]
    for _ in range(copies):
        for article, units, exact in articles:
            for first in range(0, len(units), 60):
                disturbed = perturb(units[first : first + 60], foreign, chance)
                sizes = [sum(len(unit[side]) for unit in disturbed) for side in (0, 1)]
                if min(sizes) >= 3 and max(sizes) <= LONGEST:
                    yield _example(
                        article, disturbed, encoder, yardstick, exact=exact, weight=1.0,
                        without_furniture=chance.random() < 0.5,
                    )  # fmt: skip


def _running_text(document: GoldDocument) -> tuple[list[str], list[str], list[LineBead]]:
    """The sentences that the splitter finds in the running text, and the gold over them.

    Where a sentence runs across a border of gold, the beads on both sides become one.
    """
    texts: list[list[str]] = []
    owners: list[list[set[int]]] = []
    for side, text in (("ko", document.ko_text), ("en", document.en_text)):
        found = [
            sentence
            for sentence in split(document_from_text(text, side))
            if sentence.kind != "repeat"
        ]
        texts.append([sentence.text for sentence in found])
        spans = [
            (span, bead)
            for bead, sides in enumerate(document.spans or ())
            for span in sides[("ko", "en").index(side)]
        ]
        owners.append(
            [
                {bead for (start, end), bead in spans if start < s.end and end > s.start}
                for s in found
            ]
        )
    joined = {bead: bead for bead in range(len(document.spans or ()))}
    for owner in (owner for side in owners for owner in side if len(owner) > 1):
        merged = {joined[bead] for bead in owner}
        joined = {bead: min(merged) if to in merged else to for bead, to in joined.items()}
    members: dict[int, tuple[list[int], list[int]]] = {}
    for side, sentences in enumerate(owners):
        for number, owner in enumerate(sentences):
            for bead in list(owner)[:1]:
                members.setdefault(joined[bead], ([], []))[side].append(number)
    return texts[0], texts[1], [(tuple(ko), tuple(en)) for ko, en in members.values()]


def _units(ko_lines: list[str], en_lines: list[str], gold: Sequence[LineBead]) -> list[Unit]:
    """Gold as units in document order; what a monotone path cannot hold becomes unaligned."""
    beads = [
        (ko, en)
        for ko, en in gold
        if ko and en and ko[-1] - ko[0] + 1 == len(ko) and en[-1] - en[0] + 1 == len(en)
    ]
    units: list[Unit] = []
    i = j = 0
    for ko, en in _ascending(sorted(beads)):
        units += [((line,), ()) for line in ko_lines[i : ko[0]]]
        units += [((), (line,)) for line in en_lines[j : en[0]]]
        i, j = ko[-1] + 1, en[-1] + 1
        units.append((tuple(ko_lines[ko[0] : i]), tuple(en_lines[en[0] : j])))
    units += [((line,), ()) for line in ko_lines[i:]]
    units += [((), (line,)) for line in en_lines[j:]]
    return units


def _ascending(beads: list[LineBead]) -> list[LineBead]:
    """The longest chain of beads that ascends on both sides."""
    best = [1] * len(beads)
    previous = [-1] * len(beads)
    for b, (ko, en) in enumerate(beads):
        for a in range(b):
            above = beads[a][0][-1] < ko[0] and beads[a][1][-1] < en[0]
            if above and best[a] + 1 > best[b]:
                best[b], previous[b] = best[a] + 1, a
    chain = []
    place = int(np.argmax(best)) if beads else -1
    while place >= 0:
        chain.append(beads[place])
        place = previous[place]
    return chain[::-1]


def _example(
    name: str,
    units: list[Unit],
    encoder: object,
    yardstick: Yardstick,
    *,
    exact: bool,
    weight: float,
    without_furniture: bool,
) -> Example:
    sides = []
    for side in (0, 1):
        lines = [(line, number) for number, unit in enumerate(units) for line in unit[side]]
        if without_furniture:
            document = document_from_text(
                "\n".join(line for line, _ in lines), ("ko", "en")[side], lines=True
            )
            lines = [
                line
                for line, block in zip(lines, document.blocks, strict=True)
                if block.kind in TRANSLATABLE_KINDS
            ]
        sides.append(lines)
    texts = [[restored(line) for line, _ in side] for side in sides]
    # A unit that lost a line to the furniture is no unit any more.
    whole = [
        bool(unit[0] and unit[1])
        and all(
            sum(number == place for _, number in sides[side]) == len(unit[side]) for side in (0, 1)
        )
        for place, unit in enumerate(units)
    ]
    owner = [np.array([n if whole[n] else -1 for _, n in side], np.int64) for side in sides]
    evidence = [
        gather(t, windows(encoder, t, MAX_SENTENCES), background)
        for t, background in zip(texts, (yardstick.ko, yardstick.en), strict=True)
    ]
    path = corridor.full(*map(len, texts))
    (block,) = scoring.blocks(*evidence, path, yardstick.signal)
    allowed = []
    for (n, m), nodes in zip(BEAD_TYPES, block.nodes, strict=True):
        rows, columns = np.divmod(nodes, len(texts[1]) + 1)
        inside = (owner[0][rows] == owner[1][columns]) & (owner[0][rows] >= 0)
        for a in range(1, n):
            inside &= owner[0][rows + a] == owner[0][rows]
        for b in range(1, m):
            inside &= owner[1][columns + b] == owner[1][columns]
        if exact:
            sizes = [(len(units[o][0]), len(units[o][1])) for o in owner[0][rows]]
            # A unit too large for any bead may be taken apart, as a coarse one is.
            inside &= np.array(
                [size == (n, m) or max(size) > MAX_SENTENCES for size in sizes], bool
            )
        allowed.append(inside)
    return Example(
        article_of(name), path, block.nodes, np.concatenate(block.beads), block.ko_null,
        block.en_null, np.concatenate(allowed), owner[0] < 0, owner[1] < 0, weight,
        [0, *np.cumsum([len(nodes) for nodes in block.nodes]).tolist()],
    )  # fmt: skip


def fit(examples: Sequence[Example], epochs: int) -> Model:
    """Maximise the likelihood of the right paths by AdamW with a falling rate."""
    torch.manual_seed(SEED)
    order = np.random.default_rng(SEED)
    model = Scorer(len(BEAD_FEATURES), HIDDEN_BEAD), Scorer(len(NULL_FEATURES), HIDDEN_NULL)
    weights = [*model[0].parameters(), *model[1].parameters()]
    optimiser = torch.optim.AdamW(weights, LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, epochs)
    for epoch in range(epochs):
        error = 0.0
        shuffled = order.permutation(len(examples))
        for first in range(0, len(shuffled), BATCH):
            optimiser.zero_grad()
            for number in shuffled[first : first + BATCH]:
                error += _descend(model, examples[number])
            torch.nn.utils.clip_grad_norm_(weights, 20.0)
            optimiser.step()
        schedule.step()
        print(f"epoch {epoch + 1}: misplaced mass {error / len(examples):.3f}", flush=True)
    return model


def _scores(model: Model, example: Example) -> list[torch.Tensor]:
    return [
        model[0](torch.from_numpy(example.beads)),
        model[1](torch.from_numpy(example.ko_null)),
        model[1](torch.from_numpy(example.en_null)),
    ]


def _descend(model: Model, example: Example) -> float:
    """Add one example's gradient; returns how much probability stands in the wrong place."""
    scores = _scores(model, example)
    beads, ko_null, en_null = (score.detach().numpy() for score in scores)
    all_paths = example.lattice(beads, ko_null, en_null)
    right_paths = example.lattice(
        np.where(example.allowed, beads, search.IMPOSSIBLE),
        # Unlikely, not impossible: a bead of a type that is not searched has no path.
        np.where(example.ko_alone, ko_null, -50.0),
        np.where(example.en_alone, en_null, -50.0),
    )
    free, right = search.posterior(all_paths), search.posterior(right_paths)
    gradients = [
        example.flat(search.bead_probabilities(free, all_paths))
        - example.flat(search.bead_probabilities(right, right_paths)),
        (free.ko_null - right.ko_null).astype(np.float32),
        (free.en_null - right.en_null).astype(np.float32),
    ]
    torch.autograd.backward(scores, [torch.from_numpy(example.weight * g) for g in gradients])
    return float(np.abs(gradients[0]).sum())


if __name__ == "__main__":
    main()
