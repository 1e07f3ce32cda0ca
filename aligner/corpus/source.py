"""What the corpus commands read: a corpus, or any file of pairs taken for one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from aligner.corpus.documents import DocumentRow, ErrorRow
from aligner.corpus.store import open_corpus
from aligner.errors import InputError
from aligner.formats import read_pairs
from aligner.formats.values import single_line
from aligner.types import Pair
from aligner.version import __version__


class Source(Protocol):
    """Documents with their beads, as often as they are asked for; `Corpus` is one."""

    @property
    def run(self) -> Mapping[str, Any]:
        """How it was made."""

    def documents(self) -> Iterator[DocumentRow]:
        """The documents, in order."""

    def errors(self) -> Iterator[ErrorRow]:
        """The documents that could not be used."""

    def by_document(self) -> Iterator[tuple[DocumentRow, list[Pair]]]:
        """Every document with its beads."""


@dataclass(frozen=True)
class PairFile:
    """The pairs of a file, held in memory and grouped by ``Pair.doc``.

    The documents stand in the order in which the file first names them; what names
    none is one document together, called "".
    """

    path: Path
    groups: Mapping[str, list[Pair]]
    run: Mapping[str, Any] = field(default_factory=dict)

    def documents(self) -> Iterator[DocumentRow]:
        """Its documents, of which nothing but their counts is known."""
        for name, pairs in self.groups.items():
            two_sided = sum(not pair.is_null for pair in pairs)
            yield DocumentRow(name, beads=len(pairs), pairs=two_sided)

    def errors(self) -> Iterator[ErrorRow]:
        """None: what cannot be read ends the reading."""
        return iter(())

    def by_document(self) -> Iterator[tuple[DocumentRow, list[Pair]]]:
        """Every document with its pairs."""
        return zip(self.documents(), self.groups.values(), strict=True)


def open_source(path: str | os.PathLike[str], format: str | None = None) -> Source:
    """The corpus in a folder, or the pairs of a file (`aligner.formats.read_pairs`).

    Raises InputError for what is neither and for what holds no documents, and
    UsageError for a format that is none.
    """
    path = Path(path)
    if not path.exists():
        raise InputError(f"there is neither a corpus nor a file {path}; check the name")
    source: Source = open_corpus(path) if path.is_dir() else _read_file(path, format)
    if next(source.documents(), None) is None:
        raise InputError(f"{path}: there are no documents in it; there is nothing to do")
    return source


def _read_file(path: Path, format: str | None) -> PairFile:
    groups: dict[str, list[Pair]] = {}
    for pair in read_pairs(path, format):
        name = single_line(pair.doc)  # as the table of documents holds it
        groups.setdefault(name, []).append(replace(pair, doc=name))
    return PairFile(path, groups, {"file": path.name})


def is_of_a_file(run: Mapping[str, Any]) -> bool:
    """Whether pairs go back to a file, by what is told of their making.

    Of such pairs nobody knows whether they were checked; those of a built corpus were.

    >>> is_of_a_file({"aligner": "0.1.0", "made_by": "filter", "from": {"file": "pairs.tsv"}})
    True
    """
    step: Any = run
    while isinstance(step, Mapping) and isinstance(step.get("from"), Mapping):
        step = step["from"]
    return "file" in step


def derived_run(source: Source, command: str, **facts: Any) -> dict[str, Any]:
    """What ``run.json`` says of a corpus that was made of another one.

    Under ``from`` stands all that was known of the other, so nothing of the chain is lost.
    """
    return {"aligner": __version__, "made_by": command, **facts, "from": dict(source.run)}
