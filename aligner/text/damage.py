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
from dataclasses import replace
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
    garbled = find_mojibake(text)
    found = _without_overlaps(
        chain(garbled, find_debris(text), find_lost_characters(text)), len(text)
    )
    if _MUCH * sum(damage.end - damage.start for damage in garbled) > len(text):
        found = [_unread(damage) for damage in found if damage.kind not in _READ_FROM_WORDS]
    return tuple(found)


_MUCH = 4
"""Where more than one part in so many is mojibake, the words are nothing to go by."""

_READ_FROM_WORDS = frozenset[DamageKind](
    ("dash", "apostrophe", "quote", "middle-dot", "range", "accent", "lost-character")
)


def _unread(damage: Damage) -> Damage:
    """The damage without the reading of a mark that only sound words could give."""
    unreadable = damage.kind == "replacement-character"
    return replace(damage, replacement=None) if unreadable else damage


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
