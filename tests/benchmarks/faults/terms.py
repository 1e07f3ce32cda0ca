"""Faults of terms (T7xx)."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import replace

from aligner.checks import Options, Term
from aligner.types import Pair
from tests.benchmarks.faults.fault import CorpusFault

TERMS = (
    ("대통령", "president", "head of state"), ("경찰", "police", "constabulary"),
    ("정부", "government", "cabinet"), ("의회", "parliament", "assembly"),
    ("선거", "election", "ballot"), ("회사", "company", "firm"), ("병원", "hospital", "clinic"),
    ("경제", "economy", "commerce"), ("학교", "school", "academy"), ("전쟁", "war", "conflict"),
    ("영화", "film", "picture"), ("도시", "city", "town"), ("법원", "court", "tribunal"),
    ("여성", "woman", "lady"), ("경기", "game", "contest"), ("아이", "child", "kid"),
)  # fmt: skip
NAMES = (
    ("김영호", "Kim Young-ho", "Kim Yeong-ho"), ("이정민", "Lee Jung-min", "Lee Jeong-min"),
    ("박성진", "Park Sung-jin", "Park Seong Jin"), ("최수현", "Choi Soo-hyun", "Choi Su-hyeon"),
    ("정우석", "Jung Woo-suk", "Chung Woo Seok"), ("강동훈", "Kang Dong-hoon", "Kang Dong-hun"),
    ("조은희", "Cho Eun-hee", "Jo Eun-hui"), ("윤상철", "Yoon Sang-chul", "Yun Sang-cheol"),
    ("임재범", "Lim Jae-bum", "Im Jae-beom"), ("한지우", "Han Ji-woo", "Han Jiwoo"),
    ("신경숙", "Shin Kyung-sook", "Shin Kyong Suk"), ("권혁준", "Kwon Hyuk-jun", "Kwon Hyeok Jun"),
    ("황미영", "Hwang Mi-young", "Hwang Miyoung"), ("서태호", "Seo Tae-ho", "Suh Tae Ho"),
    ("문정혜", "Moon Jung-hye", "Moon Jeong Hye"), ("배철수", "Bae Chul-soo", "Bae Cheol-su"),
)  # fmt: skip


def other_words(pairs: list[Pair], chance: random.Random) -> tuple[list[Pair], set[int]]:
    """A term that is translated as the glossary says is translated in another way."""
    changed, faulty = list(pairs), set()
    for number, pair in enumerate(pairs):
        for ko, en, other in TERMS:
            written = re.compile(rf"\b{en}s?\b", re.IGNORECASE)
            if re.search(rf"(?<![가-힣]){ko}(?:[은는이가을를의]|에서|에)? ", pair.ko or "") and (
                written.search(pair.en or "")
            ):
                changed[number] = replace(pair, en=written.sub(other, pair.en or ""))
                faulty.add(number)
                break
    return changed, faulty


def again_with(side: str, pairs: list[Pair], chance: random.Random) -> tuple[list[Pair], set[int]]:
    """Every tenth pair stands there again, with the other side of its neighbour."""
    changed, faulty = list(pairs), set()
    for number in range(0, len(pairs) - 1, 10):
        pair, neighbour = pairs[number], pairs[number + 1]
        if pair.ko == neighbour.ko or pair.en == neighbour.en:
            continue
        again = replace(pair, en=neighbour.en) if side == "ko" else replace(pair, ko=neighbour.ko)
        faulty |= {number, len(changed)}
        changed.append(again)
    return changed, faulty


def spelt_differently(pairs: list[Pair], chance: random.Random) -> tuple[list[Pair], set[int]]:
    """In each longer document somebody speaks three times and is once spelt in another way."""
    documents: dict[str, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        documents[pair.doc].append(number)
    changed, faulty = list(pairs), set()
    for numbers in documents.values():
        if len(numbers) < 6:
            continue
        ko, usual, other = chance.choice(NAMES)
        chosen = chance.sample(numbers, 3)
        for number, spelling in zip(chosen, (usual, usual, other), strict=True):
            pair = pairs[number]
            changed[number] = replace(
                pair, ko=f"{pair.ko} {ko} 씨가 말했다.", en=f"{pair.en} So said {spelling}."
            )
        faulty.add(chosen[2])
    return changed, faulty


FAULTS: tuple[CorpusFault, ...] = (
    CorpusFault(
        "a term in other words",
        "T701",
        other_words,
        Options(glossary=tuple(Term(ko, en) for ko, en, _ in TERMS)),
    ),
    CorpusFault(
        "a second translation", "T702", lambda pairs, chance: again_with("ko", pairs, chance)
    ),
    CorpusFault("a second source", "T703", lambda pairs, chance: again_with("en", pairs, chance)),
    CorpusFault("a name spelt differently", "T704", spelt_differently),
)
