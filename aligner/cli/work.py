"""Where ``aligner build`` builds a corpus that is bound for a store."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from aligner.cli.places import Place, is_elsewhere, named


def work_folder(output: Place, work: Path | None) -> Path:
    """The folder to build in: ``output`` itself, or for a URL one that every run finds again.

    Raises UsageError for a folder that nothing would come of.

    >>> work_folder(Path("corpus"), None).name, work_folder("s3://bucket/news", None).name
    ('corpus', 'aligner-news-36fb237d892f')
    """
    if is_elsewhere(output):
        url = str(output).rstrip("/")
        digest = hashlib.sha256(url.encode()).hexdigest()[:12]
        name = f"aligner-{url.rpartition('/')[2]}-{digest}"
        return work or Path(tempfile.gettempdir(), name)
    if work:
        from aligner.errors import UsageError

        raise UsageError("--work is for a corpus that goes to a store; leave it out")
    return Path(output)


@contextmanager
def building_in(output: Place, work: Path | None, *, resume: bool, quiet: bool) -> Iterator[Path]:
    """The folder to build in, made if need be, for the time of a run.

    A folder that was not named goes when the block ends well, unless it holds documents
    that can be tried again. Of a corpus that is in the store already, and nowhere here, it
    has what `aligner.build` wants to see in order to find it finished.
    """
    folder = work_folder(output, work)
    if not is_elsewhere(output):
        yield folder
        return
    from aligner.corpus.publishing import require_room
    from aligner.corpus.store import RUN, WORK

    url = str(output)
    names = require_room(url, again=resume)
    if RUN in names and not (folder.is_dir() and any(folder.iterdir())):
        with _record_of(url, names) as record:
            yield record
        return
    _make(folder)
    if not quiet:
        click.echo(f"building   in {folder}, then bringing it to {url}", err=True)
    try:
        yield folder
        if work is None and not (folder / WORK).exists():
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        with suppress(OSError):
            folder.rmdir()  # if there is nothing in it


@contextmanager
def _record_of(url: str, names: list[str]) -> Iterator[Path]:
    from aligner.corpus.store import ERRORS, RUN
    from aligner.documents.remote import download
    from aligner.pipeline.workfolder import MANIFEST

    with tempfile.TemporaryDirectory(prefix="aligner-") as temporary, named(temporary, url):
        for name in {RUN, ERRORS, MANIFEST}.intersection(names):
            download(f"{url.rstrip('/')}/{name}", Path(temporary, name))
        yield Path(temporary)


def _make(folder: Path) -> None:
    """Make a folder that is nobody else's: what is built in it may be confidential."""
    from aligner.errors import OutputError

    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = folder.lstat().st_uid
    except OSError as error:
        raise OutputError(f"cannot make {folder}: {error.strerror or error}") from None
    if hasattr(os, "getuid") and owner != os.getuid():
        raise OutputError(f"{folder}: belongs to somebody else; name another one with --work")
