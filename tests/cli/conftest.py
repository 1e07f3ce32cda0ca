from pathlib import Path

import pytest

from aligner.corpus import DocumentRow, write_corpus
from aligner.documents import read_document
from aligner.embedding import load
from aligner.pipeline import align_documents

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"

KOREAN = "새 다리가 열렸다\n\n다리는 17일 열렸다. 시장이 첫 번째로 건넜다.\n주민들은 오래 기다렸다고 말했다.\n"
ENGLISH = (
    "New bridge opens\n\nThe bridge opened on the 17th. The mayor crossed it first.\n"
    "Residents said they don?t want to wait for the next bridge?the third?so long.\n"
)


@pytest.fixture
def files(tmp_path):
    """A Korean text and its translation, as files."""
    ko, en = tmp_path / "bridge.ko.txt", tmp_path / "bridge.en.txt"
    ko.write_text(KOREAN, encoding="utf-8")
    en.write_text(ENGLISH, encoding="utf-8")
    return ko, en


@pytest.fixture(scope="session")
def samples(tmp_path_factory):
    """The corpus of the sample articles."""
    rows = []
    for ko in sorted(SAMPLES.glob("*.ko.txt")):
        name = ko.name.removesuffix(".ko.txt")
        en = SAMPLES / f"{name}.en.txt"
        found = align_documents(read_document(ko), read_document(en), load(), name=name)
        rows.append((DocumentRow(name, source="samples", coverage=0.9), found.pairs))
    folder = tmp_path_factory.mktemp("samples") / "corpus"
    write_corpus(folder, rows, {"aligner": "0.1.0", "model": "use-multilingual"})
    return folder
