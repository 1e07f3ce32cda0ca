import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import DecodingError, InputError
from aligner.text.decoding import decode

KOREAN = "북한과 러시아가 손을 잡았다.\n17일 발표했다.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-32"])
def test_korean_in_each_encoding(encoding):
    assert decode(KOREAN.encode(encoding), "x").text == KOREAN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_korean_news_in_utf_16_without_a_mark(encoding):
    text = "정부는 17일 오전 10시 서울에서 회의를 열고 2차 대책을 발표했다. " * 3
    assert decode(text.encode(encoding), "x").text == text


@pytest.mark.parametrize("encoding", ["ascii", "utf-16-le", "utf-16-be"])
def test_english_in_each_encoding(encoding):
    english = "The two sides met on the 17th.\nNothing was signed.\n"
    assert decode(english.encode(encoding), "x").text == english


def test_english_with_windows_quotation_marks_is_not_taken_for_korean():
    for english in (
        "It’s late. They don’t know who’s there.",
        "“Yes,” said the caf\u00e9’s owner – twice.",
    ):
        decoded = decode(english.encode("cp1252"), "x")
        assert (decoded.text, decoded.encoding) == (english, "cp1252")


def test_line_ends_become_newlines():
    assert decode(b"a\r\nb\rc\n", "x").text == "a\nb\nc\n"


def test_other_line_separators_stay():
    text = "a\u2028b\x85c\x0bd\x0ce"
    assert decode(text.encode(), "x").text == text


def test_a_nul_and_a_lone_surrogate_survive():
    assert decode(b"one\x00two three four five six seven", "x").text.startswith("one\x00two")
    assert (
        decode("안녕 \ud800 하세요".encode("utf-8", "surrogatepass"), "x").text
        == "안녕 \ud800 하세요"
    )


def test_one_broken_byte_in_a_long_text_is_replaced_and_counted():
    data = (KOREAN * 20).encode()
    place = data.index(b"17")
    broken = data[:place] + b"\xff" + data[place:]
    decoded = decode(broken, "x")
    assert decoded.replaced == decoded.text.count("\ufffd") > 0


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (bytes(range(32)) * 40, "binary"),
        (b"\xff\xfe\x00\xd8\x00", "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data, says):
    with pytest.raises(InputError, match=says) as caught:
        decode(data, "file.txt")
    assert "\n" not in str(caught.value)
    assert "file.txt" in str(caught.value)


def test_text_in_no_known_encoding_is_refused():
    with pytest.raises(DecodingError, match="convert it to UTF-8"):
        decode("안녕하세요".encode() + b"\xff\xfa\x80" * 30, "x")


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_refused(data):
    try:
        decoded = decode(data, "x")
    except InputError:
        return
    assert "\r" not in decoded.text


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_utf8_text_comes_back(text):
    if any(c < " " for c in text) or text.startswith("\ufeff"):
        return
    try:
        decoded = decode(text.encode(), "x")
    except InputError:
        assert text.startswith(("PK", "%PDF", "GIF8"))
    else:
        assert decoded.text == text
