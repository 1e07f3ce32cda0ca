"""Files of what was reviewed: the corrected pairs, and gold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from aligner.errors import InputError
from aligner.evaluation.against import gold_name
from aligner.formats.values import single_line, without_surrogates
from aligner.review.judging import mark_of
from aligner.review.scoring import Score
from aligner.review.state import Bead, Piece
from aligner.types import SIDES, Pair, Side, Span

if TYPE_CHECKING:
    from aligner.review.desk import Desk


def corrected(desk: Desk) -> Iterator[Pair]:
    """The pairs as the person left them.

    A confirmed pair has the confidence 1, findings that were dismissed are left out, and
    sentences without a partner are one a row, as the aligner gives them.
    """
    shifts = _shifts(desk.state.beads)
    for bead in desk.state.beads:
        for each in _apart(bead):
            pair = desk.judge.judge(each).pair
            pair = replace(
                pair,
                confidence=1.0 if bead.confirmed else pair.confidence,
                findings=tuple(
                    finding for finding in pair.findings if mark_of(finding) not in bead.dismissed
                ),
                ko_sentences=_numbers(each, "ko", shifts),
                en_sentences=_numbers(each, "en", shifts),
            )
            yield pair


def score_all(desk: Desk) -> None:
    """Work out the scores that are still lacking; the desk has to have a scorer."""
    for work in desk.work():
        assert desk.scorer is not None
        desk.judge.learn(work.bead, desk.scorer.score(work.bead, work.document))
    for bead in desk.state.beads:
        for each in _apart(bead):
            if not desk.judge.is_known(each):
                desk.judge.learn(each, Score(None, None))


def _apart(bead: Bead) -> list[Bead]:
    """A null bead of several sentences as one for each; any other as it is."""
    if not bead.is_null or len(bead.ko) + len(bead.en) == 1:
        return [bead]
    side: Side = "ko" if bead.ko else "en"
    return [bead.with_side(side, (piece,)) for piece in bead.side(side)]


Shifts = Mapping[tuple[str, Side, tuple[int, int]], int]


def _shifts(beads: Sequence[Bead]) -> Shifts:
    """For each piece, how many more pieces than sentences there are in front of it."""
    places: dict[tuple[str, Side], list[tuple[int, int]]] = {}
    for bead in beads:
        for side in SIDES:
            places.setdefault((bead.doc, side), []).extend(p.place for p in bead.side(side))
    return {
        (doc, side, place): rank - len({number for number, _ in sorted(some)[: rank + 1]}) + 1
        for (doc, side), some in places.items()
        if len({number for number, _ in some}) < len(some)
        for rank, place in enumerate(sorted(some))
    }


def _numbers(bead: Bead, side: Side, shifts: Shifts) -> tuple[int, ...]:
    return tuple(
        piece.number + shifts.get((bead.doc, side, piece.place), 0)
        for piece in bead.side(side)
        if piece.number is not None
    )


def gold_files(
    desk: Desk, texts: Mapping[str, tuple[str, str]] | None = None
) -> tuple[dict[str, dict[str, str]], list[str]]:
    """The gold files of each document, in the layout of `aligner.evaluation.gold`, and what to tell of the rest.

    Documents by `gold_name`, their files by file name.

    There is gold of the documents of which every row of the article is confirmed. It is
    about the texts as they came: edits of the wording are not in it. ``texts`` are the
    Document texts, Korean and English, of documents (by `gold_name`); where they are not given they are
    laid out anew from the spans, or one sentence a line where there are none.
    Raises InputError for a text that is not the one reviewed.
    """
    documents: dict[str, list[Bead]] = {}
    for bead in desk.state.beads:
        documents.setdefault(bead.doc, []).append(bead)
    gold: dict[str, dict[str, str]] = {}
    notices: list[str] = []
    for doc, beads in documents.items():
        waiting = sum(not bead.confirmed and desk.judge.of_article(bead) for bead in beads)
        if waiting:
            rows = "row is" if waiting == 1 else "rows are"
            notices.append(f"{doc}: no gold yet, {waiting} {rows} not confirmed")
            continue
        name = gold_name(doc)
        if name in gold:
            raise InputError(f"two documents would both be called {name}; rename one")
        files = _lines(name, beads) | _running(name, beads, (texts or {}).get(name))
        # No code point takes the place of two, so the spans hold.
        gold[name] = {path: without_surrogates(text) for path, text in files.items()}
    return gold, notices


def _lines(name: str, beads: Sequence[Bead]) -> dict[str, str]:
    """The sentences one a line, and the beads by their numbers."""
    numbers: dict[Side, dict[tuple[int, int], int]] = {}
    files = {}
    for side in SIDES:
        pieces = _in_order(beads, side)
        numbers[side] = {piece.place: number for number, piece in enumerate(pieces)}
        lines = [single_line(piece.original) for piece in pieces]
        files[f"{name}.{side}.txt"] = "".join(f"{line}\n" for line in lines)
    rows = [
        "\t".join(
            ",".join(str(numbers[side][piece.place]) for piece in each.side(side)) for side in SIDES
        )
        for bead in beads
        for each in _apart(bead)
    ]
    files[f"{name}.gold.tsv"] = "".join(f"{row}\n" for row in rows)
    return files


def _running(name: str, beads: Sequence[Bead], given: tuple[str, str] | None) -> dict[str, str]:
    """The running texts, and the beads by their spans."""
    files: dict[str, str] = {}
    spans: dict[Side, dict[tuple[int, int], Span]] = {}
    for number, side in enumerate(SIDES):
        pieces = _in_order(beads, side)
        text, spans[side] = _laid_out(pieces, given and given[number], f"{name}.{side}")
        files[f"{name}.{side}.raw.txt"] = text
    content = [
        {side: [list(spans[side][piece.place]) for piece in each.side(side)] for side in SIDES}
        for bead in beads
        for each in _apart(bead)
    ]
    rows = ",\n".join(json.dumps(bead) for bead in content)
    files[f"{name}.spans.json"] = f"[\n{rows}\n]\n"
    return files


def _in_order(beads: Sequence[Bead], side: Side) -> list[Piece]:
    return sorted((piece for bead in beads for piece in bead.side(side)), key=lambda p: p.place)


def _laid_out(
    pieces: Sequence[Piece], given: str | None, where: str
) -> tuple[str, dict[tuple[int, int], Span]]:
    """A text that holds the pieces, and where it holds each."""
    true = {piece.place: piece.span for piece in pieces if piece.span is not None}
    fits = len(true) == len(pieces) and all(
        piece.span is not None and len(piece.original) == piece.span[1] - piece.span[0]
        for piece in pieces
    )
    if given is not None and len(true) == len(pieces):
        for piece in pieces if fits else ():
            start, end = piece.span or (0, 0)
            if "".join(given[start:end].split()) != "".join(piece.original.split()):
                raise InputError(
                    f"{where}.txt is not the text that was reviewed: at {start} it has "
                    f"{given[start:end][:30]!r}; write it with 'aligner align --save-text'"
                )
        return given, true
    if fits and all(one.span[1] <= two.span[0] for one, two in pairwise(pieces)):  # type: ignore[index]
        text = ""
        for piece in pieces:
            start, _ = piece.span or (0, 0)
            gap = start - len(text)
            text += (" " if gap == 1 else "\n" * gap) + piece.original
        return text, true
    spans, text = {}, ""
    for piece in pieces:
        text += "\n" if text else ""
        spans[piece.place] = (len(text), len(text) + len(piece.original))
        text += piece.original
    return text, spans
