"""From folders to documents: which files there are, and in which language each is."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from aligner.documents import read_document
from aligner.errors import AlignerError, InputError
from aligner.pairing.names import Name, name_of
from aligner.text.scripts import hangul_share
from aligner.types import SIDES, Document, Side

_NO_DOCUMENTS = frozenset(
    [
        ".json",
        ".jsonl",
        ".tsv",
        ".csv",
        ".log",
        ".yaml",
        ".yml",
        ".toml",
        ".ini",
        ".py",
        ".js",
        ".css",
        ".tmx",
        ".xliff",
        ".xlf",
        ".sqlite",
        ".db",
        ".parquet",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".svg",
        ".bmp",
        ".tif",
        ".tiff",
        ".ico",
        ".mp3",
        ".mp4",
        ".wav",
    ]
)
_HANGUL_IN_KOREAN, _HANGUL_IN_ENGLISH = 0.1, 0.5


@dataclass(frozen=True, slots=True)
class File:
    """A document with what its name says; ``document.side`` is the language of its text."""

    path: Path
    name: Name
    document: Document


@dataclass(frozen=True)
class Files:
    """The files of some folders, by path.

    ``unreadable`` tells the reason of each in one line; ``copies`` have the same text as
    an earlier file; ``elsewhere`` are in another language than their folder or name says;
    ``passed_over`` counts by its ending what is no document at all.
    """

    ko: list[File] = field(default_factory=list)
    en: list[File] = field(default_factory=list)
    unreadable: list[tuple[Path, str]] = field(default_factory=list)
    copies: list[tuple[Path, Path]] = field(default_factory=list)
    elsewhere: list[Path] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)


def read_files(folders: Sequence[Path], *, recursive: bool = True) -> Files:
    """Read all documents in one folder with both languages, or in a Korean and an English one.

    The text decides in which language a file is; where it leaves a doubt, the folder or
    the name. Hidden files and folders are passed over. Raises InputError for a folder
    that is not there.
    """
    files = Files()
    apart = len(folders) == 2 and not folders[0].samefile(folders[1]) if _exist(folders) else False
    seen: set[Path] = set()
    texts: dict[tuple[Side, str], Path] = {}
    for number, folder in enumerate(folders):
        for path in _paths(folder, recursive=recursive):
            if path.resolve() in seen:
                continue
            seen.add(path.resolve())
            if path.suffix.lower() in _NO_DOCUMENTS:
                files.passed_over[path.suffix.lower()] += 1
                continue
            name = name_of(path.relative_to(folder))
            expected = SIDES[number] if apart else name.side
            try:
                document = _read(path, expected)
            except AlignerError as error:
                files.unreadable.append((path, str(error)))
                continue
            first = texts.setdefault((document.side, document.text), path)
            if first != path:
                files.copies.append((path, first))
                continue
            if expected not in (None, document.side):
                files.elsewhere.append(path)
            (files.ko if document.side == "ko" else files.en).append(File(path, name, document))
    return files


def _exist(folders: Sequence[Path]) -> bool:
    for folder in folders:
        if not folder.is_dir():
            what = "is a file; name the folder" if folder.exists() else "there is no such folder"
            raise InputError(f"{folder}: {what}")
    return True


def _paths(folder: Path, *, recursive: bool) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if recursive and not name.startswith("."))
        # By the stem first: of a.txt and "a copy.txt" the first is the original.
        for name in sorted(names, key=lambda name: (PurePath(name).stem, name)):
            if not name.startswith("."):
                yield Path(parent, name)


def _read(path: Path, expected: Side | None) -> Document:
    """The document in the expected language, unless its script says otherwise."""
    if not path.is_file():
        raise InputError(f"{path}: not a regular file")
    document = read_document(path, expected)
    share = hangul_share(document.text)
    if expected == "ko" and share < _HANGUL_IN_KOREAN:
        return read_document(path, "en")
    if expected == "en" and share >= _HANGUL_IN_ENGLISH:
        return read_document(path, "ko")
    return document
