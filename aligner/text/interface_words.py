"""The vocabulary of web pages around a news article, in Korean and English.

Data only; `aligner.text.boilerplate` says how it is used. The words were
collected by what they do (share, subscribe, navigate, comment, rank, resize,
advertise, identify the publisher), not from any one page.

Each language has three classes:

- *strong* words can stand alone as a button or a label (``Close``, ``로그인``);
- *weak* words belong to pages but need company (``Text`` ``Size``);
- *faint* words are ordinary words that also occur in labels (``best``,
  ``free``): they do not speak against a label and hardly for one.

Korean words are stems: the longest label, 기사공유하기, is written without
spaces as often as with them, so tokens are taken apart into these stems and
`KOREAN_ENDINGS`.
"""

from __future__ import annotations

from aligner.text.word_lists import word_set

ENGLISH_STRONG = word_set("""
    accept accessibility ad ads advertise advertisement advertisements advertorial agree
    bar_progress bookmark bookmarks breaking browser btn cancel captcha careers click close
    comment comments cookie cookies copied copy dashboard donate download downloads e-mail
    e-paper email enlarge epaper facebook faq faqs feedback follow fullscreen gallery headlines
    home homepage inbox instagram javascript kakao kakaostory kakaotalk kst latest like likes
    line link linkedin links listen live loading log-in log-out login logout mastodon menu mute
    navbar naver newsletter newsletters next password paywall pinterest podcast podcasts popup
    prev previous print printable promoted recommend reddit replies reply reset resize rss save
    scrap screen-reader scroll search share sidebar sign-in sign-up signin signup sitemap skip
    snapchat sns sponsored submit subscribe subscribed subscriber-only subscribing tags telegram
    tiktok top topics translate trending tumblr tweet twitter unlock unmute unsubscribe url
    username views webpage wechat weibo whatsapp widget youtube zoom
""")

ENGLISH_WEAK = word_set("""
    about account agreement alert alerts all android app apps archive archives article articles
    audio author authors back block calendar caption captions categories category channel
    channels clip clips collapse conditions contact content contents contributor contributors
    correction corrections decrease default delete desktop digest directory dislike display edit
    edited edition editions editor editorial editorials editors enable error errors expand
    experience favorites favourites feed feeds fields filter followers following font footer
    format forum full galleries group guide header headline help hide icon image images increase
    info infographic infographics input inquiry install ios join journalism journalist keep
    keyword keywords kindle language languages layout legal letter list lists load log mail main
    manage map marked media member members membership mobile mode more most multimedia
    navigation network networks newest news newspaper newsroom notice notification notifications
    notify official oldest original page pages paid paper paragraph partner partners pause pc
    pdf photo photos pick picks picture pictures platform play player playing playlist policy
    poll popular post posted posts preference preferences premium preview privacy profile
    published publisher push rank ranked ranking rankings rate rating ratings reaction reactions
    read reader readers reading recent recently recommendation recommendations recommended
    refresh register related replay report reporter reserved rights screen section sections see
    select send seo settings shared shares shortcut show sign similar site sites size slide
    slides slideshow social sort speech sponsor stories story stream subscription subscriptions
    summary support tag terms text theme threads tip tips toggle topic translated translation
    translations tv type typo typos updates upload use user users version video videos view
    viewed viewer visit watch web website word words write writer
""")

ENGLISH_FAINT = word_set("""
    access add address again ai also another any around arts automatic automatically available
    based become below best beta bigger bottom browse business button center centre change
    chapter chatgpt check chinese choice choose clear commercial community company complete
    confirm connect continue continues copyright create customer daily dark data date day days
    deepl delivered directly discover discuss discussion don't dont down during editor's
    editors' engine english enjoy enter event events everything exclusive explore family
    featured features file files find first forgot free frequently friend friends further get
    give go good google great hear here hot hour hours html improve in-depth index information
    interest interested issue issues it's japanese jobs just korea korean large larger last
    learn leave left letters life light look love lower machine magazine make management market
    min minute minutes miss month monthly morning must my need never new night normal note now
    number offers one online only open opinion opinions opt order other out own papago people
    personal personalised personalized plus pop press price process product products promotions
    provided provides questions quick random real real-time realtime receive region required
    results return review reviews right scan second service services set short small smaller
    source special start started stay stock stop straight style supports system team thank
    thanks thoughts time times today today's tomorrow try turn under unlimited up update upper
    uses via want week weekly welcome why wide window world x year yes yet your yours zone
""")

ENGLISH_PHRASES = (
    "about us", "add to favorites", "advertise with us", "all rights reserved",
    "already a subscriber", "around the web", "back to top", "become a member", "connect with us",
    "contact us", "create account", "create an account", "customer center", "customer service",
    "do not sell my personal information", "do not sell or share my personal information",
    "don't miss", "don't show again", "editor's choice", "editor's pick", "editor's picks",
    "editors' picks", "english version", "filed under", "follow us", "have an account",
    "hot issue", "hot issues", "hot news", "in this article", "join us", "jump to", "just now",
    "keep reading", "korean version", "latest news", "learn more", "load more", "log in",
    "log out", "most read", "most viewed", "my page", "now playing", "pin it", "read in english",
    "read in korean", "read more", "recommended for you", "save for later", "see all", "see more",
    "show less", "show more", "sign in", "sign out", "sign up", "start your free trial",
    "story continues below", "text to speech", "trending now", "up next", "view all", "view more",
    "what to read next", "work with us", "you may also like", "you might also like",
    "you might like",
)  # fmt: skip
"""Labels whose single words say little; each counts as one strong word."""

LANGUAGE_NAMES = word_set(
    "한국어 English 中文 简体中文 繁體中文 日本語 Español Français Deutsch Русский العربية"
)
"""What the switch to another language of a page shows, and nothing else."""

ENGLISH_FUNCTION = word_set("""
    a an and are as at be been being but by can did do does for from had has have how i if in
    into is it its me my no not of off on or our out please so than that the their them then
    there these they this those to too up us was we were what when where which who will with you
    your
""")

ENGLISH_SECTIONS = word_set("""
    arts asia books business china climate columns culture defence defense diplomacy economy
    education entertainment environment europe features finance food foreign health industry
    international it japan k-pop kpop lifestyle markets military movies music nation national
    north-korea opinion people politics property science society sports style tech technology
    travel tv viewpoints weather world
""")

KOREAN_STRONG = word_set("""
    가기 가입 간편로그인 감동이에요 건너뛰기 검색 고객센터 고충처리 공감 공감순 공유 공지사항
    과거순 광고 구독 구독자 구독중 글꼴 글씨 글자 기사공유 기사보기 기사제보 내려받기 네이버
    네이트 놀라워요 뉴스레터 뉴스스탠드 다운로드 다크모드 단축 닫기 답글 댓글 더보기 덧글
    뒤로가기 듣기 등록순 라이브리 레이어 로그아웃 로그인 로딩 로딩중 링크드인 마이페이지 많이본
    맨위 맨위로 메뉴 목록 목차 무단수집거부 문의 미리보기 바로가기 배너 밴드 버튼 보러가기 복사
    북마크 블로그 비공감 비밀글 비밀번호 사이트맵 삭제하기 속보 수정하기 스크랩 스크롤 스킵
    스폰서 슬퍼요 신고하기 싫어요 아이디 알림 약관 연재 영상 요약봇 원문보기 원본보기 위로
    유튜브 윤리강령 응원하기 응원해요 이용약관 인쇄 인스타 인스타그램 일시정지 자료사진 재생
    전체 전체보기 접기 접어보기 제보 제보하기 조회 조회수 좋아요 즐겨찾기 채널추가 처리방침
    최신순 추천 추천순 추천해요 취급방침 친구추가 카드뉴스 카카오 카카오뷰 카카오스토리
    카카오채널 카카오톡 카테고리 카톡 퀵메뉴 큐레이션 클릭 클린봇 태그 텔레그램 톡채널 통합검색
    트위터 틱톡 팔로우 팔로워 팝업 퍼가기 페북 페이스북 펼쳐보기 펼치기 포토 폰트 프린트
    핀터레스트 핫이슈 해시태그 홈으로 화나요 회사소개 회원가입 후원 후원하기 훈훈해요
""")

KOREAN_WEAK = word_set("""
    가려짐 가로 감동 개인정보 갤러리 검색어 게시 게시글 게시물 게시판 고충처리인 공식 공지 관련
    관련글 관련뉴스 관심 광고문의 구글 구독신청 규약 그룹 글 글쓰기 기록 기사 기사목록 기자
    기자의 기자페이지 길찾기 끄기 나중 날씨 남기기 내보내기 내용 뉴스 뉴스룸 뉴스홈 늘리기
    닉네임 다시보기 다음 단말기 달기 답변 댓글창 데스크톱 데일리 도움말 독자 독자의견 독자투고
    동영상 되돌리기 등록 디지털 라이브 랭킹 로그 링크 만나 만나보 만나요 만평 많은 많이 매체 맨
    메인 메일 메일링 멤버십 모두보기 모드 모바일 모아보기 모음 무료 묻는 미디어 반응 받기 발행
    방명록 배속 버전 번역 베스트 보기 보내기 보도 보도자료 보지 보통 보호책임자 본 본문 부고
    부탁드립니다 분야별 브라우저 비디오 비회원 사설 사이트 사진 삭제 상단 상세 새 새글 새로고침
    새창 색인 서비스 설정 설치 섹션 소식 쇼츠 숏폼 수정 순위 스레드 스토리 스페셜 슬라이드
    시리즈 시작하기 신고 신문 신문구독 신문보기 신청 실시간 아카이브 아티클 악성 안내 알리미 앱
    앱스토어 어떠셨나요 언론사 업데이트 에디터 연관 연재물 열기 열람 영문 오늘 오디오 오류 오타
    오탈자 오피니언 온라인 옵션 완료 요약 운세 원문 원해요 웹 웹사이트 웹툰 위젯 유료 음성
    음소거 응원 의견 이동 이동하기 이메일 이미지 이벤트 이슈 이용 이용자 이전 이전글 인기 인기글
    인기기사 인스톨 인증 읽기 읽어주기 읽은 잇슈 자동 자동재생 작게 작성 작성자 작은 저작권 저장
    전문 전송 전용 전자신문 전체삭제 접속 정렬 정정 정책 제목 제휴 제휴문의 주소 주요 줄이기
    지면 지면기사 지면보기 지우기 지원하기 찜 찜하기 창 찾아오시는길 채널 채용 채용정보 처음으로
    청소년 청소년보호정책 최근 최신 최신글 추가 축소 칼럼 캡처 켜기 콘텐츠 크게 크기 크롬
    크롬기반 큰 클립 키우기 키워드 테마 텍스트 토론 투고 투표하기 특집 티브이 파일 팝업창
    팟캐스트 페이지 편집 편집규약 포럼 포스트 포털 포토뉴스 폴더 프로필 프리미엄 플랫폼 플레이어
    피드 피씨 픽 하단 해당 헤드라인 홈 홈페이지 홈피 화면 확대 확대보기 확인 환경 환경설정 활용
    회원 회원전용 후기 후속 후속기사
""")

KOREAN_FAINT = word_set("""
    가장 간 감사 개 개월 거부 건 결과 경우 계속 계정 공개 관리 구매 국문 궁금 그래픽 그림 금지
    기능 기다 기다립 기준 길 나 날짜 남은 내 년 노출 놓치 눌러 느낌 다른 다시 다양 당신 대한 더
    도움 도착 동의 되돌 두 뒤로 등 따라 또 라인 마지막 만든 만족 매월 매일 매주 먼저 명 모두
    목적 무단 문서 문제 물어 미리 및 바랍 바로 받아 발견 방문 방법 배포 배포금지 번 베타 별 보안
    보호 부분 분 분석 비슷 빠르게 빠른 사용 사용자 상품 새로운 생각 선택 섹션별 소개 소리 소통
    수 수신 순 쉽게 스타일 시 시각 시간 시작 아래 아침 앞으로 약 언제 언제든지 없이 여기 여러분
    여부 열 영어 오류신고 오전 오후 외부 우리 원 월 위 유익 의 이 이달 이번 이상 이야기 이해
    인공지능 일 일간 일본어 일부 입력 입력한 자료 자세 자주 재배포 저 전 전날 전달 전재 접어
    정보 정치 제공 제외 조건 조절 종합 좋은 주 주간 주말 중 중국어 지금 지난 직접 질문 쪽 참고
    참여 처음 첫 체험 최고 최대 최종 취소 친구 컨텐츠 톡 통합 통해 파트너 편리 펼쳐 표시 필요
    하나 하루 한 한국어 한눈 함께 핫 해 핵심 현재 혜택 화제 후
""")

KOREAN_SECTIONS = word_set("""
    건강 경제 과학 교육 국방 국제 금융 기술 기업 날씨 노동 라이프 라이프스타일 만평 문화 부동산
    북한 사람 사람들 사설 사회 산업 생활 세계 스포츠 여행 연예 오피니언 외교 의료 인물 자동차
    재테크 전국 정책 정치 종교 증권 증시 지방 지역 책 칼럼 코인 테크 투자 특집 피플 피플앤드
    환경
""")

KOREAN_ENDINGS = word_set("""
    가 가능 가능합니다 가세요 갑니다 것 고 과 과의 그 그만 기 까지 께 나 나만의
    나의 남겨 남겨주세요 남기 내가 누르 누르면 눌러 는 는지 니다 님 님의 님이 다
    달기 달라 당신의 더 도 됐습니다 되 되는 되었습니다 된 된다면 될 됩니다 드려요
    드립니다 들 등 또는 라 랑 러 려면 로 로그 로도 를 립니다 만 며 면 및
    바랍니다 바로 받 받고 받기 받는 받습니다 받아 받아보세요 받으세요 받으실 보 보고
    보내 보내기 보내세요 보는 보러 보세요 보시려면 보실 본 볼 부터 세요 수 습니다
    시면 실 십시오 싶다면 싶은 쓰기 쓰세요 아 않고 않기 않음 어 어떤 없습니다 없음
    에 에게 에는 에도 에서 올리기 와 와의 왜 위해 으로 으로도 으며 은 을 의 이
    이고 이나 이란 이며 이용해 인 입니다 있는 있습니다 있어요 저희 저희가 전하는
    전해 전해드립니다 제 좀 주 주기 주세요 주시기 주십시오 중 중입니다 찾기 찾아
    필요합니다 하 하고 하기 하는 하다면 하려면 하며 하면 하세요 하셨나요 하시겠습니까
    하시기 하시면 하신 하실 하십시오 하여 한 할 할까요 할수 합니다 합시다 해
    해보세요 해서 해야 해요 해주세요 해주십시오 했습니다 혹은
""")

PUBLISHER_LABELS = word_set("""
    Fax ISSN Tel 개인정보관리책임자 개인정보보호책임자 고충처리인 광고문의 구독문의 대표번호
    대표이사 대표자 대표전화 독자센터 등록번호 등록연월일 등록일 등록일자 발행·편집인
    발행ㆍ편집인 발행인 발행일 발행일자 법인명 사업자등록번호 사업자번호 상호 우편번호
    인터넷신문등록번호 정기간행물 제보전화 제호 주소 청소년보호책임자 통신판매번호 통신판매신고
    통신판매업신고 통신판매업신고번호 팩스 편집국장 편집인 호스팅
""")
"""Labels of the imprint at the foot of a page, each followed by a value."""
