"""PDF: the text layer, without what stands at the edges of every page.

pypdf (BSD) gives the text with its place and size. Lines are put together to
paragraphs again, over the end of a page too; what is printed much larger is a
heading, and small print at the foot of a page comes at the end.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from aligner.documents.extracted import Extracted, Piece, joined
from aligner.documents.kinds import LIST_ITEM
from aligner.documents.limits import MEGABYTE
from aligner.documents.wrapping import columns
from aligner.errors import InputError, PassingError

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_PAGES = 2000
_LONGEST_TEXT = 20 * MEGABYTE
_EDGE = 2
_SHARE_OF_PAGES = 0.5
_HEADING_SIZE, _NOTE_SIZE = 1.15, 0.88
_PARAGRAPH_GAP = 1.35
_FULL_SHARE, _HALF_FULL_SHARE = 0.9, 0.7
_INDENT = 0.7
_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:(?:page|p\.|쪽|페이지)\s?)?\d{1,4}(?:\s?(?:/|of|쪽|페이지)\s?\d{0,4})?\W{0,3}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_ENDED = re.compile(r"[.!?。…][\"'”’」』)\]]*$")
_HYPHENATED = re.compile(r"([A-Za-z]+)-$")
_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """One printed line; ``left`` and ``height`` are where its base line begins."""

    text: str
    size: float
    left: float
    height: float


def read(data: bytes, source: str) -> Extracted:
    """Read the text layer of a PDF.

    Raises InputError for what is damaged, encrypted or scanned, or if the extra is
    not installed.
    """
    try:
        from pypdf import PdfReader
    except ImportError:
        raise PassingError(f"{source}: to read PDF files: pip install 'aligner[pdf]'") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        _refuse_encrypted(reader, source)
        pages = _pages(reader, source)
        metadata = _described(reader)
    except (InputError, MemoryError):
        raise
    except Exception as error:  # pypdf raises nearly anything on damaged files
        raise InputError(
            f"{source}: a damaged PDF ({type(error).__name__}); print it to a new PDF"
        ) from None
    pieces = list(_pieces(_without_edges(pages)))
    if not any(piece.text.strip() for piece in pieces):
        raise InputError(f"{source}: a PDF without text, a scan perhaps; recognise its text first")
    return joined(pieces, {"format": "pdf", **metadata})


def _refuse_encrypted(reader: PdfReader, source: str) -> None:
    from pypdf.errors import DependencyError

    try:
        locked = reader.is_encrypted and not reader.decrypt("")
    except DependencyError:
        locked = True
    if locked:
        raise InputError(f"{source}: encrypted; save it without a password")


def _described(reader: PdfReader) -> dict[str, str]:
    described = reader.metadata
    date = described and described.creation_date
    return {
        "title": str((described and described.title) or ""),
        "date": date.date().isoformat() if date else "",
    }


def _pages(reader: PdfReader, source: str) -> list[list[_Line]]:
    if len(reader.pages) > _MOST_PAGES:
        raise InputError(f"{source}: {len(reader.pages):,} pages; split it")
    pages, length = [], 0
    for page in reader.pages:
        pages.append(list(_lines(page)))
        length += sum(len(line.text) for line in pages[-1])
        if length > _LONGEST_TEXT:
            raise InputError(
                f"{source}: more than {_LONGEST_TEXT // MEGABYTE} MB of text; split it"
            )
    return pages


def _lines(page: Any) -> Iterator[_Line]:
    """The lines of a page in reading order; a chunk on another base line begins a new one."""
    chunks: list[tuple[float, float, float, str]] = []

    def visit(
        text: str, outer: Sequence[float], inner: Sequence[float], _: Any, size: float
    ) -> None:
        if text:
            left = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
            height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            scale = abs(inner[3] * outer[3]) or abs(inner[1] * outer[1]) or 1.0
            chunks.append((left, height, abs(size) * scale, text))

    page.extract_text(visitor_text=visit)
    line: list[tuple[float, float, float, str]] = []
    for chunk in [*chunks, (0.0, float("inf"), 0.0, "\n")]:
        for number, part in enumerate(chunk[3].split("\n")):
            if number or (line and abs(chunk[1] - line[-1][1]) > max(1.0, line[-1][2] * 0.5)):
                yield from _line(line)
                line = []
            if part:
                line.append((*chunk[:3], part))


def _line(chunks: Sequence[tuple[float, float, float, str]]) -> Iterator[_Line]:
    text = "".join(part for *_, part in chunks)
    if text.strip():
        size = max(size for _, _, size, part in chunks if part.strip())
        yield _Line(text.lstrip(), size or 1.0, chunks[0][0], chunks[0][1])


def _without_edges(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """The pages without page numbers and without lines that stand at the edge of every other one."""
    seen = Counter(
        key for page in pages for key in {_edge_key(page[n].text) for n in _edges(len(page))}
    )
    least = max(2, len(pages) * _SHARE_OF_PAGES)
    kept = []
    for page in pages:
        edges = _edges(len(page))
        kept.append(
            [
                line
                for number, line in enumerate(page)
                if number not in edges
                or not (
                    seen[_edge_key(line.text)] >= least or _PAGE_NUMBER.fullmatch(line.text.strip())
                )
            ]
        )
    return kept


def _edges(count: int) -> set[int]:
    return {n for n in range(count) if n < _EDGE or n >= count - _EDGE}


def _edge_key(text: str) -> str:
    return _DIGITS.sub("0", "".join(text.split()))


def _pieces(pages: Sequence[Sequence[_Line]]) -> Iterator[Piece]:
    lines = [line for page in pages for line in page]
    if not lines:
        return
    sizes = [line.size for line in lines for _ in range(1 + len(line.text) // 20)]
    body = median(sizes)
    leadings = sorted(
        (before.height - line.height) / line.size
        for before, line in pairwise(lines)
        if before.size == line.size and before.height > line.height
    )
    usual = leadings[len(leadings) // 4] if leadings else 1.0
    widest = max(columns(line.text.strip()) for line in lines)
    spaced = any(line.text.endswith(" ") for line in lines)
    words = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))
    notes: list[Piece] = []
    for paragraph in _paragraphs(lines, body, usual, widest):
        text = _run(paragraph, words, spaced=spaced)
        size = paragraph[0].size
        if size <= body * _NOTE_SIZE:
            notes.append(Piece(text))
        elif size >= body * _HEADING_SIZE:
            yield Piece(text, "heading")
        else:
            yield Piece(text)
    yield from notes


def _paragraphs(
    lines: Iterable[_Line], body: float, usual: float, widest: int
) -> Iterator[list[_Line]]:
    """Lines that belong together; small print does not part what stands before and behind it."""
    groups: dict[bool, list[_Line]] = {True: [], False: []}
    for line in lines:
        small = line.size <= body * _NOTE_SIZE
        group = groups[small]
        if group and _begins_anew(group[-1], line, usual, widest):
            yield group
            group = groups[small] = []
        group.append(line)
    yield from (group for group in groups.values() if group)


def _begins_anew(before: _Line, line: _Line, usual: float, widest: int) -> bool:
    if abs(line.size - before.size) > 0.5 or LIST_ITEM.match(line.text):
        return True
    distance = before.height - line.height
    if distance > usual * line.size * _PARAGRAPH_GAP:
        return True
    if distance > 0 and line.left - before.left > line.size * _INDENT:
        return True
    # A line with room for the next word ends a paragraph, if columns are of one width.
    end = before.text.strip()
    filled = columns(end) + columns(line.text.split(None, 1)[0])
    return filled < widest * (_FULL_SHARE if _ENDED.search(end) else _HALF_FULL_SHARE)


def _run(lines: Sequence[_Line], words: Counter[str], *, spaced: bool) -> str:
    """One text of the lines of a paragraph.

    Where the file has spaces at line ends at all, a line without one was broken
    inside a word, as Korean may be. A hyphen goes unless the word has it elsewhere.
    """
    text = lines[0].text
    for line in lines[1:]:
        hyphenated = _HYPHENATED.search(text)
        first = _WORD.match(line.text)
        if hyphenated and first and first[0].islower():
            whole = (hyphenated[1] + first[0]).lower()
            text = (
                text[:-1] + line.text
                if words[whole] or not words[first[0]] > 1
                else text + line.text
            )
        elif (
            spaced
            and not text.endswith(" ")
            and "가" <= text[-1:] <= "힣"
            and "가" <= line.text[:1] <= "힣"
        ):
            text += line.text
        else:
            text = f"{text.rstrip()} {line.text}"
    return text
