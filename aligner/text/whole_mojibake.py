"""Text that was decoded with the wrong character set from beginning to end.

Here the whole is put right at once, which is surer than mending it stretch by
stretch (`aligner.text.mojibake` finds the stretches that stand in sound text):
every byte can be had back, and all of them together have to be good Korean.
Text that was decomposed into jamo (NFD, as file systems of Apple make it) is
composed again.
"""

from __future__ import annotations

import re
import unicodedata

from aligner.text.scripts import hangul_share

_FOREIGN = re.compile(r"[^\x00-\x7f]")
_LEAD_JAMO = re.compile("[\u1100-\u1112]")
_SYLLABLE = re.compile("[가-힣]")
_BYTES_OF = ("latin-1", "sloppy-windows-1252")
_MEANT = ("utf-8", "cp949")
_LEAST_SUSPICIOUS = 8
_LEAST_HANGUL = 0.3


def without_mojibake(text: str) -> tuple[str, str]:
    """The text with its one decoding error undone, and what that was in words.

    The words are empty if there was nothing to undo, or if it cannot be undone
    without loss.

    >>> without_mojibake("다리가 어제 열렸다.".encode("cp949").decode("latin-1"))
    ('다리가 어제 열렸다.', 'CP949 read as Latin-1')
    >>> without_mojibake("Crème brûlée à la carte, señor")[1]
    ''
    """
    if text.isascii():
        return text, ""
    composed, words = _composed(text)
    if words:
        return composed, words
    if hangul_share(text) < _LEAST_HANGUL and len(_FOREIGN.findall(text)) >= _LEAST_SUSPICIOUS:
        for meant in _MEANT:
            for wrong in _BYTES_OF:
                undone = _recoded(text, wrong, meant)
                if undone is not None and _is_better(undone, text):
                    name = "Latin-1" if wrong == "latin-1" else "Windows-1252"
                    return undone, f"{meant.upper()} read as {name}"
    return text, ""


def _composed(text: str) -> tuple[str, str]:
    jamo = len(_LEAD_JAMO.findall(text))
    if jamo >= _LEAST_SUSPICIOUS and jamo > len(_SYLLABLE.findall(text)):
        return unicodedata.normalize("NFC", text), "decomposed Hangul (NFD)"
    return text, ""


def _recoded(text: str, wrong: str, meant: str) -> str | None:
    import ftfy.bad_codecs  # noqa: F401 - knows Windows-1252 with the bytes it leaves out

    try:
        return text.encode(wrong).decode(meant)
    except UnicodeError:
        return None


def _is_better(undone: str, text: str) -> bool:
    """Whether Hangul has come out, or English has got its quotation marks back."""
    from ftfy.badness import badness

    return hangul_share(undone) >= _LEAST_HANGUL or badness(undone) == 0 < badness(text)
