"""What there is to count in pairs: of each document, and of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from aligner.checks.boilerplate import FROM_THE_PAGE, is_article
from aligner.checks.completeness import off_the_chain
from aligner.checks.coverage import coverage
from aligner.report.places import Ranks, ranks, spans_of
from aligner.types import SEVERITIES, SIDES, Pair, Severity, Side

Status = Literal["paired", "omitted", "added", "page", "absent"]
"""What became of a stretch of text: it has a partner; the translation leaves it out; the
translation adds it; it belongs to the page; it is in no row of the file."""

_LOW = 0.5
_GAP = 3
"""White space between two sentences is not longer than this; more is text that is missing."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of one side: so many characters, what became of them, and their row (from 0)."""

    length: int
    status: Status
    row: int | None


@dataclass(frozen=True, slots=True)
class DocumentFigures:
    """One document: its rows (numbers from 0, those of the documents before included), and what is to be seen of it.

    ``covered`` is the share of the original that the translation covers. ``ko`` and
    ``en`` are the two sides in reading order. ``dots`` are the ranks of the sentences of
    its two-sided pairs, ``crossing`` the rows of those that are out of order, ``alone`` the ranks of sentences of
    the article without a partner on either side; ``sizes`` the numbers of sentences.
    """

    doc: str
    first: int
    pairs: tuple[Pair, ...]
    statuses: tuple[Status, ...]
    covered: float
    omitted: tuple[int, ...]
    added: tuple[int, ...]
    suspicious: tuple[int, ...]
    ko: tuple[Stretch, ...]
    en: tuple[Stretch, ...]
    dots: tuple[tuple[int, Ranks, Ranks], ...]
    crossing: frozenset[int]
    alone: tuple[Ranks, Ranks]
    sizes: tuple[int, int]

    @property
    def has_absent(self) -> bool:
        """Whether the file leaves out text that stands between its pairs."""
        return any(stretch.status == "absent" for stretch in (*self.ko, *self.en))


def status_of(pair: Pair) -> Status:
    """What a row is.

    >>> status_of(Pair("d", "다리가 열렸다.", None)), status_of(Pair("d", None, "Share"))
    ('omitted', 'page')
    """
    if not pair.is_null:
        return "paired"
    text = pair.ko or pair.en or ""
    if any(finding.code in FROM_THE_PAGE for finding in pair.findings) or not is_article(text):
        return "page"
    return "omitted" if pair.en is None else "added"


def needs_a_look(pair: Pair) -> bool:
    """Whether somebody should look at a two-sided pair: it is doubtful, or a finding is no mere information."""
    return not pair.is_null and (
        (pair.confidence is not None and pair.confidence < _LOW)
        or any(finding.severity != "info" for finding in pair.findings)
    )


def document_figures(doc: str, first: int, pairs: Sequence[Pair]) -> DocumentFigures:
    """The figures of one document, whose rows begin with number ``first``.

    >>> pairs = [Pair("d", "다리가 열렸다.", "The bridge opened."), Pair("d", "비가 많이 왔다.", None)]
    >>> found = document_figures("d", 0, pairs)
    >>> found.omitted, round(found.covered, 2), found.sizes
    ((1,), 0.5, (2, 1))
    """
    statuses = [status_of(pair) for pair in pairs]
    places = [(ranks(pairs, "ko")), ranks(pairs, "en")]
    dots = tuple(
        (first + row, ko, en)
        for row, (ko, en) in enumerate(zip(*places, strict=True))
        if statuses[row] == "paired"
    )
    off = off_the_chain([(ko[0], en[0], len(ko) + len(en)) for _, ko, en in dots])
    of_article = [pair for pair, status in zip(pairs, statuses, strict=True) if status != "page"]
    (covered,) = [found.share for found in coverage(of_article)] or [1.0]

    def rows(status: Status) -> tuple[int, ...]:
        return tuple(first + row for row, each in enumerate(statuses) if each == status)

    def alone(side: int, status: Status) -> Ranks:
        return tuple(
            rank
            for row, each in enumerate(statuses)
            if each == status
            for rank in places[side][row]
        )

    ko, en = (_strip(pairs, statuses, places[n], side, first) for n, side in enumerate(SIDES))
    return DocumentFigures(
        doc=doc,
        first=first,
        pairs=tuple(pairs),
        statuses=tuple(statuses),
        covered=covered,
        omitted=rows("omitted"),
        added=rows("added"),
        suspicious=tuple(first + row for row, pair in enumerate(pairs) if needs_a_look(pair)),
        ko=ko,
        en=en,
        dots=dots,
        crossing=frozenset(row for row, ko, en in dots if (ko[0], en[0]) in off),
        alone=(alone(0, "omitted"), alone(1, "added")),
        sizes=(sum(map(len, places[0])), sum(map(len, places[1]))),
    )


def _strip(
    pairs: Sequence[Pair],
    statuses: Sequence[Status],
    places: Sequence[Ranks],
    side: Side,
    first: int,
) -> tuple[Stretch, ...]:
    """One side in reading order, sentence by sentence, with what the file leaves out."""
    sentences: list[tuple[int, int, int, int | None]] = []  # rank, row, length, start
    for row, pair in enumerate(pairs):
        text, spans = pair.ko if side == "ko" else pair.en, spans_of(pair, side)
        for at, rank in enumerate(places[row]):
            if len(spans) == len(places[row]):
                begin, end = spans[at]
                sentences.append((rank, row, max(1, end - begin), begin))
            else:
                length = len(text or "") // len(places[row])
                sentences.append((rank, row, max(1, length), None))
    strip, position = [], 0
    for _, row, length, start in sorted(sentences, key=lambda sentence: sentence[:2]):
        if start is not None:
            if start - position > _GAP:
                strip.append(Stretch(start - position, "absent", None))
            position = start + length
        strip.append(Stretch(length, statuses[row], first + row))
    return tuple(strip)


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over all pairs. ``ratios`` are English characters for one Korean, of each pair."""

    pairs: int
    types: tuple[tuple[str, int], ...]
    codes: tuple[tuple[str, Severity, int], ...]
    severities: tuple[tuple[Severity, int], ...]
    confidences: tuple[float, ...]
    ratios: tuple[float, ...]

    @property
    def usual_ratio(self) -> float | None:
        """The median ratio; None without pairs."""
        return median(self.ratios) if self.ratios else None


def totals(documents: Iterable[DocumentFigures]) -> Totals:
    """Count over all documents; a code has the severity that it mostly has.

    >>> totals([document_figures("d", 0, [Pair("d", "가나", "abcd")])]).ratios
    (2.0,)
    """
    types: Counter[str] = Counter()
    codes: Counter[tuple[str, Severity]] = Counter()
    confidences, ratios, count = [], [], 0
    rows = (row for each in documents for row in zip(each.pairs, each.statuses, strict=True))
    for pair, status in rows:
        codes.update((finding.code, finding.severity) for finding in pair.findings)
        if status != "page":
            types[pair.type] += 1
        if not pair.is_null:
            count += 1
            if pair.confidence is not None:
                confidences.append(pair.confidence)
            if pair.ko:
                ratios.append(len(pair.en or "") / len(pair.ko))
    by_code: dict[str, Counter[Severity]] = {}
    for (code, severity), times in codes.items():
        by_code.setdefault(code, Counter())[severity] += times
    return Totals(
        pairs=count,
        types=tuple(types.most_common()),
        codes=tuple(
            (code, some.most_common(1)[0][0], some.total())
            for code, some in sorted(by_code.items(), key=lambda item: -item[1].total())
        ),
        severities=tuple(
            (severity, sum(n for (_, each), n in codes.items() if each == severity))
            for severity in SEVERITIES
        ),
        confidences=tuple(confidences),
        ratios=tuple(ratios),
    )
