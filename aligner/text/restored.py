"""A text as it probably was before it was damaged: for models to read, never to be put out."""

from __future__ import annotations

import html
import re

from aligner.text.damage import repaired

_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")


def restored(text: str) -> str:
    """The text without what a model would stumble over, white space folded.

    Entities become their characters, invisible ones go, and every damaged character
    is replaced by the likeliest guess, certain or not: a guess is better
    company for the words around it than a question mark.

    >>> restored("The  bridge?an old landmark?is &quot;closed&quot;.")
    'The bridge—an old landmark—is "closed".'
    """
    whole = html.unescape(repaired(text, guess=True))
    return " ".join(_INVISIBLE.sub("", whole).split())
