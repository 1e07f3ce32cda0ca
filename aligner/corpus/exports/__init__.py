"""A corpus in the forms that others read: bilingual files, datasets, fine-tuning data, sheets.

What a format is, is told by its module; `export` writes any of them.
"""

from __future__ import annotations

from aligner.corpus.exports.export import FORMATS, export
from aligner.corpus.exports.options import DIRECTIONS, Options

__all__ = ["DIRECTIONS", "FORMATS", "Options", "export"]
