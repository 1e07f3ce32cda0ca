"""What a user may choose about exports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from aligner.formats.values import without_surrogates
from aligner.types import Pair, Side

Direction = Literal["ko-en", "en-ko", "both"]
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)

PromptLanguage = Literal["ko", "en", "both"]


@dataclass(frozen=True, slots=True)
class Options:
    """``direction``: which side is the source, for chat rows, anchors and the like.

    ``context``: how many preceding beads a chat prompt shows. ``prompts``: the language
    of the instructions. ``negatives``: how many hard negatives a row has, found with
    ``model``. ``seed``: what chooses among wordings.
    """

    direction: Direction = "both"
    context: int = 0
    prompts: PromptLanguage = "both"
    negatives: int = 0
    model: str = "default"
    seed: int = 0

    @property
    def sources(self) -> tuple[Side, ...]:
        """The sides that are translated from.

        >>> Options(direction="en-ko").sources
        ('en',)
        """
        by_direction: dict[Direction, tuple[Side, ...]] = {
            "ko-en": ("ko",),
            "en-ko": ("en",),
            "both": ("ko", "en"),
        }
        return by_direction[self.direction]


def sides(pair: Pair, source: Side) -> tuple[str, str]:
    """The text that is translated and its translation, with U+FFFD for lone surrogates.

    A trainer's JSON reader (pyarrow's) refuses a whole file with one of them in it.

    >>> sides(Pair("d", "하나.", "One."), "en")
    ('One.', '하나.')
    """
    ko, en = without_surrogates(pair.ko or ""), without_surrogates(pair.en or "")
    return (ko, en) if source == "ko" else (en, ko)


def each_way(pairs: Iterator[Pair], options: Options) -> Iterator[tuple[str, str]]:
    """Text and translation of every pair, in every direction that is wanted."""
    for pair in pairs:
        for source in options.sources:
            yield sides(pair, source)
