"""A pair with its place in a file, and what becomes of a place that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from aligner.errors import InputError
from aligner.types import Pair


@dataclass(frozen=True, slots=True)
class Placed:
    """A pair and the number, from 1, of the line of the file at which it begins."""

    pair: Pair
    line: int


Trouble = Callable[[InputError], None]
"""What a reader calls with the error of a row or unit that it then passes over."""


def refuse(error: InputError) -> None:
    """The strict way with trouble: the first one ends the reading."""
    raise error


def supply_of(pairs: Iterable[Pair], source: str) -> Callable[[], Pair]:
    """A function that hands out one pair after the other, for a file that is read again.

    >>> take = supply_of([Pair("a", "하나.", "One.")], "x.tsv")
    >>> take().en
    'One.'

    It raises InputError when there are no more: the file has grown since.
    """
    rest = iter(pairs)

    def take() -> Pair:
        for pair in rest:
            return pair
        raise InputError(f"{source} changed while it was being read; run the command again")

    return take
