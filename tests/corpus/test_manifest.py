from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.corpus.manifest import Entry, _named_after, entries, survey
from aligner.errors import InputError

TSV = "ko\ten\tid\tscore\thow\na.ko.txt\ta.en.txt\ta\t0.9\tboth\n"


def listed(tmp_path: Path, text: str, name: str = "list.tsv") -> list[Entry]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(entries(str(path)))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.tsv", TSV),
        ("list.tsv", "\ufeff" + TSV),
        ("list.tsv", TSV.replace("\n", "\r\n")),
        ("list.txt", TSV),
        ("list.csv", 'id,"ko",en\na,"a.ko.txt",a.en.txt\n'),
        ("list.jsonl", '{"en": "a.en.txt", "ko": "a.ko.txt", "id": "a", "x": [1]}\n\n'),
    ],
)
def test_the_same_pair_in_every_format(tmp_path, name, text):
    assert listed(tmp_path, text, name) == [Entry("a", "a.ko.txt", "a.en.txt")]


def test_what_is_known_of_a_document(tmp_path):
    (entry,) = listed(
        tmp_path,
        "split\tlicense\tsource\tdate\tid\ten\tko\ntest\tCC0\tnews\t2024\t7\te\tk\n",
    )
    assert entry == Entry("7", "k", "e", "2024", "news", "CC0", "test")


def test_rows_with_one_side_are_counted_and_passed_over(tmp_path):
    path = tmp_path / "list.tsv"
    path.write_text(TSV + "b.txt\t\t\t\t\n\tc.txt\t\t\t\n\t\t\t\t\n\n", encoding="utf-8")
    seen = survey(str(path))
    assert (seen.entries, seen.one_sided) == (1, 2)


def test_names_for_pairs_without_one(tmp_path):
    rows = "news/a.ko.txt\tx\n../news/a.ko.html\ty\nb.txt\tz\n/abs/b.txt\tz\n"
    found = [entry.id for entry in listed(tmp_path, "ko\ten\n" + rows)]
    assert found == ["news/a", "news/a-2", "b", "abs/b"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("list.tsv", "", "no row names"),
        ("list.tsv", "ko\ten\n", "no row names"),
        ("list.tsv", "ko\ttitle\n", "line 1: no column en; the header has ko, title"),
        ("list.csv", "", "line 1: no column ko and no column en; the header has nothing"),
        ("list.tsv", "ko\ten\na\tb\tc\n", "line 2: 3 cells under 2 columns"),
        ("list.csv", 'ko,en\n"a,b\n', "line 2: unexpected end"),
        ("list.csv", "ko,en\na,b,c\n", "line 2: 3 cells under 2 columns"),
        ("list.jsonl", '{"ko": "a"}\n', 'line 1: not an object with "ko" and "en"'),
        ("list.jsonl", '{"ko": "a"', "line 1: not JSON"),
        ("list.jsonl", "[]", "line 1: not an object"),
        (
            "list.tsv",
            "ko\ten\tid\na\tb\tx\nc\td\ty\ne\tf\tx\n",
            "line 4: the id 'x' stands in line 2",
        ),
        ("list.jsonl", '{"ko": "a", "en": "b", "id": "x\\ty"}', "line 1: a line break, a tab"),
        ("list.jsonl", '{"ko": "a\\ud800", "en": "b"}', "column ko"),
    ],
)
def test_a_list_that_cannot_be_used_is_told_in_one_line(tmp_path, name, text, message):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        survey(str(path))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_other_encodings_and_missing_lists(tmp_path):
    path = tmp_path / "list.tsv"
    path.write_bytes("ko\ten\n가\t나\n".encode("cp949"))
    with pytest.raises(InputError, match="not UTF-8"):
        survey(str(path))
    with pytest.raises(InputError, match="cannot read"):
        survey(str(tmp_path / "nothing.tsv"))


@given(st.lists(st.text("ab/.-ko\\", max_size=6), min_size=1, max_size=8))
def test_ids_are_unique_whatever_the_paths(tmp_path_factory, paths):
    path = tmp_path_factory.mktemp("list") / "list.jsonl"
    rows = [json.dumps({"ko": name or "x", "en": "y"}) for name in paths]
    path.write_text("\n".join(rows), encoding="utf-8")
    found = [entry.id for entry in entries(str(path))]
    assert len(set(found)) == len(found) == len([name for name in paths if (name or "x").strip()])


def test_no_name_is_empty():
    assert _named_after("..") == _named_after("s3://") == "document"
    assert _named_after("s3://bucket/a/b.ko.html") == "bucket/a/b"
