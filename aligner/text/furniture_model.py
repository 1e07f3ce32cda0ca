"""How much a line looks like page furniture, by all its parts of words: a fitted model.

A logistic regression over hashed runs of two to four characters, words and a few
facts about the line, `aligner.text.furniture.furniture_score` among them. It knows
labels that no vocabulary lists, since they are put together from parts that labels
are made of, and lines of articles by what those are made of. ``models/fit_furniture.py``
fits it; hashing n-grams goes back to Weinberger et al. 2009, "Feature Hashing for Large
Scale Multitask Learning".
"""

from __future__ import annotations

import base64
import math
import re
from array import array
from dataclasses import dataclass
from functools import cache, lru_cache
from zlib import crc32

from aligner.resources import fitted, require_names
from aligner.text.endings import ends_as_sentence
from aligner.text.furniture import PLAIN_FORM, furniture_score

PARAMETERS = "furniture.json"
BUCKETS = 8192
FACTS = (
    "furniture_score",
    "length",
    "log length",
    "words",
    "sentence end",
    "plain form",
    "digits",
    "signs",
    "Hangul",
    "polite form",
    "capitals",
    "one word",
    "quotation",
)

_DIGIT = re.compile(r"\d")
_POLITE_FORM = re.compile(r"(?:니다|세요|어요|아요|시오)[.!]?$")
_QUOTE = re.compile('[“”"‘’]')
_HANGUL = re.compile("[가-힣]")
_LONGEST_RUN = 4


@lru_cache(maxsize=4096)
def furniture_log_odds(line: str) -> float:
    """The log-odds that a line is page furniture and not part of an article.

    >>> furniture_log_odds("본문 글씨 크기 조정") > 0 > furniture_log_odds("주가는 떨어졌다.")
    True
    >>> furniture_log_odds("Manage notifications") > 0 > furniture_log_odds("A hard winter")
    True
    """
    model = _fitted()
    found = buckets(line)
    total = sum(map(model.runs.__getitem__, found))
    runs = total * model.scale / math.sqrt(len(found))
    return model.bias + runs + sum(a * b for a, b in zip(model.facts, facts(line), strict=True))


def buckets(line: str) -> frozenset[int]:
    """The buckets, below `BUCKETS`, of a line's runs of characters and words; not empty."""
    text = f" {_DIGIT.sub('0', ' '.join(line.lower().split()))} "
    marked = [f"^{text[1:4]}", f"${text[-4:-1]}", *(f"w:{word}" for word in text.split())]
    checksums = [crc32(run.encode("utf-8", "replace")) for run in marked]
    characters = [character.encode("utf-8", "replace") for character in text]
    runs = list(map(crc32, characters))
    for size in range(2, _LONGEST_RUN + 1):
        # A checksum goes on from that of the run without its last character.
        runs = list(map(crc32, characters[size - 1 :], runs))
        checksums += runs
    return frozenset([checksum % BUCKETS for checksum in checksums])


def facts(line: str) -> tuple[float, ...]:
    """What `FACTS` names, of a line that is not empty."""
    words, length = line.split(), len(line)
    return (
        furniture_score(line),
        min(length, 120) / 40,
        math.log(length),
        len(words) / 8,
        ends_as_sentence(line),
        bool(PLAIN_FORM.search(line)),
        sum(map(str.isdigit, line)) / length,
        (length - sum(map(str.isalnum, line)) - line.count(" ")) / length,
        bool(_HANGUL.search(line)),
        bool(_POLITE_FORM.search(line)),
        sum(word[0].isupper() for word in words) / len(words),
        len(words) == 1,
        bool(_QUOTE.search(line)),
    )


@dataclass(frozen=True)
class _Model:
    """The fitted weights; those of ``runs`` are bytes in units of ``scale``."""

    runs: array[int]
    scale: float
    facts: tuple[float, ...]
    bias: float


@cache
def _fitted() -> _Model:
    data = fitted(PARAMETERS)
    require_names(PARAMETERS, data["facts"], FACTS)
    runs = array("b", base64.b64decode(data["runs"]))
    return _Model(runs, data["scale"], tuple(data["weights"]), data["bias"])
