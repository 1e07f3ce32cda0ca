"""The values that travel through the aligner, from a document to a finding.

Everything here is a frozen dataclass and knows nothing of files, models or
formats. Offsets are code points (Python string indices) and half-open:
``text[start:end]``. Korean is always the first side and the original, English
the second and the translation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Side = Literal["ko", "en"]
Severity = Literal["error", "warning", "info"]
Span = tuple[int, int]

BlockKind = Literal[
    "paragraph",  # running text
    "heading",  # headline or sub-head: short, unpunctuated, stands alone
    "caption",  # text under a picture
    "list-item",
    "repeat",  # a headline that stands in the document again
    "furniture",  # what belongs to the page and not to the article
    "byline",  # who wrote it, and when it was published
    "credit",  # whose picture it is
    "copyright",
]

SIDES: tuple[Side, Side] = ("ko", "en")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

TRANSLATABLE_KINDS: frozenset[BlockKind] = frozenset(
    {"paragraph", "heading", "caption", "list-item"}
)
"""Kinds that a translation carries over; the aligner leaves all others unpaired."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a check has to say about one pair.

    ``span`` points into ``Pair.ko`` or ``Pair.en``, whichever ``side`` names;
    both are None when the finding concerns the pair as a whole. ``fix`` is the
    text that should stand in place of the span (an empty string deletes it), or
    None when there is no proposal. Whether a fix may be applied unasked is a
    property of the code: see `aligner.checks.Rule`.
    """

    code: str
    severity: Severity
    side: Side | None
    span: Span | None
    message: str
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document that is laid out as one unit.

    ``document.text[start:end]`` is its text, without white space at the edges.
    ``findings`` have spans relative to ``start`` and come from reading the page
    (a caption glued to a headline, say): what only the whole page can show.
    """

    start: int
    end: int
    kind: BlockKind
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    r"""One side as decoded text, with its blocks in ascending order.

    ``text`` has ``\n`` line ends and is otherwise exactly what was read: all
    spans of all later stages point into it. Blocks do not overlap, and every
    character outside them is white space. ``source`` is where it came from, for
    messages; ``metadata`` whatever a reader learned on the way (``encoding``).
    """

    text: str
    blocks: tuple[Block, ...]
    side: Side
    source: str = ""
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document: ``text == document.text[start:end]``.

    ``block`` numbers the block it stands in, ``kind`` is that block's kind.
    ``in_quote`` tells that the sentence ends inside a quotation that is still
    open, so that its successor may belong to the same utterance.
    """

    text: str
    start: int
    end: int
    block: int
    kind: BlockKind
    in_quote: bool = False


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences of one side that translate sentences of the other.

    ``ko`` and ``en`` are ascending sentence numbers; one of them is empty in a
    null bead. ``similarity`` is the cosine of the two sides' vectors, None for
    a null bead. ``confidence`` (0 to 1) is the calibrated probability that the
    bead is exactly right: these sentences and no others.
    """

    ko: tuple[int, ...]
    en: tuple[int, ...]
    similarity: float | None = None
    confidence: float = 0.0

    @property
    def type(self) -> str:
        """The numbers of sentences on the two sides: ``"2-1"``, ``"0-1"``."""
        return f"{len(self.ko)}-{len(self.en)}"


@dataclass(frozen=True, slots=True)
class Pair:
    """A bead with its text, its place in both documents and what is wrong with it.

    The attributes are those of the JSONL record, in its order. ``ko`` and
    ``en`` join the sentences by a space and are None for a side that is
    missing; the spans are the sentences' own, into the two Document texts.
    Pairs read from files that say nothing of numbers, spans or scores have them
    empty or None.
    """

    doc: str
    ko: str | None
    en: str | None
    ko_sentences: tuple[int, ...] = ()
    en_sentences: tuple[int, ...] = ()
    ko_spans: tuple[Span, ...] = ()
    en_spans: tuple[Span, ...] = ()
    type: str = "1-1"
    similarity: float | None = None
    confidence: float | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def is_null(self) -> bool:
        """True when one side has no partner."""
        return self.ko is None or self.en is None
