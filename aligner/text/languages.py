"""Whether a text in Latin letters is in another language than English.

py3langid (Adrien Barbaresi after Marco Lui's langid.py, BSD-3-Clause) tells 140 languages by runs
of letters. It has to answer something for every text, so it is asked only about sentences
with next to no words that look English (its tables take half a second and 100 MB, and most texts
do without), and believed only where English is as good as excluded: not of names, which are of
all languages, and not of words that are of none.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from aligner.text.word_lists import word_set

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_ENGLISH = word_set("""
    the of and to that this these those which with for from by at it its his her she they them their
    there were been be have will would could should not but after into about who what when where how
    our your you is are has had i'm i'd i'll i've it's don't can't my can said says did does more
    than then because before while just some up out if get got very only any new years people him himself
    herself every day must told later found two last again whether between without inside never always old
    right own way good great little long since once still such much let's that's he's she's
    isn't wasn't didn't doesn't won't we're they're you're took came went made until five six
    killed first second three four
""")
"""Words of every English sentence that are hardly words of other languages."""

_WORD = re.compile(r"[^\W\d_]{1,40}(?:['’-][^\W\d_]{1,40}){0,4}")
_LEAST_WORDS = 4
_LEAST_SMALL_WORDS = 3
_IN_NAMES = word_set("""
    le la les l' de du des d' der von und zu zum zur el los las del y al en il lo gli di della dei delle
    degli da e dell' das dos do van ten ter te bin ibn al- et
""")
"""Words in small letters that names have."""
_LEAST_BEYOND_NAMES = 2
_MOST_COMMAS = 1 / 3
"""Commas a word from which on it is a list: dishes, ingredients, species."""
_LIKE_ENGLISH = re.compile(
    r"[a-z]*(?:ing|ings|ed|ly|ness|ght|ship|ful|less|tions?|ments?|ous|ive|able|ck|sh|th|ow|ay|ew|'[st])"
)
"""Other words by whose end English is mostly known."""
_MOST_ENGLISH = 1 / 5
"""Share of the words in small letters above which a sentence is English, whatever it quotes."""

_LONGEST = 2000
"""Characters that are looked at; more tell nothing new."""

_ENGLISH_EXCLUDED = 0.02
"""A probability of English, with the Pidgin of Nigeria, that only others have."""

_USED_IN_ENGLISH = frozenset({"en", "pcm"})

_LEAST_CERTAIN = 0.6
"""Least probability of the two likeliest languages; of names and invented words all are unlikely."""


def is_other_language(text: str) -> bool:
    """Whether a text in Latin letters is surely in another language than English.

    Names are no evidence: there have to be three different words in small letters (the one that begins the
    text counts as such), two of them none that names have, and together they have to be as foreign
    as with the others.

    >>> is_other_language("Le maire a parlé hier."), is_other_language("Tàu đến lúc tám giờ.")
    (True, True)
    >>> is_other_language("The mayor of Villers de la Tour spoke to Le Monde.")
    False
    """
    words = [word.replace("’", "'") for word in _WORD.findall(text[:_LONGEST])]
    small = [words[0].lower(), *filter(str.islower, words[1:])] if words else []
    english = sum(word in _ENGLISH or _is_like_english(word) for word in small)
    if english > max(1, _MOST_ENGLISH * len(small)):
        return False
    distinct = set(map(str.lower, words))  # a word said again, as in ha ha ha, is no more evidence
    if len(distinct) < _LEAST_WORDS or len(set(small)) < _LEAST_SMALL_WORDS:
        return False
    if len(set(small[1:]) - _IN_NAMES) < _LEAST_BEYOND_NAMES:
        return False
    if text.count(",") >= _MOST_COMMAS * len(words):
        return False
    ranked = _identifier().rank(" ".join(words))
    if ranked[0][0] == "la":
        return False  # English has its phrases, and the names of species
    certain = sum(probability for _, probability in ranked[:2]) > _LEAST_CERTAIN
    if not certain or not _is_not_english(ranked):
        return False
    return _is_not_english(_identifier().rank(" ".join(small[1:])))


@lru_cache(maxsize=1 << 14)
def _is_like_english(word: str) -> bool:
    return _LIKE_ENGLISH.fullmatch(word) is not None


def _is_not_english(ranked: list[tuple[str, float]]) -> bool:
    english = sum(probability for language, probability in ranked if language in _USED_IN_ENGLISH)
    return english < _ENGLISH_EXCLUDED


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
