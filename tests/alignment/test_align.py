"""Features, scoring and crossings, on vectors made here."""

import numpy as np
import pytest

from aligner.alignment import align, corridor, crossing, scoring
from aligner.alignment.evidence import MAX_SENTENCES, gather
from aligner.embedding import compose

SIGNAL = 0.7


def sides(count, seed=0):
    """Two sides of ``count`` sentences that translate each other one by one."""
    chance = np.random.default_rng(seed)
    ko = chance.normal(size=(count, 64))
    en = ko + 0.5 * chance.normal(size=ko.shape)
    return unit(ko), unit(en)


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def evidence(vectors, text):
    lengths = np.full(len(vectors), len(text))
    return gather(
        [text] * len(vectors), compose(vectors, lengths, MAX_SENTENCES), np.zeros((1, 64))
    )


def both(ko, en):
    return evidence(ko, "가나다라 마바사 아자차카 타파하다."), evidence(
        en, "Seventy or so characters make a sentence that is of a usual length here."
    )


def beads(ko, en):
    return {(bead.ko, bead.en) for bead in align(*both(ko, en), SIGNAL)}


def test_translations_are_paired_one_by_one():
    assert beads(*sides(12)) == {((n,), (n,)) for n in range(12)}


def test_a_dropped_sentence_stays_alone():
    ko, en = sides(12)
    found = beads(ko, np.delete(en, 5, axis=0))
    assert ((5,), ()) in found
    assert ((6,), (5,)) in found


def test_a_merged_sentence_is_found():
    ko, en = sides(12)
    merged = np.insert(np.delete(en, [5, 6], axis=0), 5, unit((en[5] + en[6])[None]), axis=0)
    assert ((5, 6), (5,)) in beads(ko, merged)


def test_a_moved_sentence_is_found_off_the_path():
    ko, en = sides(14)
    order = [9, *range(9), *range(10, 14)]
    found = beads(ko, en[order])
    assert found == {((number,), (place,)) for place, number in enumerate(order)}


@pytest.mark.parametrize(
    "order",
    [
        [0, 1, 3, 2, 4, 5, 6, 7],
        [1, 0, 2, 3, 4, 5, 6, 7],
        [0, 1, 2, 4, 3, 5, 7, 6],
        [0, 2, 1, 3, 5, 4, 6, 7],
        [0, 3, 1, 2, 4, 5, 6, 7],
    ],
)
def test_neighbours_that_changed_places_are_pairs_that_cross(order):
    ko, en = sides(8)
    found = beads(ko, en[order])
    assert found == {((number,), (place,)) for place, number in enumerate(order)}


def test_leftovers_that_cross_each_other_are_both_found():
    ko, en = sides(30)
    order = [*range(1, 20), 25, 20, 21, 22, 23, 24, 26, 27, 28, 29, 0]
    found = beads(ko, en[order])
    assert found == {((number,), (place,)) for place, number in enumerate(order)}


@pytest.mark.parametrize("seed", range(6))
def test_a_sentence_that_two_neighbours_could_use_is_in_one_bead_only(seed):
    chance = np.random.default_rng(seed)
    ko, en = sides(12, seed)
    order = chance.permutation(12)
    for count in (9, 12):
        found = beads(ko, en[order[:count]])
        assert sorted(n for bead in found for n in bead[0]) == list(range(12))
        assert sorted(n for bead in found for n in bead[1]) == list(range(count))


@pytest.mark.parametrize(("first", "second"), [(10, 20), (5, 70)])
def test_blocks_that_changed_places_are_found_off_the_path(first, second):
    ko, en = sides(90)
    order = list(range(90))
    for place in range(8):
        order[first + place], order[second + place] = second + place, first + place
    wanted = {((number,), (place,)) for place, number in enumerate(order)}
    lost = wanted - beads(ko, en[order])
    # Of the sixteen that moved a sentence and its counterpart may be too much in doubt.
    assert lost <= {((number,), (place,)) for place, number in enumerate(order) if number != place}
    assert len(lost) <= 2


def test_many_leftovers_are_searched_near_clear_matches_only(monkeypatch):
    monkeypatch.setattr(crossing, "_FEW_LEFTOVERS", 0)
    test_blocks_that_changed_places_are_found_off_the_path(5, 70)


def test_every_sentence_is_in_exactly_one_bead():
    ko, _ = sides(30, seed=1)
    _, en = sides(25, seed=2)
    found = beads(ko, en)
    assert sorted(n for bead in found for n in bead[0]) == list(range(30))
    assert sorted(n for bead in found for n in bead[1]) == list(range(25))


def test_blocks_give_the_scores_of_the_whole(monkeypatch):
    ko, en = both(*sides(120))
    full = corridor.full(120, 120)
    whole = scoring.lattice(ko, en, full, SIGNAL, scoring.parameters())
    monkeypatch.setattr(scoring, "_BLOCK", 40)
    monkeypatch.setattr(scoring, "_WHOLE", 0)
    parts = scoring.lattice(ko, en, full, SIGNAL, scoring.parameters())
    found = np.abs(whole.beads - parts.beads)
    # Rivals beyond a block's context are not seen; on the path nothing changes.
    path = full.offsets[:-2] + np.arange(120)
    assert found[0][path].max() == pytest.approx(0, abs=0.3)
    assert (whole.beads > -1e29).sum() == (parts.beads > -1e29).sum()


def test_windows_of_selected_sentences_hold_neighbours_only():
    ko, _ = both(*sides(6))
    some = ko.selected(np.array([0, 1, 4]))
    assert np.array_equal(some.windows[1, 0], ko.windows[1, 0])
    assert not some.windows[1, 1].any()
    assert not some.windows[2].any()
