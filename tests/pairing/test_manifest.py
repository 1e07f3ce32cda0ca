import csv
import io
from pathlib import Path

import pytest

from aligner.errors import OutputError
from aligner.pairing import Pairing, Proposal, render

PAIRING = Pairing(
    (Proposal(Path("k/가 1.txt"), Path("e/a.txt"), "1", 0.98765, "both"),),
    (),
    (Path("k/둘.txt"),),
    (Path("e/b.txt"),),
)


def rows(**options):
    text = "".join(render(PAIRING, Path("k"), **options))
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_paths_are_relative_to_the_manifest():
    assert rows() == [
        {"ko": "가 1.txt", "en": "../e/a.txt", "id": "1", "score": "0.9877", "how": "both"}
    ]


def test_unmatched_files_leave_the_other_side_empty():
    assert [(row["ko"], row["en"], row["score"]) for row in rows(unmatched=True)[1:]] == [
        ("둘.txt", "", ""),
        ("", "../e/b.txt", ""),
    ]


@pytest.mark.parametrize("name", ["a\tb.txt", "a\nb.txt", "a\udcffb.txt"])
def test_a_name_that_a_table_cannot_hold(name):
    pairing = Pairing((Proposal(Path(name), Path("a"), "1", 0.9, "name"),), (), (), ())
    with pytest.raises(OutputError, match="rename"):
        list(render(pairing, Path()))
