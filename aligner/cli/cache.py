"""``aligner cache``: what the cache of vectors holds, and emptying it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from aligner.cli.places import LOCAL
from aligner.cli.wording import counted, sized

_where = click.option(
    "--cache",
    "folder",
    metavar="DIR",
    envvar="ALIGNER_CACHE",
    show_envvar=True,
    required=True,
    type=LOCAL,
    help="The folder that 'aligner build --cache' named.",
)


@click.group()
def cache() -> None:
    """Look at or empty a cache of vectors.

    It is one file, embeddings.sqlite; deleting it does no harm either.
    """


def _command(function: Callable[..., Any]) -> click.Command:
    return cache.command()(_where(function))


@_command
def info(folder: Path) -> None:
    """Say what the cache holds, by model."""
    from aligner.embedding.cache import FILE, contents

    held = contents(folder)
    click.echo(f"{folder / FILE}  {sized((folder / FILE).stat().st_size)}")
    for each in held:
        click.echo(
            f"{each.model}  {counted(each.documents, 'side')} of documents, "
            f"{counted(each.sentences, 'sentence')}; {counted(each.parts, 'smaller text')} looked at "
            f"besides; {sized(each.size)}"
        )


@_command
def clear(folder: Path) -> None:
    """Empty the cache; runs that are using it go on."""
    from aligner.embedding.cache import clear as clear_cache

    click.echo(f"removed the vectors of {counted(clear_cache(folder), 'text')}")
