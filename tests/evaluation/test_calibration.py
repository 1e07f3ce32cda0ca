import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.evaluation import Judgement, at_threshold, calibration_error, ranking, reliability

judgements = st.lists(
    st.builds(Judgement, st.floats(0, 1), st.booleans(), st.booleans()), max_size=30
)


def judged(*items):
    return [Judgement(confidence, right, False) for confidence, right in items]


def test_the_table_by_hand():
    table = reliability(judged((0.05, False), (0.95, True), (0.97, False), (1.0, True)))
    assert [(row.low, row.count) for row in table] == [(0, 1), (0.9, 3)]
    assert table[1].right == 2 / 3
    assert table[1].confidence == pytest.approx(0.97333, abs=1e-5)


def test_the_error_by_hand():
    # Three at 0.9 of which two are right, one at 0.1 which is: (3 · 0.2333 + 0.9) / 4.
    items = judged((0.9, True), (0.9, True), (0.9, False), (0.1, True))
    assert calibration_error(items) == pytest.approx((3 * (0.9 - 2 / 3) + 0.9) / 4)


def test_confident_and_right_is_perfect():
    assert calibration_error(judged((1.0, True), (0.0, False))) == 0
    assert calibration_error([]) == 0


def test_ranking_by_hand():
    assert ranking(judged((0.9, True), (0.8, False), (0.7, True), (0.2, False))) == 3 / 4
    assert ranking(judged((0.5, True), (0.5, False))) == 1 / 2
    assert ranking(judged((0.5, True))) is None
    assert ranking([]) is None


def test_the_threshold_by_hand():
    items = judged((0.9, True), (0.8, False), (0.5, True), (0.2, True))
    tally = at_threshold(items, 0.5)
    assert (tally.precision, tally.recall) == (2 / 3, 2 / 3)


@given(judgements)
def test_ranking_is_the_share_of_ordered_pairs(items):
    right = [item.confidence for item in items if item.right]
    wrong = [item.confidence for item in items if not item.right]
    if right and wrong:
        wins = sum((r > w) + (r == w) / 2 for r in right for w in wrong)
        assert ranking(items) == pytest.approx(wins / (len(right) * len(wrong)))


@given(judgements)
def test_no_bead_is_lost_between_the_bins(items):
    table = reliability(items)
    assert sum(row.count for row in table) == len(items)
    assert all(row.low <= row.confidence + 1e-9 and row.confidence <= row.high for row in table)
    assert 0 <= calibration_error(items) <= 1
