"""The pairs of a file or a corpus, with all that is to be said of each."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from aligner.checks import check, rule
from aligner.corpus import is_corpus, open_corpus
from aligner.errors import InputError, UsageError
from aligner.formats import read_pairs
from aligner.formats.jsonl import render
from aligner.types import Finding, Pair


@dataclass(frozen=True, slots=True)
class Source:
    """Pairs and where they come from.

    ``name`` is what to call it, ``run`` what is known of its making (of a file:
    nothing), ``digest`` the SHA-256 of the pairs as they were read. Every pair names a
    document; those of a file that says nothing of documents are one, called as the file.
    """

    path: Path
    name: str
    pairs: tuple[Pair, ...]
    digest: str
    run: Mapping[str, Any]

    @property
    def is_corpus(self) -> bool:
        """Whether the path is a folder."""
        return self.path.is_dir()


def open_source(path: str | os.PathLike[str], format: str | None = None) -> Source:
    """Read the pairs of a file in any format, or of a corpus.

    Findings that the file gives as mere codes, as TSV does, are made anew with their
    places and messages, and so are all of them if it gives none. Raises InputError for what cannot be read or holds
    no pairs.
    """
    path = Path(path)
    run: Mapping[str, Any] = {}
    if is_corpus(path) or path.is_dir():
        corpus = open_corpus(path)
        pairs, run = list(corpus.pairs()), corpus.run
    else:
        pairs = read_pairs(path, format)
    if not pairs:
        raise InputError(f"{path}: there are no pairs in it; nothing can be shown")
    digest = hashlib.sha256()
    for line in render(pairs):
        digest.update(line.encode())
    name = path.resolve().name
    named = [pair if pair.doc else replace(pair, doc=Path(name).stem) for pair in pairs]
    return Source(path, name, tuple(explained(named)), digest.hexdigest(), run)


def explained(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs with findings that have messages and, where they can, places.

    >>> [pair] = explained([Pair("d", "다리가 안 열렸다.", "It wasn?t open.")])
    >>> [(finding.code, finding.span) for finding in pair.findings]
    [('E102', (7, 8))]
    """
    findings = [finding for pair in pairs for finding in pair.findings]
    if findings and not any(map(_is_a_code_only, findings)):
        return list(pairs)
    checked = check(pairs)
    if findings:
        checked = [_placed(old, new) for old, new in zip(pairs, checked, strict=True)]
    return [replace(pair, findings=tuple(map(_with_message, pair.findings))) for pair in checked]


def _placed(told: Pair, checked: Pair) -> Pair:
    """The pair with the findings it came with, in their places where checking finds these."""
    codes = {finding.code for finding in told.findings}
    found = [each for each in checked.findings if each.code in codes]
    # A glossary, other pairs or the page itself may have shown what is not found again.
    again = {each.code for each in found}
    lost = [each for each in told.findings if each.code not in again]
    return replace(checked, findings=(*found, *lost))


def _is_a_code_only(finding: Finding) -> bool:
    """Whether it comes from a table, which holds codes and nothing else of a finding."""
    try:
        told = {"", rule(finding.code).summary}
    except UsageError:
        told = {""}
    return finding.span is None and finding.side is None and finding.message in told


def _with_message(finding: Finding) -> Finding:
    if finding.message:
        return finding
    try:
        return replace(finding, message=rule(finding.code).summary)
    except UsageError:  # another tool's code
        return replace(finding, message="")


def documents_of(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    """The pairs of each document, in the order in which the documents first come."""
    documents: dict[str, list[Pair]] = {}
    for pair in pairs:
        documents.setdefault(pair.doc, []).append(pair)
    return documents
