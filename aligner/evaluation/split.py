"""THE split of the gold: what may be fitted on, and what figures are reported on.

Documents of one article stand in several sets: as it is, perturbed (``_L1`` to
``_L3``, ``_ha``, ``_hb``), segmented again (``_seg``), drifted (``_drift``,
``_partial``). All of them go the way of their article, so that no sentence is
seen in fitting and then measured. Articles of news, encyclopaedias, scripture,
law and one manual (NTREX, PUD, Park, the Bible, UDHR, Vue) are dealt out by a
hash of their name; all other sources are held out whole, so that there are kinds
of text that nothing was fitted on.

Whatever is fitted, thresholds included, may use only documents for which
`is_held_out` is False; whatever figure or floor is given must come from the
others. One set cannot be divided like this: ``long`` joins articles of both
halves and tells about speed and memory only.
"""

from __future__ import annotations

import hashlib
import re

_VARIANT = re.compile(r"(?:_L[123]|_h[ab]|_seg|_drift|_partial)$")
_DIVIDED_SOURCES = frozenset({"ntrex", "pud", "park", "bible", "udhr", "vue"})


def article_of(document_name: str) -> str:
    """The article that a document is a variant of.

    >>> article_of("park_0400_L2"), article_of("rust_ch10-00_drift"), article_of("udhr")
    ('park_0400', 'rust_ch10-00', 'udhr')
    """
    # Chapters stand there by verse and by sentence.
    article = _VARIANT.sub("", document_name).replace("biblesent_", "bible_")
    return article if article == document_name else article_of(article)


def is_held_out(document_name: str) -> bool:
    """Whether a document is kept for measuring and may not be fitted on.

    >>> is_held_out("rust_ch10-00"), is_held_out("park_0400"), is_held_out("park_0400_L2")
    (True, False, False)
    """
    article = article_of(document_name)
    if article.split("_")[0] not in _DIVIDED_SOURCES:
        return True
    return hashlib.sha256(article.encode()).digest()[-1] % 2 == 1
