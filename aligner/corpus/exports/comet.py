"""Rows for COMET, as JSON lines: ``src``, ``mt`` and, if a pair has one, ``score``.

The English of a corpus is the translation that is to be judged, so it is ``mt``; there is no
``ref``, as for the reference-free models (CometKiwi). Read back, the rows are what
``model.predict`` takes. ``score`` is the cosine of the two sides, a weak label for want of
a judgement by people; ``confidence``, about the alignment and not the translation, is beside it. They
are JSON and not COMET's CSV because pandas reads the text ``NA`` of a CSV as missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aligner.corpus.exports.options import Options, sides
from aligner.corpus.exports.selection import Chosen
from aligner.formats.jsonl import json_line
from aligner.formats.values import rounded


def render(documents: Iterable[Chosen], options: Options) -> Iterator[str]:
    """The file, line by line; with ``en-ko`` the English is the source."""
    for document in documents:
        for pair in document.pairs:
            for source in options.sources:
                text, translation = sides(pair, source)
                scores = {
                    "score": rounded(pair.similarity),
                    "confidence": rounded(pair.confidence),
                }
                known = {name: score for name, score in scores.items() if score is not None}
                yield json_line({"src": text, "mt": translation, **known})
