from __future__ import annotations

import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import numpy as np
import pytest

from aligner.embedding import load, windows
from aligner.embedding.hub import HubEncoder
from aligner.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "park", "공원", "이", "열렸다", "."]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of width 16 with random weights, as transformers saves it."""
    import torch
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from tokenizers.processors import TemplateProcessing
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    place = tmp_path_factory.mktemp("models") / "tiny"
    torch.manual_seed(1)
    BertModel(
        BertConfig(
            vocab_size=len(WORDS),
            hidden_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=32,
        )
    ).save_pretrained(place)
    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(WORDS)}, "[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]"
    ).save_pretrained(place)
    return place


@pytest.mark.usefixtures("no_network")
def test_a_local_folder_is_a_model(folder: Path) -> None:
    encoder = load(str(folder))
    assert isinstance(encoder, HubEncoder)
    assert (encoder.name, encoder.dimensions) == (str(folder), 16)
    vectors = encoder.encode(["the park .", "공원 이 열렸다", "", "\ud800"])
    assert vectors.shape == (4, 16)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert encoder.encode([]).shape == (0, 16)
    assert windows(encoder, ["the park", "공원"], 3).shape == (3, 2, 16)


@pytest.mark.usefixtures("no_network")
def test_a_folder_without_a_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded as a sentence-transformers") as caught:
        load(str(tmp_path))
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("no_network")
def test_a_path_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is neither a folder nor in the local cache"):
        load(str(tmp_path / "absent"))


def test_an_unreachable_hub_is_given_up_in_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def unreachable(url: str, timeout: float) -> None:
        asked.append((url, timeout))
        raise urllib.error.URLError("no route")

    monkeypatch.setattr(urllib.request, "urlopen", unreachable)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    with pytest.raises(ModelError, match="embedded models need no network: use-multilingual"):
        load("owner/name")
    assert [timeout for _, timeout in asked] == [3.0]
