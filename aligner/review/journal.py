"""The journal: every action on disk before it is answered.

JSON lines beside the file that is reviewed. The first line names what was reviewed, by
the checksum of its pairs; each further line is an action. Doing them again, in order,
gives the state: there is nothing else to save, and nothing to lose. A last line that was cut
off belongs to an action that nobody was told of; it is removed.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.errors import InputError, OutputError
from aligner.review.actions import Action, action_of, record

if TYPE_CHECKING:
    from filelock import BaseFileLock

LAYOUT = 1


class Journal:
    """An open journal: `actions` are those that it held, `append` adds one.

    One process at a time has it open; OutputError tells a second one. Raises InputError
    if it was kept for other pairs than those of this ``digest``, or is damaged.
    """

    def __init__(self, path: Path, digest: str) -> None:
        self.path = path
        self._file = -1
        self._lock = _locked(path)
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        except OSError as error:
            self._lock.release()
            raise _unwritable(path, error) from None
        try:
            self.actions = list(self._read(digest))
        except BaseException:
            self.close()
            raise

    def append(self, action: Action) -> None:
        """Write an action down; when this returns it is on the disk. OutputError if it cannot be."""
        self._write({"at": int(time.time()), **record(action)})

    def close(self) -> None:
        """Let others have it; a second time does nothing."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        self._lock.release()

    def _read(self, digest: str) -> Iterator[Action]:
        with os.fdopen(os.dup(self._file), "rb") as stream:
            stream.seek(0)
            content = stream.read()
        whole = content[: content.rfind(b"\n") + 1]
        lines = whole.splitlines()
        first = {"layout": LAYOUT, "digest": digest}
        if not lines:
            if not json.dumps(first).encode("ascii").startswith(content):
                raise InputError(
                    f"{self.path}: not a journal of a review; move it away to begin anew"
                )
            self._cut(0)
            self._write(first)
            return
        header = self._json(lines[0], 1)
        if header.get("layout") != LAYOUT:
            raise InputError(
                f"{self.path}, line 1: not a journal of this version; move it away to begin anew"
            )
        if header.get("digest") != digest:
            raise InputError(
                f"{self.path} was kept for other pairs than there are now; put the old file back, "
                "or move the journal away to begin anew"
            )
        self._cut(len(whole))
        for number, line in enumerate(lines[1:], 2):
            try:
                yield action_of(self._json(line, number))
            except InputError as error:
                raise InputError(f"{self.path}, line {number}: {error}") from None

    def _cut(self, size: int) -> None:
        """Drop a line that was being written when the program was killed; go to the end."""
        if os.fstat(self._file).st_size > size:
            os.ftruncate(self._file, size)
        os.lseek(self._file, 0, os.SEEK_END)

    def _json(self, line: bytes, number: int) -> dict[str, Any]:
        with suppress(ValueError, RecursionError):
            content = json.loads(line)
            if isinstance(content, dict):
                return content
        raise InputError(f"{self.path}, line {number}: damaged; put a copy of it back")

    def _write(self, content: dict[str, Any]) -> None:
        size = os.fstat(self._file).st_size
        # ASCII with escapes: a lone surrogate has no other form.
        line = json.dumps(content).encode("ascii") + b"\n"
        try:
            written = os.write(self._file, line)
            while written < len(line):
                written += os.write(self._file, line[written:])
            os.fsync(self._file)
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._file, size)
                os.lseek(self._file, size, os.SEEK_SET)
            raise OutputError(
                f"cannot write {self.path}: {error.strerror}; nothing was changed"
            ) from None


def _locked(path: Path) -> BaseFileLock:
    """A lock beside the journal; the operating system takes it back however its process ends."""
    from filelock import FileLock, Timeout

    lock = FileLock(path.with_name(f"{path.name}.lock"))
    try:
        return lock.acquire(timeout=0).lock
    except Timeout:
        raise OutputError(
            f"{path}: this is being reviewed already; use that page, or end its program first"
        ) from None
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot write the journal {path}: {error.strerror or error}; copy the file to a folder "
        "of your own"
    )


def journal_path(reviewed: Path) -> Path:
    """Where the journal of a file or a corpus is.

    >>> str(journal_path(Path("a/pairs.tsv")))
    'a/pairs.tsv.review.jsonl'
    """
    return reviewed / "review.jsonl" if reviewed.is_dir() else Path(f"{reviewed}.review.jsonl")
