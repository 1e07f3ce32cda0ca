"""Whether a text in Latin letters is in another language than English, by its function words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aligner.text.word_lists import word_set


@dataclass(frozen=True, slots=True)
class _Language:
    """The function words of a language.

    ``in_names`` are those that names have as well (de, von), ``in_english`` those that are also
    words of English (pour, die), ``plain`` the others.
    """

    plain: frozenset[str]
    in_names: frozenset[str]
    in_english: frozenset[str]

    def words(self, words: list[str]) -> int:
        """How many of the words are of this language; 0 if no word surely is."""
        sure = {word for word in words if word in self.plain or word in self.in_names}
        if len(sure) < _LEAST_DIFFERENT or sure <= self.in_names:
            return 0
        return sum(word in sure or word in self.in_english for word in words)


_LANGUAGES = (
    _Language(  # French
        word_set("""
            un une et est sont était étaient été ont avait dans sur avec par qui que qu' dont ce cet cette ces
            ses leur leurs il elle ils elles nous vous je ne n' pas c' j' aux chez lui après avant depuis pendant
            mais où très aussi être avoir selon entre sous ainsi
        """),
        word_set("le la les l' de du des d' à au"),
        word_set("pour on or plus son sa se a en tout me s'"),
    ),
    _Language(  # German
        word_set("""
            das dem ein eine einen einem einer eines ist sind waren wird wurde wurden hatte haben nicht mit auf für
            sich auch als bei nach aus über unter durch wie aber oder wenn dass daß ich er sie wir ihr sein
            seine ihre noch nur schon sehr viele deshalb gegen zwischen im vom zum zur
        """),
        word_set("der von und zu"),
        word_set("die den des in an am war was hat so man es um"),
    ),
    _Language(  # Spanish
        word_set("""
            un una unos unas es son fue era están está ha han había que por para como más pero muy también
            sobre entre desde hasta cuando donde porque su sus este esta estos estas ese esa lo le les se
            mucha mucho muchas muchos ya ni según contra después
        """),
        word_set("el la los las de del y al en"),
        word_set("no a con sin son me he todo o"),
    ),
    _Language(  # Italian
        word_set("""
            un una uno è sono era erano stato stata hanno aveva che non più ma anche questo questa questi
            quella quello nel nella nei nelle sul sulla alla alle dal dalla dai loro suo sua suoi dopo prima
            molto perché quando dove tra fra c' all' nell' sull'
        """),
        word_set("il lo la gli di del della dei delle degli da e l' d' dell' le"),
        word_set("in a con per come ha si i o al"),
    ),
    _Language(  # Portuguese
        word_set("""
            um uma é são foi era eram está estão tem têm havia que não por para com mais mas também pelo pela
            ao aos à às no na nos nas num numa seu sua seus suas este esta esse essa isso ele ela eles elas
            muito muita muitas muitos quando onde porque sobre entre até após depois já
        """),
        word_set("de da das dos do e"),
        word_set("o a os as se em"),
    ),
    _Language(  # Dutch
        word_set("""
            het een zijn wordt werd werden heeft hebben niet met voor op aan bij naar uit om ook maar als dat
            die deze dit er hij zij wij ze ik zich nog wel door over tegen tussen tot omdat toen waar veel heel
        """),
        word_set("de der den van te en ten ter"),
        word_set("in is was had of we over door tot die toen"),
    ),
)
_ENGLISH = word_set("""
    the of and to that this these those which with for from by at it its his her she they them their there
    were been be have will would could should not but after into about who what when where how our your
    you is are an
""")
_WORD = re.compile(r"[^\W\d_]{1,30}['’]?")
_LEAST_WORDS = 6
_LEAST_FUNCTION_WORDS = 3
_LEAST_DIFFERENT = 2
_LEAST_SHARE = 0.2
_FOREIGN_TO_ENGLISH = 5
"""Foreign function words to each English one; fewer are names and quotations in an English text."""


def is_other_language(text: str) -> bool:
    """Whether a text in Latin letters is surely in another European language than English.

    Names are not evidence: only words with small letters count, and the one that begins the text,
    and of words that names have too (de la, von der) more than those are needed.

    >>> is_other_language("Le maire a annoncé hier que le pont sera ouvert.")
    True
    >>> is_other_language("The mayor of Villers de la Tour spoke to Le Monde.")
    False
    """
    found = [word.replace("’", "'") for word in _WORD.findall(text)]
    if len(found) < _LEAST_WORDS:
        return False
    words = [found[0].lower(), *(word for word in found[1:] if word.islower())]
    english = sum(word in _ENGLISH for word in words)
    foreign = max(language.words(words) for language in _LANGUAGES)
    enough = foreign >= max(_LEAST_FUNCTION_WORDS, _LEAST_SHARE * len(found))
    return enough and english * _FOREIGN_TO_ENGLISH <= foreign
