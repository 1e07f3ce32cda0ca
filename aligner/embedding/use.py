"""The default encoder: Google's use-multilingual, run by numpy and sentencepiece.

The weights and the tokenizer's model are read out of the package that carries
them; its own code is never imported. See `aligner.embedding.use_network` for the
model itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from aligner.embedding import packaged
from aligner.embedding.cards import ModelCard
from aligner.embedding.protocol import well_formed
from aligner.embedding.use_network import DIMENSIONS, REACH, Network, Stream

_UNKNOWN, _BEGIN, _END = 0, 1, 2  # token ids
_TEXTS_AT_ONCE = 1000


class UniversalSentenceEncoder:
    """use-multilingual: unit vectors of 512 dimensions.

    A text's vector depends on the text alone, whatever else is encoded in the
    same call (up to rounding, some 1e-7). Raises ModelError as `packaged.files`.

    >>> from aligner.embedding.cards import card
    >>> encoder = UniversalSentenceEncoder(card("use-multilingual"))
    >>> ko, en, other = encoder.encode(["날씨가 참 좋네요.", "The weather is nice.", "I sold it."])
    >>> bool(ko @ en > 0.7 > 0.3 > ko @ other)
    True
    """

    def __init__(self, card: ModelCard) -> None:
        from sentencepiece import SentencePieceProcessor

        tokenizer, weights = packaged.files(card)
        self.name = card.name
        self.dimensions = DIMENSIONS
        self._tokenizer = SentencePieceProcessor(model_file=str(tokenizer))
        self._network = Network(weights)

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Unit vectors of the texts, shape ``(n, 512)``."""
        tokens = self._tokens(texts)
        streams = (Stream(ids, _rows(len(ids), row)) for row, ids in enumerate(tokens))
        sums = self._network.sums(streams, len(tokens))
        return self._network.vectors(sums, np.array([len(ids) for ids in tokens], np.int32))

    def encode_windows(
        self, documents: Sequence[list[str]], size: int
    ) -> list[NDArray[np.float32]]:
        """Vectors of all windows of up to ``size`` sentences of each document: ``(size, n, 512)``.

        As `aligner.embedding.windows` describes them, and at half as much again
        as the cost of the sentences alone: the model sums its tokens' features,
        and a neighbouring sentence changes only the features of the tokens next
        to it. So each sentence is summed, and for each *junction*, the tail of one sentence
        and the head of the next, what they change when the two are read as one text: what
        they sum to there less what they do apart. A window is the sum of its sentences and of
        the changes in between. That differs from embedding the joined text only where a sentence
        has fewer than nine tokens or the tokenizer would join the two otherwise
        (mean cosine .9999; adding up whole sentences' sums gives .92 for two
        sentences and .80 for five). There is no junction between two documents.
        """
        lengths = [len(texts) for texts in documents]
        ends = np.cumsum(lengths)
        n = int(ends[-1]) if lengths else 0
        tokens = self._tokens([text for texts in documents for text in texts])
        sums = self._network.sums(_parts(tokens, set(ends.tolist())), 2 * n)
        changes, sentences = sums[::2], sums[1::2]
        # Begin and end are counted once in a window, whatever its size.
        inner = np.array([len(ids) - 2 for ids in tokens], np.int32)
        left = np.repeat(ends, lengths) - np.arange(n)  # sentences up to the document's end

        result = np.zeros((size, n, DIMENSIONS), np.float32)
        running, counts = sentences, inner + 2
        for k in range(1, min(size, max(lengths, default=0)) + 1):
            places = n - k + 1
            if k > 1:
                running = running[:places] + changes[k - 1 :] + sentences[k - 1 :]
                counts = counts[:places] + inner[k - 1 :]
            whole = np.flatnonzero(left[:places] >= k)
            result[k - 1, whole] = self._network.vectors(running[whole], counts[whole])
        return [result[:, end - length : end] for end, length in zip(ends, lengths, strict=True)]

    def _tokens(self, texts: list[str]) -> list[NDArray[np.int32]]:
        """Token ids of each text with begin and end around them; at least one in between."""
        tokens = []
        for start in range(0, len(texts), _TEXTS_AT_ONCE):
            batch = [well_formed(text) for text in texts[start : start + _TEXTS_AT_ONCE]]
            for text, ids in zip(batch, self._tokenizer.encode(batch), strict=True):
                inner = self._unknowns_apart(text, ids) if _UNKNOWN in ids else ids
                tokens.append(np.array([_BEGIN, *(inner or [_UNKNOWN]), _END], np.int32))
        return tokens

    def _unknowns_apart(self, text: str, ids: list[int]) -> list[int]:
        """``ids`` with a token for each unknown character: sentencepiece gives one for a run.

        Either way retrieves as well; this way the vectors are those of the
        package that carries the weights.
        """
        pieces = self._tokenizer.encode(text, out_type=str)
        return [
            token
            for token, piece in zip(ids, pieces, strict=True)
            for token in ([_UNKNOWN] * len(piece) if token == _UNKNOWN else [token])
        ]


def _parts(tokens: list[NDArray[np.int32]], ends: Collection[int]) -> Iterator[Stream]:
    """Streams that sum each text in row ``2 i + 1``, and in row ``2 i`` what is new at its begin.

    That is how the sum changes when the text before is read as one with it: the junction
    of the two less its tail and this one's head, which hold the tokens that another text
    beyond them can change, and the begin and the end token. A junction is read with as many tokens again
    on either side, which are its context. ``ends`` are the numbers of texts before which a
    document ends; there is no junction.

    >>> ids = np.array([1, 11, 12, 13, 14, 15, 2], np.int32)
    >>> for stream in _parts([ids, ids[[0, 1, 2, -1]]], {2}):
    ...     print(stream.ids, *stream.rows)
    [ 1 11 12 13 14 15  2] [1 1 1 1 1 1 1] [-1 -1 -1  2  2  2  2]
    [ 1 11 12 13 14 15 11 12  2] [-1 -1 -1  2  2  2  2 -1 -1] [-1 -1 -1 -1 -1 -1 -1 -1 -1]
    [ 1 11 12  2] [3 3 3 3] [ 2  2 -1 -1]
    """
    n = len(tokens)
    heads = [min(REACH + 1, len(ids) // 2) for ids in tokens]
    tails = [min(REACH + 1, -(-len(ids) // 2)) for ids in tokens]
    joined = [0 < i < n and i not in ends for i in range(n + 1)]
    for i, ids in enumerate(tokens):
        rows = _rows(len(ids), 2 * i + 1)
        if joined[i]:
            rows[1, : heads[i]] = 2 * i
        if joined[i + 1]:
            rows[1, len(ids) - tails[i] :] = 2 * i + 2
        yield Stream(ids, rows)
        if joined[i + 1]:
            before, after = ids[:-1][-2 * REACH :], tokens[i + 1][1:][: 2 * REACH]
            border = len(before)
            rows = _rows(border + len(after), -1)
            rows[0, border - (tails[i] - 1) : border + heads[i + 1] - 1] = 2 * i + 2
            yield Stream(np.concatenate([before, after]), rows)


def _rows(length: int, row: int) -> NDArray[np.int32]:
    """The rows of a stream that is added to one row as a whole."""
    rows = np.full((2, length), -1, np.int32)
    rows[0] = row
    return rows
