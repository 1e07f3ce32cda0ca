"""``aligner split``: train, validation and test parts of a corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aligner.cli.limits import shards_option
from aligner.cli.places import ANYWHERE, Place, bound_for, here
from aligner.cli.safety import refuse_file_name
from aligner.cli.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aligner.corpus import Corpus
    from aligner.corpus.split import Link, Links

_LEAKS_SHOWN = 10


class _Size(click.ParamType[float]):
    """A share (0.05, 5%) or a number of pairs (2000)."""

    name = "size"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        text = str(value).replace(",", "")
        try:
            size = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        except ValueError:
            size = -1
        if size < 0 or (size >= 1 and size != int(size)) or (text.endswith("%") and size >= 1):
            self.fail(f"{value!r} is neither a share (0.05, 5%) nor a number of pairs", param, ctx)
        return size


@click.command()
@click.argument("corpus", type=ANYWHERE)
@click.option("-o", "--output", type=ANYWHERE, metavar="DIR", help="A new folder.")
@click.option("--train", type=_Size(), metavar="SIZE", help="[default: the rest]")
@click.option("--validation", type=_Size(), metavar="SIZE", default=0.05, help="[default: 5%]")
@click.option("--test", type=_Size(), metavar="SIZE", default=0.05, help="[default: 5%]")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, other parts.")
@click.option("--check", is_flag=True, help="Look for leaks in CORPUS; exit with 1 if there are.")
@shards_option
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def split(
    corpus: Place,
    output: Place | None,
    train: float | None,
    validation: float,
    test: float,
    seed: int,
    check: bool,
    shards: str,
    quiet: bool,
) -> None:
    """Divide CORPUS by document into train, validation and test parts.

    SIZE is a share of the pairs (0.05, 5%) or a number of them. Documents that share a
    sentence, exactly or nearly, go the same way; every source is divided as the whole is.
    DIR is the corpus again with the column 'split' of documents.tsv set; 'aligner
    export' writes a file for each.
    """
    from aligner.corpus.source import open_source
    from aligner.corpus.split import leaks, write_split
    from aligner.errors import UsageError

    if check == bool(output):
        raise UsageError("either name a new folder with -o or look for leaks with --check")
    if check:
        with here(corpus) as near:
            found, links = leaks(open_source(near))
        for line in _leaks(found, links):
            click.echo(line)
        if found:
            click.get_current_context().exit(1)
        return
    assert output is not None
    sizes = {"train": train, "validation": validation, "test": test}
    refuse_file_name(output)
    with bound_for(output) as target, here(corpus) as near:
        written, links = write_split(
            open_source(near), target, sizes, seed, "jsonl" if shards == "jsonl" else "parquet"
        )
        summary = list(_summary(written, links))
    if not quiet:
        for line in summary:
            click.echo(line, err=True)
        click.echo(f"written     {output}", err=True)


def _leaks(found: list[Link], links: Links) -> Iterator[str]:
    for link in found[:_LEAKS_SHOWN]:
        yield f"leak: {link.first} and {link.second} share a sentence ({link.likeness:.2f})"
        yield from (f"    {' '.join(text.split())}" for text in dict.fromkeys(link.texts))
    if len(found) > _LEAKS_SHOWN:
        yield f"… and {len(found) - _LEAKS_SHOWN:,} more"
    yield f"{len(found) or 'no'} leak{'s' * (len(found) != 1)} between the parts"
    yield from _about_common(links)


def _about_common(links: Links) -> Iterator[str]:
    if links.common:
        most = max(links.common, key=lambda text: links.common[text])
        yield (
            f"{counted(len(links.common), 'sentence')} of several documents, passed over as short or "
            f"common, such as {most[:40]!r}"
        )


def _summary(corpus: Corpus, links: Links) -> Iterator[str]:
    from collections import Counter

    pairs: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    sources: dict[str, set[str]] = {}
    for row in corpus.documents():
        pairs[row.split] += row.pairs
        documents[row.split] += 1
        sources.setdefault(row.split, set()).add(row.source)
    for name in ("train", "validation", "test"):
        if documents[name]:
            share = pairs[name] / max(pairs.total(), 1)
            yield (
                f"{name:11} {counted(pairs[name], 'pair')} ({share:.1%}) of "
                f"{counted(documents[name], 'document')}, {counted(len(sources[name]), 'source')}"
            )
    bound = {name for link in links.links for name in (link.first, link.second)}
    if bound:
        yield f"together    {len(bound):,} documents share sentences with others"
    yield from _about_common(links)
