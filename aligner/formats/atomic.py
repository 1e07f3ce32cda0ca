"""Files and folders that are written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from aligner.errors import OutputError

_DESCRIPTORS = {"/dev/stdout": 1, "/dev/stderr": 2}
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would turn \n into \r\n without it

TEMPORARY = ".aligner-*.tmp"
"""What a file is called (a glob pattern) until it is complete; left behind by a killed process."""

_HINTS = {
    errno.ENOENT: "create the folder first",
    errno.ENOTDIR: "a part of the path is a file",
    errno.EISDIR: "name a file",
    errno.EACCES: "change the permissions or choose another place",
    errno.EPERM: "change the permissions or choose another place",
    errno.ENOSPC: "free some space; nothing was replaced",
    errno.EDQUOT: "free some space; nothing was replaced",
    errno.EFBIG: "no file may be as large here (see ulimit -f); choose another place",
}


@contextmanager
def atomic_writer(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A binary stream that becomes the file at ``path`` when the block ends well.

    Until then it is a hidden temporary file in the same folder; an exception of
    any kind, an interrupt included, removes it and leaves an older file at
    ``path`` as it was. The new file is on the disk before it takes the old
    one's place, and keeps the old one's permissions; a symbolic link stays and
    what it points to is replaced. A pipe or a device (``/dev/stdout``) is
    written directly.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with atomic_writer(Path(folder, "a.tsv")) as stream:
    ...         _ = stream.write(b"doc")
    ...     os.listdir(folder)
    ['a.tsv']

    Raises OutputError when the file cannot be written: no such folder, a folder
    in its place, no permission, a full disk.
    """
    with atomic_writers(path) as (stream,):
        yield stream


@contextmanager
def atomic_writers(*paths: str | os.PathLike[str]) -> Iterator[tuple[BinaryIO, ...]]:
    """Streams for files that belong together: none is put in place before all are complete.

    For each of them holds what `atomic_writer` says.
    """
    with ExitStack() as cleanup:
        targets = []
        for path in map(Path, paths):
            with _errors_about(path):
                target = _open(path)
            cleanup.callback(target.discard)
            targets.append(target)
        with _errors_about(targets[0].path):
            yield tuple(target.stream for target in targets)
        for target in targets:
            with _errors_about(target.path):
                target.complete()
        for target in targets:
            with _errors_about(target.path):
                target.put_in_place()


@contextmanager
def new_folder(path: str | os.PathLike[str]) -> Iterator[Path]:
    """An empty folder that becomes the one at ``path`` when the block ends well.

    Until then it is a hidden folder beside it; an exception of any kind removes it
    with all that is in it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as parent:
    ...     with new_folder(Path(parent, "corpus")) as folder:
    ...         _ = (folder / "run.json").write_text("{}")
    ...     os.listdir(parent), os.listdir(Path(parent, "corpus"))
    (['corpus'], ['run.json'])

    Raises OutputError if there is something at ``path`` already, an empty folder
    excepted, and when the folder or what is written into it cannot be written.
    """
    target = Path(path)
    with _errors_about(target):
        if target.exists() and not (target.is_dir() and not any(target.iterdir())):
            raise OutputError(f"{target}: exists already; name a new folder")
        temporary = target.absolute().with_name(f".aligner-{secrets.token_hex(8)}.tmp")
        temporary.mkdir()
        try:
            yield temporary
            if target.exists():  # Windows does not put a folder in the place of another
                target.rmdir()
            temporary.replace(target)
        except BaseException as error:
            shutil.rmtree(temporary, ignore_errors=True)
            if isinstance(error, OutputError):  # of a file in it: call it what it was to be
                told = str(error).replace(str(temporary), str(target))
                raise OutputError(told) from error
            raise


@dataclass(frozen=True, slots=True)
class _Target:
    """One file to be: ``temporary`` is None where the path itself is written to."""

    path: Path
    temporary: Path | None
    stream: BinaryIO

    def complete(self) -> None:
        self.stream.flush()
        if self.temporary is not None:
            os.fsync(self.stream.fileno())
        self.stream.close()

    def put_in_place(self) -> None:
        if self.temporary is not None:
            self.temporary.replace(self.path)

    def discard(self) -> None:
        """Let go of whatever is left; after `put_in_place` there is nothing."""
        with contextlib.suppress(OSError):
            self.stream.close()
        if self.temporary is not None:
            with contextlib.suppress(OSError):
                self.temporary.unlink()


def _open(path: Path) -> _Target:
    descriptor = _DESCRIPTORS.get(str(path))
    if descriptor is not None:
        # Opening /dev/stdout anew would start at the head of a redirected file.
        return _Target(path, None, os.fdopen(os.dup(descriptor), "wb"))
    target = path.resolve()
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        return _Target(path, None, path.open("wb"))
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is read-only")
    temporary = target.with_name(TEMPORARY.replace("*", secrets.token_hex(8)))
    # Opened by hand so that the umask decides on the permissions of a new file.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    if mode is not None:
        temporary.chmod(stat.S_IMODE(mode))
    return _Target(target, temporary, os.fdopen(handle, "wb"))


@contextmanager
def _errors_about(path: Path) -> Iterator[None]:
    """Turn what the operating system says into an OutputError about the path."""
    try:
        yield
    except OSError as error:
        hint = _HINTS.get(error.errno or 0, "choose another place")
        reason = error.strerror or str(error)
        raise OutputError(f"cannot write {path}: {reason}; {hint}") from error
