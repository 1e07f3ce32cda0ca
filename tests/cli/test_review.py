"""``aligner review``, where its extra is missing."""

import sys

from aligner.formats import write_pairs
from aligner.types import Pair


def test_without_the_extra_nothing_is_begun(run, tmp_path, monkeypatch):
    write_pairs([Pair("d", "다리가 열렸다.", "The bridge opened.")], tmp_path / "bridge.tsv")
    monkeypatch.delitem(sys.modules, "aligner.review.serving", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    status, out, err = run("review", tmp_path / "bridge.tsv", "--no-open")
    assert (status, out) == (2, "")
    assert "the review page needs uvicorn: pip install 'aligner[review]'" in err
    assert err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["bridge.tsv"]
