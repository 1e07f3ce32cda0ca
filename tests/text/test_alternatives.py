from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from aligner.text.alternatives import one_of

WORDS = st.lists(st.text("aB.ſsK-^]\\", min_size=1, max_size=4), min_size=1, max_size=6)
TEXTS = st.text("abBksSK.ſ\u212a-^]\\ ", max_size=20)


@given(WORDS, TEXTS)
def test_finds_what_the_plain_alternatives_find(words: list[str], text: str) -> None:
    """Also where a word begins another one, and where the case is ignored."""
    plain = "|".join(map(re.escape, words))
    found = [match.span() for match in re.finditer(one_of(words), text)]
    assert found == [match.span() for match in re.finditer(plain, text)]


@given(st.lists(st.text("absk", min_size=1, max_size=4), min_size=1, max_size=6), TEXTS)
def test_small_letters_find_all_cases(words: list[str], text: str) -> None:
    found = re.findall(one_of(words), text, re.IGNORECASE)
    assert found == re.findall("|".join(words), text, re.IGNORECASE)
