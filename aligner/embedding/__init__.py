"""Texts to vectors: the embedded models, any sentence-transformers model, or your own.

    encoder = load()                      # the embedded default, from its wheel
    vectors = encoder.encode(["안녕하세요.", "Hello."])     # (2, 512), rows of length 1
    stacked = windows(encoder, sentences, 4)              # (4, n, 512), runs of 1 to 4

Nothing heavy is imported until a model that needs it is loaded.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path

from aligner.embedding.cards import ModelCard, card, cards, names
from aligner.embedding.device import Device
from aligner.embedding.protocol import (
    Encoder,
    WindowEncoder,
    compose,
    normalised,
    windows,
    windows_of,
)
from aligner.errors import ModelError, UsageError

__all__ = [
    "Device",
    "Encoder",
    "ModelCard",
    "WindowEncoder",
    "card",
    "cards",
    "compose",
    "export_model",
    "load",
    "normalised",
    "require_use_for",
    "windows",
    "windows_of",
]


def load(model: str | Encoder = "default", device: Device = "auto") -> Encoder:
    """The encoder of that name, or ``model`` itself when it is one already.

    A name is that of a card in ``models/`` (``default`` is use-multilingual), a
    folder, or a hub id ``owner/name``; the last two go to sentence-transformers.
    Models are read once in a process; the embedded ones never touch the network.
    ``device`` is for those that torch runs, which are all but the default.
    Raises UsageError for a GPU that is not there or of no use, and ModelError for a name that is unknown, a package that is missing, a
    file that is damaged, a hub that cannot be reached, and an object without
    ``encode``.

    >>> load().encode(["안녕하세요.", "Hello."]).shape
    (2, 512)
    >>> load(3)
    Traceback (most recent call last):
    aligner.errors.ModelError: a model is a name or an object with encode(list[str]), not int
    """
    if not isinstance(model, str):
        if not callable(getattr(model, "encode", None)):
            raise ModelError(
                f"a model is a name or an object with encode(list[str]), not {type(model).__name__}"
            )
        return model
    require_use_for(device, model)
    if _is_elsewhere(model):
        return _from_hub(model, device)
    return _embedded(card(model).name, device)


def require_use_for(device: Device, model: str) -> None:
    """Raise UsageError for a GPU and a model that runs on the processor alone.

    >>> require_use_for("cuda", "default")
    Traceback (most recent call last):
    aligner.errors.UsageError: use-multilingual runs on the processor alone; name another model, or no device
    """
    if device == "cuda" and not _is_elsewhere(model) and card(model).kind != "e5":
        raise UsageError(
            f"{card(model).name} runs on the processor alone; name another model, or no device"
        )


def _is_elsewhere(model: str) -> bool:
    return "/" in model or bool(model and model not in names() and Path(model).is_dir())


def export_model(name: str, folder: str | os.PathLike[str]) -> None:
    """Write an embedded model as a sentence-transformers model into an empty folder.

    Raises ModelError for a name that is none and for a model of another kind.
    """
    chosen = card(name)
    if chosen.kind != "e5":
        raise ModelError(
            f"{chosen.name} cannot become a sentence-transformers model: it is of another kind; "
            "multilingual-e5-small can"
        )
    from aligner.embedding.e5_export import export_e5

    export_e5(chosen, Path(folder))


@functools.cache
def _embedded(name: str, device: Device) -> Encoder:
    chosen = card(name)
    if chosen.kind == "e5":
        from aligner.embedding.e5 import E5Encoder

        return E5Encoder(chosen, device)
    from aligner.embedding.use import UniversalSentenceEncoder

    return UniversalSentenceEncoder(chosen)


@functools.cache
def _from_hub(model: str, device: Device) -> Encoder:
    from aligner.embedding.hub import HubEncoder

    return HubEncoder(model, device)
