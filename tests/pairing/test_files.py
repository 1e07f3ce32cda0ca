import json

import pytest

from aligner.errors import InputError
from aligner.pairing import read_files

KO = "다리가 열렸다. 시장이 먼저 건넜다.\n"
EN = "The bridge opened. The mayor crossed it first.\n"


def names(files):
    return [file.path.name for file in files.ko], [file.path.name for file in files.en]


def test_one_folder_with_both_languages(folder):
    root = folder({"b.txt": KO, "a.txt": EN, "sub/c.txt": KO + KO})
    assert names(read_files([root])) == (["b.txt", "c.txt"], ["a.txt"])
    assert names(read_files([root, root])) == (["b.txt", "c.txt"], ["a.txt"])
    assert names(read_files([root], recursive=False)) == (["b.txt"], ["a.txt"])


def test_two_folders_and_names_are_relative_to_each(folder):
    root = folder({"x/news/a.txt": KO, "y/news/a.txt": EN})
    files = read_files([root / "x", root / "y"])
    assert files.ko[0].name.path == files.en[0].name.path == ("news", "a")


def test_folders_given_the_other_way_round(folder):
    root = folder({"x/a.txt": KO, "y/a.txt": EN})
    files = read_files([root / "y", root / "x"])
    assert names(files) == (["a.txt"], ["a.txt"])
    assert len(files.elsewhere) == 2


def test_the_folder_decides_where_the_script_leaves_a_doubt(folder):
    code = "print(value)  # 값을 찍는다\n" * 3
    root = folder({"ko/a.txt": code, "en/a.txt": EN})
    files = read_files([root / "ko", root / "en"])
    assert names(files) == (["a.txt"], ["a.txt"])
    assert files.elsewhere == []


def test_what_is_no_document_is_passed_over(folder):
    root = folder({"a.txt": KO, "b.txt": EN, ".DS_Store": "x", ".git/c.txt": EN,
                   "a.spans.json": json.dumps([1]), "old.TSV": "ko\ten\n"})  # fmt: skip
    files = read_files([root])
    assert names(files) == (["a.txt"], ["b.txt"])
    assert files.passed_over == {".json": 1, ".tsv": 1}


def test_a_bad_file_does_not_stop_the_rest(folder):
    root = folder({"a.txt": KO, "b.txt": EN, "empty.txt": " \n"})
    (root / "gone.txt").symlink_to(root / "nowhere")
    files = read_files([root])
    assert names(files) == (["a.txt"], ["b.txt"])
    assert [path.name for path, _ in files.unreadable] == ["empty.txt", "gone.txt"]
    assert all("\n" not in reason for _, reason in files.unreadable)


def test_a_copy_counts_once(folder):
    files = read_files([folder({"a.txt": KO, "b.txt": KO, "c.txt": EN})])
    assert names(files) == (["a.txt"], ["c.txt"])
    assert [(copy.name, first.name) for copy, first in files.copies] == [("b.txt", "a.txt")]


@pytest.mark.parametrize("copy", ["a copy.txt", "a (1).txt", "a-2.txt"])
def test_of_a_file_and_its_copy_the_file_is_taken(folder, copy):
    files = read_files([folder({"a.txt": KO, copy: KO, "c.txt": EN})])
    assert names(files) == (["a.txt"], ["c.txt"])


@pytest.mark.parametrize("name", ["nowhere", "a.txt"])
def test_no_folder(folder, name):
    root = folder({"a.txt": KO})
    with pytest.raises(InputError, match="folder"):
        read_files([root, root / name])
