"""Pairs from files and into files, whatever the format."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from aligner.errors import InputError, UsageError
from aligner.formats import jsonl, moses, tmx, tsv, xliff
from aligner.formats.atomic import atomic_writer, atomic_writers
from aligner.formats.names import FormatName, format_of
from aligner.formats.placed import Placed, Trouble, refuse
from aligner.types import Pair

_READERS: dict[FormatName, Callable[[BinaryIO, str, Trouble], Iterator[Placed]]] = {
    "tsv": tsv.read,
    "jsonl": jsonl.read,
    "tmx": tmx.read,
    "xliff": xliff.read,
}

_REWRITERS: dict[FormatName, Callable[[BinaryIO, str, Iterable[Pair], Trouble], Iterator[str]]] = {
    "tsv": tsv.rewrite,
    "jsonl": jsonl.rewrite,
    "tmx": tmx.rewrite,
    "xliff": xliff.rewrite,
}

_RENDERERS: dict[FormatName, Callable[[Iterable[Pair]], Iterator[str]]] = {
    "tsv": tsv.render,
    "jsonl": jsonl.render,
    "tmx": tmx.render,
    "xliff": xliff.render,
}


def read_pairs(path: str | os.PathLike[str], format: str | None = None) -> list[Pair]:
    """All pairs of a file, its format told by its ending unless it is named.

    Of a Moses corpus either file is named, ``corpus.ko`` or ``corpus.en``, and
    both are read; with ``format="moses"`` the stem they share will do.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "a.tsv")
    ...     write_pairs([Pair("a", "하나.", "One.")], path)
    ...     read_pairs(path)[0].ko
    '하나.'

    Raises InputError (DecodingError for other encodings than UTF-8) with the
    file, the line and what to do, and UsageError for a format that is none.
    """
    return [placed.pair for placed in read_placed(path, format)]


def read_placed(
    path: str | os.PathLike[str],
    format: str | None = None,
    *,
    source: str | None = None,
    trouble: Trouble = refuse,
) -> Iterator[Placed]:
    """The pairs of a file one by one, each with its line; the file is never whole in memory.

    ``source`` names the file in messages if its path should not. A row or unit
    that cannot be read is given to ``trouble`` as an error and passed over; the
    default raises it. Raises what `read_pairs` does.
    """
    name = format_of(path, format)
    with ExitStack() as opened:
        if name == "moses":
            ko_path, en_path = moses.paths_of(path)
            ko, en = map(opened.enter_context, (_opened(ko_path), _opened(en_path)))
            yield from moses.read(ko, en, str(ko_path), str(en_path), trouble)
        else:
            stream = opened.enter_context(_opened(Path(path)))
            yield from _READERS[name](stream, source or os.fspath(path), trouble)


def read_from_stream(
    stream: BinaryIO, format: str, source: str = "standard input"
) -> Iterator[Pair]:
    """The pairs of an open binary stream, one by one; ``source`` names it in messages.

    Raises what `read_pairs` does, and UsageError for Moses, which is two files.
    """
    name = format_of(source, format)
    if name == "moses":
        raise UsageError("moses is two files, which one stream cannot hold; name a file instead")
    return (placed.pair for placed in _READERS[name](stream, source, refuse))


def write_pairs(
    pairs: Iterable[Pair], path: str | os.PathLike[str], format: str | None = None
) -> None:
    """Write pairs to a file, its format told by its ending unless it is named.

    The file is complete or not there at all: see `aligner.formats.atomic`.
    Moses writes two files, ``name.ko`` and ``name.en``, and only the pairs that
    have both sides.

    Raises OutputError when the file cannot be written, UsageError for a format
    that is none.
    """
    name = format_of(path, format)
    if name == "moses":
        with atomic_writers(*moses.paths_of(path)) as (ko, en):
            _write_lines(moses.render(pairs), ko, en)
    else:
        with atomic_writer(path) as stream:
            write_to_stream(pairs, stream, name)


def rewrite_pairs(
    path: str | os.PathLike[str],
    pairs: Iterable[Pair],
    target: str | os.PathLike[str],
    format: str | None = None,
    *,
    source: str | None = None,
    trouble: Trouble = refuse,
) -> None:
    r"""Write a file again, in its own format, with other text and findings of its pairs.

    ``pairs`` are those that `read_placed` gives, in its order and changed at
    will. What the file holds besides stays: other columns and keys, properties,
    notes, inline elements, other languages. What cannot be read is given to
    ``trouble`` and left out. The target is complete or not there at all.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     old, new = Path(folder, "a.tsv"), Path(folder, "b.tsv")
    ...     _ = old.write_text("id\tko\ten\n7\t하나.\tOne?s\n", "utf-8")
    ...     rewrite_pairs(old, [Pair("", "하나.", "One’s")], new)
    ...     new.read_text("utf-8").split("\n")[1]
    '7\t하나.\tOne’s\t'
    """
    name = format_of(path, format)
    if name == "moses":
        with atomic_writers(*moses.paths_of(target)) as (ko, en):
            _write_lines(moses.render(pairs, one_sided=True), ko, en)
    else:
        with _opened(Path(path)) as stream, atomic_writer(target) as out:
            for text in _REWRITERS[name](stream, source or os.fspath(path), pairs, trouble):
                out.write(text.encode("utf-8"))


def paths_written(path: str | os.PathLike[str], format: str | None = None) -> list[Path]:
    """The files that `write_pairs` makes for a path: two for Moses, else one.

    >>> [path.name for path in paths_written("corpus.ko")]
    ['corpus.ko', 'corpus.en']
    """
    if format_of(path, format) == "moses":
        return list(moses.paths_of(path))
    return [Path(path)]


def write_to_stream(pairs: Iterable[Pair], stream: BinaryIO, format: str) -> None:
    r"""Write pairs to an open binary stream, in UTF-8 and with ``\n`` line ends.

    What the stream raises (a full disk, a closed pipe) passes through.

    >>> import io
    >>> stream = io.BytesIO()
    >>> write_to_stream([Pair("a", "하나.", "One.")], stream, "tsv")
    >>> stream.getvalue().decode().split("\n")[1]
    'a\t하나.\tOne.\t1-1\t\t\t\t[]\t[]'

    Raises UsageError for Moses, which is two files.
    """
    name = format_of("", format)
    if name == "moses":
        raise UsageError("moses is two files, which one stream cannot hold; give a file name")
    for text in _RENDERERS[name](pairs):
        stream.write(text.encode("utf-8"))


def _write_lines(lines: Iterable[tuple[str, str]], ko: BinaryIO, en: BinaryIO) -> None:
    for ko_line, en_line in lines:
        ko.write(ko_line.encode("utf-8"))
        en.write(en_line.encode("utf-8"))


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise InputError(f"there is no file {path}; check the name") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder; name a file in it") from None
    except OSError as error:
        raise InputError(
            f"cannot read {path}: {error.strerror or error}; check its permissions"
        ) from None
