"""Training documents without end: known pairs, disturbed as translators and web pages do.

Used by fit_alignment.py. A document comes in as *units*, pieces of text that are
known to translate each other; it goes out as two lists of lines and the units
that they form now. All furniture here was written for this purpose.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

Lines = tuple[str, ...]
Unit = tuple[Lines, Lines]

KOREAN_FURNITURE = (
    "전체 기사 보기", "구독 신청", "댓글 12개", "글꼴 크게", "글꼴 작게", "화면 인쇄", "기사 저장",
    "링크 복사하기", "이메일로 보내기", "관련 뉴스", "인기 기사", "실시간 순위", "회원 가입",
    "마이페이지", "맨 위로", "검색어를 입력하세요", "홈 > 정치 > 국회", "2022-05-03 10:11 등록",
    "2021.01.02. 오전 8:30", "승인 2020-08-09 11:00", "이서연 기자 lee@example.org",
    "사진은 기사와 무관함", "[자료사진]", "(사진=뉴스통신)", "ⓒ 가나일보, 무단전재 금지",
    "저작권자 ⓒ 다라신문", "좋아요 3", "화나요 1", "앱에서 열기", "다음 뉴스", "article_view",
    "nav_menu", "top", "광고", "오피니언", "스포츠", "로그아웃", "비밀번호 찾기", "PC버전",
    "공지사항", "제보하기", "네이버 채널 구독", "추천 뉴스", "속보 알림 받기",
)  # fmt: skip
ENGLISH_FURNITURE = (
    "View all articles", "Email this page", "12 comments", "Increase text size", "Save article",
    "Copy the link", "Most popular", "Trending now", "Sign in", "My page", "Back to top", "Search",
    "Home > Politics", "May 3, 2022 10:11", "Posted: Jan. 2, 2021 8:30 a.m.", "By Lee Seo-yeon",
    "Staff reporter", "File photo", "(Photo: News Agency)", "(c) Gana Daily, reproduction prohibited",
    "Copyright Dara News. All rights reserved", "Like 3", "Open in app", "Next story",
    "article_view", "nav_menu", "Opinion", "Sports", "Sign out", "Contact us", "Send us a tip",
    "Recommended", "Get breaking news alerts", "Machine-translated text", "Image: file",
    "Sponsored", "Cookie settings", "Follow us", "Download PDF", "Listen to this article",
)  # fmt: skip

_CLAUSE_END = re.compile(r", |; | - |고 |며 |지만 |는데 ")


@dataclass(frozen=True)
class Rates:
    """How often what happens, for each unit."""

    merge: float
    drop: float
    run: float
    furniture: float
    foreign: float


def rates(chance: random.Random) -> Rates:
    """The rates of one document, from untouched to worse than any page."""
    level = chance.choice([0, 0.3, 0.6, 1, 1, 1.3])
    return Rates(
        merge=level * chance.uniform(0, 0.35),
        drop=level * chance.uniform(0, 0.25),
        run=0.05 + 3 * level * chance.uniform(0, 0.05),
        furniture=level * chance.uniform(0, 0.25),
        foreign=level * chance.uniform(0, 0.08),
    )


def perturb(units: Sequence[Unit], foreign: Sequence[Unit], chance: random.Random) -> list[Unit]:
    """The units after drops, merges and splits, with furniture and foreign sentences between.

    A unit with an empty side is unaligned. Units of one line a side may be merged
    with what follows or cut at a clause; larger ones are only dropped or kept.
    """
    rate = rates(chance)
    result: list[Unit] = []
    for unit in _translated(list(units), rate, chance):
        for side in (0, 1):
            while chance.random() < rate.furniture:
                line = chance.choice((KOREAN_FURNITURE, ENGLISH_FURNITURE)[side])
                result.append(_alone((line,), side))
            if foreign and chance.random() < rate.foreign:
                result.append(_alone(chance.choice(foreign)[side], side))
        result.append(unit)
    return result


def _translated(units: list[Unit], rate: Rates, chance: random.Random) -> list[Unit]:
    result: list[Unit] = []
    dropping, side = 0, 0
    while units:
        if dropping or chance.random() < rate.drop:
            if not dropping:
                dropping = chance.randint(2, 6) if chance.random() < rate.run else 1
                side = chance.randrange(2)
            dropping -= 1
            result.append(_alone(units.pop(0)[side], side))
        elif chance.random() < rate.merge:
            result.append(_disturbed(units, chance))
        else:
            result.append(units.pop(0))
    return result


def _alone(lines: Lines, side: int) -> Unit:
    return (lines, ()) if side == 0 else ((), lines)


def _disturbed(units: list[Unit], chance: random.Random) -> Unit:
    """Take one to three units off the list and make one of them, if they are single lines."""
    count = chance.choice([1, 2, 2, 3])
    taken = units[:count]
    if len(taken) < count or any(len(ko) != 1 or len(en) != 1 for ko, en in taken):
        return units.pop(0)
    del units[:count]
    sides = [tuple(unit[side][0] for unit in taken) for side in (0, 1)]
    side = chance.randrange(2)
    if count == 1:
        sides[side] = _cut(sides[side][0], chance) or sides[side]
    elif count == 2 and chance.random() < 0.4 and (cut := _cut(sides[side][1], chance)):
        # The border between two sentences moves to a clause of the second: 2-2.
        sides[side] = (f"{sides[side][0].rstrip('.')}, {cut[0]}", cut[1])
    else:
        sides[side] = (" ".join(sides[side]),)
    return sides[0], sides[1]


def _cut(line: str, chance: random.Random) -> Lines | None:
    places = [match.end() for match in _CLAUSE_END.finditer(line)]
    inner = [place for place in places if 0.25 < place / len(line) < 0.75]
    if not inner:
        return None
    place = chance.choice(inner)
    return line[:place].strip(), line[place:].strip()
