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
