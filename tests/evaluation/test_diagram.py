import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.evaluation import Judgement, reliability_diagram

NAMESPACE = "{http://www.w3.org/2000/svg}"
judgements = st.lists(
    st.builds(Judgement, st.floats(0, 1), st.booleans(), st.booleans()), max_size=30
)


def shapes(picture, tag, kind):
    root = ElementTree.fromstring(picture)
    return [
        {name: float(value) for name, value in each.attrib.items() if name != "class"}
        for each in root.iter(NAMESPACE + tag)
        if each.get("class") == kind
    ]


def words(picture):
    return [each.text for each in ElementTree.fromstring(picture).iter(NAMESPACE + "text")]


def test_bars_are_as_high_as_the_share_that_is_right():
    some = [Judgement(0.95, right, False) for right in (True, True, True, False)]
    picture = reliability_diagram({"lines": [*some, Judgement(0.15, False, False)]})
    low, high = shapes(picture, "rect", "right")
    assert (low["height"], high["height"]) == (0, 0.75 * 300)
    assert low["x"] < high["x"]
    assert [bar["height"] for bar in shapes(picture, "rect", "count")] == [17.5, 70]
    assert "lines: 5 pairs, ECE 0.190" in words(picture)


def test_dots_lie_on_the_diagonal_where_the_confidence_is_true():
    some = [Judgement(0.75, right, False) for right in (True, True, True, False)]
    [dot] = shapes(reliability_diagram({"lines": some}), "circle", "mean")
    assert dot["cx"] - 60 == pytest.approx(0.75 * 300)
    assert 50 + 300 - dot["cy"] == pytest.approx(0.75 * 300)


def test_each_group_has_a_panel_and_its_name_is_no_markup():
    picture = reliability_diagram({"a < b & c": [], "running text": [Judgement(1, True, False)]})
    assert "a < b & c: 0 pairs, ECE 0.000" in words(picture)
    assert "running text: 1 pairs, ECE 0.000" in words(picture)


@given(judgements)
def test_nothing_is_drawn_outside_the_picture(some):
    picture = reliability_diagram({"lines": some, "running text": some})
    height = float(ElementTree.fromstring(picture).get("height"))
    for kind in ("right", "count"):
        for bar in shapes(picture, "rect", kind):
            assert 0 <= bar["x"] <= bar["x"] + bar["width"] <= 360.5
            assert 0 <= bar["y"] <= bar["y"] + bar["height"] <= height
