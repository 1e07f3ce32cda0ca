"""What a file is, by its content; its name decides only where content says nothing."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from aligner.documents.archive import Archive
from aligner.documents.compression import name_inside
from aligner.errors import InputError

BinaryFormat = Literal["pdf", "hwp", "docx", "odt", "hwpx", "epub", "zip"]
TextFormat = Literal["html", "xliff", "tmx", "subtitles", "mail", "markdown", "plain"]

_UNUSABLE = (
    (b"\x89PNG", "a picture; recognise its text first"),
    (b"\xff\xd8\xff", "a picture; recognise its text first"),
    (b"GIF8", "a picture; recognise its text first"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"{\\rtf", "a rich text file; save it as docx or as text"),
    (b"7z\xbc\xaf'\x1c", "a 7z archive; unpack it first"),
    (b"Rar!\x1a", "a rar archive; unpack it first"),
    (b"HWP Document File V", "a HWP 3 file; save it as hwpx"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
)  # fmt: skip
_TAR = (257, b"ustar")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_CONTENTS = (
    ("EncryptedPackage", "encrypted; save it without a password"),
    ("WordDocument", "an old Word file (.doc); save it as docx"),
    ("Workbook", "a spreadsheet"),
    ("PowerPoint Document", "a presentation"),
    ("__properties_version1.0", "an Outlook message; save it as .eml or as text"),
)
_MIMETYPES: dict[bytes, BinaryFormat] = {
    b"application/hwp+zip": "hwpx",
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.text-template": "odt",
}


def binary_format(data: bytes, source: str) -> BinaryFormat | None:
    """The format of a file that is not text, or None if it may be text.

    Raises InputError for what holds no text that could be read.

    >>> binary_format(b"%PDF-1.7", "a"), binary_format("글".encode(), "a")
    ('pdf', None)
    """
    for signature, what in _UNUSABLE:
        if data.startswith(signature):
            raise InputError(f"{source}: this is {what}")
    if data[_TAR[0] : _TAR[0] + 5] == _TAR[1]:
        raise InputError(f"{source}: this is a tar archive; unpack it first")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        return _ole_format(data, source)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(data, source)
    return None


def _ole_format(data: bytes, source: str) -> BinaryFormat:
    if b"HWP Document File" in data:
        return "hwp"
    for stream, what in _OLE_CONTENTS:
        if stream.encode("utf-16-le") in data:
            raise InputError(f"{source}: this is {what}")
    raise InputError(f"{source}: an old Office file of an unknown kind; save it as docx or text")


def _zip_format(data: bytes, source: str) -> BinaryFormat:
    archive = Archive(data, source, limit=1_000_000)
    if "mimetype" in archive:
        mimetype = archive.read("mimetype").strip()
        if mimetype in _MIMETYPES:
            return _MIMETYPES[mimetype]
        if mimetype.startswith(b"application/"):
            raise InputError(
                f"{source}: this is of the type {ascii(mimetype[12:80])[1:]}, not a text"
            )
    if "word/document.xml" in archive:
        return "docx"
    if "Contents/section0.xml" in archive:
        return "hwpx"
    for member, what in (
        ("xl/workbook.xml", "spreadsheet"),
        ("ppt/presentation.xml", "presentation"),
    ):
        if member in archive:
            raise InputError(f"{source}: this is a {what}; copy its text into a text file")
    return "zip"


_DECLARATION = re.compile(rb"<\?xml[^>]{0,100}encoding\s{0,3}=\s{0,3}[\"']([\w.:-]{1,40})|<meta\b[^>]{0,200}charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{1,40})", re.IGNORECASE)  # fmt: skip
_HEAD = 8192


def declared_encoding(data: bytes) -> str | None:
    """The encoding that an XML declaration or a ``<meta>`` names.

    >>> declared_encoding(b'<meta http-equiv=x content="text/html; charset=euc-kr">')
    'euc-kr'
    """
    match = _DECLARATION.search(data[:_HEAD])
    return (match[1] or match[2]).decode("ascii") if match else None


_XML_ROOT = re.compile(r"(?:<\?[^>]{0,500}>|<!--.{0,2000}?-->|<!DOCTYPE[^>\[]{0,500}>|\s){0,50}<(?:\w{1,20}:)?(\w{1,20})[\s>/]", re.IGNORECASE | re.DOTALL)  # fmt: skip
_HTML_TAG = re.compile(
    r"</?(?:p|br|div|span|a|h[1-6]|table|t[rdh]|ul|ol|li|head|body|title|meta|img|article|section)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_LEAST_TAGS = 3
_TIMES = r"(?:\d{1,3}:)?\d\d:\d\d[.,]\d{3} --> (?:\d{1,3}:)?\d\d:\d\d[.,]\d{3}"
_CUE = re.compile(rf"\s*(?:\d{{1,9}}\s*\n)?{_TIMES}")
_MAIL_HEADER = re.compile(
    r"(?:from|to|date|subject|received|return-path|delivered-to|message-id|mime-version"
    r"|content-type|x-[\w-]{1,40}|reply-to|cc|snapshot-content-location):[ \t]",
    re.IGNORECASE,
)
_ANY_HEADER = re.compile(r"[!-9;-~]{1,70}:[ \t]|[ \t]|>?From ")
_LEAST_MAIL_HEADERS = 3
_BY_SUFFIX: dict[str, TextFormat] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".md": "markdown", ".markdown": "markdown",
    ".eml": "mail", ".mht": "mail", ".mhtml": "mail",
}  # fmt: skip


_SUFFIXES = frozenset(
    [
        ".txt",
        ".xhtml",
        ".docx",
        ".odt",
        ".hwpx",
        ".hwp",
        ".epub",
        ".pdf",
        ".srt",
        ".vtt",
        ".xliff",
        ".xlf",
        ".tmx",
        ".zip",
    ]
)


def stem_of(path: str) -> str:
    """The name of a file without folders and without the endings of formats.

    >>> stem_of("news/a.ko.html.gz"), stem_of("2023.05.12")
    ('a.ko', '2023.05.12')
    """
    name = PurePath(name_inside(path))
    return name.stem if name.suffix.lower() in _SUFFIXES | _BY_SUFFIX.keys() else name.name


def text_format(text: str, name: str) -> TextFormat:
    r"""The format of a decoded file; ``name`` decides what content leaves open.

    >>> text_format("<!DOCTYPE html><p>Hi.", "a.txt"), text_format("Hi.\n", "a.txt")
    ('html', 'plain')
    >>> text_format("Hi *there*.\n", "README.md")
    'markdown'
    """
    head = text[:200_000].lstrip("\ufeff \t\n")
    root = _XML_ROOT.match(head[:10_000])
    tag = root[1].lower() if root else ""
    if tag in {"xliff", "tmx"}:
        return "xliff" if tag == "xliff" else "tmx"
    if tag in {"html", "head", "body"} or head[:14].lower() == "<!doctype html":
        return "html"
    if head.startswith("WEBVTT") or _CUE.match(head[:200]):
        return "subtitles"
    if _is_mail(head):
        return "mail"
    by_name = _BY_SUFFIX.get(PurePath(name).suffix.lower(), "plain")
    if by_name == "plain" and head.startswith("<") and _is_fragment(head):
        return "html"
    return by_name


def _is_mail(head: str) -> bool:
    """True if the text begins with nothing but headers, and enough of those that mails have."""
    known = 0
    for line in head[:20_000].split("\n"):
        if not line.strip():
            break
        if not _ANY_HEADER.match(line):
            return False
        known += bool(_MAIL_HEADER.match(line))
    return known >= _LEAST_MAIL_HEADERS


def _is_fragment(head: str) -> bool:
    """True for a piece of a page: an article's text that may speak of <p> has few tags."""
    return len(_HTML_TAG.findall(head)) >= _LEAST_TAGS
