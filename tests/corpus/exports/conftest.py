import pytest

from aligner.corpus import DocumentRow, write_corpus
from aligner.types import Finding, Pair

FINDING = Finding("E101", "error", "en", (3, 4), "a dash was <lost> & gone", "—")

TEXTS = [
    ("다리가 👩‍👩‍👧 열렸다.", "The bridge 🇰🇷 opened."),
    ("그는 \"예\" '아니요'라고 \\ 말했다.", "He said \"yes\" and 'no' \\ twice."),
    ("<b>굵은</b> & 글 &amp;", "<b>Bold</b> & text &amp; ]]>"),
    ("NA", "NA"),
    ("=1+1", '=HYPERLINK("http://example.com","x")'),
    ("+82 @SUM(1)", "-1+1|cmd"),
    ("null", "None"),
    ("http://example.com/가", "https://example.com/a"),
    ("  007", "1.0  "),
    ("각 é 각", "_x0041_ café"),
]
BREAKS = [("앞\t뒤", "tab\tbed"), ("한 줄\u2028두 줄", "one\u2029two"), ("가\n나", "a\r\nb")]
"""What a cell of a TSV or a line of a Moses file cannot hold as it is."""


@pytest.fixture
def documents():
    """Two documents with everything that breaks files, null beads among the pairs."""
    pairs = [
        Pair(
            "신문/a",
            ko,
            en,
            similarity=0.5,
            confidence=0.9 + n / 1000,
            findings=(FINDING,) * (n == 0),
        )
        for n, (ko, en) in enumerate([*TEXTS, *BREAKS])
    ]
    first = [pairs[0], Pair("신문/a", "짝이 없다.", None, type="1-0"), *pairs[1:]]
    second = [
        Pair("b", "공원은 문을 닫았다.", "The park was closed.", similarity=0.7, confidence=0.99),
        Pair("b", "비가 왔다.", None, type="1-0", confidence=0.9),
        Pair("b", None, "글자크기 설정", type="0-1", confidence=0.9),
        Pair("b", "길이 젖었다.", "The road got wet.", similarity=0.8, confidence=0.3),
        Pair("b", "아무도 없었다.", "Nobody was there.", similarity=0.6, confidence=0.95),
    ]
    return [
        (DocumentRow("신문/a", source="한|겨레", licence="CC-BY-4.0", split="train"), first),
        (
            DocumentRow("b", source="한|겨레", licence="CC-BY-4.0", split="test", coverage=0.5),
            second,
        ),
    ]


@pytest.fixture
def corpus(tmp_path, documents):
    return write_corpus(tmp_path / "corpus", documents, {"aligner": "0.1.0", "model": "m"})


@pytest.fixture
def pairs(documents):
    """The pairs that have both sides."""
    return [pair for _, beads in documents for pair in beads if not pair.is_null]


@pytest.fixture
def texts(pairs):
    return [(pair.ko, pair.en) for pair in pairs]
