"""Lists of other articles' headlines that a page shows beside its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TITLE = re.compile(
    r"\W{0,3}(?:(?:가장\s?)?많이\s?(?:본|읽은|찾은)|인기|관련|연관|추천|최신|실시간|함께\s?(?:본|읽은)|오늘의(?:\s주요)?|이\s시각(?:\s주요)?|랭킹)"
    r"\s?(?:뉴스|기사|소식|글)(?:\s?(?:순위|랭킹|목록|TOP\s?\d{1,2}))?\W{0,3}"
    r"|\W{0,3}(?:most\s(?:read|popular|viewed|shared)|trending(?:\snow)?|(?:related|more|latest|top|popular|recommended)"
    r"\s(?:articles|stories|news|headlines)|recommended\sfor\syou|you\smay\salso\slike|editors?['’]?s?['’]?\spicks?"
    r"|read\snext)\W{0,3}",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"""[.。:;,][\"'”’」』)\]]*$""")
_LONGEST_HEADLINE = 120
_LEAST_HEADLINES = 2


def listed_headlines(
    lines: Sequence[str], gaps: Sequence[bool], furniture: Sequence[bool]
) -> set[int]:
    """The numbers of the lines that are headlines of other articles.

    They are short lines without the end of a sentence behind a title like 많이 본 뉴스, up to
    a blank line, the page's furniture or the end of the file. Where a sentence comes first, the
    article begins there or goes on, and where its own headline begins cannot be told: nothing is
    taken. ``gaps`` tells before which lines there is a blank one, ``furniture`` which
    lines are known to be some.

    >>> lines = ["많이 본 뉴스", "강변 축제 개막", "새 다리 개통", "비가 왔다."]
    >>> sorted(listed_headlines(lines, [False, False, False, True], [True, False, False, False]))
    [1, 2]
    >>> listed_headlines(lines, [False] * 4, [True, False, False, False])
    set()
    """
    found: set[int] = set()
    end = 0
    for title, line in enumerate(lines):
        if title + 1 < end or not _TITLE.fullmatch(line):
            continue  # a title within another's list has the same end
        end = title + 1
        while end < len(lines) and not furniture[end] and _is_headline(lines[end]):
            if gaps[end] and end > title + 1:
                break
            end += 1
        is_closed = end == len(lines) or gaps[end] or furniture[end]
        if is_closed and end - title > _LEAST_HEADLINES:
            found.update(range(title + 1, end))
    return found


def _is_headline(line: str) -> bool:
    return len(line) <= _LONGEST_HEADLINE and not _SENTENCE_END.search(line)
