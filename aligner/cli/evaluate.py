"""``aligner evaluate``: predictions against gold, and the floors that must hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from aligner.evaluation import GoldDocument, Judgement, Requirement, Result
    from aligner.pipeline import Alignment

_LINE_MEASURES = ("strict", "lax", "null")
_SPAN_MEASURES = ("exact", "char", "null_chars")


@click.command()
@click.argument("gold", nargs=-1, required=True, metavar="GOLD_DIR…")
@click.option("--spans", is_flag=True, help="Align the running text, segmentation included.")
@click.option("--documents", default="*", metavar="PATTERN", help="Only documents so called.")
@click.option("--held-out", is_flag=True, help="Only documents that nothing was fitted on.")
@click.option("--model", default="default", show_default=True, help="See 'aligner models'.")
@click.option(
    "--calibration",
    is_flag=True,
    help="Also tell what the confidences are worth; --diagram draws it.",
)
@click.option("--diagram", metavar="FILE", help="Draw that as a picture into FILE (.svg).")
@click.option(
    "--against",
    metavar="FILE",
    help="Do not align: score the pairs in FILE, which the gold is a review of.",
)
@click.option("--gate", metavar="FILE", help="Fail if a score is below its floor in FILE (TOML).")
@click.option("--json", "as_json", is_flag=True, help="Print the scores as JSON.")
def evaluate(
    gold: tuple[str, ...],
    spans: bool,
    documents: str,
    held_out: bool,
    model: str,
    calibration: bool,
    diagram: str | None,
    against: str | None,
    gate: str | None,
    as_json: bool,
) -> None:
    """Align the gold documents in GOLD_DIR and score the result.

    A folder holds NAME.ko.txt, NAME.en.txt and NAME.gold.tsv (lines) or
    NAME.spans.json (running text); or it holds such folders. With --gate the sets
    are those that FILE names, and the exit status is 1 when a floor is broken.
    With --against the pairs are those of FILE, as they were before somebody put them
    right with 'aligner review': it tells how often each band of confidence was right.
    """
    from aligner import evaluation
    from aligner.errors import InputError, UsageError

    if diagram and not diagram.lower().endswith(".svg"):
        raise UsageError(
            f"cannot draw {diagram}: the picture is SVG; name a file that ends in .svg"
        )
    if against and gate:
        raise UsageError("--gate holds what the aligner does now; leave out --against")
    requirements = evaluation.read_floors(gate) if gate else []
    chosen = [
        document
        for folder in gold
        for document in evaluation.read_gold(folder, documents)
        if _wanted(document, requirements)
        and not (held_out and not evaluation.is_held_out(document.name))
    ]
    if not chosen:
        raise InputError(f"no document is left to align in {' '.join(gold)}; loosen the options")
    results = _against(chosen, against) if against else _aligned(chosen, model, spans, requirements)
    _print(results, calibration=calibration or bool(against), as_json=as_json)
    if diagram:
        _draw(results, diagram)
    failures = evaluation.gate_failures(requirements, results)
    for failure in failures:
        click.echo(f"gate: {failure}", err=True)
    if requirements and not failures:
        click.echo(f"gate: all floors of {gate} hold", err=True)
    if failures:
        raise click.exceptions.Exit(1)


def _aligned(
    documents: list[GoldDocument], model: str, spans: bool, requirements: list[Requirement]
) -> list[Result]:
    """Align the documents, by lines or by running text or by both if floors need both."""
    from aligner import evaluation
    from aligner.embedding import load
    from aligner.errors import InputError

    align = _aligner(load(model))
    results: list[Result] = []
    by_spans = spans or any(
        key.startswith(_SPAN_MEASURES) for r in requirements for key in r.floors
    )
    by_lines = not spans or any(
        key.startswith(_LINE_MEASURES) for r in requirements for key in r.floors
    )
    if by_lines:
        results += evaluation.measure_lines(_shown(documents), lambda gold: _beads(align, gold))
    if by_spans:
        results += evaluation.measure_spans(
            _shown(documents), lambda gold: align(gold.ko_text, gold.en_text, lines=False).pairs
        )
    if not results:
        kind, advice = ("running text", "without") if spans else ("lines", "with")
        where = documents[0].collection
        raise InputError(f"{where}: there is no gold for {kind}; try it {advice} --spans")
    return results


def _against(documents: list[GoldDocument], file: str) -> list[Result]:
    """The results for the pairs of a file, on the running texts of the gold."""
    from aligner import evaluation
    from aligner.corpus import is_corpus, open_corpus
    from aligner.errors import InputError
    from aligner.formats import read_pairs

    pairs = open_corpus(file).pairs() if is_corpus(file) else read_pairs(file)
    results = evaluation.measure_spans(documents, evaluation.predictions(pairs, file))
    if not results:
        raise InputError(
            f"there is no gold for running text; write it with 'aligner review {file} --export DIR'"
        )
    return results


def _wanted(document: GoldDocument, requirements: Iterable[Requirement]) -> bool:
    requirements = list(requirements)
    return not requirements or any(each.covers(document) for each in requirements)


def _shown(documents: Iterable[GoldDocument]) -> Iterable[GoldDocument]:
    """Show progress on a terminal."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(
        list(documents),
        "aligning",
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _aligner(encoder: Any) -> Callable[..., Alignment]:
    from aligner.documents import document_from_text
    from aligner.pipeline import align_documents

    def align(ko: str, en: str, *, lines: bool) -> Alignment:
        return align_documents(
            document_from_text(ko, "ko", lines=lines),
            document_from_text(en, "en", lines=lines),
            encoder,
            lines=lines,
            checked=False,
        )

    return align


def _beads(align: Callable[..., Alignment], gold: GoldDocument) -> list[Any]:
    """The aligner's pairs over gold lines, as beads of line numbers."""
    from aligner.types import Bead

    alignment = align("\n".join(gold.ko_lines), "\n".join(gold.en_lines), lines=True)
    # Blank lines are no sentences: count the lines that are.
    ko, en = (
        [number for number, line in enumerate(lines) if line.strip()]
        for lines in (gold.ko_lines, gold.en_lines)
    )
    return [
        Bead(
            tuple(ko[number] for number in pair.ko_sentences),
            tuple(en[number] for number in pair.en_sentences),
            pair.similarity,
            pair.confidence or 0.0,
        )
        for pair in alignment.pairs
    ]


def _kinds(results: list[Result]) -> dict[str, list[Result]]:
    """The results on lines and those on running text."""
    return {
        "lines": [result for result in results if "strict" in result.scores.tallies],
        "running text": [result for result in results if "exact" in result.scores.tallies],
    }


def _pairs(results: list[Result]) -> list[Judgement]:
    """How sure the aligner was of its pairs; null beads are left out."""
    return [each for result in results for each in result.judgements if not each.null]


def _draw(results: list[Result], path: str) -> None:
    from aligner import evaluation
    from aligner.formats.atomic import atomic_writer

    groups = {kind: _pairs(some) for kind, some in _kinds(results).items() if some}
    with atomic_writer(path) as stream:
        stream.write(evaluation.reliability_diagram(groups).encode())


def _print(results: list[Result], *, calibration: bool, as_json: bool) -> None:
    from aligner import evaluation

    kinds = _kinds(results)
    if as_json:
        scores: dict[str, Any] = {}
        for some in kinds.values():
            for name, measures in evaluation.as_json(evaluation.totals(some)).items():
                scores.setdefault(name, {}).update(measures)
        report: dict[str, Any] = {"sets": scores}
        if calibration:
            report["calibration"] = {
                kind: _calibration(some) for kind, some in kinds.items() if some
            }
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    for measures, some in zip((_LINE_MEASURES, _SPAN_MEASURES), kinds.values(), strict=True):
        if some:
            rows = evaluation.score_rows(evaluation.totals(some), measures)
            click.echo(evaluation.render_table(rows))
    if calibration:
        for kind, some in kinds.items():
            if some:
                click.echo(f"\npairs on {kind}\n" + _calibration_table(_calibration(some)))


def _calibration(results: list[Result]) -> dict[str, Any]:
    """What the confidences of pairs are worth."""
    from aligner import evaluation

    pairs = _pairs(results)
    return {
        "expected_calibration_error": evaluation.calibration_error(pairs),
        "area_under_roc": evaluation.ranking(pairs),
        "bins": [
            {name: getattr(row, name) for name in row.__slots__}
            for row in evaluation.reliability(pairs)
        ],
    }


def _calibration_table(calibration: dict[str, Any]) -> str:
    from aligner import evaluation

    rows = [("confidence", "pairs", "mean", "right")]
    rows += [
        (
            f"{row['low']:.1f} to {row['high']:.1f}",
            str(row["count"]),
            f"{row['confidence']:.3f}",
            f"{row['right']:.3f}",
        )
        for row in calibration["bins"]
    ]
    area = calibration["area_under_roc"]
    return (
        f"{evaluation.render_table(rows)}\nexpected calibration error "
        f"{calibration['expected_calibration_error']:.4f}, "
        f"area under ROC {'–' if area is None else f'{area:.3f}'}"
    )
