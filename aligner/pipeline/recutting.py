"""Sentences cut again where both sides show that a bead is two.

After a first alignment of running text every bead is asked whether a headline, a caption
or a sentence without its full stop runs into the next one in it: `aligner.sentences.unmarked`
finds where, `aligner.alignment.cutting` decides. What was cut is embedded anew, and all is
aligned again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, product
from typing import TYPE_CHECKING

import numpy as np

from aligner.alignment import cutting
from aligner.alignment.confidence import Found
from aligner.alignment.cutting import Cut, Part, Trim
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

_MOST_PLACES = 5
"""Looked at on each side of a bead, the most probable ones."""
_LEAST_BOTH = -4.0
_LEAST_ONE = -3.5
"""The scores of a place on each side together, and of one where the other side's sentence ends."""
_LEAST_TRIM = -2.0
"""The score of a place at which one side alone is cut."""
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
    """One way to cut a bead in two: where on either side, and the two texts that it makes there.

    Where one side is to be cut alone the other's place is its beginning or its end, and
    one of its two texts is empty.
    """

    ko: Place
    en: Place
    ko_parts: tuple[str, str]
    en_parts: tuple[str, str]

    @property
    def trims(self) -> bool:
        """Whether only one side is cut."""
        return not (all(self.ko_parts) and all(self.en_parts))

    @property
    def least(self) -> float:
        """The probability from which the bead is cut here."""
        ends = self.ko.score is None or self.en.score is None
        return cutting.LEAST_BESIDE_AN_END if ends and not self.trims else cutting.LEAST_PROBABILITY


@dataclass(frozen=True, slots=True)
class Question:
    """Whether a bead, which begins there in both texts, is two: the ways to cut it, their traits."""

    begins: tuple[int, int]
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
    asked = [
        (bead, options)
        for bead in found
        if not bead.is_null and (options := tuple(_options(ko, en, bead)))
    ]
    alone = (
        {bead.ko[0] for bead in found if not bead.en},
        {bead.en[0] for bead in found if not bead.ko},
    )
    every = [option for _, options in asked for option in options]
    similarity = _Similarity(every, evidence, encoder, signal, alone)
    result = []
    for bead, options in asked:
        whole, opens = similarity.whole(bead), _open(ko, en, bead)
        begins = bead.ko[0] == 0 or bead.en[0] == 0
        traits = (
            cutting.trim_traits(similarity.trim(option, bead), whole, begins=begins)
            if option.trims
            else cutting.cut_traits(
                similarity.cut(option), whole, bead.logit, opens=opens, begins=begins
            )
            for option in options
        )
        result.append(Question(_begins(sides, bead), options, tuple(traits)))
    return result


def decided(
    sides: tuple[Sentences, Sentences], asked: Sequence[Question]
) -> tuple[list[Option], Doubts]:
    """Which cuts are made, and how far that may be wrong."""
    options = []
    doubts: Doubts = {}
    for question in asked:
        option, probability = question.answer()
        if probability < option.least:
            doubts[question.begins] = probability
            continue
        options.append(option)
        doubts[question.begins] = 1 - probability
        if option.ko_parts[1] and option.en_parts[1]:
            second = (
                sides[0][option.ko.number].start + option.ko.start,
                sides[1][option.en.number].start + option.en.start,
            )
            doubts[second] = 1 - probability
    return options, doubts


def _begins(sides: tuple[Sentences, Sentences], bead: Found) -> tuple[int, int]:
    return sides[0][bead.ko[0]].start, sides[1][bead.en[0]].start


def doubted(
    sides: tuple[Sentences, Sentences], found: Sequence[Found], doubts: Doubts
) -> list[Found]:
    """The beads with the doubt whether they should have been cut, or should not."""
    return [
        bead if bead.is_null else bead.with_doubt(doubts.get(_begins(sides, bead), 0.0))
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
        cut = texts.get(place.number, "")
        return (
            " ".join([*before, cut[: place.end]]).strip(),
            " ".join([cut[place.start :], *behind]),
        )


def _edges(numbers: Sequence[int]) -> tuple[Place, Place]:
    """The beginning and the end of some sentences, as places."""
    return Place(numbers[0], 0, 0, None), Place(numbers[-1] + 1, 0, 0, None)


def _score(place: Place) -> float:
    return _CERTAIN if place.score is None else place.score


def _open(ko: _Scissors, en: _Scissors, bead: Found) -> bool:
    """Whether the bead opens a paragraph on both sides."""
    return ko.opens(bead.ko[0]) and en.opens(bead.en[0])


def _options(ko: _Scissors, en: _Scissors, bead: Found) -> Iterator[Option]:
    """The ways to cut a bead that come into question."""
    if len(bead.ko) == len(bead.en) == 1 and not (ko.opens(bead.ko[0]) or en.opens(bead.en[0])):
        return
    ko_places, en_places = ko.places(bead.ko), en.places(bead.en)
    couples = chain(
        _cuts(ko_places, en_places, opens=_open(ko, en, bead)),
        ((place, edge) for place in _trims(ko, ko_places) for edge in _edges(bead.en)),
        ((edge, place) for place in _trims(en, en_places) for edge in _edges(bead.ko)),
    )
    for a, b in couples:
        yield Option(a, b, ko.parts(bead.ko, a), en.parts(bead.en, b))


def _cuts(
    ko_places: Sequence[Place], en_places: Sequence[Place], *, opens: bool
) -> Iterator[tuple[Place, Place]]:
    """Where both sides may be cut.

    One side must end a sentence there, or the bead open a paragraph on both, as headlines do.
    """
    for a, b in product(ko_places, en_places):
        scores = [place.score for place in (a, b) if place.score is not None]
        if len(scores) == 2:
            likely = opens and sum(scores) > _LEAST_BOTH
        else:
            likely = bool(scores) and scores[0] > _LEAST_ONE
        if likely:
            yield a, b


def _trims(side: _Scissors, places: Sequence[Place]) -> list[Place]:
    """Where one side alone may be cut: in what opens a paragraph, as headlines do."""
    return [
        place
        for place in places
        if place.score is not None and place.score > _LEAST_TRIM and side.opens(place.number)
    ]


class _Similarity:
    """How alike the parts of some options are, scaled and centred as for the search."""

    def __init__(
        self,
        options: Sequence[Option],
        evidence: tuple[Evidence, Evidence],
        encoder: Encoder,
        signal: float,
        alone: tuple[set[int], set[int]],
    ) -> None:
        parts = {part for one in options for part in (*one.ko_parts, *one.en_parts)}
        ordered = sorted(parts - {""})
        arrays = windows_of(encoder, [[restored(text)] for text in ordered], 1)
        self._vectors = {text: array[0, 0] for text, array in zip(ordered, arrays, strict=True)}
        self._parts = {text: Part(max(1, len(text)), numerals(text)) for text in ordered}
        self._evidence = evidence
        self._signal = signal
        self._alone = alone

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

    def trim(self, option: Option, bead: Found) -> Trim:
        """The option as the decision sees it, where only one side is cut."""
        korean = all(option.ko_parts)
        parts, others = (
            (option.ko_parts, option.en_parts) if korean else (option.en_parts, option.ko_parts)
        )
        first_stays = bool(others[0])
        stays, goes = parts if first_stays else parts[::-1]
        other = "".join(others)
        numbers = bead.en if korean else bead.ko
        neighbour = numbers[-1] + 1 if first_stays else numbers[0] - 1
        beside = None
        across = 1 if korean else 0  # the side that is not cut
        if neighbour in self._alone[across]:
            vector = self._evidence[across].windows[0, neighbour]
            beside = self._between(goes, vector, korean=korean)
        score = option.ko.score if korean else option.en.score
        assert score is not None
        return Trim(
            korean,
            first_stays,
            score,
            self._parts[stays],
            self._parts[goes],
            self._parts[other],
            (
                self._between(stays, self._vectors[other], korean=korean),
                self._between(goes, self._vectors[other], korean=korean),
            ),
            beside,
        )

    def _between(self, text: str, vector: NDArray[np.float32], *, korean: bool) -> float:
        """How alike a part and something of the other side are; ``korean`` tells the part's side."""
        part = self._vectors[text]
        return self._of(part, vector) if korean else self._of(vector, part)

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
