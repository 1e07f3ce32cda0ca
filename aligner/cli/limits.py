"""The options that say which pairs are wanted, for every command that leaves some out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from aligner.cli.places import LOCAL

if TYPE_CHECKING:
    from aligner.corpus.filters import Limits

shards_option = click.option(
    "--shards",
    type=click.Choice(["parquet", "jsonl"]),
    default="parquet",
    show_default=True,
    help="How the pairs are kept.",
)
"""The option of the commands that write a corpus."""

UNCHECKED = "no pair has one; whether they were checked is not known: 'aligner check FILE -o CHECKED' does it"
"""What is to be said of the findings of a file in which there are none."""

_OPTIONS = [
    click.option(
        "--min-confidence", "confidence", type=click.FloatRange(0, 1), metavar="X",
        help="The least confidence.",
    ),
    click.option(
        "--min-similarity", "similarity", type=click.FloatRange(-1, 1), metavar="X",
        help="The least similarity.",
    ),
    click.option(
        "--reject", "findings", metavar="CODES",
        help="No pairs with these findings: codes, families, or error, warning, info, which mean "
        "'at least so severe'.",
    ),
    click.option(
        "--min-letters", "letters", type=click.IntRange(0), metavar="N",
        help="The fewest letters of a side.",
    ),
    click.option(
        "--max-length", "length", type=click.IntRange(1), metavar="N",
        help="The most characters of a side.",
    ),
    click.option(
        "--ratio", type=click.FloatRange(0), nargs=2, metavar="LEAST MOST",
        help="English characters for one Korean.",
    ),
    click.option(
        "--min-language", "language", type=click.FloatRange(0, 1), metavar="X",
        help="The least share of Hangul in the Korean and of Latin letters in the English.",
    ),
    click.option(
        "--decontaminate", "evaluation", type=LOCAL, multiple=True, metavar="FILE",
        help="No overlap with this evaluation set; may be given again.",
    ),
    click.option(
        "--no-personal", "personal", is_flag=True, default=None, help="No pairs with personal data."
    ),
    click.option(
        "--max-documents", "repeated", type=click.IntRange(1), metavar="N",
        help="The most documents that a sentence may stand in.",
    ),
    click.option(
        "--no-duplicates", "duplicates", is_flag=True, default=None,
        help="Of equal pairs only the first.",
    ),
    click.option(
        "--near-duplicates", type=click.FloatRange(0, 1), metavar="X",
        help="Of pairs that are more alike than this (Jaccard, both sides) only the first.",
    ),
]  # fmt: skip


def limit_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options; it takes them as ``**limits`` for `limits_of`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def limits_of(options: dict[str, Any]) -> Limits:
    """What the options say."""
    from aligner.corpus.filters import Limits

    given = {name: value for name, value in options.items() if value is not None}
    if "findings" in given:
        given["findings"] = tuple(split_names(given["findings"]))
    return Limits(**given)


def split_names(names: str | None) -> list[str]:
    """Names that stand with commas between them."""
    return [name.strip() for name in (names or "").split(",") if name.strip()]
