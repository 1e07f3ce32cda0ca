r"""The tables of a corpus: its documents, and those that could not be used.

Tab-separated under a header, UTF-8, nothing quoted; what would break a cell (a tab, a
line break of any kind) is a space in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from aligner.errors import InputError
from aligner.formats.values import single_line

Row = TypeVar("Row", "DocumentRow", "ErrorRow")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of a corpus.

    ``id`` is ``Pair.doc`` of its pairs and unique in the corpus. ``ko`` and ``en`` are its
    files as the manifest names them; ``date``, ``source``, ``licence`` and ``split`` are
    what is known of it, empty if nothing is. ``ko_sentences`` and ``en_sentences`` count
    the sentences of the article, ``beads`` all its rows in ``pairs/``, ``pairs`` those
    of them that have both sides. ``coverage`` (0 to 1) is the share of the original's
    characters that the translation covers. ``doubtful`` is 1 where the two texts hardly
    look like translations of each other.
    """

    id: str
    ko: str = ""
    en: str = ""
    date: str = ""
    source: str = ""
    licence: str = ""
    split: str = ""
    ko_sentences: int = 0
    en_sentences: int = 0
    beads: int = 0
    pairs: int = 0
    coverage: float = 0.0
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """A document that could not be used, and why."""

    id: str
    ko: str
    en: str
    reason: str


class PassingErrorRow(ErrorRow):
    """An error that another try may not meet: a store that did not answer, too little memory."""


def render(rows: Iterable[DocumentRow | ErrorRow], row_type: type[Any]) -> Iterator[str]:
    r"""The table, line by line.

    >>> list(render([ErrorRow("a", "a.ko", "a.en", "no\ttext")], ErrorRow))
    ['id\tko\ten\treason\n', 'a\ta.ko\ta.en\tno text\n']
    """
    names = [field.name for field in fields(row_type)]
    yield "\t".join(names) + "\n"
    for row in rows:
        yield "\t".join(_cell(getattr(row, name)) for name in names) + "\n"


def read(path: Path, row_type: type[Row]) -> Iterator[Row]:
    """The rows of a table. Raises InputError, with the line, for one that is damaged."""
    columns = fields(row_type)
    try:
        stream = path.open(encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}") from None
    with stream:
        header = stream.readline().rstrip("\n").split("\t")
        if header != [column.name for column in columns]:
            raise InputError(f"{path}, line 1: not the header of such a table; build it anew")
        for number, line in enumerate(stream, 2):
            cells = line.rstrip("\n").split("\t")
            try:
                yield row_type(
                    *(
                        {"int": int, "float": float}.get(str(column.type), str)(cell)
                        for column, cell in zip(columns, cells, strict=True)
                    )
                )
            except ValueError as error:
                raise InputError(f"{path}, line {number}: {error}; build it anew") from None


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4f}"
    return single_line(str(value))
