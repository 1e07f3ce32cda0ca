import pytest

from aligner.corpus import DocumentRow, write_corpus
from aligner.errors import InputError
from aligner.formats import write_pairs
from aligner.types import Finding, Pair
from aligner.viewing import open_source
from aligner.viewing.source import explained

PAIR = Pair("d", "다리가 안 열렸다.", "It wasn?t open. It isn?t.", confidence=0.9)


def test_findings_of_a_table_get_places_and_messages_and_no_others_come(tmp_path):
    from dataclasses import replace

    told = (Finding("E102", "warning", None, None, ""), Finding("B205", "info", None, None, ""))
    write_pairs(
        [replace(PAIR, findings=told[:1]), replace(PAIR, findings=told[1:])], tmp_path / "a.tsv"
    )
    first, second = open_source(tmp_path / "a.tsv").pairs
    assert [(each.code, each.span) for each in first.findings] == [
        ("E102", (7, 8)),
        ("E102", (22, 23)),
    ]
    assert all(each.message for each in (*first.findings, *second.findings))
    assert [each.code for each in second.findings] == ["B205"]


def test_findings_with_messages_are_taken_as_they_are():
    from dataclasses import replace

    pair = replace(PAIR, findings=(Finding("X999", "error", None, None, "mine"),))
    assert explained([pair]) == [pair]


def test_another_tools_code_without_message_stays():
    from dataclasses import replace

    [found] = explained([replace(PAIR, findings=(Finding("X999", "error", None, None, ""),))])
    assert [each.code for each in found.findings] == ["X999"]


def test_a_file_that_names_no_document_is_one(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text("ko\ten\n비가 왔다.\tIt rained.\n", "utf-8")
    source = open_source(path)
    assert [pair.doc for pair in source.pairs] == ["mine"]
    assert not source.is_corpus


def test_a_corpus_is_read_with_its_run(tmp_path):
    write_corpus(tmp_path / "c", [(DocumentRow("d"), [PAIR])], {"model": "use"})
    source = open_source(tmp_path / "c")
    assert (source.run["model"], source.name, source.is_corpus) == ("use", "c", True)


def test_the_same_pairs_have_the_same_digest(tmp_path):
    for name in ("a.jsonl", "b.jsonl"):
        write_pairs([PAIR], tmp_path / name)
    write_pairs([PAIR, PAIR], tmp_path / "c.jsonl")
    one, two, other = (
        open_source(tmp_path / name).digest for name in ("a.jsonl", "b.jsonl", "c.jsonl")
    )
    assert one == two != other


@pytest.mark.parametrize("content", ["ko\ten\n", ""])
def test_nothing_to_show_is_an_error(tmp_path, content):
    path = tmp_path / "a.tsv"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError):
        open_source(path)


def test_a_code_that_is_not_found_again_stays():
    told = tuple(Finding(code, "warning", None, None, "") for code in ("E102", "T701"))
    [pair] = explained([Pair("d", "다리가 안 열렸다.", "It wasn?t open.", findings=told)])
    assert [(each.code, each.span) for each in pair.findings] == [("E102", (7, 8)), ("T701", None)]
    assert all(each.message for each in pair.findings)
