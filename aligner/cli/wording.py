"""How numbers of things are told."""

from __future__ import annotations


def counted(number: int, thing: str) -> str:
    """A number of things; ``thing`` is the singular of a word that takes an s.

    >>> counted(1, "pair"), counted(2000, "pair")
    ('1 pair', '2,000 pairs')
    """
    return f"{number:,} {thing}{'s' * (number != 1)}"


def sized(size: int) -> str:
    """A number of bytes, in the unit that tells most.

    >>> sized(300), sized(45_678), sized(1_234_567), sized(5_000_000_000)
    ('300 bytes', '45.7 kB', '1.2 MB', '5,000.0 MB')
    """
    if size < 1000:
        return counted(size, "byte")
    return f"{size / 1e3:.1f} kB" if size < 999_950 else f"{size / 1e6:,.1f} MB"
