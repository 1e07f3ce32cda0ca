"""Overlap with evaluation sets: what a model must not see before it is tested.

A sentence is taken to be contaminated by the word n-grams that it shares with the evaluation
texts, after Brown et al. (2020), "Language models are few-shot learners", appendix C: they
take 13 words of English, which a Korean sentence hardly has; half of a sentence's n-grams
of 8 English or 5 Korean words says the same about sentences. A sentence that is
shorter than that has to stand in an evaluation set as a whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from aligner.corpus.duplicates import fingerprint
from aligner.corpus.normalised import words
from aligner.errors import InputError, UsageError
from aligner.formats import format_of, read_placed
from aligner.types import SIDES, Pair, Side

NGRAM: dict[Side, int] = {"ko": 5, "en": 8}
"""Words of an n-gram."""

_SHORTEST = 3  # words; "네." stands in every test set and tells nothing


class Contamination:
    """Knows the n-grams of evaluation texts.

    >>> known = Contamination(["그 다리는 강 위에 17일 처음으로 열렸다."])
    >>> known.score(Pair("d", "그 다리는 강 위에 17일 처음으로 열렸다고 한다.", "It is said to be open."))
    0.5
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._grams: set[int] = set()
        self._sentences: set[int] = set()
        for text in texts:
            found = words(text)
            self._sentences.add(fingerprint(" ".join(found)))
            for size in NGRAM.values():
                self._grams.update(_grams(found, size))

    def score(self, pair: Pair) -> float | None:
        """The share (0 to 1) of the more contaminated side's n-grams that are known."""
        return max(self._share(pair.ko, NGRAM["ko"]), self._share(pair.en, NGRAM["en"]))

    def _share(self, text: str | None, size: int) -> float:
        found = words(text or "")
        if len(found) >= _SHORTEST and fingerprint(" ".join(found)) in self._sentences:
            return 1.0
        grams = list(_grams(found, size))
        return sum(gram in self._grams for gram in grams) / len(grams) if grams else 0.0


def _grams(found: list[str], size: int) -> Iterator[int]:
    for start in range(len(found) - size + 1):
        yield fingerprint(" ".join(found[start : start + size]))


def evaluation_texts(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    """The texts of evaluation sets: pair files, or one sentence a line in any other file.

    Raises InputError for a file that cannot be read or is empty.
    """
    for path in map(Path, paths):
        empty = True
        for text in _texts(path):
            empty = False
            yield text
        if empty:
            raise InputError(f"{path} holds no text; name the file of an evaluation set")


def _texts(path: Path) -> Iterator[str]:
    try:
        name = format_of(path)
    except UsageError:
        name = "moses"
    if name != "moses":
        for placed in read_placed(path, name):
            yield from (text for side in SIDES if (text := getattr(placed.pair, side)))
        return
    try:
        for line in path.read_text("utf-8").split("\n"):
            if line.strip():
                yield line
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}") from None
