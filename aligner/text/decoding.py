"""Bytes to text, in the encodings that Korean and English texts come in."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, replace

from aligner.errors import DecodingError, InputError

_BOMS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (docx, hwpx and the like are among them)"),
    (b"\xd0\xcf\x11\xe0", "an old Office or HWP file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
)

_LARGEST_CONTROL_SHARE = 0.05
_LARGEST_DAMAGE = 0.005
_LEAST_COMMON_SHARE = 0.8
_TYPOGRAPHIC = "‘’“”–—…•·\u00a0éèáíóñüöäç£€©®"


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""Text with ``\n`` line ends, the encoding it was in, and how much was lost.

    ``replaced`` counts the U+FFFD that stand for bytes which could not be read.
    """

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes, source: str) -> Decoded:
    r"""Decode by byte order mark, else as UTF-8, UTF-16, CP949 or Windows-1252.

    The first that fits strictly and reads like text.

    UTF-8 with a stray broken byte (at most one character in two hundred) is read
    with U+FFFD in its place. ``source`` names the input in errors. Raises
    InputError for binary data and DecodingError for text in no known encoding.

    >>> decode("안녕".encode("cp949"), "a.txt")
    Decoded(text='안녕', encoding='cp949', replaced=0)
    >>> decode(b"one\r\ntwo\r", "a.txt").text
    'one\ntwo\n'
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{source}: this is {what}, not plain text; save it as text first")
    decoded = _by_mark(data, source) or _by_trial(data)
    if decoded is None:
        raise DecodingError(
            f"{source}: neither UTF-8 nor UTF-16 nor CP949; convert it to UTF-8, "
            "for example with iconv"
        )
    if _control_share(decoded.text) > _LARGEST_CONTROL_SHARE:
        raise InputError(f"{source}: binary data, not text")
    return replace(decoded, text=with_newlines(decoded.text))


def with_newlines(text: str) -> str:
    r"""The text with ``\n`` for each line end, whatever system it comes from.

    >>> with_newlines("one\r\ntwo\r")
    'one\ntwo\n'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _by_mark(data: bytes, source: str) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                if encoding == "utf-8-sig":
                    return None
                raise DecodingError(
                    f"{source}: begins with the mark of {encoding.upper()} but is broken at "
                    f"byte {error.start}; save it again as UTF-8"
                ) from None
    return None


def _by_trial(data: bytes) -> Decoded | None:
    data = data.removeprefix(codecs.BOM_UTF8)
    # NUL bytes are legal UTF-8, so unmarked UTF-16 has to be looked for first.
    for encoding in (*_unmarked_utf16(data), "utf-8", "cp949", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _plausible(text, encoding):
            return Decoded(text, encoding)
    try:
        return Decoded(data.decode("utf-8", "surrogatepass"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    replaced = text.count("\ufffd")
    return Decoded(text, "utf-8", replaced) if replaced <= len(text) * _LARGEST_DAMAGE else None


def _plausible(text: str, encoding: str) -> bool:
    """Whether a text that decodes also reads like one: nearly all bytes mean something in these two.

    In CP949 the quotation marks of an English Windows file come out as Hangul that
    Korean hardly uses (outside KS X 1001); in Windows-1252 any text but one of
    mostly plain letters with a few marks between is something else.
    """
    foreign = [character for character in text if not character.isascii()]
    if encoding == "cp949" and foreign:
        common = sum(len(character.encode("euc_kr", "ignore")) == 2 for character in foreign)
        return common >= len(foreign) * _LEAST_COMMON_SHARE
    if encoding == "cp1252":
        typographic = sum(character in _TYPOGRAPHIC for character in foreign)
        return len(foreign) <= len(text) * 0.2 and typographic >= len(foreign) * 0.5
    return True


def _unmarked_utf16(data: bytes) -> tuple[str, ...]:
    """UTF-16 shows by NULs: every second byte of its spaces, digits and line ends is one."""
    even, odd = data[0:4000:2].count(0), data[1:4000:2].count(0)
    half = max(1, min(len(data), 4000) // 2)
    # A Hangul syllable may have a zero byte of its own (가 is U+AC00), but few do.
    if len(data) % 2 or max(even, odd) < half * 0.1 or min(even, odd) > max(even, odd) / 4:
        return ()
    return ("utf-16-le",) if odd > even else ("utf-16-be",)


def _control_share(text: str) -> float:
    sample = text[:20_000]
    controls = sum(1 for character in sample if character < " " and character not in "\t\n\r\f\v")
    return controls / max(1, len(sample))
