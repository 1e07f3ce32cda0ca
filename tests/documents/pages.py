"""Saved pages as Korean news sites make them: the article within everything that stands around it."""

from __future__ import annotations

from html import escape

Parts = tuple[tuple[str, str], ...]

_LINKS = "".join(
    f'<li><a href="/news/{number}">{title}</a></li>'
    for number, title in enumerate(
        (
            "군의회, 내년 예산 심의 시작", "폭설에 산간 도로 스무 곳 통제", "수출 두 달 연속 늘어",
            "프로야구 내일 개막", "주말 전국에 비 소식", "지하철 요금 150원 오른다",
        )
    )
)  # fmt: skip
_HEAD = """<!DOCTYPE html>
<html lang="ko"><head><meta charset="{charset}">
<title>{title} - 하구일보</title>
<meta property="og:title" content="{title}">
<meta property="og:site_name" content="하구일보">
<meta property="og:url" content="https://news.example.com/view/20230512001">
<link rel="canonical" href="https://news.example.com/view/20230512001">
<meta property="article:published_time" content="2023-05-12T18:40:00+09:00">
<style>.gnb{{color:red}}</style><script>var dataLayer=[{{"page":"article view"}}];</script></head>
"""


def paragraphs(parts: Parts, charset: str = "utf-8") -> str:
    """A wire service: one <p> a paragraph, figures, a box of related articles in the middle."""
    title = escape(parts[0][1])
    body = []
    for kind, text in parts[2:]:
        text = escape(text)
        if kind == "caption":
            body.append(
                '<figure><img src="a.jpg" alt="도서관"><figcaption>'
                f"{text} [사진=하구일보]</figcaption></figure>"
            )
        elif kind == "heading":
            body.append(f"<h3>{text}</h3>")
        elif kind == "list-item":
            body.append(f"<ul><li>{text}</li></ul>")
        else:
            body.append(f"<p>{text}</p>")
    body.insert(
        4,
        '<aside class="related-zone"><strong>관련기사</strong><ul>'
        + _LINKS[:160]
        + "</ul></aside>",
    )
    return (
        _HEAD.format(charset=charset, title=title)
        + f"""<body><div id="skip"><a href="#content">본문 바로가기</a></div>
<header><h1 class="logo"><a href="/">하구일보</a></h1><nav class="gnb"><ul>
<li><a href="/p">정치</a></li><li><a href="/e">경제</a></li><li><a href="/s">사회</a></li></ul></nav></header>
<main id="content"><article><header><h1 class="tit01">{title}</h1>
<h2 class="tit-sub">{escape(parts[1][1])}</h2>
<p class="update-time">송고시간 2023-05-12 18:40</p>
<div class="share"><button>공유</button><button>글자크기 조정</button><button>인쇄</button></div></header>
<div class="story-news article"><p class="byline">(하구=하구일보) 이도현 기자</p>
{"".join(body)}
<p class="txt-copyright">&lt;저작권자(c) 하구일보, 무단 전재-재배포, AI 학습 및 활용 금지&gt;</p></div>
<div class="tags"><a href="#">#도서관</a> <a href="#">#한강</a></div></article>
<section class="aside-box"><h2>많이 본 뉴스</h2><ol>{_LINKS}</ol></section></main>
<footer><p>하구일보 | 주소 하구시 강변로 1 | 대표전화 02-000-0000</p>
<p>Copyright ⓒ 하구일보 All rights reserved.</p></footer></body></html>"""
    )


def line_breaks(parts: Parts, charset: str = "utf-8") -> str:
    """A portal: the text stands bare in one element, parted by <br><br>, captions inline."""
    title = escape(parts[0][1])
    body = []
    for kind, text in parts[1:]:
        text = escape(text)
        if kind == "caption":
            body.append(
                '<span class="end_photo_org"><div class="nbd_im_w"><img src="b.jpg"></div>'
                f'<em class="img_desc">{text}</em></span>'
            )
        elif kind == "heading":
            body.append(f"<strong>{text}</strong><br><br>")
        else:
            body.append(f"{text}<br><br>")
    return (
        _HEAD.format(charset=charset, title=title)
        + f"""<body><div class="u_skip"><a href="#ct">본문 바로가기</a></div>
<div class="header"><ul class="lnb"><li><a href="/">뉴스홈</a></li><li><a href="/">연예</a></li>
<li><a href="/">스포츠</a></li><li><a href="/">날씨</a></li></ul></div>
<div id="ct"><div class="media_end_head"><h2 class="media_end_head_headline">{title}</h2>
<div class="info">입력 2023.05.12. 오후 6:40 <em>이도현 기자</em></div>
<a class="btn" href="#">댓글</a><a class="btn" href="#">본문 요약봇</a></div>
<div id="newsct_article" class="newsct_article"><article id="dic_area" class="go_trans">
{"".join(body)}
이도현 기자 dohyun@example.com</article></div>
<div class="copyright"><p>Copyright ⓒ 하구일보. All rights reserved. 무단 전재 및 재배포 금지.</p></div>
<div class="guide">이 기사는 언론사에서 <em>사회</em> 섹션으로 분류했습니다.</div>
<div class="recommend"><h4>이 기사를 추천합니다</h4><a href="#">쏠쏠정보 0</a><a href="#">흥미진진 0</a></div>
<div class="ofhe"><h3>하구일보 헤드라인</h3><ul>{_LINKS}</ul></div>
<div class="ranking"><h3>이 기사를 본 이용자들이 함께 본 기사</h3><ul>{_LINKS}</ul></div></div>
</body></html>"""
    )


def tables(parts: Parts, charset: str = "euc-kr") -> str:
    """A page of twenty years ago: tables within tables, capital tags, no <p> at all."""
    title = escape(parts[0][1])
    body = []
    for kind, text in parts[1:]:
        text = escape(text)
        if kind == "caption":
            body.append(
                '<TABLE align=right width=200><TR><TD><IMG src="c.jpg"></TD></TR>'
                f'<TR><TD class="caption"><FONT size=1>{text}</FONT></TD></TR></TABLE>'
            )
        elif kind == "heading":
            body.append(f"<B>{text}</B><BR><BR>")
        else:
            body.append(f"&nbsp;{text}<BR>\n<BR>")
    return f"""<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset={charset}">
<TITLE>하구일보 :: {title}</TITLE></HEAD><BODY bgcolor=white>
<TABLE width=900><TR><TD><A href="/">홈</A> | <A href="/p">정치</A> | <A href="/e">경제</A> |
<A href="/s">사회</A> | <A href="/c">문화</A></TD></TR></TABLE>
<TABLE width=900><TR><TD width=650 valign=top>
<TABLE><TR><TD><FONT size=5><B>{title}</B></FONT></TD></TR>
<TR><TD align=right><A href="#">프린트</A> <A href="#">메일보내기</A> <A href="#">글자크기</A></TD></TR>
<TR><TD id=articleBody>{"".join(body)}<BR>이도현 기자 dohyun@example.com</TD></TR>
<TR><TD>입력 : 2003-05-12 18:40</TD></TR>
<TR><TD>[ⓒ 하구일보, 무단전재 및 재배포 금지]</TD></TR></TABLE></TD>
<TD width=250 valign=top><TABLE><TR><TD>많이 본 기사</TD></TR><TR><TD><UL>{_LINKS}</UL></TD></TR></TABLE></TD>
</TR></TABLE></BODY></HTML>"""


def divisions(parts: Parts, charset: str = "utf-8") -> str:
    """A page made by a program: <div> for everything, advertisements between paragraphs."""
    title = escape(parts[0][1])
    body = []
    for number, (kind, text) in enumerate(parts[1:]):
        text = escape(text)
        if kind == "caption":
            body.append(
                '<div class="article-photo"><div><img src="d.jpg"></div>'
                f'<div class="article-photo__caption">{text}</div></div>'
            )
        elif kind == "heading":
            body.append(f'<div class="sub_tit"><strong>{text}</strong></div>')
        else:
            body.append(f'<div class="text">{text}</div>')
        if number % 3 == 2:
            body.append('<div class="ad-area"><div id="ad-1"></div><span>광고</span></div>')
    return (
        _HEAD.format(charset=charset, title=title)
        + f"""<body><div id="__next"><div class="top"><a href="/">하구일보</a><div class="search">검색</div>
<div class="menu"><a href="/1">최신기사</a><a href="/2">오피니언</a><a href="/3">포토</a></div></div>
<div class="wrap"><div class="head"><div class="title" role="heading"><h1>{title}</h1></div>
<div class="date">등록 2023.05.12 18:40 <span>수정 2023.05.12 19:02</span></div></div>
<div class="article-body" itemprop="articleBody">{"".join(body)}</div>
<div class="reporter"><div>이도현 기자</div><a href="#">구독</a><a href="#">다른기사 보기</a></div>
<div class="copy">저작권자 ⓒ 하구일보 무단전재 및 재배포 금지</div>
<div class="comments"><div>댓글 0</div><div>로그인 후 댓글을 남길 수 있습니다</div></div></div>
<div class="side"><div class="box"><div>인기기사</div>{_LINKS}</div></div></div></body></html>"""
    )


PAGES = {
    "paragraphs": paragraphs,
    "line breaks": line_breaks,
    "tables": tables,
    "divisions": divisions,
}
