"""The furniture of more sites: each puts an article among what such sites put around it.

Written in the manner of Korean portals and newspapers, of an English wire with an article
translated by machine, and of a blog. ``body`` of a site is the mark-up of each kind of part;
the page around it follows.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

Parts = tuple[tuple[str, str], ...]
Site = Callable[[Parts], str]

_OTHERS = "".join(
    f'<li><a href="/v/{number}">{title}</a></li>'
    for number, title in enumerate(
        (
            "한은, 기준금리 동결 전망 우세", "여야, 예산안 처리 또 불발", "밤사이 많은 눈… 출근길 비상",
            "“다신 안 간다”… 바가지 논란", "Actor returns after 3 years", "Son scores 10th goal",
        )
    )
)  # fmt: skip


def head(title: str, site: str, *, described: bool = True) -> str:
    """The head of a page, with or without what tells its title, address and date."""
    about = (
        f'<meta property="og:title" content="{title}"><meta property="og:url" '
        'content="https://news.example/n/1"><meta property="article:published_time" '
        'content="2024-11-27T10:00:00+09:00">'
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} | {site}</title>'
        f"{about if described else ''}<script>var x = '<p>no article</p>';</script></head>"
    )


def body(parts: Parts, **markup: str) -> str:
    """All parts but the headline, each in the mark-up of its kind."""
    shapes = {kind.replace("_", "-"): shape for kind, shape in markup.items()}
    return "".join(shapes[kind].format(escape(text)) for kind, text in parts[1:])


def portal(parts: Parts) -> str:
    """Bare text with line breaks, reactions above, notices and readers' comments below."""
    title = escape(parts[0][1])
    text = body(
        parts,
        paragraph="{}<br><br>",
        heading="<strong>{}</strong><br><br>",
        list_item="{}<br>",
        caption='<span class="photo"><img src="x"><em class="img_desc">{}</em></span>',
    )
    return f"""{head(title, "포털")}<body><div id="u_skip"><a href="#ct">본문 바로가기</a></div>
<header><a>포털</a><ul class="lnb"><li><a>언론사별</a></li><li><a>정치</a></li></ul></header>
<div id="ct"><div class="head"><h2 id="title_area"><span>{title}</span></h2>
<div class="datestamp"><span>입력2024.11.27. 오전 10:00</span><a>기사원문</a></div>
<div class="journ"><em>이지은 기자</em><button>구독</button></div></div>
<div class="likeit">좋아요 5 훈훈해요 2</div><article id="dic_area">{text}</article>
<div class="byline"><span>이지은 기자 je@news.example</span></div>
<p class="c_text">Copyright ⓒ 새벽일보. All rights reserved. 무단 전재 및 재배포 금지.</p>
<div class="guide">이 기사는 언론사에서 <em>생활</em> 섹션으로 분류했습니다.</div>
<div>기사의 섹션 정보는 해당 언론사의 분류를 따르고 있습니다.</div>
<h3>새벽일보 언론사홈 바로가기</h3><p>새벽일보 구독하고 메인에서 바로 보세요!</p>
<div class="cmt"><h3>댓글</h3><p>커피값이나 좀 내려라. 누가 가겠나.</p><p>바다가 정말 예뻐요.</p></div>
<ul>{_OTHERS}</ul></div><footer>포털</footer></body></html>"""


def wire(parts: Parts, table: str = "") -> str:
    """An English wire service: names of elements that became visible, a notice of translation."""
    title = escape(parts[0][1])
    text = body(
        parts,
        paragraph="<p>{}</p>",
        heading="<p><strong>{}</strong></p>",
        list_item="<ul><li>{}</li></ul>",
        caption='<div class="imgBox"><img><div class="caption">{} [Image source=Yonhap News]</div></div>',
    )
    return f"""{head(title, "DJP")}<body><div class="skip"><a>Skip to main content</a></div>
<div class="bar_progress"></div><header class="gnb"><a>DAWN PRESS</a><ul><li>Politics</li></ul></header>
<div id="container"><div class="location"><a>Home</a> &gt; <a>Society</a></div><h1>{title}</h1>
<div class="info"><span>By Lee Ji-eun</span> Posted : November 27, 2024, 10:00</div>
<div class="util"><a>Facebook</a><a>Text Size</a><a>Print</a><a>Close</a></div>
<div id="articleBody" class="article_con">{text}{table}
<p>*This article, published by Dawn, was translated by AI and edited by DJP.</p>
<p>© Dawn &amp; news.example All rights reserved.</p></div>
<div class="related"><h3>Related Articles</h3><ul>{_OTHERS}</ul></div>
<div class="right"><h3>Most Viewed</h3><ul>{_OTHERS}</ul></div></div>
<footer>Copyright DJP. 42 Jong-ro 1-gil, Jongno-gu, Seoul</footer></body></html>"""


def summarised(parts: Parts) -> str:
    """A portal that offers a summary above the article and asks to pay below."""
    title = escape(parts[0][1])
    text = body(
        parts,
        paragraph='<p data-type="general">{}</p>',
        heading='<p data-type="general"><b>{}</b></p>',
        list_item="<p>▷ {}</p>",
        caption='<figure><img><figcaption class="txt_caption">{}</figcaption></figure>',
    )
    return f"""{head(title, "모음")}<body><div><a>본문 바로가기</a><a>메뉴 바로가기</a></div>
<div class="doc-title"><h1>뉴스</h1></div><nav><ul><li>홈</li><li>사회</li></ul></nav>
<main><h3 class="tit_view">{title}</h3><div class="info_view"><span>이지은</span> <span>2024. 11. 27. 10:00</span></div>
<div class="summary">요약보기<p>자동요약 기사 제목과 주요 문장을 기반으로 자동요약한 결과입니다.</p></div>
<div class="article_view"><section>{text}<p>이지은 기자 je@news.example</p>
<div class="pay">이 기사는 유료회원 전용입니다. 로그인 후 이용해 주세요.</div></section></div>
<p class="txt_copyright">Copyright © 새벽일보. 무단전재 및 재배포 금지.</p>
<div class="rel"><strong>새벽일보에서 직접 확인하세요.</strong><ul>{_OTHERS}</ul></div></main></body></html>"""


def nested_tables(parts: Parts) -> str:
    """A page of twenty years ago: a column of links, the article, and a form for opinions."""
    title = escape(parts[0][1])
    text = body(
        parts,
        paragraph="&nbsp;&nbsp;{}<br>\n<br>\n",
        heading="<b>{}</b><br><br>",
        list_item="○ {}<br>\n",
        caption="<table align=left><tr><td><img></td></tr><tr><td class=imgtxt>{}</td></tr></table>",
    )
    return f"""<html><head><title>[새벽일보] {title}</title></head><body>
<table><tr><td><a>HOME</a></td><td><a>정치</a></td><td><a>경제</a></td></tr></table>
<table><tr><td width=160><a>많이 본 뉴스</a><br><a>1. 한은 금리 동결</a></td><td>
<table><tr><td><b><font size=4>{title}</font></b></td></tr><tr><td>2004-11-27 10:00:00</td></tr>
<tr><td>{text}이지은기자 je@news.example</td></tr>
<tr><td>- Copyrights ⓒ 새벽일보 & news.example, 무단 전재 및 재배포 금지 -</td></tr></table>
<table><tr><td>기사목록 | 이전글 | 다음글 | 맨위로</td></tr>
<tr><td>의견쓰기 이름 <input> 비밀번호 <input></td></tr></table></td></tr></table></body></html>"""


def nameless(parts: Parts) -> str:
    """Nothing but <div>, without metadata; an advertisement and a link between paragraphs."""
    title = escape(parts[0][1])
    between = "<div class=related><div>관련기사</div><a>한은, 기준금리 동결 전망 우세</a></div>"
    between += "<div id=ad_mid><div>AD</div><a>하루 10분으로 월 300만원? 비결 공개</a></div>"
    half = len(parts) // 2
    shapes = {
        "paragraph": "<div>{}</div>",
        "heading": '<div class="sub_title">{}</div>',
        "list_item": "<div>· {}</div>",
        "caption": '<div class="photo_wrap"><div class="photo_desc">{}</div></div>',
    }
    text = body(parts[:half], **shapes) + between + body((parts[0], *parts[half:]), **shapes)
    return f"""{head(title, "새벽", described=False)}<body><div><a>로그인</a> <a>회원가입</a></div>
<div><div class="h">{title}</div><div>등록 2024-11-27 10:00</div><div>가 가</div>
<div class="view_txt">{text}</div><div>ⓒ 새벽일보, 무단 전재 및 재배포 금지</div>
<div>좋아요 0 싫어요 0 후속기사 원해요 1</div><div><div>인기뉴스</div>{_OTHERS}</div></div></body></html>"""


def linked(parts: Parts) -> str:
    """Links in the text, quotations set apart, related articles as a list in the middle."""
    title = escape(parts[0][1])
    text = body(
        parts,
        paragraph='<p>{}</p><ul class="list">' + _OTHERS.replace("{", "{{") + "</ul>",
        heading="<h4>{}</h4>",
        list_item="<ol><li>{}</li></ol>",
        caption='<p class="img"><img><br><span class="caption">{}</span></p>',
    )
    return f"""{head(title, "Dawn")}<body><header><ul><li><a>Home</a></li></ul></header>
<article><h1>{title}</h1><p class="date">2024.11.27</p>{text}<p>#강릉 #커피 #바다</p></article>
<section id="comments"><h2>댓글 3</h2><p>주차부터 해결하길 바랍니다.</p></section></body></html>"""


def blog(parts: Parts) -> str:
    """A blog of an editor that makes a <div> of each line, with other posts of its category."""
    title = escape(parts[0][1])
    text = body(
        parts,
        paragraph="<div><span>{}</span></div><div><br></div>",
        heading="<div><b><span>{}</span></b></div><div><br></div>",
        list_item="<div>- {}</div>",
        caption="<div><img></div><div><span>▲ {}</span></div>",
    )
    return f"""{head(title, "블로그", described=False)}<body><div id="blog-title"><a>여행기</a></div>
<div class="post"><h3 class="title">{title}</h3><p class="meta">2024. 11. 27. 10:00 · 카테고리 여행</p>
<div class="entry-content">{text}</div><div class="postbtn">공감 12 · 구독하기 · 댓글 0</div>
<div class="another_category"><h4>여행 카테고리의 다른 글</h4><table><tr><th><a>제주 바다 여행</a></th>
<td>2024.11.01</td></tr></table></div></div><aside><h3>최근 글</h3>{_OTHERS}</aside></body></html>"""


def local_paper(parts: Parts) -> str:
    """The software of most local papers: reporter and share buttons as lists above the text."""
    title = escape(parts[0][1])
    text = body(
        parts[1:],
        paragraph="<p>{}</p>",
        heading='<p class="subhead">◆ {}</p>',
        list_item="<p>▶ {}</p>",
        caption='<div class="image"><p class="caption">{} (사진=새벽일보)</p></div>',
    )
    return f"""{head(title, "새벽경제")}<body><div class="top"><ul><li>전체메뉴</li><li>검색</li></ul></div>
<div class="view"><h2>{title}</h2><h3 class="subtitle">{escape(parts[1][1])}</h3>
<ul class="infomation"><li>이지은 기자</li><li>승인 2024.11.27 10:00</li><li>댓글 0</li></ul>
<div class="sns"><ul><li>페이스북</li><li>트위터</li><li>URL복사</li><li>기사공유하기</li></ul></div>
<div itemprop="articleBody"><p>[새벽경제 이지은 기자] </p>{text}
<p>저작권자 © 새벽경제 무단전재 및 재배포 금지</p></div><div class="tag"><a>커피</a></div>
<div class="writer"><strong>이지은 기자</strong><em>je@news.example</em><a>다른기사 보기</a></div>
<div><h3>댓글삭제</h3><p>삭제한 댓글은 다시 복구할 수 없습니다.</p></div>
<section><h4>인기기사</h4>{_OTHERS}</section></div></body></html>"""


TABLE = (
    "<table><caption>연도별 좌석</caption><tr><th>연도</th><th>좌석</th></tr>"
    "<tr><td>2002년</td><td>50석</td></tr><tr><td>2024년</td><td>300석</td></tr></table>"
)
CELLS = ("연도별 좌석", "연도", "좌석", "2002년", "50석", "2024년", "300석")

SITES: dict[str, Site] = {
    site.__name__: site
    for site in (
        portal, wire, summarised, nested_tables, nameless, linked, blog, local_paper,
    )
}  # fmt: skip
