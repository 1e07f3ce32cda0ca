"""Shares of Hangul and Latin letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.text.scripts import hangul_share, latin_share


@pytest.mark.parametrize(
    ("text", "hangul", "latin"),
    [
        ("", 0.0, 0.0),
        ("2023. 10. 17. (!?)", 0.0, 0.0),
        ("서울", 1.0, 0.0),
        ("서울특별시 2023년!", 1.0, 0.0),
        ("Seoul", 0.0, 1.0),
        ("서울 AB", 0.5, 0.5),
        ("snake_case", 0.0, 1.0),
        ("ㅋㅋㅠㅠ", 1.0, 0.0),  # letters that stand alone
        ("\u1112\u1161\u11ab", 1.0, 0.0),  # decomposed
        ("ﾡﾢ", 1.0, 0.0),  # halfwidth
        ("大韓民國", 0.0, 0.0),  # Hanja are letters of neither
        ("美 대사", 2 / 3, 0.0),
        ("とうきょう", 0.0, 0.0),
        ("café Ǆ", 0.0, 1.0),
        ("ＡＢＣ", 0.0, 1.0),
        ("Москва ab", 0.0, 0.25),
    ],
)
def test_shares(text, hangul, latin):
    assert hangul_share(text) == pytest.approx(hangul)
    assert latin_share(text) == pytest.approx(latin)


@given(st.text(st.characters(exclude_categories=())))
def test_shares_are_shares(text):
    hangul, latin = hangul_share(text), latin_share(text)
    assert 0.0 <= hangul <= 1.0
    assert 0.0 <= latin <= 1.0
    assert hangul + latin <= 1.0 + 1e-9


@given(
    st.text(st.sampled_from("가나ㅋab大 1.,\u200b\ud800")), st.sampled_from(["1", " ", "。", "😀"])
)
def test_what_is_no_letter_does_not_count(text, other):
    assert hangul_share(text + other) == hangul_share(text)
    assert latin_share(other + text) == latin_share(text)
