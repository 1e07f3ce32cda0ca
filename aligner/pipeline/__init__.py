"""The steps strung together: two documents in, checked pairs out; or many, into a corpus.

alignment = align_documents(ko, en, load())
corpus = build("list.tsv", "corpus")      # in processes, or wherever an Engine runs
"""

from __future__ import annotations

from aligner.pipeline.align import Alignment, align, align_documents
from aligner.pipeline.building import Progress, build
from aligner.pipeline.engine import Engine
from aligner.pipeline.orientation import is_swapped
from aligner.pipeline.reading import Sides, read_sides

__all__ = [
    "Alignment",
    "Engine",
    "Progress",
    "Sides",
    "align",
    "align_documents",
    "build",
    "is_swapped",
    "read_sides",
]
