"""What the aligner knows of the sentences on one side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from aligner.text.numerals import numerals

Floats = NDArray[np.float32]

MAX_SENTENCES = 4
"""Most sentences that a bead may have on one side, and so the largest window."""

_WORD = re.compile(r"[A-Za-z]{2,}")
_FINAL = re.compile(r"""[.!?。！？…][\"'”’」』)\]]{0,3}$""")
_QUESTION = re.compile(r"""[?？][\"'”’」』)\]]{0,3}$""")
_QUOTED = re.compile(r'["“”「」『』]')


@dataclass(frozen=True)
class Evidence:
    """One side's sentences as numbers; all arrays have one entry a sentence.

    ``windows`` has shape (MAX_SENTENCES, n, d): ``windows[k - 1, i]`` is the
    unit vector of the sentences ``i`` to ``i + k - 1`` read as one text, zero
    where they would run past the end. ``lengths`` counts characters.
    ``numbers`` and ``words`` are the numerals and the Latin words of each
    sentence; ``final``, ``question`` and ``quoted`` tell whether it ends like a
    sentence, asks, and holds quotation marks.
    """

    windows: Floats
    lengths: Floats
    numbers: tuple[frozenset[str], ...]
    words: tuple[frozenset[str], ...]
    final: Floats
    question: Floats
    quoted: Floats

    def __len__(self) -> int:
        return len(self.lengths)

    @cached_property
    def centre(self) -> Floats:
        """The mean of the single sentences' vectors, shape (d,)."""
        mean: Floats = self.windows[0].mean(axis=0)
        return mean

    def part(self, start: int, stop: int) -> Evidence:
        """The sentences ``start`` to ``stop - 1``; the centre stays the whole side's."""
        some = Evidence(
            self.windows[:, start:stop],
            self.lengths[start:stop],
            self.numbers[start:stop],
            self.words[start:stop],
            self.final[start:stop],
            self.question[start:stop],
            self.quoted[start:stop],
        )
        some.__dict__["centre"] = self.centre
        return some

    def selected(self, numbers: Sequence[int]) -> Evidence:
        """Some sentences as if they followed each other; the centre stays the whole side's.

        Windows hold only sentences that really do follow each other; others are zero.
        """
        chosen = np.array(numbers)
        windows = self.windows[:, chosen].copy()
        for size in range(2, len(windows) + 1):
            last = np.full(len(chosen), -1)
            last[: max(0, len(chosen) - size + 1)] = chosen[size - 1 :]
            windows[size - 1, last != chosen + size - 1] = 0
        some = Evidence(
            windows,
            self.lengths[chosen],
            tuple(self.numbers[number] for number in numbers),
            tuple(self.words[number] for number in numbers),
            self.final[chosen],
            self.question[chosen],
            self.quoted[chosen],
        )
        some.__dict__["centre"] = self.centre
        return some


def gather(texts: Sequence[str], windows: Floats) -> Evidence:
    """Collect the evidence of one side from its sentences and their window vectors."""

    def marks(pattern: re.Pattern[str]) -> Floats:
        return np.array([bool(pattern.search(text[-2000:])) for text in texts], np.float32)

    return Evidence(
        windows=np.ascontiguousarray(windows, dtype=np.float32),
        lengths=np.array([max(1, len(text)) for text in texts], np.float32),
        numbers=tuple(numerals(text) for text in texts),
        words=tuple(frozenset(_WORD.findall(text.lower())) for text in texts),
        final=marks(_FINAL),
        question=marks(_QUESTION),
        quoted=marks(_QUOTED),
    )
