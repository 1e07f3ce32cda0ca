"""Fit where sentences end without a mark, and which beads are two: models/cuts.json.

    python models/fit_cuts.py --gold ../shared/gold

Two steps. A logistic regression for each language tells how likely a sentence ends between
two words (the traits of `aligner.sentences.unmarked`); a conditional logit tells from the
borders on both sides and the similarity of the parts which beads of a first alignment are
two, and where (the traits of `aligner.alignment.cutting`). The second is fitted to borders
scored by regressions that saw neither its article nor its headlines.

Only documents that `aligner.evaluation.is_held_out` does not keep back are used: as they
are, and composed anew of their lines with headlines of our own (corpus/headlines.jsonl) that
run into the sentence behind them.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parent.parent))

from aligner.alignment import cutting, find
from aligner.alignment.evidence import MAX_SENTENCES
from aligner.documents import document_from_text
from aligner.embedding import Encoder, load, windows_of
from aligner.evaluation import GoldDocument, article_of, is_held_out, read_gold
from aligner.pipeline.align import evidence, prepare
from aligner.pipeline.measuring import measured
from aligner.pipeline.recutting import Option, questions
from aligner.sentences import unmarked
from aligner.sentences.habits import Habits
from aligner.types import SIDES, TRANSLATABLE_KINDS, Sentence, Side, Span

SEED = 20261124
FOLDS = 5
SETS = ("clean", "hard1", "hard2", "hard3", "real")
SOURCES = ("ntrex", "park", "pud", "vue")
"""Of ordinary prose: verses have borders of their own."""
CORPUS = Path(__file__).parent.parent / "corpus"

# Of a headline of the gold before another sentence of its article, of a sentence without its
# full stop before the next one, of a headline of our own; a border as it is weighs 1.
GLUED_WEIGHT, LOST_WEIGHT, OWN_WEIGHT = 0.6, 0.25, 0.6
COMPOSED_WEIGHT = 0.4
BORDER_PENALTY, CUT_PENALTY = 2.0, 1.0

_MARKED = re.compile(r"[.!?。…][\"”’')\]]*$")
_FULL_STOP = re.compile(r"[.…]+([\"”’')\]]*)$")

Record = Mapping[str, str]
Weights = dict[Side, list[float]]


@dataclass(frozen=True)
class Own:
    """Headlines of our own with the sentence that each ran into, and openings that look like two."""

    headlines: Sequence[Record]
    openings: Sequence[Record]

    def part(self, fold: int) -> Own:
        """Those of one fold."""
        return Own(self.headlines[fold::FOLDS], self.openings[fold::FOLDS])


@dataclass(frozen=True)
class BorderExample:
    """A border between two words, and whether a sentence ends there."""

    fold: int
    traits: tuple[float, ...]
    ends: bool
    weight: float


@dataclass(frozen=True)
class CutExample:
    """A bead that may be two: the traits of the ways to cut it, and which of them are right."""

    traits: tuple[tuple[float, ...], ...]
    right: tuple[int, ...]
    weight: float


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description="Fit where sentences are cut again.")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("cuts.json"))
    options = parser.parse_args()
    documents = [
        document
        for name in SETS
        for document in read_gold(options.gold / name)
        if not is_held_out(document.name)
        and document.spans is not None
        and document.name.split("_")[0] in SOURCES
        and not document.coarse
    ]
    own = Own(records("headlines"), records("openings"))
    folds = folds_of(documents)
    examples = {side: list(border_examples(side, documents, own, folds)) for side in SIDES}
    cuts = [
        example
        for fold in range(FOLDS)
        for example in cut_examples(
            [document for document in documents if folds[article_of(document.name)] == fold],
            own.part(fold),
            {side: border_weights(examples[side], without=fold) for side in SIDES},
            load("default"),
        )
    ]
    result = {
        "fitted_by": "models/fit_cuts.py",
        **{
            side: {"traits": list(unmarked.NAMES[side]), "weights": border_weights(examples[side])}
            for side in SIDES
        },
        "cut": {"traits": list(cutting.TRAITS), "weights": cut_weights(cuts)},
    }
    options.output.write_text(json.dumps(result) + "\n", encoding="utf-8")
    print(f"{len(cuts)} beads, {sum(bool(example.right) for example in cuts)} of them two")


def records(name: str) -> list[Record]:
    """The lines of one of our own files."""
    text = (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def folds_of(documents: Sequence[GoldDocument]) -> dict[str, int]:
    """The fold of each article."""
    articles = sorted({article_of(document.name) for document in documents})
    random.Random(SEED).shuffle(articles)
    return {article: number % FOLDS for number, article in enumerate(articles)}


# --- Borders -------------------------------------------------------------------------------


def border_examples(
    side: Side,
    documents: Sequence[GoldDocument],
    own: Own,
    folds: Mapping[str, int],
) -> Iterator[BorderExample]:
    """All borders of the documents, and those of sentences that were made to run into each other."""
    chance = random.Random(SEED)
    for document in documents:
        fold = folds[article_of(document.name)]
        text = document.ko_text if side == "ko" else document.en_text
        spans = [bead[SIDES.index(side)] for bead in document.spans or ()]
        starts = {start for some in spans for start, _ in some}
        sentences = translatable(text, side)
        habits = Habits.of(sentence.text for sentence in sentences)
        block = -1
        for sentence in sentences:
            opens, block = sentence.block != block, sentence.block
            for _, start, traits in unmarked.candidates(sentence.text, side, habits, opens=opens):
                yield BorderExample(fold, traits, sentence.start + start in starts, 1.0)
        if document.collection == "clean" and document.beads is not None:
            lines = document.ko_lines if side == "ko" else document.en_lines
            for left, right, weight in run_together(lines, chance):
                yield from glued(left, right, side, fold, weight, opens=chance.random() < 0.6)
    for number, opening in enumerate(own.openings):
        text = opening[side]
        for _, _, traits in unmarked.candidates(text, side, Habits.of([text]), opens=True):
            yield BorderExample(number % FOLDS, traits, False, OWN_WEIGHT)
    for number, headline in enumerate(own.headlines):
        left, right = headline[f"{side}_head"], headline[f"{side}_lead"]
        for opens in (True, False):
            yield from glued(left, right, side, number % FOLDS, OWN_WEIGHT, opens=opens)


def translatable(text: str, side: Side) -> list[Sentence]:
    """The sentences of a running text that a translation carries over."""
    document = document_from_text(text, side)
    ko, en = (
        (document, document_from_text("", "en"))
        if side == "ko"
        else (document_from_text("", "ko"), document)
    )
    prepared = prepare(ko, en)
    return [
        each for each in prepared.sentences[SIDES.index(side)] if each.kind in TRANSLATABLE_KINDS
    ]


def run_together(lines: Sequence[str], chance: random.Random) -> Iterator[tuple[str, str, float]]:
    """Headlines before other sentences of their article, and sentences without their full stop."""
    lines = [line for line in lines if len(line.split()) >= 3]
    for number, line in enumerate(lines):
        others = [
            each for other, each in enumerate(lines) if other != number and _MARKED.search(each)
        ]
        if not others:
            continue
        if not _MARKED.search(line):
            for other in chance.choices(others, k=4):
                yield line, other, GLUED_WEIGHT
        elif chance.random() < 0.5:
            yield _FULL_STOP.sub(r"\1", line), chance.choice(others), LOST_WEIGHT


def glued(
    left: str, right: str, side: Side, fold: int, weight: float, *, opens: bool
) -> Iterator[BorderExample]:
    """The border at which one sentence runs into the other; those inside them are none."""
    text = f"{left} {right}"
    for _, start, traits in unmarked.candidates(text, side, Habits.of([text]), opens=opens):
        if start == len(left) + 1:
            yield BorderExample(fold, traits, True, weight)


def border_weights(examples: Sequence[BorderExample], without: int | None = None) -> list[float]:
    """The weights of a logistic regression, by Newton's method; the first trait goes unpenalised."""
    chosen = [example for example in examples if example.fold != without]
    traits = np.array([example.traits for example in chosen])
    ends = np.array([example.ends for example in chosen], float)
    weight = np.array([example.weight for example in chosen])
    result = np.zeros(traits.shape[1])
    penalty = np.diag([1e-9, *np.full(len(result) - 1, BORDER_PENALTY)])
    for _ in range(40):
        predicted = 1 / (1 + np.exp(-traits @ result))
        slope = traits.T @ (weight * (predicted - ends)) + penalty @ result
        spread = weight * predicted * (1 - predicted)
        result -= np.linalg.solve((traits * spread[:, None]).T @ traits + penalty, slope)
    assert np.isfinite(result).all()
    return [round(float(each), 4) for each in result]


# --- Cuts ----------------------------------------------------------------------------------


def cut_examples(
    documents: Sequence[GoldDocument],
    own: Own,
    weights: Weights,
    encoder: Encoder,
) -> Iterator[CutExample]:
    """The beads of some documents that may be two; of new documents composed of their lines, too."""
    chance = random.Random(SEED)
    for document in documents:
        yield from asked(document, weights, encoder, 1.0)
        if document.beads is not None:
            new = composed(document, own, chance)
            if new is not None:
                yield from asked(new, weights, encoder, COMPOSED_WEIGHT)


def asked(
    document: GoldDocument, weights: Weights, encoder: Encoder, weight: float
) -> Iterator[CutExample]:
    """The beads of one document that may be two."""
    prepared = prepare(
        document_from_text(document.ko_text, "ko"), document_from_text(document.en_text, "en")
    )
    if not all(prepared.numbers):
        return
    yardstick = measured(encoder)
    sides = evidence(prepared, windows_of(encoder, prepared.texts, MAX_SENTENCES), yardstick)
    ko, en = prepared.aligned
    found = list(find(*sides, yardstick.signal))
    begins = {(ko[0][0], en[0][0]) for ko, en in document.spans or () if ko and en}
    ends = {(ko[-1][1], en[-1][1]) for ko, en in document.spans or () if ko and en}

    def is_right(option: Option) -> bool:
        """Whether a pair of the gold begins where the second parts do, or ends where the first do."""
        if all((option.ko_parts[1], option.en_parts[1])):
            starts = (
                ko[option.ko.number].start + option.ko.start,
                en[option.en.number].start + option.en.start,
            )
            return starts in begins
        stops = tuple(
            sentences[place.number].start + place.end
            if place.end
            else sentences[place.number - 1].end
            for sentences, place in ((ko, option.ko), (en, option.en))
        )
        return stops in ends

    for question in questions((ko, en), found, sides, encoder, yardstick.signal, weights=weights):
        right = [n for n, option in enumerate(question.options) if is_right(option)]
        yield CutExample(question.traits, tuple(right), weight)


def composed(document: GoldDocument, own: Own, chance: random.Random) -> GoldDocument | None:
    """The document's lines as running text, with openings and headlines of our own between them.

    A headline mostly runs into its lead; it may also stand apart on one side or on both, or
    be missing on one. None where the lines of the gold do not follow each other.
    """
    writer = _Writer()
    beads = document.beads or ()
    for side in (0, 1):
        numbers = [number for bead in beads for number in bead[side]]
        if numbers != sorted(numbers):
            return None
    places = {0, *chance.sample(range(len(beads)), len(beads) // 6)}
    for number, (ko, en) in enumerate(beads):
        if number in places:
            kinds = [writer.opening, writer.headline]
            chance.shuffle(kinds)
            for write in kinds:
                write(own, chance)
        begins = number in places or chance.random() < 0.45
        lost = chance.random() < 0.03 and len(ko) == len(en) == 1
        sides = []
        for side, (lines, chosen) in enumerate(((document.ko_lines, ko), (document.en_lines, en))):
            apart = begins or chance.random() < 0.08
            sides.append(
                tuple(
                    writer.put(
                        side,
                        _FULL_STOP.sub(r"\1", lines[line]) if lost else lines[line],
                        apart=apart and place == 0,
                    )
                    for place, line in enumerate(chosen)
                )
            )
        writer.spans.append((sides[0], sides[1]))
    return replace(
        document,
        collection="composed",
        ko_lines=(),
        en_lines=(),
        beads=None,
        ko_text=writer.texts[0],
        en_text=writer.texts[1],
        spans=tuple(writer.spans),
    )


class _Writer:
    """Two running texts, and the gold of what was written."""

    def __init__(self) -> None:
        self.texts = ["", ""]
        self.spans: list[tuple[tuple[Span, ...], tuple[Span, ...]]] = []

    def put(self, side: int, text: str, *, apart: bool) -> Span:
        """Write at the end, as a new paragraph if ``apart``."""
        if self.texts[side]:
            self.texts[side] += "\n\n" if apart else " "
        start = len(self.texts[side])
        self.texts[side] += text
        return start, len(self.texts[side])

    def opening(self, own: Own, chance: random.Random) -> None:
        """Write a sentence as a paragraph."""
        opening = chance.choice(own.openings)
        ko, en = (self.put(side, opening[name], apart=True) for side, name in enumerate(SIDES))
        self.spans.append(((ko,), (en,)))

    def headline(self, own: Own, chance: random.Random) -> None:
        """Write a headline and its lead."""
        headline = chance.choice(own.headlines)
        runs_in, missing = [True, True], None
        kind = chance.random()
        if kind > 0.80:
            missing = chance.randrange(2)
        elif kind > 0.70:
            runs_in = [False, False]
        elif kind > 0.55:
            runs_in[chance.randrange(2)] = False
        for part in ("head", "lead"):
            spans: list[tuple[Span, ...]] = []
            for side, name in enumerate(SIDES):
                is_missing = missing == side and part == "head"
                apart = part == "head" or not runs_in[side] or missing == side
                text = headline[f"{name}_{part}"]
                spans.append(() if is_missing else (self.put(side, text, apart=apart),))
            self.spans.append((spans[0], spans[1]))


def cut_weights(examples: Sequence[CutExample]) -> list[float]:
    """The weights of the conditional logit; where several cuts are right, any may be chosen."""
    traits = [np.array(example.traits) for example in examples]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total = CUT_PENALTY / 2 * float(weights[1:] @ weights[1:])
        slope = CUT_PENALTY * np.concatenate([[0.0], weights[1:]])
        for example, some in zip(examples, traits, strict=True):
            scores = np.concatenate([[0.0], some @ weights])
            predicted = np.exp(scores - scores.max())
            predicted /= predicted.sum()
            right = np.zeros(len(scores), bool)
            right[[n + 1 for n in example.right] or [0]] = True
            hit = predicted[right].sum()
            total -= example.weight * float(np.log(max(hit, 1e-300)))
            pull = predicted - np.where(right, predicted / max(hit, 1e-300), 0)
            slope += example.weight * (some.T @ pull[1:])
        return total, slope

    fitted = minimize(loss, np.zeros(len(cutting.TRAITS)), jac=True, method="L-BFGS-B")
    assert fitted.success, fitted.message
    return [round(float(weight), 4) for weight in fitted.x]


if __name__ == "__main__":
    main()
