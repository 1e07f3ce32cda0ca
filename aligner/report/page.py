"""The report as one page."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from aligner.checks import rule
from aligner.errors import UsageError
from aligner.formats.values import rounded, without_surrogates
from aligner.report import draw_charts, draw_document
from aligner.report.draw_charts import Bar, Measured
from aligner.report.figures import (
    DocumentFigures,
    Totals,
    document_figures,
    totals,
)
from aligner.resources import fitted
from aligner.types import Pair
from aligner.viewing import Source, asset
from aligner.viewing.source import documents_of

if TYPE_CHECKING:
    from jinja2 import Template

_MOST_CODES = 12
_MOST_DRAWN = 100
"""Documents of a corpus that are drawn: those with most left out."""
_MOST_LISTED = 40
_USUAL_RATIOS = (0.82, 5.09)
"""The 1st and the 99th percentile of English characters for one Korean, over news pairs."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A document with its pictures."""

    figures: DocumentFigures
    overview: str
    ko: str
    en: str
    plot: str


def render_report(source: Source) -> str:
    """The HTML of a report on pairs; it holds all that it needs, pairs and pictures.

    >>> from pathlib import Path
    >>> pair = Pair("d", "</script>", "One.", confidence=0.9)
    >>> page = render_report(Source(Path("a.tsv"), "a.tsv", (pair,), "0", {}))
    >>> "<title>a.tsv" in page, page.count("</script>")
    (True, 2)
    """
    documents = list(_documents(source.pairs))
    numbers = totals(documents)
    script = _script()
    page = _template().render(
        source=source,
        numbers=numbers,
        documents=documents,
        single=len(documents) == 1,
        drawn=[_draw(each) for each in _worst_first(documents)[:_MOST_DRAWN]],
        covered=_overall(documents),
        omitted=sum(len(each.omitted) for each in documents),
        added=sum(len(each.added) for each in documents),
        suspicious=sum(len(each.suspicious) for each in documents),
        absent=any(each.has_absent for each in documents),
        charts=_charts(numbers),
        head=list(_head(source)),
        most_listed=_MOST_LISTED,
        style=asset("aligner.viewing", "base.css") + asset("aligner.report", "report.css"),
        script=script,
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        data=_embedded(_data(documents)),
    )
    return without_surrogates(page)


def _documents(pairs: Sequence[Pair]) -> Iterator[DocumentFigures]:
    first = 0
    for doc, some in documents_of(pairs).items():
        yield document_figures(doc, first, some)
        first += len(some)


def _worst_first(documents: Sequence[DocumentFigures]) -> list[DocumentFigures]:
    return sorted(documents, key=lambda each: each.covered)


def _draw(figures: DocumentFigures) -> _Drawn:
    return _Drawn(
        figures,
        draw_document.overview(figures.ko, "ko"),
        draw_document.strip(figures.ko, figures.pairs, figures.first, "ko"),
        draw_document.strip(figures.en, figures.pairs, figures.first, "en"),
        draw_document.dot_plot(figures),
    )


def _overall(documents: Sequence[DocumentFigures]) -> float:
    """The share of all originals together that is covered."""
    weights = [sum(len(pair.ko or "") for pair in each.pairs) for each in documents]
    covered = sum(each.covered * weight for each, weight in zip(documents, weights, strict=True))
    return covered / sum(weights) if sum(weights) else 1.0


def _charts(numbers: Totals) -> dict[str, str]:
    return {
        "confidence": draw_charts.confidences(numbers.confidences, _measured()),
        "types": draw_charts.bars(
            [Bar(name, count) for name, count in numbers.types[:_MOST_CODES]], "Beads by type"
        ),
        "findings": draw_charts.bars(
            [
                Bar(f"{code} {_name_of(code)}", count, severity, f"{severity}: {_summary_of(code)}")
                for code, severity, count in numbers.codes[:_MOST_CODES]
            ],
            "Findings by code",
        ),
        "ratio": draw_charts.ratios(numbers.ratios, _USUAL_RATIOS),
    }


@cache
def _measured() -> tuple[Measured, ...]:
    """What confidences were worth on held-out gold, as `models/reliability.json` keeps it."""
    bands = fitted("reliability.json")["bins"]
    return tuple(
        Measured(band["low"], band["high"], band["right"], band["count"]) for band in bands
    )


def _name_of(code: str) -> str:
    try:
        return rule(code).name
    except UsageError:
        return ""


def _summary_of(code: str) -> str:
    try:
        return rule(code).summary
    except UsageError:
        return ""


def _head(source: Source) -> Iterator[tuple[str, str]]:
    """What is known of the making of the pairs, by name."""
    from aligner import __version__

    yield "report", f"aligner {__version__}"
    yield "pairs", f"SHA-256 {source.digest}"
    if not source.run:
        yield "model and options", "a file of pairs does not tell; a corpus does"
    yield from _flat(source.run)


def _flat(content: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in content.items():
        name = f"{before}{key}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{name} · ")
        elif value is not None:
            yield name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _data(documents: Sequence[DocumentFigures]) -> dict[str, Any]:
    """The rows as the script reads them; document names and codes are told once."""
    codes = sorted(
        {finding.code for each in documents for pair in each.pairs for finding in pair.findings}
    )
    return {
        "documents": [each.doc for each in documents],
        "rules": {code: [_name_of(code), _summary_of(code)] for code in codes},
        "pairs": [
            [
                number,
                pair.ko,
                pair.en,
                pair.type,
                rounded(pair.similarity),
                rounded(pair.confidence),
                status,
                [
                    [each.code, each.severity, each.side, each.span, each.message, each.fix]
                    for each in pair.findings
                ],
            ]
            for number, document in enumerate(documents)
            for pair, status in zip(document.pairs, document.statuses, strict=True)
        ],
    }


def _embedded(data: object) -> str:
    r"""JSON that can stand in a script element: nothing in it can end the element.

    >>> _embedded(["</script>", "<!--", "\u2028\ud800"])
    '["\\u003c/script\\u003e","\\u003c!--","\\u2028\\ud800"]'
    """
    text = json.dumps(data, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _script() -> str:
    """The shared module and the report's own as one: a file on disk can import nothing."""
    shared = asset("aligner.viewing", "rows.js").replace("\nexport ", "\n")
    return shared + asset("aligner.report", "report.js")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["percent"] = percent
    return environment.from_string(asset("aligner.report", "report.html"))


def percent(share: float) -> str:
    """A share in full percent, never rounded up to all: 0.999 is 99 %.

    >>> percent(0.999), percent(1.0)
    ('99 %', '100 %')
    """
    return f"{int(share * 100 + 1e-9)} %"
