"""Many words at once: as one pattern that fails fast, or as what a slow pattern needs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the first that fits as in ``"|".join(words)``.

    `re` tries alternatives one by one at every place, all of them if case is ignored;
    here those with one first letter are tried together, and none where the text has no
    first letter of any.

    >>> one_of(["two", "ten", "one"])
    '(?=[to])(?:t(?:wo|en)|o(?:ne))'
    """
    rests: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        rests[word[0]].append(re.escape(word[1:]))
    grouped = "|".join(f"{re.escape(first)}(?:{'|'.join(some)})" for first, some in rests.items())
    return f"(?=[{''.join(map(re.escape, rests))}])(?:{grouped})"


def has_one(text: str, signs: Iterable[str]) -> bool:
    """Whether a text has one of some strings, without which a slower pattern need not be tried.

    Of a string as ``signs`` its characters are meant. For a pattern that ignores case, give the text and the
    signs in small letters; ſ, ı and İ, which such a pattern takes for s and i, are then none.

    >>> has_one("It opened at noon.", ("noon", "midnight")), has_one("It opened.", ("noon", "midnight"))
    (True, False)
    """
    for sign in signs:  # noqa: SIM110 - any() takes three times as long
        if sign in text:
            return True
    return False
