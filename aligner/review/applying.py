"""What an action makes of a state: pure, exact, and always reversible.

Every action but undo and redo changes a run of beads that follow each other, so it
comes down to a `Splice`; undoing is the splice the other way round.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from aligner.errors import UsageError
from aligner.review.actions import (
    Action,
    Confirm,
    Cut,
    Dismiss,
    Edit,
    Merge,
    Move,
    Redo,
    SetAside,
    Split,
    Swap,
    Undo,
)
from aligner.review.pieces import cut
from aligner.review.state import Bead, Mark, Piece, Splice, State
from aligner.types import SIDES, Side, Span


class RefusedError(UsageError):
    """An action that cannot be done; the message tells the person why."""


class ConflictError(RefusedError):
    """An action on something that has become another since the person saw it."""


def apply(state: State, action: Action) -> State:
    """The state after an action. Raises RefusedError, with the state as it was, if it makes no sense.

    >>> state = State((Bead(0, "d", (Piece((0, 0), "가.", "가."),), ()),), 1)
    >>> apply(apply(state, Confirm(0)), Undo()).beads == state.beads
    True
    """
    return state_and_splice(state, action)[0]


def state_and_splice(state: State, action: Action) -> tuple[State, Splice]:
    """The state after an action, and what changed."""
    revision = state.revision + 1
    if isinstance(action, Undo):
        if state.past is None:
            raise RefusedError("there is nothing to undo")
        done, past = state.past
        changed = replace(
            state.spliced(done.reversed()),
            revision=revision,
            past=past,
            future=(done, state.future),
        )
        return changed, done.reversed()
    if isinstance(action, Redo):
        if state.future is None:
            raise RefusedError("there is nothing to redo")
        undone, future = state.future
        changed = replace(
            state.spliced(undone), revision=revision, past=(undone, state.past), future=future
        )
        return changed, undone
    at = place_of(state, action.bead)
    splice = _SPLICES[type(action)](state, at, action)
    old = state.beads[splice.at : splice.at + len(splice.old)]
    new = tuple(bead if bead in old else replace(bead, revision=revision) for bead in splice.new)
    splice = Splice(splice.at, old, new)
    next_id = max(state.next_id, *(bead.id + 1 for bead in new))
    changed = replace(
        state.spliced(splice),
        revision=revision,
        next_id=next_id,
        past=(splice, state.past),
        future=None,
    )
    return changed, splice


def place_of(state: State, bead: int) -> int:
    """Where the bead of that name stands. ConflictError if there is none, or none any more."""
    for at, each in enumerate(state.beads):
        if each.id == bead:
            return at
    raise ConflictError("this row is gone: it was merged or undone in another tab")


def refuse_conflict(state: State, action: Action, base: int) -> None:
    """Raise ConflictError if what the action changes is not what was seen at revision ``base``."""
    if isinstance(action, (Undo, Redo)):
        if base != state.revision:
            raise ConflictError("something was changed in another tab; look before you undo")
        return
    _, splice = state_and_splice(state, action)
    if any(bead.revision > base for bead in splice.old):
        raise ConflictError("this row was changed in another tab; look at it, then try again")


def _confirm(state: State, at: int, action: Confirm) -> Splice:
    return _in_place(state, at, replace(state.beads[at], confirmed=action.confirmed))


def _dismiss(state: State, at: int, action: Dismiss) -> Splice:
    bead = state.beads[at]
    mark: Mark = (action.code, action.side, action.span)
    changed = bead.dismissed | {mark} if action.dismissed else bead.dismissed - {mark}
    return _in_place(state, at, replace(bead, dismissed=changed))


def _edit(state: State, at: int, action: Edit) -> Splice:
    bead = state.beads[at]
    pieces = list(bead.side(action.side))
    piece = _sentence(pieces, action.sentence)
    text = " ".join(action.text.split())
    if not text:
        raise RefusedError("a sentence cannot be empty; set it aside instead")
    before = sum(len(each.text) + 1 for each in pieces[: action.sentence])
    pieces[action.sentence] = replace(piece, text=text)
    dismissed = _moved(bead.dismissed, action.side, before, piece.text, text)
    edited = replace(bead.with_side(action.side, pieces), dismissed=dismissed)
    return _in_place(state, at, edited)


def _cut(state: State, at: int, action: Cut) -> Splice:
    bead = state.beads[at]
    # From the last place to the first, so that those still to come stay where they are.
    for side, sentence, offset in sorted(action.places, key=lambda place: place[1:], reverse=True):
        pieces = list(bead.side(side))
        parts = cut(_sentence(pieces, sentence), offset)
        if parts is None:
            raise RefusedError("a sentence cannot be cut at its end; put the cursor inside it")
        pieces[sentence : sentence + 1] = parts
        bead = bead.with_side(side, pieces)
    return _in_place(state, at, _changed(bead))


def _move(state: State, at: int, action: Move) -> Splice:
    bead = state.beads[at]
    pieces = bead.side(action.side)
    if not pieces:
        raise RefusedError("there is no sentence on this side")
    up = action.direction == "up"
    other_at = at - 1 if up else at + 1
    other = _neighbour(state, at, other_at)
    moved, rest = (pieces[0], pieces[1:]) if up else (pieces[-1], pieces[:-1])
    receiver = _changed(other.with_side(action.side, [*other.side(action.side), moved]))
    giver = _changed(bead.with_side(action.side, rest))
    kept = [each for each in ((receiver, giver) if up else (giver, receiver)) if each.ko or each.en]
    return Splice(min(at, other_at), _old(state, at, other_at), tuple(kept))


def _merge(state: State, at: int, action: Merge) -> Splice:
    bead, other = state.beads[at], _neighbour(state, at, at + 1)
    return Splice(at, _old(state, at, at + 1), (_joined(bead, other),))


def _split(state: State, at: int, action: Split) -> Splice:
    bead = state.beads[at]
    if not (0 <= action.ko <= len(bead.ko) and 0 <= action.en <= len(bead.en)):
        raise RefusedError("a row cannot be split behind its end")
    first = _changed(replace(bead, ko=bead.ko[: action.ko], en=bead.en[: action.en]))
    rest = replace(bead, id=state.next_id, ko=bead.ko[action.ko :], en=bead.en[action.en :])
    if not (first.ko or first.en) or not (rest.ko or rest.en):
        raise RefusedError(
            "there is one sentence only; cut it first (in the editor, or at the cursor)"
        )
    return Splice(at, _old(state, at, at), (first, _changed(rest)))


def _set_aside(state: State, at: int, action: SetAside) -> Splice:
    bead = state.beads[at]
    if not bead.is_null:
        ko_alone = _changed(replace(bead, en=()))
        en_alone = _changed(replace(bead, id=state.next_id, ko=()))
        return Splice(at, _old(state, at, at), (ko_alone, en_alone))
    lacking: Side = "en" if bead.ko else "ko"
    other_at = _nearest_alone(state, at, lacking)
    if other_at is None:
        name = "English" if lacking == "en" else "Korean"
        raise RefusedError(f"no unaligned {name} stands next to it; move or merge instead")
    joined = _joined(*sorted((bead, state.beads[other_at]), key=lambda each: not each.ko))
    first, last = sorted((at, other_at))
    between = state.beads[first + 1 : last]
    ko_first = first == (at if bead.ko else other_at)
    new = (joined, *between) if ko_first else (*between, joined)
    return Splice(first, _old(state, first, last), new)


def _nearest_alone(state: State, at: int, side: Side) -> int | None:
    """The nearest bead that has only this side, with none of two sides between; the one behind first."""
    doc = state.beads[at].doc
    found = []
    for step in (1, -1):
        other = at + step
        while 0 <= other < len(state.beads):
            bead = state.beads[other]
            if not bead.is_null or bead.doc != doc:
                break
            if bead.side(side):
                found.append(other)
                break
            other += step
    return min(found, key=lambda other: (abs(other - at), other < at), default=None)


def _swap(state: State, at: int, action: Swap) -> Splice:
    bead, other = state.beads[at], _neighbour(state, at, at + 1)
    if not bead.en and not other.en:
        raise RefusedError("neither row has English to swap")
    swapped = (_changed(replace(bead, en=other.en)), _changed(replace(other, en=bead.en)))
    return Splice(
        at, _old(state, at, at + 1), tuple(each for each in swapped if each.ko or each.en)
    )


_SPLICES: dict[type, Callable[[State, int, Any], Splice]] = {
    Confirm: _confirm,
    Dismiss: _dismiss,
    Edit: _edit,
    Cut: _cut,
    Move: _move,
    Merge: _merge,
    Split: _split,
    SetAside: _set_aside,
    Swap: _swap,
}


def _in_place(state: State, at: int, bead: Bead) -> Splice:
    return Splice(at, (state.beads[at],), (bead,))


def _old(state: State, one: int, other: int) -> tuple[Bead, ...]:
    first, last = sorted((one, other))
    return state.beads[first : last + 1]


def _changed(bead: Bead) -> Bead:
    """A bead of other sentences: what was said of it before holds no longer."""
    return replace(bead, confirmed=False, dismissed=frozenset())


def _joined(bead: Bead, other: Bead) -> Bead:
    both = bead
    for side in SIDES:
        both = both.with_side(side, (*bead.side(side), *other.side(side)))
    return _changed(both)


def _neighbour(state: State, at: int, other_at: int) -> Bead:
    if not 0 <= other_at < len(state.beads) or state.beads[other_at].doc != state.beads[at].doc:
        where = "first" if other_at < at else "last"
        raise RefusedError(f"this is the {where} row of its document")
    return state.beads[other_at]


def _sentence(pieces: Sequence[Piece], number: int) -> Piece:
    if not 0 <= number < len(pieces):
        raise ConflictError("this sentence is gone: it was moved in another tab")
    return pieces[number]


def _moved(marks: frozenset[Mark], side: Side, before: int, old: str, new: str) -> frozenset[Mark]:
    """The marks with their spans where they are after an edit; those in what was edited are gone.

    The sentence begins at ``before`` in the text of its side.
    """
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    first, last = before + start, before + len(old) - end
    growth = len(new) - len(old)

    def place(span: Span) -> Span | None:
        if span[1] <= first:
            return span
        return (span[0] + growth, span[1] + growth) if span[0] >= last else None

    kept = set()
    for code, where, span in marks:
        moved = place(span) if where == side and span is not None else span
        if moved is not None or span is None:
            kept.add((code, where, moved))
    return frozenset(kept)
