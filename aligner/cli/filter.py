"""``aligner filter``: a corpus without what should not be in it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from aligner.cli.limits import UNCHECKED, limit_options, limits_of, shards_option, split_names
from aligner.cli.places import ANYWHERE, Place, bound_for, here
from aligner.cli.safety import refuse_file_name
from aligner.cli.wording import counted as number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aligner.corpus.filters import Filter, Limits, Tally
    from aligner.types import Pair


@click.command()
@click.argument("corpus", type=ANYWHERE)
@click.option("-o", "--output", type=ANYWHERE, metavar="DIR", help="A new folder.")
@click.option(
    "--report", is_flag=True, help="Print what would be removed, with examples; write nothing."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@limit_options
@click.option("--only", metavar="NAMES", help="Only these filters, as --report names them.")
@click.option(
    "--without", metavar="NAMES", help="All usual filters but these, as --report names them."
)
@click.option("--mask", is_flag=True, help="Mask personal data in what is written.")
@click.option("--no-nulls", is_flag=True, help="Also remove the sentences without a partner.")
@shards_option
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def filter(
    corpus: Place,
    output: Place | None,
    report: bool,
    as_json: bool,
    only: str | None,
    without: str | None,
    mask: bool,
    no_nulls: bool,
    shards: str,
    quiet: bool,
    **limits: Any,
) -> None:
    """Write the good pairs of CORPUS, a corpus or any file of pairs, to a new corpus.

    Unless told otherwise: confidence at least 0.8, no finding that is an error, 2 letters to
    1,000 characters a side, 0.7 to 6 English characters for one Korean, a share of 0.2 of
    the right script, no sentence that stands in more than 5 documents, no duplicates, no
    near-duplicates (0.8). What is removed lies in DIR/removed, with its scores. Sentences
    without a partner are no pairs and stay, for coverage and context.
    """
    from aligner.corpus.filters import USUAL, filters_of, tally, write_filtered
    from aligner.corpus.source import is_of_a_file, open_source
    from aligner.errors import UsageError

    if not output and not report:
        raise UsageError("name a new folder with -o, or look first with --report")
    if output and report:
        raise UsageError("--report writes nothing; leave it or -o out")
    if as_json and not report:
        raise UsageError("--json is for --report")
    wanted = limits_of(limits).over(USUAL)
    if only:
        wanted = wanted.only(split_names(only))
    wanted = wanted.without(split_names(without))
    filters = filters_of(wanted)
    if report:
        with here(corpus) as near:
            source = open_source(near)
            counted = tally(source, filters)
            unknown = is_of_a_file(source.run) and not counted.found
        if as_json:
            click.echo(
                json.dumps(
                    _record(filters, counted, checked=not unknown), ensure_ascii=False, indent=2
                )
            )
        else:
            for line in _report(filters, counted, unknown=unknown):
                click.echo(line)
        return
    assert output is not None
    refuse_file_name(output)
    with bound_for(output) as target, here(corpus) as near:
        source = open_source(near)
        counted = write_filtered(
            source,
            filters,
            target,
            mask=mask,
            nulls=not no_nulls,
            format="jsonl" if shards == "jsonl" else "parquet",
            options={**_told(wanted), "mask": mask, "nulls": not no_nulls},
        )
        unknown = is_of_a_file(source.run) and not counted.found
    if not quiet:
        for line in [*_table(filters, counted), *_closing(counted, mask=mask, unknown=unknown)]:
            click.echo(line, err=True)
        click.echo(f"written    {output}", err=True)


def _told(limits: Limits) -> dict[str, object]:
    """The limits as JSON, those that are set."""
    facts = {name: value for name, value in asdict(limits).items() if value}
    if limits.evaluation:
        facts["evaluation"] = [path.name for path in limits.evaluation]
    return facts


def _table(filters: Sequence[Filter], counted: Tally) -> Iterator[str]:
    yield f"{'filter':16} {'rejected':>9} {'share':>7} {'alone':>9}  accepted"
    for each in filters:
        rejected = counted.rejected[each.name]
        share = rejected / max(counted.pairs, 1)
        yield (
            f"{each.name:16} {rejected:9,} {share:7.1%} {counted.alone[each.name]:9,}"
            f"  {each.meaning}: {each.bounds}"
        )


def _closing(counted: Tally, *, mask: bool = False, unknown: bool = False) -> Iterator[str]:
    share = counted.kept / max(counted.pairs, 1)
    yield f"pairs      {counted.pairs:,}, {counted.kept:,} kept ({share:.1%})"
    yield f"unaligned  {number_of(counted.nulls, 'sentence')}, {counted.nulls - counted.nulls_removed:,} kept"
    if counted.personal:
        what = "masked" if mask else "with it; --mask masks it, --no-personal leaves them out"
        yield f"personal   {number_of(counted.personal, 'pair')} {what}"
    if unknown and counted.pairs:
        yield f"findings   {UNCHECKED}"


def _report(filters: Sequence[Filter], counted: Tally, *, unknown: bool) -> Iterator[str]:
    yield from _table(filters, counted)
    yield from _closing(counted, unknown=unknown)
    for each in filters:
        examples = counted.examples(each.name)
        if examples:
            yield ""
            yield f"{each.name}: {each.meaning}, accepted {each.bounds}"
            for score, pair in examples:
                yield from _example(score, pair)


def _example(score: float, pair: Pair) -> Iterator[str]:
    codes = " ".join(dict.fromkeys(found.code for found in pair.findings))
    yield f"  {score:<8.4g} {pair.doc}" + (f"  [{codes}]" if codes else "")
    for side in (pair.ko, pair.en):
        yield f"           {_shortened(side or '–')}"


def _shortened(text: str, most: int = 100) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def _record(filters: Sequence[Filter], counted: Tally, *, checked: bool) -> dict[str, object]:
    from aligner.formats.jsonl import record

    return {
        **counted.counts(),
        "personal": counted.personal,
        "checked": checked,
        "filters": [
            {
                "name": each.name,
                "meaning": each.meaning,
                "accepted": each.bounds,
                "rejected": counted.rejected[each.name],
                "alone": counted.alone[each.name],
                "examples": [
                    {"score": score, **record(pair)} for score, pair in counted.examples(each.name)
                ],
            }
            for each in filters
        ],
    }
