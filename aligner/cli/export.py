"""``aligner export``: a corpus in the format that somebody else reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from aligner.cli.limits import UNCHECKED, limit_options, limits_of
from aligner.cli.places import ANYWHERE, Place, bound_for, here
from aligner.cli.wording import counted

if TYPE_CHECKING:
    from aligner.corpus.exports.options import Direction, PromptLanguage
    from aligner.corpus.source import Source


@click.command()
@click.argument("corpus", metavar="CORPUS|FILE", type=ANYWHERE)
@click.option(
    "-o",
    "--output",
    type=ANYWHERE,
    required=True,
    metavar="OUT",
    help="A file with the format's ending, or a new folder.",
)
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    help="tsv, jsonl, tmx, xliff, xliff2, moses, parquet, hf, openai, alpaca, sharegpt, "
    "sentence-transformers, comet or xlsx  [default: by OUT's ending]",
)
@click.option("--split", metavar="NAME", help="Only this part of a corpus that has been split.")
@limit_options
@click.option(
    "--direction",
    type=click.Choice(["ko-en", "en-ko", "both"]),
    help="What is the source  [default: both for chat, else ko-en]",
)
@click.option(
    "--context",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Chat: show N preceding sentences.",
)
@click.option(
    "--prompts",
    type=click.Choice(["ko", "en", "both"]),
    default="both",
    show_default=True,
    help="Chat: the language of the instructions.",
)
@click.option(
    "--negatives",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="sentence-transformers: N hard negatives a row.",
)
@click.option("--model", default="default", show_default=True, help="What finds hard negatives.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another choice of wordings.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def export(
    corpus: Place,
    output: Place,
    format_name: str | None,
    split: str | None,
    direction: str | None,
    context: int,
    prompts: str,
    negatives: int,
    model: str,
    seed: int,
    quiet: bool,
    **limits: Any,
) -> None:
    """Write the pairs of CORPUS, or of a file of pairs, for other tools and for training.

    OUT with the format's ending (pairs.tmx) is one file; any other OUT is a new folder
    with a file for each part that 'aligner split' made. All pairs are written that have
    both sides, unless options say which are wanted.
    """
    from aligner.cli.safety import refuse_inputs
    from aligner.corpus.exports import Options
    from aligner.corpus.exports import export as write
    from aligner.corpus.filters import filters_of
    from aligner.corpus.source import is_of_a_file, open_source

    name = format_name or _by_ending(Path(output))
    chat = name in ("openai", "alpaca", "sharegpt")
    options = Options(
        direction=cast("Direction", direction or ("both" if chat else "ko-en")),
        context=context,
        prompts=cast("PromptLanguage", prompts),
        negatives=negatives,
        model=model,
        seed=seed,
    )
    wanted = limits_of(limits)
    filters_of(wanted)  # what is wrong with them is said before anything is read
    with bound_for(output) as target, here(corpus) as near:
        refuse_inputs(_files(target), [*_files(near), *wanted.evaluation])
        source = open_source(near)
        unknown = bool(wanted.findings) and is_of_a_file(source.run) and not _has_findings(source)
        parts = {row.split for row in source.documents()}
        counts = write(source, target, name, options, lambda: filters_of(wanted), split)
    if not quiet:
        for file, count in counts.items():
            click.echo(f"{counted(count, 'pair'):>15} in {file}", err=True)
        if len(parts) > 1 and not split and name != "hf" and Path(output).name in counts:
            click.echo("the parts that 'aligner split' made are in it together; name a folder to keep "
                       "them apart, or one with --split", err=True)  # fmt: skip
        if unknown:
            click.echo(f"findings: {UNCHECKED}", err=True)
        if not sum(counts.values()):
            click.echo("no pair was exported; look at the limits", err=True)


def _has_findings(source: Source) -> bool:
    return any(pair.findings for _, pairs in source.by_document() for pair in pairs)


def _by_ending(path: Path) -> str:
    from aligner.corpus.exports import FORMATS
    from aligner.formats.names import ENDINGS, meant_by_ending

    endings: dict[str, str] = {**ENDINGS, ".parquet": "parquet", ".xlsx": "xlsx"}
    return meant_by_ending(path, endings, FORMATS)


def _files(path: Path) -> list[Path]:
    """The files that are meant by a path: two of Moses, else the file or folder itself."""
    from aligner.formats import paths_written

    return paths_written(path) if path.suffix in (".ko", ".en") else [path]
