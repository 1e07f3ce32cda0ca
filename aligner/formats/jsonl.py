r"""JSON lines: one pair a line, nothing lost.

The keys stand in the order of `aligner.types.Pair`: ``doc``, ``ko``, ``en``
(null for a missing side), ``ko_sentences``, ``en_sentences``, ``ko_spans``,
``en_spans``, ``type``, ``similarity``, ``confidence`` (four decimals, null when
unknown) and ``findings``, each with ``code``, ``severity``, ``side``, ``span``,
``message`` and ``fix``.

Text stands as it is, in UTF-8. Written as ``\u`` escapes are only control
characters, the line separators U+0085, U+2028 and U+2029, at which some readers
would end the line, and lone surrogates, which UTF-8 cannot encode.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, NoReturn, cast

from aligner.errors import InputError
from aligner.formats.lines import decoded, numbered_lines
from aligner.formats.placed import Placed, Trouble, refuse, supply_of
from aligner.formats.values import bead_type, is_place, rounded
from aligner.types import SEVERITIES, SIDES, Finding, Pair, Span

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def render(pairs: Iterable[Pair]) -> Iterator[str]:
    r"""The file, line by line.

    >>> next(render([Pair("a", "\u2028하나.", None, type="1-0")]))[:44]
    '{"doc": "a", "ko": "\\u2028하나.", "en": null, '
    """
    for pair in pairs:
        yield json_line(record(pair))


def json_line(fields: dict[str, Any]) -> str:
    r"""A JSON object as one line, of which no reader makes two.

    >>> json_line({"en": "One.\u2028Two."})
    '{"en": "One.\\u2028Two."}\n'
    """
    line = json.dumps(fields, ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", line) + "\n"


def record(pair: Pair) -> dict[str, Any]:
    """The pair as the JSONL object, of plain Python values.

    >>> record(Pair("a", "하나.", "One.", similarity=0.87654))["similarity"]
    0.8765
    """
    return {
        "doc": pair.doc,
        "ko": pair.ko,
        "en": pair.en,
        "ko_sentences": [int(number) for number in pair.ko_sentences],
        "en_sentences": [int(number) for number in pair.en_sentences],
        "ko_spans": [_offsets(span) for span in pair.ko_spans],
        "en_spans": [_offsets(span) for span in pair.en_spans],
        "type": pair.type,
        "similarity": rounded(pair.similarity),
        "confidence": rounded(pair.confidence),
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "side": finding.side,
                "span": None if finding.span is None else _offsets(finding.span),
                "message": finding.message,
                "fix": finding.fix,
            }
            for finding in pair.findings
        ],
    }


def _offsets(span: Span) -> list[int]:
    return [int(span[0]), int(span[1])]


def read(stream: BinaryIO, source: str, trouble: Trouble = refuse) -> Iterator[Placed]:
    """The pairs of a file of JSON objects that have at least ``ko`` and ``en``.

    >>> import io
    >>> next(read(io.BytesIO(b'{"ko": null, "en": "One."}'), "x.jsonl")).pair.type
    '0-1'

    Raises InputError for an empty file, and gives to ``trouble``, with its
    line, anything else. Blank lines are passed over, and so are keys of other
    names.
    """
    for _, placed in _objects(stream, source, trouble):
        yield placed


def rewrite(
    stream: BinaryIO, source: str, pairs: Iterable[Pair], trouble: Trouble = refuse
) -> Iterator[str]:
    r"""The file again, line by line, with the text and findings of ``pairs`` for its own.

    ``pairs`` are those that `read` gives, in its order. All other keys stay.

    >>> import io
    >>> stream = io.BytesIO('{"id": 7, "en": "One?s", "ko": "하나."}'.encode())
    >>> list(rewrite(stream, "x.jsonl", [Pair("", "하나.", "One’s")]))
    ['{"id": 7, "en": "One’s", "ko": "하나.", "findings": []}\n']
    """
    take = supply_of(pairs, source)
    for fields, _ in _objects(stream, source, trouble):
        new = record(take())
        yield json_line(fields | {key: new[key] for key in ("ko", "en", "findings")})


def _objects(
    stream: BinaryIO, source: str, trouble: Trouble
) -> Iterator[tuple[dict[str, Any], Placed]]:
    empty = True
    for number, line in numbered_lines(stream, source):
        if not line.strip():
            continue
        empty = False
        try:
            fields = _object(decoded(line, number, source))
            pair = pair_of(fields)
        except InputError as error:
            trouble(error)
        except ValueError as error:
            trouble(InputError(f"{source}, line {number}: {error}; correct the line"))
        else:
            yield fields, Placed(pair, number)
    if empty:
        raise InputError(f"{source} is empty; there must be one JSON object a line")


def _object(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg} at column {error.colno})") from None
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    for key in ("ko", "en"):
        if key not in value:
            raise ValueError(f"the object has no key {key!r}")
    return value


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def pair_of(fields: dict[str, Any]) -> Pair:
    """The pair that a JSONL object stands for; ValueError, without a place, if it is none."""
    ko, en = _text(fields, "ko"), _text(fields, "en")
    return Pair(
        doc=_text(fields, "doc") or "",
        ko=ko,
        en=en,
        ko_sentences=_numbers(fields, "ko_sentences"),
        en_sentences=_numbers(fields, "en_sentences"),
        ko_spans=_spans(fields, "ko_spans"),
        en_spans=_spans(fields, "en_spans"),
        type=_text(fields, "type") or bead_type(ko, en),
        similarity=_score(fields, "similarity"),
        confidence=_score(fields, "confidence"),
        findings=tuple(_finding(item) for item in _list(fields, "findings")),
    )


def _finding(item: object) -> Finding:
    if not isinstance(item, dict):
        raise ValueError("a finding is not an object")
    code, severity, side = item.get("code"), item.get("severity"), item.get("side")
    span, fix = item.get("span"), item.get("fix")
    if not isinstance(code, str):
        raise ValueError("a finding has no code")
    if severity not in SEVERITIES:
        raise ValueError(f"the severity of {code} is none of {', '.join(SEVERITIES)}")
    if side is not None and side not in SIDES:
        raise ValueError(f"the side of {code} is neither ko nor en")
    return Finding(
        code=code,
        severity=severity,
        side=side,
        span=None if span is None else _span(span, "span"),
        message=_text(item, "message") or "",
        fix=_text(item, "fix") if fix is not None else None,
    )


def _text(fields: dict[str, Any], key: str) -> str | None:
    value = fields.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key} is neither text nor null")
    return value


def _list(fields: dict[str, Any], key: str) -> list[object]:
    value = fields.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise ValueError(f"{key} is not a list")
    return value


def _numbers(fields: dict[str, Any], key: str) -> tuple[int, ...]:
    values = _list(fields, key)
    if not all(map(is_place, values)):
        raise ValueError(f"{key} is not a list of whole numbers")
    return tuple(cast(list[int], values))


def _spans(fields: dict[str, Any], key: str) -> tuple[Span, ...]:
    return tuple(_span(value, key) for value in _list(fields, key))


def _span(value: object, key: str) -> Span:
    match value:
        case [start, end] if is_place(start) and is_place(end):
            if end < start:
                raise ValueError(f"{key} has {value}, which ends before its start")
            return start, end
    raise ValueError(f"{key} has something that is not [start, end]")


def _score(fields: dict[str, Any], key: str) -> float | None:
    value = fields.get(key)
    if value is None:
        return None
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise ValueError(f"{key} is neither a number nor null")
    try:
        score = float(value)
    except OverflowError:
        score = math.inf
    if math.isinf(score):
        raise ValueError(f"{key} is too large a number")
    return score
