r"""The list of documents that a corpus is built from.

TSV, CSV or JSON lines: a row names a Korean file and its English translation (``ko``,
``en``), and may say more of the pair: ``id``, ``date``, ``source``, ``licence``,
``split``. Other columns are passed over, and so are rows that name only one file (a list
of ``aligner pair --unmatched`` has them). Paths are relative to the folder of the list;
they, and the list, may be URLs.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path, PurePosixPath
from typing import Any, TextIO

from aligner.documents.remote import is_remote, read_remote
from aligner.errors import InputError

UNWRITABLE = re.compile("[\x00-\x1f\x85\u2028\u2029\ud800-\udfff]")
"""What no field of a list of files may hold: it would end the line or could not be encoded."""

_MOST_BYTES = 20_000_000_000  # of a list behind a URL, which is held in memory
_ENDINGS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_ALIASES = {"license": "licence"}
_SIDE_ENDINGS = (".ko", ".kor", "_ko", "-ko")


@dataclass(frozen=True, slots=True)
class Entry:
    """A pair of documents to be aligned; ``ko`` and ``en`` are paths as the list has them."""

    id: str
    ko: str
    en: str
    date: str = ""
    source: str = ""
    licence: str = ""
    split: str = ""


_FIELDS = tuple(field.name for field in fields(Entry))


@dataclass(frozen=True, slots=True)
class Survey:
    """A list read once: its documents, its rows with one file only, its sha256."""

    entries: int
    one_sided: int
    sha256: str


def survey(path: str) -> Survey:
    """Read the whole list and count. Raises InputError as `entries`, or if nothing is in it."""
    count = sum(1 for _ in entries(path))
    one_sided = sum(1 for _, row in _rows(path) if bool(row["ko"]) != bool(row["en"]))
    if not count:
        raise InputError(f"{path}: no row names a Korean and an English file")
    with _opened(path) as stream:
        content = hashlib.sha256()
        for line in stream:
            content.update(line.encode())
    return Survey(count, one_sided, content.hexdigest())


def entries(path: str) -> Iterator[Entry]:
    """The pairs of documents, one by one.

    A row without an id is called after its Korean file, and numbered where that is taken.
    Raises InputError, with the line, for a row that is damaged, an id that occurs twice
    and one that no table can hold.
    """
    lines: dict[str, int] = {}
    for number, row in _rows(path):
        if not (row["ko"] and row["en"]):
            continue
        wanted = row["id"]
        if wanted in lines:
            raise InputError(
                f"{path}, line {number}: the id {wanted!r} stands in line {lines[wanted]} already"
            )
        if unwritable := next((name for name in _FIELDS if UNWRITABLE.search(row[name])), None):
            raise InputError(
                f"{path}, line {number}: a line break, a tab or a broken character "
                f"in the column {unwritable}"
            )
        identity = wanted or _free(_named_after(row["ko"]), lines)
        lines[identity] = number
        yield Entry(**{**row, "id": identity})


def _named_after(path: str) -> str:
    """What a pair is called whose Korean file this is.

    >>> _named_after("news/a.ko.html"), _named_after("../b.txt"), _named_after("/")
    ('news/a', 'b', 'document')
    """
    pure = PurePosixPath(path.partition("://")[2] if "://" in path else path)
    parts = [part for part in pure.with_suffix("").parts if part.strip("./")] if pure.name else []
    name = "/".join(parts)
    for ending in _SIDE_ENDINGS:
        name = name.removesuffix(ending)
    return name or "document"


def _free(name: str, used: Iterable[str]) -> str:
    if name not in used:
        return name
    number = 2
    while f"{name}-{number}" in used:
        number += 1
    return f"{name}-{number}"


def _rows(path: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and rows, with an empty string for what is not there."""
    try:
        with _opened(path) as stream:
            read = {"csv": _from_csv, "jsonl": _from_jsonl}.get(_kind(path), _from_tsv)
            for number, row in read(stream, path):
                cells = {_ALIASES.get(name, name): value for name, value in row.items()}
                yield number, {name: cells.get(name, "").strip() for name in _FIELDS}
    except UnicodeDecodeError:
        raise InputError(f"{path}: not UTF-8; save the list as UTF-8") from None
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}") from None


def _opened(path: str) -> TextIO:
    if is_remote(path):
        content = io.BytesIO(read_remote(path, _MOST_BYTES))
        return io.TextIOWrapper(content, encoding="utf-8-sig", newline="")
    return Path(path).open(encoding="utf-8-sig", newline="")


def _kind(path: str) -> str:
    return _ENDINGS.get(PurePosixPath(path).suffix.lower(), "tsv")


def _from_tsv(stream: Iterable[str], path: str) -> Iterator[tuple[int, dict[str, str]]]:
    header: list[str] = []
    for number, line in enumerate(stream, 1):
        cells = line.rstrip("\r\n").split("\t")
        if not header:
            header = _header(cells, path)
        elif len(cells) > len(header):
            raise InputError(
                f"{path}, line {number}: {len(cells)} cells under {len(header)} columns"
            )
        else:
            yield number, dict(zip(header, cells, strict=False))


def _from_csv(stream: Iterable[str], path: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(stream, strict=True)
    try:
        header = _header(next(reader, []), path)
        for cells in reader:
            if len(cells) > len(header):
                raise InputError(
                    f"{path}, line {reader.line_num}: "
                    f"{len(cells)} cells under {len(header)} columns"
                )
            yield reader.line_num, dict(zip(header, cells, strict=False))
    except csv.Error as error:
        raise InputError(f"{path}, line {reader.line_num}: {error}") from None


def _from_jsonl(stream: Iterable[str], path: str) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            row: Any = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}, line {number}: not JSON: {error}") from None
        if not isinstance(row, dict) or not {"ko", "en"} <= row.keys():
            raise InputError(f'{path}, line {number}: not an object with "ko" and "en"')
        yield number, {name: "" if value is None else str(value) for name, value in row.items()}


def _header(cells: list[str], path: str) -> list[str]:
    header = [cell.strip() for cell in cells]
    if missing := [name for name in ("ko", "en") if name not in header]:
        found = ", ".join(filter(None, header)) or "nothing"
        raise InputError(
            f"{path}, line 1: no column {' and no column '.join(missing)}; the header has {found}"
        )
    return header
