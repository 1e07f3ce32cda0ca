"""Files in object stores and other file systems: ``s3://``, ``gs://``, ``hdfs://`` and what fsspec knows.

A store may be slow, or answer with an error now and again, so it is asked a few times
before a file counts as lost. The attempts of the libraries underneath, which would
multiply with these, are switched off for s3; gs is told the same, but no test asks a store of it.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from aligner.documents.limits import read_at_most
from aligner.errors import InputError, PassingError

ATTEMPTS = 4
FIRST_PAUSE = 0.5
"""Seconds before the second attempt; each further pause is twice as long."""

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
    >>> located("lists", "file:///%ED%95%9C%20a.txt")
    '/한 a.txt'
    """
    if path.startswith("file://"):
        return url2pathname(urlsplit(path).path)
    return path if is_remote(path) else _under(folder, path)


def _under(folder: str, path: str) -> str:
    return f"{folder}/{path}" if is_remote(folder) else str(Path(folder, path))


def read_remote(url: str, max_size: int) -> bytes:
    """The content of a file behind a URL.

    Raises InputError with one line for what is not there, may not be read, is larger than
    ``max_size`` bytes, or could not be had in `ATTEMPTS` attempts.
    """
    pause = FIRST_PAUSE
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with _opened(url) as stream:
                return read_at_most(stream, max_size, url)
        except FileNotFoundError:
            raise InputError(f"{url}: no such file") from None
        except PermissionError:
            raise InputError(f"{url}: no permission to read it") from None
        except InputError:
            raise
        except Exception as error:  # whatever the library of the store raises
            if attempt == ATTEMPTS:
                reason = " ".join(str(error).split()) or type(error).__name__
                raise PassingError(
                    f"{url}: cannot be read, {ATTEMPTS} times in a row: {reason}"
                ) from None
        time.sleep(pause)
        pause *= 2
    raise AssertionError("every attempt returns, raises or is followed by another one")


def _opened(url: str) -> Any:
    scheme = urlsplit(url).scheme
    try:
        import fsspec

        options = _tried_once() if scheme in ("s3", "s3a") else {}
        file = fsspec.open(url, "rb", **options)
        if scheme in _EXTRAS:
            file.fs.retries = 1
        return file
    except ImportError as error:
        extra = _EXTRAS.get(scheme)
        advice = f"pip install 'aligner[{extra}]'" if extra else str(error)
        raise InputError(f"{url}: {scheme}:// needs another package: {advice}") from None
    except ValueError as error:
        raise InputError(f"{url}: {error}") from None


def _tried_once() -> dict[str, Any]:
    """What s3fs has to be told so that botocore asks once; other settings stay the user's."""
    from fsspec.config import conf

    settings = conf.get("s3", {}).get("config_kwargs", {})
    return {"config_kwargs": {**settings, "retries": {"total_max_attempts": 1}}}
