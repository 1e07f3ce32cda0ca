"""Which days a date without a month, a weekday or a word like "today" can mean."""

from __future__ import annotations

import datetime
import re

from aligner.text.quantities.quantity import Quantity
from aligner.types import Side

_PAST, _FUTURE, _WEEK = 20, 14, 6

_RELATIVE: dict[Side, dict[str, int]] = {
    "ko": {"오늘": 0, "이날": 0, "어제": -1, "전날": -1, "그저께": -2, "내일": 1, "모레": 2},
    "en": {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1},
}
_WORDS: dict[Side, re.Pattern[str]] = {
    "ko": re.compile("|".join(_RELATIVE["ko"])),
    "en": re.compile(rf"\b(?:{'|'.join(_RELATIVE['en'])})\b", re.IGNORECASE),
}


def possible_days(quantity: Quantity, published: datetime.date) -> frozenset[datetime.date]:
    """The days around that of publication which a day of the month or a weekday can mean.

    >>> from aligner.text.quantities import quantities
    >>> [day] = quantities("17일", "ko")
    >>> [str(found) for found in possible_days(day, datetime.date(2023, 5, 18))]
    ['2023-05-17']
    """
    if quantity.kind == "day":
        days = _around(published, -_PAST, _FUTURE)
        return frozenset(day for day in days if day.day == quantity.low)
    if quantity.kind == "weekday":
        days = _around(published, -_WEEK, _WEEK)
        return frozenset(day for day in days if day.isoweekday() == quantity.low)
    return frozenset()


def relative_days(text: str, side: Side, published: datetime.date) -> frozenset[datetime.date]:
    """The days that words like "yesterday" mean.

    >>> [str(found) for found in relative_days("It rained yesterday.", "en", datetime.date(2023, 5, 1))]
    ['2023-04-30']
    """
    offsets = {_RELATIVE[side][word.lower()] for word in _WORDS[side].findall(text)}
    return frozenset(day for offset in offsets for day in _around(published, offset, offset))


def _around(published: datetime.date, first: int, last: int) -> list[datetime.date]:
    ordinals = range(published.toordinal() + first, published.toordinal() + last + 1)
    last_of_all = datetime.date.max.toordinal()
    return [datetime.date.fromordinal(day) for day in ordinals if 0 < day <= last_of_all]
