"""The steps strung together: two documents in, checked pairs out."""

from __future__ import annotations

from aligner.pipeline.align import Alignment, align, align_documents
from aligner.pipeline.orientation import is_swapped

__all__ = ["Alignment", "align", "align_documents", "is_swapped"]
