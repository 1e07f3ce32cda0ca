import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.text.restored import restored


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("the bridge?closed since May?will open", "the bridge—closed since May—will open"),
        ("&quot;Yes,&quot; she said.", '"Yes," she said.'),
        ("It wasn?t  so.", "It wasn’t so."),
        ("zero\u200bwidth", "zerowidth"),
        ("Was it open? Nobody knows.", "Was it open? Nobody knows."),
        ("", ""),
    ],
)
def test_what_a_model_reads(damaged, whole):
    assert restored(damaged) == whole


@given(st.text())
def test_any_text_can_be_read(text):
    once = restored(text)
    assert once == " ".join(once.split())
