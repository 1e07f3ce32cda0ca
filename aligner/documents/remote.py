"""Files in object stores and other file systems: ``s3://``, ``gs://``, ``hdfs://`` and what fsspec knows.

A store may be slow, or answer with an error now and again, so it is asked a few times
before a file counts as lost. The attempts of the libraries underneath, which would
multiply with these, are switched off for s3; those of gs, six, cannot be, and are left to it.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
import textwrap
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit
from urllib.request import url2pathname

from aligner.documents.limits import MEGABYTE, read_at_most
from aligner.errors import AlignerError, InputError, OutputError, PassingError

Answer = TypeVar("Answer")

ATTEMPTS = 4
FIRST_PAUSE = 0.5
"""Seconds before the second attempt; each further pause is twice as long."""

_LONGEST_REASON = 250  # characters
_ASKED_BY_LIBRARY = {"gs", "gcs"}
_OF_A_PAGE = ("size", "ETag", "Content-MD5", "Digest", "Last-Modified")
_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gs", "gcs": "gs"}


def is_remote(path: str) -> bool:
    """Whether a path is a URL; one of this machine's own files is not remote.

    >>> is_remote("s3://bucket/a.txt"), is_remote("file:///a.txt"), is_remote("a.txt")
    (True, False, False)
    """
    return "://" in path and not path.startswith("file://")


def folder_of(path: str) -> str:
    """The folder of a file, which may be behind a URL.

    >>> folder_of("s3://bucket/lists/a.tsv"), folder_of("lists/a.tsv"), folder_of("a.tsv")
    ('s3://bucket/lists', 'lists', '.')
    """
    return path.rpartition("/")[0] if is_remote(path) else str(Path(path).parent)


def located(folder: str, path: str) -> str:
    """Where a path lies that is relative to a folder, which may be a URL.

    >>> located("s3://bucket/lists", "a.txt"), located("lists", "s3://bucket/a.txt")
    ('s3://bucket/lists/a.txt', 's3://bucket/a.txt')
    >>> located("lists", "/a.txt"), located("lists", "file:///a.txt"), located("", "a.txt")
    ('/a.txt', '/a.txt', 'a.txt')
    >>> located("news/lists", "../en/a.txt")
    'news/en/a.txt'
    >>> located("lists", "file:///%ED%95%9C%20a.txt")
    '/한 a.txt'
    """
    if path.startswith("file://"):
        return url2pathname(urlsplit(path).path)
    return path if is_remote(path) else _under(folder, path)


def _under(folder: str, path: str) -> str:
    if is_remote(folder):
        return f"{folder}/{path}"
    whole = Path(folder, path)
    if ".." not in whole.parts:
        return str(whole)
    shorter = Path(os.path.normpath(whole))  # which is another place behind a symbolic link
    return str(shorter if shorter.resolve() == whole.resolve() else whole)


def read_remote(url: str, max_size: int) -> bytes:
    """The content of a file behind a URL.

    Raises InputError with one line for what is larger than ``max_size`` bytes, and
    PassingError for what is not there, may not be read or could not be had in `ATTEMPTS` attempts:
    whether a file has come since is known only by asking for it again.
    """
    system, path = _store(url)

    def read() -> bytes:
        with system.open(path, "rb") as stream:
            return read_at_most(stream, max_size, url)

    return _asked(url, "read", read)


def download(url: str, target: Path) -> None:
    """Copy a file behind a URL into a folder of this machine, which is made if need be.

    Raises InputError as `read_remote`, and OutputError if the disk is full.
    """
    system, path = _store(url)

    def copy() -> None:
        try:
            with system.open(path, "rb") as stream, target.open("wb") as file:
                shutil.copyfileobj(stream, file, MEGABYTE)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            raise OutputError(
                f"cannot write {target}: {error.strerror}; TMPDIR names another place"
            ) from None

    target.parent.mkdir(parents=True, exist_ok=True)
    _asked(url, "read", copy)


def upload(file: Path | bytes, url: str) -> None:
    """Write a file, or bytes as one, behind a URL, in the place of what may be there.

    Raises OutputError for what may not be written or failed in all of `ATTEMPTS` attempts.
    """
    system, path = _store(url)
    if isinstance(file, bytes):
        _asked(url, "written", lambda: system.pipe_file(path, file))
    else:
        _asked(url, "written", lambda: system.put_file(str(file), path))


def remove_remote(url: str) -> None:
    """Remove the file behind a URL, if there is one. Raises OutputError as `upload`."""
    system, path = _store(url)

    def remove() -> None:
        with suppress(FileNotFoundError):  # removed before, but the answer was lost
            system.rm_file(path)

    _asked(url, "written", remove)


def state_of(url: str) -> str | None:
    """What changes when the file behind a URL does; None for one that is not there, or not now."""
    try:
        system, path = _store(url)
        if urlsplit(url).scheme in ("http", "https"):  # of a page ukey never changes
            info = system.info(path)
            return " ".join(str(info.get(name, "")) for name in _OF_A_PAGE)
        return str(system.ukey(path))
    except Exception:  # whatever the library of the store raises
        return None


def names_under(url: str) -> list[str]:
    """The files under a URL, named from there on; of a file itself the name is empty.

    Where there is nothing the list is empty. Raises InputError as `read_remote`.
    """
    system, path = _store(url)
    found = _asked(url, "read", lambda: system.find(path))
    return sorted(name.removeprefix(path.rstrip("/")).lstrip("/") for name in found)


def _asked(url: str, what: Literal["read", "written"], ask: Callable[[], Answer]) -> Answer:
    """What a store answers, in the first of some attempts that it does not fail in."""
    pause = FIRST_PAUSE
    failure = PassingError if what == "read" else OutputError
    attempts = 1 if urlsplit(url).scheme in _ASKED_BY_LIBRARY else ATTEMPTS
    for attempt in range(1, attempts + 1):
        try:
            return ask()
        except FileNotFoundError:
            raise failure(f"{url}: no such file or bucket") from None
        except PermissionError:
            raise failure(f"{url}: no permission; it cannot be {what}") from None
        except AlignerError:
            raise
        except Exception as error:  # whatever the library of the store raises
            if attempt == attempts:
                often = f", {attempts} times in a row" if attempts > 1 else ""
                raise failure(f"{url}: cannot be {what}{often}: {_reason(error)}") from None
        time.sleep(pause)
        pause *= 2
    raise AssertionError("every attempt returns, raises or is followed by another one")


def _reason(error: Exception) -> str:
    """What a library says, in a line that can be read: hdfs names each place without Java.

    >>> _reason(OSError("no route " * 100))[-3:], _reason(TimeoutError())
    ('[…]', 'TimeoutError')
    """
    return textwrap.shorten(str(error), _LONGEST_REASON, placeholder=" […]") or type(error).__name__


def _store(url: str) -> tuple[Any, str]:
    """The file system that a URL belongs to, which is to ask once, and the path in it."""
    scheme = urlsplit(url).scheme
    try:
        from fsspec.core import url_to_fs

        options = _tried_once() if scheme in ("s3", "s3a") else {}
        system, path = url_to_fs(url, use_listings_cache=False, **options)
    except ImportError as error:
        extra = _EXTRAS.get(scheme)
        advice = f"pip install 'aligner[{extra}]'" if extra else str(error)
        raise PassingError(f"{url}: {scheme}:// needs another package: {advice}") from None
    except ValueError as error:
        raise InputError(f"{url}: {error}") from None
    except Exception as error:  # some are connected at once: hdfs, sftp
        raise PassingError(f"{url}: cannot be reached: {_reason(error)}") from None
    if scheme in ("s3", "s3a"):
        system.retries = 1
    if scheme in _ASKED_BY_LIBRARY:
        logging.getLogger("gcsfs").setLevel(logging.CRITICAL)  # it logs what it also raises
    return system, path


def _tried_once() -> dict[str, Any]:
    """What s3fs has to be told so that botocore asks once; other settings stay the user's."""
    from fsspec.config import conf

    settings = conf.get("s3", {}).get("config_kwargs", {})
    return {"config_kwargs": {**settings, "retries": {"total_max_attempts": 1}}}
