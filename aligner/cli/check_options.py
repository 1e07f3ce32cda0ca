"""What is to be checked: the options that ``check`` and ``align`` share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aligner.cli.places import LOCAL

if TYPE_CHECKING:
    from datetime import datetime

    from aligner.cli.settings import Settings

_Command = TypeVar("_Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--select",
        metavar="CODES",
        multiple=True,
        help="Only these codes or families: E,B2,L401. Given again, it adds to them.",
    ),
    click.option(
        "--ignore",
        metavar="CODES",
        multiple=True,
        help="All but these codes or families. Given again, it adds to them.",
    ),
    click.option(
        "--glossary",
        type=LOCAL,
        metavar="FILE",
        help="Terms that have to be kept to: a TSV of ko and en.",
    ),
    click.option(
        "--date",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        help="The day on which the article appeared.",
    ),
    click.option(
        "--config",
        type=LOCAL,
        metavar="FILE",
        help="Settings  [default: the nearest aligner.toml or pyproject.toml]",
    ),
    click.option("--isolated", is_flag=True, help="Leave files with settings aside."),
)


def check_options(command: _Command) -> _Command:
    """Give a command the options, which `settings_of` reads."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def settings_of(
    *,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    glossary: Path | None,
    date: datetime | None,
    config: Path | None,
    isolated: bool,
    **others: object,
) -> Settings:
    """The settings of the file that counts, under what the command line says.

    Raises UsageError for options that make no sense together and as `load_settings` does.
    """
    from aligner.cli.settings import Settings, load_settings
    from aligner.errors import UsageError

    if config and isolated:
        raise UsageError("--config and --isolated exclude each other; leave one out")
    return (Settings() if isolated else load_settings(config)).over(
        select=_codes(select),
        ignore=_codes(ignore),
        glossary=glossary,
        date=date.date() if date else None,
        **others,
    )


def _codes(options: tuple[str, ...]) -> tuple[str, ...] | None:
    """The codes of all lists that were given, None if none was."""
    from aligner.errors import UsageError

    codes: list[str] = []
    for option in options:
        named = [code.strip().upper() for code in option.split(",") if code.strip()]
        if not named:
            raise UsageError(f"{option!r} names no code; give codes or families such as E,B2,L401")
        codes += named
    return tuple(codes) or None
