"""A corpus: the pairs of many documents in one folder.

    CORPUS/
      run.json        how it was made: versions, model, options, counts, signature
      documents.tsv   one row a document: its files, what is known of it, its counts
      errors.tsv      one row a document that could not be used, with the reason
      pairs/          00000.parquet, 00001.parquet … (or .jsonl): every bead of every
                      document, null beads included, in the order of documents.tsv

``run.json`` is written last: a folder without it is no finished corpus. `publishing`
brings such a folder to a store and back.
"""

from __future__ import annotations

from aligner.corpus.documents import DocumentRow, ErrorRow
from aligner.corpus.shards import SHARD_FORMATS, ShardFormat
from aligner.corpus.store import Corpus, is_corpus, open_corpus, write_corpus

__all__ = [
    "SHARD_FORMATS",
    "Corpus",
    "DocumentRow",
    "ErrorRow",
    "ShardFormat",
    "is_corpus",
    "open_corpus",
    "write_corpus",
]
