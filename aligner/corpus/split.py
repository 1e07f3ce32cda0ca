"""Train, validation and test parts of a corpus, of which none knows another.

A corpus is divided by document, never by pair. Documents that share a sentence, exactly or
nearly and on either side, go the same way: what is trained on must not be measured. Short
sentences and those of many documents do not bind, or all would hang together: "네."
is in every test set and says nothing.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aligner.checks.boilerplate import is_article
from aligner.corpus.documents import DocumentRow
from aligner.corpus.duplicates import NearTexts, fingerprint
from aligner.corpus.normalised import comparable
from aligner.corpus.shards import ShardFormat
from aligner.corpus.source import Source, derived_run
from aligner.corpus.store import Corpus, write_corpus
from aligner.errors import InputError, UsageError
from aligner.formats import new_folder
from aligner.types import SIDES, Pair, Side

SPLITS = ("train", "validation", "test")

NEAR = 0.8
"""The likeness (Jaccard of character shingles, 0 to 1) from which on sentences are nearly the same."""

BINDING: dict[Side, int] = {"ko": 10, "en": 20}
"""Letters and digits from which on a sentence binds."""

COMMON = 20
"""Documents from which on a sentence binds none of them."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two documents that share a sentence: its texts in both, and how alike they are."""

    first: str
    second: str
    side: Side
    texts: tuple[str, str]
    likeness: float


@dataclass(frozen=True, slots=True)
class Links:
    """What binds the documents of a corpus.

    ``common`` are sentences that stand in several documents and bind none of them, being
    short or too frequent, with the documents' numbers.
    """

    links: tuple[Link, ...]
    common: Mapping[str, int]


def links_of(source: Source) -> Links:
    """Compare all sentences of a corpus, those without a partner too unless they are furniture."""
    found: list[Link] = []
    common: dict[str, int] = {}
    for side in SIDES:
        standing = _standing(source, side)
        distinct = list(standing)
        index = NearTexts(side, NEAR)
        for number, plain in enumerate(distinct):
            text, documents = standing[plain]
            if not _binds(plain, side) or len(documents) >= COMMON:
                if len(documents) > 1:
                    common[text] = len(documents)
                continue
            first, *others = documents
            found += (Link(first, other, side, (text, text), 1.0) for other in others)
            for near, likeness in index.near(plain).items():
                other_text, (other, *_) = standing[distinct[near]]
                if other != first:
                    found.append(Link(other, first, side, (other_text, text), likeness))
            index.add(number, plain)
    return Links(tuple(found), common)


def _standing(source: Source, side: Side) -> dict[str, tuple[str, list[str]]]:
    """Each sentence of one side as it is compared: as it first stood, and its documents."""
    standing: dict[str, tuple[str, list[str]]] = {}
    for row, beads in source.by_document():
        for bead in beads:
            text = bead.ko if side == "ko" else bead.en
            if not text or (bead.is_null and not is_article(text)):
                continue
            if plain := comparable(text):
                documents = standing.setdefault(plain, (text, []))[1]
                if not documents or documents[-1] != row.id:
                    documents.append(row.id)
    return standing


def _binds(plain: str, side: Side) -> bool:
    return len(plain.replace(" ", "")) >= BINDING[side]


def groups_of(documents: Iterable[str], links: Iterable[Link]) -> list[list[str]]:
    """The documents in groups that nothing binds to one another, each group sorted.

    >>> groups_of(["a", "b", "c"], [Link("c", "a", "ko", ("", ""), 1.0)])
    [['a', 'c'], ['b']]
    """
    parent = {name: name for name in documents}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for link in links:
        first, second = sorted((root(link.first), root(link.second)))
        parent[second] = first
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(parent):
        groups[root(name)].append(name)
    return list(groups.values())


def assign(
    rows: Sequence[DocumentRow],
    groups: Sequence[Sequence[str]],
    shares: Mapping[str, float],
    seed: int = 0,
) -> dict[str, str]:
    """The split of each document, by its id.

    ``shares`` are parts of all pairs and add up to 1. The groups are gone through source by
    source, shuffled by the seed inside of each; every group goes where most is wanting of
    what should be there by then. So each source is divided as the whole is, and the order of
    the documents makes no difference. Raises InputError if a split would stay empty.

    >>> rows = [DocumentRow(name, pairs=10) for name in "abcdefghij"]
    >>> splits = assign(rows, [[row.id] for row in rows], {"train": 0.8, "test": 0.2})
    >>> sorted(splits.values()).count("test")
    2
    """
    by_id = {row.id: row for row in rows}
    dice = {
        group[0]: random.Random(fingerprint(f"{seed}\t{group[0]}")).random() for group in groups
    }
    ordered = sorted(groups, key=lambda group: (by_id[group[0]].source, dice[group[0]], group[0]))
    filled = dict.fromkeys(shares, 0)
    placed = 0
    splits: dict[str, str] = {}
    for group in ordered:
        size = sum(by_id[name].pairs for name in group)
        placed += size
        # Documents without pairs go to the first, where they do no harm.
        wanting = {name: share * placed - filled[name] for name, share in shares.items()}
        chosen = max(wanting, key=lambda name: wanting[name]) if size else next(iter(shares))
        filled[chosen] += size
        splits.update(dict.fromkeys(group, chosen))
    for name, share in shares.items():
        if share and not filled[name]:
            raise InputError(
                f"{len(groups)} groups of documents are too few for a {name} part of {share:.1%}; "
                "ask for a larger part, or give more documents"
            )
    return splits


def shares_of(sizes: Mapping[str, float | None], pairs: int) -> dict[str, float]:
    """Sizes as shares of all pairs: below 1 they are shares, from 1 on numbers of pairs.

    The one that is not given takes the rest. Raises UsageError if they do not fit.

    >>> shares_of({"train": None, "validation": 50, "test": 0.1}, 1000)
    {'train': 0.85, 'validation': 0.05, 'test': 0.1}
    """
    shares = {
        name: size / pairs if size >= 1 and pairs else size
        for name, size in sizes.items()
        if size is not None
    }
    rest = 1 - sum(shares.values())
    unset = [name for name in sizes if sizes[name] is None]
    if rest < -1e-9 or len(unset) > 1 or (not unset and abs(rest) > 1e-6):
        raise UsageError(
            f"the parts add up to {sum(shares.values()):.1%} of {pairs:,} pairs; "
            "leave --train out and it takes the rest"
        )
    return {name: round(shares.get(name, rest), 9) for name in sizes}


def write_split(
    source: Source,
    folder: Path,
    sizes: Mapping[str, float | None],
    seed: int = 0,
    format: ShardFormat = "parquet",
) -> tuple[Corpus, Links]:
    """Write the corpus again into a new folder, with the ``split`` of its documents set."""
    rows = list(source.documents())
    shares = shares_of(sizes, sum(row.pairs for row in rows))
    links = links_of(source)
    splits = assign(rows, groups_of((row.id for row in rows), links.links), shares, seed)
    with new_folder(folder) as temporary:
        contents: Iterator[tuple[DocumentRow, list[Pair]]] = (
            (replace(row, split=splits[row.id]), beads) for row, beads in source.by_document()
        )
        run = derived_run(source, "split", options={"shares": shares, "seed": seed})
        corpus = write_corpus(temporary, contents, run, source.errors(), format)
    return replace(corpus, folder=folder), links


def leaks(source: Source) -> tuple[list[Link], Links]:
    """The links between documents of different splits, and all there are.

    Every sentence is looked at again, so this proves a split whoever made it. Raises
    InputError for a corpus without splits.
    """
    splits = {row.id: row.split for row in source.documents()}
    if not any(splits.values()):
        raise InputError("no document has a split; make them with 'aligner split CORPUS -o OUT'")
    links = links_of(source)
    return [link for link in links.links if splits[link.first] != splits[link.second]], links
