"""A corpus, or what was made of one, brought to a store and fetched from there.

A store puts files in place one by one, so what is half there has to be told from what is
whole: ``unfinished.json`` comes first and goes last, and ``run.json``, without which
nothing counts as a corpus, is the last file to come.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from aligner.corpus.shards import SHARD_FORMATS
from aligner.corpus.store import DOCUMENTS, ERRORS, PACKED, PAIRS, PLAN, RUN, WORK
from aligner.documents.remote import download, names_under, read_remote, remove_remote, upload
from aligner.errors import AlignerError, InputError, OutputError
from aligner.formats import paths_written

MARKER = "unfinished.json"
"""What stands at a place to which a folder is being brought, and says which."""

_OF_ONE_RUN = {"signature", "counts", "sha256", "python", "platform", "performance"}
_MOST_BYTES = 100_000_000


def require_room(url: str, *, again: bool = False) -> list[str]:
    """The names of what is at a place already. Raises OutputError if nothing may be brought there.

    Half of a folder may be there, and with ``again`` a corpus; `publish` looks whether it
    is the same one. Raises InputError for a store that does not answer.
    """
    names = _names_at(url)
    if RUN in names and not again:
        raise OutputError(f"{url}: holds a finished corpus; name a new place")
    if names and not {RUN, MARKER}.intersection(names):
        raise OutputError(f"{url}: holds something else; name a new place")
    return names


def publish(folder: Path, url: str) -> bool:
    """Bring a folder to a store; whether there was anything to do.

    What is there has to be the same: made by the same version from the same, with the same
    options. What an earlier attempt left is gone over again. Raises OutputError for a place
    that holds something else or more documents, and for a store that fails; the folder is
    never touched.

    >>> import tempfile
    >>> from aligner.documents.remote import read_remote
    >>> with tempfile.TemporaryDirectory() as name:
    ...     _ = Path(name, "run.json").write_text('{"aligner": "0.1.0"}')
    ...     publish(Path(name), "memory://example"), publish(Path(name), "memory://example")
    (True, False)
    >>> read_remote("memory://example/run.json", 100)
    b'{"aligner": "0.1.0"}'
    """
    try:
        return _publish(folder, url.rstrip("/"))
    except AlignerError as error:
        raise _kept(error, folder) from None


def publish_files(folder: Path, url: str) -> None:
    """Bring the files of a folder, which belong together, to a store, each beside what is there.

    Raises OutputError as `publish`, also for a file that is there already; then none is
    brought. Several are marked as unfinished until all of them are there.
    """
    files = {f"{url}/{name}": path for name, path in sorted(_files(folder).items())}
    marker = _marker_beside(next(iter(files))) if len(files) > 1 else None
    try:
        if not (marker and names_under(marker)):
            for place in files:
                if names_under(place):
                    raise OutputError(f"{place}: exists already; name a new place")
        if marker:
            upload(json.dumps([path.name for path in files.values()]).encode(), marker)
        for place, path in files.items():
            upload(path, place)
        if marker:
            remove_remote(marker)
    except AlignerError as error:
        raise _kept(error, folder) from None


def _together(url: str) -> list[str]:
    """The URLs of the files that belong together of which this is one: two for Moses.

    >>> _together("s3://bucket/a.en"), _together("s3://bucket/a.tsv")
    (['s3://bucket/a.ko', 's3://bucket/a.en'], ['s3://bucket/a.tsv'])
    """
    place, _, name = url.rpartition("/")
    names = paths_written(name) if name.endswith((".ko", ".en")) else [Path(name)]
    return [f"{place}/{path}" for path in names]


def _marker_beside(url: str) -> str:
    """What says of files that belong together that not all of them are there yet.

    >>> _marker_beside("s3://bucket/news.de/a.en")
    's3://bucket/news.de/a.unfinished.json'
    """
    place, _, name = url.rpartition("/")
    return f"{place}/{PurePosixPath(name).stem}.{MARKER}"


def _names_at(url: str) -> list[str]:
    """The files under a URL or that belong to the one at it, but for half of those."""
    together = _together(url)
    names = [name for place in together for name in names_under(place)]
    if "" in names and len(together) > 1 and names_under(_marker_beside(url)):
        return []
    return names


def _kept(error: AlignerError, folder: Path) -> OutputError:
    return OutputError(f"{error}; nothing is lost, all of it is in {folder}")


def _publish(folder: Path, url: str) -> bool:
    files = _files(folder)
    there = require_room(url, again=True)
    identity = _identity(json.loads(files[RUN].read_bytes())) if RUN in files else _sizes(files)
    if RUN in there and RUN in files:
        whole = read_remote(f"{url}/{RUN}", _MOST_BYTES)
        if whole == files[RUN].read_bytes():  # it comes last: all that it tells of is there
            if MARKER in there:
                remove_remote(f"{url}/{MARKER}")
            return MARKER in there
        _require_no_less(files, whole, folder, url)
    for name in {RUN, MARKER}.intersection(there):
        if _told(url, name) != identity:
            raise OutputError(f"{url}: holds another corpus or folder; name a new place")
    upload(json.dumps(identity, ensure_ascii=False).encode(), f"{url}/{MARKER}")
    if RUN in there:
        remove_remote(f"{url}/{RUN}")  # from here on it is unfinished again
    for name in there:
        if name.startswith((f"{PAIRS}/", f"{WORK}/")) and name not in files:
            remove_remote(f"{url}/{name}")
    for name in sorted(files, key=lambda name: (name == RUN, name)):
        upload(files[name], f"{url}/{name}")
    remove_remote(f"{url}/{MARKER}")
    return True


def _require_no_less(files: Mapping[str, Path], whole: bytes, folder: Path, url: str) -> None:
    """What takes the place of a corpus has its pairs and no fewer documents."""
    if DOCUMENTS not in files:
        raise OutputError(f"{url}: another run has brought a corpus there meanwhile; do this again")
    there, here = map(_documents, (whole, files[RUN].read_bytes()))
    if there > here:
        raise OutputError(
            f"{url}: holds {there:,} documents, and {folder} an older corpus with {here:,}; "
            "remove that folder to go on from what is in the store"
        )


def _documents(run: bytes) -> int:
    """How many documents a corpus has, as its ``run.json`` tells; 0 if that does not.

    >>> _documents(b'{"counts": {"documents": 5}}'), _documents(b"[]")
    (5, 0)
    """
    try:
        return int(json.loads(run)["counts"]["documents"])
    except (ValueError, TypeError, LookupError):
        return 0


def _files(folder: Path) -> dict[str, Path]:
    """The files of a folder; of the work on a corpus what another try would need."""
    found = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    return {
        name.as_posix(): path
        for name, path in found.items()
        if name.parts[0] != WORK or is_for_another_try(name.as_posix())
    }


def _identity(run: Mapping[str, Any]) -> dict[str, Any]:
    """What of ``run.json`` is the same for all runs that make the same corpus."""
    return {name: value for name, value in run.items() if name not in _OF_ONE_RUN}


def _sizes(files: Mapping[str, Path]) -> dict[str, Any]:
    return {"files": {name: path.stat().st_size for name, path in sorted(files.items())}}


def _told(url: str, name: str) -> dict[str, Any] | None:
    """What stands at a place, by what a file of it says."""
    try:
        record = json.loads(read_remote(f"{url}/{name}", _MOST_BYTES))
    except ValueError:
        return None
    return _identity(record) if isinstance(record, dict) else None


def fetch(url: str, folder: Path) -> Path:
    """The corpus or file of pairs at a URL, copied into a folder; where it lies there.

    Raises InputError for what is not there, is not finished or cannot be read.
    """
    url = url.rstrip("/")
    name = url.rpartition("/")[2]
    names = names_under(url)
    if RUN in names:
        for part in filter(is_of_a_corpus, names):
            download(f"{url}/{part}", folder / name / part)
        return folder / name
    if MARKER in names:
        raise InputError(f"{url}: was not brought there whole; do again what brings it there")
    if any(names):
        raise InputError(f"{url}: not a corpus (it has no {RUN}); make one with 'aligner build'")
    together = _together(url)
    if len(together) > 1 and names_under(_marker_beside(url)):
        raise InputError(f"{url}: was not brought there whole; do again what brings it there")
    for file in together:
        download(file, folder / file.rpartition("/")[2])
    return folder / name


def is_for_another_try(name: str) -> bool:
    """Whether a file of a finished corpus serves to try again what it lacks.

    >>> is_for_another_try(".work/batches.zip"), is_for_another_try(".work/000000.zip")
    (True, False)
    """
    return name in (f"{WORK}/{PLAN}", f"{WORK}/{PACKED}")


def is_of_a_corpus(name: str) -> bool:
    """Whether reading a corpus takes this file; a name from a store may be anything.

    >>> is_of_a_corpus("pairs/00000.parquet"), is_of_a_corpus("pairs/../../x.parquet")
    (True, False)
    """
    path = PurePosixPath(name)
    is_shard = str(path.parent) == PAIRS and path.suffix[1:] in SHARD_FORMATS
    return is_shard or name in (RUN, DOCUMENTS, ERRORS)
