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
from aligner.formats.lines import decoded, numbered_lines
from aligner.formats.placed import Placed, Trouble, refuse
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


def render(pairs: Iterable[Pair], *, one_sided: bool = False) -> Iterator[tuple[str, str]]:
    r"""The line of the Korean file and that of the English one, for each pair with both.

    With ``one_sided`` the other pairs come as well, with a blank line for the
    missing side, so that every line keeps its number.

    >>> list(render([Pair("", "하나.", "One."), Pair("", "둘.", None)]))
    [('하나.\n', 'One.\n')]
    """
    for pair in pairs:
        ko, en = text_or_none(single_line(pair.ko or "")), text_or_none(single_line(pair.en or ""))
        if one_sided or (ko and en):
            yield (ko or "") + "\n", (en or "") + "\n"


def read(
    ko: BinaryIO, en: BinaryIO, ko_source: str, en_source: str, trouble: Trouble = refuse
) -> Iterator[Placed]:
    r"""The pairs of two files; a blank line is a missing side.

    >>> import io
    >>> next(read(io.BytesIO(b"1.\n"), io.BytesIO(b"One.\n"), "x.ko", "x.en")).pair.en
    'One.'

    Raises InputError when both are empty, and gives to ``trouble``, with its
    line, what is not UTF-8 and what one file has more than the other.
    """
    empty = True
    for ko_line, en_line in zip_longest(
        numbered_lines(ko, ko_source), numbered_lines(en, en_source)
    ):
        empty = False
        if ko_line is None or en_line is None:
            longer, shorter = (en_source, ko_source) if ko_line is None else (ko_source, en_source)
            number = (ko_line or en_line)[0]
            trouble(
                InputError(
                    f"{shorter} ends before line {number} of {longer}; "
                    "the two files must have the same number of lines"
                )
            )
            return
        number = ko_line[0]
        try:
            ko_text = text_or_none(decoded(ko_line[1], number, ko_source))
            en_text = text_or_none(decoded(en_line[1], number, en_source))
        except InputError as error:
            trouble(error)
        else:
            yield Placed(Pair("", ko_text, en_text, type=bead_type(ko_text, en_text)), number)
    if empty:
        raise InputError(f"{ko_source} and {en_source} are empty; nothing to read")
