"""Pairs in Parquet: everything of a pair, or the flat columns of a dataset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from aligner.corpus.documents import DocumentRow
from aligner.corpus.exports.selection import Chosen
from aligner.corpus.shards import encodable, schema
from aligner.formats.jsonl import record
from aligner.formats.values import rounded
from aligner.types import Pair

if TYPE_CHECKING:
    import pyarrow

_ROWS_AT_ONCE = 10_000

Row = Callable[[DocumentRow, Pair], dict[str, Any]]


def whole(row: DocumentRow, pair: Pair) -> dict[str, Any]:
    """The JSONL record of a pair."""
    return record(pair)


def flat(row: DocumentRow, pair: Pair) -> dict[str, Any]:
    """A row of a dataset: the pair, its scores, the codes of its findings, where it is from.

    >>> flat(DocumentRow("d", source="s"), Pair("d", "하나.", "One."))["source"]
    's'
    """
    return {
        "doc": pair.doc,
        "ko": pair.ko,
        "en": pair.en,
        "type": pair.type,
        "similarity": rounded(pair.similarity),
        "confidence": rounded(pair.confidence),
        "findings": [finding.code for finding in pair.findings],
        "date": row.date,
        "source": row.source,
        "licence": row.licence,
    }


def flat_schema() -> pyarrow.Schema:
    """The columns of `flat`."""
    import pyarrow as pa

    texts = ("date", "source", "licence")
    return pa.schema(
        [
            *((name, pa.string()) for name in ("doc", "ko", "en", "type")),
            *((name, pa.float64()) for name in ("similarity", "confidence")),
            ("findings", pa.list_(pa.string())),
            *((name, pa.string()) for name in texts),
        ]
    )


def write(
    documents: Iterable[Chosen],
    stream: BinaryIO,
    row: Row = whole,
    columns: pyarrow.Schema | None = None,
) -> None:
    """Write a Parquet file, a group of rows at a time."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    columns = columns or schema()
    rows = (encodable(row(document.row, pair)) for document in documents for pair in document.pairs)
    with ParquetWriter(stream, columns, compression="zstd") as writer:
        for some in _batches(rows):
            writer.write_table(pa.Table.from_pylist(list(some), schema=columns))


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        yield some
