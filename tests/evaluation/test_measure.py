import json
import random

import pytest

from aligner.evaluation import (
    GoldDocument,
    evaluate_lines,
    evaluate_spans,
    measure_lines,
    measure_spans,
    read_gold,
)
from aligner.types import Bead, Pair
from tests.evaluation.alignments import disturbed

DOCUMENT = GoldDocument(
    collection="mine",
    name="one",
    coarse=False,
    ko_lines=("하나.", "둘.", "셋."),
    en_lines=("One.", "Two."),
    beads=(((0,), (0,)), ((1,), (1,)), ((2,), ())),
    ko_text="하나. 둘. 셋.",
    en_text="One. Two.",
    spans=((((0, 3),), ((0, 4),)), (((4, 6),), ((5, 9),))),
)


def test_lines_are_scored_and_judged():
    beads = [Bead((0,), (0,), 0.9, 0.8), Bead((2, 1), (1,), 0.5, 0.3), Bead((), ())]
    (result,) = measure_lines([DOCUMENT], lambda document: beads)
    assert result.scores["strict"].precision == 1 / 2
    assert [(j.confidence, j.right, j.null) for j in result.judgements] == [
        (0.8, True, False),
        (0.3, False, False),
    ]


def test_spans_are_scored_and_judged():
    pairs = [
        Pair("one", "하나.", "One.", ko_spans=((0, 4),), en_spans=((0, 4),), confidence=0.9),
        Pair("one", "둘.", "Two.", ko_spans=((4, 6),), en_spans=((5, 9),)),
        Pair("one", "셋.", None, ko_spans=((7, 9),), type="1-0", confidence=0.6),
    ]
    (result,) = measure_spans([DOCUMENT], lambda document: pairs)
    assert result.scores["exact"].f1 == 1
    assert [(j.confidence, j.right, j.null) for j in result.judgements] == [
        (0.9, True, False),
        (0.6, True, True),
    ]


def test_documents_without_that_gold_are_left_out():
    bare = GoldDocument("mine", "two", False, (), (), None, "", "", None)
    assert evaluate_lines([bare], lambda document: []) == {}
    assert evaluate_spans([bare], lambda document: []) == {}


def test_scores_are_summed_by_collection():
    other = GoldDocument("other", "x", False, ("가",), ("A",), (((0,), (0,)),), "", "", None)
    scores = evaluate_lines(
        [DOCUMENT, other, DOCUMENT], lambda document: [Bead(*bead) for bead in document.beads]
    )
    assert list(scores) == ["mine", "other"]
    assert scores["mine"].documents == 2
    assert scores["mine"]["strict"].gold == 4


@pytest.mark.parametrize("collection", ["hard2", "real", "real_drift"])
def test_agrees_with_the_reference_scorer_on_a_set(reference, gold_folder, tmp_path, collection):
    rng = random.Random(collection)
    documents = read_gold(gold_folder / collection)[:60]
    counts = {}
    predictions = {}
    for document in documents:
        beads = predictions[document.name] = disturbed(rng, document.beads)
        path = tmp_path / "predicted.tsv"
        rows = ("\t".join(",".join(map(str, side)) for side in bead) for bead in beads)
        path.write_text("".join(f"{row}\n" for row in rows))
        gold = reference.read_beads(str(gold_folder / collection / f"{document.name}.gold.tsv"))
        predicted = reference.read_beads(str(path))
        reference.add(counts, reference.counts_lines(gold, predicted, document.coarse))
    theirs = reference.report_lines(reference.defaultdict(float, counts))
    ours = evaluate_lines(
        documents, lambda document: [Bead(*bead) for bead in predictions[document.name]]
    )[collection]
    for measure, name in (("strict", "strict"), ("lax", "lax"), ("null", "null")):
        assert ours[measure].f1 == theirs[name]["f1"] < 1


@pytest.mark.parametrize("collection", ["hard2", "real_drift"])
def test_agrees_with_the_reference_scorer_on_running_text(
    reference, gold_folder, tmp_path, collection
):
    rng = random.Random(collection)
    documents = read_gold(gold_folder / collection, "[pr]*")[:20]
    counts = {}
    predictions = {}
    for document in documents:
        beads = predictions[document.name] = [
            tuple(tuple((s + rng.choice([0, 0, 0, 1]), e) for s, e in side) for side in bead)
            for bead in disturbed(rng, document.spans)
        ]
        path = tmp_path / "predicted.json"
        path.write_text(json.dumps([{"ko": ko, "en": en} for ko, en in beads]))
        stem = str(gold_folder / collection / document.name)
        arguments = f"{stem}.spans.json", str(path), f"{stem}.ko.raw.txt", f"{stem}.en.raw.txt"
        reference.add(counts, reference.score_spans(*arguments, document.coarse))
    theirs = reference.report_spans(reference.defaultdict(float, counts))
    ours = evaluate_spans(
        documents,
        lambda document: [
            Pair("", "", "", ko_spans=ko, en_spans=en) for ko, en in predictions[document.name]
        ],
    )[collection]
    for measure in ("exact", "exact_with_null", "char", "null_chars"):
        assert ours[measure].f1 == theirs[measure]["f1"] < 1
