"""Which of two texts is the Korean one."""

from __future__ import annotations

from aligner.errors import InputError
from aligner.text.scripts import hangul_share, latin_share
from aligner.types import Document

KOREAN_SHARE = 0.2
"""Least share of Hangul among the letters of a Korean text."""


def orient(first: Document, second: Document) -> tuple[Document, Document, bool]:
    """Tell the Korean document from the English one by their scripts.

    Returns the Korean one, the English one, and whether they came the other way
    round. Raises InputError when both are in one language.
    """
    shares = hangul_share(first.text), hangul_share(second.text)
    korean = tuple(share >= KOREAN_SHARE for share in shares)
    if korean == (True, True):
        raise InputError(
            f"{_names(first, second)}: both texts are Korean; give the Korean original "
            "and its English translation"
        )
    if korean == (False, False):
        what = "English" if latin_share(first.text) >= 0.5 else "in another script than Hangul"
        raise InputError(
            f"{_names(first, second)}: no Korean text, both are {what}; give the Korean "
            "original and its English translation"
        )
    return (first, second, False) if korean[0] else (second, first, True)


def _names(first: Document, second: Document) -> str:
    named = [document.source for document in (first, second) if document.source]
    return " and ".join(named) or "the two texts"
