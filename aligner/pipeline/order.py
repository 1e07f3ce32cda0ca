"""The order in which beads are told."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.types import Bead


def in_order(
    beads: Sequence[Bead], ko_count: int, en_count: int, set_aside: float = 1.0
) -> list[Bead]:
    """Put beads in the order of the Korean document and add what is in none of them.

    An English sentence without a partner comes before the bead that holds the
    next paired sentence behind it. Sentences that no bead holds (page furniture
    was never offered to the search) become null beads of the confidence
    ``set_aside``.

    >>> beads = [Bead((), (1,)), Bead((1,), (2,)), Bead((0,), (0,))]
    >>> [bead.type for bead in in_order(beads, 2, 4)]
    ['1-1', '0-1', '1-1', '0-1']
    """
    ko_held = {number for bead in beads for number in bead.ko}
    en_held = {number for bead in beads for number in bead.en}
    with_korean = [bead for bead in beads if bead.ko]
    with_korean += [Bead((n,), (), None, set_aside) for n in range(ko_count) if n not in ko_held]
    with_korean.sort(key=lambda bead: bead.ko)
    english_only = [bead for bead in beads if not bead.ko]
    english_only += [Bead((), (n,), None, set_aside) for n in range(en_count) if n not in en_held]
    english_only.sort(key=lambda bead: bead.en, reverse=True)
    ordered = []
    for bead in with_korean:
        while bead.en and english_only and english_only[-1].en < bead.en:
            ordered.append(english_only.pop())
        ordered.append(bead)
    return [*ordered, *reversed(english_only)]
