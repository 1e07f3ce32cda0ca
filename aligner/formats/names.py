"""What the formats are called and which file endings mean them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Literal, TypeVar, get_args

from aligner.errors import UsageError

Name = TypeVar("Name", bound=str)

FormatName = Literal["tsv", "jsonl", "tmx", "xliff", "moses"]

FORMATS: tuple[FormatName, ...] = get_args(FormatName)

ENDINGS: dict[str, FormatName] = {
    ".tsv": "tsv",
    ".jsonl": "jsonl",
    ".tmx": "tmx",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".ko": "moses",
    ".en": "moses",
}


def format_of(path: str | os.PathLike[str], format: str | None = None) -> FormatName:
    """The format that is named, or else the one that the file's ending means.

    >>> format_of("corpus.XLF")
    'xliff'
    >>> format_of("corpus.txt", "tsv")
    'tsv'

    Raises UsageError for a name or an ending that means none.
    """
    if format is not None:
        if format not in FORMATS:
            raise UsageError(f"no format is called {format!r}; there are {', '.join(FORMATS)}")
        return format
    return meant_by_ending(path, ENDINGS, FORMATS)


def meant_by_ending(
    path: str | os.PathLike[str], endings: Mapping[str, Name], formats: Iterable[str]
) -> Name:
    """What of ``endings`` the path's ending means; ``formats`` are those that could be named.

    Raises UsageError for an ending that means none.
    """
    ending = PurePath(path).suffix.lower()
    if ending not in endings:
        raise UsageError(
            f"cannot tell the format of {os.fspath(path)!r} from its ending; "
            f"use one of {' '.join(endings)} or name the format ({', '.join(formats)})"
        )
    return endings[ending]
