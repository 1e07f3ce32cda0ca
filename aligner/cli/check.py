"""``aligner check``: what is wrong with the pairs of a file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aligner.types import Finding, Pair

_CONTEXT_CHARACTERS = 60


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--select", metavar="CODES", help="Only these codes or families: E,B2,L401.")
@click.option("--ignore", metavar="CODES", help="All but these codes or families.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    default="error",
    show_default=True,
    help="Exit with 1 if a finding is at least this severe.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["full", "concise", "json"]),
    default="full",
    show_default=True,
    help="How findings are printed.",
)
@click.option("--fix", is_flag=True, help="Apply the safe fixes; needs -o.")
@click.option("-o", "--output", metavar="FILE", help="Where the pairs go, with their findings.")
@click.option(
    "--input-format", metavar="NAME", help="tsv, jsonl, tmx, xliff or moses  [default: by ending]"
)
@click.option("-q", "--quiet", is_flag=True, help="No closing line.")
def check(
    files: tuple[str, ...],
    select: str | None,
    ignore: str | None,
    fail_on: str,
    form: str,
    fix: bool,
    output: str | None,
    input_format: str | None,
    quiet: bool,
) -> None:
    """Check the pairs in FILE: TSV, JSONL, TMX, XLIFF or Moses; - is standard input.

    Any TSV does whose header names ko and en. 'aligner rule' lists the codes. With
    --fix the exit status tells of what is left.
    """
    from aligner.checks import check as check_pairs
    from aligner.checks import repair
    from aligner.cli.safety import refuse_overwriting
    from aligner.errors import UsageError
    from aligner.formats import paths_written, write_pairs
    from aligner.types import SEVERITIES

    if fix and not output:
        raise UsageError("--fix needs -o FILE; nothing is written onto its input")
    if output:
        if len(files) > 1:
            raise UsageError("-o takes the pairs of one FILE; check the files one by one")
        read = [path for file in files if file != "-" for path in _paths_read(file, input_format)]
        refuse_overwriting(paths_written(output), read)
    selected, ignored = _codes(select), _codes(ignore)
    worst, count, found = len(SEVERITIES), 0, 0
    for file in files:
        pairs = check_pairs(_read(file, input_format), selected, ignored)
        for line in _lines(file, pairs, form):
            click.echo(line)
        fixed = 0
        if fix:
            pairs, fixed = repair(pairs)
            pairs = check_pairs(pairs, selected, ignored)
        if output:
            write_pairs(pairs, output)
            done = f", {fixed} findings fixed" if fix else ""
            click.echo(f"{len(pairs)} pairs written to {output}{done}", err=True)
        findings = [finding for pair in pairs for finding in pair.findings]
        worst = min([worst, *(SEVERITIES.index(finding.severity) for finding in findings)])
        count, found = count + len(pairs), found + len(findings)
    if not quiet:
        left = " left" if fix else ""
        click.echo(f"{count} pairs checked, {found or 'no'} findings{left}", err=True)
    if worst <= SEVERITIES.index(fail_on):
        raise click.exceptions.Exit(1)


def _read(file: str, input_format: str | None) -> list[Pair]:
    from aligner.errors import InputError, UsageError
    from aligner.formats import read_from_stream, read_pairs

    if file != "-":
        return read_pairs(file, input_format)
    if input_format is None:
        raise UsageError("standard input has no ending; name its format with --input-format")
    if sys.stdin is None:
        raise InputError("standard input is closed; name a file")
    return list(read_from_stream(sys.stdin.buffer, input_format))


def _paths_read(file: str, input_format: str | None) -> list[Path]:
    from aligner.formats import paths_written

    return paths_written(file, input_format)


def _codes(option: str | None) -> list[str] | None:
    from aligner.errors import UsageError

    if option is None:
        return None
    codes = [code.strip().upper() for code in option.split(",") if code.strip()]
    if not codes:
        raise UsageError(f"{option!r} names no code; give codes or families such as E,B2,L401")
    return codes


def _lines(file: str, pairs: Sequence[Pair], form: str) -> Iterator[str]:
    for number, pair in enumerate(pairs, 1):
        for finding in pair.findings:
            match form:
                case "json":
                    yield _json(file, number, pair, finding)
                case "concise":
                    yield _concise(file, number, finding)
                case _:
                    yield _concise(file, number, finding)
                    yield from _excerpt(pair, finding)


def _concise(file: str, number: int, finding: Finding) -> str:
    side = f" {finding.side}" if finding.side else ""
    file = "standard input" if file == "-" else file
    return f"{file}: pair {number}{side}: {finding.severity} {finding.code} {finding.message}"


def _excerpt(pair: Pair, finding: Finding) -> Iterator[str]:
    """The text around the span with a line of carets under it, then the proposed fix."""
    if finding.side is None or finding.span is None:
        return
    text = (pair.ko if finding.side == "ko" else pair.en) or ""
    start, end = finding.span
    left = max(0, start - _CONTEXT_CHARACTERS)
    right = min(len(text), end + _CONTEXT_CHARACTERS)
    before = ("…" if left else "") + text[left:start]
    after = text[end:right] + ("…" if right < len(text) else "")
    yield f"  {before}{text[start:end]}{after}"
    yield f"  {' ' * _width(before)}{'^' * max(1, _width(text[start:end]))}"
    if finding.fix is not None:
        yield f"  fix: {finding.fix!r}"


def _width(text: str) -> int:
    """Terminal columns: Hangul takes two."""
    from rich.cells import cell_len

    return cell_len(text)


def _json(file: str, number: int, pair: Pair, finding: Finding) -> str:
    return json.dumps(
        {
            "file": file,
            "pair": number,
            "doc": pair.doc,
            "code": finding.code,
            "severity": finding.severity,
            "side": finding.side,
            "span": finding.span,
            "message": finding.message,
            "fix": finding.fix,
        },
        ensure_ascii=False,
    )
