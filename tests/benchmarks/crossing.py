"""What is lost when two blocks of a long document change places.

    python -m tests.benchmarks.crossing ../shared/gold

Joins one-to-one lines of held-out documents into one document, exchanges two blocks of its
English side, and prints precision, recall and F1 of the pairs.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from aligner.documents import document_from_text
from aligner.embedding import load
from aligner.evaluation import is_held_out, read_gold
from aligner.pipeline import align_documents

BLOCK = 30
LINES = 1_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    gold = parser.parse_args().gold
    ko, en = lines(gold / "clean")
    print(f"{len(ko)} lines a side, blocks of {BLOCK}")
    print("exchanged  precision  recall  F1")
    last = len(ko) - 2 * BLOCK
    for first, second in ((0, 0), (100, 600), (200, 240), (300, 330), (50, last), (400, 500)):
        precision, recall = score(ko, en, exchanged(len(en), first, second))
        f1 = 2 * precision * recall / (precision + recall)
        where = f"{first} {second}" if second else "none"
        print(f"{where:9}  {precision:9.4f}  {recall:6.4f}  {f1:.4f}")


def lines(folder: Path) -> tuple[list[str], list[str]]:
    """The first lines that translate each other one by one, from documents nothing was fitted on."""
    pairs = [
        (document.ko_lines[ko[0]], document.en_lines[en[0]])
        for document in read_gold(folder)
        if is_held_out(document.name)
        for ko, en in document.beads or ()
        if len(ko) == len(en) == 1
    ][:LINES]
    return [ko for ko, _ in pairs], [en for _, en in pairs]


def exchanged(count: int, first: int, second: int) -> list[int]:
    """The order of lines in which the blocks at ``first`` and ``second`` have changed places."""
    order = list(range(count))
    one, other = slice(first, first + BLOCK), slice(second, second + BLOCK)
    order[one], order[other] = order[other], order[one]
    return order


def score(ko: list[str], en: list[str], order: list[int]) -> tuple[float, float]:
    """Precision and recall of the pairs when the English lines stand in this order."""
    alignment = align_documents(
        document_from_text("\n".join(ko), "ko", lines=True),
        document_from_text("\n".join(en[number] for number in order), "en", lines=True),
        load("default"),
        lines=True,
    )
    wanted = {((number,), (place,)) for place, number in enumerate(order)}
    found = {(pair.ko_sentences, pair.en_sentences) for pair in alignment.pairs if not pair.is_null}
    right = len(wanted & found)
    return right / len(found), right / len(wanted)


if __name__ == "__main__":
    main()
