"""Sentences cut again where both sides show that a bead is two.

After a first alignment of running text every bead is asked whether a headline, a caption
or a sentence without its full stop runs into the next one in it: `aligner.sentences.unmarked`
finds where, `aligner.alignment.cutting` decides. What was cut is embedded anew, and all is
aligned again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from aligner.alignment import cutting
from aligner.alignment.confidence import Found
from aligner.alignment.cutting import Cut, Part
from aligner.alignment.evidence import MAX_SENTENCES, Evidence
from aligner.embedding import windows_of
from aligner.sentences import SPLIT_KINDS, unmarked
from aligner.sentences.habits import Habits
from aligner.text.numerals import numerals
from aligner.text.restored import restored
from aligner.types import Sentence, Side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aligner.embedding import Encoder

_MOST_PLACES = 3
"""Looked at on each side of a bead, the most probable ones."""
_LEAST_BOTH = -3.0
_LEAST_ONE = -2.5
"""The scores of a place on each side together, and of one where the other side's sentence ends."""
_CERTAIN = 3.0  # the score of a place where a sentence ends, among the others

Sentences = Sequence[Sentence]
Doubts = dict[tuple[int, int], float]
"""For where a bead begins in both texts the probability that it is cut wrongly."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one side may be cut: in sentence ``number``, from ``end`` to ``start`` of its text.

    ``score`` is None where a sentence ends anyway, before that one; then both offsets are 0.
    """

    number: int
    end: int
    start: int
    score: float | None


@dataclass(frozen=True, slots=True)
class Option:
    """One way to cut a bead in two: where on either side, and the two texts that it makes there."""

    ko: Place
    en: Place
    ko_parts: tuple[str, str]
    en_parts: tuple[str, str]

    @property
    def least(self) -> float:
        """The probability from which the bead is cut here."""
        ends = self.ko.score is None or self.en.score is None
        return cutting.LEAST_BESIDE_AN_END if ends else cutting.LEAST_PROBABILITY


@dataclass(frozen=True, slots=True)
class Question:
    """Whether a bead, by its number among those found, is two: the ways to cut it, and their traits."""

    bead: int
    options: tuple[Option, ...]
    traits: tuple[tuple[float, ...], ...]

    def answer(self) -> tuple[Option, float]:
        """The most probable way, and the probability that the bead is two."""
        probabilities = cutting.probabilities(self.traits, cutting.parameters())
        best = max(range(len(self.options)), key=probabilities.__getitem__)
        return self.options[best], sum(probabilities)


def questions(
    sides: tuple[Sentences, Sentences],
    found: Sequence[Found],
    evidence: tuple[Evidence, Evidence],
    encoder: Encoder,
    signal: float,
    weights: Mapping[Side, Sequence[float]] | None = None,
) -> list[Question]:
    """The beads that may be two.

    ``sides`` are the sentences that were aligned, which the beads in ``found`` number. All
    parts are embedded in one call. ``weights`` are those of the borders' traits, those that
    ship if None.
    """
    weights = weights or unmarked.parameters()
    ko, en = _Scissors("ko", sides[0], weights["ko"]), _Scissors("en", sides[1], weights["en"])
    asked = {
        number: options
        for number, bead in enumerate(found)
        if not bead.is_null and (options := list(_options(ko, en, bead)))
    }
    similarity = _Similarity(asked.values(), evidence, encoder, signal)
    result = []
    for number, options in asked.items():
        bead = found[number]
        whole, opens = similarity.whole(bead), _open(ko, en, bead)
        traits = (
            cutting.traits(similarity.cut(option), whole, bead.logit, opens=opens)
            for option in options
        )
        result.append(Question(number, tuple(options), tuple(traits)))
    return result


def decided(
    sides: tuple[Sentences, Sentences], found: Sequence[Found], asked: Sequence[Question]
) -> tuple[Doubts, list[Option]]:
    """Which cuts are made, and how far that may be wrong, by where the beads begin."""
    doubts: Doubts = {}
    options = []
    for question in asked:
        option, probability = question.answer()
        bead = found[question.bead]
        cut = probability >= option.least
        doubt = 1 - probability if cut else probability
        doubts[sides[0][bead.ko[0]].start, sides[1][bead.en[0]].start] = doubt
        if cut:
            options.append(option)
            doubts[
                sides[0][option.ko.number].start + option.ko.start,
                sides[1][option.en.number].start + option.en.start,
            ] = doubt
    return doubts, options


def doubted(
    sides: tuple[Sentences, Sentences], found: Sequence[Found], doubts: Doubts
) -> list[Found]:
    """The beads with the doubt whether they should have been cut, or should not."""
    return [
        bead
        if bead.is_null
        else bead.with_doubt(
            doubts.get((sides[0][bead.ko[0]].start, sides[1][bead.en[0]].start), 0.0)
        )
        for bead in found
    ]


class _Scissors:
    """One side's sentences, and where they may be cut."""

    def __init__(self, side: Side, sentences: Sentences, weights: Sequence[float]) -> None:
        self._side = side
        self._sentences = sentences
        self._weights = weights
        self._habits = Habits.of(sentence.text for sentence in sentences)

    def opens(self, number: int) -> bool:
        """Whether the sentence is the first of its block."""
        return number == 0 or self._sentences[number - 1].block != self._sentences[number].block

    def places(self, numbers: Sequence[int]) -> list[Place]:
        """The most probable places in sentences that follow each other."""
        places = [Place(number, 0, 0, None) for number in numbers[1:]]
        for number in numbers:
            if self._sentences[number].kind not in SPLIT_KINDS:
                continue  # a heading on a line of its own
            text = self._sentences[number].text
            places += [
                Place(number, border.end, border.start, border.score)
                for border in unmarked.borders(
                    text, self._side, self._habits, self._weights, opens=self.opens(number)
                )
            ]
        return sorted(places, key=_score, reverse=True)[:_MOST_PLACES]

    def parts(self, numbers: Sequence[int], place: Place) -> tuple[str, str]:
        """What stands before the place, and what behind it."""
        texts = {number: self._sentences[number].text for number in numbers}
        before = [texts[number] for number in numbers if number < place.number]
        behind = [texts[number] for number in numbers if number > place.number]
        cut = texts[place.number]
        return (
            " ".join([*before, cut[: place.end]]).strip(),
            " ".join([cut[place.start :], *behind]),
        )


def _score(place: Place) -> float:
    return _CERTAIN if place.score is None else place.score


def _open(ko: _Scissors, en: _Scissors, bead: Found) -> bool:
    """Whether the bead opens a paragraph on both sides."""
    return ko.opens(bead.ko[0]) and en.opens(bead.en[0])


def _options(ko: _Scissors, en: _Scissors, bead: Found) -> Iterator[Option]:
    """The ways to cut a bead that come into question.

    One side must end a sentence there, or the bead open a paragraph on both, as headlines do.
    """
    opens = _open(ko, en, bead)
    if not opens and len(bead.ko) == len(bead.en) == 1:
        return
    en_places = en.places(bead.en)
    for a, b in product(ko.places(bead.ko) if en_places else (), en_places):
        scores = [place.score for place in (a, b) if place.score is not None]
        if len(scores) == 2:
            likely = opens and sum(scores) > _LEAST_BOTH
        else:
            likely = bool(scores) and scores[0] > _LEAST_ONE
        if likely:
            yield Option(a, b, ko.parts(bead.ko, a), en.parts(bead.en, b))


class _Similarity:
    """How alike the parts of some options are, scaled and centred as for the search."""

    def __init__(
        self,
        asked: Iterable[Sequence[Option]],
        evidence: tuple[Evidence, Evidence],
        encoder: Encoder,
        signal: float,
    ) -> None:
        options = [option for some in asked for option in some]
        ordered = sorted({part for one in options for part in (*one.ko_parts, *one.en_parts)})
        arrays = windows_of(encoder, [[restored(text)] for text in ordered], 1)
        self._vectors = {text: array[0, 0] for text, array in zip(ordered, arrays, strict=True)}
        self._parts = {text: Part(max(1, len(text)), numerals(text)) for text in ordered}
        self._evidence = evidence
        self._signal = signal

    def cut(self, option: Option) -> Cut:
        """The option as the decision sees it."""
        (ko, ko_second), (en, en_second) = option.ko_parts, option.en_parts
        couples = (ko, en), (ko_second, en_second), (ko, en_second), (ko_second, en)
        first, second, *crosswise = (
            self._of(self._vectors[a], self._vectors[b]) for a, b in couples
        )
        return Cut(
            option.ko.score,
            option.en.score,
            ((self._parts[ko], self._parts[ko_second]), (self._parts[en], self._parts[en_second])),
            (first, second, crosswise[0], crosswise[1]),
        )

    def whole(self, bead: Found) -> float:
        """The similarity of a bead as it is."""
        ko, en = self._evidence
        return self._of(
            ko.windows[len(bead.ko) - 1, bead.ko[0]], en.windows[len(bead.en) - 1, bead.en[0]]
        )

    def _of(self, ko: NDArray[np.float32], en: NDArray[np.float32]) -> float:
        level = (ko @ self._evidence[1].centre + en @ self._evidence[0].centre) / 2
        return float(ko @ en - level) / self._signal


def cut_sentences(sentences: Sentences, places: Mapping[int, Sequence[Place]]) -> list[Sentence]:
    """The sentences with those numbered in ``places`` cut there.

    >>> whole = Sentence("Fair opens It rained.", 5, 26, 0, "paragraph")
    >>> [(part.text, part.start) for part in cut_sentences([whole], {0: [Place(0, 10, 11, 1.0)]})]
    [('Fair opens', 5), ('It rained.', 16)]
    """
    result: list[Sentence] = []
    for number, sentence in enumerate(sentences):
        starts = [0]
        ends = []
        for place in sorted(places.get(number, ()), key=lambda place: place.start):
            ends.append(place.end)
            starts.append(place.start)
        ends.append(len(sentence.text))
        result += [
            replace(
                sentence,
                text=sentence.text[start:end],
                start=sentence.start + start,
                end=sentence.start + end,
            )
            for start, end in zip(starts, ends, strict=True)
        ]
    return result


def places_by_sentence(chosen: Sequence[Place]) -> dict[int, list[Place]]:
    """Where each sentence is to be cut, by its number; where one ends anyway, nothing is."""
    places: dict[int, list[Place]] = defaultdict(list)
    for place in chosen:
        if place.score is not None:
            places[place.number].append(place)
    return dict(places)


def windows_after(
    encoder: Encoder,
    texts: Sequence[list[str]],
    known: Sequence[NDArray[np.float32]],
    origins: Sequence[Sequence[int | None]],
) -> list[NDArray[np.float32]]:
    """The windows of both sides' texts after some were cut.

    ``known`` are those from before, ``origins`` tell for each text which one it was, None
    for a part. Only windows with a part in them, and what is needed to make them, are embedded.
    """
    stale = [_stale(side) for side in origins]
    stretches = [
        side_texts[first : last + MAX_SENTENCES]
        for side_texts, side in zip(texts, stale, strict=True)
        for first, last in side
    ]
    new = iter(windows_of(encoder, stretches, MAX_SENTENCES))
    result = []
    for before, side, places in zip(known, origins, stale, strict=True):
        windows = before[:, [0 if origin is None else origin for origin in side]]
        for first, last in places:
            windows[:, first : last + 1] = next(new)[:, : last + 1 - first]
        result.append(windows)
    return result


def _stale(origins: Sequence[int | None]) -> list[tuple[int, int]]:
    """The first and last of the starts, in runs, from which a window reaches a part.

    >>> _stale([0, 1, 2, 3, 4, None, None, 6])
    [(2, 6)]
    """
    starts = sorted(
        {
            start
            for number, origin in enumerate(origins)
            if origin is None
            for start in range(max(0, number - MAX_SENTENCES + 1), number + 1)
        }
    )
    runs: list[tuple[int, int]] = []
    for start in starts:
        if runs and runs[-1][1] == start - 1:
            runs[-1] = runs[-1][0], start
        else:
            runs.append((start, start))
    return runs
