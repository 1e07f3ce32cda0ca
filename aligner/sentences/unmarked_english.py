"""What tells whether an English sentence ends behind a word that no mark follows."""

from __future__ import annotations

import math
from collections.abc import Iterator

from aligner.sentences.habits import Habits, bare
from aligner.text.word_lists import word_set

TRAITS = (
    "always one",
    "side by side elsewhere",
    "elsewhere apart, capital behind",
    "a name that stands elsewhere",
    "a verb of saying or a title before",
    "an opening word behind, with a capital",
    "an opening word behind, with a capital, no mark before",
    "between two capitals, no mark before",
    "behind the first of some capitals, title case apart",
    "colon before",
    "semicolon before",
    "comma before",
    "closing bracket before",
    "dateline before",
    "title case before",
    "title case before, capital behind",
    "capital behind, small letters after",
    "words repeated behind",
    "words repeated soon behind",
    "the sentence's first word again behind, unless among capitals",
    "words before",
    "words behind",
    "first word before",
    "two words before",
    "three words before",
    "last word behind",
    "opening",
    "opening, and not far in",
    "words",
    "share of the words repeated, opening, capital behind",
)

_FUNCTION_WORDS = word_set(
    """
    a an the of in on at to for from by with and or but nor as than that which who whom whose
    this these those his her its their our my your is are was were be been being has have had
    do does did will would can could may might must should shall not no into over under after
    before between among against through during without within about around like per via amid
    versus vs de la when where while if because although though until unless whether since
    """
)
"""Words that wait for another: no sentence ends in them."""
_OPENING = word_set(
    """
    the a an in on at it he she they we i you this that these those there when while as after
    before if but and so for since although though however meanwhile according what who why
    how his her its their our my one two some many most all with by from under during despite
    """
)
_BEFORE_NAMES = word_set(
    """
    says said say told tells asks asked adds added president minister prime mr mrs ms dr sir
    lord king queen prince senator rep gov judge chief coach captain
    """
)
_QUOTATION_MARKS = "“‘\"'"
_TITLE_SHARE = 0.7
_LONG_WORD = 4
_DATELINE = 7  # words; NEW ORLEANS, Louisiana, Oct. 5 (agency)
_FAR = 25  # words; few headlines are longer


def traits(
    words: list[str], habits: Habits, opens: bool
) -> Iterator[tuple[int, tuple[float, ...]]]:
    """For each border that comes into question the number of words before it, and its `TRAITS`.

    That is in front of a capital, a digit or a quotation mark, and not behind a word that
    waits for another or between a colon and what it quotes.
    """
    bares = [bare(word) for word in words]
    count = len(words)
    first = bares[0].lower()
    dateline = len(first) >= _LONG_WORD and bares[0].isupper()
    for place in range(1, count):
        behind, name = words[place], bares[place]
        capital = _has_capital(behind, name)
        quotation = behind[0] in _QUOTATION_MARKS
        if not (capital or quotation or name[:1].isdigit()):
            continue
        before = words[place - 1]
        last = bares[place - 1].lower()
        if last in _FUNCTION_WORDS or (quotation and before.endswith(":")):
            continue
        unmarked = before[-1].isalnum()
        stems = _stems(bares[:place])
        right = _stems(bares[place:])
        repeated = len(set(stems) & set(right))
        together = habits.together(before, behind) - 1
        long = [each for each in bares[:place] if len(each) >= _LONG_WORD]
        title = place >= 4 and sum(each[0].isupper() for each in long) > _TITLE_SHARE * max(
            1, len(long)
        )
        after = bares[place + 1 : place + 6]
        small = 1 - sum(each[:1].isupper() for each in after) / max(1, len(after))
        opening = capital and name.lower() in _OPENING
        within = capital and unmarked and bares[place - 1][:1].isupper()
        yield (
            place,
            (
                1.0,
                float(min(together, 2)),
                float(capital and habits.apart(before, behind)),
                float(together > 0 and capital and bares[place - 1][:1].isupper()),
                float(capital and last in _BEFORE_NAMES),
                float(opening),
                float(opening and unmarked),
                float(within),
                float(within and not title and place > 1 and bares[place - 2][:1].islower()),
                float(before.endswith(":")),
                float(before.endswith(";")),
                float(before.endswith(",")),
                float(before.endswith(")")),
                float(dateline and place < _DATELINE),
                float(title),
                float(title and capital),
                capital * small,
                min(repeated, 4) / 2,
                min(sum(each in stems for each in right[:8]), 4) / 2,
                float(name.lower() == first and (title or not within)),
                math.log(place),
                math.log(count - place),
                float(place == 1),
                float(place == 2),
                float(place == 3),
                float(place == count - 1),
                float(opens),
                float(opens and place < _FAR),
                math.log(count),
                opens * capital * repeated / max(1, len(set(stems))),
            ),
        )


def _has_capital(word: str, name: str) -> bool:
    """Whether a word begins with a capital that may be that of a sentence's beginning.

    >>> _has_capital("The", "The"), _has_capital("I’m", "I’m"), _has_capital("iPhone", "iPhone")
    (True, False, False)
    """
    return name[:1].isupper() and name != "I" and not name.startswith(("I'", "I’"))


def _stems(bares: list[str]) -> list[str]:
    """The first letters of the words that mean something."""
    lower = (each.lower() for each in bares)
    return [
        each[:5]
        for each in lower
        if len(each) > 2 and each not in _FUNCTION_WORDS and each not in _OPENING
    ]
