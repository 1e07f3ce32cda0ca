"""Files that are damaged, hostile or something else: a right document or one clear line."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import re
import sys
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aligner.documents import MEGABYTE, read_document
from aligner.errors import InputError
from aligner.types import Document
from tests.documents import making, pages
from tests.documents.article import ARTICLES

KO = ARTICLES["ko"]
PAGE = pages.paragraphs(KO)


def read(content: bytes, tmp_path, name="a.bin", **options) -> Document:
    path = tmp_path / name
    path.write_bytes(content)
    return read_document(path, **options)


def text_or_refusal(content: bytes, tmp_path, name="a.bin", **options) -> str:
    """The text of a sound document, or the one line that says why there is none."""
    try:
        document = read(content, tmp_path, name, **options)
    except InputError as error:
        return ONE_LINE.fullmatch(str(error))[0]
    assert all(document.text[block.start : block.end].strip() for block in document.blocks)
    return document.text


ONE_LINE = re.compile(".+")


def a_zip_that_says_too_little() -> bytes:
    """A member that unpacks to more than the directory says."""
    data = bytearray(making.zipped({"a.txt": b"0" * 10_000_000}))
    place = data.rindex(b"PK\x01\x02") + 24
    data[place : place + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


def an_encrypted_zip() -> bytes:
    data = bytearray(making.docx(KO))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := data.find(signature, place + 1)) >= 0:
            data[place + offset] |= 1
    return bytes(data)


def docx_with(document: str) -> bytes:
    return making.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


LAUGHS = (
    f'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "{"&a;" * 100}"><!ENTITY c "{"&b;" * 100}">'
    f'<!ENTITY d "{"&c;" * 100}">]>'
)
MANIFEST = "<manifest><encryption-data/></manifest>"

BAD = {
    "truncated docx": (lambda: making.docx(KO)[:900], "damaged or incomplete zip"),
    "truncated gzip": (lambda: gzip.compress(PAGE.encode())[:-200], "damaged or cut off"),
    "truncated bz2": (lambda: bz2.compress(PAGE.encode())[:-20], "damaged or cut off"),
    "truncated xz": (lambda: lzma.compress(PAGE.encode())[:-20], "damaged or cut off"),
    "broken zst": (lambda: b"\x28\xb5\x2f\xfd" + bytes(50), "damaged or cut off"),
    "truncated pdf": (lambda: making.pdf(KO)[:700], "a damaged PDF"),
    "truncated hwp": (lambda: making.hwp(KO)[:2000], "damaged"),
    "encrypted pdf": (lambda: making.encrypted_pdf(KO), "encrypted; save it without"),
    "encrypted docx": (
        lambda: making.ole({("EncryptedPackage",): b"x", ("EncryptionInfo",): b"x"}),
        "encrypted; save it without",
    ),
    "encrypted zip": (an_encrypted_zip, "encrypted; save it without"),
    "encrypted hwp": (lambda: making.hwp(KO, flags=3), "encrypted; save it without"),
    "distributed hwp": (lambda: making.hwp(KO, flags=5), "distribution copy"),
    "encrypted odt": (
        lambda: making.zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml": MANIFEST,
                "content.xml": b"\x01\x02",
            }
        ),
        "encrypted; save it without",
    ),
    "old word": (lambda: making.ole({("WordDocument",): b"x"}), "an old Word file"),
    "outlook": (lambda: making.ole({("__properties_version1.0",): b"x"}), "an Outlook message"),
    "spreadsheet": (lambda: making.zipped({"xl/workbook.xml": "<a/>"}), "a spreadsheet"),
    "odp": (
        lambda: making.zipped({"mimetype": "application/vnd.oasis.opendocument.presentation"}),
        "not a text",
    ),
    "rtf": (lambda: b"{\\rtf1 text}", "rich text"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture"),
    "tar": (lambda: b"a.txt".ljust(257, b"\0") + b"ustar" + bytes(600), "a tar archive"),
    "7z": (lambda: b"7z\xbc\xaf'\x1c" + bytes(50), "a 7z archive"),
    "hwp 3": (lambda: b"HWP Document File V3.00 \x1a\1\2\3\4\5", "HWP 3"),
    "empty zip": (lambda: making.zipped({}), "0 documents"),
    "zip of many": (lambda: making.zipped({"a.txt": "A.", "b.txt": "B."}), "2 documents"),
    "zip in zip": (
        lambda: making.zipped({"a.zip": making.zipped({"b.zip": making.zipped({"c.txt": "C."})})}),
        "zip file within a zip file",
    ),
    "gzip bomb": (lambda: gzip.compress(bytes(30 * MEGABYTE)), "--max-size"),
    "bzip2 bomb": (lambda: bz2.compress(bytes(30 * MEGABYTE)), "--max-size"),
    "xz bomb": (lambda: lzma.compress(bytes(30 * MEGABYTE)), "--max-size"),
    "zip bomb": (lambda: making.zipped({"a.txt": bytes(30 * MEGABYTE)}), "--max-size"),
    "docx bomb": (
        lambda: docx_with(f"<w>{' ' * 30 * MEGABYTE}</w>"),
        "--max-size",
    ),
    "hwp bomb": (
        lambda: making.hwp((("paragraph", "가" * 15 * MEGABYTE),)),
        "--max-size",
    ),
    "zip that lies": (a_zip_that_says_too_little, "damaged"),
    "gzip in gzip in gzip in gzip": (
        lambda: gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"text")))),
        "more than 3 times",
    ),
    "docx without a document": (
        lambda: making.zipped({"word/document.xml": ""}),
        "broken XML",
    ),
    "deep docx": (lambda: docx_with("<w>" * 5000 + "</w>" * 5000), "broken XML"),
    "no article": (
        lambda: (
            "<html><title>하구일보</title><body><ul>"
            + "".join(f"<li><a href='/{n}'>오늘의 기사 제목 {n}</a></li>" for n in range(30))
            + "</ul></body></html>"
        ).encode(),
        "no article on this page",
    ),
    "empty page": (lambda: b"<!DOCTYPE html><html></html>", "no article on this page"),
    "page of notices": (
        lambda: "<html><body><p>글자크기 설정</p><p>본문 바로가기</p></body></html>".encode(),
        "no article on this page",
    ),
    "html of 50 MB": (
        lambda: ("<html><body>" + "<p>다리가 열렸다.</p>" * 1_600_000).encode(),
        "--max-size",
    ),
    "html of 25 MB": (
        lambda: ("<html><body>" + "<p>다리가 <b>어제</b> 열렸다.</p>" * 500_000).encode()[
            :19_000_000
        ],
        "more than the page of an article has",
    ),
    "deeply nested html": (
        lambda: ("<div>" * 50_000 + "다리가 열렸다." + "</div>" * 50_000).encode(),
        "nested",
    ),
    "deeply nested xml": (lambda: ("<xliff>" + "<g>" * 5000).encode(), "broken XML"),
    "xliff in German": (
        lambda: (
            b'<xliff srcLang="de"><file><unit><segment><source>Eins.</source></segment></unit></file></xliff>'
        ),
        "neither Korean nor English",
    ),
    "both sides, none named": (lambda: making.tmx(KO, ARTICLES["en"]).encode(), "say which side"),
    "mail without text": (
        lambda: b"From: a\nTo: b\nDate: c\nMIME-Version: 1.0\nContent-Type: image/png\n\nx",
        "a mail without text",
    ),
    "pdf without text": (lambda: making.pdf_file([[]]), "a PDF without text"),
    "utf-16 cut off": (
        lambda: b"\xff\xfe" + "다리 가".encode("utf-16-le") + b"\0\xd8",
        "broken at",
    ),
    "no encoding": (lambda: "안녕하세요".encode() + b"\xff\xfa\x80" * 30, "convert it to UTF-8"),
    "binary": (lambda: bytes(range(256)) * 20, "binary"),
    "subtitles without text": (lambda: b"1\n00:00:01,000 --> 00:00:02,000\n\n", "no text in it"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_one_clear_line(name, tmp_path):
    make, says = BAD[name]
    with pytest.raises(InputError, match=says) as caught:
        read(make(), tmp_path, max_size=20 * MEGABYTE)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(str(tmp_path / "a.bin"))


@pytest.mark.parametrize(
    ("extra", "module", "make"),
    [
        ("pdf", "pypdf", lambda: making.pdf(KO)),
        ("hwp", "olefile", lambda: making.hwp(KO)),
        ("zstd", "backports.zstd", lambda: b"\x28\xb5\x2f\xfd" + bytes(50)),
    ],
)
def test_a_missing_extra_is_named(extra, module, make, tmp_path, monkeypatch):
    if module == "backports.zstd":
        if sys.version_info >= (3, 14):
            pytest.skip("part of Python")
        import backports

        monkeypatch.delattr(backports, "zstd", raising=False)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError, match=rf"pip install 'aligner\[{extra}\]'$"):
        read(make(), tmp_path)


def test_a_damaged_file_in_a_zip_of_any_packing_is_one_line(tmp_path):
    for packing in (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        path = tmp_path / f"{packing}.zip"
        with zipfile.ZipFile(path, "w", packing) as archive:
            archive.writestr("a.txt", "서울에 비가 왔다. " * 500)
        data = bytearray(path.read_bytes())
        for place in range(50, len(data) - 120, 7):
            data[place] ^= 0xFF
        path.write_bytes(data)
        with pytest.raises(InputError, match=r"damaged|cannot|no text"):
            read_document(path)


def test_external_entities_are_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("비밀번호")
    for declaration in (
        f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>',
        f'<!DOCTYPE w [<!ENTITY % p SYSTEM "{secret.as_uri()}"> %p;<!ENTITY x "y">]>',
        '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/a.dtd">',
    ):
        body = "<w><p><t>다리가 열렸다. &x;</t></p></w>"
        assert "비밀" not in text_or_refusal(docx_with(declaration + body), tmp_path)


def test_entities_that_multiply_are_not_expanded(tmp_path):
    document = docx_with(LAUGHS + "<w><p><t>다리가 열렸다. &d;</t></p></w>")
    assert len(text_or_refusal(document, tmp_path)) < 300


def test_a_page_that_is_large_by_its_pictures_only(tmp_path):
    picture = f'<img src="data:image/png;base64,{"A" * 45 * MEGABYTE}">'
    document = read(PAGE.replace("<article>", "<article>" + picture).encode(), tmp_path)
    assert KO[2][1] in document.text


def test_a_page_cut_off_in_the_middle_is_still_read(tmp_path):
    data = PAGE.encode()
    document = read(data[: data.index("군은 내년".encode())], tmp_path)
    assert KO[2][1] in document.text
    assert KO[9][1] in document.text


def test_a_broken_byte_is_counted(tmp_path):
    for encoding in ("utf-8", "cp949"):
        data = making.plain(KO).encode(encoding)
        place = data.index(" 도서관".encode(encoding))
        document = read(data[:place] + b"\xff" + data[place:], tmp_path)
        assert document.metadata["encoding"] == encoding
        assert int(document.metadata["replaced"]) == document.text.count("\ufffd") > 0


MAKERS = {
    "docx": making.docx(KO),
    "odt": making.odt(KO),
    "hwpx": making.hwpx(KO),
    "hwp": making.hwp(KO),
    "epub": making.epub(KO),
    "pdf": making.pdf(KO),
    "html": pages.line_breaks(KO).encode(),
    "old html": pages.tables(KO).encode("cp949"),
    "srt": making.srt(KO).encode(),
    "eml": making.eml(KO),
    "mhtml": making.mhtml(PAGE),
    "markdown": making.markdown(KO).encode(),
    "xliff": making.xliff(KO, ARTICLES["en"]).encode(),
    "tmx": making.tmx(KO, ARTICLES["en"]).encode(),
    "gzip": gzip.compress(PAGE.encode()),
}


def rezipped(data: bytes, change) -> bytes:
    """The same zip file with its members changed, so that damage gets past the checksums."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return making.zipped({name: change(archive.read(name)) for name in archive.namelist()})


def damaged(data: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    scrambled = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(scrambled) or 1)
        match chance.randrange(4):
            case 0:
                scrambled[place : place + 1] = chance.randbytes(1)
            case 1:
                del scrambled[place : place + chance.randint(1, 40)]
            case 2:
                scrambled[place:place] = scrambled[place : place + 50] * chance.randint(1, 5)
            case _:
                del scrambled[place + chance.randrange(1, 500) :]
        if not scrambled:
            break
    return bytes(scrambled)


@pytest.mark.parametrize("name", MAKERS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32), inside=st.booleans())
def test_damaged_files_give_a_document_or_one_line(name, tmp_path, seed, inside):
    data = MAKERS[name]
    if inside and data.startswith(b"PK"):
        data = rezipped(data, lambda content: damaged(content, seed))
    else:
        data = damaged(data, seed)
    started = time.monotonic()
    text_or_refusal(data, tmp_path, f"a.{'md' if name == 'markdown' else name}", side="ko")
    assert time.monotonic() - started < 30


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    start=st.sampled_from(
        [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x1f\x8b", b"BZh91AY&SY", b"\xfd7zXZ\x00", b"<html>",
         b"\x28\xb5\x2f\xfd", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml ", b"WEBVTT\n\n", b"From: a\nTo: b\nDate: c\n"]
    ),
    rest=st.binary(max_size=400),
)  # fmt: skip
def test_any_bytes_give_a_document_or_one_line(start, rest, tmp_path):
    assert text_or_refusal(start + rest, tmp_path)
