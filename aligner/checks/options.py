"""What a user may tell the checks."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A Korean term and how it is to be translated.

    Several terms with the same Korean are alternatives: one of them has to be there.
    """

    ko: str
    en: str


@dataclass(frozen=True, slots=True)
class Options:
    """The settings of all checks; a rule names those that it depends on in `Rule.options`.

    ``glossary`` holds the terms that a translation has to keep to, ``date`` is
    the day on which the article appeared, None if that is not known.
    ``low_confidence`` is the probability (0 to 1) below which a pair is reported,
    ``odd_length`` the number of (robust) standard deviations from the corpus's
    usual length ratio from which on a length is reported.

    >>> Options(glossary=(Term("개통식", "opening ceremony"),)).low_confidence
    0.5
    """

    glossary: tuple[Term, ...] = ()
    date: datetime.date | None = None
    low_confidence: float = 0.5
    odd_length: float = 3.5


@dataclass(frozen=True, slots=True)
class Option:
    """A field of `Options` that a rule depends on, and what it means in one line."""

    name: str
    meaning: str

    @property
    def default(self) -> object:
        """The value that holds when the user says nothing.

        >>> Option("low_confidence", "pairs below this are reported").default
        0.5
        """
        return getattr(Options(), self.name)
