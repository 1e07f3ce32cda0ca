"""Characters that were damaged on the way here, and what they probably were.

Four things happen to articles before they reach an aligner. Converted to a
character set that lacks a character, they get a question mark for it
(`aligner.text.lost_characters`); decoded with the wrong character set, they
turn into mojibake (`aligner.text.mojibake`); copied from a page, they keep its
entities and invisible characters (`aligner.text.debris`). Nothing is changed
here: a finding is a place and a proposal.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from aligner.text.damage_types import Damage, DamageKind
from aligner.text.debris import find_debris
from aligner.text.lost_characters import find_lost_characters
from aligner.text.mojibake import find_mojibake

__all__ = ["Damage", "DamageKind", "damage_of", "find_damage", "repaired"]


def find_damage(text: str) -> list[Damage]:
    """Find damaged characters, in the order of the text, none inside another.

    >>> [(d.kind, d.replacement) for d in find_damage("It wasn?t open last month?a first.")]
    [('apostrophe', '’'), ('dash', '—')]
    >>> find_damage("Was it open last month? Nobody knows.")
    []
    """
    return list(damage_of(text))


@lru_cache(maxsize=4)
def damage_of(text: str) -> tuple[Damage, ...]:
    """What `find_damage` finds, remembered for as long as the two sides of a pair are looked at.

    >>> damage_of("It opened.")
    ()
    """
    if text.isascii() and text.isprintable() and not ("?" in text or ";" in text or "&" in text):
        return ()
    found = chain(find_mojibake(text), find_debris(text), find_lost_characters(text))
    return tuple(_without_overlaps(found, len(text)))


def _without_overlaps(found: Iterable[Damage], length: int) -> list[Damage]:
    """Keep the earlier of two that overlap, and sort by place."""
    taken = bytearray(length)
    kept = []
    for damage in found:
        if not any(taken[damage.start : damage.end]):
            taken[damage.start : damage.end] = b"\x01" * (damage.end - damage.start)
            kept.append(damage)
    return sorted(kept, key=lambda damage: damage.start)


def repaired(text: str, *, guess: bool = False) -> str:
    """The text with every certain damage replaced by what stood there.

    With ``guess`` the uncertain ones are replaced too, by what is likeliest.

    >>> repaired("caf?&nbsp;&quot;Han River&quot;")
    'café "Han River"'
    """
    pieces, position = [], 0
    for damage in damage_of(text):
        if (damage.certain or guess) and damage.replacement is not None:
            pieces += [text[position : damage.start], damage.replacement]
            position = damage.end
    return "".join([*pieces, text[position:]])
