"""The same article gives the same sentences whatever it comes in."""

from __future__ import annotations

import bz2
import gzip
import lzma
import sys

import pytest

from aligner.documents import read_document
from aligner.sentences import split
from aligner.types import TRANSLATABLE_KINDS
from tests.documents import making, pages
from tests.documents.article import ARTICLES

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


def sentences(document):
    return [s.text for s in split(document) if s.kind in TRANSLATABLE_KINDS]


def expected(side, tmp_path):
    path = tmp_path / "expected.txt"
    path.write_text(making.plain(ARTICLES[side]), encoding="utf-8")
    return sentences(read_document(path, side))


def both(side):
    return ARTICLES["ko"], ARTICLES["en"]


FORMATS = {
    "plain.txt": making.plain,
    "wrapped.txt": making.wrapped,
    "wrapped-narrow.txt": lambda parts: making.wrapped(parts, 40),
    "quoted.txt": making.quoted,
    "readme.md": making.markdown,
    "bare.html": making.bare_page,
    "named-wrongly.txt": making.bare_page,
    **{f"{name}.html": page for name, page in pages.PAGES.items()},
    "page.mhtml": lambda parts: making.mhtml(pages.paragraphs(parts)),
    "word.docx": making.docx,
    "word-named-wrongly.txt": making.docx,
    "writer.odt": making.odt,
    "hangul.hwpx": making.hwpx,
    "hangul.hwp": making.hwp,
    "book.epub": making.epub,
    "print.pdf": making.pdf,
    "print-short-pages.pdf": lambda parts: making.pdf(parts, lines_a_page=5),
    "film.srt": making.srt,
    "film.vtt": making.vtt,
    "mail.eml": making.eml,
    "mail-page.eml": making.html_eml,
    "page.html.gz": lambda parts: gzip.compress(pages.paragraphs(parts).encode()),
    "text.bz2": lambda parts: bz2.compress(making.plain(parts).encode()),
    "text.xz": lambda parts: lzma.compress(making.plain(parts).encode()),
    "text.zst": lambda parts: zstd.compress(making.plain(parts).encode()),
    "twice.gz": lambda parts: gzip.compress(gzip.compress(making.docx(parts))),
    "one.zip": lambda parts: making.zipped(
        {"기사/a.html": pages.line_breaks(parts), "기사/a_files/x.js": "1", "__MACOSX/._a": "x"}
    ),
}


@pytest.mark.parametrize("side", ["ko", "en"])
@pytest.mark.parametrize("name", FORMATS)
def test_each_format_gives_the_same_sentences(name, side, tmp_path):
    content = FORMATS[name](ARTICLES[side])
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    document = read_document(path, side)
    # The picture's credit is cut from the caption later, by the checks.
    found = [sentence.removesuffix(" [사진=하구일보]") for sentence in sentences(document)]
    assert found == expected(side, tmp_path)
    assert document.metadata["format"] in {*name.replace("-", ".").split("."), *FORMAT_NAMES}
    for block in document.blocks:
        assert document.text[block.start : block.end].strip()


FORMAT_NAMES = {"plain", "html", "markdown", "mail", "subtitles", "docx"}


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("side", ["ko", "en"])
def test_translation_files_give_either_side(side, version, tmp_path):
    for name, content in (
        ("a.xlf", making.xliff(*both(side), version=version)),
        ("a.tmx", making.tmx(*both(side))),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert sentences(read_document(tmp_path / name, side)) == expected(side, tmp_path)


ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "cp949",
    "euc-kr",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "johab",
]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_korean_text_in_each_encoding(encoding, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(making.plain(ARTICLES["ko"]).encode(encoding))
    assert sentences(read_document(path)) == expected("ko", tmp_path)


@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
@pytest.mark.parametrize(
    "declared", ["euc-kr", "utf-8", "ks_c_5601-1987", "iso-8859-1", "nonsense"]
)
@pytest.mark.parametrize("page", pages.PAGES)
def test_a_page_in_either_encoding_whatever_it_declares(page, declared, encoding, tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(pages.PAGES[page](ARTICLES["ko"], declared).encode(encoding))
    document = read_document(path)
    assert document.metadata["encoding"] == encoding
    found = [sentence.removesuffix(" [사진=하구일보]") for sentence in sentences(document)]
    assert found == expected("ko", tmp_path)


def test_a_page_tells_its_title_date_and_address(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(pages.paragraphs(ARTICLES["ko"]), encoding="utf-8")
    metadata = read_document(path).metadata
    assert metadata["title"] == ARTICLES["ko"][0][1]
    assert metadata["date"] == "2023-05-12"
    assert metadata["url"] == "https://news.example.com/view/20230512001"


def test_blocks_know_what_the_page_says_they_are(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(pages.paragraphs(ARTICLES["ko"]), encoding="utf-8")
    document = read_document(path)
    kinds = {document.text[b.start : b.end]: b.kind for b in document.blocks}
    assert [kinds.get(text) or kinds[f"{text} [사진=하구일보]"] for _, text in ARTICLES["ko"]] == [
        kind for kind, _ in ARTICLES["ko"]
    ]
    assert set(kinds.values()) >= {"byline", "copyright"}


def test_footnotes_and_running_heads_do_not_land_in_sentences(tmp_path):
    path = tmp_path / "a.pdf"
    note = "1) 소금을 쌓아 두던 곳."
    path.write_bytes(making.pdf(ARTICLES["ko"], lines_a_page=6, note=note))
    found = sentences(read_document(path))
    assert found[:-1] == expected("ko", tmp_path)
    assert found[-1] == note


def test_one_of_several_documents_in_a_zip_file(tmp_path):
    path = tmp_path / "news.zip"
    path.write_bytes(making.zipped({"ko/a.txt": "다리가 열렸다.", "en/a.txt": "It opened."}))
    assert read_document(path / "en" / "a.txt").text == "It opened."


MOJIBAKE = [
    ("utf-8", "latin-1"),
    ("utf-8", "sloppy-windows-1252"),
    ("cp949", "latin-1"),
    ("cp949", "sloppy-windows-1252"),
]


@pytest.mark.parametrize(("meant", "wrong"), MOJIBAKE)
def test_mojibake_is_undone_on_the_whole_document(meant, wrong, tmp_path):
    import ftfy.bad_codecs  # noqa: F401 - the codec sloppy-windows-1252

    path = tmp_path / "a.txt"
    path.write_text(making.plain(ARTICLES["ko"]).encode(meant).decode(wrong), "utf-8")
    document = read_document(path)
    assert document.text == making.plain(ARTICLES["ko"])
    assert meant.upper() in document.metadata["undone"]
    (finding,) = document.blocks[0].findings
    assert finding.code == "E123"


def test_lines_in_two_encodings(tmp_path):
    lines = making.plain(ARTICLES["ko"]).split("\n")
    path = tmp_path / "a.txt"
    path.write_bytes(
        b"\n".join(line.encode(("utf-8", "cp949")[n % 4 == 0]) for n, line in enumerate(lines))
    )
    document = read_document(path)
    assert document.text == making.plain(ARTICLES["ko"])
    assert document.metadata["encoding"] == "utf-8 and cp949"


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_a_wrong_byte_order_mark(mark, encoding, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(mark + making.plain(ARTICLES["ko"]).encode(encoding))
    assert read_document(path).text == making.plain(ARTICLES["ko"])
