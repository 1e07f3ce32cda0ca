"""What the aligner knows of the sentences on one side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from aligner.text.numerals import numerals

Floats = NDArray[np.float32]

MAX_SENTENCES = 4
"""Most sentences that a bead may have on one side, and so the largest window."""

_WORD = re.compile(r"[A-Za-z]{2,}")
_FINAL = re.compile(r"""[.!?。！？…][\"'”’」』)\]]{0,3}$""")
_QUESTION = re.compile(r"""[?？][\"'”’」』)\]]{0,3}$""")
# A straight mark opens in front of a word and closes behind one; an apostrophe has letters around.
_OPENED = re.compile(r"""[“‘「『]|(?<![^\s(\["'“‘])["'](?=\S)""")
_CLOSED = re.compile(r"""[”」』]|(?<=[^\s("'“‘])[’"'](?![A-Za-z0-9])""")


@dataclass(frozen=True)
class Evidence:
    """One side's sentences as numbers; all arrays but the centre have one entry a sentence.

    ``windows`` has shape (MAX_SENTENCES, n, d): ``windows[k - 1, i]`` is the
    unit vector of the sentences ``i`` to ``i + k - 1`` read as one text, zero
    where they would run past the end. ``centre`` is the mean vector (d,) of the
    side's language in this document. ``lengths`` counts characters. ``numbers``
    and ``words`` are the numerals and the Latin words of each sentence;
    ``final`` and ``question`` tell whether it ends like a sentence and asks;
    ``quotations`` counts the quotations that open in it, ``unclosed`` those less
    the ones that close.
    """

    windows: Floats
    centre: Floats
    lengths: Floats
    numbers: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]
    final: Floats
    question: Floats
    quotations: Floats
    unclosed: Floats

    def __len__(self) -> int:
        return len(self.lengths)

    def part(self, start: int, stop: int) -> Evidence:
        """The sentences ``start`` to ``stop - 1``; the centre stays the whole side's."""
        return self._taken(slice(start, stop), range(start, min(stop, len(self))))

    def selected(self, chosen: NDArray[np.int64]) -> Evidence:
        """Some sentences as if they followed each other; the centre stays the whole side's.

        Windows hold only sentences that really do follow each other; others are zero.
        """
        some = self._taken(chosen, chosen.tolist())
        for size in range(2, len(some.windows) + 1):
            last = np.full(len(chosen), -1)
            last[: max(0, len(chosen) - size + 1)] = chosen[size - 1 :]
            some.windows[size - 1, last != chosen + size - 1] = 0
        return some

    def _taken(self, where: slice | NDArray[np.int64], numbers: Sequence[int]) -> Evidence:
        return replace(
            self,
            windows=self.windows[:, where],
            lengths=self.lengths[where],
            numbers=tuple(self.numbers[number] for number in numbers),
            words=tuple(self.words[number] for number in numbers),
            final=self.final[where],
            question=self.question[where],
            quotations=self.quotations[where],
            unclosed=self.unclosed[where],
        )


def gather(texts: Sequence[str], windows: Floats, background: Floats) -> Evidence:
    """Collect the evidence of one side from its sentences and their window vectors.

    ``background`` holds vectors (m, d) of other sentences of the same language;
    they steady the centre of a short document.
    """

    def marks(pattern: re.Pattern[str]) -> Floats:
        return np.array([bool(pattern.search(text[-2000:])) for text in texts], np.float32)

    opened = np.array([len(_OPENED.findall(text)) for text in texts], np.float32)
    closed = np.array([len(_CLOSED.findall(text)) for text in texts], np.float32)
    return Evidence(
        windows=np.ascontiguousarray(windows, dtype=np.float32),
        centre=np.concatenate([windows[0], background]).mean(axis=0, dtype=np.float32),
        lengths=np.array([max(1, len(text)) for text in texts], np.float32),
        numbers=tuple(numerals(text) for text in texts),
        words=tuple(frozenset(_WORD.findall(text.lower())) for text in texts),
        final=marks(_FINAL),
        question=marks(_QUESTION),
        quotations=opened,
        unclosed=opened - closed,
    )
