"""T7xx: terms, sentences and names that are not translated in one way."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from aligner.checks.boilerplate import is_article
from aligner.checks.options import Option, Options
from aligner.checks.romanisation import WrittenName, names_in
from aligner.checks.rule import Example, Rule, Survey
from aligner.types import Finding, Pair, Span

GLOSSARY = Rule(
    code="T701",
    name="glossary-not-followed",
    severity="warning",
    summary="a term of the glossary is not translated as the glossary says",
    explanation=(
        "The Korean side has a term of the glossary, with or without a particle, and the English "
        "side has none of the translations that the glossary gives, in singular or plural. "
        "Without a glossary this never speaks; the example has the fault if the glossary gives "
        "“opening ceremony” for 개통식."
    ),
    example=Example(
        ko="개통식은 오전에 열렸다.",
        en="The unveiling took place in the morning.",
    ),
    options=(Option("glossary", "Korean terms and their translations"),),
)
SEVERAL_TRANSLATIONS = Rule(
    code="T702",
    name="several-translations",
    severity="warning",
    summary="the same Korean sentence is translated in several ways",
    explanation=(
        "The corpus has this Korean text again with another translation. In one publication "
        "that is as a rule not meant; short phrases may well need it and are information only. "
        "Capitals, white space and marks at the end do not count."
    ),
    example=Example(
        ko="다리는 오전 아홉 시부터 건널 수 있다.",
        en="The bridge may be crossed from nine in the morning.",
    ),
)
SEVERAL_SOURCES = Rule(
    code="T703",
    name="several-sources",
    severity="info",
    summary="different Korean sentences have the same translation",
    explanation=(
        "The corpus has this English text again for another Korean one. The originals may say "
        "the same in other words, or one of the pairs is wrong."
    ),
    example=Example(
        ko="다리는 오전 아홉 시부터 건널 수 있다.",
        en="The bridge is open from nine.",
    ),
)
NAME = Rule(
    code="T704",
    name="name-spelt-differently",
    severity="warning",
    summary="a Korean name is spelt in another way elsewhere in the document",
    explanation=(
        "One Korean name is romanised in several ways in one document: Kim Jong-un and Kim Jong "
        "Un. Readers take them for two persons, and so does a model. What most of the document "
        "writes is proposed. Information only where the spelling could be that of another "
        "person in the document."
    ),
    example=Example(
        ko="홍길동은 다리를 건넜다.",
        en="Hong Gil Dong crossed the bridge.",
    ),
    fix="unsafe",
)

_PARTICLES = re.compile(
    r"(?:들|님)?(?:은|는|이|가|을|를|의|에|에서|에게|에는|에도|와|과|도|로|으로|로서|으로서|로써|만|부터|까지|께서"
    r"|처럼|보다|이나|나|이며|이고|이다|인|이란|란|이라|라|이라는|라는|이라고|라고|이었다|였다|입니다|에서는|에서도"
    r"|으로는|로는|마다|조차|뿐|뿐만|이라며|라며)?(?![가-힣])"
)
_FIRST_CHARACTERS = 2


class Glossary(Survey):
    """The terms of the glossary, found by the characters that they begin with."""

    rules: ClassVar = (GLOSSARY,)

    def __init__(self, options: Options) -> None:
        translations: dict[str, list[str]] = defaultdict(list)
        for term in options.glossary:
            translations[term.ko].append(term.en)
        self._translations = translations
        self._beginnings: dict[str, list[str]] = defaultdict(list)
        for ko in translations:
            self._beginnings[ko[:_FIRST_CHARACTERS]].append(ko)
        self._patterns = {
            ko: re.compile("|".join(map(_inflected, wanted)), re.IGNORECASE)
            for ko, wanted in translations.items()
        }

    def findings(self, pair: Pair) -> list[Finding]:
        """T701."""
        if not self._translations or not pair.ko or not pair.en:
            return []
        places = list(self._terms(pair.ko))
        lacking = {ko for ko in {ko for ko, _ in places} if not self._patterns[ko].search(pair.en)}
        return [
            GLOSSARY.finding(
                "ko", span, f"the glossary has “{'” or “'.join(self._translations[ko])}” for this"
            )
            for ko, span in places
            if ko in lacking
        ]

    def _terms(self, text: str) -> Iterator[tuple[str, Span]]:
        for start in range(len(text)):
            if start and "가" <= text[start - 1] <= "힣":
                continue  # inside a word
            for length in range(1, _FIRST_CHARACTERS + 1):
                for ko in self._beginnings.get(text[start : start + length], ()):
                    end = start + len(ko)
                    if text.startswith(ko, start) and _PARTICLES.match(text, end):
                        yield ko, (start, end)


def _inflected(english: str) -> str:
    """A pattern for an English term, also in the plural, with hyphens or spaces."""
    words = [re.escape(word) for word in re.split(r"[\s-]+", english.strip())]
    last = words[-1]
    plural = rf"(?:{last[:-1]}ies|{last})" if last.endswith("y") else rf"{last}(?:e?s)?"
    return r"(?<!\w)" + r"[\s-]+".join([*words[:-1], plural]) + r"(?!\w)"


class Consistency(Survey):
    """Texts that have several partners; only hashes of the texts are kept."""

    rules: ClassVar = (SEVERAL_TRANSLATIONS, SEVERAL_SOURCES)

    _LEAST_CHARACTERS = 10
    """A shorter Korean text is a phrase, whose translation depends on what it is about."""

    def __init__(self, options: Options) -> None:
        self._translations = _Partners()
        self._sources = _Partners()

    def add(self, pair: Pair) -> None:
        """Remember the first partner of each text, and whether there was another."""
        if pair.ko and pair.en:
            ko, en = _identity(pair.ko), _identity(pair.en)
            self._translations.add(ko, en)
            self._sources.add(en, ko)

    def findings(self, pair: Pair) -> list[Finding]:
        """T702 and T703."""
        if not pair.ko or not pair.en:
            return []
        found = []
        if self._translations.has_several(pair.ko) and is_article(pair.ko):
            message = "the same text is translated in another way elsewhere; choose one"
            finding = SEVERAL_TRANSLATIONS.finding("ko", (0, len(pair.ko)), message)
            short = len(pair.ko) < self._LEAST_CHARACTERS
            found.append(replace(finding, severity="info") if short else finding)
        if self._sources.has_several(pair.en) and is_article(pair.en):
            message = "the same text translates another original elsewhere; compare them"
            found.append(SEVERAL_SOURCES.finding("en", (0, len(pair.en)), message))
        return found


class _Partners:
    """Which texts have more than one partner."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}
        self._several: set[int] = set()

    def add(self, text: int, partner: int) -> None:
        if self._first.setdefault(text, partner) != partner:
            self._several.add(text)

    def has_several(self, text: str) -> bool:
        return bool(self._several) and _identity(text) in self._several


def _identity(text: str) -> int:
    return hash(" ".join(text.casefold().split()).rstrip(".?!。 "))


class Names(Survey):
    """How each document writes each Korean name."""

    rules: ClassVar = (NAME,)

    def __init__(self, options: Options) -> None:
        self._spellings: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._owners: dict[tuple[str, str], set[str]] = defaultdict(set)

    def add(self, pair: Pair) -> None:
        """Count the spellings of the names of a pair."""
        for found in _names(pair):
            spelling = _spelling(found)
            self._spellings[pair.doc, found.name][spelling] += 1
            self._owners[pair.doc, spelling].add(found.name)

    def findings(self, pair: Pair) -> list[Finding]:
        """T704."""
        return [finding for found in _names(pair) for finding in self._about(found, pair.doc)]

    def _about(self, found: WrittenName, doc: str) -> Iterator[Finding]:
        spellings = self._spellings.get((doc, found.name), Counter())
        if len(spellings) < 2:
            return
        usual, _ = spellings.most_common(1)[0]
        written = _spelling(found)
        if written == usual:
            return
        message = f"{found.name} is spelt “{usual}” elsewhere in the document; choose one"
        finding = NAME.finding("en", (found.start, found.end), message, usual)
        several = len(self._owners[doc, written]) > 1
        yield replace(finding, severity="info", fix=None) if several else finding


def _names(pair: Pair) -> Iterator[WrittenName]:
    if pair.ko and pair.en:
        yield from names_in(pair.ko, pair.en)


def _spelling(found: WrittenName) -> str:
    """Surname first, whichever stands first; titles in capitals are no other spelling."""
    written = f"{found.surname} {found.given}"
    return written.title() if written.isupper() else written


SURVEYS: list[type[Survey]] = [Glossary, Consistency, Names]
