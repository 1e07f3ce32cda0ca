r"""Moses, as OPUS uses it: two text files of which the lines with the same number belong together.

``corpus.ko`` and ``corpus.en`` have no header and hold the text of two-sided
pairs only. Line ends inside a text, and whatever else the TSV module takes for
one, become spaces, so that both files have the same number of lines for every
reader.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

from aligner.errors import InputError
from aligner.formats.lines import decoded_lines
from aligner.formats.values import bead_type, single_line, text_or_none
from aligner.types import Pair


def paths_of(path: str | os.PathLike[str]) -> tuple[Path, Path]:
    """The Korean and the English file of which one, or the common stem, is named.

    >>> [p.name for p in paths_of("corpus.en")] == [p.name for p in paths_of("corpus")]
    True
    """
    whole = Path(path)
    stem = whole.with_suffix("") if whole.suffix.lower() in (".ko", ".en") else whole
    return stem.with_name(stem.name + ".ko"), stem.with_name(stem.name + ".en")


def render(pairs: Iterable[Pair]) -> Iterator[tuple[str, str]]:
    r"""The line of the Korean file and that of the English one, for each pair with both.

    >>> list(render([Pair("", "하나.", "One."), Pair("", "둘.", None)]))
    [('하나.\n', 'One.\n')]
    """
    for pair in pairs:
        ko, en = text_or_none(single_line(pair.ko or "")), text_or_none(single_line(pair.en or ""))
        if ko and en:
            yield ko + "\n", en + "\n"


def read(ko: BinaryIO, en: BinaryIO, ko_source: str, en_source: str) -> Iterator[Pair]:
    r"""The pairs of two files; a blank line is a missing side.

    >>> import io
    >>> next(read(io.BytesIO(b"1.\n"), io.BytesIO(b"One.\n"), "x.ko", "x.en")).en
    'One.'

    Raises InputError when both are empty or one has more lines than the other.
    """
    empty = True
    lines = zip_longest(decoded_lines(ko, ko_source), decoded_lines(en, en_source))
    for ko_line, en_line in lines:
        empty = False
        if ko_line is None or en_line is None:
            longer, shorter = (en_source, ko_source) if ko_line is None else (ko_source, en_source)
            number = (ko_line or en_line)[0]
            raise InputError(
                f"{shorter} ends before line {number} of {longer}; "
                "the two files must have the same number of lines"
            )
        ko_text, en_text = text_or_none(ko_line[1]), text_or_none(en_line[1])
        yield Pair("", ko_text, en_text, type=bead_type(ko_text, en_text))
    if empty:
        raise InputError(f"{ko_source} and {en_source} are empty; nothing to read")
