"""Short texts that do not translate each other: are they doubted, and are short translations not?

    python -m tests.benchmarks.doubt ../shared/gold [--fitting]

Pieces of one, two … consecutive beads of the sets clean and real, 300 of each length: each with
its own translation, and with a piece of another document. "align" is how many of them the
alignment says it doubts; "pair" in how many the two, as the only files of a folder, are no pair by
their contents, "named" in how many they are none, or pointed out, although their names agree.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from aligner.alignment.yardstick import Yardstick
from aligner.documents import document_from_text
from aligner.embedding import Encoder, load
from aligner.evaluation import GoldDocument, is_held_out, read_gold
from aligner.pairing.judgement import fitted, log_odds
from aligner.pairing.names import SAME_PATH
from aligner.pairing.portrait import portraits
from aligner.pairing.proposal import DISAGREEING
from aligner.pairing.resemblance import features
from aligner.pipeline.align import align_documents
from aligner.pipeline.measuring import measured

LENGTHS = (1, 2, 3, 5, 8)
PIECES = 300
A_DOCUMENT = 10
"""Pieces of one document at most."""

Piece = tuple[str, str, str]
"""The document's name, the Korean and the English."""


def pieces(documents: list[GoldDocument], length: int) -> list[Piece]:
    chosen = [piece for document in documents for piece in of_one(document, length)]
    random.Random(length).shuffle(chosen)
    return chosen[:PIECES]


def of_one(document: GoldDocument, length: int) -> Iterator[Piece]:
    beads = document.beads or ()
    for start in range(0, min(len(beads), A_DOCUMENT * length) - length + 1, length):
        some = beads[start : start + length]
        if all(ko and en for ko, en in some):
            ko = " ".join(document.ko_lines[n] for rows, _ in some for n in rows)
            en = " ".join(document.en_lines[n] for _, columns in some for n in columns)
            yield document.name, ko, en


def strangers(some: list[Piece]) -> list[Piece]:
    """The Korean of each piece with the English of the next one that is of another document."""
    behind = some[1:] + some
    return [
        (name, ko, next(en for other, _, en in behind[place:] if other != name))
        for place, (name, ko, _) in enumerate(some)
    ]


def doubts(some: list[Piece], encoder: Encoder, yardstick: Yardstick) -> tuple[float, float, float]:
    align = pair = named = 0
    name = log_odds(SAME_PATH)
    for _, ko_text, en_text in some:
        ko, en = document_from_text(ko_text, "ko"), document_from_text(en_text, "en")
        align += align_documents(ko, en, encoder, checked=False).is_doubtful
        sides = (portraits([side], encoder, 100) for side in (ko, en))
        content = float(fitted()(features(*sides, yardstick))[0, 0])
        pair += content < 0
        named += content + name < 0 or content < log_odds(DISAGREEING)
    return align / len(some), pair / len(some), named / len(some)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--fitting", action="store_true", help="the half that may be looked at")
    arguments = parser.parse_args()
    documents = [
        document
        for name in ("clean", "real")
        for document in read_gold(arguments.gold / name)
        if is_held_out(document.name) != arguments.fitting
    ]
    encoder = load()
    yardstick = measured(encoder)
    print(f"{'doubted':34}{'align':>8}{'pair':>8}{'named':>8}")
    for length in LENGTHS:
        own = pieces(documents, length)
        for label, some in (("translations", own), ("strangers", strangers(own))):
            rates = "".join(f"{rate:8.3f}" for rate in doubts(some, encoder, yardstick))
            print(f"{f'{label} of {length} beads ({len(some)})':34}{rates}")


if __name__ == "__main__":
    main()
