"""A spreadsheet for people: a row a pair, with filters, the header in place as one scrolls.

Every cell is written as text or as a number, never as a formula or a link, whatever it
begins with.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from typing import Any, BinaryIO

from aligner.corpus.exports.selection import Chosen
from aligner.errors import InputError, UsageError
from aligner.formats.values import rounded, without_surrogates
from aligner.types import Pair

COLUMNS = {
    "document": 18,
    "Korean": 60,
    "English": 60,
    "type": 6,
    "confidence": 11,
    "similarity": 11,
    "findings": 14,
    "messages": 40,
}
"""The columns and their widths in characters."""

ROWS_A_SHEET = 1_000_000
LONGEST_CELL = 32_767
"""What Excel holds."""

_NO_DAY = datetime.datetime(2000, 1, 1)
"""Told as the day of making, so that the same pairs make the same file."""


def write(documents: Iterable[Chosen], stream: BinaryIO) -> None:
    """Write a workbook; further sheets follow where one is full.

    Raises UsageError if XlsxWriter is missing, InputError for a text that no cell holds.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise UsageError(
            "spreadsheets need the package XlsxWriter: pip install 'aligner[xlsx]'"
        ) from None
    # XlsxWriter's zip file goes on writing after an error: not into a stream that is closed.
    whole = io.BytesIO()
    try:
        _fill(xlsxwriter.Workbook(whole, {"constant_memory": True}), documents)
    except xlsxwriter.exceptions.FileCreateError as error:
        raise error.args[0] from None  # what the operating system said
    stream.write(whole.getbuffer())


def _fill(workbook: Any, documents: Iterable[Chosen]) -> None:
    with workbook as book:
        book.set_properties({"created": _NO_DAY})
        heading = book.add_format({"bold": True, "bg_color": "#E8EEF5"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        number = book.add_format({"num_format": "0.000", "valign": "top"})
        sheet, row = _new_sheet(book, heading), 0
        for document in documents:
            for pair in document.pairs:
                if row == ROWS_A_SHEET:
                    _finish(sheet, row)
                    sheet, row = _new_sheet(book, heading), 0
                row += 1
                _write_row(sheet, row, pair, wrapped, number)
        _finish(sheet, row)


def _new_sheet(book: Any, heading: Any) -> Any:
    number = len(book.worksheets()) + 1
    sheet = book.add_worksheet("Pairs" if number == 1 else f"Pairs {number}")
    sheet.freeze_panes(1, 0)
    for column, (name, width) in enumerate(COLUMNS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, heading)
    return sheet


def _finish(sheet: Any, rows: int) -> None:
    sheet.autofilter(0, 0, rows, len(COLUMNS) - 1)


def _write_row(sheet: Any, row: int, pair: Pair, wrapped: Any, number: Any) -> None:
    cells = (
        pair.doc,
        pair.ko or "",
        pair.en or "",
        pair.type,
        rounded(pair.confidence),
        rounded(pair.similarity),
        " ".join(finding.code for finding in pair.findings),
        "\n".join(f"{finding.code}: {finding.message}" for finding in pair.findings),
    )
    for column, cell in enumerate(cells):
        if isinstance(cell, float):
            sheet.write_number(row, column, cell, number)
        elif cell:
            if len(cell) > LONGEST_CELL:
                raise InputError(
                    f"a text of {len(cell):,} characters in document {pair.doc!r}: a cell holds "
                    f"{LONGEST_CELL:,}; leave it out with --max-length {LONGEST_CELL}"
                )
            sheet.write_string(row, column, without_surrogates(cell), wrapped)
