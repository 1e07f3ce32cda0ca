"""Random alignments for the property tests, and what makes a wrong one of a right one."""

import random

from hypothesis import strategies as st


def random_beads(rng, ko, en):
    """Beads over all lines in order: 1-1, merges and null beads, now and then two swapped."""
    beads = []
    k = e = 0
    while k < ko or e < en:
        n, m = rng.choice([(1, 1)] * 5 + [(1, 2), (2, 1), (2, 2), (1, 0), (0, 1), (3, 0)])
        bead = (tuple(range(k, min(k + n, ko))), tuple(range(e, min(e + m, en))))
        k, e = k + len(bead[0]), e + len(bead[1])
        if any(bead):
            beads.append(bead)
    if len(beads) > 2 and rng.random() < 0.3:
        i = rng.randrange(len(beads) - 1)
        (a, b), (c, d) = beads[i : i + 2]
        beads[i : i + 2] = [(a, d), (c, b)]
    return [bead for bead in beads if any(bead)]


def disturbed(rng, beads):
    """The same with some beads merged, split, dropped or doubled."""
    out = []
    for ko, en in beads:
        chance = rng.random()
        if chance < 0.1:
            continue
        if chance < 0.2 and out:
            ko, en = tuple(sorted({*out[-1][0], *ko})), tuple(sorted({*out[-1][1], *en}))
            out.pop()
        if chance > 0.9 and len(ko) > 1 and len(en) > 1:
            out += [(ko[:1], en[:1]), (ko[1:], en[1:])]
        elif chance > 0.8:
            out += [(ko, ()), ((), en)]
        else:
            out.append((ko, en))
        if chance > 0.97:
            out.append(out[-1])
    rng.shuffle(out)
    return [bead for bead in out if any(bead)]


@st.composite
def line_alignments(draw):
    """Gold and predicted beads: related ones, or any at all."""
    rng = random.Random(draw(st.integers(0, 2**32)))
    gold = random_beads(rng, rng.randrange(12), rng.randrange(12))
    if draw(st.booleans()):
        return gold, disturbed(rng, gold)
    lines = st.lists(st.integers(0, 12), max_size=3).map(lambda n: tuple(sorted(n)))
    predicted = draw(st.lists(st.tuples(lines, lines), max_size=8))
    return gold, [bead for bead in predicted if any(bead)]


@st.composite
def span_alignments(draw):
    """Two texts with much white space, gold and predicted beads of spans."""
    texts = [draw(st.text("가나 \n", max_size=40)), draw(st.text("ab \n", max_size=40))]
    beads = st.lists(st.tuples(*(_spans(text) for text in texts)), max_size=6)
    gold, predicted = draw(beads), draw(beads)
    if draw(st.booleans()):
        predicted = predicted + gold[::2]
    return *texts, gold, predicted


def _spans(text):
    offset = st.integers(0, len(text))
    span = st.tuples(offset, offset).map(lambda pair: tuple(sorted(pair)))
    return st.lists(span, max_size=3).map(tuple)
