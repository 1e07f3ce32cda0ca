"""How single values are written, whatever the format."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import TypeGuard

from aligner.types import Finding, Pair, Severity, Span

_BREAKS = re.compile("[\x00\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_NOTE = re.compile(r"([A-Z][0-9]{3}) (error|warning|info): (.*)", re.DOTALL)


def without_surrogates(text: str) -> str:
    r"""The text with U+FFFD for each lone surrogate, which UTF-8 cannot encode.

    >>> without_surrogates("a\ud800b") == "a\ufffdb"
    True
    """
    return _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def single_line(text: str) -> str:
    r"""The text with a space for each character at which some reader would end a cell or a line.

    These are tab, CR, LF, VT, FF, U+001C to U+001E, U+0085, U+2028, U+2029, and
    NUL, at which some programs end the text itself. Lone surrogates go as well.

    >>> single_line("a\tb\u2028c\r\nd")
    'a b c  d'
    """
    return without_surrogates(_BREAKS.sub(" ", text))


def text_or_none(text: str | None) -> str | None:
    """None for a side that holds nothing but white space.

    >>> text_or_none(" "), text_or_none("a ")
    (None, 'a ')
    """
    return text if text and not text.isspace() else None


def rounded(score: float | None) -> float | None:
    """A score to the four decimals that files carry; None for what is no number.

    >>> rounded(0.87654321), rounded(-0.00001), rounded(float("nan")), rounded(None)
    (0.8765, 0.0, None, None)
    """
    if score is None or not math.isfinite(score):
        return None
    # Adding zero turns the -0.0 of a tiny negative cosine into 0.0.
    return round(float(score), 4) + 0.0


def decimals(score: float | None) -> str:
    """A score as text with four decimals, empty for None.

    >>> decimals(0.5), decimals(None)
    ('0.5000', '')
    """
    value = rounded(score)
    return "" if value is None else f"{value:.4f}"


def score_or_none(text: str | None) -> float | None:
    """A score that stands in a property or note of a file; None for what is no number.

    >>> score_or_none("0.5000"), score_or_none("good"), score_or_none(None)
    (0.5, None, None)
    """
    try:
        score = float(text or "")
    except ValueError:
        return None
    return score if math.isfinite(score) else None


def bead_type(ko: str | None, en: str | None) -> str:
    """The type of a pair of which only the text is known.

    >>> bead_type("가", "A"), bead_type("가", None)
    ('1-1', '1-0')
    """
    return f"{int(ko is not None)}-{int(en is not None)}"


def note_of(finding: Finding) -> str:
    """A finding as a line for a human reader; `finding_of` understands it.

    >>> note_of(Finding("N301", "error", None, None, "45% is missing"))
    'N301 error: 45% is missing'
    """
    return f"{finding.code} {finding.severity}: {finding.message}"


def finding_of(note: str) -> Finding | None:
    """The finding that `note_of` wrote, without its place; None for any other note.

    >>> finding_of("N301 error: 45% is missing").code
    'N301'
    >>> finding_of("Translator: please check") is None
    True
    """
    match = _NOTE.fullmatch(note)
    if match is None:
        return None
    severity: Severity = match[2]  # type: ignore[assignment]  # the pattern allows only these
    return Finding(match[1], severity, None, None, match[3])


def spans_text(spans: Iterable[Span]) -> str:
    """Places in a text as JSON.

    >>> spans_text([(17, 44), (46, 69)])
    '[[17,44],[46,69]]'
    """
    return "[" + ",".join(f"[{start},{end}]" for start, end in spans) + "]"


def is_place(value: object) -> TypeGuard[int]:
    """Whether it can be the number of a sentence or a place in a text.

    >>> is_place(3), is_place(-1), is_place(True), is_place(10**30)
    (True, False, False, False)
    """
    return type(value) is int and 0 <= value < 1 << 63


def spans_of(text: str) -> tuple[Span, ...]:
    """What `spans_text` wrote. ValueError for anything else, and for an end before its start.

    >>> spans_of("[[17,44]]")
    ((17, 44),)
    """
    try:
        spans = tuple((start, end) for start, end in json.loads(text))
    except (TypeError, RecursionError):
        raise ValueError(f"no spans: {text[:40]!r}") from None
    if not all(is_place(offset) for span in spans for offset in span):
        raise ValueError(f"no spans: {text[:40]!r}")
    if any(end < start for start, end in spans):
        raise ValueError(f"a span ends before its start: {text[:40]!r}")
    return spans


def facts_of(pair: Pair) -> dict[str, str]:
    """What the XML formats tell of a pair beside its texts and findings, by name; no empty value.

    >>> facts_of(Pair("d", "하나.", None, type="1-0", ko_spans=((4, 7),), confidence=0.5))
    {'bead-type': '1-0', 'score-confidence': '0.5000', 'ko-spans': '[[4,7]]'}
    """
    facts = {
        "bead-type": pair.type,
        "score-similarity": decimals(pair.similarity),
        "score-confidence": decimals(pair.confidence),
        "ko-spans": spans_text(pair.ko_spans) if pair.ko_spans else "",
        "en-spans": spans_text(pair.en_spans) if pair.en_spans else "",
    }
    return {name: value for name, value in facts.items() if value}


def pair_of(
    doc: str, ko: str | None, en: str | None, facts: Mapping[str, str], notes: Iterable[str]
) -> Pair:
    """A pair of an XML format, with what is understood of its facts (`facts_of`) and notes.

    >>> pair_of("d", "하나.", "One.", {"score-confidence": "0.5", "ko-spans": "?"}, []).confidence
    0.5
    """
    findings = map(finding_of, notes)
    return Pair(
        doc=doc,
        ko=ko,
        en=en,
        ko_spans=_spans_or_none(facts.get("ko-spans")),
        en_spans=_spans_or_none(facts.get("en-spans")),
        type=facts.get("bead-type") or bead_type(ko, en),
        similarity=score_or_none(facts.get("score-similarity")),
        confidence=score_or_none(facts.get("score-confidence")),
        findings=tuple(finding for finding in findings if finding is not None),
    )


def _spans_or_none(text: str | None) -> tuple[Span, ...]:
    try:
        return spans_of(text) if text else ()
    except ValueError:
        return ()
