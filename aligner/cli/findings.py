"""How ``aligner check`` prints findings, differences and counts."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click
from rich.cells import cell_len

from aligner.checks import rule
from aligner.errors import UsageError
from aligner.types import SIDES, Finding, Pair, Severity, Side

_AROUND = 60
"""Characters of a text that are shown on either side of a span."""
_COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "cyan"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pair stands: the file, the line, and which pair of the file it is, from 1."""

    file: str
    line: int
    number: int


def full(place: Place, pair: Pair, finding: Finding) -> Iterator[str]:
    """Code, message and place, both texts with the span underlined, and the proposed fix."""
    code = click.style(finding.code, fg=_COLOURS[finding.severity], bold=True)
    yield f"{code} {_mark(finding)}{finding.severity}: {_shown(finding.message)}"
    yield f" --> {_where(place, finding)}" + (f" in {_shown(pair.doc)}" if pair.doc else "")
    yield "   |"
    for side in SIDES:
        text = _text(pair, side)
        if text is None:
            continue
        if side != finding.side or finding.span is None:
            yield f"{side} | {_excerpt(text, 0, 0)[0]}"
            continue
        excerpt, start, end = _excerpt(text, *finding.span)
        carets = "^" * max(1, cell_len(excerpt[start:end]))
        yield f"{side} | {excerpt}"
        yield f"   | {' ' * cell_len(excerpt[:start])}{carets}"
    if finding.fix is not None:
        yield f"   = {_fix_of(finding) or 'possible'} fix: " + (
            f"put {_quoted(finding.fix)} there" if finding.fix else "take it out"
        )
    yield ""


def concise(place: Place, pair: Pair, finding: Finding) -> Iterator[str]:
    """One line: place, code, severity and message."""
    where = _where(place, finding)
    yield f"{where}: {finding.code} {_mark(finding)}{finding.severity}: {_shown(finding.message)}"


def as_json(place: Place, pair: Pair, finding: Finding) -> Iterator[str]:
    """One JSON object; ``applicability`` says whether the fix is safe or unsafe."""
    yield json.dumps(
        {
            "file": place.file,
            "line": place.line,
            "pair": place.number,
            "doc": pair.doc,
            "code": finding.code,
            "name": _name(finding.code),
            "severity": finding.severity,
            "side": finding.side,
            "span": finding.span,
            "message": finding.message,
            "fix": finding.fix,
            "applicability": _fix_of(finding),
        },
        ensure_ascii=False,
    )


STYLES: dict[str, Callable[[Place, Pair, Finding], Iterator[str]]] = {
    "full": full,
    "concise": concise,
    "json": as_json,
}


def statistics(codes: Counter[str], fixable: Counter[str], style: str) -> Iterator[str]:
    """How often each code was found, the most frequent first, and whether any of it has a fix.

    >>> found = Counter(["E102", "E102", "E106"])
    >>> list(statistics(found, Counter(["E102"]), "full"))
    ['2  E102  [*] lost-apostrophe', '1  E106  [ ] lost-accent']
    """
    width = len(str(max(codes.values(), default=0)))
    for code, count in sorted(codes.items(), key=lambda item: (-item[1], item[0])):
        fix = _fix_of_code(code) if fixable[code] else None
        if style == "json":
            fields = {"code": code, "name": _name(code), "count": count, "applicability": fix}
            yield json.dumps(fields, ensure_ascii=False)
        else:
            mark = "[*]" if fix == "safe" else "[-]" if fix == "unsafe" else "[ ]"
            yield f"{count:{width}}  {code}  {mark} {_name(code)}"


def differences(place: Place, old: Pair, new: Pair) -> Iterator[str]:
    """What the fixes change in the texts of a pair, as in a unified diff.

    >>> place = Place("a.tsv", 2, 1)
    >>> for line in differences(place, Pair("", None, "isn?t"), Pair("", None, "isn’t")):
    ...     print(click.unstyle(line))
    @@ a.tsv:2:en @@
    -isn?t
    +isn’t
    """
    for side in SIDES:
        before, after = _text(old, side), _text(new, side)
        if before is not None and after is not None and before != after:
            yield click.style(f"@@ {place.file}:{place.line}:{side} @@", fg="cyan")
            yield click.style(f"-{_shown(before)}", fg="red")
            yield click.style(f"+{_shown(after)}", fg="green")


def _where(place: Place, finding: Finding) -> str:
    side = f":{finding.side}" if finding.side else ""
    column = f":{finding.span[0] + 1}" if finding.side and finding.span else ""
    return f"{place.file}:{place.line}{side}{column}"


def _text(pair: Pair, side: Side) -> str | None:
    return pair.ko if side == "ko" else pair.en


def _mark(finding: Finding) -> str:
    return "[*] " if finding.fix is not None and _fix_of(finding) == "safe" else ""


def _fix_of(finding: Finding) -> str | None:
    return None if finding.fix is None else _fix_of_code(finding.code)


def _fix_of_code(code: str) -> str | None:
    try:
        return rule(code).fix
    except UsageError:  # a code that the file brought along
        return None


def _name(code: str) -> str:
    try:
        return rule(code).name
    except UsageError:
        return "unknown"


def _quoted(text: str) -> str:
    return f"`{_shown(text)}`"


def _excerpt(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The text around a span, and where the span is in it."""
    end = min(max(end, start), start + 2 * _AROUND)
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if left == 0:
        right = min(len(text), max(right, 2 * _AROUND))
    before = ("…" if left else "") + _shown(text[left:start])
    span = _shown(text[start:end])
    after = _shown(text[end:right]) + ("…" if right < len(text) else "")
    return before + span + after, len(before), len(before) + len(span)


def _shown(text: str) -> str:
    r"""The text with a visible sign for each character that is none: no escape sequence gets through.

    >>> _shown("a\x1b[31m\u200bb\xa0c")
    'a▯[31m▯b␣c'
    """
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() else "␣" if unicodedata.category(c) == "Zs" else "▯" for c in text
    )
