"""Reading one document from a path or from standard input."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from aligner.documents.plain import document_from_text
from aligner.errors import InputError
from aligner.text.decoding import Decoded, decode
from aligner.text.scripts import hangul_share
from aligner.types import Document, Side

_KOREAN_SHARE = 0.3


def read_document(
    path: str | os.PathLike[str], side: Side | None = None, *, lines: bool = False
) -> Document:
    """Read one side of a pair from a file, or from standard input for ``-``.

    ``side`` is worked out from the script if it is not given. With ``lines``
    every non-blank line is one sentence. Raises InputError for what is missing,
    unreadable, a directory, empty or binary, DecodingError for text in no known
    encoding.
    """
    decoded = read_text(path)
    if side is None:
        side = "ko" if hangul_share(decoded.text) >= _KOREAN_SHARE else "en"
    return laid_out(decoded, side, name_of(path), lines=lines)


def laid_out(decoded: Decoded, side: Side, source: str, *, lines: bool = False) -> Document:
    """The document of a decoded text, which remembers its encoding and how much was lost."""
    metadata = {"encoding": decoded.encoding}
    if decoded.replaced:
        metadata["replaced"] = str(decoded.replaced)
    return document_from_text(decoded.text, side, source, lines=lines, metadata=metadata)


def name_of(path: str | os.PathLike[str]) -> str:
    """What to call an input in messages."""
    return "standard input" if str(path) == "-" else os.fspath(path)


def read_text(path: str | os.PathLike[str]) -> Decoded:
    """The decoded text of a file, or of standard input for ``-``.

    Raises what `read_document` raises.
    """
    decoded = decode(read_bytes(path), name_of(path))
    if not decoded.text.strip():
        raise InputError(f"{name_of(path)}: there is no text in it")
    return decoded


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """The content of a file, or of standard input for ``-``.

    Raises InputError with one line that says what is wrong.
    """
    if str(path) == "-":
        if sys.stdin is None:
            raise InputError("standard input is closed; name a file")
        return sys.stdin.buffer.read()
    file = Path(path)
    try:
        if file.is_dir():
            raise InputError(f"{file}: a directory; name a file in it")
        return file.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{file}: no such file") from None
    except PermissionError:
        raise InputError(f"{file}: no permission to read it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{file}: cannot be read: {reason}") from None
