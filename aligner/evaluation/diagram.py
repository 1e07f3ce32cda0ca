"""The reliability diagram: confidence against truth, as a picture.

After Niculescu-Mizil and Caruana (2005), "Predicting good probabilities with
supervised learning". It is SVG, written here: a few rectangles need no library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from aligner.evaluation.calibration import Bin, calibration_error, reliability
from aligner.evaluation.measure import Judgement

# All lengths are pixels. A panel is a square plot with a strip of counts below it.
_PLOT, _STRIP, _GAP = 300, 70, 60
_LEFT, _TOP, _BOTTOM = 60, 50, 50
_WIDTH = _LEFT + _PLOT + 20
_HEIGHT = _TOP + _PLOT + _GAP + _STRIP + _BOTTOM

_STYLE = """
text { font: 12px sans-serif; fill: #222; text-anchor: middle }
.heading { font-size: 14px; font-weight: bold }
.number { font-size: 9px }
.left { text-anchor: end }
.frame { fill: none; stroke: #999 }
.right { fill: #9dbfe3; stroke: #fff }
.count { fill: #bbb; stroke: #fff }
.mean { fill: #1f4e8c }
.diagonal { stroke: #c0392b; stroke-dasharray: 5 4 }
"""


def reliability_diagram(groups: Mapping[str, Sequence[Judgement]]) -> str:
    """Draw a panel for each group of beads, from left to right, as the text of an SVG file.

    A bar stands for a band of confidence and is as high as the share of its beads
    that was right; the dot on it marks their mean confidence. Where a confidence
    means what it says the dots lie on the diagonal. The strip below counts the
    beads of each band, and the heading gives the expected calibration error.

    >>> picture = reliability_diagram({"lines": [Judgement(0.9, True, False)]})
    >>> "lines: 1 pairs, ECE 0.100" in picture
    True
    """
    panels = "".join(
        f'<g transform="translate({number * _WIDTH} 0)">\n{"".join(_panel(name, some))}</g>\n'
        for number, (name, some) in enumerate(groups.items())
    )
    width = _WIDTH * len(groups)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}"'
        f' width="{width}" height="{_HEIGHT}" role="img">\n'
        f"<title>Reliability diagram</title>\n<style>{_STYLE}</style>\n"
        f'<rect width="{width}" height="{_HEIGHT}" fill="#fff"/>\n{panels}</svg>\n'
    )


def _panel(name: str, judgements: Sequence[Judgement]) -> Iterator[str]:
    error = calibration_error(judgements)
    heading = f"{escape(name)}: {len(judgements):,} pairs, ECE {error:.3f}"
    yield _text(_x(0.5), _TOP - 18, heading, "heading")
    yield from _axes()
    bins = reliability(judgements)
    most = max((row.count for row in bins), default=1)
    for row in bins:
        yield from _band(row, most)
    yield f'<path class="diagonal" d="M{_x(0)} {_y(0)} L{_x(1)} {_y(1)}"/>\n'
    for row in bins:
        yield f'<circle class="mean" cx="{_x(row.confidence)}" cy="{_y(row.right)}" r="4"/>\n'


def _axes() -> Iterator[str]:
    for tenths in range(0, 11, 2):
        yield _text(_x(tenths / 10), _y(0) + 16, f"{tenths / 10:g}")
        yield _text(_LEFT - 6, _y(tenths / 10) + 4, f"{tenths / 10:g}", "left")
    yield _text(_x(0.5), _y(0) + 34, "confidence")
    yield _text(_x(0.5), _HEIGHT - 20, "pairs in each band of confidence")
    middle = _y(0.5)
    yield f'<text transform="translate(18 {middle}) rotate(-90)">share that is right</text>\n'
    yield f'<rect class="frame" x="{_LEFT}" y="{_TOP}" width="{_PLOT}" height="{_PLOT}"/>\n'


def _band(row: Bin, most: int) -> Iterator[str]:
    """The bar of the share that is right, and that of the count below."""
    height = _STRIP * row.count / most
    floor = _HEIGHT - _BOTTOM
    for name, top, bottom in (
        ("right", _y(row.right), _y(0)),
        ("count", floor - height, floor),
    ):
        yield (
            f'<rect class="{name}" x="{_x(row.low)}" y="{top:.1f}"'
            f' width="{_x(row.high) - _x(row.low):.1f}" height="{bottom - top:.1f}"/>\n'
        )
    yield _text(_x((row.low + row.high) / 2), floor - height - 3, f"{row.count:,}", "number")


def _text(x: float, y: float, content: str, kind: str = "label") -> str:
    return f'<text class="{kind}" x="{x}" y="{y:.1f}">{content}</text>\n'


def _x(confidence: float) -> float:
    return round(_LEFT + _PLOT * confidence, 1)


def _y(share: float) -> float:
    return round(_TOP + _PLOT * (1 - share), 1)
