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
from aligner.embedding.protocol import (
    Encoder,
    WindowEncoder,
    compose,
    normalised,
    windows,
    windows_of,
)
from aligner.errors import ModelError

__all__ = [
    "Encoder",
    "ModelCard",
    "WindowEncoder",
    "card",
    "cards",
    "compose",
    "export_model",
    "load",
    "normalised",
    "windows",
    "windows_of",
]


def load(model: str | Encoder = "default") -> Encoder:
    """The encoder of that name, or ``model`` itself when it is one already.

    A name is that of a card in ``models/`` (``default`` is use-multilingual), a
    folder, or a hub id ``owner/name``; the last two go to sentence-transformers.
    Models are read once in a process; the embedded ones never touch the network.
    Raises ModelError for a name that is unknown, a package that is missing, a
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
    if "/" in model or (model and model not in names() and Path(model).is_dir()):
        return _from_hub(model)
    return _embedded(card(model).name)


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
def _embedded(name: str) -> Encoder:
    chosen = card(name)
    if chosen.kind == "e5":
        from aligner.embedding.e5 import E5Encoder

        return E5Encoder(chosen)
    from aligner.embedding.use import UniversalSentenceEncoder

    return UniversalSentenceEncoder(chosen)


@functools.cache
def _from_hub(model: str) -> Encoder:
    from aligner.embedding.hub import HubEncoder

    return HubEncoder(model)
