"""``aligner align``: two documents to a file of pairs."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aligner.pipeline import Alignment
    from aligner.types import Document, Pair, Side


@click.command()
@click.argument("ko", metavar="KO")
@click.argument("en", metavar="EN")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, not to standard output.")
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    help="tsv, jsonl, tmx, xliff or moses  [default: by FILE's ending, else tsv]",
)
@click.option("--model", default="default", show_default=True, help="See 'aligner models'.")
@click.option("--lines", is_flag=True, help="Each non-blank line is one sentence.")
@click.option("--unaligned", is_flag=True, help="Also write what has no partner.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="X",
    help="Leave out pairs of a confidence below X (0 to 1).",
)
@click.option("--repair", is_flag=True, help="Apply the safe fixes of the findings.")
@click.option(
    "--save-text",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write the texts that the spans point into to DIR.",
)
@click.option("-q", "--quiet", is_flag=True, help="No summary, no notices.")
def align(
    ko: str,
    en: str,
    output: str | None,
    format_name: str | None,
    model: str,
    lines: bool,
    unaligned: bool,
    min_confidence: float,
    repair: bool,
    save_text: Path | None,
    quiet: bool,
) -> None:
    """Align the Korean text KO with its English translation EN.

    Each is a text file, or - for standard input. The result has one pair a row:
    both texts, the type of the bead, how similar and how surely right it is, what
    is wrong with it, and where it stands in both files.
    """
    from aligner.checks import repair as repair_pairs
    from aligner.cli.summary import print_summary, stage_display
    from aligner.embedding import load
    from aligner.formats import format_of
    from aligner.pipeline import align_documents

    started = time.perf_counter()
    target = None if output in (None, "-") else output
    _refuse_early(ko, en, target, save_text)
    chosen = format_of(target, format_name) if target else format_of("x.tsv", format_name)
    with stage_display(quiet=quiet) as stage:
        stage("reading")
        ko_document, en_document = _read(ko, en, lines=lines, quiet=quiet)
        stage("loading the model")
        encoder = load(model)
        alignment = align_documents(
            ko_document, en_document, encoder, lines=lines, name=_name(ko, en), progress=stage
        )
        pairs: Sequence[Pair] = [
            pair
            for pair in alignment.pairs
            if (unaligned if pair.is_null else (pair.confidence or 0) >= min_confidence)
        ]
        fixed = None
        if repair:
            pairs, fixed = repair_pairs(pairs)
    if save_text:
        _save_texts(save_text, alignment)
    _write(pairs, target, chosen)
    if not quiet:
        print_summary(alignment, pairs, min_confidence, fixed, time.perf_counter() - started)


def _refuse_early(ko: str, en: str, output: str | None, save_text: Path | None) -> None:
    """Find out what cannot work before a model is loaded."""
    from aligner.errors import InputError, OutputError, UsageError

    if ko == en == "-":
        raise UsageError("only one of the two texts can come from standard input")
    inputs = [Path(path) for path in (ko, en) if path != "-"]
    if len(inputs) == 2 and all(path.exists() for path in inputs) and inputs[0].samefile(inputs[1]):
        raise InputError(
            f"{ko} and {en}: the same file twice; give the original and its translation"
        )
    for path in (Path(output) if output else None, save_text):
        if path and not path.parent.is_dir():
            raise OutputError(f"{path}: there is no folder {path.parent}; create it first")
    if output:
        target = Path(output)
        if target.is_dir():
            raise OutputError(f"{target}: a directory; name a file in it")
        if any(path.exists() and target.exists() and target.samefile(path) for path in inputs):
            raise OutputError(f"{target}: this is an input file; name another one")


def _read(ko: str, en: str, *, lines: bool, quiet: bool) -> tuple[Document, Document]:
    from aligner.documents import read_document
    from aligner.pipeline import orient

    first, second, swapped = orient(
        read_document(ko, "ko", lines=lines), read_document(en, "en", lines=lines)
    )
    if swapped:
        first, second = _laid_out(first, "ko", lines=lines), _laid_out(second, "en", lines=lines)
        if not quiet:
            click.echo(f"{ko} is the English text and {en} the Korean one; swapped", err=True)
    for document in (first, second):
        if not quiet and (replaced := document.metadata.get("replaced")):
            click.echo(
                f"{document.source}: {replaced} unreadable bytes stand as U+FFFD in the text",
                err=True,
            )
    return first, second


def _laid_out(document: Document, side: Side, *, lines: bool) -> Document:
    """The same text laid out by the rules of its true side."""
    from aligner.documents import document_from_text

    laid_out = document_from_text(document.text, side, document.source, lines=lines)
    return replace(laid_out, metadata=document.metadata)


def _name(ko: str, en: str) -> str:
    """What the two file names have in common in front: ``news/a.ko.txt`` gives ``a``."""
    stem = Path(ko if ko != "-" else en).name
    for ending in (".gz", ".txt", ".ko", ".en"):
        stem = stem.removesuffix(ending)
    return stem


def _save_texts(folder: Path, alignment: Alignment) -> None:
    from aligner.formats import atomic_writer

    folder.mkdir(exist_ok=True)
    for document in (alignment.ko, alignment.en):
        name = alignment.pairs[0].doc if alignment.pairs else "text"
        with atomic_writer(folder / f"{name}.{document.side}.txt") as stream:
            stream.write(document.text.encode("utf-8", "surrogatepass"))


def _write(pairs: Sequence[Pair], output: str | None, format_name: str) -> None:
    from aligner.formats import write_pairs, write_to_stream

    if output:
        write_pairs(pairs, output, format_name)
    else:
        write_to_stream(pairs, sys.stdout.buffer, format_name)
