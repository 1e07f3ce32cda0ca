"""Reading one document from a path or from standard input, whatever format it is in."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

from aligner.documents import (
    bilingual,
    docx,
    epub,
    html,
    hwp,
    hwpx,
    mail,
    markdown,
    odt,
    pdf,
    subtitles,
)
from aligner.documents.archive import Archive, documents_in
from aligner.documents.compression import decompressed, name_inside
from aligner.documents.extracted import Extracted
from aligner.documents.limits import DEFAULT_LIMIT, read_at_most
from aligner.documents.plain import laid_out
from aligner.documents.remote import is_remote, read_remote
from aligner.documents.sniffing import binary_format, declared_encoding, text_format
from aligner.errors import InputError
from aligner.text.decoding import Decoded, decode
from aligner.text.scripts import hangul_share
from aligner.types import Document, Side

_KOREAN_SHARE = 0.3
_PACKED = {
    "docx": docx.read,
    "epub": epub.read,
    "hwp": hwp.read,
    "hwpx": hwpx.read,
    "odt": odt.read,
}


def read_document(
    path: str | os.PathLike[str],
    side: Side | None = None,
    *,
    lines: bool = False,
    max_size: int = DEFAULT_LIMIT,
) -> Document:
    """Read one side of a pair from a file, or from standard input for ``-``.

    The format is told by the content: plain text, Markdown, HTML, docx, odt, hwpx,
    hwp, epub, PDF, subtitles, mail, XLIFF or TMX; any of them compressed, or in a
    zip file (``news.zip/a.html`` names one of several). ``metadata`` says which
    ``format`` it was, and its ``encoding``, ``title``, ``date`` and ``url`` where
    they are known. ``side`` is worked out from the script if it is not given. With
    ``lines`` every non-blank line is one sentence. At most ``max_size`` bytes are
    unpacked.

    Raises InputError for what is missing, unreadable, a directory, empty, damaged,
    encrypted, too large or no text, DecodingError for text in no known encoding.
    """
    extracted = read_extracted(path, side, max_size=max_size)
    if side is None:
        side = "ko" if hangul_share(extracted.text) >= _KOREAN_SHARE else "en"
    return laid_out(extracted, side, name_of(path), lines=lines)


def read_extracted(
    path: str | os.PathLike[str], side: Side | None = None, *, max_size: int = DEFAULT_LIMIT
) -> Extracted:
    """The text of a file or of standard input, not yet laid out as a document.

    ``side`` is the one to read of a file that has both. Raises what `read_document`
    raises.
    """
    name = name_of(path)
    extracted = _extracted(read_bytes(path, max_size), name, side, max_size)
    if not extracted.text.strip():
        raise InputError(f"{name}: there is no text in it")
    return extracted


def name_of(path: str | os.PathLike[str]) -> str:
    """What to call an input in messages."""
    return "standard input" if str(path) == "-" else os.fspath(path)


def read_bytes(path: str | os.PathLike[str], max_size: int = DEFAULT_LIMIT) -> bytes:
    """The content of a file, of one in a zip file or behind a URL, or of standard input for ``-``.

    Raises InputError with one line that says what is wrong.
    """
    if str(path) == "-":
        if sys.stdin is None:
            raise InputError("standard input is closed; name a file")
        return read_at_most(sys.stdin.buffer, max_size, "standard input")
    url = os.fspath(path)
    if is_remote(url):
        return read_remote(url, max_size)
    file = Path(path)
    try:
        if file.is_dir():
            raise InputError(f"{file}: a directory; name a file in it")
        if archive := next((above for above in file.parents if above.is_file()), None):
            member = file.relative_to(archive).as_posix()
            return Archive(_content(archive, max_size), str(archive), max_size).read(member)
        return _content(file, max_size)
    except FileNotFoundError:
        raise InputError(f"{file}: no such file") from None
    except PermissionError:
        raise InputError(f"{file}: no permission to read it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{file}: cannot be read: {reason}") from None


def _content(file: Path, max_size: int) -> bytes:
    with file.open("rb") as stream:
        return read_at_most(stream, max_size, str(file))


def _extracted(
    data: bytes, source: str, side: Side | None, limit: int, *, in_zip: bool = False
) -> Extracted:
    data = decompressed(data, source, limit)
    kind = binary_format(data, source)
    if kind is None:
        return _from_text(data, source, side)
    if kind == "pdf":
        return pdf.read(data, source)
    if kind != "zip":
        return _PACKED[kind](data, source, limit)
    if in_zip:
        raise InputError(f"{source}: a zip file within a zip file; unpack it first")
    archive = Archive(data, source, limit)
    names = documents_in(archive)
    shown = " ".join(f"{source}/{names[0]}".split()) if names else source
    if len(names) != 1:
        advice = f"name one, {shown} for example" if names else "is it the right file?"
        raise InputError(f"{source}: {len(names)} documents in this zip file; {advice}")
    return _extracted(archive.read(names[0]), shown, side, limit, in_zip=True)


def _from_text(data: bytes, source: str, side: Side | None) -> Extracted:
    decoded = decode(data, source, declared_encoding(data))
    kind = text_format(decoded.text, name_inside(source))
    if kind == "plain":
        return _plain(decoded)
    if kind == "mail":
        return mail.read(data, source)
    if kind == "html":
        extracted = html.read(decoded.text, source)
    elif kind == "markdown":
        extracted = markdown.read(decoded.text, source)
    elif kind == "subtitles":
        extracted = subtitles.read(decoded.text)
    else:
        extracted = bilingual.read(decoded.text, source, side, kind)
    return _with_facts(extracted, decoded)


def _plain(decoded: Decoded) -> Extracted:
    extracted = Extracted(decoded.text, None, {"format": "plain"})
    if mail.is_quoted(decoded.text):
        notice = "the quoting marks of a mail were taken off"
        extracted = replace(extracted, text=mail.without_quotes(decoded.text), notices=(notice,))
    return _with_facts(extracted, decoded)


def _with_facts(extracted: Extracted, decoded: Decoded) -> Extracted:
    """What decoding has brought to light, in the metadata and in words."""
    facts = {
        "encoding": decoded.encoding,
        "replaced": str(decoded.replaced or ""),
        "undone": decoded.undone,
    }
    notices = list(extracted.notices)
    if decoded.replaced:
        notices.append(f"{decoded.replaced} unreadable bytes stand as U+FFFD")
    if decoded.undone:
        notices.append(f"the whole text was put right: {decoded.undone}")
    known = {name: value for name, value in facts.items() if value}
    return replace(
        extracted,
        metadata={**extracted.metadata, **known},
        notices=tuple(notices),
        undone=decoded.undone,
    )
