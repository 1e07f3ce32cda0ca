"""Texts as they are compared: what does not make two sentences different is taken off."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NO_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=16)  # several filters ask about the two sides of one pair
def comparable(text: str) -> str:
    """The words of a text, in one case and one form of each character.

    >>> comparable("“The Bridge” opened,  at last!")
    'the bridge opened at last'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _NO_WORD.sub(" ", folded).strip()


def words(text: str) -> list[str]:
    """The words of a text as they are compared.

    >>> words("다리가 열렸다.")
    ['다리가', '열렸다']
    """
    return comparable(text).split()
