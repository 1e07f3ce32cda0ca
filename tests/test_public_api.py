import inspect

import pytest

import aligner


def test_the_public_names_are_sorted_and_there():
    public = [name for name in aligner.__all__ if name != "__version__"]
    assert public == sorted(public)
    for name in aligner.__all__:
        assert getattr(aligner, name) is not None


def test_every_public_name_explains_itself():
    for name in aligner.__all__:
        if name != "__version__":
            assert inspect.getdoc(getattr(aligner, name))


def test_there_is_no_other_name():
    with pytest.raises(AttributeError, match="no attribute 'Aligner'"):
        aligner.Aligner  # noqa: B018


def test_importing_the_package_imports_nothing_heavy(imported_by):
    heavy = {
        "numpy",
        "torch",
        "pandas",
        "sentencepiece",
        "rich",
        "ftfy",
        "py3langid",
        "punkt",
        "click",
    }
    assert not heavy & imported_by("import aligner")


def test_aligning_imports_no_torch(imported_by):
    modules = imported_by("import aligner; aligner.align('비가 왔다.', 'It rained.')")
    assert "numpy" in modules
    assert not {"torch", "pandas", "sentence_transformers"} & modules


def test_pairs_as_a_table():
    pair = aligner.Pair("a", "하나.", "One.", confidence=0.9)
    frame = aligner.to_frame([pair])
    assert list(frame.columns)[:3] == ["doc", "ko", "en"]
    assert frame.confidence[0] == 0.9
    assert list(aligner.to_frame([]).columns) == list(frame.columns)
