"""Which filters there are, and where each draws its line."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from aligner.corpus import personal_data
from aligner.corpus.contamination import Contamination, evaluation_texts
from aligner.corpus.duplicates import Duplicates, NearDuplicates
from aligner.corpus.filters import measures
from aligner.corpus.filters.filter import Filter
from aligner.corpus.repeated import Repeated
from aligner.errors import UsageError


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of all filters; None, False or nothing leaves a filter out.

    ``confidence`` and ``similarity`` are the least that is accepted, ``findings`` the
    severities and codes that are not, ``letters`` the fewest and ``length`` the most
    characters of a side, ``ratio`` the least and most English characters for one Korean,
    ``language`` the least share of Hangul and of Latin letters. ``evaluation`` names files
    that the corpus must not overlap with. ``personal`` leaves out pairs with personal data.
    ``repeated`` is the most documents a sentence may stand in. ``duplicates`` and
    ``near_duplicates`` (the most likeness, 0 to 1) leave all but the first of equal pairs out.
    """

    confidence: float | None = None
    similarity: float | None = None
    findings: tuple[str, ...] = ()
    letters: int | None = None
    length: int | None = None
    ratio: tuple[float, float] | None = None
    language: float | None = None
    evaluation: tuple[Path, ...] = ()
    personal: bool = False
    repeated: int | None = None
    duplicates: bool = False
    near_duplicates: float | None = None

    def over(self, other: Limits) -> Limits:
        """These limits, and the other ones where these say nothing.

        >>> Limits(confidence=0).over(USUAL).confidence, Limits().over(USUAL).confidence
        (0, 0.8)
        """
        unset = Limits()
        mine = {name: getattr(self, name) for name in _ATTRIBUTES}
        said = {name: value for name, value in mine.items() if value != getattr(unset, name)}
        return replace(other, **said)

    def without(self, filters: Sequence[str]) -> Limits:
        """These limits but those of the filters that are named. UsageError for one that is none.

        >>> Limits(length=9, letters=1).without(["length"]).length is None
        True
        """
        unset = Limits()
        return replace(self, **{name: getattr(unset, name) for name in map(attribute_of, filters)})

    def only(self, filters: Sequence[str]) -> Limits:
        """The limits of the filters that are named. UsageError for one that is none or has none.

        >>> Limits(length=9, letters=1).only(["length"]).letters is None
        True
        """
        chosen = {name: getattr(self, name) for name in map(attribute_of, filters)}
        for name, value in chosen.items():
            if not value:
                raise UsageError(f"the filter {filter_name(name)} has no limit; give it one")
        return Limits(**chosen)


_ATTRIBUTES = tuple(field.name for field in fields(Limits))

USUAL = Limits(
    confidence=0.8,
    findings=("error",),
    letters=2,
    length=1000,
    ratio=(0.7, 6.0),
    language=0.2,
    repeated=5,
    duplicates=True,
    near_duplicates=0.8,
)
"""What ``aligner filter`` does unless it is told otherwise."""

CONTAMINATED = 0.3
"""The share of a sentence's n-grams that may stand in evaluation sets."""


def names() -> list[str]:
    """The names of all filters.

    >>> names()[:3]
    ['confidence', 'similarity', 'findings']
    """
    return [filter_name(attribute) for attribute in _ATTRIBUTES]


def filter_name(attribute: str) -> str:
    """The name of the filter whose limit an attribute of `Limits` is."""
    return attribute.replace("_", "-")


def attribute_of(name: str) -> str:
    """The attribute of `Limits` that a filter's name means. UsageError if there is none.

    >>> attribute_of("near-duplicates")
    'near_duplicates'
    """
    if name not in names():
        close = difflib.get_close_matches(name, names(), n=1)
        hint = f"did you mean {close[0]!r}? " if close else ""
        raise UsageError(f"no filter is called {name!r}; {hint}there are {', '.join(names())}")
    return name.replace("-", "_")


def filters_of(limits: Limits) -> list[Filter]:
    """The filters with these limits, in the order in which a reason is looked for.

    Those that remember pairs are made anew. Raises UsageError for a finding that is none,
    and InputError for evaluation sets that cannot be read.

    >>> [each.name for each in filters_of(Limits(length=1000, confidence=0.5))]
    ['confidence', 'length']
    """
    makers: dict[str, Callable[[], Filter]] = {
        "confidence": lambda: Filter(
            "confidence",
            "probability that the pair is exactly right",
            measures.confidence,
            least=limits.confidence or 0,
        ),
        "similarity": lambda: Filter(
            "similarity",
            "cosine of the two sides",
            measures.similarity,
            least=limits.similarity or 0,
        ),
        "findings": lambda: Filter(
            "findings",
            f"findings that are {' or '.join(limits.findings)}",
            measures.findings(limits.findings),
            most=0,
        ),
        "letters": lambda: Filter(
            "letters", "letters of the side with fewer", measures.letters, least=limits.letters or 0
        ),
        "length": lambda: Filter(
            "length", "characters of the longer side", measures.length, most=limits.length or 0
        ),
        "ratio": lambda: Filter(
            "ratio",
            "English characters for one Korean",
            measures.ratio,
            *(limits.ratio or ()),
        ),
        "language": lambda: Filter(
            "language",
            "share of Hangul or Latin letters, the lower",
            measures.language,
            least=limits.language or 0,
        ),
        "evaluation": lambda: Filter(
            "evaluation",
            "share of n-grams that evaluation sets hold",
            Contamination(evaluation_texts(limits.evaluation)).score,
            most=CONTAMINATED,
            of_nulls=True,
        ),
        "personal": lambda: Filter(
            "personal", "pieces of personal data", personal_data.score, most=0, of_nulls=True
        ),
        "repeated": lambda: _repeated(limits.repeated or 0),
        "duplicates": lambda: Filter(
            "duplicates", "the same pair came before", Duplicates().score, most=0, last=True
        ),
        "near_duplicates": lambda: Filter(
            "near-duplicates",
            "likeness to the nearest pair before",
            NearDuplicates(limits.near_duplicates or 0).score,
            most=limits.near_duplicates or 0,
            last=True,
        ),
    }
    return [makers[name]() for name in _ATTRIBUTES if getattr(limits, name)]


def _repeated(most: int) -> Filter:
    known = Repeated()
    meaning = "documents that a side stands in"
    return Filter("repeated", meaning, known.score, most=most, survey=known.survey)
