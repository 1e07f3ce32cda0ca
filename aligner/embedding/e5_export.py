"""multilingual-e5-small as an ordinary sentence-transformers model, to be trained or served.

The packed weights become a BertModel, the vocabulary and the normalisation map a Unigram
tokenizer; mean pooling and the prompt are written down with them. A weight takes 32 bits, so that
the model computes with the same numbers as the embedded encoder; the folder is 490 MB.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.embedding import e5_file, packaged
from aligner.embedding.cards import ModelCard
from aligner.embedding.hub import no_bars

if TYPE_CHECKING:
    from torch import Tensor
    from transformers import BertModel, PreTrainedTokenizerFast


def export_e5(card: ModelCard, folder: Path) -> None:
    """Write the model of a card of the kind e5 into an empty folder.

    `SentenceTransformer(folder)` opens it and puts the prompt in front by itself. A text
    beyond 512 tokens is cut there, where the embedded encoder reads on. Raises ModelError as
    `packaged.files`.
    """
    (path,) = packaged.files(card)
    file = e5_file.read(path)
    no_bars()
    _bert(file).save_pretrained(folder)
    _tokenizer(file).save_pretrained(folder)
    for name, content in _settings(file, card).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    (folder / "README.md").write_text(_readme(card), encoding="utf-8")


def _settings(file: e5_file.E5File, card: ModelCard) -> dict[str, Any]:
    """The files that make a sentence-transformers model of a transformer, in every version."""
    kinds = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    return {
        "modules.json": [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, (path, kind) in enumerate(kinds)
        ],
        "config_sentence_transformers.json": {
            "prompts": {"query": card.prompt},
            "default_prompt_name": "query",
            "similarity_fn_name": "cosine",
        },
        "sentence_bert_config.json": {"max_seq_length": file.positions, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": file.width,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
        },
    }


def _readme(card: ModelCard) -> str:
    return (
        f"---\nlicense: {card.licence.lower()}\nlanguage: [ko, en]\n"
        "library_name: sentence-transformers\npipeline_tag: sentence-similarity\n---\n\n"
        f"# {card.name}\n\n{card.description}\n\n"
        f"Source: {card.source}; the weights as the package {card.package} {card.version} carries "
        "them, 4 bits a value in the matrices, unpacked by aligner.\n"
    )


def _bert(file: e5_file.E5File) -> BertModel:
    from transformers import BertConfig, BertModel

    blocks = file.tensors["emb.word"]
    types = file.tensors["emb.type"]
    config = BertConfig(
        vocab_size=blocks.size * 32 // file.width,
        hidden_size=file.width,
        num_hidden_layers=file.layers,
        num_attention_heads=file.heads,
        intermediate_size=file.inner_width,
        max_position_embeddings=file.positions,
        type_vocab_size=types.size // file.width,
        layer_norm_eps=file.epsilon,
        pad_token_id=file.padding,
        hidden_dropout_prob=0.1,
        attention_probs_dropout_prob=0.1,
    )
    model = BertModel(config)
    model.load_state_dict(dict(_state(file)))
    return model


_IN_LAYER = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}
"""BertModel's names inside of a layer and those of the file."""


def _state(file: e5_file.E5File) -> Iterator[tuple[str, Tensor]]:
    """The tensors under BertModel's names."""
    import torch

    def tensor(name: str, *shape: int) -> Tensor:
        return torch.from_numpy(file.floats(name, *shape))

    width = file.width
    yield "embeddings.word_embeddings.weight", tensor("emb.word", -1, width)
    yield "embeddings.position_embeddings.weight", tensor("emb.pos", -1, width)
    yield "embeddings.token_type_embeddings.weight", tensor("emb.type", -1, width)
    yield "embeddings.LayerNorm.weight", tensor("emb.ln.w", width)
    yield "embeddings.LayerNorm.bias", tensor("emb.ln.b", width)
    # Nothing goes through the pooler, but without one transformers reports that it is missing.
    yield "pooler.dense.weight", torch.zeros(width, width)
    yield "pooler.dense.bias", torch.zeros(width)
    for layer in range(file.layers):
        for theirs, ours in _IN_LAYER.items():
            bias = tensor(f"l{layer}.{ours}.b", -1)
            shape = (-1,) if theirs.endswith("Norm") else (len(bias), -1)
            weight = tensor(f"l{layer}.{ours}.w", *shape)
            yield f"encoder.layer.{layer}.{theirs}.weight", weight
            yield f"encoder.layer.{layer}.{theirs}.bias", bias


def _tokenizer(file: e5_file.E5File) -> PreTrainedTokenizerFast:
    """The embedded encoder's tokenizer, with the normalisation map in it."""
    from tokenizers import normalizers
    from tokenizers.processors import TemplateProcessing
    from transformers import PreTrainedTokenizerFast

    from aligner.embedding.e5 import tokenizer_of

    names = {
        "bos_token": file.pieces[file.begin][0],
        "eos_token": file.pieces[file.end][0],
        "pad_token": file.pieces[file.padding][0],
        "unk_token": file.pieces[file.unknown][0],
    }
    begin, end = names["bos_token"], names["eos_token"]
    tokenizer = tokenizer_of(file)
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Precompiled(_compiled(file.normalisation)), tokenizer.normalizer]
    )
    tokenizer.post_processor = TemplateProcessing(
        single=f"{begin} $A {end}",
        pair=f"{begin} $A {end} {end} $B {end}",
        special_tokens=[(begin, file.begin), (end, file.end)],
    )
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        model_max_length=file.positions,
        cls_token=begin,
        sep_token=end,
        **names,
    )


def _compiled(normalisation: dict[int, str]) -> bytes:
    """The map in the form that tokenizers read: sentencepiece's ``precompiled_charsmap``."""
    from sentencepiece import SentencePieceNormalizer, set_min_log_level

    set_min_log_level(2)  # it would tell on standard error how large the map is
    rules = [(chr(code), text) for code, text in normalisation.items()]
    spec: bytes = SentencePieceNormalizer(norm_map=rules).serialized_normalizer_spec()
    return _field(spec, 2)


def _field(message: bytes, wanted: int) -> bytes:
    """A field of bytes from a protocol buffer that holds nothing but such fields.

    >>> _field(bytes([0x0A, 1, 65, 0x12, 2, 66, 67]), 2)
    b'BC'
    """
    position = 0

    def varint() -> int:
        nonlocal position
        value = shift = 0
        while True:
            byte = message[position]
            position += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while True:
        number, length = varint() >> 3, varint()
        if number == wanted:
            return message[position : position + length]
        position += length
