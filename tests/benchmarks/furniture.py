"""How much page furniture is recognised, and how much of the articles is lost to it.

Furniture is what stands without a partner in many documents of the hard sets of
the gold; everything else there, and all of the clean and real sets, is article.
The strings whose SHA-256 begins with 0 to 7 were looked at while the rules were
written and fitted on; those from 8 to f were not, and only they are counted as held out.

Since the gold has few of them, tests/cases/page_lines_held_out.json has more, with short
lines of articles that are easily mistaken for some; all were written before the rules were
read, and nothing is fitted on them. They are measured line by line, and on pages made of
ten such lines before and behind an article, where what stands beside furniture counts.
Losses by document are those of whole held-out documents, laid out as files are.

    python -m tests.benchmarks.furniture --gold ../shared/gold [--show]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from aligner import evaluation
from aligner.documents import document_from_text
from aligner.text.boilerplate import classify_line
from aligner.text.scripts import hangul_share
from aligner.types import SIDES, TRANSLATABLE_KINDS, Side

HARD_SETS = ("hard1", "hard2", "hard3", "hard_real")
ARTICLE_SETS = ("clean", "real", "real_fine", "real_drift", *HARD_SETS)
LEAST_DOCUMENTS = 10
"""Furniture stands in dozens of documents; sentences put in from elsewhere in up to three."""


def lines_of(folder: Path) -> Iterator[tuple[str, Side, str, bool]]:
    """Yield document, side, line, and whether the line has a partner."""
    for gold in sorted(folder.glob("*.gold.tsv")):
        name = gold.name.removesuffix(".gold.tsv")
        beads = [row.split("\t") for row in gold.read_text(encoding="utf-8").splitlines()]
        for index, side in enumerate(SIDES):
            lines = (folder / f"{name}.{side}.txt").read_text(encoding="utf-8").split("\n")
            for bead in beads:
                for number in filter(None, bead[index].split(",")):
                    yield name, side, lines[int(number)], bool(bead[1 - index])


def is_held_out(text: str) -> bool:
    return hashlib.sha256(text.encode()).hexdigest()[0] not in "01234567"


def is_lost(line: str) -> bool:
    kind = classify_line(line)
    return kind is not None and kind not in TRANSLATABLE_KINDS


def furniture_of(gold: Path) -> set[tuple[Side, str]]:
    documents: dict[tuple[Side, str], set[str]] = defaultdict(set)
    for name in HARD_SETS:
        for document, side, line, paired in lines_of(gold / name):
            if not paired:
                documents[side, line].add(document)
    return {key for key, where in documents.items() if len(where) >= LEAST_DOCUMENTS}


def print_recall(furniture: set[tuple[Side, str]], *, show: bool) -> None:
    print(f"{'furniture':28}{'strings':>8}{'found':>8}{'recall':>8}")
    for held_out in (False, True):
        for side in SIDES:
            chosen = [
                text for at, text in furniture if at == side and is_held_out(text) == held_out
            ]
            missed = [text for text in chosen if not is_lost(text)]
            found = len(chosen) - len(missed)
            label = f"{'held out' if held_out else 'looked at'}, {side}"
            print(f"{label:28}{len(chosen):8}{found:8}{found / len(chosen):8.2f}")
            if show and not held_out:
                print("".join(f"    missed: {text}\n" for text in missed), end="")


def print_losses(gold: Path, furniture: set[tuple[Side, str]], *, show: bool) -> None:
    print(f"\n{'article lines':28}{'lines':>8}{'lost':>8}{'per 1000':>9}")
    shown: Counter[str] = Counter()
    seconds, characters = 0.0, 0
    for name in ARTICLE_SETS:
        article = [(at, text) for _, at, text, _ in lines_of(gold / name)]
        for side in SIDES:
            lines = [text for at, text in article if at == side and (at, text) not in furniture]
            start = perf_counter()
            lost = [line for line in lines if is_lost(line)]
            seconds += perf_counter() - start
            characters += sum(map(len, lines))
            shown.update(lost)
            rate = 1000 * len(lost) / len(lines)
            print(f"{name + ', ' + side:28}{len(lines):8}{len(lost):8}{rate:9.2f}")
    print(f"\n{characters / seconds / 1e6:.1f} million characters a second")
    if show:
        for line, times in shown.most_common():
            print(f"    {classify_line(line)} ×{times}: {line}")


def is_lost_kind(kind: str) -> bool:
    return kind not in TRANSLATABLE_KINDS and kind != "repeat"


def print_invented() -> None:
    """Recall and losses on lines that were written for this measurement."""
    cases = Path(__file__).parents[1] / "cases" / "page_lines_held_out.json"
    lines = json.loads(cases.read_text(encoding="utf-8"))
    for label, some in lines.items():
        found = sum(map(is_lost, some))
        print(f"{'invented, ' + label:28}{len(some):8}{found:8}{found / len(some):8.3f}")
    found = total = 0
    for side in SIDES:
        some = [line for line in lines["furniture"] if (hangul_share(line) > 0.2) == (side == "ko")]
        random.Random(len(some)).shuffle(some)
        sample = Path(__file__).parents[2] / "corpus" / "samples" / f"press.{side}.txt"
        article = sample.read_text(encoding="utf-8")
        for start in range(0, len(some), 20):
            before, behind = some[start : start + 10], some[start + 10 : start + 20]
            page = "\n".join([*before, article, *behind])
            document = document_from_text(page, side, lines=True)
            kinds = {document.text[b.start : b.end]: b.kind for b in document.blocks}
            total += len(before) + len(behind)
            found += sum(is_lost_kind(kinds[line.strip()]) for line in [*before, *behind])
    print(f"{'invented, on pages':28}{total:8}{found:8}{found / total:8.3f}")


def print_losses_by_document(gold: Path, furniture: set[tuple[Side, str]]) -> None:
    """What whole held-out documents lose when they are laid out as files are."""
    lost = lines = found = strings = 0
    for name in ARTICLE_SETS:
        for path in sorted((gold / name).glob("*.??.txt")):
            document_name, side_name = path.name.removesuffix(".txt").rsplit(".", 1)
            side: Side = "ko" if side_name == "ko" else "en"
            if not evaluation.is_held_out(document_name):
                continue
            document = document_from_text(path.read_text(encoding="utf-8"), side, lines=True)
            for block in document.blocks:
                line = document.text[block.start : block.end]
                if (side, line) in furniture:
                    strings += is_held_out(line)
                    found += is_held_out(line) and is_lost_kind(block.kind)
                else:
                    lines += 1
                    lost += is_lost_kind(block.kind)
    print(f"\nheld-out documents: {lost} of {lines:,} article lines lost ({1000 * lost / lines:.2f} "
          f"in 1000), {found} of {strings} lines of held-out furniture found")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--show", action="store_true", help="list false positives and known misses")
    arguments = parser.parse_args()
    furniture = furniture_of(arguments.gold)
    print_recall(furniture, show=arguments.show)
    print_invented()
    print_losses(arguments.gold, furniture, show=arguments.show)
    print_losses_by_document(arguments.gold, furniture)


if __name__ == "__main__":
    main()
