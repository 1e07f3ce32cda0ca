"""An alignment of numbered lines against gold.

The measures, as in the scorer of Vecalign (Thompson and Koehn 2019):

``strict``
    A bead counts when the other side has it exactly. Precision runs over all
    predicted beads, null ones included; recall over the gold beads that have
    both sides.
``lax``
    The same, but a two-sided bead counts already when beads of the other side
    join one of its Korean lines with one of its English lines.
``strict_two_sided``
    As strict, with null beads left out of precision too.
``null``, ``null_ko``, ``null_en``
    Lines without a partner, on both sides together and on each. A null bead of
    several lines is as many null lines, and so is each line that no bead names.

**Coarse gold.** Where the gold's unit is an entry or a paragraph that may hold
several sentences on both sides, a finer right answer must not lose: predicted
two-sided beads that lie within one gold bead are merged before they are
compared. Null beads are not, so a line left unaligned inside a unit still makes
the unit wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from aligner.evaluation.scores import Scores, Tally

LineBead = tuple[tuple[int, ...], tuple[int, ...]]


def score_lines(
    gold: Iterable[LineBead], predicted: Iterable[LineBead], coarse: bool = False
) -> Scores:
    """Score predicted beads: pairs of ascending line numbers, counted from 0.

    >>> gold = [((0,), (0,)), ((1, 2), (1,)), ((3,), ())]
    >>> scores = score_lines(gold, [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), ())])
    >>> scores["strict"].precision, scores["strict"].recall, scores["lax"].recall
    (0.5, 0.5, 1.0)
    >>> scores["null"].precision
    0.5
    """
    wanted = {bead for bead in gold if any(bead)}
    given = set(as_scored(wanted, [bead for bead in predicted if any(bead)], coarse))
    wanted_pairs, given_pairs = _two_sided(wanted), _two_sided(given)
    exact = len(wanted_pairs & given_pairs)
    null_ko, null_en = (_null_lines(wanted, given, side) for side in (0, 1))
    return Scores(
        {
            "strict": Tally(len(wanted & given), len(given), exact, len(wanted_pairs)),
            "lax": Tally(
                _lax_hits(given, wanted),
                len(given),
                _lax_hits(wanted_pairs, given_pairs),
                len(wanted_pairs),
            ),
            "strict_two_sided": Tally(exact, len(given_pairs), exact, len(wanted_pairs)),
            "null": null_ko + null_en,
            "null_ko": null_ko,
            "null_en": null_en,
        },
        uncovered=sum(_line_count(wanted | given, s) - len(_lines(given, s)) for s in (0, 1)),
    )


def as_scored(
    gold: Set[LineBead], predicted: Sequence[LineBead], coarse: bool = False
) -> list[LineBead]:
    """For each predicted bead the one as which it is compared with the gold.

    That is the bead itself, or with coarse gold the union of all predicted
    beads that lie within the same gold bead.

    >>> as_scored({((0, 1), (0, 1))}, [((0,), (0,)), ((1,), (1,))], coarse=True)
    [((0, 1), (0, 1)), ((0, 1), (0, 1))]
    """
    if not coarse:
        return list(predicted)
    unit_of = [{line: bead for bead in sorted(gold) for line in bead[side]} for side in (0, 1)]
    units: list[LineBead | None] = []
    members: dict[LineBead, tuple[set[int], set[int]]] = {}
    for bead in predicted:
        around = {unit_of[side].get(line) for side in (0, 1) for line in bead[side]}
        unit = around.pop() if len(around) == 1 and all(bead) else None
        units.append(unit)
        if unit is not None:
            for merged, lines in zip(members.setdefault(unit, (set(), set())), bead, strict=True):
                merged.update(lines)
    unions = {unit: (tuple(sorted(ko)), tuple(sorted(en))) for unit, (ko, en) in members.items()}
    return [
        bead if unit is None else unions[unit] for bead, unit in zip(predicted, units, strict=True)
    ]


def right_lines(
    gold: Iterable[LineBead], predicted: Sequence[LineBead], coarse: bool = False
) -> list[bool]:
    """Whether each predicted bead is right: in the gold exactly, as it is scored.

    A null bead is right when each of its lines is without a partner in the gold.

    >>> right_lines([((0,), (0,)), ((1, 2), ())], [((0,), (0,)), ((2,), ()), ((1,), (1,))])
    [True, True, False]
    """
    wanted = set(gold)
    partnered = [_lines(_two_sided(wanted), side) for side in (0, 1)]
    return [
        scored in wanted
        if all(scored)
        else not any(partnered[side].intersection(scored[side]) for side in (0, 1))
        for scored in as_scored(wanted, predicted, coarse)
    ]


def _two_sided(beads: Iterable[LineBead]) -> set[LineBead]:
    return {bead for bead in beads if all(bead)}


def _lines(beads: Iterable[LineBead], side: int) -> set[int]:
    return {line for bead in beads for line in bead[side]}


def _line_count(beads: Iterable[LineBead], side: int) -> int:
    return 1 + max(_lines(beads, side), default=-1)


def _lax_hits(beads: Iterable[LineBead], others: Set[LineBead]) -> int:
    """How many beads the others have, or join one line of either side of."""
    partners: dict[int, set[int]] = {}
    for ko, en in others:
        for line in ko:
            partners.setdefault(line, set()).update(en)
    return sum(
        (ko, en) in others or any(partners.get(line, set()).intersection(en) for line in ko)
        for ko, en in beads
    )


def _null_lines(gold: Set[LineBead], predicted: Set[LineBead], side: int) -> Tally:
    everything = set(range(_line_count(gold | predicted, side)))
    wanted = everything - _lines(_two_sided(gold), side)
    given = everything - _lines(_two_sided(predicted), side)
    hits = len(wanted & given)
    return Tally(hits, len(given), hits, len(wanted))
