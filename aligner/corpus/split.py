"""Train, validation and test parts of a corpus, of which none knows another.

A corpus is divided by document, never by pair. Documents that share a sentence, exactly or
nearly and on either side, go the same way: what is trained on must not be measured. Short
sentences and those of many documents do not bind, or all would hang together: "네."
is in every test set and says nothing.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from aligner.checks.boilerplate import is_article
from aligner.corpus.documents import DocumentRow
from aligner.corpus.duplicates import NearTexts, fingerprint
from aligner.corpus.normalised import comparable
from aligner.corpus.shards import ShardFormat
from aligner.corpus.source import Source, derived_run
from aligner.corpus.store import Corpus, write_corpus
from aligner.errors import InputError, UsageError
from aligner.types import SIDES, Side

SPLITS = ("train", "validation", "test")

NEAR = 0.8
"""The likeness (Jaccard of character shingles, 0 to 1) from which on sentences are nearly the same."""

BINDING: dict[Side, int] = {"ko": 10, "en": 20}
"""Letters and digits from which on a sentence binds."""

COMMON = 20
"""Documents from which on a sentence, with those that are nearly the same, binds none of them."""


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
        sentences = _sentences(source, side)
        near = _near(sentences, side)
        passed_over: set[int] = set()
        for group in groups_of(range(len(sentences)), near):
            documents = {name for number in group for name in sentences[number].documents}
            first = sentences[group[0]]
            if len(documents) >= COMMON or not first.binds(side):
                passed_over.update(group)
                if len(documents) > 1:
                    common[first.text] = len(documents)
        for number, sentence in enumerate(sentences):
            if number not in passed_over:
                name, *others = sentence.documents
                texts = sentence.text, sentence.text
                found += (Link(name, other, side, texts, 1.0) for other in others)
        for (one, other), likeness in near.items():
            names = sentences[one].documents[0], sentences[other].documents[0]
            if one not in passed_over and names[0] != names[1]:
                texts = sentences[one].text, sentences[other].text
                found.append(Link(*names, side, texts, likeness))
    return Links(tuple(found), common)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as it first stood, as it is compared, and the documents that have it."""

    text: str
    plain: str
    documents: list[str]

    def binds(self, side: Side) -> bool:
        return len(self.plain.replace(" ", "")) >= BINDING[side]


def _sentences(source: Source, side: Side) -> list[_Sentence]:
    found: dict[str, _Sentence] = {}
    for row, beads in source.by_document():
        for bead in beads:
            text = bead.ko if side == "ko" else bead.en
            if not text or (bead.is_null and not is_article(text)):
                continue
            if plain := comparable(text):
                documents = found.setdefault(plain, _Sentence(text, plain, [])).documents
                if not documents or documents[-1] != row.id:
                    documents.append(row.id)
    return list(found.values())


def _near(sentences: Sequence[_Sentence], side: Side) -> dict[tuple[int, int], float]:
    """The numbers of sentences that are nearly the same, with their likeness."""
    index = NearTexts(side, NEAR)
    found = {}
    for number, sentence in enumerate(sentences):
        if sentence.binds(side):
            for other, likeness in index.near(sentence.plain).items():
                found[other, number] = likeness
            index.add(number, sentence.plain)
    return found


Item = TypeVar("Item", int, str)


def groups_of(items: Iterable[Item], links: Iterable[tuple[Item, Item]]) -> list[list[Item]]:
    """The items in groups that nothing links to one another, each group sorted.

    >>> groups_of(["a", "b", "c"], [("c", "a")])
    [['a', 'c'], ['b']]
    """
    parent = {item: item for item in items}

    def root(item: Item) -> Item:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, other in links:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    groups: defaultdict[Item, list[Item]] = defaultdict(list)
    for item in sorted(parent):
        groups[root(item)].append(item)
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
    splits = _assigned(rows, groups, shares, seed)
    if lacking := _empty(rows, splits, shares):
        raise InputError(_too_few(rows, groups, shares, seed, lacking))
    return splits


def _assigned(
    rows: Sequence[DocumentRow],
    groups: Sequence[Sequence[str]],
    shares: Mapping[str, float],
    seed: int,
) -> dict[str, str]:
    """The split of each document, whether or not there are enough for all."""
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
    return splits


def _empty(
    rows: Iterable[DocumentRow], splits: Mapping[str, str], shares: Mapping[str, float]
) -> list[str]:
    """The parts that should have pairs and have none."""
    filled = {splits[row.id] for row in rows if row.pairs}
    return [name for name, share in shares.items() if share and name not in filled]


def _too_few(
    rows: Sequence[DocumentRow],
    groups: Sequence[Sequence[str]],
    shares: Mapping[str, float],
    seed: int,
    lacking: Sequence[str],
) -> str:
    """Why a part stays empty, and sizes with which none does."""
    if len(rows) == 1:
        return (
            "there is one document only, and a document is never divided; in a file of pairs the "
            "column doc says which document each is of"
        )
    if len(groups) == 1:
        return (
            f"all {len(rows):,} documents share sentences and stay together; nothing can be divided"
        )
    name = lacking[0]
    told = (
        f"{len(groups):,} documents, or groups of them that share sentences, are too few for a "
        f"{name} part of {shares[name]:.1%}"
    )
    first, *others = shares
    for dropped in (None, *reversed(others)):
        for percent in range(1, 100):
            parts = {
                name: 0.0 if name == dropped else max(math.ceil(100 * shares[name]), percent) / 100
                for name in others
                if shares[name]
            }
            trial = {first: 1 - sum(parts.values()), **dict.fromkeys(others, 0.0), **parts}
            if trial[first] > 0 and not _empty(rows, _assigned(rows, groups, trial, seed), trial):
                sizes = " ".join(f"--{name} {share:.0%}" for name, share in parts.items())
                return f"{told}; {sizes} would do"
    return f"{told}; give more documents"


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
            f"the parts add up to {sum(shares.values()):.1%} of the pairs ({pairs:,}); "
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
    bound = groups_of((row.id for row in rows), ((link.first, link.second) for link in links.links))
    splits = assign(rows, bound, shares, seed)
    contents = ((replace(row, split=splits[row.id]), beads) for row, beads in source.by_document())
    run = derived_run(source, "split", options={"shares": shares, "seed": seed})
    return write_corpus(folder, contents, run, source.errors(), format), links


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
