"""What a page leaves in copied text: entities, invisible characters, odd spaces."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from aligner.text.damage_types import Damage


def find_debris(text: str) -> list[Damage]:
    r"""Find entities, invisible and control characters, odd spaces, separate jamo.

    >>> [(d.kind, d.replacement) for d in find_debris("A&amp;quot;B\u200b C\xadD")]
    [('entity', '"'), ('zero-width', ''), ('soft-hyphen', '')]
    """
    return [*_entities(text), *_invisible(text), *_spaces(text), *_decomposed(text)]


_NAMED = "amp|quot|lt|gt|nbsp|apos|middot|hellip|bull|[lr][sd]quo|[nm]dash|[lr]aquo|copy|reg"
_ENTITY = re.compile(
    r"&(?:amp;){0,3}(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
    # browsers forgive a missing semicolon; not in a query string: ?a=1&lt=2
    rf"|&(?:{_NAMED})(?![\w=;])"
)
_HEADLESS_ENTITY = re.compile(
    r"(?<![&#;\w])(?:quot|nbsp|apos|middot|hellip|[lr][sd]quo|[mn]dash);"
    r"|(?<=[가-힣])(?:quot|nbsp|apos|middot|hellip|[lr][sd]quo|[mn]dash|amp|lt|gt);"
    r"|(?<=[A-Z])amp;(?=[A-Z])"
    r"|(?<=\w )amp;(?= [A-Z가-힣])"
    r"|(?<![&;\w])(?:amp;)?#\d{2,5};",
    re.ASCII,
)


def _entities(text: str) -> Iterator[Damage]:
    if "&" in text:
        for match in _ENTITY.finditer(text):
            meant = _unescape(match[0])
            if meant != match[0]:
                yield Damage("entity", match.start(), match.end(), meant)
    if ";" in text:
        for match in _HEADLESS_ENTITY.finditer(text):
            yield Damage("entity", match.start(), match.end(), _unescape("&" + match[0]))


_DEEPEST_ESCAPE = 5


def _unescape(entity: str) -> str:
    """Resolve an entity that may have been escaped several times.

    One that stands for something invisible resolves to nothing, for any space
    to an ordinary one; what is no entity stays as it is.
    """
    meant = entity if entity.endswith(";") else f"{entity};"
    for _ in range(_DEEPEST_ESCAPE):
        meant = html.unescape(meant)
    if len(meant) > 1 and meant.endswith(";") and not meant.startswith("&"):
        return entity  # &notit; begins like &not
    if meant.isspace():
        return " "
    return meant if meant.isprintable() and meant != "\ufffd" else ""


_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u180e\ufff9-\ufffb]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_JOINERS = frozenset("\u200c\u200d")
_DIRECTION_MARKS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _invisible(text: str) -> Iterator[Damage]:
    if text.isascii() and text.isprintable():
        return
    right_to_left: bool | None = None
    for match in _INVISIBLE.finditer(text):
        characters = set(match[0])
        if characters <= _JOINERS and _joins(text, match.start(), match.end()):
            continue
        if characters <= _DIRECTION_MARKS:
            if right_to_left is None:
                right_to_left = any(unicodedata.bidirectional(c) in {"R", "AL"} for c in text)
            if right_to_left:
                continue
        yield Damage("zero-width", match.start(), match.end(), "")
    for match in _CONTROL.finditer(text):
        yield Damage("control", match.start(), match.end(), _uncontrolled(match[0]))
    for match in re.finditer("\xad+", text):
        yield Damage("soft-hyphen", match.start(), match.end(), "")


def _joins(text: str, start: int, end: int) -> bool:
    """True for a joiner that does its work: in an emoji, or in a script that joins letters.

    The letters of Latin, Hangul and Han do not join.
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or not after:
        return False
    return _may_join(before) and _may_join(after)


def _may_join(character: str) -> bool:
    code = ord(character)
    return (
        0x0590 <= code <= 0x10FF  # Hebrew to Georgian: Arabic, all of India
        or 0x1780 <= code <= 0x18AF  # Khmer, Mongolian
        or 0x2190 <= code <= 0x2BFF  # arrows, signs and dingbats, some of them emoji
        or 0xFE00 <= code <= 0xFE0F  # variation selectors
        or code >= 0x1F000
    )


def _uncontrolled(character: str) -> str:
    """What stands for a control character: Windows-1252 has printable ones in that place."""
    if character in "\u2028\u2029\x0b\x0c":
        return " "
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1").decode("cp1252", errors="ignore")
    return ""


_ODD_SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")


def _spaces(text: str) -> Iterator[Damage]:
    for match in _ODD_SPACES.finditer(text):
        yield Damage("space", match.start(), match.end(), " ")


_JAMO = re.compile("[\u1100-\u11ff]{2,}")


def _decomposed(text: str) -> Iterator[Damage]:
    for match in _JAMO.finditer(text):
        composed = unicodedata.normalize("NFC", match[0])
        if _JAMO.search(composed) is None and composed != match[0]:
            yield Damage("decomposed", match.start(), match.end(), composed)
