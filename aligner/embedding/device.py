"""Where torch computes: on a GPU or on the processor."""

from __future__ import annotations

from typing import Literal

from aligner.errors import UsageError

Device = Literal["auto", "cpu", "cuda"]
"""``auto`` is a GPU where torch sees one, else the processor."""


def torch_device(wanted: Device) -> Literal["cpu", "cuda"]:
    """What a device means in this process. Raises UsageError for a GPU that is not there.

    >>> torch_device("cpu")
    'cpu'
    """
    if wanted == "cpu":
        return wanted
    import torch

    if torch.cuda.is_available():
        return "cuda"
    if wanted == "cuda":
        raise UsageError(
            "torch sees no GPU here: use --device cpu, or auto; with --engine ray give each "
            "worker one with --gpus-per-worker"
        )
    return "cpu"
