"""Which model it is that made some vectors: a name, and a checksum of all it consists of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from aligner.embedding.cards import card, names
from aligner.embedding.protocol import Encoder


@dataclass(frozen=True, slots=True)
class Identity:
    """A model's name and the sha256 of its files; empty where nothing can tell it.

    For a model out of the hub's cache it is the revision (a hash, too).
    """

    name: str
    sha256: str

    def __str__(self) -> str:
        """The name and the head of the checksum.

        >>> str(Identity("use-multilingual", "0123456789abcdef"))
        'use-multilingual@01234567'
        """
        return f"{self.name}@{self.sha256[:8] or 'unknown'}"


def identity(model: str | Encoder) -> Identity:
    """The identity of the model that `load` gives for this, without loading it.

    Raises ModelError for a name that is unknown.

    >>> identity("default").name
    'use-multilingual'
    """
    if not isinstance(model, str):
        return Identity(str(getattr(model, "name", type(model).__name__)), "")
    folder = Path(model)
    if model not in names() and ("/" in model or folder.is_dir()):
        return Identity(model, _of_folder(folder) if folder.is_dir() else _revision(model))
    chosen = card(model)
    files = "".join(f"{name} {sha256}\n" for name, sha256 in sorted(chosen.files.items()))
    return Identity(chosen.name, hashlib.sha256(files.encode()).hexdigest())


def _of_folder(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        total.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())
    return total.hexdigest()


def _revision(name: str) -> str:
    """The commit that the hub's cache holds of a model; it is fetched if there is none."""
    from huggingface_hub import try_to_load_from_cache

    from aligner.embedding import load

    found = try_to_load_from_cache(name, "config.json")
    if not isinstance(found, str):
        load(name)
        found = try_to_load_from_cache(name, "config.json")
    return Path(found).parent.name if isinstance(found, str) else ""
