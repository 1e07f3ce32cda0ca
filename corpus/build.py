"""Build the sample articles and their gold from the marked-up sources.

    python corpus/build.py            # write samples/
    python corpus/build.py --check    # exit 1 if samples/ is not what the sources give
    python corpus/build.py --table    # print the table for README.md

A source is the published text of both sides with marks in it, so text and gold
cannot drift apart. ``{7}`` opens a sentence of bead 7 and ``{-}`` one that has
no counterpart; a sentence ends at the next mark or at the end of its line, and
a bare ``{}`` ends it early. What is not marked is no part of the article. A
``{U+200B}`` stands for a character that an editor would not show.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
SOURCES, SAMPLES = HERE / "sources", HERE / "samples"
SIDES = ("ko", "en")
MARK = re.compile(r"\{(\d+|-|)\}")
CHARACTER = re.compile(r"\{U\+([0-9A-F]{4,6})\}")

Key = tuple[int, int, str]  # a bead's number, 0, ""; of a null bead: number before it, count, side
Bead = dict[str, list[list[int]]]


@dataclass(frozen=True)
class Article:
    """One source: its header and, for each side, the text and its sentences by bead."""

    name: str
    header: dict[str, str]
    texts: dict[str, str]
    beads: list[Bead]

    @property
    def types(self) -> Counter[str]:
        """How many beads there are of each type, as in ``{"1-1": 12, "2-1": 1}``."""
        return Counter(f"{len(bead['ko'])}-{len(bead['en'])}" for bead in self.beads)


def strip_marks(marked: str, side: str) -> tuple[str, list[tuple[Key, int, int]]]:
    """Return the published text, and where in it each marked sentence starts and ends."""
    text, *marks_and_pieces = MARK.split(CHARACTER.sub(lambda m: chr(int(m[1], 16)), marked))
    sentences: list[tuple[Key, int, int]] = []
    number = 0
    for mark, piece in zip(marks_and_pieces[::2], marks_and_pieces[1::2], strict=True):
        if mark:
            number = number if mark == "-" else int(mark)
            key = (number, len(sentences) + 1, side) if mark == "-" else (number, 0, "")
            sentence = piece.partition("\n")[0].rstrip()
            sentences.append((key, len(text), len(text) + len(sentence)))
        text += piece
    return text, sentences


def read_article(path: Path) -> Article:
    """Parse a source; ValueError if its marks do not make a sound gold."""
    head, ko, en = re.split(r"^--- (?:ko|en)\n", path.read_text("utf-8"), flags=re.MULTILINE)
    header = dict(line.split(": ", 1) for line in head.splitlines())
    texts: dict[str, str] = {}
    beads: dict[Key, Bead] = {}
    for side, marked in zip(SIDES, (ko, en), strict=True):
        texts[side], sentences = strip_marks(marked, side)
        end_before = 0
        for key, start, end in sentences:
            sentence = texts[side][start:end]
            if not end_before <= start < end or sentence != sentence.strip() or "{" in sentence:
                raise ValueError(f"{path}: bad {side} sentence in bead {key[0]}: {sentence!r}")
            beads.setdefault(key, {"ko": [], "en": []})[side].append([start, end])
            end_before = end
    for (number, null, _), bead in beads.items():
        if not null and not (bead["ko"] and bead["en"]):
            raise ValueError(f"{path}: bead {number} has one side only; a null bead is {{-}}")
    return Article(path.stem, header, texts, [beads[key] for key in sorted(beads)])


def read_articles() -> list[Article]:
    """Read all sources, by name."""
    return [read_article(path) for path in sorted(SOURCES.glob("*.txt"))]


def sample_files(article: Article) -> dict[str, str]:
    """Return the three files of a sample: their names and what is in them."""
    rows = ",\n".join(json.dumps(bead) for bead in article.beads)
    texts = {f"{article.name}.{side}.txt": article.texts[side] for side in SIDES}
    return {**texts, f"{article.name}.spans.json": f"[\n{rows}\n]\n"}


def stale_files(articles: list[Article]) -> dict[str, str | None]:
    """Return what differs in samples/: the right text by file name, None for a file too many."""
    wanted = {name: text for article in articles for name, text in sample_files(article).items()}
    present = {path.name: path.read_text("utf-8") for path in SAMPLES.glob("*.*")}
    names = sorted(wanted.keys() | present.keys())
    return {name: wanted.get(name) for name in names if wanted.get(name) != present.get(name)}


def describe(types: Counter[str]) -> str:
    """Return the counts as words, the commonest type first."""
    ordered = sorted(types.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count} × {kind}" for kind, count in ordered)


def table(articles: list[Article]) -> str:
    """Return the articles as a Markdown table with the totals in its last row."""
    rows = [("name", "genre", "sentences ko / en", "beads", "dirt"), ("---",) * 5]
    total: Counter[str] = Counter()
    for article in articles:
        ko, en = (sum(len(bead[side]) for bead in article.beads) for side in SIDES)
        total += article.types + Counter(ko=ko, en=en)
        header, types = article.header, describe(article.types)
        rows.append((article.name, header["genre"], f"{ko} / {en}", types, header["dirt"]))
    ko, en = total.pop("ko"), total.pop("en")
    two_sided = sum(count for kind, count in total.items() if "0" not in kind)
    beads = f"{two_sided} two-sided; {describe(total)}"
    rows.append(("all", f"{len(articles)} articles", f"{ko} / {en}", beads, ""))
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def main() -> int:
    """Write, check or tabulate, as the command line says."""
    parser = argparse.ArgumentParser(description="Build the sample articles from their sources.")
    parser.add_argument("--check", action="store_true", help="only say whether samples/ is current")
    parser.add_argument("--table", action="store_true", help="print the table for README.md")
    arguments = parser.parse_args()
    articles = read_articles()
    if arguments.table:
        sys.stdout.write(table(articles))
        return 0
    stale = stale_files(articles)
    for name, text in stale.items():
        if arguments.check:
            sys.stdout.write(f"not up to date: samples/{name}\n")
        elif text is None:
            (SAMPLES / name).unlink()
        else:
            (SAMPLES / name).write_text(text, "utf-8", newline="\n")
    return int(arguments.check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
