"""Long texts of one pattern: a check that backtracks would never come back."""

from __future__ import annotations

import pytest

from aligner.checks import Options, Term, check
from aligner.types import Pair

LENGTH = 20_000


@pytest.mark.parametrize(
    "piece",
    [
        "(", ")", "(가", '"', '"a', "“", "“가", "<b", "<b>", "**", "* a", "`", "__", "a ", "가 ", "the ", "  ",
        "a@", "a.", "http://", "www.", "{", "{{", "${a", "{%", "<", "%", "ㄱㅏ", "ﾡ", "Ａ", "Ａ！", "김", "김가나 ",
        "Kim ", "? ", "?", "![", "가?나", "é?",
    ],
)  # fmt: skip
def test_long_inputs(piece: str) -> None:
    text = piece * (LENGTH // len(piece))
    options = Options(glossary=(Term("김가나", "Kim"), Term("가", "a")))
    [pair] = check(
        [Pair("d", text, text[::-1])], select=["P", "C", "T", "B210", "E1"], options=options
    )
    assert pair.ko == text
