"""Korean–English parallel translation aligner.

>>> import aligner
>>> [pair.en for pair in aligner.align("비가 왔다. 길이 젖었다.", "It rained. The road got wet.")]
['It rained.', 'The road got wet.']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligner.errors import (
    AlignerError,
    DecodingError,
    InputError,
    ModelError,
    OutputError,
    UsageError,
)
from aligner.types import Bead, Block, Document, Finding, Pair, Sentence
from aligner.version import __version__

if TYPE_CHECKING:
    from aligner.checks import check
    from aligner.documents import read_document
    from aligner.formats import read_pairs, to_frame, write_pairs
    from aligner.pipeline.align import align
    from aligner.pipeline.building import build

__all__ = [
    "AlignerError",
    "Bead",
    "Block",
    "DecodingError",
    "Document",
    "Finding",
    "InputError",
    "ModelError",
    "OutputError",
    "Pair",
    "Sentence",
    "UsageError",
    "__version__",
    "align",
    "build",
    "check",
    "read_document",
    "read_pairs",
    "to_frame",
    "write_pairs",
]


def __getattr__(name: str) -> object:
    """Import a public function when it is first asked for: numpy can wait until then."""
    from importlib import import_module

    homes = {
        "align": "aligner.pipeline",
        "build": "aligner.pipeline",
        "check": "aligner.checks",
        "read_document": "aligner.documents",
        "read_pairs": "aligner.formats",
        "to_frame": "aligner.formats",
        "write_pairs": "aligner.formats",
    }
    if name not in homes:
        raise AttributeError(f"module 'aligner' has no attribute {name!r}")
    return getattr(import_module(homes[name]), name)


def __dir__() -> list[str]:
    return __all__
