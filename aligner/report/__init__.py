"""The report: pairs as one HTML file that needs nothing else.

``figures`` counts, ``places`` says where sentences stand, the ``draw_…`` modules make
SVG of numbers, and ``page`` puts it together; ``report.js`` draws the rows.
"""

from __future__ import annotations

from aligner.report.page import render_report

__all__ = ["render_report"]
