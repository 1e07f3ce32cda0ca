"""Where the data that ships with the package lies.

In an installed wheel ``models/`` and ``corpus/`` stand under ``aligner/_data``;
in a checkout (or an editable install) they stand beside the package.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent


def data_folder(name: str) -> Path:
    """The folder ``models`` or ``corpus`` of this installation.

    >>> (data_folder("models") / "README.md").is_file()
    True
    """
    packaged = _PACKAGE / "_data" / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name


def fitted(name: str) -> Any:
    """What a script in ``models/`` fitted and wrote there as JSON.

    >>> fitted("confidence.json")["fitted_by"]
    'models/fit_confidence.py'
    """
    return json.loads((data_folder("models") / name).read_text(encoding="utf-8"))


def require_names(name: str, fitted_to: Sequence[str], known: Sequence[str]) -> None:
    """Raise ValueError if a file of `fitted` is for other inputs than the code computes.

    >>> require_names("cuts.json", ["length"], ("length",))
    """
    if list(fitted_to) != list(known):
        raise ValueError(f"{name} was fitted to other inputs than this version's")
