"""Mails (.eml) and pages saved as MHTML: the subject and the text, by Python's own parser."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage

from aligner.documents import html
from aligner.documents.extracted import Extracted, Piece, joined
from aligner.documents.sniffing import declared_encoding
from aligner.documents.wrapping import paragraphs_in
from aligner.errors import InputError
from aligner.text.decoding import decode

_QUOTE = re.compile(r"^(?:>[ \t]?){1,20}", re.MULTILINE)
_QUOTED_LINE = re.compile(r"^>", re.MULTILINE)
_LINE = re.compile(r"^.*\S", re.MULTILINE)
_SIGNATURE = "\n-- \n"


def read(data: bytes, source: str) -> Extracted:
    """Read a mail as it came: subject, then the text; quoting marks go, a signature is furniture.

    The part in plain text is read if there is one that says something, else the
    page. Attachments are not opened. Raises InputError if there is neither.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    metadata = {
        "format": "mail",
        "title": _header(message, "subject"),
        "date": _date(message),
        "url": _header(message, "snapshot-content-location"),
    }
    plain, page = _part(message, "plain"), _part(message, "html")
    if plain is not None:
        text, encoding = _decoded(plain, source)
        if text.strip() and (page is None or not metadata["url"]):
            body, _, signature = text.partition(_SIGNATURE)
            pieces = [Piece(metadata["title"], "heading")]
            pieces += [Piece(paragraph) for paragraph in paragraphs_in(without_quotes(body))]
            pieces += [Piece(line, "furniture") for line in signature.split("\n")]
            return joined(pieces, {**metadata, "encoding": encoding})
    if page is None:
        raise InputError(f"{source}: a mail without text; save what is attached to it")
    text, encoding = _decoded(page, source)
    found = html.read(text, source)
    known = {name: value for name, value in metadata.items() if value}
    merged = {**known, **found.metadata, "format": "mail", "encoding": encoding}
    return Extracted(found.text, found.blocks, merged)


def without_quotes(text: str) -> str:
    r"""The text without the ``>`` in front of its lines.

    >>> without_quotes("> > It rained.\n>\n> Nobody came.\n")
    'It rained.\n\nNobody came.\n'
    """
    return _QUOTE.sub("", text)


def is_quoted(text: str) -> bool:
    r"""True if most lines of a text carry the quoting marks of mail.

    >>> is_quoted("> It rained.\n> Nobody came."), is_quoted("It is\n> 3 metres long.\nOh.")
    (True, False)
    """
    lines = len(_LINE.findall(text))
    return lines >= 2 and len(_QUOTED_LINE.findall(text)) * 3 >= lines * 2


def _part(message: EmailMessage, kind: str) -> EmailMessage | None:
    try:
        part = message.get_body((kind,))
    except (ValueError, LookupError, AttributeError, RecursionError):
        return None  # a broken structure: what can be had is had below
    return part if isinstance(part, EmailMessage) and not part.is_multipart() else None


def _decoded(part: EmailMessage, source: str) -> tuple[str, str]:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError):
        payload = None
    data = payload if isinstance(payload, bytes) else b""
    try:
        charset = part.get_content_charset()
    except (ValueError, LookupError, AttributeError):
        charset = None
    decoded = decode(data, source, charset or declared_encoding(data))
    return decoded.text, decoded.encoding


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, LookupError, AttributeError, IndexError):
        return ""  # Python's parser of headers trips over some


def _date(message: EmailMessage) -> str:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(_header(message, "date")).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""
