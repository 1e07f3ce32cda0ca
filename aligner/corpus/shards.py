"""The files under ``pairs/``: JSON lines or Parquet, everything of a pair in either."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, Union, get_args

from aligner.errors import InputError
from aligner.formats import atomic_writer, read_placed
from aligner.formats.jsonl import json_line, pair_of, record
from aligner.formats.values import without_surrogates
from aligner.types import Pair

if TYPE_CHECKING:
    import pyarrow

ShardFormat = Literal["parquet", "jsonl"]
SHARD_FORMATS: tuple[ShardFormat, ...] = get_args(ShardFormat)

_ROWS_AT_ONCE = 10_000


def shard_name(number: int, format: ShardFormat) -> str:
    """The file name of a shard.

    >>> shard_name(3, "parquet")
    '00003.parquet'
    """
    return f"{number:05}.{format}"


def encoded(pairs: Sequence[Pair], format: ShardFormat) -> bytes:
    """The content of a shard with these pairs.

    The same pairs give the same bytes. A lone surrogate, which Parquet cannot hold, becomes
    U+FFFD there.
    """
    stream = io.BytesIO()
    _write([rows_of(pairs, format)], stream, format)
    return stream.getvalue()


Rows = Union[list[bytes], "pyarrow.Table"]
"""Some pairs as they are written: lines of JSON, or a table."""


def rows_of(pairs: Sequence[Pair], format: ShardFormat) -> Rows:
    """Pairs as rows."""
    if format == "jsonl":
        return [json_line(record(pair)).encode() for pair in pairs]
    from pyarrow import Table

    return Table.from_pylist([encodable(record(pair)) for pair in pairs], schema=schema())


def rows_in(shard: bytes, format: ShardFormat) -> Rows:
    """The rows of a small shard."""
    if format == "jsonl":
        return shard.splitlines(keepends=True)
    from pyarrow.parquet import read_table

    return read_table(io.BytesIO(shard), use_threads=False)


def write_shards(some: Iterable[Rows], folder: Path, format: ShardFormat, size: int) -> None:
    """Write rows into shards of ``size`` pairs each; the last is smaller, and there is one at least.

    The files depend on the rows alone, not on how many come at once; few of them are
    held. Each is written whole or not at all. Raises OutputError when one cannot be written.
    """
    for number, groups in groupby(_grouped(some, format, size), key=itemgetter(0)):
        with atomic_writer(folder / shard_name(number, format)) as stream:
            _write((rows for _, rows in groups), stream, format)


def _grouped(some: Iterable[Rows], format: ShardFormat, size: int) -> Iterator[tuple[int, Rows]]:
    """The rows in groups as they are written together, with the number of their shard."""
    number, room = 0, size
    waiting = rows_of((), format)
    for rows in some:
        waiting = _joined(waiting, rows)
        while len(waiting) >= (wanted := min(room, _ROWS_AT_ONCE)):
            yield number, waiting[:wanted]
            waiting, room = waiting[wanted:], room - wanted
            if not room:
                number, room = number + 1, size
    if len(waiting) or (number, room) == (0, size):
        yield number, waiting


def _joined(first: Rows, second: Rows) -> Rows:
    if isinstance(first, list):
        return [*first, *second]
    from pyarrow import concat_tables

    return concat_tables([first, second])


def _write(groups: Iterable[Rows], stream: BinaryIO, format: ShardFormat) -> None:
    if format == "jsonl":
        for rows in groups:
            stream.writelines(rows)
        return
    from pyarrow.parquet import ParquetWriter

    with ParquetWriter(stream, schema(), compression="zstd") as writer:
        for rows in groups:
            if not isinstance(rows, list):
                writer.write_table(rows.combine_chunks())


def read_shard(path: Path) -> Iterator[Pair]:
    """The pairs of a shard, one by one. Raises InputError for one that is damaged."""
    if path.suffix == ".jsonl":
        if path.stat().st_size:
            yield from (placed.pair for placed in read_placed(path, "jsonl"))
        return
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            for batch in file.iter_batches(_ROWS_AT_ONCE):
                for fields in batch.to_pylist():
                    yield pair_of(fields)
    except (ArrowException, OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise InputError(f"{path}: not a shard of pairs ({reason}); build it anew") from None


def encodable(value: Any) -> Any:
    """A record's value with U+FFFD for lone surrogates in all its texts."""
    match value:
        case str():
            return value if value.isascii() else without_surrogates(value)
        case list():
            return [encodable(item) for item in value]
        case dict():
            return {key: encodable(item) for key, item in value.items()}
    return value


def schema() -> pyarrow.Schema:
    """The columns of a Parquet shard: the keys of the JSONL record, in its order."""
    import pyarrow as pa

    span = pa.list_(pa.int64())
    finding: list[Any] = [
        ("code", pa.string()),
        ("severity", pa.string()),
        ("side", pa.string()),
        ("span", span),
        ("message", pa.string()),
        ("fix", pa.string()),
    ]
    return pa.schema(
        [
            ("doc", pa.string()),
            ("ko", pa.string()),
            ("en", pa.string()),
            ("ko_sentences", pa.list_(pa.int64())),
            ("en_sentences", pa.list_(pa.int64())),
            ("ko_spans", pa.list_(span)),
            ("en_spans", pa.list_(span)),
            ("type", pa.string()),
            ("similarity", pa.float64()),
            ("confidence", pa.float64()),
            ("findings", pa.list_(pa.struct(finding))),
        ]
    )
