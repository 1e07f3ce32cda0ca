"""Sentence pairs in files: one format a module, `read_pairs` and `write_pairs` over them.

| format | ending | keeps |
| --- | --- | --- |
| tsv | ``.tsv`` | everything but sentence numbers and the details of findings |
| jsonl | ``.jsonl`` | everything |
| tmx | ``.tmx`` | text, document, bead type, scores, findings as notes |
| xliff | ``.xlf``, ``.xliff`` | the same as tmx |
| moses | ``name.ko`` and ``name.en`` | the text of two-sided pairs |

`read_placed` gives the pairs one by one with their lines, and `rewrite_pairs`
writes a file again in its own format, with everything in it that is not ours.

Only JSONL tells an empty string from a missing side; every other format reads
a blank side as None.
"""

from aligner.formats.atomic import atomic_writer, atomic_writers, new_folder
from aligner.formats.files import (
    paths_written,
    read_from_stream,
    read_pairs,
    read_placed,
    rewrite_pairs,
    write_pairs,
    write_to_stream,
)
from aligner.formats.frame import to_frame
from aligner.formats.names import FORMATS, format_of
from aligner.formats.placed import Placed, Trouble

__all__ = [
    "FORMATS",
    "Placed",
    "Trouble",
    "atomic_writer",
    "atomic_writers",
    "format_of",
    "new_folder",
    "paths_written",
    "read_from_stream",
    "read_pairs",
    "read_placed",
    "rewrite_pairs",
    "to_frame",
    "write_pairs",
    "write_to_stream",
]
