"""Pairs from files and into files, whatever the format."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from aligner.errors import InputError, UsageError
from aligner.formats import jsonl, moses, tmx, tsv, xliff
from aligner.formats.atomic import atomic_writer, atomic_writers
from aligner.formats.names import FormatName, format_of
from aligner.types import Pair

_READERS: dict[FormatName, Callable[[BinaryIO, str], Iterator[Pair]]] = {
    "tsv": tsv.read,
    "jsonl": jsonl.read,
    "tmx": tmx.read,
    "xliff": xliff.read,
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
    if format_of(path, format) == "moses":
        ko_path, en_path = moses.paths_of(path)
        with _opened(ko_path) as ko, _opened(en_path) as en:
            return list(moses.read(ko, en, str(ko_path), str(en_path)))
    with _opened(Path(path)) as stream:
        return list(read_from_stream(stream, format_of(path, format), os.fspath(path)))


def read_from_stream(
    stream: BinaryIO, format: str, source: str = "standard input"
) -> Iterator[Pair]:
    """The pairs of an open binary stream, one by one; ``source`` names it in messages.

    Raises what `read_pairs` does, and UsageError for Moses, which is two files.
    """
    name = format_of(source, format)
    if name == "moses":
        raise UsageError("moses is two files, which one stream cannot hold; name a file instead")
    return _READERS[name](stream, source)


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
            for ko_line, en_line in moses.render(pairs):
                ko.write(ko_line.encode("utf-8"))
                en.write(en_line.encode("utf-8"))
    else:
        with atomic_writer(path) as stream:
            write_to_stream(pairs, stream, name)


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
