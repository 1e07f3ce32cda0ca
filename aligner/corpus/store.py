"""A corpus folder, opened and written."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from aligner.corpus import documents as tables
from aligner.corpus.documents import DocumentRow, ErrorRow
from aligner.corpus.shards import (
    SHARD_FORMATS,
    Rows,
    ShardFormat,
    read_shard,
    rows_of,
    write_shards,
)
from aligner.errors import InputError
from aligner.formats import atomic_writer, new_folder
from aligner.types import Pair

LAYOUT = 1
"""The number of this layout; another one is refused with the version that wrote it."""

RUN, DOCUMENTS, ERRORS, PAIRS = "run.json", "documents.tsv", "errors.tsv", "pairs"
WORK, PLAN, PACKED = ".work", "plan.json", "batches.zip"
"""What is finished of a corpus that is being built, or what it takes to try again; see `aligner.pipeline.workfolder`."""
PAIRS_A_SHARD = 100_000
_PAIRS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Corpus:
    """A finished corpus; its pairs are read as they are asked for, never held.

    ``run`` is what ``run.json`` says.
    """

    folder: Path
    run: Mapping[str, Any]

    def documents(self) -> Iterator[DocumentRow]:
        """Its documents, in order."""
        return tables.read(self.folder / DOCUMENTS, DocumentRow)

    def errors(self) -> Iterator[ErrorRow]:
        """The documents that could not be used."""
        return tables.read(self.folder / ERRORS, ErrorRow)

    def shards(self) -> list[Path]:
        """The files that hold the pairs, in order."""
        return sorted(p for p in (self.folder / PAIRS).iterdir() if p.suffix[1:] in SHARD_FORMATS)

    def pairs(self) -> Iterator[Pair]:
        """All beads of all documents, those of a document together, in order."""
        for shard in self.shards():
            yield from read_shard(shard)

    def by_document(self) -> Iterator[tuple[DocumentRow, list[Pair]]]:
        """Every document with its beads. Raises InputError where tables and shards part."""
        pairs = self.pairs()
        for row in self.documents():
            beads = [pair for _, pair in zip(range(row.beads), pairs, strict=False)]
            if len(beads) < row.beads or any(pair.doc != row.id for pair in beads):
                raise InputError(
                    f"{self.folder}: the pairs of document {row.id} are not where "
                    f"{DOCUMENTS} says; build the corpus anew"
                )
            yield row, beads


def is_corpus(path: str | os.PathLike[str]) -> bool:
    """Whether the path is the folder of a finished corpus."""
    return (Path(path) / RUN).is_file()


def open_corpus(folder: str | os.PathLike[str]) -> Corpus:
    """The corpus in a folder.

    Raises InputError if there is none, if it was not finished, or if another version of
    the aligner laid it out.
    """
    folder = Path(folder)
    try:
        run = json.loads((folder / RUN).read_text("utf-8"))
    except FileNotFoundError:
        if (folder / WORK).is_dir():
            raise InputError(
                f"{folder}: this corpus was not finished; build it with --resume"
            ) from None
        raise InputError(
            f"{folder}: not a corpus (it has no {RUN}); make one with 'aligner build'"
        ) from None
    except (OSError, ValueError) as error:
        raise InputError(
            f"{folder / RUN}: cannot be read ({error}); build the corpus anew"
        ) from None
    if not isinstance(run, dict) or run.get("layout") != LAYOUT:
        made_by = run.get("aligner", "an unknown version") if isinstance(run, dict) else "somebody"
        raise InputError(
            f"{folder}: a corpus laid out by aligner {made_by}, which this version cannot read; "
            "build it anew"
        )
    return Corpus(folder, run)


def write_corpus(
    folder: str | os.PathLike[str],
    contents: Iterable[tuple[DocumentRow, Sequence[Pair]]],
    run: Mapping[str, Any],
    errors: Iterable[ErrorRow] = (),
    format: ShardFormat = "parquet",
) -> Corpus:
    """Write a corpus into a new folder, whole or not at all; ``contents`` may be larger than memory.

    ``run`` is what is to be told of its making, looked at when ``contents`` has come to its
    end, which may fill it; ``layout`` is added. The counts of a document's beads are made
    from its pairs. Raises OutputError if the folder exists and is not empty, or cannot be
    written.

    >>> import tempfile
    >>> pairs = [Pair("a", "하나.", "One."), Pair("a", "둘.", None, type="1-0")]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     corpus = write_corpus(folder, [(DocumentRow("a"), pairs)], {"aligner": "0.1.0"})
    ...     [row.pairs for row in corpus.documents()], [pair.ko for pair in corpus.pairs()]
    ([1], ['하나.', '둘.'])
    """
    with new_folder(folder) as temporary:
        fill_corpus(temporary, contents, run, errors, format)
    return open_corpus(folder)


def fill_corpus(
    folder: Path,
    contents: Iterable[tuple[DocumentRow, Sequence[Pair]]],
    run: Mapping[str, Any],
    errors: Iterable[ErrorRow],
    format: ShardFormat,
) -> None:
    """Write a corpus, as `write_corpus`, into an empty folder of the caller's."""
    (folder / PAIRS).mkdir()
    waiting: list[Pair] = []

    def documents() -> Iterator[DocumentRow]:
        for row, pairs in contents:
            waiting.extend(pairs)
            two_sided = sum(not pair.is_null for pair in pairs)
            yield replace(row, beads=len(pairs), pairs=two_sided)

    with atomic_writer(folder / DOCUMENTS) as stream:

        def rows() -> Iterator[Rows]:
            for line in tables.render(documents(), DocumentRow):
                stream.write(line.encode())
                if len(waiting) >= _PAIRS_AT_ONCE:
                    yield rows_of(waiting, format)
                    waiting.clear()
            yield rows_of(waiting, format)

        write_shards(rows(), folder / PAIRS, format, PAIRS_A_SHARD)
    with atomic_writer(folder / ERRORS) as stream:
        for line in tables.render(errors, ErrorRow):
            stream.write(line.encode())
    with atomic_writer(folder / RUN) as stream:
        text = json.dumps({"layout": LAYOUT, **run}, ensure_ascii=False, indent=2)
        stream.write(text.encode() + b"\n")
