from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from aligner.review.actions import (
    Confirm,
    Cut,
    Dismiss,
    Edit,
    Merge,
    Move,
    Redo,
    SetAside,
    Split,
    Swap,
    Undo,
)
from aligner.review.applying import ConflictError, RefusedError, apply, refuse_conflict
from aligner.review.opening import opened
from aligner.types import SIDES, Pair
from tests.review.making import article


def state_of(*pairs):
    return opened([Pair("d", ko, en) for ko, en in pairs])


def texts(state):
    return [
        (" ".join(p.text for p in bead.ko) or None, " ".join(p.text for p in bead.en) or None)
        for bead in state.beads
    ]


ABC = (("가.", "A."), ("나.", "B."), ("다.", "C."))

CASES = [
    (Move(0, "en", "down"), [("가.", None), ("나.", "A. B."), ("다.", "C.")]),
    (Move(1, "ko", "up"), [("가. 나.", "A."), (None, "B."), ("다.", "C.")]),
    (Merge(1), [("가.", "A."), ("나. 다.", "B. C.")]),
    (SetAside(1), [("가.", "A."), ("나.", None), (None, "B."), ("다.", "C.")]),
    (Swap(0), [("가.", "B."), ("나.", "A."), ("다.", "C.")]),
    (Edit(1, "en", 0, "  Bee. "), [("가.", "A."), ("나.", "Bee."), ("다.", "C.")]),
]


@pytest.mark.parametrize(("action", "expected"), CASES)
def test_what_an_action_does_and_that_it_can_be_taken_back(action, expected):
    before = state_of(*ABC)
    after = apply(before, action)
    assert texts(after) == expected
    assert apply(after, Undo()).beads == before.beads
    assert apply(apply(after, Undo()), Redo()).beads == after.beads


def test_setting_aside_twice_brings_together_again():
    aside = apply(state_of(*ABC), SetAside(1))
    assert texts(apply(aside, SetAside(1))) == list(ABC)
    english = aside.beads[2].id
    assert texts(apply(aside, SetAside(english))) == list(ABC)


def test_the_nearest_partner_is_taken_and_what_stands_between_stays():
    state = state_of(("가.", "A."), ("나.", None), ("다.", None), (None, "C."), ("라.", "D."))
    found = apply(state, SetAside(1))
    assert texts(found) == [("가.", "A."), ("나.", "C."), ("다.", None), ("라.", "D.")]


def test_a_split_gives_each_row_its_sentences():
    merged = apply(state_of(*ABC), Merge(0))
    assert texts(apply(merged, Split(0, 1, 1))) == list(ABC)
    assert texts(apply(merged, Split(0, 2, 0)))[:2] == [("가. 나.", None), (None, "A. B.")]


def test_a_cut_has_the_spans_of_its_parts():
    pairs = [Pair("d", "가다. 나.", "A.", ko_spans=((3, 9),), en_spans=((0, 2),))]
    cut = apply(opened(pairs), Cut(0, (("ko", 0, 3),)))
    assert [(p.text, p.span) for p in cut.beads[0].ko] == [("가다.", (3, 6)), ("나.", (7, 9))]


def test_several_cuts_of_one_sentence():
    cut = apply(
        state_of(("가다. 나다. 다다.", "A. B.")), Cut(0, (("ko", 0, 4), ("ko", 0, 8), ("en", 0, 3)))
    )
    assert [p.text for p in cut.beads[0].ko] == ["가다.", "나다.", "다다."]
    assert [p.text for p in cut.beads[0].en] == ["A.", "B."]


def test_an_edited_sentence_is_cut_where_its_original_was():
    state = opened([Pair("d", "가다. 나.", "It isn?t so. No.", en_spans=((10, 26),))])
    edited = apply(state, Edit(0, "en", 0, "It isn’t really so. No."))
    cut = apply(edited, Cut(0, (("en", 0, 20),)))
    assert [(p.text, p.original, p.span) for p in cut.beads[0].en] == [
        ("It isn’t really so.", "It isn?t so.", (10, 22)),
        ("No.", "No.", (23, 26)),
    ]


def test_a_dismissed_finding_stays_so_when_the_text_before_it_is_edited():
    state = apply(state_of(("가.", "So it isn?t.")), Dismiss(0, "E102", "en", (9, 10)))
    assert apply(state, Edit(0, "en", 0, "It isn?t.")).beads[0].dismissed == {
        ("E102", "en", (6, 7))
    }
    assert apply(state, Edit(0, "en", 0, "So it isn’t.")).beads[0].dismissed == frozenset()


def test_a_row_that_changes_is_not_confirmed_any_more():
    state = apply(apply(state_of(*ABC), Confirm(0)), Confirm(1))
    assert [bead.confirmed for bead in apply(state, Move(0, "ko", "down")).beads] == [False] * 3
    assert apply(state, Edit(0, "ko", 0, "하나.")).beads[0].confirmed


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        (Merge(2), "last row"),
        (Move(0, "ko", "up"), "first row"),
        (Split(0, 1, 1), "one sentence only"),
        (Split(0, 5, 0), "behind its end"),
        (Cut(0, (("ko", 0, 0),)), "inside it"),
        (Cut(0, (("ko", 0, 99),)), "inside it"),
        (Cut(0, (("ko", 7, 1),)), "gone"),
        (Edit(0, "ko", 0, " \n "), "cannot be empty"),
        (Edit(0, "ko", 3, "a"), "gone"),
        (Merge(77), "gone"),
        (Undo(), "nothing to undo"),
        (Redo(), "nothing to redo"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_reason(action, reason):
    with pytest.raises(RefusedError, match=reason):
        apply(state_of(*ABC), action)


def test_documents_do_not_run_into_each_other():
    state = opened([Pair("a", "가.", "A."), Pair("b", "나.", "B.")])
    for action in (Merge(0), Move(1, "en", "up"), Swap(0)):
        with pytest.raises(RefusedError, match="of its document"):
            apply(state, action)


def test_a_conflict_is_one_only_where_the_same_rows_are_concerned():
    base = state_of(*ABC)
    changed = apply(base, Edit(0, "ko", 0, "하나."))
    refuse_conflict(changed, Confirm(2), base.revision)
    for action in (Confirm(0), Move(1, "ko", "up"), Merge(0), Undo()):
        with pytest.raises(ConflictError):
            refuse_conflict(changed, action, base.revision)
    refuse_conflict(changed, Confirm(0), changed.revision)


class Reviewing(RuleBasedStateMachine):
    """Whatever is done, in whatever order: no character is lost, none is there twice."""

    @initialize(seed=st.integers(0, 50), count=st.integers(1, 8))
    def begin(self, seed, count):
        pairs = [*article(count, "a", seed), *article(count, "b", seed + 1)]
        self.first = self.state = opened(pairs)
        self.states = [self.state.beads]
        self.at = 0

    def do(self, action):
        try:
            state = apply(self.state, action)
        except RefusedError:
            return
        self.state = state
        self.states[self.at + 1 :] = [state.beads]
        self.at += 1

    def bead(self, draw):
        return self.state.beads[draw % len(self.state.beads)].id

    @rule(
        bead=st.integers(0), side=st.sampled_from(SIDES), direction=st.sampled_from(["up", "down"])
    )
    def move(self, bead, side, direction):
        self.do(Move(self.bead(bead), side, direction))

    @rule(bead=st.integers(0))
    def merge(self, bead):
        self.do(Merge(self.bead(bead)))

    @rule(bead=st.integers(0), ko=st.integers(0, 3), en=st.integers(0, 3))
    def split(self, bead, ko, en):
        self.do(Split(self.bead(bead), ko, en))

    @rule(
        bead=st.integers(0),
        side=st.sampled_from(SIDES),
        sentence=st.integers(0, 2),
        offset=st.integers(-1, 40),
    )
    def cut(self, bead, side, sentence, offset):
        self.do(Cut(self.bead(bead), ((side, sentence, offset),)))

    @rule(bead=st.integers(0))
    def set_aside(self, bead):
        self.do(SetAside(self.bead(bead)))

    @rule(bead=st.integers(0))
    def swap(self, bead):
        self.do(Swap(self.bead(bead)))

    @rule(bead=st.integers(0), side=st.sampled_from(SIDES), text=st.text(max_size=40))
    def edit(self, bead, side, text):
        self.do(Edit(self.bead(bead), side, 0, text))

    @rule(bead=st.integers(0), confirmed=st.booleans())
    def confirm(self, bead, confirmed):
        self.do(Confirm(self.bead(bead), confirmed))

    @rule()
    def undo(self):
        if self.at:
            self.state = apply(self.state, Undo())
            self.at -= 1

    @rule()
    def redo(self):
        if self.at + 1 < len(self.states):
            self.state = apply(self.state, Redo())
            self.at += 1

    @invariant()
    def every_undo_is_exact(self):
        if hasattr(self, "state"):
            assert self.state.beads == self.states[self.at]

    @invariant()
    def no_sentence_is_lost_or_doubled(self):
        if not hasattr(self, "state"):
            return
        for side in SIDES:
            assert self.characters(self.state, side) == self.characters(self.first, side)

    @invariant()
    def beads_are_in_order_and_not_empty(self):
        if not hasattr(self, "state"):
            return
        ids = [bead.id for bead in self.state.beads]
        assert len(set(ids)) == len(ids)
        assert [bead.doc for bead in self.state.beads] == sorted(b.doc for b in self.state.beads)
        for bead in self.state.beads:
            assert bead.ko or bead.en
            for side in SIDES:
                places = [piece.place for piece in bead.side(side)]
                assert places == sorted(set(places))

    @staticmethod
    def characters(state, side):
        """Where every character of the originals is: document, sentence, offset; and in the text."""
        return sorted(
            (bead.doc, piece.place[0], piece.place[1] + at, piece.span[0] + at, character)
            for bead in state.beads
            for piece in bead.side(side)
            for at, character in enumerate(piece.original)
            if not character.isspace()
        )


TestReviewing = Reviewing.TestCase
TestReviewing.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def test_the_way_back_is_as_long_as_the_way():
    state = first = state_of(*ABC)
    for number in range(3000):
        state = apply(state, Edit(0, "ko", 0, f"{number}"))
    for _ in range(3000):
        state = apply(state, Undo())
    assert state.beads == first.beads
    assert state == replace(first, revision=6000, next_id=state.next_id)
