"""Any model of sentence-transformers: from a folder, the local cache or the hub."""

from __future__ import annotations

import contextlib
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from aligner.embedding.cards import embedded
from aligner.embedding.device import Device, torch_device
from aligner.embedding.protocol import normalised, well_formed
from aligner.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_PATIENCE = 3.0  # seconds for the hub to answer at all


class HubEncoder:
    """A sentence-transformers model as an encoder of unit vectors.

    ``name`` is a folder or a hub id (``sentence-transformers/LaBSE``). What lies
    in a folder or in the hub's local cache is used without a network. Raises
    ModelError when the model cannot be had or read.
    """

    def __init__(self, name: str, device: Device = "auto") -> None:
        # Left alone it takes a GPU of any make.
        where = None if device == "auto" else torch_device(device)
        self._model = _find(name)
        if where:
            self._model.to(where)
        self.name = name
        self.dimensions = int(self._model.encode(["."], show_progress_bar=False).shape[1])

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Unit vectors of the texts, shape ``(n, dimensions)``."""
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        clean = [well_formed(text) for text in texts]
        return normalised(self._model.encode(clean, show_progress_bar=False))


def _find(name: str) -> SentenceTransformer:
    if Path(name).is_dir():
        return _read(name, local=True)
    if _is_cached(name):
        # An interrupted download leaves a copy that cannot be read; then go on.
        with contextlib.suppress(ModelError):
            return _read(name, local=True)
    # Asked first, because the hub's own client retries for a minute and more.
    if not _hub_answers():
        raise ModelError(
            f"{name} is neither a folder nor in the local cache, and the model hub cannot be "
            f"reached; embedded models need no network: {embedded()}"
        )
    return _read(name, local=False)


def _read(name: str, *, local: bool) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    if local:  # a bar is for downloads
        no_bars()
    try:
        return SentenceTransformer(name, local_files_only=local)
    except Exception as error:  # whatever the libraries underneath raise on a bad model
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ModelError(
            f"{name} cannot be loaded as a sentence-transformers model: {reason}"
        ) from error


def no_bars() -> None:
    """No progress bars of transformers in this process."""
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def _is_cached(name: str) -> bool:
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        return isinstance(try_to_load_from_cache(name, "config.json"), str)
    except HFValidationError:
        return False


def _hub_answers() -> bool:
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        return False
    try:
        urllib.request.urlopen(constants.ENDPOINT, timeout=_PATIENCE).close()
    except urllib.error.HTTPError:
        return True
    except (OSError, ValueError):
        return False
    return True
