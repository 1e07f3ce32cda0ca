"""How word lists are written down in this package."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a block of text, as a set.

    >>> sorted(word_set("close share"))
    ['close', 'share']
    """
    return frozenset(text.split())
