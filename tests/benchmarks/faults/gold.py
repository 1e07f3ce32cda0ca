"""Clean pairs of the gold, for faults to be put into."""

from __future__ import annotations

from pathlib import Path

from aligner.evaluation import read_gold
from aligner.types import Pair


def clean_pairs(gold: Path) -> list[Pair]:
    """The one-to-one pairs of the set ``clean``, named by document and numbered by line."""
    return [
        Pair(
            doc=document.name,
            ko=document.ko_lines[ko[0]],
            en=document.en_lines[en[0]],
            ko_sentences=ko,
            en_sentences=en,
        )
        for document in read_gold(gold / "clean")
        for ko, en in document.beads or ()
        if len(ko) == len(en) == 1
    ]
