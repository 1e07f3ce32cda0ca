import gzip
import json
from dataclasses import replace

import pytest

from aligner.errors import InputError
from aligner.evaluation import fingerprint, read_gold

FILES = {
    "one.ko.txt": "하나.\n둘.\n셋.\n",
    "one.en.txt": "One.\nTwo and three.\n",
    "one.gold.tsv": "0\t0\n1,2\t1\n",
    "one.ko.raw.txt": "하나. 둘.\r\n\r\n셋.",
    "one.en.raw.txt": "One. Two and three.",
    "one.spans.json": """[{"ko": [[0, 3]], "en": [[0, 4]]},
                          {"ko": [[4, 6], [8, 10]], "en": [[5, 19]]}]""",
}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_bytes(content.encode())
    return folder


def test_reads_lines_and_running_text(folder):
    (document,) = read_gold(folder)
    assert (document.collection, document.name, document.coarse) == ("mine", "one", False)
    assert document.ko_lines == ("하나.", "둘.", "셋.")
    assert document.beads == (((0,), (0,)), ((1, 2), (1,)))
    assert document.ko_text == "하나. 둘.\n\n셋."
    assert document.spans[1] == (((4, 6), (8, 10)), ((5, 19),))


def test_without_raw_files_the_spans_are_about_the_text_files(folder):
    for name in ("one.ko.raw.txt", "one.en.raw.txt", "one.gold.tsv"):
        (folder / name).unlink()
    (folder / "one.ko.txt").write_text("하나. 둘.\n\n셋.")
    (folder / "one.en.txt").write_text("One. Two and three.")
    (document,) = read_gold(folder)
    assert document.beads is None
    assert document.ko_lines == ()
    assert document.en_text == "One. Two and three."


def test_gold_for_lines_alone(folder):
    (folder / "one.spans.json").unlink()
    (document,) = read_gold(folder)
    assert document.spans is None
    assert document.ko_text == ""


def test_gzipped_files_read_the_same(folder):
    (plain,) = read_gold(folder)
    for name in FILES:
        path = folder / name
        (folder / f"{name}.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    assert read_gold(folder) == [plain]


def test_null_beads_and_blank_lines(folder):
    (folder / "one.gold.tsv").write_text("0\t0\n\n2,1\t\n\t1\n")
    (document,) = read_gold(folder)
    assert document.beads == (((0,), (0,)), ((1, 2), ()), ((), (1,)))


def test_the_manifest_beside_the_folder_tells_what_is_coarse(folder):
    entries = [
        {"set": "mine", "doc": "one", "granularity": "coarse"},
        {"set": "other", "doc": "two"},
    ]
    (folder.parent / "manifest.json").write_text(json.dumps({"docs": entries}))
    assert read_gold(folder)[0].coarse
    (folder.parent / "manifest.json").write_text(json.dumps({"docs": entries[1:]}))
    assert not read_gold(folder)[0].coarse


def test_the_folder_of_all_sets_and_a_pattern(folder):
    other = folder.parent / "other"
    other.mkdir()
    for name, content in FILES.items():
        (other / name.replace("one", "two")).write_bytes(content.encode())
    (folder.parent / "empty").mkdir()
    documents = read_gold(folder.parent)
    assert [(d.collection, d.name) for d in documents] == [("mine", "one"), ("other", "two")]
    assert [d.name for d in read_gold(folder.parent, "t*")] == ["two"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("one.gold.tsv", "0\t0\n1,3\t1\n", "line 2: there are only 3 lines"),
        ("one.gold.tsv", "-1\t0\n", "line 1: there are only 3 lines"),
        ("one.gold.tsv", "0\tx\n", "line 1: "),
        ("one.gold.tsv", "0\n", "line 1: "),
        ("one.spans.json", "[", "is not JSON"),
        ("one.spans.json", "{}", "is not a list of"),
        ("one.spans.json", "[3]", "is not a list of"),
        ("one.spans.json", '[{"ko": [[0, 99]], "en": []}]', "outside a text of 10 characters"),
        ("one.spans.json", '[{"ko": [[3, 1]], "en": []}]', "outside a text of 10 characters"),
        ("../manifest.json", "[]", "is not a manifest"),
        ("../manifest.json", '{"docs": [3]}', "is not a manifest"),
    ],
)
def test_damaged_gold_is_refused_in_one_line(folder, name, content, message):
    (folder / name).write_text(content)
    with pytest.raises(InputError) as caught:
        read_gold(folder)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["one.en.txt", "one.ko.txt"])
def test_a_missing_text_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(InputError, match=f"{name} is missing"):
        read_gold(folder)


def test_a_damaged_archive_is_named(folder):
    (folder / "one.ko.txt").unlink()
    (folder / "one.ko.txt.gz").write_bytes(gzip.compress(b"x" * 999)[:20])
    with pytest.raises(InputError, match=r"cannot read .*one\.ko\.txt\.gz"):
        read_gold(folder)


def test_what_is_not_there_is_said(folder, tmp_path):
    with pytest.raises(InputError, match="there is no folder"):
        read_gold(tmp_path / "none")
    with pytest.raises(InputError, match=r"no document in .* matches 'x\*'; there is 'one'"):
        read_gold(folder, "x*")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(InputError, match="holds no gold"):
        read_gold(empty)


def test_the_fingerprint_changes_with_all_that_scores_depend_on(folder):
    (document,) = read_gold(folder)
    changed = [
        replace(document, name="two"),
        replace(document, coarse=True),
        replace(document, ko_lines=("하나!", "둘.", "셋.")),
        replace(document, beads=document.beads[:1]),
        replace(document, spans=None),
    ]
    prints = [fingerprint([item]) for item in (document, *changed)]
    assert len(set(prints)) == len(prints)
    assert fingerprint([document, changed[0]]) == fingerprint([changed[0], document])


def test_the_real_gold_can_be_read(gold_folder):
    documents = read_gold(gold_folder, "park_*")
    assert {document.collection for document in documents} >= {"clean", "hard2", "real"}
    assert {document.coarse for document in documents} == {False, True}
