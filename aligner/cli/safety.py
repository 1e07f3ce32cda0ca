"""Nothing that is read may be written over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path


def refuse_overwriting(written: Iterable[Path], read: Sequence[Path]) -> None:
    """Raise OutputError if a file that will be written has no folder or is an input."""
    from aligner.errors import OutputError

    for target in written:
        if target.is_dir():
            raise OutputError(f"{target}: a directory; name a file in it")
        if target.parent != Path() and not target.parent.is_dir():
            raise OutputError(f"{target}: there is no folder {target.parent}; create it first")
        if target.exists() and any(path.exists() and target.samefile(path) for path in read):
            raise OutputError(f"{target}: this is an input file; name another one")
