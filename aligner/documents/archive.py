"""Zip files, read with care: the shell of most office formats, and folders of documents."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import PurePosixPath

from aligner.documents.limits import read_at_most
from aligner.errors import InputError

_MOST_MEMBERS = 20_000
_ENCRYPTED = 0x1
_NOT_DOCUMENTS = frozenset(
    [
        ".css",
        ".js",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".svg",
        ".webp",
        ".ico",
        ".bmp",
        ".tif",
        ".tiff",
        ".woff",
        ".woff2",
        ".ttf",
        ".otf",
        ".mp3",
        ".mp4",
        ".db",
        ".ini",
        ".ds_store",
    ]
)


_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,  # NotImplementedError among them
    ValueError,
)


class Archive:
    """A zip file of which at most ``limit`` bytes are unpacked altogether.

    Raises InputError for what is damaged, encrypted or too large.
    """

    def __init__(self, data: bytes, source: str, limit: int) -> None:
        self._source = source
        self._left = limit
        self._limit = limit
        self._zip = _opened(data, source)
        if len(self._zip.filelist) > _MOST_MEMBERS:
            raise InputError(f"{source}: more than {_MOST_MEMBERS:,} files in one zip archive")

    @property
    def names(self) -> list[str]:
        """The files in it, without the folders."""
        return [item.filename for item in self._zip.filelist if not item.is_dir()]

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """One file of the archive."""
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            raise InputError(
                f"{self._source}: there is no {name!r} in it; the file is damaged"
            ) from None
        if info.flag_bits & _ENCRYPTED:
            raise InputError(f"{self._source}: encrypted; save it without a password")
        if info.file_size > self._left:
            raise InputError(
                f"{self._source}: larger than {self._limit / 1_000_000:g} MB once unpacked; "
                "if that is meant, allow more with --max-size"
            )
        try:
            with self._zip.open(info) as stream:
                data = read_at_most(stream, self._left, self._source)
        except _DAMAGED:
            raise InputError(
                f"{self._source}: {name!r} in it is damaged or packed in an unknown way"
            ) from None
        self._left -= len(data)
        return data


def documents_in(archive: Archive) -> Sequence[str]:
    """The names of what may be documents, without pictures and the litter of file systems."""
    return [
        name
        for name in archive.names
        if PurePosixPath(name).suffix.lower() not in _NOT_DOCUMENTS
        and not any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)
        and not any(part.endswith("_files") for part in PurePosixPath(name).parts[:-1])
    ]


def _opened(data: bytes, source: str) -> zipfile.ZipFile:
    for encoding in ("cp949", None):  # what Korean Windows writes names in
        try:
            return zipfile.ZipFile(io.BytesIO(data), metadata_encoding=encoding)
        except UnicodeDecodeError:
            continue
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
            break
    raise InputError(
        f"{source}: a damaged or incomplete zip file (docx, odt, hwpx and epub are zip files too); "
        "fetch it again"
    )
