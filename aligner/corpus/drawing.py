"""The statistics of a corpus as a picture, by matplotlib."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.corpus.statistics import (
    CONFIDENCE_BINS,
    COVERAGE_BINS,
    LENGTH_BINS,
    LENGTH_STEP,
    RATIO_BINS,
    RATIO_STEP,
    Statistics,
    listed,
)
from aligner.errors import UsageError
from aligner.formats import atomic_writer

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_KO, _EN, _PLAIN = "#1f4e8c", "#d98c3f", "#5b8db8"
_MOST_BARS = 12


def require_matplotlib() -> None:
    """Raise UsageError, with what to do, if there is no matplotlib."""
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        raise UsageError(
            "pictures need the package matplotlib: pip install 'aligner[draw]'"
        ) from None


def draw(counted: Statistics, paths: Iterable[Path]) -> None:
    """Draw six panels into files, each of the kind that its ending names (png, svg, pdf).

    The same statistics give the same files.
    """
    import matplotlib

    with matplotlib.rc_context(
        {
            "svg.hashsalt": "aligner",
            "font.size": 9,
            "axes.spines.top": False,
            "axes.spines.right": False,
        }
    ):
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        figure = Figure(figsize=(13, 7.5), layout="constrained")
        FigureCanvasAgg(figure)
        figure.suptitle(f"{counted.pairs:,} pairs of {counted.documents:,} documents")
        (types, lengths, ratios), (confidence, findings, coverage) = figure.subplots(2, 3)
        _bars(types, "bead types", counted.types)
        _lengths(lengths, counted)
        _distribution(
            ratios,
            "English characters for one Korean",
            listed(counted.ratios, RATIO_BINS),
            RATIO_STEP,
        )
        _distribution(
            confidence,
            "confidence of the pairs",
            listed(counted.confidences, CONFIDENCE_BINS),
            1 / CONFIDENCE_BINS,
        )
        _bars(findings, "pairs with a finding", counted.codes)
        _distribution(
            coverage,
            "coverage of the documents",
            listed(counted.coverages, COVERAGE_BINS),
            1 / COVERAGE_BINS,
        )
        for path in paths:
            kind = path.suffix[1:]
            metadata = {"Date": None} if kind == "svg" else {}
            with atomic_writer(path) as stream:
                figure.savefig(stream, format=kind, dpi=150, metadata=metadata)


def _bars(axes: Axes, title: str, counts: Mapping[str, int]) -> None:
    largest = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_BARS]
    axes.set_title(title)
    bars = axes.barh([name for name, _ in largest], [count for _, count in largest], color=_PLAIN)
    axes.bar_label(bars, fmt="{:,.0f}", padding=3)
    axes.invert_yaxis()
    axes.margins(x=0.15)


def _lengths(axes: Axes, counted: Statistics) -> None:
    places = [LENGTH_STEP * number for number in range(LENGTH_BINS)]
    for side, name, colour in (("ko", "Korean", _KO), ("en", "English", _EN)):
        counts = listed(counted.lengths[side], LENGTH_BINS)
        axes.step(places, counts, where="post", color=colour, label=name)
        axes.fill_between(places, counts, step="post", color=colour, alpha=0.15)
    axes.set_title("characters of a side")
    axes.legend(frameon=False)


def _distribution(axes: Axes, title: str, counts: Sequence[int], step: float) -> None:
    places = [step * number for number in range(len(counts))]
    axes.bar(places, counts, width=step, align="edge", color=_PLAIN, edgecolor="white")
    axes.set_title(title)
    axes.set_xlim(0, step * len(counts))
