"""Where one sentence may end and another begin without a mark between them.

A headline that runs into the sentence behind it, a caption, an item of a list, a lost
full stop: the rules of `aligner.sentences` find no end there, and no rule could, for
most places that look like it are none. What is found here are the borders between
words that may be one, with the odds for each as far as one side alone can tell. Whether
a sentence is cut there is decided with the other side's help: `aligner.pipeline.recutting`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul

from aligner.resources import fitted, require_names
from aligner.sentences import unmarked_english, unmarked_korean
from aligner.sentences.enumerations import is_marker
from aligner.sentences.habits import Habits
from aligner.types import Side

PARAMETERS = "cuts.json"
"""The fitted weights, in the folder ``models``; the script that fits them lies beside."""

LEAST_SCORE = -5.0
"""In logits; of borders below, not one in a hundred is one between sentences."""
MOST_WORDS = 150
"""Longer sentences are not looked at: they are lists and run-ons, which hold more than two."""

_WORD = re.compile(r"\S+")
Traits = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Border:
    """A place between two words: the first part ends at ``end``, the second begins at ``start``.

    ``score`` are the odds, in logits, that a sentence ends there.
    """

    end: int
    start: int
    score: float


def borders(
    text: str, side: Side, habits: Habits, weights: Sequence[float], *, opens: bool
) -> list[Border]:
    """The borders in a sentence where another may begin, most probable first.

    ``habits`` are those of the document that it stands in, ``weights`` those of the side's
    traits, one of `parameters`; ``opens`` tells that the sentence opens a paragraph, where
    headlines and captions stand.

    >>> text = "Museum reopens after a long repair The city museum opened its doors on Friday."
    >>> best, *_ = borders(text, "en", Habits.of([text]), parameters()["en"], opens=True)
    >>> text[best.start :]
    'The city museum opened its doors on Friday.'
    """
    found = [
        Border(end, start, sum(map(mul, weights, traits)))
        for end, start, traits in candidates(text, side, habits, opens=opens)
    ]
    likely = [border for border in found if border.score > LEAST_SCORE]
    return sorted(likely, key=lambda border: -border.score)


def candidates(
    text: str, side: Side, habits: Habits, *, opens: bool
) -> Iterator[tuple[int, int, Traits]]:
    """Every border that comes into question: the end before it, the start behind it, its traits."""
    matches = list(_WORD.finditer(text))
    words = [match[0] for match in matches]
    if not 2 <= len(words) <= MOST_WORDS:
        return
    spoken = [place for place, word in enumerate(words) if any(map(str.isalpha, word))]
    for place, traits in _TRAITS[side](words, habits, opens):
        # A number alone is no sentence, and that of an item goes with what follows.
        if spoken and spoken[0] < place <= spoken[-1] and not is_marker(words[place - 1]):
            yield matches[place - 1].end(), matches[place].start(), traits


_TRAITS: dict[Side, Callable[[list[str], Habits, bool], Iterator[tuple[int, Traits]]]] = {
    "ko": unmarked_korean.traits,
    "en": unmarked_english.traits,
}
NAMES: dict[Side, tuple[str, ...]] = {
    "ko": unmarked_korean.TRAITS,
    "en": unmarked_english.TRAITS,
}


@cache
def parameters() -> dict[Side, Traits]:
    """The weights of the traits of both languages."""
    data = fitted(PARAMETERS)
    weights: dict[Side, Traits] = {}
    for side, names in NAMES.items():
        require_names(PARAMETERS, data[side]["traits"], names)
        weights[side] = tuple(data[side]["weights"])
    return weights
