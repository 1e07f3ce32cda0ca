"""A folder that `datasets.load_dataset` opens: a Parquet file a split, and the dataset's card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from aligner.corpus.card import card
from aligner.corpus.exports import columns
from aligner.corpus.exports.selection import Chosen
from aligner.corpus.source import Source, is_of_a_file
from aligner.corpus.statistics import Statistics
from aligner.formats import atomic_writer


def write(parts: dict[str, Iterable[Chosen]], folder: Path, source: Source, name: str) -> None:
    """Write the parts into an empty folder, each under its name.

    The card calls the folder ``name``. All go through memory a group of rows at a time. The figures of the card are those of the
    pairs that are written.
    """
    counted = Statistics(is_of_a_file(source.run))

    def counting(documents: Iterable[Chosen], split: str) -> Iterable[Chosen]:
        for document in documents:
            counted.add(replace(document.row, split=split), document.pairs)
            yield document

    (folder / "data").mkdir()
    files = {}
    for split, documents in parts.items():
        files[split] = f"data/{split}.parquet"
        with atomic_writer(folder / files[split]) as stream:
            columns.write(counting(documents, split), stream, columns.flat, columns.flat_schema())
    with atomic_writer(folder / "README.md") as stream:
        stream.write(card(counted, source.run, files, name).encode())
