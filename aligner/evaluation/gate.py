"""Floors under the scores, so that no change lowers them unnoticed.

The floors stand in a TOML file, one table for each set::

    [hard2]
    strict_f1 = 0.93
    null_f1 = 0.90

    [hard2-news]
    set = "hard2"             # the name of the table when not given
    documents = "ntrex_*"     # a shell pattern; all when not given
    held_out = true           # only documents that nothing was fitted on
    sha256 = "9f86d081…"      # of the gold, so that an easier one is noticed
    strict_precision = 0.95

A floor is called by its measure and ``_precision``, ``_recall`` or ``_f1``; the
measures are those of `aligner.evaluation.lines` and `aligner.evaluation.spans`.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from aligner.errors import InputError
from aligner.evaluation.gold import GoldDocument, fingerprint
from aligner.evaluation.lines import score_lines
from aligner.evaluation.measure import Result
from aligner.evaluation.scores import PARTS, Scores
from aligner.evaluation.spans import score_spans
from aligner.evaluation.split import is_held_out

FLOOR_NAMES: frozenset[str] = frozenset(
    f"{measure}_{part}"
    for scores in (score_lines([], []), score_spans([], [], "", ""))
    for measure in scores.tallies
    for part in PARTS
)

_ROUNDING = 1e-9  # so that nine hits in ten hold a floor of 0.9


@dataclass(frozen=True, slots=True)
class Requirement:
    """One table of the floors file. ``floors`` maps ``strict_f1`` and the like to a share."""

    name: str
    collection: str
    floors: Mapping[str, float]
    documents: str = "*"
    held_out: bool = False
    sha256: str | None = None

    def covers(self, document: GoldDocument) -> bool:
        """Whether the floors are about this document."""
        return (
            document.collection == self.collection
            and fnmatchcase(document.name, self.documents)
            and (is_held_out(document.name) or not self.held_out)
        )


def read_floors(path: str | os.PathLike[str]) -> list[Requirement]:
    """The requirements of a floors file.

    Raises InputError for a file that is missing or no TOML, for a key that
    means nothing (a floor misspelt would never fail) and for a value of the
    wrong kind.
    """
    try:
        tables = tomllib.loads(Path(path).read_text("utf-8"))
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}; check the name") from None
    except ValueError as error:  # TOMLDecodeError or UnicodeDecodeError
        raise InputError(f"{path} is not TOML ({error}); correct the file") from None
    if not tables:
        raise InputError(f"{path} sets no floors; add a table such as [hard2]")
    try:
        return [_requirement(name, table) for name, table in tables.items()]
    except ValueError as error:
        raise InputError(f"{path}: {error}") from None


def _requirement(name: str, table: Any) -> Requirement:
    if not isinstance(table, dict):
        raise ValueError(f"{name} stands outside a table; put it under one such as [hard2]")
    settings = {"set": str, "documents": str, "held_out": bool, "sha256": str}
    floors = {}
    for key, value in table.items():
        if key in settings:
            if not isinstance(value, settings[key]):
                raise ValueError(f"{key} in [{name}] is not a {settings[key].__name__}; correct it")
        elif key not in FLOOR_NAMES:
            raise ValueError(f"{key} in [{name}] means nothing; floors are called like strict_f1")
        elif isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
            raise ValueError(f"{key} in [{name}] is not a number from 0 to 1; correct it")
        else:
            floors[key] = float(value)
    if not floors:
        raise ValueError(f"[{name}] sets no floor; add one such as strict_f1 = 0.9")
    return Requirement(
        name=name,
        collection=table.get("set", name),
        floors=floors,
        documents=table.get("documents", "*"),
        held_out=table.get("held_out", False),
        sha256=table.get("sha256"),
    )


def gate_failures(requirements: Iterable[Requirement], results: Sequence[Result]) -> list[str]:
    """What the results fall short of, one line each; empty when all floors hold.

    ``results`` may mix those of lines and of running text. A floor for which
    nothing was measured is a failure too.
    """
    return [line for requirement in requirements for line in _failures(requirement, results)]


def _failures(requirement: Requirement, results: Sequence[Result]) -> list[str]:
    covered = [result for result in results if requirement.covers(result.document)]
    name = requirement.name
    if not covered:
        return [f"{name}: no document was measured; give the folder of {requirement.collection}"]
    failures = []
    documents = {result.document.name: result.document for result in covered}
    actual = fingerprint(documents.values())
    if requirement.sha256 not in (None, actual):
        failures.append(
            f"{name}: the gold is not the one that the floors were set on; its sha256 is {actual}"
        )
    for key, floor in requirement.floors.items():
        measure, _, part = key.rpartition("_")
        scores = Scores.total(r.scores for r in covered if measure in r.scores.tallies)
        if not scores.documents:
            failures.append(f"{name}: {key} was not measured; its floor is {floor:.4f}")
            continue
        value = getattr(scores[measure], part)
        if value < floor - _ROUNDING:
            failures.append(
                f"{name}: {key} is {value:.4f}, below its floor of {floor:.4f} "
                f"(documents: {scores.documents})"
            )
    return failures
