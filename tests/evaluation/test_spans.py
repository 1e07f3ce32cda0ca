import pytest
from hypothesis import given

from aligner.evaluation.spans import SpanGold, score_spans
from tests.evaluation.alignments import span_alignments

MEASURES = ("exact", "exact_with_null", "char", "null_chars")

KO, EN = "가나. 다라. 마바.\n", "A b. C d.\n\nE f.\n"
GOLD = [
    (((0, 3),), ((0, 4),)),
    (((4, 7), (8, 11)), ((5, 9),)),
    ((), ((11, 15),)),
]


def rates(tally):
    return tally.precision, tally.recall, tally.f1


def test_the_gold_itself_is_perfect():
    scores = score_spans(GOLD, GOLD, KO, EN)
    assert [rates(scores[measure]) for measure in MEASURES] == [(1, 1, 1)] * 4


def test_white_space_does_not_matter_nor_how_a_side_is_cut():
    predicted = [(((0, 4),), ((0, 5),)), (((4, 12),), ((4, 7), (6, 10)))]
    assert score_spans(GOLD, predicted, KO, EN)["exact"].f1 == 1


def test_a_merge_by_hand():
    predicted = [(((0, 7),), ((0, 9),)), (((8, 11),), ((11, 15),))]
    scores = score_spans(GOLD, predicted, KO, EN)
    assert scores["exact"].f1 == 0
    # The first has 12 characters and shares 6 with either gold bead; the second
    # has 6 and touches the gold bead of its Korean side on that side only.
    assert scores["char"].precision == 6 / 18
    # The first gold bead is all in the first predicted one (6 of 6), the second half (6 of 9).
    assert scores["char"].recall == 12 / 15
    # Nothing is null in the prediction, "E f." is in the gold.
    assert rates(scores["null_chars"]) == (0, 0, 0)


def test_coarse_gold_allows_finer_answers():
    predicted = [
        (((0, 3),), ((0, 4),)),
        (((4, 7),), ((5, 7),)),
        (((8, 11),), ((7, 9),)),
    ]
    assert score_spans(GOLD, predicted, KO, EN, coarse=True)["exact"].f1 == 1
    assert score_spans(GOLD, predicted, KO, EN)["exact"].recall == 1 / 2


def test_spans_beyond_the_text_are_cut_off():
    assert score_spans(GOLD, [(((-5, 3),), ((0, 4),))], KO, EN)["exact"].found == 1
    assert score_spans(GOLD, [(((90, 99),), ())], KO, EN)["exact_with_null"].predicted == 0


def test_right_judges_each_bead():
    gold = SpanGold(GOLD, KO, EN)
    predicted = [GOLD[0], ((), ((11, 13),)), (((4, 7),), ())]
    assert gold.right([gold.without_space(bead) for bead in predicted], False) == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("coarse", [False, True])
@given(alignment=span_alignments())
def test_agrees_with_the_reference_scorer(reference, coarse, alignment):
    ko, en, gold, predicted = alignment
    (ko_index, ko_size), (en_index, en_size) = map(reference.nonspace_index, (ko, en))
    normalised = [
        [(reference.norm_spans(k, ko_index), reference.norm_spans(e, en_index)) for k, e in beads]
        for beads in (gold, predicted)
    ]
    beads = [[bead for bead in beads if any(bead)] for beads in normalised]
    theirs = reference.report_spans(reference.counts_spans(*beads, ko_size, en_size, coarse))
    ours = score_spans(gold, predicted, ko, en, coarse)
    for measure in MEASURES:
        expected = tuple(theirs[measure][part] for part in ("p", "r", "f1"))
        assert rates(ours[measure]) == expected, measure
