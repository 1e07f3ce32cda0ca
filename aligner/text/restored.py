"""A text as it probably was before it was damaged: for models to read, never to be put out."""

from __future__ import annotations

import html
import re

from aligner.text.damage import find_damage

_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")
_SUSPICIOUS = re.compile("[?&\ufffd\u0080-\u00ff]|(?:quot|amp|nbsp);")


def restored(text: str) -> str:
    """The text without what a model would stumble over, white space folded.

    Entities become their characters, invisible ones go, and every damaged character
    is replaced by the likeliest guess, certain or not: a guess is better
    company for the words around it than a question mark.

    >>> restored("The  bridge?an old landmark?is &quot;closed&quot;.")
    'The bridge—an old landmark—is "closed".'
    """
    if _SUSPICIOUS.search(text):
        pieces, position = [], 0
        for damage in find_damage(text):
            if damage.replacement is not None:
                pieces += [text[position : damage.start], damage.replacement]
                position = damage.end
        text = html.unescape("".join([*pieces, text[position:]]))
    return " ".join(_INVISIBLE.sub("", text).split())
