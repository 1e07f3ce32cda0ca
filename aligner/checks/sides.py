"""Both sides of a pair as the checks of marks read them."""

from __future__ import annotations

from functools import lru_cache

from aligner.checks.boilerplate import article_text
from aligner.checks.encoding import as_it_was, is_garbled
from aligner.text.wrong_way_marks import with_marks_turned
from aligner.types import Pair


def article_sides(pair: Pair) -> tuple[str, str] | None:
    """The Korean and the English, if both are there, belong to the article and can be read.

    Marks that were lost or point the wrong way, which have codes of their own, are read as they
    should be. Places are places in the pair's texts.

    >>> article_sides(Pair("d", "다리가 안 열렸다.", "It wasn?t open."))
    ('다리가 안 열렸다.', 'It wasn’t open.')
    >>> article_sides(Pair("d", "공유하기", "Share")) is None
    True
    """
    return _article_sides(pair.ko, pair.en)


@lru_cache(maxsize=2)
def _article_sides(korean: str | None, english: str | None) -> tuple[str, str] | None:
    ko, en = article_text(korean or ""), article_text(english or "")
    if not ko or not en or is_garbled(korean) or is_garbled(english):
        return None
    return (
        with_marks_turned(as_it_was("ko", ko, en)),
        with_marks_turned(as_it_was("en", en, ko)),
    )
