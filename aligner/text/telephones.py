"""Telephone numbers of Korea, as both languages write them."""

from __future__ import annotations

import re

from aligner.types import Span

TELEPHONE = (
    r"(?<![0-9-])(?:\+?[0-9]{1,4}[- ])?(?:\(?0[0-9]{1,3}\)?[- ]|(?<=\+82[- ])[1-9][0-9]?[- ])"
    r"[0-9]{3,4}-[0-9]{4}(?![0-9-])"
)
_TELEPHONE = re.compile(TELEPHONE)
_NOT_DIGITS = re.compile("[^0-9]")
_ABROAD = re.compile(r"\+?82[- ]")


def telephones(text: str) -> list[tuple[str, Span]]:
    """The telephone numbers of a text as they are dialled in Korea, and where they stand.

    >>> telephones("문의 02-345-6789"), telephones("Call +82-2-345-6789")
    ([('023456789', (3, 14))], [('023456789', (5, 19))])
    """
    return [(_dialled(match[0]), match.span()) for match in _TELEPHONE.finditer(text)]


def _dialled(number: str) -> str:
    abroad = _ABROAD.match(number)
    digits = _NOT_DIGITS.sub("", number[abroad.end() :] if abroad else number)
    return "0" + digits.lstrip("0")
