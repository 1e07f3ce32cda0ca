"""Bars and histograms as SVG: numbers in, markup out.

Colours come from the page's style sheet, by class. All lengths are pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

_ROW, _LABEL, _BAR, _NUMBER = 24, 168, 200, 60
_LETTER = 7


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled count; ``kind`` is its class in the style sheet, ``title`` what it tells when pointed at."""

    label: str
    count: int
    kind: str = "plain"
    title: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A band of confidence on gold: which share of its pairs was right, and how many there were."""

    low: float
    high: float
    right: float
    count: int


def bars(rows: Sequence[Bar], title: str) -> str:
    """Horizontal bars, one a row, the longest of full width.

    >>> "<title>Types</title>" in bars([Bar("1-1", 12)], "Types")
    True
    """
    most = max((row.count for row in rows), default=1)
    left = max([_LABEL, *(_LETTER * len(row.label) + 16 for row in rows)])
    body = "".join(_bar(row, number, most, left) for number, row in enumerate(rows))
    return _svg(left + _BAR + _NUMBER, _ROW * len(rows), title, body)


def _bar(row: Bar, number: int, most: int, left: int) -> str:
    top = number * _ROW
    width = max(2.0, _BAR * row.count / most)
    tip = f"<title>{escape(row.title)}</title>" if row.title else ""
    return (
        f'<g class="{row.kind}">{tip}<text class="end" x="{left - 8}" y="{top + 16}">{escape(row.label)}</text>'
        f'<rect class="bar" x="{left}" y="{top + 4}" width="{width:.1f}" height="{_ROW - 8}" rx="2"/>'
        f'<text x="{left + width + 6:.1f}" y="{top + 16}">{row.count:,}</text></g>'
    )


_LEFT, _TOP, _PLOT, _HIGH, _BOTTOM = 40, 18, 360, 150, 40


def confidences(values: Iterable[float], measured: Sequence[Measured]) -> str:
    """How many pairs each tenth of confidence holds, and behind that what such confidences are worth.

    The shaded steps, read on the right axis, are the share of pairs of that confidence
    that was exactly right on gold.

    >>> confidences([0.95, 0.2], [Measured(0.9, 1.0, 0.98, 100)]).count('class="bar"')
    2
    """
    counts = [0] * 10
    for value in values:
        counts[min(max(int(value * 10), 0), 9)] += 1
    body = "".join(
        f'<rect class="measured" x="{_x(band.low):.1f}" y="{_y(band.right):.1f}"'
        f' width="{_x(band.high) - _x(band.low):.1f}" height="{_y(0) - _y(band.right):.1f}">'
        f"<title>on gold {band.right:.0%} of {band.count:,} pairs with a confidence from"
        f" {band.low:.1f} to {band.high:.1f} were exactly right</title></rect>"
        for band in measured
    )
    for tenth, text in ((0, "0 %"), (0.5, "50 %"), (1, "100 %")) if measured else ():
        body += f'<text class="soft" x="{_LEFT + _PLOT + 6}" y="{_y(tenth) + 4:.1f}">{text}</text>'
    body += _columns([(n / 10, (n + 1) / 10, count) for n, count in enumerate(counts)])
    body += "".join(_tick(tenth / 10, f"{tenth / 10:g}") for tenth in range(0, 11, 2))
    return _svg(_LEFT + _PLOT + 50, _TOP + _HIGH + _BOTTOM, "Pairs by confidence", body)


def ratios(values: Sequence[float], usual: tuple[float, float]) -> str:
    """How many English characters come for one Korean, from 0 to 6; ``usual`` is shaded.

    >>> ratios([2.0, 2.1, 9.0], (0.8, 5.1)).count('class="bar"')
    2
    """
    bands, top = 24, 6.0
    counts = [0] * bands
    for value in values:
        counts[min(int(value / top * bands), bands - 1)] += 1
    low, high = (_x(min(value, top) / top) for value in usual)
    body = (
        f'<rect class="measured" x="{low:.1f}" y="{_TOP}" width="{high - low:.1f}" height="{_HIGH}">'
        f"<title>98 in 100 pairs of Korean–English news lie here</title></rect>"
    )
    body += _columns([(n / bands, (n + 1) / bands, count) for n, count in enumerate(counts)])
    body += "".join(_tick(n / 6, f"{n}" if n < 6 else "6+") for n in range(7))
    return _svg(_LEFT + _PLOT + 50, _TOP + _HIGH + _BOTTOM, "Pairs by length ratio", body)


def _columns(columns: Sequence[tuple[float, float, int]]) -> str:
    most = max((count for _, _, count in columns), default=0)
    body, labelled = "", len(columns) <= 10
    for low, high, count in columns:
        if not count:
            continue
        height = max(2.0, (_HIGH - 14) * count / most)
        top, left, width = _y(0) - height, _x(low) + 1, _x(high) - _x(low) - 2
        body += (
            f'<rect class="bar" x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}">'
            f"<title>{count:,} pairs</title></rect>"
        )
        if labelled:
            body += f'<text class="middle" x="{left + width / 2:.1f}" y="{top - 4:.1f}">{count:,}</text>'
    return body + f'<path class="axis" d="M{_LEFT} {_y(0)}h{_PLOT}"/>'


def _tick(at: float, text: str) -> str:
    return f'<text class="middle soft" x="{_x(at):.1f}" y="{_y(0) + 18}">{text}</text>'


def _x(share: float) -> float:
    return _LEFT + _PLOT * share


def _y(share: float) -> float:
    return _TOP + _HIGH * (1 - share)


def _svg(width: float, height: float, title: str, body: str) -> str:
    return (
        f'<svg class="chart" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img">'
        f"<title>{escape(title)}</title>{body}</svg>"
    )
