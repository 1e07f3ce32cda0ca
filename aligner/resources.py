"""Where the data that ships with the package lies.

In an installed wheel ``models/`` and ``corpus/`` stand under ``aligner/_data``;
in a checkout (or an editable install) they stand beside the package.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def data_folder(name: str) -> Path:
    """The folder ``models`` or ``corpus`` of this installation.

    >>> (data_folder("models") / "README.md").is_file()
    True
    """
    packaged = _PACKAGE / "_data" / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name
