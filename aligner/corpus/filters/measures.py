"""What can be measured of one pair alone. Each function gives None where it does not apply."""

from __future__ import annotations

from collections.abc import Iterable

from aligner.checks.catalogue import codes_of
from aligner.corpus.filters.filter import Score
from aligner.text.scripts import hangul_share, latin_share
from aligner.types import SEVERITIES, Pair

_RATIO_FROM = 20  # characters; the ratio of shorter texts says nothing


def confidence(pair: Pair) -> float | None:
    """The probability that the pair is exactly right."""
    return pair.confidence


def similarity(pair: Pair) -> float | None:
    """The cosine of the two sides."""
    return pair.similarity


def length(pair: Pair) -> float | None:
    """The characters of the longer side.

    >>> length(Pair("d", "하나.", "One."))
    4.0
    """
    return float(max(len(pair.ko or ""), len(pair.en or "")))


def letters(pair: Pair) -> float | None:
    """The letters of the side with fewer of them: 0 for a bare number or a row of stars.

    >>> letters(Pair("d", "2023. 10. 17.", "Oct. 17, 2023"))
    0.0
    """
    return float(min(sum(map(str.isalpha, side or "")) for side in (pair.ko, pair.en)))


def ratio(pair: Pair) -> float | None:
    """English characters for one Korean, white space aside; None for short pairs.

    Translations have about 2.1; of 1,600 news sentences one in a hundred has less than 1
    or more than 4.7.

    >>> ratio(Pair("d", "다리가 17일 처음으로 열렸다.", "The bridge opened for the first time on the 17th."))
    2.857142857142857
    """
    ko, en = (len("".join((side or "").split())) for side in (pair.ko, pair.en))
    if max(ko, en) < _RATIO_FROM or not ko:
        return None
    return en / ko


def language(pair: Pair) -> float | None:
    """Hangul in the Korean or Latin letters in the English, whichever share is less.

    A side without letters has neither.

    >>> language(Pair("d", "Seoul은 맑다.", "It is fine in Seoul."))
    0.375
    """
    return min(hangul_share(pair.ko or ""), latin_share(pair.en or ""))


def findings(rejected: Iterable[str]) -> Score:
    """The number of findings that are rejected: as severe as named, or of these codes.

    ``rejected`` holds severities, codes and beginnings of codes; ``warning`` stands
    for errors too. Raises UsageError for what is none of them.

    >>> findings(["N3", "error"])(Pair("d", "하나.", "One."))
    0.0
    """
    rejected = set(rejected)
    severities: set[str] = set()
    for severity in rejected & set(SEVERITIES):
        severities |= set(SEVERITIES[: SEVERITIES.index(severity) + 1])
    codes = codes_of(sorted(rejected - set(SEVERITIES)))

    def score(pair: Pair) -> float | None:
        return float(
            sum(found.severity in severities or found.code in codes for found in pair.findings)
        )

    return score
