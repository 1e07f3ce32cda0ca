r"""Tab-separated values: one pair a row under a header.

The columns are ``doc ko en type similarity confidence findings ko_spans
en_spans``. A missing side and an unknown score are empty cells; scores have
four decimals; findings are their codes joined by ``|``; spans are JSON, as in
the JSONL record: ``[[17,44],[46,69]]``.

Nothing is quoted or escaped. A character at which some reader would end the
cell, the line or the text becomes a space: tab, CR, LF, VT, FF, U+001C to
U+001E, U+0085, U+2028, U+2029 and NUL. A lone surrogate, which UTF-8 cannot
encode, becomes U+FFFD. So pandas reads back what stands in the file with

    pandas.read_csv(path, sep="\t", quoting=3, keep_default_na=False, dtype=str)

Read back here, a finding is its code with the severity and the summary that the
catalogue has for it (a warning without a message if it has none), on the pair as a whole, and sentence
numbers are empty: what the columns do not say. JSONL keeps everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import BinaryIO

from aligner.errors import InputError, UsageError
from aligner.formats.lines import decoded, numbered_lines
from aligner.formats.placed import Placed, Trouble, refuse, supply_of
from aligner.formats.values import (
    bead_type,
    decimals,
    score_or_none,
    single_line,
    spans_of,
    spans_text,
    text_or_none,
)
from aligner.types import Finding, Pair, Span

COLUMNS = (
    "doc",
    "ko",
    "en",
    "type",
    "similarity",
    "confidence",
    "findings",
    "ko_spans",
    "en_spans",
)

_TYPE = re.compile(r"[0-9]+-[0-9]+")


def render(pairs: Iterable[Pair]) -> Iterator[str]:
    r"""The file, line by line.

    >>> list(render([Pair("a", "하나.", None, type="1-0", ko_spans=((0, 3),))]))[1]
    'a\t하나.\t\t1-0\t\t\t\t[[0,3]]\t[]\n'
    """
    yield _line(COLUMNS)
    for pair in pairs:
        yield _line(map(single_line, _row(pair)))


def _line(cells: Iterable[str]) -> str:
    return "\t".join(cells) + "\n"


def _row(pair: Pair) -> tuple[str, ...]:
    return (
        pair.doc,
        pair.ko or "",
        pair.en or "",
        pair.type,
        decimals(pair.similarity),
        decimals(pair.confidence),
        _codes_cell(pair),
        spans_text(pair.ko_spans),
        spans_text(pair.en_spans),
    )


def _codes_cell(pair: Pair) -> str:
    return "|".join(finding.code for finding in pair.findings)


def read(stream: BinaryIO, source: str, trouble: Trouble = refuse) -> Iterator[Placed]:
    r"""The pairs of any TSV whose header names ``ko`` and ``en``.

    The columns may stand in any order and be spelt in any case. Those named
    above are read; others are left aside. Quotation marks are text, and blank
    lines are passed over.

    >>> import io
    >>> next(read(io.BytesIO(b"EN\tid\tKO\nOne.\t7\t1.\n"), "x.tsv"))  # doctest: +ELLIPSIS
    Placed(pair=Pair(doc='', ko='1.', en='One.', ...), line=2)

    Raises InputError for a header without these two, and gives to ``trouble``,
    with its line, a row with more or fewer cells than the header or with a
    value that cannot be read.
    """
    lines = numbered_lines(stream, source)
    columns = _columns(_header(lines, source), source)
    for _, placed in _rows(lines, columns, source, trouble):
        yield placed


def rewrite(
    stream: BinaryIO, source: str, pairs: Iterable[Pair], trouble: Trouble = refuse
) -> Iterator[str]:
    r"""The file again, line by line, with the text and findings of ``pairs`` for its own.

    ``pairs`` are those that `read` gives, in its order. All other cells stay as
    they are; a column for the findings is put at the end if there is none.

    >>> import io
    >>> stream = io.BytesIO("id\tko\ten\n7\t하나.\tOne?s\n".encode())
    >>> list(rewrite(stream, "x.tsv", [Pair("", "하나.", "One’s")]))
    ['id\tko\ten\tfindings\n', '7\t하나.\tOne’s\t\n']
    """
    lines = numbered_lines(stream, source)
    header = _header(lines, source)
    columns = _columns(header, source)
    added = [] if "findings" in columns else ["findings"]
    yield _line([*header, *added])
    take = supply_of(pairs, source)
    for cells, placed in _rows(lines, columns, source, trouble):
        changed = _changed(placed.pair, take())
        names_and_cells = zip([*columns, *added], [*cells, *added], strict=True)
        yield _line(changed.get(name, cell) for name, cell in names_and_cells)


def _changed(old: Pair, new: Pair) -> dict[str, str]:
    """The cells of a row that have to be written anew."""
    cells = {"findings": _codes_cell(new)}
    if new.ko != old.ko:
        cells["ko"] = single_line(new.ko or "")
    if new.en != old.en:
        cells["en"] = single_line(new.en or "")
    return cells


def _header(lines: Iterator[tuple[int, bytes]], source: str) -> list[str]:
    number, line = next(lines, (1, b""))
    return decoded(line, number, source).split("\t")


def _columns(header: Sequence[str], source: str) -> list[str]:
    columns = [name.strip().lower() for name in header]
    _check_header(columns, source)
    return columns


def _rows(
    lines: Iterator[tuple[int, bytes]], columns: Sequence[str], source: str, trouble: Trouble
) -> Iterator[tuple[list[str], Placed]]:
    for number, line in lines:
        if not line:
            continue
        try:
            cells = decoded(line, number, source).split("\t")
            pair = _pair(_named(cells, columns))
        except InputError as error:
            trouble(error)
        except ValueError as error:
            trouble(InputError(f"{source}, line {number}: {error}"))
        else:
            yield cells, Placed(pair, number)


def _named(cells: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    if len(cells) != len(columns):
        raise ValueError(
            f"{len(cells)} cell{'s' * (len(cells) != 1)} under a header of {len(columns)}; "
            "look for a tab or a line break inside a cell"
        )
    return dict(zip(columns, cells, strict=True))


def _check_header(columns: list[str], source: str) -> None:
    missing = [name for name in ("ko", "en") if name not in columns]
    if columns == [""]:
        raise InputError(f"{source} is empty; a TSV starts with a header that names ko and en")
    if missing:
        quoted = {f'"{name}"' for name in missing} <= set(columns)
        advice = (
            "save the cells without the quotation marks around them, which here are text"
            if quoted
            else "add a header with the tab-separated names ko and en"
        )
        raise InputError(
            f"{source}, line 1: the header names no column {' and no '.join(missing)}; {advice}"
        )
    twice = [name for name in COLUMNS if columns.count(name) > 1]
    if twice:
        raise InputError(f"{source}, line 1: two columns are called {twice[0]}; rename one")


def _pair(row: Mapping[str, str]) -> Pair:
    ko, en = text_or_none(row["ko"]), text_or_none(row["en"])
    return Pair(
        doc=row.get("doc", ""),
        ko=ko,
        en=en,
        ko_spans=_spans(row, "ko_spans"),
        en_spans=_spans(row, "en_spans"),
        type=_type(row) or bead_type(ko, en),
        similarity=_score(row, "similarity"),
        confidence=_score(row, "confidence"),
        findings=tuple(_finding(code) for code in row.get("findings", "").split("|") if code),
    )


@cache
def _finding(code: str) -> Finding:
    """What the catalogue knows of a code; the cell says no more."""
    from aligner.checks import rule

    try:
        return rule(code).finding(None, None, rule(code).summary)
    except UsageError:
        return Finding(code, "warning", None, None, "")


_REMEDY = "correct it, or rename the column if it holds something else"


def _type(row: Mapping[str, str]) -> str:
    cell = row.get("type", "")
    if cell and not _TYPE.fullmatch(cell):
        raise ValueError(f"type {cell[:40]!r} is not of the form 2-1; {_REMEDY}")
    return cell


def _score(row: Mapping[str, str], column: str) -> float | None:
    cell = row.get(column, "")
    score = score_or_none(cell)
    if cell and score is None:
        raise ValueError(f"{column} {cell[:40]!r} is not a number; {_REMEDY}")
    return score


def _spans(row: Mapping[str, str], column: str) -> tuple[Span, ...]:
    cell = row.get(column, "")
    try:
        return spans_of(cell) if cell else ()
    except ValueError:
        raise ValueError(
            f"{column} {cell[:40]!r} is not of the form [[17,44],[46,69]], each end behind its start; {_REMEDY}"
        ) from None
