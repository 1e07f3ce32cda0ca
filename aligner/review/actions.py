"""What a person can do, as values that can be written down and done again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Literal, get_args

from aligner.errors import InputError
from aligner.types import SIDES, Side

Direction = Literal["up", "down"]
Place = tuple[Side, int, int]

MOST_PLACES = 1000


@dataclass(frozen=True, slots=True)
class Confirm:
    """Declare that a bead is right, or take that back."""

    name: ClassVar = "confirm"
    bead: int
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Move:
    """Give the first sentence of a side to the bead before, or the last to the bead behind."""

    name: ClassVar = "move"
    bead: int
    side: Side
    direction: Direction


@dataclass(frozen=True, slots=True)
class Merge:
    """Make one bead of this one and the next."""

    name: ClassVar = "merge"
    bead: int


@dataclass(frozen=True, slots=True)
class Split:
    """Make two beads of one: the first keeps so many sentences of either side."""

    name: ClassVar = "split"
    bead: int
    ko: int
    en: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Cut sentences in two: ``places`` are (side, sentence of the bead, offset in code points)."""

    name: ClassVar = "cut"
    bead: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """Part the two sides of a bead; for one that has but one side, bring it together again.

    The partner is then the nearest bead of the other side alone, with only such beads between.
    """

    name: ClassVar = "set-aside"
    bead: int


@dataclass(frozen=True, slots=True)
class Swap:
    """Exchange the English of this bead and the next."""

    name: ClassVar = "swap"
    bead: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Put another text in the place of a sentence's."""

    name: ClassVar = "edit"
    bead: int
    side: Side
    sentence: int
    text: str


@dataclass(frozen=True, slots=True)
class Dismiss:
    """Declare that a finding is none, or take that back."""

    name: ClassVar = "dismiss"
    bead: int
    code: str
    side: Side | None
    span: tuple[int, int] | None
    dismissed: bool = True


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last action that was not taken back."""

    name: ClassVar = "undo"


@dataclass(frozen=True, slots=True)
class Redo:
    """Do again what was taken back last."""

    name: ClassVar = "redo"


Action = Confirm | Move | Merge | Split | Cut | SetAside | Swap | Edit | Dismiss | Undo | Redo

ACTIONS: Mapping[str, type[Action]] = {kind.name: kind for kind in get_args(Action)}


def record(action: Action) -> dict[str, Any]:
    """The action as JSON values.

    >>> record(Merge(3))
    {'do': 'merge', 'bead': 3}
    """
    return {"do": action.name, **asdict(action)}


def action_of(content: object) -> Action:
    """The action that a record stands for; InputError if it is none.

    >>> action_of({"do": "move", "bead": 3, "side": "en", "direction": "up"})
    Move(bead=3, side='en', direction='up')
    """
    if not isinstance(content, dict):
        raise InputError("an action is an object")
    kind = ACTIONS.get(str(content.get("do")))
    if kind is None:
        raise InputError(f"there is no action {str(content.get('do'))[:40]!r}")
    values = {}
    for each in fields(kind):
        if each.name not in content:
            if each.name in {"confirmed", "dismissed"}:
                continue
            raise InputError(f"the action {kind.name} needs {each.name}")
        values[each.name] = _value(kind.name, each.name, str(each.type), content[each.name])
    return kind(**values)


def _value(action: str, name: str, declared: str, value: Any) -> Any:
    """The value if it is of the declared type."""
    match declared:
        case "int":
            fits = type(value) is int and -(2**53) < value < 2**53
        case "bool":
            fits = type(value) is bool
        case "str":
            fits = isinstance(value, str)
        case "Direction":
            fits = value in get_args(Direction)
        case "Side":
            fits = value in SIDES
        case "tuple[Place, ...]":
            fits = isinstance(value, (list, tuple)) and 0 < len(value) <= MOST_PLACES
            fits = fits and all(map(_is_place, value))
            value = tuple(map(tuple, value)) if fits else value
        case "Side | None":
            fits = value is None or value in SIDES
        case _:
            fits = value is None or (
                isinstance(value, (list, tuple))
                and len(value) == 2
                and all(type(each) is int for each in value)
            )
            value = tuple(value) if fits and value is not None else value
    if not fits:
        raise InputError(f"the action {action} cannot have {str(value)[:40]!r} for {name}")
    return value


def _is_place(value: object) -> bool:
    match value:
        case [side, sentence, offset]:
            return side in SIDES and type(sentence) is int and type(offset) is int
    return False
