"""Whether pairs are the strings of a program, to be translated, and not sentences."""

from __future__ import annotations

from functools import lru_cache

from aligner.text.endings import LEAST_SENTENCE_SHARE, ends_or_leads_on
from aligner.types import Pair

_FEW = 5


class Strings:
    """A count of pairs that ends in a verdict about their file.

    There, what looks like a label of a page is what somebody translates. Pairs of which one has a
    confidence are none: an aligner made them of two texts, and has told page and strings apart.

    >>> file = Strings()
    >>> for ko, en in [("저장", "Save"), ("취소", "Cancel"), ("닫기", "Close"), ("열기", "Open"), ("댓글", None)]:
    ...     file.add(Pair("", ko, en))
    >>> file.are_all
    True
    """

    def __init__(self) -> None:
        self._pairs = self._sentences = 0
        self._were_aligned = False

    def add(self, pair: Pair) -> None:
        """Count a pair, and whether it ends like a sentence."""
        self._pairs += 1
        self._were_aligned |= pair.confidence is not None
        self._sentences += _is_sentence(pair.ko, pair.en)

    @property
    def are_all(self) -> bool:
        """Whether the pairs so far are such strings; of a few nothing is known."""
        few_sentences = self._sentences < LEAST_SENTENCE_SHARE * self._pairs
        return self._pairs >= _FEW and few_sentences and not self._were_aligned


@lru_cache(maxsize=1)
def _is_sentence(ko: str | None, en: str | None) -> bool:
    """Whether a side ends like a sentence, remembered: more than one survey counts each pair."""
    return any(text is not None and ends_or_leads_on(text.rstrip()) for text in (ko, en))
