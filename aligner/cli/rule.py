"""``aligner rule``: the catalogue of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from aligner.checks import Option

_FIXES = {
    "safe": "safe; where one is proposed, --repair and --fix apply it",
    "unsafe": "unsafe; it is shown and left to you",
    None: "none is proposed",
}


@click.command()
@click.argument("code", required=False)
def rule(code: str | None) -> None:
    """Explain the finding CODE, or list all codes; N303, its name, or N3 for its family."""
    from aligner.checks import RULES
    from aligner.checks import rule as rule_of

    family = (code or "").upper()
    listed = [each for each in RULES if each.code.startswith(family)]
    if listed and listed[0].code != family:
        for each in listed:
            fix = f"{each.fix} fix" if each.fix else ""
            click.echo(f"{each.code}  {each.severity:<7}  {fix:<10}  {each.name}: {each.summary}")
        return
    found = rule_of(code or "")
    click.echo(f"{found.code} {found.name} ({found.severity})\n\n{found.summary}\n")
    click.echo(found.explanation + "\n\nExample")
    for side, text in (("ko", found.example.ko), ("en", found.example.en)):
        if text is not None:
            click.echo(f"  {side}  {text}")
    click.echo(f"\nFix: {_FIXES[found.fix]}")
    for option in found.options:
        click.echo(f"Option: {_about(option)}")


def _about(option: Option) -> str:
    """An option as it is called in a file with settings, and what it means."""
    name = option.name.replace("_", "-")
    default = f"default {option.default}" if option.default else "none by default"
    return f"{name} ({default}): {option.meaning}"
