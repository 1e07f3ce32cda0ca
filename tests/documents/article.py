"""One article in two languages, written for these tests, and what every format must give of it.

The parts are (kind, text): the same list is put into every format.
"""

from __future__ import annotations

KOREAN = (
    ("heading", "한강 하구에 새 도서관 문 열어"),
    ("heading", "옛 창고 고쳐 짓는 데 3년 걸려"),
    (
        "paragraph",
        "한강 하구의 작은 마을에 새 도서관이 지난 12일 문을 열었다. 1968년에 지은 소금 창고를 고쳐 "
        "지은 건물로, 공사에는 3년이 걸렸다.",
    ),
    ("caption", "주민들이 12일 새 도서관의 열람실을 둘러보고 있다."),
    (
        "paragraph",
        "김하린 관장은 “아이들이 비 오는 날에도 갈 곳이 생겼다”고 말했다. 그는 책보다 사람이 먼저인 "
        "도서관을 만들고 싶다고 덧붙였다.",
    ),
    ("heading", "책은 4만 권, 의자는 300개"),
    (
        "paragraph",
        "도서관은 책 4만 권과 의자 300개를 갖췄다. 2층에는 강이 보이는 열람실이 있고, 옥상에는 작은 "
        "정원이 있다. 입장은 무료이며 월요일에는 쉰다.",
    ),
    ("list-item", "평일에는 오전 9시부터 오후 9시까지 연다."),
    ("list-item", "주말에는 오전 10시부터 오후 6시까지 연다."),
    (
        "paragraph",
        "마을 사람들은 처음에는 공사를 반기지 않았다. 소금 창고가 마을의 유일한 옛 건물이었기 때문이다. "
        "설계를 맡은 박서준 소장은 주민들과 열두 차례 만나 의견을 들었고, 벽돌 하나도 버리지 않았다고 "
        "설명했다.",
    ),
    (
        "paragraph",
        "군은 내년까지 도서관 앞에 버스 정류장을 새로 놓을 계획이다. 다만 예산 2억 원은 아직 군의회를 "
        "통과하지 못했다.",
    ),
)

ENGLISH = (
    ("heading", "New library opens at the mouth of the Han River"),
    ("heading", "Old warehouse took three years to rebuild"),
    (
        "paragraph",
        "A new library opened on the 12th in a small village at the mouth of the Han River. The "
        "building is a salt warehouse of 1968, and rebuilding it took three years.",
    ),
    ("caption", "Villagers look around the reading room of the new library on the 12th."),
    (
        "paragraph",
        "“Now the children have a place to go on rainy days,” said Kim Ha-rin, its director. She "
        "added that she wanted a library in which people come before books.",
    ),
    ("heading", "40,000 books and 300 chairs"),
    (
        "paragraph",
        "The library has 40,000 books and 300 chairs. On the second floor there is a reading room "
        "with a view of the river, and on the roof a small garden. Admission is free, and it is "
        "closed on Mondays.",
    ),
    ("list-item", "On weekdays it is open from 9 a.m. to 9 p.m."),
    ("list-item", "On weekends it is open from 10 a.m. to 6 p.m."),
    (
        "paragraph",
        "At first the villagers did not welcome the work. The salt warehouse was the only old "
        "building of the village. Park Seo-jun, the architect, said that he met the residents "
        "twelve times and listened to them, and that not one brick was thrown away.",
    ),
    (
        "paragraph",
        "The county plans to put a new bus stop in front of the library by next year. Its budget of "
        "200 million won, however, has not yet passed the county council.",
    ),
)

ARTICLES = {"ko": KOREAN, "en": ENGLISH}
