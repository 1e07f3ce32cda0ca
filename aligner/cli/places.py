"""Files and folders as arguments and options: of this machine, or in a store."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

Place = Path | str
"""A path of this machine, or the URL of what is elsewhere."""


class Local(click.Path):
    """A path, or the file:// URL of one; any other URL would be taken for a folder called s3:."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """What was named, if it is on this machine."""
        if isinstance(value, str) and "://" in value:
            from aligner.documents.remote import is_remote, located

            if is_remote(value):
                self.fail(
                    f"'{value}' is not on this machine; name a local place, and copy from or to "
                    "the store with a tool of the store's",
                    param,
                    ctx,
                )
            value = located("", value)
        return super().convert(value, param, ctx)


class Anywhere(Local):
    """A path, or a URL, which stays the string that it is."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """What was named."""
        return value if is_elsewhere(value) else super().convert(value, param, ctx)


LOCAL = Local(path_type=Path)
LOCAL_NAME = Local()
"""The same as a string, which may be ``-``."""
ANYWHERE = Anywhere(path_type=Path)
ANYWHERE_NAME = Anywhere()


def is_elsewhere(place: Place) -> bool:
    """Whether a place is not on this machine.

    >>> is_elsewhere("s3://bucket/news"), is_elsewhere("news"), is_elsewhere(Path("news"))
    (True, False, False)
    """
    if not (isinstance(place, str) and "://" in place):
        return False
    from aligner.documents.remote import is_remote

    return is_remote(place)


@contextmanager
def here(place: Place) -> Iterator[Path]:
    """What is to be read, on this machine: the place itself, or a copy for the time."""
    if not is_elsewhere(place):
        yield Path(place)
        return
    from aligner.corpus.publishing import fetch

    url = str(place)
    with tempfile.TemporaryDirectory(prefix="aligner-") as folder:
        copy = fetch(url, Path(folder))
        with named(copy, url):
            yield copy


@contextmanager
def bound_for(place: Place) -> Iterator[Path]:
    """Where to write what goes to a place: the place itself, or one whose content is brought there.

    In a store nothing is replaced. If it fails, what was written stays on this machine, and
    it is told where.
    """
    if not is_elsewhere(place):
        yield Path(place)
        return
    from aligner.corpus.publishing import publish, publish_files, require_room

    url = str(place).rstrip("/")
    require_room(url)
    folder = Path(tempfile.mkdtemp(prefix="aligner-"))
    target = folder / url.rpartition("/")[2]
    try:
        with named(target, url):
            yield target
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if target.is_dir():
        publish(target, url)
    else:
        publish_files(folder, url.rpartition("/")[0])
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def named(place: str | Path, url: str) -> Iterator[None]:
    """Errors about a place that is here for the time name the URL that the user named."""
    from aligner.errors import AlignerError

    try:
        yield
    except AlignerError as error:
        raise type(error)(str(error).replace(str(place), url.rstrip("/"))) from error
