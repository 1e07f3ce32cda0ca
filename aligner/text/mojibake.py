"""Text that was decoded with the wrong character set.

Three families reach Korean–English corpora. UTF-8 read as Windows-1252 or
Latin-1 (``donâ€™t``) is undone by ftfy (Robyn Speer, Apache-2.0), whose measure
of badness keeps true accents apart. CP949 read as Latin-1 (``¾È³ç``) ftfy makes
worse: here it is undone first, and the result is kept if it is Hangul. UTF-8
read as CP949 (``洹멸쾬���``) has as a rule lost bytes (`aligner.text.utf8_as_cp949`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.text.damage_types import Damage
from aligner.text.utf8_as_cp949 import find_utf8_as_cp949


def find_mojibake(text: str) -> list[Damage]:
    """Find stretches of mojibake, with the text that was meant where it can be had.

    >>> [(d.kind, d.replacement) for d in find_mojibake("¾È³çÇÏ¼¼¿ä? He doesnâ€™t.")]
    [('mojibake-cp949', '안녕하세요'), ('mojibake-utf8', '’')]
    >>> find_mojibake("Café São Paulo, 10 °C, ½ £")
    []
    """
    if text.isascii():
        return []
    return [
        *_cp949_as_latin(text),
        *_cp949_punctuation(text),
        *_utf8_as_latin(text),
        *find_utf8_as_cp949(text),
    ]


# Row A1 of KS X 1001 holds the punctuation: ’ is ¡¯, “ is ¡°. No sentence has an
# inverted exclamation mark there. Behind ê to í it is the middle of a syllable in UTF-8: 조 is ì¡°.
_PUNCTUATION_SEED = re.compile("(?<![ê-í])¡[¤¦ª\xad®¯°±²³´µ¶·]")

# A Hangul syllable of KS X 1001 is a byte B0–C8 and a byte A1–FE.
_CP949_SEED = re.compile(r"(?:[°-È][¡-þ]){2}")
_HIGH = r"[\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_CP949_STRETCH = re.compile(rf"{_HIGH}{{1,400}}(?:[ -~]{{1,3}}{_HIGH}{{1,400}}){{0,400}}")
_CP949_RUN = re.compile(rf"{_HIGH}{{2,400}}")
_LEAST_HANGUL = 0.7


def _cp949_as_latin(text: str) -> Iterator[Damage]:
    if _CP949_SEED.search(text) is None:
        return
    for stretch in _CP949_STRETCH.finditer(text):
        # Words that were meant may stand beside; then each run is judged alone.
        runs = [stretch] if _as_cp949(stretch[0]) else _CP949_RUN.finditer(text, *stretch.span())
        for run in runs:
            meant = _as_cp949(run[0])
            if meant is not None:
                whole = "\ufffd" not in meant
                yield Damage("mojibake-cp949", *run.span(), meant if whole else None)


def _cp949_punctuation(text: str) -> Iterator[Damage]:
    for mark in _PUNCTUATION_SEED.finditer(text):
        yield Damage("mojibake-cp949", *mark.span(), _latin_bytes(mark[0]).decode("cp949"))


def _as_cp949(text: str) -> str | None:
    """What a text says as CP949, or None if that is not mostly Hangul."""
    if _CP949_SEED.search(text) is None:
        return None
    meant = _latin_bytes(text).decode("cp949", errors="replace")
    letters = [character for character in meant if not character.isascii()]
    hangul = sum("가" <= character <= "힣" for character in letters)
    return meant if hangul >= 2 and hangul >= _LEAST_HANGUL * len(letters) else None


def _latin_bytes(text: str) -> bytes:
    """Undo a decoding as Latin-1 or Windows-1252, character by character."""
    return b"".join(
        bytes([ord(character)]) if ord(character) < 256 else character.encode("cp1252")
        for character in text
    )


_UTF8_RUN = re.compile(rf"(?:[Â-ô](?=[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])){_HIGH}{{1,400}}")
_HANGUL_AS_LATIN = re.compile(r"[ê-í][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def _utf8_as_latin(text: str) -> Iterator[Damage]:
    for match in _UTF8_RUN.finditer(text):
        run = match[0]
        meant = _latin_bytes(run).decode("utf-8", errors="replace")
        whole = "\ufffd" not in meant
        if whole and (len(run) > 2 or _is_bad(run, meant)):
            yield Damage("mojibake-utf8", match.start(), match.end(), meant)
        elif not whole and len(_HANGUL_AS_LATIN.findall(run)) >= 2:
            yield Damage("mojibake-utf8", match.start(), match.end(), None)


def _is_bad(run: str, meant: str) -> bool:
    """Two characters may be two that were meant: É».  ftfy knows which are not."""
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    return is_bad(run) or fix_encoding(f" {run} ").strip() == meant
