"""Where ``aligner build`` builds a corpus that is bound for a store."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
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
def building_in(
    output: Place,
    work: Path | None,
    is_worth_fetching: Callable[[Path], bool],
    *,
    resume: bool,
    quiet: bool,
) -> Iterator[Path]:
    """The folder to build in, made if need be, for the time of a run.

    A folder that was not named goes when the block ends well. Of a corpus that is in the
    store already, and nowhere here, it has what `aligner.build` wants to see in order to
    find it finished; all of it, if ``is_worth_fetching`` says so of that. A copy with which
    nothing was begun goes again: the store may hold another one by the next run.
    """
    folder = work_folder(output, work)
    if not is_elsewhere(output):
        yield folder
        return
    from aligner.corpus.publishing import require_room
    from aligner.corpus.store import RUN

    url = str(output)
    names = require_room(url, again=resume)
    fetched = None
    if RUN in names and not (folder.is_dir() and any(folder.iterdir())):
        with _record_of(url, names) as record:
            if not is_worth_fetching(record):
                yield record
                return
        _fetch(url, names, folder)
        fetched = (folder / RUN).read_bytes()
    _make(folder)
    if not quiet:
        click.echo(f"building   in {folder}, then bringing it to {url}", err=True)
    try:
        yield folder
        if work is None:
            shutil.rmtree(folder, ignore_errors=True)
    except BaseException:
        record = folder / RUN
        if fetched is None or not record.is_file() or record.read_bytes() != fetched:
            raise
        shutil.rmtree(folder, ignore_errors=True)
        with named(folder, url):
            raise
    finally:
        with suppress(OSError):
            folder.rmdir()  # if there is nothing in it


@contextmanager
def _record_of(url: str, names: Iterable[str]) -> Iterator[Path]:
    """What tells of a corpus in a store, without its documents and pairs."""
    from aligner.corpus.publishing import is_for_another_try
    from aligner.corpus.store import ERRORS, RUN
    from aligner.pipeline.workfolder import MANIFEST

    wanted = [n for n in names if n in (RUN, ERRORS, MANIFEST) or is_for_another_try(n)]
    with tempfile.TemporaryDirectory(prefix="aligner-") as temporary, named(temporary, url):
        _download(url, wanted, Path(temporary))
        yield Path(temporary)


def _fetch(url: str, names: Iterable[str], folder: Path) -> None:
    """Bring a corpus back from a store in order to go on with it; whole or not at all."""
    from aligner.corpus.publishing import is_for_another_try, is_of_a_corpus
    from aligner.formats import new_folder
    from aligner.pipeline.workfolder import MANIFEST

    wanted = [n for n in names if is_of_a_corpus(n) or n == MANIFEST or is_for_another_try(n)]
    _make(folder)
    with new_folder(folder) as temporary:
        temporary.chmod(0o700)
        _download(url, wanted, temporary)


def _download(url: str, names: Iterable[str], folder: Path) -> None:
    from aligner.documents.remote import download

    for name in names:
        download(f"{url.rstrip('/')}/{name}", folder / name)


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
