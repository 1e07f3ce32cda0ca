"""Which of two texts is the Korean one."""

from __future__ import annotations

from aligner.errors import InputError
from aligner.text.scripts import hangul_share, latin_share

LEAST_DIFFERENCE = 0.1
"""By how much the Korean text's share of Hangul among its letters is at least the larger."""


def is_swapped(first: str, second: str, names: str = "the two texts") -> bool:
    """Whether the second text is the Korean one and not the first, by their shares of Hangul.

    ``names`` is what to call the texts in errors. Raises InputError when both are
    in one language.

    >>> is_swapped("서울시는 발표했다.", "Seoul (서울시) announced it.")
    False
    """
    shares = hangul_share(first), hangul_share(second)
    if abs(shares[0] - shares[1]) >= LEAST_DIFFERENCE:
        return shares[1] > shares[0]
    advice = "give the Korean original and its English translation"
    if max(shares) >= 0.5:
        raise InputError(f"{names}: both texts are Korean; {advice}")
    what = "English" if latin_share(first) >= 0.5 else "in another script than Hangul"
    raise InputError(f"{names}: no Korean text, both are {what}; {advice}")
