"""From a corpus to the files of a format: one file, or one a split in a folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from aligner.corpus.exports import (
    chat,
    columns,
    comet,
    huggingface,
    sentence_transformers,
    spreadsheet,
)
from aligner.corpus.exports.options import Options
from aligner.corpus.exports.selection import Chosen, choose
from aligner.corpus.filters import Filter
from aligner.corpus.source import Source
from aligner.errors import InputError, UsageError
from aligner.formats import atomic_writer, new_folder, write_pairs, xliff2
from aligner.types import Pair

Writer = Callable[[Iterable[Chosen], Path, Options], None]
"""Writes the pairs of documents into a file, whole or not at all."""

_OTHER_ENDINGS = frozenset({".csv", ".gz", ".json", ".txt", ".xml", ".zip"})
_FILE_NAME = re.compile(r"\w[\w-]*")


def export(
    source: Source,
    path: Path,
    format: str,
    options: Options | None = None,
    filters: Callable[[], list[Filter]] = list,
    split: str | None = None,
) -> dict[str, int]:
    """Write the pairs of a source in a format, and count those of each file.

    A path with the format's ending is one file, with all pairs or those of ``split``.
    Any other is a new folder with a file for each split that documents have. ``filters``
    makes the filters that pairs have to pass, anew for each file. Raises UsageError for an
    unknown format or split and for a path with another file's ending, OutputError for what
    is there already or cannot be written.
    """
    options = options or Options()
    if format not in FORMATS:
        raise UsageError(f"no format is called {format!r}; there are {', '.join(FORMATS)}")
    _refuse_other_endings(path, format)
    splits = _splits(source, split)
    if format == "hf":
        return _dataset(source, path, filters, splits)
    ending, write = _WRITERS[format]
    counts: dict[str, int] = {}
    if path.suffix.lower() in _endings(ending):
        chosen = choose(source, filters(), (split,) if split else None)
        write(_counting(chosen, path.name, counts), path, options)
        return counts
    with new_folder(path) as folder:
        for name, part in splits.items():
            file = folder / f"{part}{ending}"
            chosen = choose(source, filters(), (name,))
            write(_counting(chosen, file.name, counts), file, options)
    return counts


def _refuse_other_endings(path: Path, format: str) -> None:
    """A folder that is called like a file of another format is none that anybody wants."""
    ending = "" if format == "hf" else _WRITERS[format][0]
    others = {other for own, _ in _WRITERS.values() for other in _endings(own)} | _OTHER_ENDINGS
    if path.suffix.lower() in others - set(_endings(ending)):
        file = f"{path.with_suffix(ending)}, or " if ending else ""
        raise UsageError(
            f"{path}: {format} is no {path.suffix.lower()} file; name {file}a folder, "
            f"{path.with_suffix('')} for example"
        )


def _endings(ending: str) -> tuple[str, ...]:
    return {".ko": (".ko", ".en"), ".xlf": (".xlf", ".xliff")}.get(ending, (ending,))


def _splits(source: Source, split: str | None) -> dict[str, str]:
    """The splits that documents have, training first, with what their files are called.

    All documents are training data if none has a split; if only some have none, they
    are ``unsplit``. With ``split`` only that one is wanted.
    """
    usual = ["", "train", "validation", "test"]
    found = {row.split for row in source.documents()}
    if split is not None and split not in found:
        there_are = ", ".join(sorted(found - {""})) or "none; make them with 'aligner split'"
        raise UsageError(f"no document is in a split {split!r}; there are {there_are}")
    for name in found - {""}:
        if not _FILE_NAME.fullmatch(name):
            raise InputError(f"the split {name!r} cannot be a file name; rename it")
    order = sorted(found, key=lambda name: (usual.index(name) if name in usual else 9, name))
    unnamed = "train" if len(found) == 1 else "unsplit"
    return {name: name or unnamed for name in order if split is None or name == split}


def _dataset(
    source: Source, path: Path, filters: Callable[[], list[Filter]], splits: Mapping[str, str]
) -> dict[str, int]:
    counts: dict[str, int] = {}
    parts: dict[str, Iterable[Chosen]] = {
        part: _counting(choose(source, filters(), (name,)), part, counts)
        for name, part in splits.items()
    }
    with new_folder(path) as folder:
        huggingface.write(parts, folder, source, path.name)
    return counts


def _counting(chosen: Iterable[Chosen], name: str, counts: dict[str, int]) -> Iterator[Chosen]:
    counts[name] = 0
    for document in chosen:
        counts[name] += len(document.wanted)
        yield document


def _pairs(documents: Iterable[Chosen]) -> Iterator[Pair]:
    return (pair for document in documents for pair in document.pairs)


def _bitext(format: str, documents: Iterable[Chosen], path: Path, options: Options) -> None:
    write_pairs(_pairs(documents), path, format)


Render = Callable[[Iterable[Chosen], Options], Iterable[str]]


def _text(render: Render, documents: Iterable[Chosen], path: Path, options: Options) -> None:
    with atomic_writer(path) as stream:
        for piece in render(documents, options):
            stream.write(piece.encode())


def _xliff2(documents: Iterable[Chosen], options: Options) -> Iterator[str]:
    return xliff2.render(_pairs(documents))


def _parquet(documents: Iterable[Chosen], path: Path, options: Options) -> None:
    with atomic_writer(path) as stream:
        columns.write(documents, stream)


def _spreadsheet(documents: Iterable[Chosen], path: Path, options: Options) -> None:
    with atomic_writer(path) as stream:
        spreadsheet.write(documents, stream)


_WRITERS: dict[str, tuple[str, Writer]] = {
    "tsv": (".tsv", partial(_bitext, "tsv")),
    "jsonl": (".jsonl", partial(_bitext, "jsonl")),
    "tmx": (".tmx", partial(_bitext, "tmx")),
    "xliff": (".xlf", partial(_bitext, "xliff")),
    "xliff2": (".xlf", partial(_text, _xliff2)),
    "moses": (".ko", partial(_bitext, "moses")),
    "parquet": (".parquet", _parquet),
    "openai": (".jsonl", partial(_text, partial(chat.render, format="openai"))),
    "alpaca": (".jsonl", partial(_text, partial(chat.render, format="alpaca"))),
    "sharegpt": (".jsonl", partial(_text, partial(chat.render, format="sharegpt"))),
    "sentence-transformers": (".jsonl", partial(_text, sentence_transformers.render)),
    "comet": (".jsonl", partial(_text, comet.render)),
    "xlsx": (".xlsx", _spreadsheet),
}
"""The ending of each format's files and what writes one."""

FORMATS: tuple[str, ...] = (*_WRITERS, "hf")
