"""Which script a text is written in.

Only letters count: digits, marks, symbols and white space belong to every
language. Hangul is counted in all its forms: syllables, the conjoining letters
that decomposed text (NFD) is made of, the letters that stand alone (``ㅋㅋ``,
``ㅠㅠ``) and their halfwidth shapes. Hanja are letters, but not Hangul: a
Korean text in mixed script has a lower share of Hangul, and a Chinese one none.
"""

from __future__ import annotations

import re

_LETTERS = re.compile(r"[^\W\d_]+")
_HANGUL = re.compile(
    "["
    "\u1100-\u11ff"  # conjoining letters
    "\u3131-\u318e"  # letters that stand alone
    "\ua960-\ua97c\ud7b0-\ud7fb"  # conjoining letters of older Korean
    "가-힣"
    "\uffa0-\uffdc"  # halfwidth letters
    "]+"
)
_LATIN = re.compile("[A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿＡ-Ｚａ-ｚ]+")


def hangul_share(text: str) -> float:
    """Hangul letters as a share of all letters; 0.0 if there are no letters.

    >>> hangul_share("서울 Seoul")
    0.2857142857142857
    >>> hangul_share("大韓民國은"), hangul_share("2023. 10. 17.")
    (0.2, 0.0)
    """
    return 0.0 if text.isascii() else _share(_HANGUL, text)


def latin_share(text: str) -> float:
    """Latin letters as a share of all letters; 0.0 if there are no letters.

    >>> latin_share("서울 Seoul"), latin_share("naïve café")
    (0.7142857142857143, 1.0)
    """
    if text.isascii():
        return float(_LATIN.search(text) is not None)
    return _share(_LATIN, text)


def _share(script: re.Pattern[str], text: str) -> float:
    letters = _length(_LETTERS, text)
    return _length(script, text) / letters if letters else 0.0


def _length(runs: re.Pattern[str], text: str) -> int:
    return sum(map(len, runs.findall(text)))


def syllables_ending(consonant: int) -> str:
    """The 399 Hangul syllables whose final consonant has that number, 0 for none.

    >>> len(syllables_ending(20)), syllables_ending(20)[:2]
    (399, '갔갰')
    """
    return "".join(map(chr, range(0xAC00 + consonant, 0xD7A4, 28)))


def final_consonant(character: str) -> int:
    """The number of a syllable's final consonant, 0 for none or for what is no syllable.

    >>> final_consonant("간"), final_consonant("가"), final_consonant("a")
    (4, 0, 0)
    """
    return (ord(character) - 0xAC00) % 28 if "가" <= character <= "힣" else 0
