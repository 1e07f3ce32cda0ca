import pytest

from aligner.documents import read_document
from aligner.errors import InputError


def test_the_side_is_told_by_the_script(tmp_path):
    for side, text in (("ko", "다리가 열렸다."), ("en", "The bridge opened.")):
        path = tmp_path / side
        path.write_text(text, encoding="utf-8")
        assert read_document(path).side == side


def test_a_document_remembers_its_encoding_and_what_was_lost(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("다리가 열렸다.\n".encode("cp949"))
    assert dict(read_document(path).metadata) == {"format": "plain", "encoding": "cp949"}
    text = "다리가 열렸다. 시장이 건넜다.\n".encode() * 40
    path.write_bytes(text + b"\xff" + text)
    document = read_document(path)
    assert dict(document.metadata) == {
        "format": "plain",
        "encoding": "utf-8",
        "replaced": "1",
    }
    assert document.text.count("\ufffd") == 1


def test_what_cannot_be_read_is_said_in_one_line(tmp_path):
    for path, says in ((tmp_path / "none", "no such file"), (tmp_path, "a directory")):
        with pytest.raises(InputError, match=says):
            read_document(path)


@pytest.mark.parametrize("title", ["Search", "Privacy policy", "구독"])
def test_a_heading_of_markdown_is_one_whatever_it_says(tmp_path, title):
    (tmp_path / "a.md").write_text(f"# {title}\n\nIt is fast.\n\n## Share\n\nCopy it.\n", "utf-8")
    document = read_document(tmp_path / "a.md", "en")
    assert [block.kind for block in document.blocks] == ["heading", "paragraph"] * 2


def test_a_heading_of_a_web_page_may_be_of_the_page(tmp_path):
    text = "The mayor spoke of the bridge and the island, and thanked the workers who built it."
    page = f"<article><h1>A bridge opens</h1><p>{text}</p><h2>Comments</h2><p>{text}</p></article>"
    (tmp_path / "a.html").write_text(f"<html><body>{page}</body></html>", "utf-8")
    kinds = [block.kind for block in read_document(tmp_path / "a.html", "en").blocks]
    assert kinds == ["heading", "paragraph", "furniture", "paragraph"]
