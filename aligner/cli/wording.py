"""How numbers of things are told."""

from __future__ import annotations


def counted(number: int, thing: str) -> str:
    """A number of things; ``thing`` is the singular of a word that takes an s.

    >>> counted(1, "pair"), counted(2000, "pair")
    ('1 pair', '2,000 pairs')
    """
    return f"{number:,} {thing}{'s' * (number != 1)}"
