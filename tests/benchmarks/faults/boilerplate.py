"""Faults of boilerplate (B2xx): lines of a page between the pairs, or stuck to them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from aligner.documents import document_from_text
from aligner.types import Pair, Side
from tests.benchmarks.faults.fault import CorpusFault, Edit, Fault, edited

KOREAN_LABELS = (
    "공유하기", "페이스북으로 공유", "카카오톡으로 보내기", "기사 스크랩하기", "글자 크게", "글자 작게",
    "뉴스레터 구독하기", "구독 신청", "댓글 12개", "댓글 쓰기", "로그인", "회원가입", "전체 메뉴 보기",
    "많이 본 기사", "관련 기사 더보기", "이전 기사", "다음 기사", "맨 위로", "인쇄하기", "본문으로 건너뛰기",
    "기사 제보", "개인정보처리방침", "이용약관", "사이트맵", "광고문의", "실시간 인기 뉴스", "URL 복사",
    "좋아요 3", "추천 뉴스", "정기구독 안내",
)  # fmt: skip
ENGLISH_LABELS = (
    "Share this article", "Share on Facebook", "Tweet this", "Subscribe to our newsletter",
    "Sign up for free", "Read more", "Most read", "Related articles", "Leave a comment",
    "12 comments", "Print this page", "Back to top", "Skip to main content", "Log in",
    "Create an account", "Privacy policy", "Terms of use", "Contact us", "About us",
    "Advertisement", "Next article", "Previous article", "Copy link", "Follow us on Twitter",
    "Download our app", "Email this story", "Trending now", "Editor's picks", "Recommended for you",
    "Sitemap",
)  # fmt: skip
ENGLISH_GLUED = (
    "Share on Facebook", "Share this article", "Tweet this story", "Subscribe to our newsletter", "Follow us on Twitter",
    "Sign up for our newsletter", "Read more", "Related articles", "Leave a comment", "ADVERTISEMENT",
)  # fmt: skip
PAPERS = (("동해신문", "Donghae Shinmun"), ("남산타임스", "Namsan Times"), ("한라방송", "Halla TV"))
PEOPLE = (("박서준", "Park Seo-jun"), ("최유진", "Choi Yu-jin"), ("오민석", "Oh Min-seok"))
HEADLINES = (
    "시립도서관 새 단장 마치고 내달 문 연다", "강변 산책로 야간 조명 확대", "올여름 물놀이장 안전요원 두 배로",
    "지역 화폐 할인율 다시 오른다", "농산물 직거래 장터 주말마다 열려", "초등 돌봄교실 저녁 8시까지",
)  # fmt: skip
CAPTIONS = ("주민들이 둘러보고 있다", "관계자가 설명하고 있다", "현장 모습", "행사에 참석한 시민들")


def one_line(side: Side, *templates: str) -> Callable[[Pair, random.Random], Pair | None]:
    """A line of the page that stands alone in place of the pair."""

    def inject(pair: Pair, chance: random.Random) -> Pair | None:
        line = filled(chance.choice(templates), chance)
        return replace(
            pair, ko=line if side == "ko" else None, en=line if side == "en" else None, type="1-0"
        )

    return inject


def filled(template: str, chance: random.Random) -> str:
    paper_ko, paper_en = chance.choice(PAPERS)
    person_ko, person_en = chance.choice(PEOPLE)
    return template.format(
        paper_ko=paper_ko,
        paper_en=paper_en,
        person_ko=person_ko,
        person_en=person_en,
        year=chance.randint(2001, 2025),
        month=chance.randint(1, 12),
        day=chance.randint(1, 28),
        hour=chance.randint(10, 12),
        minute=chance.randint(10, 59),
        mail="reporter@example.com",
    )


def in_front(*templates: str) -> Edit:
    return lambda text, chance: filled(chance.choice(templates), chance) + text


def behind_sentence(*templates: str) -> Edit:
    """Behind a full stop: newspapers sign the last sentence."""

    def edit(text: str, chance: random.Random) -> str | None:
        return text + filled(chance.choice(templates), chance) if text.endswith(".") else None

    return edit


def caption(*templates: str) -> Edit:
    """A short sentence without its full stop, with a credit behind it."""

    def edit(text: str, chance: random.Random) -> str | None:
        if len(text) > 120 or not text.endswith("."):
            return None
        return text.removesuffix(".") + filled(chance.choice(templates), chance)

    return edit


def between_words(*remnants: str) -> Edit:
    def edit(text: str, chance: random.Random) -> str | None:
        words = text.split(" ")
        words.insert(chance.randrange(len(words) + 1), chance.choice(remnants))
        return " ".join(words)

    return edit


def on_a_page(
    line: Callable[[str, random.Random], str],
) -> Callable[[list[Pair], random.Random], tuple[list[Pair], set[int]]]:
    """Each document as a page with a headline, and a line made of it between its paragraphs.

    What is returned are the blocks of the pages as pairs, with what their reader found.
    """

    def inject(pairs: list[Pair], chance: random.Random) -> tuple[list[Pair], set[int]]:
        blocks: list[Pair] = []
        faulty: set[int] = set()
        for doc, members in groupby(pairs, key=lambda pair: pair.doc):
            paragraphs = [pair.ko for pair in members if pair.ko]
            headline = chance.choice(HEADLINES)
            extra = line(headline, chance)
            paragraphs.insert(min(3, len(paragraphs)), extra)
            page = document_from_text("\n\n".join([headline, *paragraphs]), "ko")
            texts = [page.text[block.start : block.end] for block in page.blocks]
            # A glued headline may be a block of its own; the fault is what is left of the line.
            faulty.add(len(blocks) + max(n for n, text in enumerate(texts) if extra.endswith(text)))
            blocks += [
                Pair(doc, text, None, type="1-0", findings=block.findings)
                for text, block in zip(texts, page.blocks, strict=True)
            ]
        return blocks, faulty

    return inject


LIST_TITLES = ("많이 본 뉴스", "인기 기사", "최신 뉴스")


def below_a_list(pairs: list[Pair], chance: random.Random) -> tuple[list[Pair], set[int]]:
    """Each document as a page, with the headlines of other articles in a list behind it."""
    blocks: list[Pair] = []
    faulty: set[int] = set()
    for doc, members in groupby(pairs, key=lambda pair: pair.doc):
        paragraphs = [pair.ko for pair in members if pair.ko]
        headline, *others = chance.sample(HEADLINES, 4)
        listed = "\n".join([chance.choice(LIST_TITLES), *others])
        page = document_from_text("\n\n".join([headline, *paragraphs, listed]), "ko")
        blocks += [
            Pair(doc, page.text[block.start : block.end], None, type="1-0", findings=block.findings)
            for block in page.blocks
        ]
        faulty.update(range(len(blocks) - len(others), len(blocks)))
    return blocks, faulty


FAULTS: tuple[Fault | CorpusFault, ...] = (
    Fault("a Korean label", "B201", one_line("ko", *KOREAN_LABELS)),
    Fault("an English label", "B201", one_line("en", *ENGLISH_LABELS)),
    Fault(
        "a Korean copyright notice",
        "B202",
        one_line(
            "ko",
            "ⓒ {paper_ko}, 무단 전재 및 재배포 금지",
            "Copyright ⓒ {year} {paper_ko}. All rights reserved.",
            "저작권자 © {paper_ko} 무단전재 및 재배포 금지",
            "<저작권자(c) {paper_ko}, 무단 전재-재배포 금지>",
        ),
    ),
    Fault(
        "an English copyright notice",
        "B202",
        one_line(
            "en",
            "© {year} {paper_en}. All rights reserved.",
            "Copyright {year} {paper_en}",
            "Copyright (c) {paper_en}. Unauthorized reproduction prohibited.",
        ),
    ),
    Fault(
        "a Korean byline",
        "B203",
        one_line(
            "ko",
            "{person_ko} 기자 {mail}",
            "{paper_ko} {person_ko} 기자",
            "입력 {year}.{month:02}.{day:02} {hour}:{minute}",
            "기사입력 : {year}-{month:02}-{day:02} {hour}:{minute}:00",
            "글 = {person_ko} 기자",
        ),
    ),
    Fault(
        "an English byline",
        "B203",
        one_line(
            "en",
            "By {person_en}",
            "By {person_en}, Staff Reporter",
            "{person_en} ({mail})",
            "Published: March {day}, {year}, {hour}:{minute} a.m.",
            "Updated {day} May {year} {hour}:{minute}",
        ),
    ),
    Fault(
        "a credit",
        "B204",
        one_line(
            "ko",
            "사진={paper_ko}",
            "[사진 제공={paper_ko}]",
            "사진 {person_ko} 기자",
            "/사진=연합뉴스",
        ),
    ),
    Fault(
        "an English credit",
        "B204",
        one_line(
            "en", "Photo: {paper_en}", "Photo by {person_en}", "[Photo courtesy of {paper_en}]"
        ),
    ),
    CorpusFault(
        "a caption glued to the headline",
        "B205",
        on_a_page(
            lambda headline, chance: f"{headline} {chance.choice(CAPTIONS)} [사진=남산타임스]"
        ),
    ),
    CorpusFault("a list of other articles", "B211", below_a_list),
    CorpusFault("the headline again", "B206", on_a_page(lambda headline, chance: headline)),
    Fault(
        "a Korean dateline",
        "B207",
        edited(
            "ko",
            in_front(
                "(부산={paper_ko}) {person_ko} 기자 = ",
                "[{paper_ko} {person_ko} 기자] ",
                "[대전={paper_ko}] {person_ko} 기자 = ",
            ),
        ),
    ),
    Fault(
        "an English dateline",
        "B207",
        edited("en", in_front("SEOUL, March {day} (Yonhap) -- ", "BUSAN, May {day} (Reuters) - ")),
    ),
    Fault(
        "a reporter behind",
        "B207",
        edited("ko", behind_sentence(" {person_ko} 기자 {mail}", " /{person_ko} 기자 {mail}")),
    ),
    Fault(
        "a section and a date glued",
        "B208",
        edited("en", in_front("BusinessMarch {day}, {year} ", "OpinionJuly {day}, {year} ")),
    ),
    Fault(
        "a credit behind a caption",
        "B209",
        edited("ko", caption(" [사진={paper_ko}]", " (사진={paper_ko} 제공)", " /사진={paper_ko}")),
    ),
    Fault(
        "an English credit behind a caption",
        "B209",
        edited("en", caption(" [Photo by {paper_en}]", " (Photo: {paper_en})")),
    ),
    Fault(
        "a label glued behind",
        "B212",
        edited("en", lambda text, chance: f"{text} {chance.choice(ENGLISH_GLUED)}"),
    ),
    Fault(
        "a placeholder",
        "B210",
        edited(
            "en",
            between_words("{{ author }}", "${title}", "%s", "{0}", "[object Object]", "{name}"),
        ),
    ),
    Fault(
        "a tag",
        "B210",
        edited("ko", between_words("<br>", "</p>", '<a href="/1">', "<span>", "<br/>")),
    ),
)
