"""Faults of punctuation (P5xx)."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from aligner.types import Pair
from tests.benchmarks.faults.fault import Edit, Fault, edited

REMARKS = ("(see the table below)", "(not shown here)", "(as mentioned above)", "(and many others)")


def one_removed(*marks: str) -> Edit:
    """One mark of the only pair of its kind goes."""

    def edit(text: str, chance: random.Random) -> str | None:
        places = [place for place, character in enumerate(text) if character in "".join(marks)]
        if len(places) != 2:
            return None
        place = chance.choice(places)
        return text[:place] + text[place + 1 :]

    return edit


def unquoted(side: str) -> Fault:
    """Both sides quote, and all marks of one go; apostrophes stay."""
    marks = re.compile(r"[\"“”「」『』]|(?<!\w)['‘]|['’](?!\w)")

    def inject(pair: Pair, chance: random.Random) -> Pair | None:
        if not all(re.search(r"[\"“]", text or "") for text in (pair.ko, pair.en)):
            return None
        if side == "ko":
            return replace(pair, ko=marks.sub("", pair.ko or ""))
        return replace(pair, en=marks.sub("", pair.en or ""))

    return Fault(f"quotation marks dropped ({side})", "P503", inject)


def remark_added(text: str, chance: random.Random) -> str | None:
    words = text.split(" ")
    words.insert(chance.randrange(1, len(words) + 1), chance.choice(REMARKS))
    return " ".join(words)


def bracket_dropped(pair: Pair, chance: random.Random) -> Pair | None:
    """Both sides have one remark in brackets, and the English loses it."""
    remark = re.compile(r" ?\([^()]+\)")
    if len(remark.findall(pair.ko or "")) != 1 or len(remark.findall(pair.en or "")) != 1:
        return None
    return replace(pair, en=remark.sub("", pair.en or ""))


def ending(old: str, new: str) -> Edit:
    return lambda text, chance: text.removesuffix(old) + new if text.endswith(old) else None


def word_set_off(text: str, chance: random.Random) -> str | None:
    words = list(re.finditer(r"(?<!\S)[가-힣]{2,}(?!\S)", text))
    if not words:
        return None
    word = chance.choice(words)
    before, after = chance.choice([("**", "**"), ("<b>", "</b>"), ("<em>", "</em>"), ("`", "`")])
    return text[: word.start()] + before + word[0] + after + text[word.end() :]


def word_twice(pattern: str) -> Edit:
    def edit(text: str, chance: random.Random) -> str | None:
        words = list(re.finditer(pattern, text))
        if not words:
            return None
        word = chance.choice(words)
        return text[: word.end()] + " " + word[0] + text[word.end() :]

    return edit


def space_twice(text: str, chance: random.Random) -> str | None:
    spaces = [match.start() for match in re.finditer(" ", text)]
    if not spaces:
        return None
    place = chance.choice(spaces)
    return text[:place] + " " + text[place:]


def address_changed(pair: Pair, chance: random.Random) -> Pair | None:
    number = chance.randint(100, 999)
    address, other = chance.choice(
        [
            (f"https://city.example/news/{number}", f"https://city.example/news/{number + 1}"),
            (f"www.city.example/{number}", f"www.town.example/{number}"),
            (f"desk{number}@city.example", f"desk{number}@city.exampel"),
        ]
    )
    return replace(pair, ko=f"{pair.ko} ({address})", en=f"{pair.en} ({other})")


def address_dropped(pair: Pair, chance: random.Random) -> Pair | None:
    return replace(pair, ko=f"{pair.ko} 문의: help{chance.randint(1, 99)}@city.example")


FAULTS: tuple[Fault, ...] = (
    Fault("a quotation mark removed", "P501", edited("en", one_removed('"'))),
    Fault("a Korean quotation mark removed", "P501", edited("ko", one_removed('"', "“", "”"))),
    Fault("a bracket removed", "P502", edited("en", one_removed("(", ")"))),
    Fault("a Korean bracket removed", "P502", edited("ko", one_removed("(", ")"))),
    unquoted("en"),
    unquoted("ko"),
    Fault("a remark added", "P504", edited("en", remark_added)),
    Fault("a remark dropped", "P504", bracket_dropped),
    Fault("a question made", "P505", edited("en", ending(".", "?"))),
    Fault("a Korean question made", "P505", edited("ko", ending(".", "?"))),
    Fault("an exclamation made", "P506", edited("en", ending(".", "!"))),
    Fault("emphasis lost", "P507", edited("ko", word_set_off)),
    Fault("a word twice", "P508", edited("en", word_twice(r"(?<![\w'-])[A-Za-z]+(?= )"))),
    Fault("a Korean word twice", "P508", edited("ko", word_twice(r"(?<!\S)[가-힣]{2,}(?= )"))),
    Fault("a space twice", "P509", edited("en", space_twice)),
    Fault("an address changed", "P510", address_changed),
    Fault("an address dropped", "P510", address_dropped),
)
