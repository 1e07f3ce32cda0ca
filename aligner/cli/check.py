"""``aligner check``: what is wrong with the pairs of a file."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.check_options import check_options, settings_of
from aligner.cli.places import ANYWHERE_NAME, LOCAL_NAME, is_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from aligner.checks import Checker
    from aligner.cli.checking import Examined, Fixes, Source
    from aligner.cli.findings import Place
    from aligner.cli.tally import Tally
    from aligner.errors import InputError
    from aligner.types import Pair


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=ANYWHERE_NAME)
@check_options
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    help="Exit with 1 if a finding is at least this severe.  [default: error]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["full", "concise", "json"]),
    help="How findings are printed.  [default: full]",
)
@click.option("--statistics", is_flag=True, help="Print how often each code was found, no more.")
@click.option("--fix", is_flag=True, help="Apply the safe fixes; needs -o.")
@click.option("--unsafe-fixes", is_flag=True, help="Apply the unsafe fixes too; look at them.")
@click.option("--diff", is_flag=True, help="Print what --fix would change; write nothing.")
@click.option(
    "-o",
    "--output",
    type=LOCAL_NAME,
    metavar="FILE",
    help="Where the pairs go, with their findings.",
)
@click.option(
    "--input-format", metavar="NAME", help="tsv, jsonl, tmx, xliff or moses  [default: by ending]"
)
@click.option("--keep-going", is_flag=True, help="Pass over rows that cannot be read; exit with 2.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes  [default: all cores]"
)
@click.option("-q", "--quiet", is_flag=True, help="No closing lines.")
def check(
    files: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    form: str | None,
    statistics: bool,
    glossary: Path | None,
    date: datetime | None,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    output: str | None,
    input_format: str | None,
    keep_going: bool,
    config: Path | None,
    isolated: bool,
    jobs: int | None,
    quiet: bool,
) -> None:
    """Check the pairs in FILE: TSV, JSONL, TMX, XLIFF or Moses; - is standard input.

    Any TSV does whose header names ko and en. 'aligner rule' lists the codes. If -o
    names a file of the same format, everything else that FILE holds is kept. With
    --fix the findings printed and the exit status are those of what is left.
    """
    from aligner.checks import Checker
    from aligner.cli.checking import readable
    from aligner.cli.findings import statistics as statistics_of
    from aligner.cli.tally import Tally
    from aligner.errors import InputError

    others = [path for path in (glossary, config) if path]
    _refuse_early(files, output, input_format, others, fix=fix, unsafe=unsafe_fixes, diff=diff)
    settings = settings_of(
        select=select,
        ignore=ignore,
        glossary=glossary,
        date=date,
        config=config,
        isolated=isolated,
        fail_on=fail_on,
        format=form,
    )
    options = settings.options()
    run = _Run(
        Tally(),
        fixes=("unsafe" if unsafe_fixes else "safe") if fix or diff else None,
        style=None if statistics else "diff" if diff else settings.format,
        keep_going=keep_going,
        jobs=jobs,
    )
    for file in files:
        checker = Checker(settings.select, settings.ignored_for(file), options)
        try:
            with readable(file, input_format) as source:
                run.check(source, checker, output)
        except InputError as error:
            run.trouble(error)
    if statistics:
        for line in statistics_of(run.tally.codes, run.tally.fixable_codes, settings.format):
            click.echo(line)
    if not quiet:
        for line in run.tally.closing(fixing=fix and not diff):
            click.echo(line, err=True)
    if run.tally.passed_over:
        raise click.exceptions.Exit(2)
    if run.tally.fails(settings.fail_on):
        raise click.exceptions.Exit(1)


def _refuse_early(
    files: tuple[str, ...],
    output: str | None,
    input_format: str | None,
    others: list[Path],
    *,
    fix: bool,
    unsafe: bool,
    diff: bool,
) -> None:
    """Find out which options make no sense together before anything is read."""
    from aligner.cli.safety import refuse_overwriting
    from aligner.errors import UsageError
    from aligner.formats import paths_written

    if diff and output:
        raise UsageError("--diff writes nothing; leave out -o, or --diff")
    if fix and not output and not diff:
        raise UsageError("--fix needs -o FILE; nothing is written onto its input")
    if unsafe and not (fix or diff):
        raise UsageError("--unsafe-fixes needs --fix or --diff")
    if output:
        if len(files) > 1:
            raise UsageError("-o takes the pairs of one FILE; check the files one by one")
        near = [file for file in files if file != "-" and not is_elsewhere(file)]
        read = [path for file in near for path in paths_written(file, input_format)]
        refuse_overwriting(paths_written(output), [*read, *others])


@dataclass(frozen=True, slots=True)
class _Run:
    """One call of the command: what is done with every file, and the counts over all."""

    tally: Tally
    fixes: Fixes | None
    style: str | None
    keep_going: bool
    jobs: int | None

    def trouble(self, error: InputError) -> None:
        """Stop at what cannot be read, or say so and go on."""
        if not self.keep_going:
            raise error
        self.tally.passed_over += 1
        click.echo(f"aligner: {' '.join(str(error).split())}", err=True)

    def check(self, source: Source, checker: Checker, output: str | None) -> None:
        """Check a file in two readings, print the findings, and write the pairs if wanted."""
        from aligner.cli.checking import examined, processes_for
        from aligner.formats import format_of, rewrite_pairs, write_pairs

        def known(error: InputError) -> None:
            """What the first reading has told already."""

        jobs = processes_for(self._survey(source, checker), self.jobs)
        results = examined(source.read(known), checker, self.fixes, jobs)
        pairs = self._reported(source, results, writing=output is not None)
        if output and format_of(output) == source.format:
            rewrite_pairs(
                source.path, pairs, output, source.format, source=source.name, trouble=known
            )
        elif output:
            write_pairs(pairs, output)
        deque(pairs, maxlen=0)

    def _survey(self, source: Source, checker: Checker) -> int:
        """The first reading; returns how many pairs there are."""
        from aligner.checks.coverage import coverage

        count = 0

        def surveyed() -> Iterator[Pair]:
            nonlocal count
            for placed in source.read(self.trouble):
                checker.survey(placed.pair)
                count += 1
                yield placed.pair

        self.tally.coverage += (
            replace(each, doc=each.doc or source.name) for each in coverage(surveyed())
        )
        return count

    def _reported(
        self, source: Source, results: Iterable[Examined], *, writing: bool
    ) -> Iterator[Pair]:
        """The second reading: the pairs as they are to be written, counted and printed."""
        from aligner.cli.findings import Place

        printing = self.style is not None
        for number, each in enumerate(results, 1):
            self.tally.add(each, left=self._fixing)
            lines = self._lines(Place(source.name, each.line, number), each) if printing else []
            try:
                if lines:
                    click.echo("\n".join(lines))
            except BrokenPipeError:
                if not writing:
                    raise
                printing = False  # nobody reads on, but the file is still wanted
            yield each.left

    @property
    def _fixing(self) -> bool:
        return self.fixes is not None and self.style != "diff"

    def _lines(self, place: Place, each: Examined) -> list[str]:
        from aligner.cli.findings import STYLES, differences

        if self.style == "diff":
            return list(differences(place, each.found, each.left))
        pair = each.left if self._fixing else each.found
        return [
            line
            for finding in pair.findings
            for line in STYLES[self.style or "full"](place, pair, finding)
        ]
