"""What is said of a bead, and the confidence that is made of it."""

import numpy as np
import pytest

from aligner.alignment.confidence import TRAITS, Found, null_traits, traits, weights
from aligner.alignment.evidence import gather

WHOLE = (
    "강변도로는 매일 오후 여섯 시부터 열한 시까지 차량 통행이 금지되고 보행자만 지나다닐 수 있다."
)
OPEN = "강변도로 매일 저녁 차량 통행 금지"
ENGLISH = "The riverside road will be closed to vehicles every evening from six to eleven."


def side(*texts):
    return gather(texts, np.ones((4, len(texts), 2), np.float32), np.zeros((0, 2), np.float32))


def named(ko, en, rows, columns, probability=0.9, neighbours=(0.9, 0.9)):
    values = traits(side(*ko), side(*en), rows, columns, probability, neighbours)
    return dict(zip(TRAITS, values, strict=True))


def test_an_end_is_looked_for_on_both_sides():
    assert named([WHOLE], [ENGLISH], (0,), (0,))["no end"] == 0
    assert named([OPEN], [ENGLISH], (0,), (0,))["no end"] == 1
    assert named([WHOLE], ["Riverside road closed"], (0,), (0,))["no end"] == 1


def test_an_end_is_looked_for_inside():
    assert named([OPEN, WHOLE], [ENGLISH], (0, 1), (0,))["a sentence inside without an end"] == 1
    assert named([WHOLE, OPEN], [ENGLISH], (0, 1), (0,))["a sentence inside without an end"] == 0


def test_only_the_first_bead_is_an_opening():
    first, second = (
        named([WHOLE, WHOLE], [ENGLISH, ENGLISH], (n,), (n,))["length of the opening"]
        for n in (0, 1)
    )
    assert first > 0 == second


@pytest.mark.parametrize("lines", [True, False])
def test_what_is_probable_is_believed(lines):
    confidence = weights(lines=lines).confidence
    for make in (
        lambda p: Found((0,), (), None, null_traits(p)),
        lambda p: Found(
            (0,), (0,), 0.8, traits(side(WHOLE), side(ENGLISH), (0,), (0,), p, (0.9, 0.9))
        ),
    ):
        confidences = [confidence(make(p)) for p in (0.0, 0.3, 0.7, 0.99, 1.0)]
        assert confidences == sorted(confidences)
        assert 0 < confidences[0] < 0.2 < 0.9 < confidences[-1] < 1


def test_a_sentence_is_less_sure_where_its_borders_are_our_own_finding():
    opening = Found((0,), (0,), 0.8, traits(side(WHOLE), side(ENGLISH), (0,), (0,), 0.99, (1, 1)))
    found, given = (weights(lines=lines).confidence(opening) for lines in (False, True))
    assert found < given
