"""Bytes to text, in the encodings that Korean and English texts come in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from aligner.errors import DecodingError, InputError
from aligner.text.whole_mojibake import without_mojibake

_BOMS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_CODEC_OF_LABEL = {
    "cp949": re.compile(r"euc-?kr|ks_?c_?5601(?:-19\d\d)?|ks_?x_?1001|(?:cp|ms|windows-|x-windows-)949|uhc"),
    "cp1252": re.compile(r"iso-?8859-?1|latin-?1|us-ascii|ascii|(?:cp|windows-|x-cp)1252"),
    "johab": re.compile(r"johab|(?:cp|ms)1361"),
    "utf-16-le": re.compile(r"utf-16le"),
    "utf-16-be": re.compile(r"utf-16be"),
}  # fmt: skip
"""What a page or a mail may declare; UTF-8 is tried whatever it declares."""

_ISO_2022_KR = b"\x1b$)C"
_LARGEST_CONTROL_SHARE = 0.05
_LARGEST_DAMAGE = 0.005
_LEAST_COMMON_SHARE = 0.8
_SAMPLE = 100_000
_MOST_WESTERN, _LEAST_WESTERN = 0.1, 0.95
_TYPOGRAPHIC = "‘’“”–—…•·\u00a0éèáíóñüöäç£€©®"


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""Text with ``\n`` line ends, the encoding it was in, and what happened to it.

    ``replaced`` counts the U+FFFD that stand for bytes which could not be read.
    ``undone`` tells in words which mojibake was undone, and is empty if none was.
    """

    text: str
    encoding: str
    replaced: int = 0
    undone: str = ""


def decode(data: bytes, source: str, declared: str | None = None) -> Decoded:
    r"""Decode by byte order mark, else as UTF-16, UTF-8, what is declared, CP949 or Windows-1252.

    The first that fits strictly and reads like text. If none does, UTF-8 or
    CP949 with stray broken bytes (at most one character in two hundred) is read
    with U+FFFD in their place, and a file whose lines are some in the one and
    some in the other is read line by line. If all of the text had once been
    decoded wrongly, that is undone. ``declared`` is a label such as ``euc-kr``,
    ``source`` names the input in errors. Raises InputError for binary data and
    DecodingError for text in no known encoding.

    >>> decode("안녕".encode("cp949"), "a.txt")
    Decoded(text='안녕', encoding='cp949', replaced=0, undone='')
    >>> decode(b"one\r\ntwo\r", "a.txt").text
    'one\ntwo\n'
    """
    decoded = _by_mark(data, source) or _by_trial(data, declared) or _in_spite_of_damage(data)
    shown = decoded.text if decoded else data[:_SAMPLE].decode("latin-1")
    if _control_share(shown) > _LARGEST_CONTROL_SHARE:
        raise InputError(f"{source}: binary data, not text")
    if decoded is None:
        raise DecodingError(
            f"{source}: neither UTF-8 nor UTF-16 nor CP949; convert it to UTF-8, "
            "for example with iconv"
        )
    text, undone = without_mojibake(with_newlines(decoded.text))
    return Decoded(text, decoded.encoding, decoded.replaced, undone)


def with_newlines(text: str) -> str:
    r"""The text with ``\n`` for each line end, whatever system it comes from.

    >>> with_newlines("one\r\ntwo\r")
    'one\ntwo\n'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _by_mark(data: bytes, source: str) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            rest = data.removeprefix(mark)
            try:
                decoded = Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                # The mark may be wrong: something was put in front of another encoding.
                if encoding == "utf-8-sig" or (0 not in rest and _by_trial(rest, None)):
                    return None
                raise DecodingError(
                    f"{source}: begins with the mark of {encoding.upper()} but is broken at "
                    f"byte {error.start}; save it again as UTF-8"
                ) from None
            wrong = encoding == "utf-16" and 0 not in rest and not _is_familiar(decoded.text)
            return None if wrong and _by_trial(rest, None) else decoded
    return None


def _by_trial(data: bytes, declared: str | None) -> Decoded | None:
    data = _without_mark(data)
    if _ISO_2022_KR in data:
        encodings: tuple[str, ...] = ("iso2022_kr",)
    else:
        # NUL bytes are legal UTF-8, so unmarked UTF-16 has to be looked for first.
        encodings = (
            *_unmarked_utf16(data),
            "utf-8",
            *_declared_codec(declared),
            *_surely_western(data),
            "cp949",
            "cp1252",
            "johab",
            "mac_roman",
        )
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_plausible(text, encoding):
            return Decoded(text, encoding)
    return None


def _without_mark(data: bytes) -> bytes:
    for mark, _ in _BOMS:
        data = data.removeprefix(mark)
    return data


def _surely_western(data: bytes) -> tuple[str, ...]:
    """Windows-1252 before CP949 if nearly all that is not ASCII are quotation marks, dashes, é."""
    sample = data[:_SAMPLE].decode("cp1252", "replace")
    foreign = [character for character in sample if not character.isascii()]
    typographic = sum(character in _TYPOGRAPHIC for character in foreign)
    few = len(foreign) <= len(sample) * _MOST_WESTERN
    return ("cp1252",) if few and typographic >= len(foreign) * _LEAST_WESTERN else ()


def _declared_codec(label: str | None) -> Iterator[str]:
    wanted = (label or "").strip().lower()
    for codec, labels in _CODEC_OF_LABEL.items():
        if labels.fullmatch(wanted):
            yield codec


def _in_spite_of_damage(data: bytes) -> Decoded | None:
    data = _without_mark(data)
    try:
        return Decoded(data.decode("utf-8", "surrogatepass"), "utf-8")
    except UnicodeDecodeError:
        pass
    for encoding in ("utf-8", "cp949"):
        text = data.decode(encoding, "replace")
        replaced = text.count("\ufffd")
        whole = text.replace("\ufffd", "")
        if replaced <= len(text) * _LARGEST_DAMAGE and _is_plausible(whole, encoding):
            return Decoded(text, encoding, replaced)
    return _line_by_line(data)


def _line_by_line(data: bytes) -> Decoded | None:
    """Files put together from others: each line in UTF-8 or, failing that, in CP949."""
    lines, replaced, used = [], 0, set()
    for line in data.split(b"\n"):
        text, encoding = _line(line)
        lines.append(text)
        replaced += text.count("\ufffd")
        used |= {encoding} if not line.isascii() else set()
    text = "\n".join(lines)
    if replaced > len(text) * _LARGEST_DAMAGE or not _is_familiar(text):
        return None
    return Decoded(text, " and ".join(sorted(used, reverse=True)), replaced)


def _line(line: bytes) -> tuple[str, str]:
    for encoding in ("utf-8", "cp949"):
        try:
            text = line.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_plausible(text, encoding):
            return text, encoding
    return line.decode("utf-8", "replace"), "utf-8"


def _is_plausible(text: str, encoding: str) -> bool:
    """Whether a text that decodes also reads like one: nearly all bytes mean something in these.

    In CP949 the quotation marks of an English Windows file come out as Hangul that
    Korean hardly uses (outside KS X 1001); in Windows-1252 any text but one of
    mostly plain letters with a few marks between is something else.
    """
    sample = text[:_SAMPLE]
    foreign = [character for character in sample if not character.isascii()]
    if encoding in {"cp949", "johab"} and foreign:
        common = sum(_is_common(character) for character in foreign)
        return common >= len(foreign) * _LEAST_COMMON_SHARE
    if encoding in {"cp1252", "mac_roman"}:
        typographic = sum(character in _TYPOGRAPHIC for character in foreign)
        return len(foreign) <= len(sample) * 0.2 and typographic >= len(foreign) * 0.5
    return True


def _is_familiar(text: str) -> bool:
    """Whether the characters are those of Korean and English, and not of half the world."""
    sample = text[:_SAMPLE]
    familiar = sum(character.isascii() or _is_common(character) for character in sample)
    return familiar >= len(sample) * _LEAST_COMMON_SHARE


def _is_common(character: str) -> bool:
    """True for what KS X 1001 has."""
    return len(character.encode("euc_kr", "ignore")) == 2


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
