"""Settings of ``aligner check`` from ``aligner.toml`` or ``[tool.aligner]`` in ``pyproject.toml``.

The nearest folder upwards from the working directory counts that has the one or
the other. Keys are those of the command line, and beside them
``per-file-ignores``, a table of file patterns with the codes that are not
reported for them, and every number that `aligner.checks.Options` has::

    select = ["E", "L", "N"]
    fail-on = "warning"
    glossary = "terms.tsv"
    low-confidence = 0.3

    [per-file-ignores]
    "web/*.tsv" = ["B2"]
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.errors import InputError, UsageError
from aligner.types import SEVERITIES

if TYPE_CHECKING:
    from aligner.checks import Options, Term

FORMATS = ("full", "concise", "json")
_FILE = "aligner.toml"
_PROJECT = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What to check and how to report it; ``folder`` is where the file with the settings is.

    ``numbers`` are those that the file sets, by the name of the field of
    `aligner.checks.Options`.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fail_on: str = "error"
    format: str = "full"
    glossary: Path | None = None
    date: datetime.date | None = None
    numbers: tuple[tuple[str, float], ...] = ()
    folder: Path = Path()

    def over(self, **given: Any) -> Settings:
        """These settings, but for what was given on the command line.

        >>> Settings(fail_on="info", format="json").over(fail_on="error", format=None)
        ... # doctest: +ELLIPSIS
        Settings(select=None, ..., fail_on='error', format='json', ...)
        """
        return replace(self, **{name: value for name, value in given.items() if value is not None})

    def ignored_for(self, file: str) -> tuple[str, ...]:
        """The codes that are not reported for a file.

        >>> settings = Settings(ignore=("E142",), per_file_ignores=(("web/*", ("B2",)),))
        >>> settings.ignored_for("web/a.tsv"), settings.ignored_for("a.tsv")
        (('E142', 'B2'), ('E142',))
        """
        path, folder = Path(file).resolve(), self.folder.resolve()
        relative = path.relative_to(folder) if path.is_relative_to(folder) else path
        names = {relative.as_posix(), path.name}
        more = (
            code
            for pattern, codes in self.per_file_ignores
            if any(fnmatch(name, pattern) for name in names)
            for code in codes
        )
        return (*self.ignore, *more)

    def options(self) -> Options:
        """The options of the checks, with the glossary read."""
        from aligner.checks import Options

        terms = read_glossary(self.glossary) if self.glossary else ()
        numbers: dict[str, Any] = dict(self.numbers)
        return Options(glossary=terms, date=self.date, **numbers)


def load_settings(config: Path | None = None) -> Settings:
    """The settings of a file, or of the nearest one upwards from the working directory.

    A file named ``pyproject.toml`` is asked for ``[tool.aligner]``, any other
    one is all settings. Without a file there are the defaults. Raises UsageError
    with the file for what is not TOML, an unknown key or a value of the wrong type.
    """
    path = config or _nearest()
    if path is None:
        return Settings()
    table = _table(path)
    if table is None:
        raise UsageError(f"{path} has no [tool.aligner]; add it or name another file")
    return _settings(table, path)


def read_glossary(path: Path) -> tuple[Term, ...]:
    """The terms of a TSV with the columns ``ko`` and ``en``.

    Raises InputError, naming the line, for a row that lacks one of the two.
    """
    from aligner.checks import Term
    from aligner.formats import read_placed

    terms = []
    for placed in read_placed(path, "tsv"):
        ko, en = placed.pair.ko, placed.pair.en
        if ko is None or en is None:
            raise InputError(
                f"{path}, line {placed.line}: a term needs both ko and en; add the missing one"
            )
        terms.append(Term(ko.strip(), en.strip()))
    return tuple(terms)


def _nearest() -> Path | None:
    here = Path.cwd()
    for folder in (here, *here.parents):
        for path in (folder / _FILE, folder / _PROJECT):
            if path.is_file() and _table(path) is not None:
                return path
    return None


def _table(path: Path) -> Mapping[str, object] | None:
    """The table of settings; None for a ``pyproject.toml`` without one."""
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from None
    except ValueError as error:
        raise UsageError(f"{path} is not TOML: {error}") from None
    if path.name != _PROJECT:
        return content
    tool = content.get("tool")
    table = tool.get("aligner") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise UsageError(f"{path}: tool.aligner is not a table; write [tool.aligner]")
    return table


def _settings(table: Mapping[str, object], path: Path) -> Settings:
    readers = _readers(path.parent)
    values: dict[str, Any] = {}
    numbers: dict[str, float] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if key not in readers:
            raise UsageError(f"{path}: there is no setting {key!r}; there are {', '.join(readers)}")
        try:
            read = readers[key](value)
        except ValueError as error:
            raise UsageError(f"{path}: {key} {error}, not {value!r}") from None
        if readers[key] is _number:
            numbers[name] = read
        else:
            values[name] = read
    return Settings(**values, numbers=tuple(numbers.items()), folder=path.parent)


def _readers(folder: Path) -> dict[str, Callable[[object], Any]]:
    """What turns the value of a key into a setting, or says in a ValueError what it has to be."""
    from aligner.checks import Options

    numbers = [field.name for field in fields(Options) if field.name not in ("glossary", "date")]
    return {
        "select": _codes,
        "ignore": _codes,
        "per-file-ignores": _codes_by_pattern,
        "fail-on": _one_of(SEVERITIES),
        "format": _one_of(FORMATS),
        "glossary": lambda value: folder / _text(value),
        "date": _date,
        **{name.replace("_", "-"): _number for name in numbers},
    }


def _codes(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(code, str) and code for code in value):
        raise ValueError("must be a list of codes")
    return tuple(code.upper() for code in value)


def _codes_by_pattern(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise ValueError("must be a table of file patterns and lists of codes")
    return tuple((pattern, _codes(codes)) for pattern, codes in value.items())


def _one_of(names: tuple[str, ...]) -> Callable[[object], object]:
    def read(value: object) -> object:
        if value not in names:
            raise ValueError(f"must be one of {', '.join(names)}")
        return value

    return read


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be a text")
    return value


def _date(value: object) -> datetime.date:
    try:
        return value if type(value) is datetime.date else datetime.date.fromisoformat(_text(value))
    except ValueError:
        raise ValueError("must be a date such as 2024-05-17") from None


def _number(value: object) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise ValueError("must be a number")
    return float(value)
