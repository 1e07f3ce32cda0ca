"""One document as a picture: what was left out, and how the two sides run.

A picture of a long document is a few paths and no element for each sentence, so that
a corpus of many documents stays light.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from aligner.report.figures import DocumentFigures, Status, Stretch
from aligner.types import Pair, Side

_WIDTH, _HEIGHT = 1000, 30
_MOST_LINKS = 400
_PLOT, _MARGIN = 360, 36


def strip(stretches: Sequence[Stretch], pairs: Sequence[Pair], first: int, side: Side) -> str:
    """One side from its beginning to its end, each sentence as wide as it is long.

    The sentences of a short document lead to their rows, which begin with number
    ``first``; ``pairs`` are the document's.

    >>> picture = strip([Stretch(10, "omitted", 0)], [Pair("d", "비가 왔다.", None)], 0, "ko")
    >>> 'href="#p1"' in picture, "비가 왔다." in picture
    (True, True)
    """
    if len(stretches) > _MOST_LINKS:
        return overview(stretches, side)
    scale = _WIDTH / max(1, sum(stretch.length for stretch in stretches))
    body, position = "", 0.0
    for stretch in stretches:
        width = stretch.length * scale
        body += _sentence(stretch, pairs, first, side, position, width)
        position += width
    return _strip("group", side, body)


def overview(stretches: Sequence[Stretch], side: Side) -> str:
    """The same without a way to each sentence, and of a few paths only."""
    scale = _WIDTH / max(1, sum(stretch.length for stretch in stretches))
    return _strip(
        "img", side, "".join(_path(status, stretches, scale) for status in _statuses(stretches))
    )


def _strip(role: str, side: Side, body: str) -> str:
    name = "Korean original" if side == "ko" else "English translation"
    return (
        f'<svg class="strip" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none"'
        f' role="{role}" aria-label="{name}, from beginning to end">{body}</svg>'
    )


def _sentence(
    stretch: Stretch, pairs: Sequence[Pair], first: int, side: Side, left: float, width: float
) -> str:
    gap = min(1.5, width / 4)
    box = f'x="{left:.2f}" width="{max(width - gap, 0.6):.2f}"'
    shape = f'<rect class="{stretch.status}" {box} y="0" height="{_HEIGHT}"/>'
    if stretch.status in {"omitted", "added"}:
        # The colour-blind see where it is missing: the bar has a gap with an outline.
        shape += f'<rect class="cut" {box} y="0" height="{_HEIGHT}"/>'
    if stretch.row is None:
        return f"<g>{shape}<title>text that is not in this file</title></g>"
    pair = pairs[stretch.row - first]
    text = escape(_shortened((pair.ko if side == "ko" else pair.en) or ""))
    what = _WORDS[stretch.status]
    return f'<a href="#p{stretch.row + 1}" aria-label="{what}: {text}">{shape}<title>{what}: {text}</title></a>'


_WORDS: dict[Status, str] = {
    "paired": "translated",
    "omitted": "left out",
    "added": "added",
    "page": "belongs to the page",
    "absent": "not in this file",
}


def _shortened(text: str) -> str:
    return text if len(text) <= 90 else text[:89] + "…"


def _statuses(stretches: Iterable[Stretch]) -> list[Status]:
    return sorted({stretch.status for stretch in stretches})


def _path(status: Status, stretches: Sequence[Stretch], scale: float) -> str:
    pieces, position = [], 0.0
    for same, group in groupby(stretches, key=lambda stretch: stretch.status == status):
        width = sum(stretch.length for stretch in group) * scale
        if same:
            shown = max(width, 1.5 if status in {"omitted", "added"} else 0.3)
            pieces.append(f"M{position:.1f} 0h{shown:.1f}v{_HEIGHT}h-{shown:.1f}z")
        position += width
    return f'<path class="{status}" d="{"".join(pieces)}"><title>{_WORDS[status]}</title></path>'


def dot_plot(figures: DocumentFigures) -> str:
    """Sentence number against sentence number: a translation in order runs down the diagonal.

    Pairs out of order and sentences without a partner are marked by shape as well as by
    colour: crossings as rings, the unpaired as ticks at their margin.

    >>> from aligner.report.figures import document_figures
    >>> "M" in dot_plot(document_figures("d", 0, [Pair("d", "가.", "A."), Pair("d", "나.", None)]))
    True
    """
    ko_count, en_count = (max(1, size) for size in figures.sizes)
    size = max(ko_count, en_count)
    cell = _PLOT / size
    dot = min(9.0, max(2.0, cell * 0.7))

    def at(rank: float) -> float:
        return round(_MARGIN + (rank + 0.5) * cell, 1)

    kinds: dict[str, list[str]] = {"dot": [], "crossing": []}
    for row, ko, en in figures.dots:
        kind = "crossing" if row in figures.crossing else "dot"
        # A bead of several sentences is a stroke from its first corner to its last.
        kinds[kind].append(f"M{at(ko[0])} {at(en[0])}L{at(ko[-1])} {at(en[-1])}")
    ko_alone = "".join(f"M{at(rank)} {_MARGIN - 4}v-10" for rank in figures.alone[0])
    en_alone = "".join(f"M{_MARGIN - 4} {at(rank)}h-10" for rank in figures.alone[1])
    wide, high = round(ko_count * cell, 1), round(en_count * cell, 1)
    total = _MARGIN + _PLOT + 8
    doc = escape(figures.doc)
    return (
        f'<svg class="plot" viewBox="0 0 {total} {_MARGIN + high + 22:g}" width="{total}" role="img">'
        f"<title>Alignment of {doc}: Korean sentences from left to right, English from top to bottom</title>"
        f'<rect class="frame" x="{_MARGIN}" y="{_MARGIN}" width="{wide}" height="{high}"/>'
        f'<path class="dot" stroke-width="{dot:.1f}" d="{"".join(kinds["dot"])}"/>'
        f'<path class="crossing" stroke-width="{dot + 3:.1f}" d="{"".join(kinds["crossing"])}"/>'
        f'<path class="ring" stroke-width="{max(1.0, dot - 1):.1f}" d="{"".join(kinds["crossing"])}"/>'
        f'<path class="omitted-tick" d="{ko_alone}"/><path class="added-tick" d="{en_alone}"/>'
        f'<text x="{_MARGIN}" y="12">Korean, {figures.sizes[0]:,} sentences →</text>'
        f'<text transform="translate(12 {_MARGIN}) rotate(90)">English, {figures.sizes[1]:,} sentences →</text>'
        "</svg>"
    )
