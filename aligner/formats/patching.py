"""One unit of an XML file with other text in it, and every other byte as it was.

Inline elements stay where they are: what is changed in a text is changed in the
run of characters, between two tags, in which it stands.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, pairwise, takewhile
from operator import eq
from typing import Literal
from xml.etree.ElementTree import Element
from xml.parsers import expat

from aligner.formats.markup import code_point, counted_once, xml_text
from aligner.formats.values import finding_of, note_of
from aligner.types import Pair, Side

_LONGEST_COMPARED = 4000


@dataclass(frozen=True, slots=True)
class Patch:
    """What to change in a unit, its elements numbered from 0 in the order they open.

    ``texts`` are the new texts of elements, ``dropped`` the elements to leave
    out; ``added`` is put behind the start tag or in front of the end tag.
    """

    texts: Mapping[int, str]
    dropped: Set[int]
    added: str
    at: Literal["start", "end"]


def patch_of(
    unit: Element,
    texts: Mapping[Side, Element],
    old: Pair,
    new: Pair,
    at: Literal["start", "end"] = "start",
) -> Patch:
    """What makes a unit that holds one pair hold another; findings stand in ``<note>``.

    ``texts`` are the elements of the unit that hold the text of the sides. Notes
    that are no findings stay.
    """
    numbers = {id(element): number for number, element in enumerate(unit.iter())}
    changed = {
        numbers[id(element)]: getattr(new, side) or ""
        for side, element in texts.items()
        if getattr(new, side) != getattr(old, side)
    }
    notes = [note for note in unit.findall("note") if finding_of(note.text or "")]
    wanted = [note_of(finding) for finding in new.findings]
    if [note.text for note in notes] == wanted:
        return Patch(changed, frozenset(), "", at)
    dropped = frozenset(numbers[id(note)] for note in notes)
    added = "".join(f"<note>{xml_text(note)}</note>" for note in wanted)
    return Patch(changed, dropped, added, at)


def patched(raw: bytes, patch: Patch, codes: Set[str]) -> bytes:
    """The unit with the patch applied; inside ``codes`` is no text.

    >>> patch = Patch({1: "It isn’t <b>."}, frozenset(), "<note>!</note>", "start")
    >>> patched(b"<tu><seg>It <ph>{0}</ph>isn?t &lt;b>.</seg></tu>", patch, {"ph"}).decode()
    '<tu><note>!</note><seg>It <ph>{0}</ph>isn’t &lt;b&gt;.</seg></tu>'
    """
    tokens = _tokens(raw)
    place = tokens[0].end if patch.at == "start" else tokens[-1].start
    edits = [(place, place, patch.added), *_edits(tokens, patch, codes)]
    pieces, position = [], 0
    for start, end, text in sorted(edits):
        pieces += [raw[position:start], text.encode("utf-8")]
        position = end
    return b"".join([*pieces, raw[position:]])


_Kind = Literal["start", "end", "text", "other"]


@dataclass(frozen=True, slots=True)
class _Token:
    """A tag, some characters, or what is neither: ``raw[start:end]``."""

    start: int
    end: int
    kind: _Kind
    name: str = ""
    text: str = ""


def _tokens(raw: bytes) -> list[_Token]:
    found: list[tuple[int, _Kind, str, str]] = []
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = False

    def note(kind: _Kind, name: str = "", text: str = "") -> None:
        found.append((parser.CurrentByteIndex, kind, name, text))

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        note("start", local, code_point(attributes.get("hex", "")) if local == "cp" else "")

    def cdata() -> None:
        # The marks of a CDATA section are characters without a text: they go if it changes.
        note("text")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: note("end")
    parser.CharacterDataHandler = lambda text: note("text", text=text)
    parser.CommentHandler = lambda text: note("other")
    parser.ProcessingInstructionHandler = lambda target, text: note("other")
    parser.StartCdataSectionHandler = cdata
    parser.EndCdataSectionHandler = cdata
    parser.Parse(raw, True)
    # Each token ends where the next one begins.
    bounds = pairwise([*(place for place, *_ in found), len(raw)])
    return [
        _Token(start, end, kind, name, text)
        for (start, end), (_, kind, name, text) in zip(bounds, found, strict=True)
    ]


def _edits(
    tokens: Sequence[_Token], patch: Patch, codes: Set[str]
) -> Iterator[tuple[int, int, str]]:
    runs = _runs(tokens, patch.texts, codes)
    for number, text in patch.texts.items():
        shown = list(counted_once(run.text for run in runs[number]))
        for run, old, new in zip(runs[number], shown, spread(shown, text), strict=True):
            if new != old:
                uncounted = run.text.removesuffix(old)
                yield run.start, run.end, xml_text(uncounted + new)
    for number, (start, end) in enumerate(_spans(tokens)):
        if number in patch.dropped:
            yield start, end, ""


def _runs(
    tokens: Sequence[_Token], wanted: Iterable[int], codes: Set[str]
) -> dict[int, list[_Token]]:
    """The runs of text within the wanted elements, none of which is inside another."""
    runs: dict[int, list[_Token]] = {number: [] for number in wanted}
    within: list[int | None] = [None]  # for each open element the wanted one it belongs to
    number = -1
    for token in tokens:
        if token.kind == "start":
            number += 1
            inherited = None if token.name in codes else within[-1]
            within.append(number if number in runs else inherited)
        inside = within[-1]
        if inside is not None and (token.kind == "text" or token.name == "cp"):
            runs[inside].append(token)
        if token.kind == "end":
            within.pop()
    return {number: _merged(found) for number, found in runs.items()}


def _spans(tokens: Sequence[_Token]) -> list[tuple[int, int]]:
    """Where each element begins and ends."""
    spans: list[tuple[int, int]] = []
    path: list[int] = []
    for token in tokens:
        if token.kind == "start":
            path.append(len(spans))
            spans.append((token.start, token.end))
        elif token.kind == "end":
            number = path.pop()
            spans[number] = (spans[number][0], token.end)
    return spans


def _merged(tokens: Sequence[_Token]) -> list[_Token]:
    """Tokens between which nothing stands, a character reference and a word for example, as one."""
    runs: list[list[_Token]] = []
    for token in tokens:
        if runs and runs[-1][-1].end == token.start:
            runs[-1].append(token)
        else:
            runs.append([token])
    return [
        _Token(run[0].start, run[-1].end, "text", text="".join(token.text for token in run))
        for run in runs
    ]


def spread(runs: Sequence[str], text: str) -> list[str]:
    """Cut a text into as many pieces as there are runs; what is not changed stays in its own.

    >>> spread(["It ", "isn?t ", "so."], "It isn’t so.")
    ['It ', 'isn’t ', 'so.']
    """
    if not runs:
        return []
    old = "".join(runs)
    ends = list(accumulate(map(len, runs)))
    pieces = [""] * len(runs)
    for same, start, end, new in _differences(old, text):
        if not same:
            pieces[min(bisect_right(ends, start), len(runs) - 1)] += new
            continue
        for number, run_end in enumerate(ends):
            run_start = run_end - len(runs[number])
            pieces[number] += old[max(start, run_start) : min(end, run_end)]
    return pieces


def _differences(old: str, new: str) -> Iterator[tuple[bool, int, int, str]]:
    """Stretches of the old text, each the same in the new one or something else there."""
    front = _common(old, new)
    back = _common(old[front:][::-1], new[front:][::-1])
    old_end, new_end = len(old) - back, len(new) - back
    yield True, 0, front, old[:front]
    if old_end - front + new_end - front > _LONGEST_COMPARED:
        # Comparing takes quadratic time.
        yield False, front, old_end, new[front:new_end]
    else:
        matcher = SequenceMatcher(None, old[front:old_end], new[front:new_end], autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            yield tag == "equal", front + i1, front + i2, new[front + j1 : front + j2]
    yield True, old_end, len(old), old[old_end:]


def _common(first: str, second: str) -> int:
    """How many characters two texts have in common at the start."""
    return sum(takewhile(bool, map(eq, first, second)))
