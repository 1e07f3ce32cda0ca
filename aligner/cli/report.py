"""``aligner report``: pairs as one HTML file to look at."""

from __future__ import annotations

import click

from aligner.cli.places import ANYWHERE_NAME, bound_for, here
from aligner.cli.wording import counted, sized


@click.command()
@click.argument("source", metavar="FILE|CORPUS", type=ANYWHERE_NAME)
@click.option(
    "-o", "--output", type=ANYWHERE_NAME, metavar="HTML", required=True, help="The file to write."
)
@click.option(
    "--format", "format_name", metavar="NAME", help="Of FILE, if its ending does not tell."
)
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was written.")
def report(source: str, output: str, format_name: str | None, quiet: bool) -> None:
    """Show the pairs of FILE or CORPUS as one HTML file.

    What the translation leaves out and adds, how sure the pairs are, what is wrong
    with them, and all of them side by side. The file needs no network and no other file.
    """
    from aligner.cli.safety import refuse_overwriting
    from aligner.formats import atomic_writer
    from aligner.report import render_report
    from aligner.viewing import open_source

    with bound_for(output) as target, here(source) as near:
        refuse_overwriting([target], [near])
        pairs = open_source(near, format_name)
        page = render_report(pairs).encode("utf-8")
        with atomic_writer(target) as stream:
            stream.write(page)
    if not quiet:
        click.echo(
            f"{output}: {counted(len(pairs.pairs), 'row')}, {sized(len(page))}; open it in a browser",
            err=True,
        )
