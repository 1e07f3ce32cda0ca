"""Documents with gold, read from a folder.

A document is a handful of files that share a name:

=============================  ================================================
``NAME.ko.txt``, ``.en.txt``   one segment a line, or the running text when
                               there are no ``.raw`` files
``NAME.gold.tsv``              beads over the lines: Korean numbers, tab,
                               English numbers, counted from 0 and separated by
                               commas; an empty field makes a null bead
``NAME.ko.raw.txt``, ``.en``   the running text
``NAME.spans.json``            beads over the running text: a list of
                               ``{"ko": [[start, end], …], "en": […]}`` in
                               code points
=============================  ================================================

There is gold for the lines or for the running text or for both. Any of the
files may be gzipped. ``manifest.json`` beside the folder may tell for a document
that its gold is coarse (``{"docs": [{"set": …, "doc": …, "granularity":
"coarse"}]}``).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from aligner.errors import DecodingError, InputError
from aligner.evaluation.lines import LineBead
from aligner.evaluation.spans import SpanBead
from aligner.text.decoding import with_newlines

_LINES = ".gold.tsv"
_SPANS = ".spans.json"


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """Two texts and what is known of their alignment.

    ``beads`` is gold for ``ko_lines`` and ``en_lines``, ``spans`` is gold for
    ``ko_text`` and ``en_text``; each is None, with its texts empty, where there
    is no such gold. ``collection`` is the name of the folder. ``coarse`` says
    that the gold's units may hold several sentences on both sides.
    """

    collection: str
    name: str
    coarse: bool
    ko_lines: tuple[str, ...]
    en_lines: tuple[str, ...]
    beads: tuple[LineBead, ...] | None
    ko_text: str
    en_text: str
    spans: tuple[SpanBead, ...] | None


def read_gold(folder: str | os.PathLike[str], pattern: str = "*") -> list[GoldDocument]:
    """The documents of a folder, by name; or those of its subfolders if it has none itself.

    ``pattern`` is a shell pattern that their names must match: ``"park_*"``.

    Raises InputError for a folder without gold, a pattern that no name matches,
    a file that is missing or damaged, and gold that points outside its text.
    """
    root = Path(folder).resolve()  # a set is called as its folder, which '.' would not tell
    if not root.is_dir():
        raise InputError(f"there is no folder {root}; check the name")
    folders = [root] if _names(root) else [sub for sub in sorted(root.iterdir()) if sub.is_dir()]
    names = [(sub, name) for sub in folders for name in _names(sub)]
    if not names:
        raise InputError(f"{root} holds no gold; it needs files NAME{_LINES} or NAME{_SPANS}")
    wanted = [(sub, name) for sub, name in names if fnmatchcase(name, pattern)]
    if not wanted:
        raise InputError(f"no document in {root} matches {pattern!r}; there is {names[0][1]!r}")
    coarse = {sub: _coarse_documents(sub) for sub in folders}
    return [_document(sub, name, name in coarse[sub]) for sub, name in wanted]


def fingerprint(documents: Iterable[GoldDocument]) -> str:
    """A SHA-256 of all that the scores depend on, whatever the order of the documents.

    >>> fingerprint([])[:8]
    '4f53cda1'
    """
    ordered = sorted(documents, key=lambda document: (document.collection, document.name))
    content = json.dumps([astuple(document) for document in ordered])
    return hashlib.sha256(content.encode()).hexdigest()


def _names(folder: Path) -> list[str]:
    found = set()
    for entry in folder.iterdir():
        file_name = entry.name.removesuffix(".gz")
        for ending in (_LINES, _SPANS):
            if file_name.endswith(ending):
                found.add(file_name.removesuffix(ending))
    return sorted(found)


def _coarse_documents(folder: Path) -> set[str]:
    """The documents of the folder that the manifest beside it calls coarse."""
    path = folder.parent / "manifest.json"
    if not path.exists():
        return set()
    entries = _json(path)
    try:
        return {
            entry["doc"]
            for entry in entries["docs"]
            if entry["set"] == folder.name and entry.get("granularity") == "coarse"
        }
    except (KeyError, TypeError, AttributeError):
        raise InputError(
            f'{path} is not a manifest; it needs {{"docs": [{{"set": …, "doc": …}}, …]}}'
        ) from None


def _document(folder: Path, name: str, coarse: bool) -> GoldDocument:
    beads = spans = None
    ko_lines: tuple[str, ...] = ()
    en_lines: tuple[str, ...] = ()
    ko_text = en_text = ""
    lines_path, spans_path = _find(folder, name + _LINES), _find(folder, name + _SPANS)
    if lines_path is not None:
        ko_lines, en_lines = (_text_lines(folder, f"{name}.{side}.txt") for side in ("ko", "en"))
        beads = _read_beads(lines_path, (len(ko_lines), len(en_lines)))
    if spans_path is not None:
        ko_text, en_text = (_running_text(folder, name, side) for side in ("ko", "en"))
        spans = _read_spans(spans_path, (len(ko_text), len(en_text)))
    return GoldDocument(
        collection=folder.name,
        name=name,
        coarse=coarse,
        ko_lines=ko_lines,
        en_lines=en_lines,
        beads=beads,
        ko_text=ko_text,
        en_text=en_text,
        spans=spans,
    )


def _find(folder: Path, name: str) -> Path | None:
    for path in (folder / name, folder / f"{name}.gz"):
        if path.exists():
            return path
    return None


def _text_lines(folder: Path, name: str) -> tuple[str, ...]:
    path = _find(folder, name)
    if path is None:
        raise InputError(f"{folder / name} is missing, of which there is gold; add the file")
    text = _text(path)
    return tuple(text.removesuffix("\n").split("\n")) if text else ()


def _running_text(folder: Path, name: str, side: str) -> str:
    path = _find(folder, f"{name}.{side}.raw.txt") or _find(folder, f"{name}.{side}.txt")
    if path is None:
        raise InputError(
            f"{folder / name}.{side}.raw.txt is missing, of which there is gold; add the file"
        )
    return _text(path)


def _text(path: Path) -> str:
    r"""The decoded file with ``\n`` line ends."""
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        return with_newlines(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise DecodingError(
            f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8"
        ) from None
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"cannot read {path}: {error}; replace the file") from None


def _json(path: Path) -> Any:
    try:
        return json.loads(_text(path))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path} is not JSON ({error}); correct the file") from None


def _read_beads(path: Path, sizes: tuple[int, int]) -> tuple[LineBead, ...]:
    beads = []
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        fields = line.split("\t")
        try:
            ko, en = (_numbers(field, size) for field, size in zip(fields, sizes, strict=True))
        except ValueError as error:
            raise InputError(f"{path}, line {number}: {error}; correct the line") from None
        beads.append((ko, en))
    return tuple(beads)


def _numbers(field: str, size: int) -> tuple[int, ...]:
    """Line numbers, ascending.

    >>> _numbers("3, 1", 4)
    (1, 3)
    """
    numbers = tuple(sorted(int(number) for number in field.split(",") if number.strip()))
    if numbers and not 0 <= numbers[0] <= numbers[-1] < size:
        raise ValueError(f"there are only {size} lines, numbered from 0")
    return numbers


def _read_spans(path: Path, sizes: tuple[int, int]) -> tuple[SpanBead, ...]:
    content = _json(path)
    beads: Any = content.get("beads") if isinstance(content, dict) else content
    try:
        return tuple((_spans(bead, "ko", sizes[0]), _spans(bead, "en", sizes[1])) for bead in beads)
    except (TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f'{path} is not a list of {{"ko": [[start, end], …], "en": […]}} ({error}); correct it'
        ) from None


def _spans(bead: dict[str, Any], side: str, size: int) -> tuple[tuple[int, int], ...]:
    spans = tuple((int(start), int(end)) for start, end in bead.get(side, []))
    for start, end in spans:
        if not 0 <= start <= end <= size:
            raise ValueError(f"[{start}, {end}] is outside a text of {size} characters")
    return spans
