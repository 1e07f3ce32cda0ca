"""``aligner build``: a list of documents, or two folders, to a corpus."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from aligner.cli.listing import listed, listed_for_now
from aligner.cli.places import ANYWHERE, LOCAL, Place, is_elsewhere
from aligner.cli.safety import refuse_file_name
from aligner.cli.wording import counted, sized
from aligner.cli.work import building_in, work_folder

if TYPE_CHECKING:
    from aligner.corpus import Corpus
    from aligner.corpus.shards import ShardFormat
    from aligner.embedding import Device
    from aligner.pipeline import Engine, Progress
    from aligner.pipeline.step import Step

_ERRORS_SHOWN = 5


class _Made(TypedDict):
    """How a corpus is made, which has to be the same in all runs that work on it."""

    model: str
    format: ShardFormat
    max_size: int


@click.command()
@click.argument("sources", metavar="MANIFEST | KO_DIR EN_DIR", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="CORPUS_DIR",
    required=True,
    type=ANYWHERE,
    help="The folder to write the corpus into, or its URL in a store (s3://…).",
)
@click.option(
    "--work",
    metavar="DIR",
    type=LOCAL,
    help="Where a corpus for a store is built first.  [default: a folder in TMPDIR]",
)
@click.option(
    "--resume",
    is_flag=True,
    help="Go on with a run that was broken off, or try again what may work now.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes, each with the model in memory.  [default: one a core]",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="What runs the work: processes of this machine, or Ray.",
)
@click.option(
    "--address",
    metavar="URL",
    help="The Ray cluster: auto, ray://HEAD:10001.  [default: one of this machine alone]",
)
@click.option(
    "--gpus-per-worker",
    type=click.FloatRange(min=0),
    default=0.0,
    show_default=True,
    metavar="N",
    help="GPUs that each Ray worker takes; 0.5 lets two share one.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option(
    "--format",
    type=click.Choice(["parquet", "jsonl"]),
    default="parquet",
    show_default=True,
    help="What the pairs are written as.",
)
@click.option("--model", default="default", show_default=True, help="See 'aligner models'.")
@click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda"]),
    default="auto",
    show_default=True,
    help="What a model of torch's runs on; auto is a GPU where there is one.",
)
@click.option(
    "--cache",
    metavar="DIR",
    envvar="ALIGNER_CACHE",
    show_envvar=True,
    type=LOCAL,
    help="Keep vectors in DIR, and use those that are there.  [default: no cache]",
)
@click.option("--no-cache", is_flag=True, help="Use no cache, whatever ALIGNER_CACHE says.")
@click.option(
    "--max-size",
    type=click.FloatRange(min=0, min_open=True),
    default=200.0,
    show_default=True,
    metavar="MB",
    help="The most that a document may hold once it is unpacked.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress, no summary; only the signature.")
def build(
    sources: tuple[str, ...],
    output: Place,
    work: Path | None,
    resume: bool,
    jobs: int | None,
    engine: str,
    address: str | None,
    gpus_per_worker: float,
    dry_run: bool,
    format: str,
    model: str,
    device: Device,
    cache: Path | None,
    no_cache: bool,
    max_size: float,
    quiet: bool,
) -> None:
    """Align many documents with their translations, and write a corpus.

    MANIFEST is a table (TSV, CSV or JSON lines) with the columns ko and en, the paths of
    a Korean file and of its translation, and if you like id, date, source, licence and
    split. Two folders are paired first, as 'aligner pair' does it. CORPUS_DIR then holds the
    pairs of sentences, documents.tsv, errors.tsv with what could not be used and why, and
    run.json. The last line names the corpus: whoever builds the same gets the same line.
    """
    from aligner.corpus import is_corpus, open_corpus
    from aligner.corpus.publishing import publish
    from aligner.documents import MEGABYTE
    from aligner.pipeline import build as build_corpus
    from aligner.pipeline.building import is_left_to_try

    refuse_file_name(output)
    elsewhere = is_elsewhere(output)
    if dry_run:
        _say_what_would_be_done(sources, work_folder(output, work), model, quiet=quiet)
        return

    made: _Made = {
        "model": model,
        "format": "jsonl" if format == "jsonl" else "parquet",
        "max_size": int(max_size * MEGABYTE),
    }

    def is_worth_fetching(record: Path) -> bool:
        with listed(sources, record, model, resume=True, elsewhere=True, quiet=quiet) as known:
            return is_left_to_try(known, record, **made)

    with (
        building_in(output, work, is_worth_fetching, resume=resume, quiet=quiet) as folder,
        listed(sources, folder, model, resume=resume, elsewhere=elsewhere, quiet=quiet) as manifest,
    ):
        before = open_corpus(folder).run if is_corpus(folder) else None
        with _bar(quiet=quiet) as progress:
            try:
                corpus = build_corpus(
                    manifest,
                    folder,
                    **made,
                    jobs=jobs,
                    resume=resume,
                    cache=None if no_cache else cache,
                    device=device,
                    engine=_engine(engine, jobs, address, gpus_per_worker),
                    progress=progress,
                )
            except KeyboardInterrupt:
                how = "interrupted; the same with --resume goes on from here"
                raise click.Abort(how) from None
        is_new = publish(folder, str(output)) if elsewhere else corpus.run != before
        if not quiet:
            for line in _summary(corpus, output, finished=not is_new):
                click.echo(line, err=True)
    click.echo(corpus.run["signature"])


def _engine(
    name: str, jobs: int | None, address: str | None, gpus: float
) -> Callable[[Step], Engine] | None:
    from aligner.errors import UsageError

    if name == "local":
        if address or gpus:
            raise UsageError("--address and --gpus-per-worker belong to --engine ray")
        return None
    from aligner.pipeline.ray import RayEngine

    return lambda step: RayEngine(step, jobs=jobs, address=address, gpus=gpus)


def _say_what_would_be_done(
    sources: tuple[str, ...], output: Path, model: str, *, quiet: bool
) -> None:
    """What a run would do."""
    from aligner.pipeline.building import outlook

    with listed_for_now(sources, output, model, quiet=quiet) as manifest:
        seen = outlook(manifest, output)
    click.echo(
        f"documents  {seen.documents:,} in {seen.batches:,} batch{'es' * (seen.batches != 1)}"
    )
    if seen.one_sided:
        click.echo(f"passed by  {counted(seen.one_sided, 'row')} with one file only")
    click.echo(f"size       {sized(seen.size)}")
    click.echo(f"missing    {counted(seen.missing, 'document')} with a file that is not there")
    click.echo(f"done       {seen.done:,} of the batches")


@contextmanager
def _bar(*, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """A bar on a terminal: documents, sentences a second, time left."""
    if quiet or not sys.stderr.isatty():
        yield lambda progress: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        TextColumn("documents"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:,.0f} sentences/s · {task.fields[left]} left"),
        TextColumn("{task.fields[errors]}"),
        console=Console(stderr=True),
    )
    with bar:
        task = bar.add_task("", total=None, rate=0.0, left="?", errors="")

        def show(state: Progress) -> None:
            rate, left, errors = _figures(state)
            bar.update(
                task,
                completed=state.documents,
                total=state.total,
                rate=rate,
                left=left,
                errors=errors,
            )

        yield show


def _figures(state: Progress) -> tuple[float, str, str]:
    """Sentences a second, the time left, and how many documents failed."""
    from datetime import timedelta

    done = state.documents - state.resumed
    left = "?"
    if done:
        seconds = state.seconds / done * (state.total - state.documents)
        left = str(timedelta(seconds=round(seconds)))
    rate = state.sentences / state.seconds if state.seconds else 0.0
    return rate, left, f"· {state.errors:,} not usable" if state.errors else ""


def _summary(corpus: Corpus, output: Place, *, finished: bool = False) -> Iterator[str]:
    counts, performance = corpus.run["counts"], corpus.run["performance"]
    sentences = counts["ko_sentences"] + counts["en_sentences"]
    seconds = performance["seconds"]
    yield (
        f"documents  {counts['documents']:,}, with {counts['ko_sentences']:,} Korean and "
        f"{counts['en_sentences']:,} English sentences"
    )
    yield f"pairs      {counts['pairs']:,}; {counts['beads'] - counts['pairs']:,} without a partner"
    if counts["doubtful"]:
        yield (
            f"doubtful   documents that hardly look like translations: {counts['doubtful']:,} "
            "(column doubtful of documents.tsv)"
        )
    if counts["errors"]:
        yield f"not used   {counted(counts['errors'], 'document')}; errors.tsv says why:"
        for _, row in zip(range(_ERRORS_SHOWN), corpus.errors(), strict=False):
            yield f"             {row.id}: {row.reason}"
    passing = counts.get("passing", 0)
    if passing:
        yield (
            f"try again  {passing:,} of these failed for a reason that may "
            "have passed; --resume tries again"
        )
    if counts["errors"] > passing:
        which = "the others " if passing else ""
        yield f"try again  {which}with --resume, once their files are mended"
    if counts["one_sided"]:
        yield f"passed by  {counted(counts['one_sided'], 'row')} with one file only"
    if finished:
        yield f"finished   {output} already; nothing was done"
        return
    rate = f" ({sentences / seconds:,.0f} sentences a second)" if seconds else ""
    yield f"written    {output} in {seconds:,.1f} s{rate}"
