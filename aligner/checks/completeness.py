"""C6xx: what the translation left out, added or cut short, and pairs that are doubtful."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from dataclasses import dataclass, field, replace
from math import log, sqrt
from statistics import median
from typing import ClassVar

from aligner.checks.boilerplate import FROM_THE_PAGE, article_text, is_article, kind_of
from aligner.checks.encoding import is_garbled
from aligner.checks.options import Option, Options
from aligner.checks.rule import Example, Rule, Survey
from aligner.checks.strings import Strings
from aligner.sentences.abbreviations import (
    ALWAYS_INSIDE,
    BEFORE_CAPITAL_ENDS,
    MAY_END,
    TITLES,
)
from aligner.text.restored import restored
from aligner.types import Finding, Pair, Severity, Side

_LOW_CONFIDENCE = Option(
    "low_confidence", "a pair that is less probably right than this is doubted"
)

NOT_TRANSLATED = Rule(
    code="C601",
    name="not-translated",
    severity="error",
    summary="a sentence of the original has no translation",
    explanation=(
        "The Korean side stands alone. Where the aligner found that out, it is an error from a "
        "confidence of 0.9 on, else a warning, and information only below low-confidence. "
        "Labels, bylines and repeated headlines are not missed."
    ),
    example=Example(
        ko="다리는 다음 달에 열린다.",
        en=None,
    ),
    options=(_LOW_CONFIDENCE,),
)
ADDED = Rule(
    code="C602",
    name="added-sentence",
    severity="warning",
    summary="a sentence of the translation has no original",
    explanation=(
        "The English side stands alone: an explanation for foreign readers, or the translation "
        "of a sentence that was not found. In a file that translates from English it is what is "
        "still to be translated. Information only where the aligner was not sure."
    ),
    example=Example(
        ko=None,
        en="The bridge is the longest in the province.",
    ),
    options=(_LOW_CONFIDENCE,),
)
ODD_LENGTH = Rule(
    code="C603",
    name="odd-length",
    severity="warning",
    summary="one side is far too long or too short for the other",
    explanation=(
        "The lengths are compared with what is usual in this corpus, or in Korean–English news "
        "if it is small. A side that is far off holds more or less than its partner, or "
        "translates something else."
    ),
    example=Example(
        ko="시장은 다리가 섬 주민들의 생활을 바꿀 것이며 관광객도 크게 늘어날 것으로 기대한다고 말했다.",
        en="He spoke.",
    ),
    options=(
        Option(
            "odd_length", "standard deviations from the usual ratio of lengths that are too many"
        ),
    ),
)
TRUNCATED = Rule(
    code="C604",
    name="truncated-sentence",
    severity="warning",
    summary="one side breaks off while the other ends as a sentence",
    explanation=(
        "A side ends without a full stop, or on a comma, an article or a preposition, and the "
        "other side is a whole sentence. Where the end could be that of a headline it is "
        "information only; where the sentences around it, or most of the document, have no full "
        "stop either (verses, subtitles) it is not reported."
    ),
    example=Example(
        ko="다리는 다음 달에 열린다.",
        en="The bridge will be opened in the",
    ),
)
CROSSING = Rule(
    code="C605",
    name="crossing",
    severity="info",
    summary="the pair stands out of order in its document",
    explanation=(
        "The sentences that this pair translates stand elsewhere on the other side: of all "
        "pairs of the document the most that keep one order were taken, and this one is not "
        "among them. Captions and sentences are moved on purpose; it is also how wrong pairs look."
    ),
    example=Example(
        ko="다리가 열렸다.",
        en="The bridge opened.",
    ),
)
UNSURE = Rule(
    code="C606",
    name="low-confidence",
    severity="warning",
    summary="the pair is probably not exactly right",
    explanation=(
        "The aligner gives the probability that exactly these sentences translate each other, "
        "and it is low: one may be missing or too many, or the pair may be wrong altogether."
    ),
    example=Example(
        ko="다리가 열렸다.",
        en="The mayor spoke.",
    ),
    options=(_LOW_CONFIDENCE,),
)


class Unpaired(Survey):
    """What stands on one side only and belongs to the article, or is a string of a program."""

    rules: ClassVar = (NOT_TRANSLATED, ADDED)

    _SURE = 0.9
    """Of the sentences that the aligner left alone with this confidence, 97 in 100 have no partner."""

    def __init__(self, options: Options) -> None:
        self._low = options.low_confidence
        self._strings = Strings()

    def add(self, pair: Pair) -> None:
        """Take note of what kind of file it is."""
        self._strings.add(pair)

    def findings(self, pair: Pair) -> list[Finding]:
        """C601 or C602, less severe the less the aligner was sure."""
        side: Side = "ko" if pair.ko and pair.ko.strip() else "en"
        text, other = (pair.ko, pair.en) if side == "ko" else (pair.en, pair.ko)
        if not text or not text.strip() or (other and other.strip()):
            return []
        repeated = any(finding.code in FROM_THE_PAGE for finding in pair.findings)
        is_string = self._strings.are_all and kind_of(text) == "furniture"
        if repeated or not (is_string or is_article(text)):
            return []
        rule, message = (
            (NOT_TRANSLATED, "this has no translation; add one or leave the pair out")
            if side == "ko"
            else (ADDED, "this has no Korean; add it, delete this, or leave the pair out")
        )
        finding = rule.finding(side, (0, len(text)), message)
        return [replace(finding, severity=self._severity(rule, pair.confidence))]

    def _severity(self, rule: Rule, confidence: float | None) -> Severity:
        if confidence is None or confidence >= self._SURE:
            return rule.severity
        return "info" if confidence < self._low else "warning"


class Confidence(Survey):
    """Pairs that the aligner itself doubts."""

    rules: ClassVar = (UNSURE,)

    def __init__(self, options: Options) -> None:
        self._low = options.low_confidence

    def findings(self, pair: Pair) -> list[Finding]:
        """C606."""
        if pair.is_null or pair.confidence is None or pair.confidence >= self._low:
            return []
        message = f"right with a probability of {pair.confidence:.2f} only; compare the sides"
        return [UNSURE.finding(None, None, message)]


class Lengths(Survey):
    """The ratio of lengths, against the median of the corpus and its spread.

    The logarithm of the ratio of lengths is normally distributed with a variance
    that grows as the text gets shorter (after Gale and Church 1993); median and
    median absolute deviation are not moved by the pairs that are looked for.
    """

    rules: ClassVar = (ODD_LENGTH,)

    _USUAL_RATIO = log(2.0)
    _USUAL_SPREAD = 0.16
    _FEW = 50
    """With fewer pairs the values above hold: those of Korean–English news."""
    _SHORT = 14
    """Characters of Korean at which the variance is twice that of long texts."""
    _COURTESY = re.compile(
        r" ?여러분들?| ?귀하|께서|(?<=[가-힣])께(?=[ .,!은는도])| ?주시(?:는|기|길|면|고)| ?주셔서| ?주(?:십시오|세요)"
        r"|드(?:립|리겠습|렸습)니다|드리[며고]| ?바랍니다|으?시(?:는|면|고|기|길|겠)|으?십시오|(?<=[객원자장생])님"
    )
    """What Korean adds out of respect and English has no words for."""
    _GLOSS = re.compile(r"\([A-Za-z][A-Za-z .,'’-]{0,60}\)")
    """A name or term in Latin letters, which the English has once and the Korean twice."""
    _LATIN = re.compile("[A-Za-z]+")
    _FEW_CHARACTERS = 30
    """Pairs with fewer on both sides together are labels and exclamations."""
    _MARGIN = 3

    def __init__(self, options: Options) -> None:
        self._odd = options.odd_length
        self._logs = array("f")
        self._weights = array("f")
        self._usual: tuple[float, float] | None = None

    def add(self, pair: Pair) -> None:
        """Remember the logarithm of the ratio, and how exact it is."""
        if pair.ko and pair.en:
            length = self._length(pair.ko)
            self._logs.append(self._log(length, pair.en))
            self._weights.append(self._weight(length))
            self._usual = None

    def findings(self, pair: Pair) -> list[Finding]:
        """C603."""
        ko, en = ((article_text(text or "") or "").strip() for text in (pair.ko, pair.en))
        if not ko or not en or len(ko) + len(en) < self._FEW_CHARACTERS:
            return []
        length = self._length(ko)
        usual, spread = self._measured()
        deviation = (self._log(length, en) - usual) * self._weight(length) / spread
        if abs(deviation) < self._odd:
            return []
        long = "long" if deviation > 0 else "short"
        message = (
            f"the English is {len(en) / len(ko):.1f} times as long as the Korean, too "
            f"{long} for a translation here; compare the sides"
        )
        return [ODD_LENGTH.finding(None, None, message)]

    def _length(self, ko: str) -> float:
        """The characters of the Korean that English has something for.

        Latin letters are about as many in the English, other characters twice as many.
        """
        if "(" in ko:
            ko = self._GLOSS.sub("", ko) or ko
        ko = self._COURTESY.sub("", ko) or ko
        return (len(ko) + len(self._LATIN.sub("", ko))) / 2

    def _log(self, length: float, en: str) -> float:
        return log((len(en) + 2 * self._MARGIN) / (length + self._MARGIN))

    def _weight(self, length: float) -> float:
        """The reciprocal of the standard deviation, relative to that of long texts."""
        return 1 / sqrt(1 + self._SHORT / length)

    def _measured(self) -> tuple[float, float]:
        """The median of the logarithms and their standard deviation in long texts."""
        if self._usual is None:
            self._usual = self._USUAL_RATIO, self._USUAL_SPREAD
            if len(self._logs) >= self._FEW:
                usual = median(self._logs)
                rests = (
                    abs(value - usual) * weight
                    for value, weight in zip(self._logs, self._weights, strict=True)
                )
                self._usual = usual, max(self._USUAL_SPREAD, 1.4826 * median(rests))
        return self._usual


class Crossings(Survey):
    """Pairs off the heaviest chain that runs forward through both sides of a document."""

    rules: ClassVar = (CROSSING,)

    def __init__(self, options: Options) -> None:
        self._places: dict[str, array[int]] = defaultdict(lambda: array("q"))
        self._crossing: dict[str, frozenset[tuple[int, int]]] = {}

    def add(self, pair: Pair) -> None:
        """Remember where the pair stands on both sides, and how many sentences it has."""
        place = _place(pair)
        if place is not None:
            self._places[pair.doc].extend(place)
            self._crossing.pop(pair.doc, None)

    def findings(self, pair: Pair) -> list[Finding]:
        """C605."""
        place = _place(pair)
        if place is None:
            return []
        if pair.doc not in self._crossing:
            places = self._places.get(pair.doc, array("q"))
            triples = zip(places[::3], places[1::3], places[2::3], strict=True)
            self._crossing[pair.doc] = off_the_chain(list(triples))
        if place[:2] not in self._crossing[pair.doc]:
            return []
        message = "this pair is out of the order that the others of its document keep; compare"
        return [CROSSING.finding(None, None, message)]


def _place(pair: Pair) -> tuple[int, int, int] | None:
    """Where a pair stands on both sides, and how many sentences it has.

    Places in the text do where a format keeps these and not the sentences' numbers.
    """
    if pair.ko_sentences and pair.en_sentences:
        weight = len(pair.ko_sentences) + len(pair.en_sentences)
        return pair.ko_sentences[0], pair.en_sentences[0], weight
    if pair.ko_spans and pair.en_spans:
        weight = len(pair.ko_spans) + len(pair.en_spans)
        return pair.ko_spans[0][0], pair.en_spans[0][0], weight
    return None


def off_the_chain(places: list[tuple[int, int, int]]) -> frozenset[tuple[int, int]]:
    """The places that are not on the heaviest chain rising on both sides.

    ``places`` are (Korean number, English number, weight). O(n log n), by a
    Fenwick tree of the best chain up to each English number.

    >>> sorted(off_the_chain([(0, 0, 2), (1, 3, 2), (2, 1, 2), (3, 2, 2)]))
    [(1, 3)]
    """
    ranks = {en: rank for rank, en in enumerate(sorted({en for _, en, _ in places}), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)  # weight of a chain, its last place
    before = [-1] * len(places)
    # Of places with one Korean number only one can be on a chain: later ones come first.
    order = sorted(range(len(places)), key=lambda n: (places[n][0], -places[n][1]))
    for number in order:
        _, en, weight = places[number]
        reached, before[number] = _best_below(best, ranks[en] - 1)
        rank = ranks[en]
        while rank < len(best):
            best[rank] = max(best[rank], (reached + weight, number))
            rank += rank & -rank
    _, number = _best_below(best, len(ranks))
    chain = set()
    while number >= 0:
        chain.add(number)
        number = before[number]
    return frozenset(places[n][:2] for n in range(len(places)) if n not in chain)


def _best_below(best: list[tuple[int, int]], rank: int) -> tuple[int, int]:
    found = (0, -1)
    while rank > 0:
        found = max(found, best[rank])
        rank -= rank & -rank
    return found


_ENDED = re.compile(r"[.?!。？！…:;][\s\"'“”‘’」』》)\]）*_`]{0,6}$")
_BROKEN_OFF: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:[,\-–—(“‘]|\b(?:the|a|an|of|to|in|on|at|by|for|from|with|and|or|but|that|which|who|whose"
        r"|is|are|was|were|be|been|has|have|had|will|would|can|could|may|as|its|their|his|her|my|our"
        r"|than|into|about|over|not|because|while|when|if|said|says))$"
    ),
    "ko": re.compile(
        r"(?:[,·(“‘]|[가-힣](?:을|를|은|는|에서|에게|으로|의|와|과|며|면서|지만|는데|해서|하고|라고|다고"
        r"|하는|되는|했던|있는|없는|같은|위한|대한|통해|위해|따라))$"
    ),
}
_LEAST_WORDS = 3


@dataclass(slots=True)
class _Run:
    """Consecutive pairs of a document that do not end on one side.

    ``alone`` are the hashes of those that end on the other.
    """

    length: int = 0
    alone: list[int] = field(default_factory=list)


class Endings(Survey):
    """Sides that break off, where the sentences around them have an end.

    Verses, subtitles and lists leave out the full stop on one side throughout: there its
    absence says nothing, be they the whole document or a poem that an article quotes.
    """

    rules: ClassVar = (TRUNCATED,)

    _FEW = 8
    """With fewer pairs that end on a side, an end is expected on both."""
    _LEAST_VERSES, _LEAST_ALONE = 4, 2
    """So many pairs in a row without an end on one side, so many of them with one on the other."""

    def __init__(self, options: Options) -> None:
        self._both: dict[str, int] = defaultdict(int)
        self._one: dict[tuple[str, Side], int] = defaultdict(int)
        self._runs: dict[tuple[str, Side], _Run] = defaultdict(_Run)
        self._verses: set[int] = set()

    def add(self, pair: Pair) -> None:
        """Count how often the other side ends as well where one does, and in a row does not."""
        if pair.ko and pair.en:
            ko, en = _is_ended(pair.ko), _is_ended(pair.en)
            if ko and en:
                self._both[pair.doc] += 1
            elif ko or en:
                self._one[pair.doc, "ko" if ko else "en"] += 1
            self._go_on("ko", pair, ended=ko, other_ended=en)
            self._go_on("en", pair, ended=en, other_ended=ko)

    def _go_on(self, side: Side, pair: Pair, *, ended: bool, other_ended: bool) -> None:
        if ended:
            self._runs.pop((pair.doc, side), None)
            return
        run = self._runs[pair.doc, side]
        run.length += 1
        if other_ended:
            run.alone.append(_identity(pair))
        if run.length >= self._LEAST_VERSES and len(run.alone) >= self._LEAST_ALONE:
            self._verses.update(run.alone)
            run.alone = run.alone[-self._LEAST_ALONE :]  # the others are noted

    def findings(self, pair: Pair) -> list[Finding]:
        """C604."""
        ko, en = ((article_text(text or "") or "").rstrip() for text in (pair.ko, pair.en))
        if not ko or not en:
            return []
        ko_ended, en_ended = map(_is_ended, (ko, en))
        if ko_ended == en_ended or self._is_usual(pair.doc, "ko" if ko_ended else "en"):
            return []
        if _is_abbreviated(ko if ko_ended else en):
            return []
        if _identity(pair) in self._verses:
            return []
        side: Side = "en" if ko_ended else "ko"
        text = ko if side == "ko" else en
        if text.count(" ") + 1 < _LEAST_WORDS or is_garbled(text):
            return []
        if _is_ended(restored(text[-_LAST_OF_A_TEXT:])):
            return []
        end = len(text)
        message = "this breaks off, while the other side ends as a sentence; complete it"
        finding = TRUNCATED.finding(side, (max(0, text.rfind(" ") + 1), end), message)
        broken = _BROKEN_OFF[side].search(text[-40:])
        return [finding if broken else replace(finding, severity="info")]

    def _is_usual(self, document: str, ended: Side) -> bool:
        """Whether in most pairs of the document this side ends and the other does not."""
        one, both = self._one.get((document, ended), 0), self._both.get(document, 0)
        return one + both >= self._FEW and one > both


def _identity(pair: Pair) -> int:
    return hash((pair.doc, pair.ko, pair.en))


_LAST_OF_A_TEXT = 1000
"""What stands before decides nothing about the last character."""


def _is_ended(text: str) -> bool:
    return _ENDED.search(text[-8:].rstrip()) is not None


_DOTTED = re.compile(
    r"(?<![\w.])((?:[A-Za-z]{1,2}\.){0,5}[A-Za-z]{1,6})\.[\s\"'“”‘’」』》)\]）*_`]{0,6}$"
)
_ABBREVIATIONS = TITLES | ALWAYS_INSIDE | BEFORE_CAPITAL_ENDS | MAY_END


def _is_abbreviated(text: str) -> bool:
    """Whether a full stop at the end may be that of an abbreviation alone: 5 p.m., Hangang Co.

    >>> _is_abbreviated("(10 a.m. to 5 p.m.)"), _is_abbreviated("It opened at five.")
    (True, False)
    """
    last = _DOTTED.search(text[-40:])
    return last is not None and ("." in last[1] or len(last[1]) == 1 or last[1] in _ABBREVIATIONS)


SURVEYS: list[type[Survey]] = [Unpaired, Lengths, Endings, Crossings, Confidence]
