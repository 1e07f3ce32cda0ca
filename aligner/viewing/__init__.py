"""What the report and the review page share: the pairs to be shown, and how they look.

``base.css`` holds colours, signs and type for light, dark and paper; ``rows.js`` draws
the rows of a long list as they scroll into view, and the text of a side with its
findings marked.
"""

from __future__ import annotations

from aligner.viewing.assets import asset
from aligner.viewing.source import Source, open_source

__all__ = ["Source", "asset", "open_source"]
