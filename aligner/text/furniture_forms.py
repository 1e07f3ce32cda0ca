"""Lines around an article that are known by their form, whatever words they hold.

The way to the page, page numbers, the names of elements, tickers and the weather,
reading times, the imprint with its address, and the notices that a page gives
about itself.
"""

from __future__ import annotations

import re

from aligner.text.alternatives import has_one
from aligner.text.interface_words import (
    ENGLISH_SECTIONS,
    ENGLISH_STRONG,
    ENGLISH_WEAK,
    KOREAN_SECTIONS,
    LANGUAGE_NAMES,
    PUBLISHER_LABELS,
)
from aligner.text.word_lists import word_set

_UNRELATED = r"(?:직접\s?|직접적인\s?|전혀\s?)?(?:무관|관[련계][이은]?\s?없)"
_TRANSLATOR = r"(?:an?\s)?(?:AI|machine|artificial|DeepL|Papago|Google|ChatGPT)\b"
_NOTICE = re.compile(
    rf"(?:기사|본문|내용)(?:의|\s?특정)?\s?(?:내용|본문)?\s?[과와]는?\s?{_UNRELATED}"
    r"|\b(?:not|un)\s?(?:directly\s)?related\sto\s(?:the|this)\s(?:article|story|content|report|text)"
    r"|\billustrati(?:on|ve)\spurposes?\sonly"
    r"|\b(?:article|story|text|content|page|translation)s?\b.{0,40}"
    r"\b(?:translated|generated|produced|summari[sz]ed)\s(?:and\sedited\s)?(?:by|with|using)\s"
    rf"|\btranslated\s(?:automatically\s)?(?:by|with|using)\s{_TRANSLATOR}"
    r"|\b(?:machine|AI|automatic(?:ally)?)[\s-](?:assisted\s)?translat(?:ed|ion)\b.{0,20}"
    r"\b(?:article|story|text|content)"
    r"|(?:AI|인공지능|기계|자동|파파고|딥엘|구글)\s?(?:가|이|로|으로|에\s?의해|[을를]\s?(?:활용|이용|사용)[해한])?"
    r"\s?(?:자동\s?)?번역(?:한|된|됐|되었|했|하였|기사|본|입니다|\s(?:기사|뉴스|서비스))",
    re.IGNORECASE,
)
"""That a picture has nothing to do with the article, or that a machine translated it."""

_HOUSE_NOTICE = re.compile(
    # whose opinion it is
    r"(?:views?|opinions?)\b.{0,40}\b(?:author|writer|columnist|contributor)(?:['’]?s['’]?)?(?:\s(?:own|alone))?\W{0,2}$"
    r"|(?:views?|opinions?|columns?)\b.{0,60}\bdo(?:es)?\snot\s(?:necessarily\s)?(?:reflect|represent)"
    r"|(?:칼럼|기고|필진|필자|외고).{0,25}(?:편집\s?방향|입장|의견|견해).{0,12}다를\s수"
    # cookies, scripts, players
    r"|\b(?:use|uses|using|accept|manage|reject|decline|allow)\s(?:\S{1,15}\s){0,2}cookies\b"
    r"|\bcookie\s(?:settings|policy|preferences|notice|consent\sis)\W{0,2}$"
    r"|쿠키(?:를|의|\s)?.{0,12}(?:사용합니다|사용에\s?동의|허용|설정|거부)"
    r"|^(?:이|현재|사용\s?중인)?\s?브라우저.{0,20}지원하지\s않습니다\W{0,2}$"
    r"|^your\sbrowser.{0,25}(?:not\ssupport|not\ssupported)|^(?:please\s)?enable\sjavascript"
    r"|^자바스크립트.{0,12}활성화해\s?주세요"
    # above a quoted mail
    r"|^on\s.{8,80}\swrote:$|^\d{4}[년.-].{4,60}(?:님이\s?(?:작성|쓴\s?글)|wrote):?$"
    # terms of the site
    r"|^by\s(?:signing\sup|subscribing|continuing|registering|clicking)\b.{0,60}\bagree"
    r"|^no\spart\b.{0,60}\breproduced|댓글.{0,30}(?:삭제(?:될\s수|됩니다)|제재|않도록\s주의)"
    r"|^(?:this\s(?:article|story|content)\sis|이\s(?:기사|콘텐츠)는).{0,20}"
    r"(?:subscribers|members|구독자|회원|유료).{0,12}(?:only|전용|수\s있습니다)"
    r"|자동\s?(?:으로\s)?(?:요약|추출).{0,40}(?:결과|요약된|다를\s수|권장)"
    r"|^이\s기사는.{0,20}(?:분류했습니다|섹션)",
    re.IGNORECASE,
)
"""What a house says of its writers, its visitors' browsers and its own terms."""

_NOTICE_SIGNS = (
    "related", "illustrati", "translat", "generated", "produced", "summari", "view", "opinion", "column", "cookie",
    "browser", "javascript", "wrote", "agree", "subscribers", "members",
    "무관", "관련", "관계", "번역", "칼럼", "기고", "필진", "필자", "외고", "쿠키", "브라우저", "자바스크립트", "작성", "쓴",
    "댓글", "구독자", "회원", "유료", "요약", "추출", "기사는",
)  # fmt: skip
"""One of these is in every notice, of either kind."""
_MOST_NOTICE_WORDS = 20
_SNAKE_CASE = re.compile(r"[.#]?[a-z]{2,}(?:_[a-z0-9]{1,20}){1,5}")
_IDENTIFIER = re.compile(r"[.#]?[A-Za-z][A-Za-z0-9_-]{1,40}")
_IDENTIFIER_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_IDENTIFIER_WORDS = word_set("""
    aside banner bar body bottom box btn button col container div footer frame grid head header
    icon iframe img inner item layer layout left main modal nav navi outer pagination panel
    progress right row section side skip slot span svg tab toolbar top util wrap wrapper
""")
_CRUMB = re.compile(r"\s?[>›»＞]\s?|\s[/|·]\s")
_CRUMB_SIGN = re.compile(r"[>›»＞/|·]")
_ARROW = re.compile("[>›»＞]")
_SECTIONS = KOREAN_SECTIONS | ENGLISH_SECTIONS
_LONGEST_CRUMB = 30
_LEAST_SECTIONS = 0.7
_FONT_SAMPLE = re.compile(r"(?:가[+-]?\s?){1,5}|(?:A[+-]?\s?){2,5}")
_DIGIT = re.compile(r"\d")
_PAGE_STEPS = re.compile(
    r"다음|이전|처음|마지막|맨끝|\b(?:next|prev(?:ious)?|first|last|page)\b", re.IGNORECASE
)
_PAGE_NUMBERS = re.compile(
    r"[<>«»‹›\s\[\]|]*(?:\d{1,4}[<>«»‹›\s\[\]|·]+){3,}\d{0,4}|\d{1,3}\s?/\s?\d{1,3}"
)
_LABELLED = re.compile(
    rf"(?<![가-힣A-Za-z])(?:{'|'.join(sorted(PUBLISHER_LABELS, key=len, reverse=True))})\s?[:：]"
)
_MORE_OF = re.compile(
    r"\W{0,3}more\s(?:in|from|on|about|by)\s\S{1,20}(?:\s\S{1,20}){0,2}", re.IGNORECASE
)
_MOVE = r"[▲▼△▽↑↓]"
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_TICKER = re.compile(
    rf"[A-Z가-힣][\w/&.·() ]{{1,25}}\s[$₩€¥£]?{_NUMBER}(?:원|달러|포인트)?\s"
    rf"(?:{_MOVE}\s?{_NUMBER}%?|[+−-]\s?{_NUMBER}%?|{_NUMBER}%)(?:\s?\([+−-]?{_NUMBER}%\))?"
    rf"|(?:[A-Z]{{3}}/[A-Z]{{3}}|[가-힣]{{1,3}}/[가-힣]{{1,3}})\s{_NUMBER}(?:원|엔)?"
)
_TEMPERATURE = re.compile(
    r"[−-]?\d{1,3}(?:\.\d)?\s?(?:℃|°\s?[CF]?|도)(?!\w)|(?<=\s)[−-]?\d{1,2}\s[CF]\b"
)
_SKY = word_set("""
    맑음 흐림 구름 구름많음 구름조금 많음 조금 비 눈 소나기 안개 황사 대체로 차차 가끔 좋음 보통 나쁨
    매우 매우나쁨 높음 낮음 cloudy clear sunny rain rainy snow snowy fog foggy haze hazy overcast windy
    partly mostly light heavy showers thunderstorm
""")
_AIR = re.compile(
    r"(?:초?미세먼지|자외선|오존|황사)\s?(?:지수\s?)?(?:매우\s?)?(?:좋음|보통|나쁨|높음|낮음)"
)
_DURATION = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?\s?/\s?\d{1,2}:\d\d(?::\d\d)?"
    r"|\d{1,2}[\s-]?min(?:ute)?s?[\s-](?:read|listen|watch)"
    r"|(?:estimated\s)?reading\stime\s?:?\s?\d{1,2}\s\w{1,7}"
    r"|(?:읽는\s?(?:시간|데)|소요\s?시간)\s?:?\s?\d{1,2}분|\d{1,2}분\s?(?:분량|읽기|듣기)",
    re.IGNORECASE,
)
_RESULTS = re.compile(
    r"(?:showing\s)?\d{1,5}\s?[-–~]\s?\d{1,5}\s(?:of|/)\s\d{1,7}(?:\s\w{1,12})?"
    r"|page\s\d{1,4}(?:\s(?:of|/)\s\d{1,4})?|[\d\s]{1,40}(?:\.{3}|…)\s?\d{1,4}",
    re.IGNORECASE,
)
_END_MARK = re.compile(
    r"[-–—=<\[(〈]{1,3}\s?(?:끝|END|30|계속|속보|단독|포토|영상|사진|video|photo)\s?[-–—=>\])〉]{1,3}",
    re.IGNORECASE,
)
_PROVINCE = (
    "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주"
    "|충청[남북]|전라[남북]|경상[남북]"
)
_KOREAN_ADDRESS = re.compile(
    rf"(?:\(?우\)?\s?)?(?:\(?\d{{5}}\)?\s)?(?:{_PROVINCE})(?:특별|광역)?(?:자치)?[시도]?\s(?:[가-힣]{{1,6}}[시군구읍면]\s){{1,3}}"
    r"[가-힣\d·]{1,15}(?:로|길)\s?\d{1,4}(?:번?길\s?\d{1,4})?(?:-\d{1,4})?[\s,()\w가-힣-]{0,40}"
)
_ENGLISH_ADDRESS = re.compile(
    r"(?:\w{1,6}[ .]{1,2})?\d{1,4}(?:-\d{1,4})?,?\s[\w-]{2,25}-(?:ro|daero|gil|ga)\b,?[\w\s,.-]{0,60}"
)
_LABELLED_NUMBER = re.compile(
    rf"(?:{'|'.join(sorted(PUBLISHER_LABELS, key=len, reverse=True))}|전화|(?:business|company)\sregistration\s(?:number|no\.?))"
    r"[\s.:]{1,3}(?:[가-힣]{1,4}\s){0,2}[가-힣]{0,2}\+?[\d(][\d\s().+-]{4,30}(?:(?:팩스|fax|FAX|F)[\s.:]{1,3}[\d\s().+-]{5,20})?",
    re.IGNORECASE,
)
_OFFICER = re.compile(
    r"(?:청소년보호책임자|개인정보\s?(?:보호|관리)\s?책임자|고충처리인|편집인|발행인|발행·편집인|편집국장)\s[가-힣]{3}"
)
_DIVISION = re.compile(
    r"(?:article|chapter|section|part|appendix|table|figure|fig\.|act|step|lesson|unit|volume|book|psalms?"
    r"|paragraph)\s(?:\d{1,3}|[A-Z]|[IVXLC]{1,6}|one|two|three|four|five|six|seven|eight|nine|ten)\b(?!\sof)"
    r"|제\s?\d{1,4}\s?[조장절항편부권회화강]",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"\W{0,3}(?:(?:이전|다음|관련|연관|추천|인기)\s?(?:글|기사|뉴스|링크)"
    r"|(?:next|prev(?:ious)?|related|recommended)(?:\s(?:article|story|post|news|link)s?)?"
    r"|(?:also\s)?read(?:\s(?:also|more|next))?|see\salso)\s?[:：|▶>]",
    re.IGNORECASE,
)
"""A label in front of the headline of another article."""


def has_furniture_form(line: str) -> bool:
    """True for a line whose form says that it belongs to the page.

    >>> has_furniture_form("KOSPI 2,731.24 +12.45 (0.46%)"), has_furniture_form("서울 23℃ 구름많음")
    (True, True)
    >>> has_furniture_form("서울 기온 23도, 초여름 날씨"), has_furniture_form("Operating margin 8.1%")
    (False, False)
    """
    return (
        _is_identifier(line)
        or _is_breadcrumb(line)
        or _POINTER.match(line) is not None
        or _MORE_OF.fullmatch(line) is not None
        or all(word[0] == "#" and word[1:].rstrip(",").isalnum() for word in line.split())
        or line in LANGUAGE_NAMES
        or line in {"(END)", "(끝)"}
        or _FONT_SAMPLE.fullmatch(line) is not None
        or _is_page_numbers(line)
        or any(form.fullmatch(line) for form in _WHOLE_LINES)
        or _is_weather(line)
    )


_TAG = r"[^\s,|·/.!?]{1,30}(?: [^\s,|·/.!?]{1,30}){0,3}"
_TAGS = re.compile(
    r"(?:(?:related |article )?tags?|tagged(?: (?:as|with|under))?|filed under|(?:관련 ?|기사 ?)?(?:해시)?태그)"
    rf" ?[:：] ?{_TAG}(?: ?[,|·/] ?{_TAG}){{0,20}}",
    re.IGNORECASE,
)
"""Tags: bridge, river, festival."""

_WHOLE_LINES = (
    _TAGS,
    _TICKER,
    _AIR,
    _DURATION,
    _RESULTS,
    _END_MARK,
    _KOREAN_ADDRESS,
    _ENGLISH_ADDRESS,
    _LABELLED_NUMBER,
    _OFFICER,
)
_MOST_PLACE_WORDS = 2


def _is_page_numbers(line: str) -> bool:
    """``‹ previous 1 2 3 4 next ›``; most lines have no number at all."""
    return (
        _DIGIT.search(line) is not None
        and _PAGE_NUMBERS.fullmatch(_PAGE_STEPS.sub(" ", line)) is not None
    )


def _is_weather(line: str) -> bool:
    """A place, a temperature, the sky, and nothing else: ``Seoul 23°C Partly cloudy``."""
    if not has_one(line, "℃°도CF"):
        return False
    rest, temperatures = _TEMPERATURE.subn(" ", line)
    if temperatures == 0:
        return False
    words = rest.replace("/", " ").replace("|", " ").split()
    places = [word for word in words if word.lower() not in _SKY]
    if len(places) > _MOST_PLACE_WORDS or not words:
        return False
    certain = "℃" in line or "°" in line or len(places) < len(words)
    return certain and all(
        word.istitle() or ("가" <= word[0] <= "힣" and len(word) <= 4) for word in places
    )


def is_division(line: str) -> bool:
    """True for the number of a part of the text itself, which pages have not.

    >>> is_division("Article 5"), is_division("제12조(목적)"), is_division("Article list")
    (True, True, False)
    """
    return _DIVISION.match(line) is not None


def is_notice(line: str) -> bool:
    """True for what a page says about itself, its pictures, writers and visitors.

    >>> is_notice("사진은 기사 내용과 무관함"), is_notice("The opinions expressed are the author's own.")
    (True, True)
    """
    return (
        len(line.split()) <= _MOST_NOTICE_WORDS
        and has_one(line.lower(), _NOTICE_SIGNS)
        and (_NOTICE.search(line) is not None or _HOUSE_NOTICE.search(line) is not None)
    )


def _is_identifier(line: str) -> bool:
    """The name of an element that became visible: ``bar_progress``, ``btnShare``."""
    if _SNAKE_CASE.fullmatch(line):
        return True
    if not _IDENTIFIER.fullmatch(line) or (line.isalpha() and (line.islower() or line.istitle())):
        return False
    parts = [part.lower() for part in _IDENTIFIER_PART.findall(line)]
    known = _IDENTIFIER_WORDS | ENGLISH_STRONG | ENGLISH_WEAK
    return len(parts) > 1 and all(part in known or part.isdigit() for part in parts)


def _is_breadcrumb(line: str) -> bool:
    """The way to the page, or a row of sections: ``Home > News > Politics``."""
    parts = []
    if _CRUMB_SIGN.search(line):
        parts = [part.strip().lower() for part in _CRUMB.split(line) if part.strip()]
    if len(parts) < 2:
        parts = line.lower().split()
    sections = sum(map(_SECTIONS.__contains__, parts))
    if sections >= 3 and sections >= _LEAST_SECTIONS * len(parts):
        return True
    arrows = len(_ARROW.findall(line))
    if len(parts) < 2 or arrows == 0 or max(map(len, parts)) > _LONGEST_CRUMB:
        return False
    if parts[0] in {"home", "홈", "news", "뉴스"} or sections == len(parts):
        return True
    return arrows >= 2 and sections > 0


def is_imprint(line: str) -> bool:
    """True for publisher, registration and address at the foot of a page.

    >>> is_imprint("발행인: 김한강 | 편집인: 이한강")
    True
    """
    if ":" not in line and "：" not in line:
        return False
    return _LABELLED.match(line) is not None or len(_LABELLED.findall(line)) >= 2
