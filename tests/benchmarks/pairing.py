"""Which files belong together, by content alone: accuracy and time.

    python -m tests.benchmarks.pairing ../shared/gold [--time]

The documents are running text of held-out articles, one version of each, shuffled and
without names: "articles" of at most about 20 to 30 beads (longer ones are cut, so that
neighbours are about the same thing) and "short" ones of 5. Top-1 is how often the
likeliest document of the other side is the right one, Korean to English / English to Korean;
precision and recall are of the proposals. "a fifth alone": every fifth document of each side
has no partner. "no partner": none has. ``--time`` pairs 2,000 documents a side of 12 beads
each, cut from long_30k (which joins articles of both halves, so its figures tell of scale).
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from collections.abc import Sequence
from pathlib import Path, PurePath

import numpy as np

from aligner.alignment.yardstick import Yardstick
from aligner.documents import document_from_text
from aligner.embedding import load
from aligner.evaluation import GoldDocument, article_of, is_held_out, read_gold
from aligner.evaluation.pieces import pieces
from aligner.pairing import File, Pairing, pair_files
from aligner.pairing.judgement import fitted
from aligner.pairing.names import name_of
from aligner.pairing.portrait import portraits, sentences_each
from aligner.pairing.resemblance import features
from aligner.pipeline.measuring import measured
from aligner.types import SIDES, Side

SETS = ("real_drift", "real", "hard1", "clean")
DOCUMENTS = 200
MANY = 2000
SEED = 20261124

Texts = list[tuple[str, str]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--time", action="store_true", help="only the 2,000 documents")
    arguments = parser.parse_args()
    if arguments.time:
        report_time(arguments.gold)
        return
    articles = one_of_each_article(arguments.gold)
    print(f"{'':34}documents  top-1        proposals  precision  recall")
    for label, beads in (("articles", 20), ("short", 5)):
        texts = [piece for article in articles for piece in pieces(article, beads)]
        chance = random.Random(SEED)
        chosen = chance.sample(texts, DOCUMENTS)
        report(label, chosen, len(chosen))
        report(f"{label}, a fifth alone", chosen, len(chosen) * 4 // 5)
        report(f"{label}, no partner", chosen, 0)
        report_small(f"{label}, folders of 2 to 10", chosen, chance)


def one_of_each_article(gold: Path) -> list[GoldDocument]:
    """One version of each held-out article: the one that drifted farthest."""
    chosen: dict[str, GoldDocument] = {}
    for name in SETS:
        for document in read_gold(gold / name):
            if document.spans and is_held_out(document.name):
                chosen.setdefault(article_of(document.name), document)
    return list(chosen.values())


def report(label: str, texts: Texts, common: int) -> None:
    """Pair the documents of which the first ``common`` have a partner."""
    half = (len(texts) - common) // 2 if common else len(texts) // 2
    alone = [common, common + half, common + 2 * half]
    ko = texts[:common] + texts[alone[0] : alone[1]]
    en = texts[:common] + texts[alone[1] : alone[2]]
    ko_files, en_files = shuffled(ko, "ko", SEED), shuffled(en, "en", SEED + 1)
    right, proposed = judged(pair_files(ko_files, en_files, load()), ko, en)
    top = top_1(ko[:common], en[:common]) if common == len(texts) else ""
    precision = f"{right / proposed:.3f}" if common and proposed else "-"
    recall = f"{right / common:.3f}" if common else "-"
    print(f"{label:34}{len(ko):9}  {top:11}{proposed:11}{precision:>11}{recall:>8}")


def report_small(label: str, texts: Texts, chance: random.Random) -> None:
    """Pair small folders, all with partners."""
    right = proposed = common = 0
    left = list(texts)
    while left:
        size = chance.randint(2, 10)
        some, left = left[:size], left[size:]
        files = shuffled(some, "ko", SEED), shuffled(some, "en", SEED + 1)
        good, all_of_them = judged(pair_files(*files, load()), some, some)
        right, proposed, common = right + good, proposed + all_of_them, common + len(some)
    print(f"{label:34}{common:9}{proposed:24}{right / proposed:11.3f}{right / common:8.3f}")


def shuffled(texts: Texts, side: Side, seed: int) -> list[File]:
    """The documents of one side as files whose names say nothing but where they stood."""
    files = [
        File(
            Path(str(place)), name_of(PurePath()), document_from_text(pair[SIDES.index(side)], side)
        )
        for place, pair in enumerate(texts)
    ]
    random.Random(seed).shuffle(files)
    return files


def judged(pairing: Pairing, ko: Texts, en: Texts) -> tuple[int, int]:
    """How many proposals are right, and how many there are."""
    right = sum(ko[int(str(one.ko))] == en[int(str(one.en))] for one in pairing.proposals)
    return right, len(pairing.proposals)


def top_1(ko: Texts, en: Texts) -> str:
    """How often the likeliest document of the other side is the right one, both ways."""
    encoder = load()
    at_most = sentences_each(len(ko) + len(en))
    ko_side, en_side = (
        portraits([document_from_text(pair[number], side) for pair in texts], encoder, at_most)
        for number, (side, texts) in enumerate(zip(SIDES, (ko, en), strict=True))
    )
    yardstick: Yardstick = measured(encoder)
    odds = fitted()(features(ko_side, en_side, yardstick))
    truth = np.arange(len(ko))
    forth, back = (float(np.mean(odds.argmax(axis=axis) == truth)) for axis in (1, 0))
    return f"{forth:.3f}/{back:.3f}"


def report_time(gold: Path) -> None:
    """Pair 2,000 documents with 2,000."""
    (document,) = read_gold(gold / "long", "long_30k")
    texts = list(itertools.islice(line_pieces(document, 12), MANY))
    ko, en = shuffled(texts, "ko", SEED), shuffled(texts, "en", SEED + 1)
    load()
    started, cpu = time.perf_counter(), time.process_time()
    pairing = pair_files(ko, en, load())
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    right, proposed = judged(pairing, texts, texts)
    print(
        f"{len(ko)} x {len(en)} documents in {seconds:.1f} s ({cpu:.1f} CPU seconds): "
        f"{proposed} proposed, {right} right"
    )


def line_pieces(document: GoldDocument, beads: int) -> Texts:
    """The lines of consecutive gold beads, those without a partner left out."""
    paired: Sequence[tuple[Sequence[int], Sequence[int]]] = [
        bead for bead in document.beads or () if bead[0] and bead[1]
    ]
    result: Texts = []
    for start in range(0, len(paired), beads):
        some = paired[start : start + beads]
        ko = "\n".join(document.ko_lines[number] for bead in some for number in bead[0])
        en = "\n".join(document.en_lines[number] for bead in some for number in bead[1])
        result.append((ko, en))
    return result


if __name__ == "__main__":
    main()
