from hypothesis import given
from hypothesis import strategies as st

from aligner.pipeline.order import in_order
from aligner.types import Bead


@st.composite
def some_beads(draw):
    """A few beads with two sides over sentences of both, in any order, crossing or not."""
    ko_count, en_count = draw(st.integers(0, 8)), draw(st.integers(0, 8))
    ko = draw(st.permutations(range(ko_count)))
    en = draw(st.permutations(range(en_count)))
    count = draw(st.integers(0, min(ko_count, en_count)))
    return [Bead((ko[k],), (en[k],)) for k in range(count)], ko_count, en_count


@given(some_beads())
def test_every_sentence_is_in_exactly_one_bead(case):
    beads, ko_count, en_count = case
    ordered = in_order(beads, ko_count, en_count)
    assert sorted(n for bead in ordered for n in bead.ko) == list(range(ko_count))
    assert sorted(n for bead in ordered for n in bead.en) == list(range(en_count))


@given(some_beads())
def test_korean_sentences_come_in_their_order(case):
    ordered = in_order(*case)
    korean = [bead.ko for bead in ordered if bead.ko]
    assert korean == sorted(korean)


def test_the_unpaired_stand_where_the_documents_have_them():
    beads = [Bead((0,), (1,)), Bead((2,), (2,))]
    types = [(bead.ko, bead.en) for bead in in_order(beads, 3, 4)]
    assert types == [((), (0,)), ((0,), (1,)), ((1,), ()), ((2,), (2,)), ((), (3,))]
