"""How often a sentence's nearest neighbour in the other language is its translation.

The accuracy of the embedded models, Korean to English / English to Korean, by
cosine and in brackets by the ratio margin criterion (Artetxe and Schwenk 2019, 4
neighbours). "centred" takes the mean vector of each language off; "both" is
the two models' centred vectors side by side. Nothing is fitted.

    python -m tests.benchmarks.retrieval --gold ../shared/gold [--toml]
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.embedding import load, normalised
from aligner.types import SIDES

Vectors = NDArray[np.float32]
SETS = ("tatoeba", "ntrex", "pud", "park", "jhe")
NEIGHBOURS = 4


def centred(vectors: Vectors) -> Vectors:
    return normalised(vectors - vectors.mean(axis=0))


def nearest(similarity: NDArray[Any]) -> tuple[float, float]:
    """Accuracy of the row-wise and of the column-wise maximum; the diagonal is right."""
    truth = np.arange(len(similarity))
    return (
        float(np.mean(similarity.argmax(axis=1) == truth)),
        float(np.mean(similarity.argmax(axis=0) == truth)),
    )


def margin(similarity: NDArray[Any]) -> NDArray[Any]:
    """Each cosine over the mean of those of both sentences to their neighbours."""
    rows = np.sort(similarity, axis=1)[:, -NEIGHBOURS:].mean(axis=1)
    columns = np.sort(similarity, axis=0)[-NEIGHBOURS:].mean(axis=0)
    return np.asarray(2 * similarity / (rows[:, None] + columns))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--toml", action="store_true", help="print the rows of the model cards")
    arguments = parser.parse_args()

    use, e5 = load("use-multilingual"), load("multilingual-e5-small")
    table: dict[str, dict[str, tuple[tuple[float, float], tuple[float, float]]]] = {}
    for name in SETS:
        texts = [
            (arguments.gold / "retrieval" / f"{name}.{side}.txt")
            .read_text(encoding="utf-8")
            .removesuffix("\n")
            .split("\n")
            for side in SIDES
        ]
        first: list[Vectors] = [use.encode(side) for side in texts]
        second: list[Vectors] = [e5.encode(side) for side in texts]
        both = [
            normalised(np.hstack([centred(a), centred(b)]))
            for a, b in zip(first, second, strict=True)
        ]
        rows = {
            "use-multilingual": first,
            "multilingual-e5-small": second,
            "multilingual-e5-small, centred": [centred(side) for side in second],
            "both, centred": both,
        }
        for label, (ko, en) in rows.items():
            similarity = ko @ en.T
            table.setdefault(label, {})[name] = nearest(similarity), nearest(margin(similarity))

    if arguments.toml:
        for label in ("use-multilingual", "multilingual-e5-small"):
            print(f"# {label}\n[retrieval]")
            for name, ((a, b), (c, d)) in table[label].items():
                print(f"{name} = {{ cosine = [{a:.3f}, {b:.3f}], margin = [{c:.3f}, {d:.3f}] }}")
        return
    print(f"{'':32}" + "".join(f"{name:27}" for name in SETS))
    for label, cells in table.items():
        line = [f"{a:.3f}/{b:.3f} ({c:.3f}/{d:.3f})" for (a, b), (c, d) in cells.values()]
        print(f"{label:32}" + "".join(f"{cell:27}" for cell in line))


if __name__ == "__main__":
    main()
