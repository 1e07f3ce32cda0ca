"""The project's own articles as gold: Korean originals with English translations.

    python -m tests.benchmarks.articles FOLDER
    aligner evaluate FOLDER/held_out --calibration

The published gold is mostly news translated from English. What Korean newsrooms, ministries and
companies write is built otherwise, and so are its translations: a quotation in two parts
around ``며``, bullets, items of law, courtesies. ``corpus/articles`` has such texts, written for
this project and aligned as they were written: ``fitting.jsonl`` may be fitted on,
``held_out.jsonl``, by another hand, is for measuring only. The first command writes them as
`aligner.evaluation.read_gold` reads gold.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aligner.evaluation import GoldDocument, LineBead
from aligner.types import Span

FOLDER = Path(__file__).parents[2] / "corpus" / "articles"
FITTING, HELD_OUT = "fitting", "held_out"


def read_articles(name: str) -> list[GoldDocument]:
    """The articles of one of the two files."""
    with (FOLDER / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [as_gold(json.loads(line)) for line in lines]


def as_gold(article: dict[str, Any]) -> GoldDocument:
    """An article as one sentence a line, and as running text with a blank line between paragraphs.

    >>> beads = [{"ko": ["왔다."], "en": ["It came.", "Good."], "p": True}]
    >>> gold = as_gold({"name": "coming", "kind": "news", "beads": beads})
    >>> gold.beads, gold.en_text
    ((((0,), (0, 1)),), 'It came. Good.')
    """
    beads = article["beads"]
    orders = list(range(len(beads))), _english_order(beads)
    ko, en = (_side(beads, order, side) for order, side in zip(orders, ("ko", "en"), strict=True))
    numbers: list[LineBead] = [(ko[1][n], en[1][n]) for n in range(len(beads))]
    spans = [(tuple(ko[2][n]), tuple(en[2][n])) for n in range(len(beads))]
    return GoldDocument(
        article["kind"], article["name"], False,
        tuple(ko[0]), tuple(en[0]), tuple(numbers), ko[3], en[3], tuple(spans),
    )  # fmt: skip


def _english_order(beads: Sequence[dict[str, Any]]) -> list[int]:
    """The beads as their English stands: neighbours marked ``swap`` change places."""
    order = list(range(len(beads)))
    place = 0
    while place < len(beads) - 1:
        if beads[place].get("swap") and beads[place + 1].get("swap"):
            order[place : place + 2] = [place + 1, place]
            place += 1
        place += 1
    return order


def _side(
    beads: Sequence[dict[str, Any]], order: Sequence[int], side: str
) -> tuple[list[str], dict[int, tuple[int, ...]], dict[int, list[Span]], str]:
    """One side's lines, the numbers and the places in the text of each bead, and the text."""
    lines: list[str] = []
    numbers: dict[int, tuple[int, ...]] = {}
    places: dict[int, list[Span]] = {}
    text = ""
    for at, bead in enumerate(order):
        sentences = beads[bead][side]
        # The first of two that changed places opens the paragraph that the two open together.
        opens = beads[at]["p"]
        numbers[bead] = tuple(range(len(lines), len(lines) + len(sentences)))
        lines += sentences
        places[bead] = []
        if opens and text:
            text = text.rstrip(" ") + ("" if text.endswith("\n\n") else "\n\n")
        for sentence in sentences:
            if text and not text.endswith((" ", "\n")):
                text += " "
            places[bead].append((len(text), len(text) + len(sentence)))
            text += sentence
    return lines, numbers, places, text


def write_gold(articles: Sequence[GoldDocument], folder: Path) -> None:
    """Write articles as files of gold into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for article in articles:
        rows = [
            "\t".join(",".join(map(str, side)) for side in bead) for bead in article.beads or ()
        ]
        spans = [{"ko": ko, "en": en} for ko, en in article.spans or ()]
        files = {
            "ko.txt": "\n".join(article.ko_lines),
            "en.txt": "\n".join(article.en_lines),
            "gold.tsv": "\n".join(rows) + "\n",
            "ko.raw.txt": article.ko_text,
            "en.raw.txt": article.en_text,
            "spans.json": json.dumps(spans),
        }
        for ending, content in files.items():
            (folder / f"{article.name}.{ending}").write_text(content, encoding="utf-8")


def main() -> None:
    """Write both files of articles."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    for name in (FITTING, HELD_OUT):
        write_gold(read_articles(name), folder / name)


if __name__ == "__main__":
    main()
