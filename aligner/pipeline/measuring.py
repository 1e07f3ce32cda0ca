"""Each encoder's yardstick, embedded once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from aligner.alignment.yardstick import Yardstick, texts
from aligner.embedding import windows

if TYPE_CHECKING:
    from aligner.embedding import Encoder

_KNOWN: WeakKeyDictionary[Encoder, Yardstick] = WeakKeyDictionary()


def measured(encoder: Encoder) -> Yardstick:
    """The yardstick as this encoder sees it; remembered as long as the encoder lives."""
    try:
        known = _KNOWN.get(encoder)
    except TypeError:  # a user's object that cannot be hashed or referred to weakly
        return _measure(encoder)
    if known is None:
        known = _KNOWN[encoder] = _measure(encoder)
    return known


def _measure(encoder: Encoder) -> Yardstick:
    ko, en = (windows(encoder, list(side), 1)[0] for side in texts())
    return Yardstick.of(ko, en)
