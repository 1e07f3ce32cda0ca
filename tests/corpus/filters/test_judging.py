"""Nothing is lost, whatever the filters."""

import json
from collections import Counter
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.corpus import DocumentRow, open_corpus, write_corpus
from aligner.corpus.filters import (
    REMOVED,
    USUAL,
    Limits,
    filters_of,
    tally,
    write_filtered,
)
from aligner.corpus.personal_data import masked
from aligner.corpus.source import open_source
from aligner.errors import InputError, OutputError, UsageError
from aligner.formats import read_pairs, write_pairs
from aligner.types import Finding, Pair
from tests.formats.strategies import pairs as any_pairs

ERROR = Finding("E101", "error", "en", (0, 1), "a lost dash", "—")
GOOD = Pair(
    "a",
    "긴 다리가 강 위에 처음으로 열렸다.",
    "The long bridge over the river was opened for the first time.",
    similarity=0.9,
    confidence=0.99,
)


def filtered(tmp_path, pairs, limits, **options):
    """What stays of the pairs, and what is removed by file."""
    source = write_corpus(tmp_path / "in", _documents(pairs), {})
    counted = write_filtered(source, filters_of(limits), tmp_path / "out", **options)
    kept = list(open_corpus(tmp_path / "out").pairs())
    folder = tmp_path / "out" / REMOVED
    removed = {path.stem: read_pairs(path) for path in folder.glob("*")} if folder.exists() else {}
    return kept, removed, counted


def _documents(pairs):
    documents = {}
    for pair in pairs:
        documents.setdefault(pair.doc, []).append(pair)
    return [(DocumentRow(name), beads) for name, beads in documents.items()]


@settings(max_examples=30)
@given(
    pairs=st.lists(any_pairs | st.just(GOOD), max_size=12),
    limits=st.sampled_from([USUAL, Limits(), Limits(personal=True), Limits(length=3, repeated=1)]),
    nulls=st.booleans(),
)
def test_what_stays_and_what_is_removed_are_what_was_there(tmp_path_factory, pairs, limits, nulls):
    folder = tmp_path_factory.mktemp("corpus")
    pairs = [replace(pair, doc=f"d{number % 3}") for number, pair in enumerate(pairs)]
    kept, removed, counted = filtered(folder, pairs, limits, nulls=nulls)
    everything = Counter(open_corpus(folder / "in").pairs())
    assert Counter(chain(kept, *removed.values())) == everything
    assert counted.pairs + counted.nulls == len(pairs)
    assert counted.kept == sum(not pair.is_null for pair in kept)
    assert nulls or not any(pair.is_null for pair in kept)


@pytest.mark.parametrize(
    ("name", "limits", "pair"),
    [
        ("confidence", Limits(confidence=0.5), replace(GOOD, confidence=0.4)),
        ("similarity", Limits(similarity=0.5), replace(GOOD, similarity=0.4)),
        ("findings", Limits(findings=("warning",)), replace(GOOD, findings=(ERROR,))),
        ("findings", Limits(findings=("E1",)), replace(GOOD, findings=(ERROR,))),
        ("letters", Limits(letters=1), replace(GOOD, ko="2023", en="2023")),
        ("length", Limits(length=100), replace(GOOD, en="x" * 101)),
        ("ratio", Limits(ratio=(0.7, 6)), replace(GOOD, ko="하나")),
        ("language", Limits(language=0.2), replace(GOOD, ko=GOOD.en)),
        ("personal", Limits(personal=True), replace(GOOD, ko="전화 010-1234-5678")),
    ],
)
def test_each_filter_removes_its_own(tmp_path, name, limits, pair):
    kept, removed, counted = filtered(tmp_path, [GOOD, pair], limits)
    assert (kept, removed) == ([GOOD], {name: [pair]})
    assert counted.rejected[name] == counted.alone[name] == counted.removed[name] == 1
    [(score, example)] = counted.examples(name)
    assert example == pair
    line = (tmp_path / "out" / REMOVED / f"{name}.jsonl").read_text("utf-8")
    assert json.loads(line)["removed_by"] == {name: pytest.approx(score, abs=1e-4)}


def test_unknown_scores_are_accepted(tmp_path):
    pair = replace(GOOD, confidence=None, similarity=None)
    assert filtered(tmp_path, [pair], Limits(confidence=0.9, similarity=0.9))[0] == [pair]


def test_of_copies_the_first_good_one_stays(tmp_path):
    bad = replace(GOOD, confidence=0.1)
    copy = replace(GOOD, doc="b", ko=GOOD.ko.removesuffix("."))
    near = replace(GOOD, doc="c", ko=GOOD.ko.replace("처음", "마침내 처음"), en=GOOD.en[:-1] + "!!")
    other = replace(GOOD, doc="c", en="People crossed a new bridge for the first time.")
    limits = Limits(confidence=0.5, duplicates=True, near_duplicates=0.6)
    kept, removed, _ = filtered(tmp_path, [bad, GOOD, copy, near, other], limits)
    assert kept == [GOOD, other]
    assert removed == {"confidence": [bad], "duplicates": [copy], "near-duplicates": [near]}


def test_a_sentence_of_many_documents_is_boilerplate(tmp_path):
    pairs = [
        Pair(doc, "무단 전재 및 재배포 금지", f"Copyright {doc}", confidence=0.9) for doc in "abc"
    ]
    twice = [replace(GOOD, doc="a"), replace(GOOD, doc="a")]
    kept, removed, _ = filtered(tmp_path, [*pairs, *twice], Limits(repeated=2))
    assert (kept, removed) == (twice, {"repeated": pairs})


@pytest.mark.parametrize("name", ["test.tsv", "test.en", "test.txt"])
def test_overlap_with_an_evaluation_set(tmp_path, name):
    path = tmp_path / name
    if name == "test.tsv":
        write_pairs([Pair("", "긴 다리", GOOD.en)], path)
    else:
        path.write_text(GOOD.en.replace("river was", "river at last was") + "\n" + GOOD.en.upper())
    null = Pair("a", None, GOOD.en, type="0-1")
    part = replace(GOOD, en=f"It is said that {GOOD.en[0].lower()}{GOOD.en[1:]}")
    other = replace(GOOD, en="People crossed a new bridge and went home again in the evening.")
    limits = Limits(evaluation=(path,))
    kept, removed, _ = filtered(tmp_path, [GOOD, null, part, other], limits)
    assert (kept, removed) == ([other], {"evaluation": [GOOD, null, part]})


def test_masks_also_stand_in_what_is_removed(tmp_path):
    pairs = [replace(GOOD, ko="전화 010-1234-5678", confidence=score) for score in (0.1, 0.9)]
    kept, removed, counted = filtered(tmp_path, pairs, Limits(confidence=0.5), mask=True)
    assert kept == [masked(pairs[1])]
    assert removed == {"confidence": [masked(pairs[0])]}
    assert counted.personal == 2
    for path in (tmp_path / "out").rglob("*.jsonl"):
        assert "1234" not in path.read_text("utf-8")


def test_a_report_counts_what_would_be_written(tmp_path):
    pairs = [replace(GOOD, ko=f"{GOOD.ko} {n}번째다", confidence=n / 30) for n in range(30)]
    source = write_corpus(tmp_path / "in", _documents(pairs), {})
    limits = Limits(confidence=0.8, duplicates=True)
    looked = tally(source, filters_of(limits))
    written = write_filtered(source, filters_of(limits), tmp_path / "out")
    assert looked.counts() == written.counts()
    assert len(looked.examples("confidence")) == 10
    assert looked.examples("confidence") == written.examples("confidence")


def test_a_corpus_keeps_its_documents_and_where_it_came_from(tmp_path):
    rows = [(DocumentRow("a", source="한겨레", coverage=0.5), [GOOD]), (DocumentRow("b"), [])]
    source = write_corpus(tmp_path / "in", rows, {"model": "m"})
    write_filtered(source, filters_of(Limits(confidence=1)), tmp_path / "out")
    out = open_corpus(tmp_path / "out")
    assert [(row.id, row.source, row.coverage, row.pairs) for row in out.documents()] == [
        ("a", "한겨레", 0.5, 0),
        ("b", "", 0.0, 0),
    ]
    assert out.run["from"]["model"] == "m"
    assert out.run["counts"]["removed"] == {"confidence": 1}


def test_a_failed_run_leaves_nothing(tmp_path, monkeypatch):
    source = write_corpus(tmp_path / "in", _documents([GOOD]), {})
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    with pytest.raises(OutputError, match="exists already"):
        write_filtered(source, [], tmp_path / "full")
    with pytest.raises(OutputError, match="create the folder first"):
        write_filtered(source, [], tmp_path / "none" / "out")
    (tmp_path / "in" / "pairs" / "00000.parquet").write_bytes(b"")
    with pytest.raises(InputError):
        write_filtered(source, [], tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full", "in"]


def test_pairs_of_a_file_are_taken_for_a_corpus(tmp_path):
    pairs = [replace(GOOD, doc=doc) for doc in ("a", "b", "a")]
    write_pairs(pairs, tmp_path / "x.jsonl")
    source = open_source(tmp_path / "x.jsonl")
    assert [(row.id, row.pairs) for row in source.documents()] == [("a", 2), ("b", 1)]
    write_filtered(source, [], tmp_path / "out", format="jsonl")
    assert Counter(open_corpus(tmp_path / "out").pairs()) == Counter(pairs)


def test_odd_names_of_documents(tmp_path):
    write_pairs([replace(GOOD, doc="a\tb\nc"), replace(GOOD, doc="")], tmp_path / "x.jsonl")
    write_filtered(open_source(tmp_path / "x.jsonl"), [], tmp_path / "out")
    out = open_corpus(tmp_path / "out")
    assert [(row.id, len(beads)) for row, beads in out.by_document()] == [("a b c", 1), ("", 1)]


def test_an_empty_corpus_is_refused(tmp_path):
    write_corpus(tmp_path / "in", [], {})
    with pytest.raises(InputError, match="no documents"):
        open_source(tmp_path / "in")


def test_unknown_filters_and_findings_are_named(tmp_path):
    with pytest.raises(UsageError, match="did you mean 'length'"):
        USUAL.without(["lenght"])
    with pytest.raises(UsageError, match="has no limit"):
        USUAL.only(["similarity"])
    with pytest.raises(UsageError, match="no rule"):
        filters_of(Limits(findings=("X999",)))
    with pytest.raises(InputError, match="cannot read"):
        filters_of(Limits(evaluation=(tmp_path / "none",)))
