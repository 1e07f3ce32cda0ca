from pathlib import Path

import pytest

from aligner.embedding import load
from aligner.pairing import pair_files, read_files


@pytest.fixture(scope="session")
def encoder():
    return load()


@pytest.fixture
def folder(tmp_path):
    """Write files, given by their paths, below one folder, and name it."""

    def write(files):
        for name, text in files.items():
            path = tmp_path / "files" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / "files"

    return write


@pytest.fixture
def paired(folder, encoder):
    """The pairing of files by their names and contents, or by names alone."""

    def pair(files, *, names_only=False, **options):
        read = read_files([folder(files)])
        return pair_files(read.ko, read.en, None if names_only else encoder, **options)

    return pair


@pytest.fixture
def sample():
    """The text of a sample article."""

    def text(name, side):
        folder = Path(__file__).parents[2] / "corpus" / "samples"
        return (folder / f"{name}.{side}.txt").read_text(encoding="utf-8")

    return text
