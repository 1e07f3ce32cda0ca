"""Clean pairs of the gold, for faults to be put into.

Translators' work (ntrex, pud) says on one side what it says on the other. News that
two desks wrote (park) often does not, so that a number changed there may have had no
partner: a fault in it cannot always be found. Scripture, software and law (`FURTHER`) are
translations of other kinds, for the faults that news offers few places for. What the
gold offers none for, as temperatures below zero, is in pairs of our own (`OURS`): every sort
of number word, ordinal, unit, span of time and date, written for this and translated plainly.
They are easier than news, and show what is read at all, not how often it is found in news.
"""

from __future__ import annotations

from pathlib import Path

from aligner.evaluation import read_gold
from aligner.types import Pair

TRANSLATED, LOOSE, OTHER, OURS = ("ntrex", "pud"), ("park",), ("tatoeba", "jhe"), ("ours",)
FURTHER = ("bible", "udhr", "vue", "react", "rust", "py", "osg")
"""Sources: translations, loosely translated news, short sentences that nothing was fitted on,
pairs of our own, and translations of other kinds."""

_OWN_PAIRS = Path(__file__).with_name("own_pairs.tsv")


def clean_pairs(gold: Path) -> list[Pair]:
    """The one-to-one pairs of the set ``clean``, named by document and numbered by line."""
    return _pairs_of(gold / "clean")


def further_pairs(gold: Path) -> list[Pair]:
    """The one-to-one pairs of the sets ``real`` and ``real_fine`` that are not of an article in
    ``clean``; what stands in several of them once."""
    pairs = [*_pairs_of(gold / "real"), *_pairs_of(gold / "real_fine")]
    once = {pair.en: pair for pair in reversed(pairs) if pair.doc.startswith(FURTHER)}
    return list(reversed(once.values()))


def _pairs_of(folder: Path) -> list[Pair]:
    return [
        Pair(
            doc=document.name,
            ko=document.ko_lines[ko[0]],
            en=document.en_lines[en[0]],
            ko_sentences=ko,
            en_sentences=en,
        )
        for document in read_gold(folder)
        for ko, en in document.beads or ()
        if len(ko) == len(en) == 1
    ]


def own_pairs() -> list[Pair]:
    """The pairs of our own, which are one document."""
    _, *lines = _OWN_PAIRS.read_text("utf-8").rstrip("\n").split("\n")
    sides = (line.split("\t") for line in lines)
    return [Pair("ours", ko, en, (n,), (n,)) for n, (ko, en) in enumerate(sides)]


def other_pairs(gold: Path) -> list[Pair]:
    """The pairs of the retrieval sets that are in no other set; each set is one document."""
    pairs = []
    for name in OTHER:
        ko, en = (
            (gold / "retrieval" / f"{name}.{side}.txt").read_text("utf-8").rstrip("\n").split("\n")
            for side in ("ko", "en")
        )
        pairs += [
            Pair(name, *texts, (n,), (n,)) for n, texts in enumerate(zip(ko, en, strict=True))
        ]
    return pairs
