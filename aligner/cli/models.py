"""``aligner models``: which encoders there are."""

from __future__ import annotations

from pathlib import Path

import click

from aligner.cli.places import LOCAL


@click.group(invoke_without_command=True)
@click.pass_context
def models(context: click.Context) -> None:
    """List the models that need no download, or show the card of one."""
    if context.invoked_subcommand is None:
        context.invoke(list_models)


@models.command("list")
def list_models() -> None:
    """List the embedded models."""
    from importlib.util import find_spec

    from aligner.embedding import cards

    for card in cards():
        aliases = f" ({', '.join(card.aliases)})" if card.aliases else ""
        missing = "" if find_spec(card.module) else f" [not installed: {card.install}]"
        click.echo(f"{card.name}{aliases}{missing}: {card.description}")
    click.echo("Any sentence-transformers model goes by its hub id or its local folder.")


@models.command("show")
@click.argument("name")
def show_model(name: str) -> None:
    """Print the card of the model NAME."""
    from aligner.embedding import card

    click.echo(card(name).path.read_text(encoding="utf-8"), nl=False)


@models.command("export")
@click.argument("name")
@click.argument("folder", type=LOCAL, metavar="DIR")
def export_model(name: str, folder: Path) -> None:
    """Write the model NAME as a sentence-transformers model, to fine-tune or serve it.

    DIR is a new folder, and then the name of a model: --model DIR. Of the embedded models
    multilingual-e5-small can be written.
    """
    from aligner import embedding
    from aligner.formats import new_folder

    with new_folder(folder) as temporary:
        embedding.export_model(name, temporary)
    click.echo(f"written to {folder}; use it with --model {folder}", err=True)
