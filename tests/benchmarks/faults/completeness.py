"""Faults of completeness (C6xx)."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

from aligner.types import Pair
from tests.benchmarks.faults.fault import CorpusFault, Fault, edited

FILLER = (
    "Nobody had expected that so many people would come.",
    "The weather stayed fine until late in the evening.",
    "A spokesman declined to comment on the details.",
    "Similar plans have been discussed for several years.",
    "The next meeting has been set for the end of the month.",
    "Shops in the neighborhood stayed open longer than usual.",
)


def translation_dropped(pair: Pair, chance: random.Random) -> Pair | None:
    return replace(pair, en=None, en_sentences=(), type="1-0")


def original_dropped(pair: Pair, chance: random.Random) -> Pair | None:
    return replace(pair, ko=None, ko_sentences=(), type="0-1")


def mostly_dropped(pair: Pair, chance: random.Random) -> Pair | None:
    """The English keeps a fifth of its words, and its full stop."""
    words = (pair.en or "").split(" ")
    if len(words) < 15 or not words[-1].endswith("."):
        return None
    return replace(pair, en=" ".join(words[: len(words) // 5]).rstrip(",;:") + ".")


def much_added(pair: Pair, chance: random.Random) -> Pair | None:
    """Sentences that make the English three times as long."""
    if not pair.en or not pair.ko:
        return None
    added: list[str] = []
    while len(" ".join(added)) < 2 * len(pair.en):
        added.append(chance.choice(FILLER))
    return replace(pair, en=" ".join([pair.en, *added]))


def cut_off(text: str, chance: random.Random) -> str | None:
    """A whole sentence of some length ends in the middle."""
    words = text.split(" ")
    if len(words) < 8 or not text.endswith("."):
        return None
    return " ".join(words[: chance.randint(len(words) * 3 // 10, len(words) * 8 // 10)])


def moved(pairs: list[Pair], chance: random.Random) -> tuple[list[Pair], set[int]]:
    """In each longer document the English of one pair is moved three to six places."""
    documents: dict[str, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        documents[pair.doc].append(number)
    changed, faulty = list(pairs), set()
    for numbers in documents.values():
        if len(numbers) < 8:
            continue
        order = [pairs[number].en_sentences for number in numbers]
        start = chance.randrange(len(order) - 7)
        end = start + chance.randint(3, 6)
        # The pair at ``start`` takes the place at ``end``, those between move up.
        order[start : end + 1] = [order[end], *order[start:end]]
        for number, en_sentences in zip(numbers, order, strict=True):
            changed[number] = replace(pairs[number], en_sentences=en_sentences)
        faulty.add(numbers[start])
    return changed, faulty


FAULTS: tuple[Fault | CorpusFault, ...] = (
    Fault("a translation dropped", "C601", translation_dropped),
    Fault("an original dropped", "C602", original_dropped),
    Fault("most of it dropped", "C603", mostly_dropped),
    Fault("much added", "C603", much_added),
    Fault("the English cut off", "C604", edited("en", cut_off)),
    Fault("the Korean cut off", "C604", edited("ko", cut_off)),
    CorpusFault("a sentence moved", "C605", moved),
    Fault(
        "a doubtful pair",
        "C606",
        lambda pair, chance: replace(pair, confidence=chance.uniform(0.0, 0.49)),
    ),
)
