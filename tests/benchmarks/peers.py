"""Our alignment beside sentweave's (Vecalign's search), on the same vectors.

    python -m tests.benchmarks.peers --gold ../shared/gold

Needs ``pip install sentweave``. Line input, held-out documents only, and no
furniture is taken out beforehand: only the alignment proper is compared. Both get
the same window vectors, of up to eight sentences for sentweave, which are those of
the joined texts.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from aligner.alignment import align
from aligner.alignment.evidence import MAX_SENTENCES, gather
from aligner.embedding import load, windows
from aligner.evaluation import (
    GoldDocument,
    evaluate_lines,
    is_held_out,
    read_gold,
    render_table,
    score_rows,
)
from aligner.pipeline.measuring import measured
from aligner.pipeline.order import in_order
from aligner.types import Bead

SETS = ("clean", "hard1", "hard2", "hard3", "real_fine", "hard_real", "real_drift")


class Prepared:
    """The window vectors of one document, handed out by text as sentweave asks for them."""

    def __init__(self, encoder: Any, *sides: Sequence[str]) -> None:
        from sentweave.dp_utils import preprocess_line

        self.encoder = encoder
        self.known: dict[str, np.ndarray] = {}
        for lines in sides:
            clean = [preprocess_line(line) for line in lines]
            for size, vectors in enumerate(windows(encoder, clean, 2 * MAX_SENTENCES), 1):
                for start in range(len(clean) - size + 1):
                    self.known[" ".join(clean[start : start + size])] = vectors[start]

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors of the texts; only those beyond the end of the document are embedded."""
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        if new:
            self.known.update(zip(new, self.encoder.encode(new), strict=True))
        return np.stack([self.known[text] for text in texts])


def main() -> None:
    """Measure and print one table for each aligner."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--model", default="default")
    parser.add_argument("--sets", nargs="*", default=SETS)
    options = parser.parse_args()
    encoder = load(options.model)
    yardstick = measured(encoder)
    documents = [
        document
        for name in options.sets
        for document in read_gold(options.gold / name)
        if is_held_out(document.name)
    ]
    search_seconds: dict[str, float] = {}

    def ours(document: GoldDocument) -> list[Bead]:
        ko, en = (
            gather(lines, windows(encoder, list(lines), MAX_SENTENCES), background)
            for lines, background in (
                (document.ko_lines, yardstick.ko),
                (document.en_lines, yardstick.en),
            )
        )
        started = time.process_time()
        beads = align(ko, en, yardstick.signal)
        search_seconds["ours, the search alone"] = (
            search_seconds.get("ours, the search alone", 0) + time.process_time() - started
        )
        return in_order(beads, len(ko), len(en))

    def sentweave(document: GoldDocument, deletion: float) -> list[Bead]:
        from sentweave import align as weave

        prepared = Prepared(encoder, document.ko_lines, document.en_lines)
        options = {"alignment_max_size": 2 * MAX_SENTENCES, "del_percentile_frac": deletion}
        started = time.process_time()
        result = weave(document.ko_lines, document.en_lines, prepared, **options)
        key = f"sentweave, deletion {deletion}"
        search_seconds[key] = search_seconds.get(key, 0) + time.process_time() - started
        return [
            Bead(tuple(bead.src_indices), tuple(bead.tgt_indices), None, 0.0)
            for bead in result.alignments
        ]

    for name, aligner in (
        ("ours, the search alone", ours),
        ("sentweave, deletion 0.2", lambda document: sentweave(document, 0.2)),
        ("sentweave, deletion 0.05", lambda document: sentweave(document, 0.05)),
    ):
        scores = evaluate_lines(documents, aligner)
        print(f"\n{name} ({len(documents)} documents, {search_seconds[name]:.1f} CPU s)")
        print(render_table(score_rows(scores, ["strict", "lax", "null"])))


if __name__ == "__main__":
    main()
