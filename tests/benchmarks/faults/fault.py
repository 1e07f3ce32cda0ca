"""Known faults that can be put into clean pairs, to measure what finds them.

Nothing here may use what the checks use: an injector has its own letters, words
and templates, written from what faulty texts look like.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from aligner.checks import Options
from aligner.types import Pair, Side

Edit = Callable[[str, random.Random], str | None]
"""A text with a fault in it, None if it offers no place for one."""


@dataclass(frozen=True)
class Fault:
    """One kind of fault: ``inject`` returns the pair with it, None if it offers no place.

    ``code`` is the rule that should find it.
    """

    name: str
    code: str
    inject: Callable[[Pair, random.Random], Pair | None]


@dataclass(frozen=True)
class CorpusFault:
    """A fault that shows among many pairs: ``inject`` returns them, and which are at fault."""

    name: str
    code: str
    inject: Callable[[list[Pair], random.Random], tuple[list[Pair], set[int]]]
    options: Options = field(default_factory=Options)


def edited(side: Side, edit: Edit) -> Callable[[Pair, random.Random], Pair | None]:
    """An injector that edits one side of a pair."""

    def inject(pair: Pair, chance: random.Random) -> Pair | None:
        text = pair.ko if side == "ko" else pair.en
        changed = None if text is None else edit(text, chance)
        if changed is None or changed == text:
            return None
        return replace(pair, ko=changed) if side == "ko" else replace(pair, en=changed)

    return inject
