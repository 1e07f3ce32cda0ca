"""Nothing that is read may be written over.

A file that was named for the result is replaced, as by other tools, in one step and when
the result is complete; a folder has to be new; in a store nothing is replaced.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path


def refuse_overwriting(written: Sequence[Path], read: Sequence[Path]) -> None:
    """Raise OutputError if a file that will be written has no folder or is an input."""
    from aligner.errors import OutputError

    for target in written:
        if target.is_dir():
            raise OutputError(f"{target}: a directory; name a file in it")
        if target.parent != Path() and not target.parent.is_dir():
            raise OutputError(f"{target}: there is no folder {target.parent}; create it first")
    refuse_inputs(written, read)


def refuse_inputs(written: Iterable[Path], read: Iterable[Path]) -> None:
    """Raise OutputError if what will be written is an input, or is inside of one that is a folder."""
    from aligner.errors import OutputError

    inputs = [path for path in read if path.exists()]
    for target in written:
        if target.is_file() and any(target.samefile(path) for path in inputs):
            raise OutputError(f"{target}: this is an input file; name another one")
        if any(
            path.is_dir() and target.resolve().is_relative_to(path.resolve()) for path in inputs
        ):
            raise OutputError(f"{target}: this is inside the corpus; choose another place")


def refuse_file_name(folder: str | os.PathLike[str]) -> None:
    """Raise UsageError if a new folder for a corpus is called like a file of pairs, which it would not be."""
    from aligner.errors import UsageError
    from aligner.formats.names import ENDINGS

    if Path(folder).suffix.lower() in ENDINGS:
        raise UsageError(
            f"{folder}: a corpus is a folder and this is called like a file; name a folder, "
            "and 'aligner export' makes files of it"
        )
