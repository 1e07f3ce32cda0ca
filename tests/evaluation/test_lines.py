import pytest
from hypothesis import given

from aligner.evaluation.lines import right_lines, score_lines
from aligner.evaluation.scores import Scores
from tests.evaluation.alignments import line_alignments

# Our names of the reference scorer's measures.
MEASURES = {
    "strict": "strict",
    "lax": "lax",
    "strict_two_sided": "strict_nn",
    "null": "null",
    "null_ko": "null_src",
    "null_en": "null_tgt",
}

GOLD = [((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((4,), (2, 3)), ((), (4,))]


def rates(tally):
    return tally.precision, tally.recall, tally.f1


def test_the_gold_itself_is_perfect():
    scores = score_lines(GOLD, GOLD)
    assert all(rates(tally) == (1, 1, 1) for tally in scores.tallies.values())
    assert scores.uncovered == 0


def test_a_split_and_a_swallowed_null_by_hand():
    # Gold beads 2 and 3 come out wrong, 4 and the null 4 are merged; 0-0 alone is right.
    scores = score_lines(GOLD, [((0,), (0,)), ((1,), (1,)), ((2, 3), ()), ((4,), (2, 3, 4))])
    assert rates(scores["strict"])[:2] == (1 / 4, 1 / 3)
    assert rates(scores["lax"])[:2] == (3 / 4, 1)
    assert rates(scores["strict_two_sided"])[:2] == (1 / 3, 1 / 3)
    assert rates(scores["null_ko"])[:2] == (1 / 2, 1)  # lines 2 and 3 for line 3
    assert rates(scores["null_en"]) == (0, 0, 0)  # nothing for line 4
    assert rates(scores["null"])[:2] == (1 / 2, 1 / 2)


def test_a_null_bead_is_right_but_finds_nothing_that_recall_asks_for():
    scores = score_lines([((0,), ()), ((1,), (0,))], [((0,), ())])
    assert rates(scores["strict"]) == (1, 0, 0)


def test_nothing_predicted_leaves_every_line_null_and_uncovered():
    scores = score_lines(GOLD, [])
    assert scores["strict"].f1 == 0
    assert scores["null"].recall == 1
    assert scores.uncovered == 10


def test_nothing_at_all_scores_zero_without_an_error():
    assert rates(score_lines([], [])["strict"]) == (0, 0, 0)


def test_saying_a_bead_twice_does_not_help():
    once = [((0,), (0,)), ((1,), (1,))]
    assert score_lines(GOLD, once * 2) == score_lines(GOLD, once)


@pytest.mark.parametrize(
    ("predicted", "recall", "why"),
    [
        ([((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), ()), ((4,), (3,))], 2 / 3, "dropped"),
        ([((0,), (0,)), ((1, 2), (1,)), ((3,), (2,)), ((4,), (3,))], 1 / 3, "crosses units"),
        ([((0,), (1,)), ((1,), (0,)), ((2, 3), (2,)), ((4,), (3,))], 1, "order inside is free"),
        ([((0,), ()), ((1,), ()), ((), (0,)), ((), (1,))], 0, "nulls are never merged"),
    ],
)
def test_coarse_gold_allows_finer_answers_and_no_others(predicted, recall, why):
    gold = [((0, 1), (0, 1)), ((2, 3), (2,)), ((4,), (3,))]
    assert score_lines(gold, predicted, coarse=True)["strict"].recall == recall, why


def test_right_lines_judges_each_bead():
    gold = [((0,), (0,)), ((1, 2), (1, 2)), ((3, 4), ())]
    predicted = [((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((4,), ()), ((3,), ())]
    assert right_lines(gold, predicted) == [True, False, False, True, True]
    assert right_lines(gold, predicted, coarse=True) == [True, True, True, True, True]
    assert right_lines(gold, predicted[:2], coarse=True) == [True, False]


@pytest.mark.parametrize("coarse", [False, True])
@given(alignment=line_alignments())
def test_agrees_with_the_reference_scorer(reference, coarse, alignment):
    gold, predicted = alignment
    ours = score_lines(gold, predicted, coarse)
    theirs = reference.report_lines(reference.counts_lines(gold, predicted, coarse))
    for measure, name in MEASURES.items():
        expected = theirs[name]["p"], theirs[name]["r"], theirs[name]["f1"]
        assert rates(ours[measure]) == expected, measure
    assert ours.uncovered == theirs["n"]["uncovered"]


@given(alignment=line_alignments())
def test_scores_of_documents_add_up_as_in_the_reference_scorer(reference, alignment):
    gold, predicted = alignment
    ours = Scores.total([score_lines(gold, predicted), score_lines(GOLD, GOLD[:2])])
    counts = reference.add(
        dict(reference.counts_lines(gold, predicted)), reference.counts_lines(GOLD, GOLD[:2])
    )
    theirs = reference.report_lines(reference.defaultdict(float, counts))
    for measure, name in MEASURES.items():
        assert ours[measure].f1 == theirs[name]["f1"], measure
    assert ours.documents == 2
