"""The files under ``pairs/``: JSON lines or Parquet, everything of a pair in either."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, get_args

from aligner.errors import InputError
from aligner.formats import atomic_writer, read_placed, write_to_stream
from aligner.formats.jsonl import pair_of, record
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


def write_shard(pairs: Sequence[Pair], path: Path) -> None:
    """Write pairs to a shard, whole or not at all; the ending tells the format.

    The same pairs give the same bytes. A lone surrogate, which Parquet cannot hold, becomes
    U+FFFD there. Raises OutputError when the file cannot be written.
    """
    with atomic_writer(path) as stream:
        stream.write(encoded(pairs, "jsonl" if path.suffix == ".jsonl" else "parquet"))


def encoded(pairs: Sequence[Pair], format: ShardFormat) -> bytes:
    """The content of a shard with these pairs."""
    stream = io.BytesIO()
    if format == "jsonl":
        write_to_stream(pairs, stream, "jsonl")
        return stream.getvalue()
    from pyarrow import Table

    records = [encodable(record(pair)) for pair in pairs]
    _write_table(Table.from_pylist(records, schema=schema()), stream)
    return stream.getvalue()


def reshaped(shards: Iterable[bytes], format: ShardFormat, size: int) -> Iterator[bytes]:
    """The pairs of small shards in shards of ``size`` pairs each, the last one being smaller.

    There is at least one. It depends on the pairs alone, not on where the borders were.
    """
    if format == "jsonl":
        yield from _reshaped_lines(shards, size)
    else:
        yield from _reshaped_tables(shards, size)


def _reshaped_lines(shards: Iterable[bytes], size: int) -> Iterator[bytes]:
    waiting: list[bytes] = []
    for shard in shards:
        waiting += shard.splitlines(keepends=True)
        while len(waiting) >= size:
            yield b"".join(waiting[:size])
            del waiting[:size]
    yield b"".join(waiting)


def _reshaped_tables(shards: Iterable[bytes], size: int) -> Iterator[bytes]:
    import pyarrow as pa
    from pyarrow.parquet import read_table

    def written(table: pyarrow.Table) -> bytes:
        stream = io.BytesIO()
        _write_table(table.combine_chunks(), stream)
        return stream.getvalue()

    waiting = schema().empty_table()
    for shard in shards:
        waiting = pa.concat_tables([waiting, read_table(io.BytesIO(shard), use_threads=False)])
        while len(waiting) >= size:
            yield written(waiting.slice(0, size))
            waiting = waiting.slice(size).combine_chunks()
    yield written(waiting)


def _write_table(table: pyarrow.Table, stream: BinaryIO) -> None:
    from pyarrow.parquet import write_table

    write_table(table, stream, compression="zstd")


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
