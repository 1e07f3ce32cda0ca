import pytest

from aligner.review.desk import Desk
from aligner.viewing import open_source
from tests.review.making import article, written


@pytest.fixture
def desk_of(tmp_path):
    """A desk over pairs; its journal is closed in the end."""
    desks = []

    def make(pairs=None, name="pairs.jsonl"):
        desk = Desk(open_source(written(tmp_path, article() if pairs is None else pairs, name)))
        desks.append(desk)
        return desk

    yield make
    for desk in desks:
        desk.journal.close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The pairs of a sample article, aligned, as a file."""
    from aligner import align, read_document, write_pairs
    from aligner.resources import data_folder

    ko, en = (data_folder("corpus") / "samples" / f"editorial.{side}.txt" for side in ("ko", "en"))
    pairs = align(read_document(ko).text, read_document(en).text, unaligned=True, doc="editorial")
    path = tmp_path_factory.mktemp("sample") / "editorial.jsonl"
    write_pairs(pairs, path)
    return path
