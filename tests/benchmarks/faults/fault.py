"""Known faults that can be put into clean pairs, to measure what finds them.

Nothing here may use what the checks use: an injector has its own letters, words
and templates, written from what faulty texts look like.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from aligner.checks import Options
from aligner.types import Pair, Side

Edit = Callable[[str, random.Random], str | None]
"""A text with a fault in it, None if it offers no place for one."""

Change = Callable[[re.Match[str], random.Random], str | None]
"""What is put in place of a match, None if this one has to stay."""

Inject = Callable[[Pair, random.Random], Pair | None]
"""A pair with a fault in it, None if it offers no place for one."""


@dataclass(frozen=True)
class Fault:
    """One kind of fault: ``inject`` returns the pair with it, None if it offers no place.

    ``code`` is the rule that should find it.
    """

    name: str
    code: str
    inject: Inject


@dataclass(frozen=True)
class CorpusFault:
    """A fault that shows among many pairs: ``inject`` returns them, and which are at fault."""

    name: str
    code: str
    inject: Callable[[list[Pair], random.Random], tuple[list[Pair], set[int]]]
    options: Options = field(default_factory=Options)


def edited(side: Side, edit: Edit) -> Inject:
    """An injector that edits one side of a pair."""

    def inject(pair: Pair, chance: random.Random) -> Pair | None:
        text = pair.ko if side == "ko" else pair.en
        changed = None if text is None else edit(text, chance)
        if changed is None or changed == text:
            return None
        return replace(pair, ko=changed) if side == "ko" else replace(pair, en=changed)

    return inject


def one_of(pattern: re.Pattern[str], change: Change) -> Edit:
    """Change one match, chosen at random among those that can be changed."""

    def edit(text: str, chance: random.Random) -> str | None:
        places = list(pattern.finditer(text))
        chance.shuffle(places)
        for place in places:
            changed = change(place, chance)
            if changed is not None:
                return text[: place.start()] + changed + text[place.end() :]
        return None

    return edit


def other_of(names: Sequence[str]) -> Change:
    """Any other of the names."""
    return lambda match, chance: chance.choice([name for name in names if name != match[0]])


def exchanged(table: Mapping[str, str]) -> Change:
    """What the table has for the match."""
    return lambda match, chance: table[match[0]]
