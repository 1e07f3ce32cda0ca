import random
import re
from collections import Counter
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.corpus import DocumentRow, open_corpus, write_corpus
from aligner.corpus.split import (
    SPLITS,
    assign,
    groups_of,
    leaks,
    links_of,
    shares_of,
    write_split,
)
from aligner.errors import InputError, UsageError
from aligner.types import Pair

SIZES = {"train": None, "validation": 0.1, "test": 0.1}
SHARES = {"train": 0.8, "validation": 0.1, "test": 0.1}


def sentence(number):
    """A pair that is like no other: its words are drawn by its number."""
    dice = random.Random(number)
    ko = " ".join("".join(chr(dice.randrange(0xAC00, 0xD7A4)) for _ in "123") for _ in range(6))
    en = " ".join("".join(dice.choices(ascii_lowercase, k=6)) for _ in range(6))
    return ko, en


def corpus_of(folder, documents):
    """A corpus of documents, each (id, source, numbers of its sentences)."""
    return write_corpus(
        folder,
        [
            (
                DocumentRow(name, source=source),
                [Pair(name, *sentence(number), confidence=0.9) for number in numbers],
            )
            for name, source, numbers in documents
        ],
        {},
        format="jsonl",
    )


def splits(corpus):
    return {row.id: row.split for row in corpus.documents()}


def test_documents_that_share_a_sentence_stay_together(tmp_path):
    documents = [(f"d{n}", "s", [3 * n, 3 * n + 1, 3 * n + 2]) for n in range(30)]
    documents += [(f"copy{n}", "s", [1000 + n, 3 * n]) for n in range(5)]
    source = corpus_of(tmp_path / "in", documents)
    out, links = write_split(source, tmp_path / "out", SIZES)
    assert {(link.first, link.second) for link in links.links} == {
        (f"d{n}", f"copy{n}") for n in range(5)
    }
    found = splits(out)
    assert all(found[f"copy{n}"] == found[f"d{n}"] for n in range(5))
    assert set(found.values()) == set(SPLITS)
    assert leaks(out)[0] == []
    assert list(out.pairs()) == list(source.pairs())


@pytest.mark.parametrize("side", ["ko", "en"])
def test_one_side_that_is_nearly_the_same_binds(tmp_path, side):
    ko, en = (
        "긴 다리가 강 위에 처음으로 열려 사람들이 건넜다",
        "The long bridge over the river was opened",
    )
    other = (
        "아주 다른 문장이 여기에 길게 있다고 한다",
        "Something else altogether stands here instead",
    )
    near = (ko + "고", other[1]) if side == "ko" else (other[0], en + "!")
    rows = [(DocumentRow("a"), [Pair("a", ko, en)]), (DocumentRow("b"), [Pair("b", *near)])]
    [link] = links_of(write_corpus(tmp_path / "in", rows, {})).links
    assert (link.first, link.second, link.side) == ("a", "b", side)


def test_short_and_common_sentences_do_not_bind(tmp_path):
    many = [(f"d{n}", "s", [n, 5000]) for n in range(25)]
    rows = [
        (
            DocumentRow(name),
            [Pair(name, "네.", "Yes."), *(Pair(name, *sentence(n)) for n in numbers)],
        )
        for name, _, numbers in many
    ]
    links = links_of(write_corpus(tmp_path / "in", rows, {}))
    assert links.links == ()
    assert links.common == {"네.": 25, "Yes.": 25, sentence(5000)[0]: 25, sentence(5000)[1]: 25}


def test_a_template_of_many_documents_does_not_bind(tmp_path):
    rows = [
        (
            DocumentRow(f"d{n}"),
            [
                Pair(
                    f"d{n}",
                    f"이 기사는 한강뉴스가 {n}일에 처음으로 펴낸 기사입니다",
                    sentence(n)[1],
                )
            ],
        )
        for n in range(10, 40)
    ]
    links = links_of(write_corpus(tmp_path / "in", rows, {}))
    assert links.links == ()
    assert list(links.common.values()) == [30]


def test_page_furniture_does_not_bind(tmp_path):
    rows = [
        (
            DocumentRow(name),
            [Pair(name, "저작권자 ⓒ 한강뉴스 무단 전재 및 재배포 금지", None, type="1-0")],
        )
        for name in "ab"
    ]
    assert links_of(write_corpus(tmp_path / "in", rows, {})).links == ()


def test_a_leak_is_found_whoever_made_the_parts(tmp_path):
    rows = [
        (DocumentRow("a", split="train"), [Pair("a", *sentence(1))]),
        (DocumentRow("b", split="test"), [Pair("b", None, sentence(1)[1], type="0-1")]),
        (DocumentRow("c", split="train"), [Pair("c", *sentence(2))]),
    ]
    [leak] = leaks(write_corpus(tmp_path / "in", rows, {}))[0]
    assert (leak.first, leak.second, leak.side) == ("a", "b", "en")
    unsplit = write_corpus(tmp_path / "none", [(DocumentRow("a"), [])], {})
    with pytest.raises(InputError, match="no document has a split"):
        leaks(unsplit)


@given(
    sizes=st.lists(st.integers(1, 30), min_size=60, max_size=120),
    seed=st.integers(0, 99),
    order=st.randoms(),
)
def test_parts_are_as_large_as_asked_for_in_every_source(sizes, seed, order):
    rows = [DocumentRow(f"d{n}", source=f"s{n % 2}", pairs=size) for n, size in enumerate(sizes)]
    groups = [[row.id] for row in rows]
    found = assign(rows, groups, SHARES, seed)
    for source in ("s0", "s1"):
        of_source = [row for row in rows if row.source == source]
        total = sum(row.pairs for row in of_source)
        for name, share in SHARES.items():
            pairs = sum(row.pairs for row in of_source if found[row.id] == name)
            assert abs(pairs - share * total) <= 2 * max(sizes)
    order.shuffle(rows)
    order.shuffle(groups)
    assert assign(rows, groups, SHARES, seed) == found


def test_another_seed_gives_other_parts():
    rows = [DocumentRow(f"d{n}", pairs=10) for n in range(100)]
    groups = [[row.id] for row in rows]
    first, second = (assign(rows, groups, SHARES, seed) for seed in (1, 2))
    assert first != second
    assert (
        Counter(first.values())
        == Counter(second.values())
        == {"train": 80, "validation": 10, "test": 10}
    )


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_groups_are_what_the_links_connect(links):
    groups = groups_of(range(10), links)
    assert sorted(number for group in groups for number in group) == list(range(10))
    where = {number: place for place, group in enumerate(groups) for number in group}
    assert all(where[one] == where[other] for one, other in links)
    # No group is larger than its links can make it.
    assert len(groups) >= 10 - len({frozenset(link) for link in links if link[0] != link[1]})


def test_sizes():
    assert shares_of({"train": 0.5, "validation": 0.25, "test": 0.25}, 7)["train"] == 0.5
    with pytest.raises(UsageError, match="add up to"):
        shares_of({"train": None, "validation": 600, "test": 600}, 1000)
    with pytest.raises(UsageError, match="add up to"):
        shares_of({"train": 0.5, "validation": 0.1, "test": 0.1}, 1000)


def test_too_few_documents(tmp_path):
    source = corpus_of(tmp_path / "in", [("a", "s", [1]), ("b", "s", [2])])
    with pytest.raises(InputError, match="too few"):
        write_split(source, tmp_path / "out", SIZES)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("documents", "sizes"),
    [
        (2, {"train": None, "validation": 0.05, "test": 0.05}),
        (3, {"train": None, "validation": 0.05, "test": 0.05}),
        (5, {"train": None, "validation": 0.05, "test": 0.05}),
        (20, {"train": None, "validation": 0.01, "test": 0.125}),
        (50, {"train": None, "validation": 1, "test": 0.005}),
    ],
)
def test_what_is_advised_for_few_documents_works(tmp_path, documents, sizes):
    source = corpus_of(tmp_path / "in", [(f"d{n}", "s", [n]) for n in range(documents)])
    with pytest.raises(InputError, match=r"too few for a .* would do$") as told:
        write_split(source, tmp_path / "out", sizes)
    advised = re.findall(r"--(\w+) (\d+)%", str(told.value))
    wanted = {name: int(percent) / 100 for name, percent in advised}
    assert set(wanted) == {"validation", "test"}
    out, _ = write_split(source, tmp_path / "out", {"train": None, **wanted})
    assert set(splits(out).values()) == {"train", *(name for name in wanted if wanted[name])}


@pytest.mark.parametrize(
    ("documents", "told"),
    [
        ([("", "s", range(50))], "there is one document only.* the column doc"),
        ([(f"d{n}", "s", [0, n]) for n in range(1, 6)], "all 5 documents share sentences"),
    ],
)
def test_what_cannot_be_divided_at_all_says_why(tmp_path, documents, told):
    source = corpus_of(tmp_path / "in", documents)
    with pytest.raises(InputError, match=told):
        write_split(source, tmp_path / "out", SIZES)


def test_the_run_is_told(tmp_path):
    source = corpus_of(tmp_path / "in", [(f"d{n}", "s", [n]) for n in range(20)])
    write_split(source, tmp_path / "out", SIZES, seed=3)
    run = open_corpus(tmp_path / "out").run
    assert (run["made_by"], run["options"]["seed"]) == ("split", 3)
