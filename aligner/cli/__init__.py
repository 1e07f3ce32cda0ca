"""The command ``aligner``: thin commands that parse, call the library and print."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

import click
from click.exceptions import NoArgsIsHelpError

from aligner import __version__
from aligner.cli.align import align
from aligner.cli.build import build
from aligner.cli.cache import cache
from aligner.cli.check import check
from aligner.cli.evaluate import evaluate
from aligner.cli.export import export
from aligner.cli.filter import filter as filter_
from aligner.cli.models import models
from aligner.cli.pair import pair
from aligner.cli.report import report
from aligner.cli.review import review
from aligner.cli.rule import rule
from aligner.cli.split import split
from aligner.cli.stats import stats
from aligner.errors import AlignerError, UsageError

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> object:
        """Run a command; click itself would turn a broken pipe into an exit with 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _ReaderIsGoneError from error


class _ReaderIsGoneError(Exception):
    """Whoever read our output has closed it."""


@click.group(cls=_Commands, context_settings=_CONTEXT)
@click.version_option(__version__, "-V", "--version", prog_name="aligner")
def commands() -> None:
    """Align a Korean text with its English translation, and say what is wrong with it.

    Results go to standard output or to the file that -o names, everything else
    to standard error. Exit status: 0 done, 1 findings or a failed gate, 2 wrong
    usage or unusable input, 130 interrupted.
    """


for command in (
    align,
    build,
    cache,
    check,
    evaluate,
    export,
    filter_,
    models,
    pair,
    report,
    review,
    rule,
    split,
    stats,
):
    commands.add_command(command)


def main() -> None:
    """Run the command line and exit; a user's error is one line on standard error."""
    try:
        _prepare_streams()
        status = commands.main(prog_name="aligner", standalone_mode=False)
        sys.stdout.flush()
    except AlignerError as error:
        status = _fail(str(error), 2)
    except NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        status = 2
    except click.UsageError as error:
        hint = f"; see '{error.ctx.command_path} --help'" if error.ctx else ""
        status = _fail(error.format_message().rstrip(".") + hint, 2)
    except click.ClickException as error:
        status = _fail(error.format_message(), 2)
    except (KeyboardInterrupt, click.Abort) as error:
        status = _fail(str(error) or "interrupted", 130)
    except (BrokenPipeError, _ReaderIsGoneError):
        # They have seen enough; that is no error. Python would complain when it
        # flushes at exit, so standard output is pointed elsewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        status = 0
    except OSError as error:
        where = error.filename or "the result"
        status = _fail(f"cannot read or write {where}: {error.strerror or error}", 2)
    except MemoryError:
        status = _fail("out of memory; align smaller documents or close other programs", 2)
    sys.exit(status if isinstance(status, int) else 0)


def _prepare_streams() -> None:
    """Make what the terminal's encoding lacks be spelt out: it is no reason to stop."""
    if sys.stdout is None or sys.stderr is None:
        raise UsageError("standard output and standard error must be open")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _fail(message: str, status: int) -> int:
    if sys.stderr is not None:
        click.echo(f"aligner: {' '.join(message.split())}", err=True)
    return status
