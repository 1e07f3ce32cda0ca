"""Files of every format, made from the parts of an article by the shortest way that is valid."""

from __future__ import annotations

import io
import struct
import textwrap
import unicodedata
import zipfile
import zlib
from base64 import b64encode
from email.message import EmailMessage
from html import escape

Parts = tuple[tuple[str, str], ...]

_XML = '<?xml version="1.0" encoding="UTF-8"?>'


def zipped(files: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def plain(parts: Parts) -> str:
    return "\n\n".join(text for _, text in parts) + "\n"


def wrapped(parts: Parts, width: int = 72) -> str:
    """As an editor folds it, by columns: a Hangul syllable is two of them."""
    return "\n\n".join("\n".join(_folded(text, width)) for _, text in parts) + "\n"


def _folded(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def quoted(parts: Parts) -> str:
    return "".join(f"> {line}\n" for line in wrapped(parts, 70).split("\n"))


def markdown(parts: Parts) -> str:
    marks = {"heading": "## ", "list-item": "- "}
    title, *rest = (marks.get(kind, "") + text for kind, text in parts)
    front = f"---\ntitle: {parts[0][1]}\ndate: 2023-05-12\n---\n\n"
    return front + title.replace("##", "#") + "\n\n" + "\n\n".join(rest) + "\n"


def bare_page(parts: Parts) -> str:
    """A page with nothing around the article."""
    tags = {"heading": "h2", "list-item": "li", "caption": "figcaption", "paragraph": "p"}
    body = "".join(f"<{tags[kind]}>{escape(text)}</{tags[kind]}>\n" for kind, text in parts)
    return f"<!DOCTYPE html><html><head><title>{escape(parts[0][1])}</title></head><body>{body}</body></html>"


# --- office files ---------------------------------------------------------------------------------

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(parts: Parts, *, extra: str = "") -> bytes:
    """Runs are cut in the middle of words, as Word does, and a footnote stands in the text."""
    styles = {"heading": "1", "caption": "c"}
    body = []
    for kind, text in parts:
        half = len(text) // 2
        style = f'<w:pStyle w:val="{styles[kind]}"/>' if kind in styles else ""
        listed = "<w:numPr/>" if kind == "list-item" else ""
        body.append(
            f"<w:p><w:pPr>{style}{listed}</w:pPr>"
            f'<w:r><w:t xml:space="preserve">{escape(text[:half])}</w:t></w:r>'
            '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            "<w:del><w:r><w:delText>지운 말</w:delText></w:r></w:del>"
            f'<w:ins><w:r><w:t xml:space="preserve">{escape(text[half:])}</w:t></w:r></w:ins></w:p>'
        )
    return zipped(
        {
            "[Content_Types].xml": f"{_XML}<Types/>",
            "word/document.xml": f"{_XML}<w:document {_W}><w:body>{''.join(body)}{extra}</w:body></w:document>",
            "word/header1.xml": f"{_XML}<w:hdr {_W}><w:p><w:r><w:t>머리말</w:t></w:r></w:p></w:hdr>",
            "word/styles.xml": f'{_XML}<w:styles {_W}><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
            '<w:style w:styleId="c"><w:name w:val="caption"/></w:style></w:styles>',
            "docProps/core.xml": f'{_XML}<c xmlns:d="urn:d"><d:title>제목</d:title><d:created>2023-05-12T09:00:00Z</d:created></c>',
        }
    )


def odt(parts: Parts) -> bytes:
    body = []
    for kind, text in parts:
        content = escape(text)
        if kind == "heading":
            body.append(f'<text:h text:outline-level="1">{content}</text:h>')
        elif kind == "list-item":
            body.append(
                f"<text:list><text:list-item><text:p>{content}</text:p></text:list-item></text:list>"
            )
        elif kind == "caption":
            body.append(f'<text:p text:style-name="P9">{content}</text:p>')
        else:
            first, _, rest = content.partition(" ")
            body.append(f"<text:p>{first}<text:s/><text:span>{rest}</text:span></text:p>")
    names = 'xmlns:office="urn:o" xmlns:text="urn:t" xmlns:style="urn:s"'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"{_XML}<office:document-content {names}><office:automatic-styles>"
            '<style:style style:name="P9" style:parent-style-name="Caption"/></office:automatic-styles>'
            f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document-content>",
            "styles.xml": f"{_XML}<s><p>머리말</p></s>",
            "meta.xml": f'{_XML}<m xmlns:d="urn:d"><d:title>제목</d:title><d:date>2023-05-12T09:00:00</d:date></m>',
        }
    )


def hwpx(parts: Parts) -> bytes:
    body = "".join(
        f'<hp:p styleIDRef="{int(kind == "heading")}"><hp:run><hp:ctrl><hp:header><hp:subList><hp:p><hp:run>'
        f"<hp:t>머리말</hp:t></hp:run></hp:p></hp:subList></hp:header></hp:ctrl><hp:t>{escape(text)}</hp:t>"
        "</hp:run></hp:p>"
        for kind, text in parts
    )
    names = 'xmlns:hp="urn:p" xmlns:hs="urn:s" xmlns:hh="urn:h"'
    return zipped(
        {
            "mimetype": "application/hwp+zip",
            "Contents/header.xml": f'{_XML}<hh:head {names}><hh:style id="0" name="바탕글"/><hh:style id="1" name="개요 1"/></hh:head>',
            "Contents/section0.xml": f"{_XML}<hs:sec {names}>{body}</hs:sec>",
        }
    )


def epub(parts: Parts) -> bytes:
    half = len(parts) // 2
    chapters = {}
    for number, some in enumerate((parts[:half], parts[half:])):
        page = bare_page(some).replace(
            "<!DOCTYPE html><html>", f'{_XML}<html xmlns="http://www.w3.org/1999/xhtml">'
        )
        chapters[f"OEBPS/c{number}.xhtml"] = page
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(2)
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": f'{_XML}<container><rootfiles><rootfile full-path="OEBPS/p.opf"/></rootfiles></container>',
            "OEBPS/p.opf": f'{_XML}<package><metadata xmlns:d="urn:d"><d:title>제목</d:title></metadata>'
            f'<manifest>{items}</manifest><spine><itemref idref="c0"/><itemref idref="c1"/></spine></package>',
            **chapters,
        }
    )


# --- PDF ------------------------------------------------------------------------------------------


def pdf(parts: Parts, *, lines_a_page: int = 18, note: str = "") -> bytes:
    """Pages with a running head and a number, lines folded at a width, headings in larger type."""
    pages: list[list[tuple[float, float, str]]] = [[]]
    height = 780.0
    for kind, text in parts:
        size = 16.0 if kind == "heading" else 11.0
        for line in _folded(text, 60):
            if len(pages[-1]) == lines_a_page:
                pages.append([])
                height = 780.0
            pages[-1].append((size, height, line + " "))
            height -= size * 1.3
        height -= 12
    for number, page in enumerate(pages, start=1):
        page.insert(0, (9.0, 815.0, "하구일보 특집"))
        if note and number == 1:
            page.append((8.0, 60.0, note))
        page.append((9.0, 30.0, f"- {number} -"))
    return pdf_file(pages)


def pdf_file(pages: list[list[tuple[float, float, str]]]) -> bytes:
    characters = sorted({character for page in pages for *_, text in page for character in text})
    mapping = "".join(f"<{ord(c):04X}> <{ord(c):04X}>\n" for c in characters)
    cmap = f"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {len(characters)} beginbfchar {mapping} endbfchar endcmap"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}] >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>",
        _stream(cmap.encode()),
    ]
    for number, page in enumerate(pages):
        content = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 60 {height} Tm <{''.join(f'{ord(c):04X}' for c in text)}> Tj ET\n"
            for size, height, text in page
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {7 + 2 * number} 0 R >>".encode()
        )
        objects.append(_stream(content.encode()))
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return bytes(out)


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return (
        f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
        + packed
        + b"\nendstream"
    )


def encrypted_pdf(parts: Parts) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(parts))))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


# --- Hangul 5 in its OLE container ----------------------------------------------------------------


def hwp(parts: Parts, *, flags: int = 1) -> bytes:
    records = bytearray()
    for kind, text in parts:
        style = int(kind == "heading")
        records += _record(66, 0, struct.pack("<IIHBB", len(text) + 1, 0, 0, style, 0))
        tab = struct.pack("<8H", 11, *b"lbt gso"[:7])  # an extended control takes eight units
        records += _record(67, 1, tab + text.encode("utf-16-le") + b"\r\0")
        records += (
            _record(71, 1, b"daeh")
            + _record(66, 2, bytes(12))
            + _record(67, 3, "머리말".encode("utf-16-le"))
        )
    names = ("바탕글", "개요 1")
    styles = b"".join(
        _record(26, 0, struct.pack("<H", len(name)) + name.encode("utf-16-le") + b"\0\0")
        for name in names
    )
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000000, flags)
    return ole(
        {
            ("FileHeader",): header.ljust(256, b"\0"),
            ("DocInfo",): _deflated(styles),
            ("BodyText", "Section0"): _deflated(bytes(records)),
        }
    )


def _record(tag: int, level: int, content: bytes) -> bytes:
    if len(content) >= 0xFFF:
        return struct.pack("<II", tag | level << 10 | 0xFFF << 20, len(content)) + content
    return struct.pack("<I", tag | level << 10 | len(content) << 20) + content


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def ole(streams: dict[tuple[str, ...], bytes]) -> bytes:
    """An OLE compound file; every stream is made long enough to need no mini stream."""
    entries: list[tuple[str, int, int, int, int]] = []  # name, type, child, start, size
    sectors: list[bytes] = []
    fat: list[int] = []

    def store(content: bytes) -> int:
        first = len(sectors)
        for place in range(0, len(content), 512):
            sectors.append(content[place : place + 512].ljust(512, b"\0"))
            fat.append(len(sectors))
        fat[-1] = _END
        return first

    folders = sorted({path[0] for path in streams if len(path) > 1})
    entries.append(("Root Entry", 5, 1, _END, 0))
    top = [*[path for path in streams if len(path) == 1], *[(folder,) for folder in folders]]
    inside = [path for path in streams if len(path) > 1]
    for path in top:
        if path in streams:
            content = streams[path].ljust(4096, b"\0")
            entries.append((path[0], 2, _FREE, store(content), len(content)))
        else:
            entries.append((path[0], 1, 1 + len(top), _END, 0))
    for path in inside:
        content = streams[path].ljust(4096, b"\0")
        entries.append((path[-1], 2, _FREE, store(content), len(content)))
    siblings = {
        n: n + 1 for n in (*range(1, len(top)), *range(1 + len(top), len(top) + len(inside)))
    }
    directory = b"".join(
        _entry(name, kind, siblings.get(number, _FREE), child, start, size)
        for number, (name, kind, child, start, size) in enumerate(entries)
    )
    directory_start = store(directory)
    fat.append(_FAT)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    assert len(table) == 512
    sectors.append(table)
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, directory_start, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", len(sectors) - 1)
    return header.ljust(512, b"\xff") + b"".join(sectors)


def _entry(name: str, kind: int, sibling: int, child: int, start: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(encoded), kind, 1, _FREE, sibling, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


# --- subtitles, mail, translation files -----------------------------------------------------------


def srt(parts: Parts, *, mark: str = ",", head: str = "") -> str:
    """Cues of at most 40 columns, so that sentences run over several of them."""
    cues, seconds = [], 0.0
    for number, (_, text) in enumerate(parts):
        seconds += 5
        for line in _folded(text, 40):
            times = f"{_clock(seconds, mark)} --> {_clock(seconds + 2, mark)}"
            cues.append(
                f"{len(cues) + 1}\n{times}\n{'<i>' if number % 2 else ''}{line}{'</i>' if number % 2 else ''}\n"
            )
            seconds += 2.1
    return head + "\n".join(cues)


def _clock(seconds: float, mark: str) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{mark}{int(seconds * 1000) % 1000:03}"


def vtt(parts: Parts) -> str:
    return srt(parts, mark=".", head="WEBVTT\n\nNOTE 머리말\n\n")


def eml(parts: Parts, *, charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "a@example.com", "b@example.com"
    message["Subject"] = parts[0][1]
    message["Date"] = "Fri, 12 May 2023 18:40:00 +0900"
    message.set_content(wrapped(parts[1:]) + "\n-- \n이도현\n하구일보\n", charset=charset)
    return message.as_bytes()


def html_eml(parts: Parts) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.com", "b@example.com", "전달"
    message.set_content(bare_page(parts), subtype="html")
    return message.as_bytes()


def mhtml(page: str) -> bytes:
    return (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://news.example.com/1\nSubject: x\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\n'
        "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
        + "\n".join(textwrap.wrap(b64encode(page.encode()).decode(), 76))
        + "\n--b\nContent-Type: image/png\n\nx\n--b--\n"
    ).encode()


def xliff(parts: Parts, other: Parts, *, version: int = 1) -> str:
    if version == 2:
        units = "".join(
            f'<unit id="{n}"><segment><source>{escape(a)}</source><target>{escape(b)}</target></segment></unit>'
            for n, ((_, a), (_, b)) in enumerate(zip(parts, other, strict=True))
        )
        return f'{_XML}<xliff version="2.0" srcLang="ko" trgLang="en" xmlns="urn:x"><file id="f">{units}</file></xliff>'
    units = "".join(
        f'<trans-unit id="{n}"><source>{escape(a)}<ph id="1">&lt;br&gt;</ph></source><target>{escape(b)}</target></trans-unit>'
        for n, ((_, a), (_, b)) in enumerate(zip(parts, other, strict=True))
    )
    return (
        f'{_XML}<xliff version="1.2" xmlns="urn:x"><file source-language="ko-KR" target-language="en-US">'
        f"<body>{units}</body></file></xliff>"
    )


def tmx(parts: Parts, other: Parts) -> str:
    units = "".join(
        f'<tu><tuv xml:lang="ko"><seg>{escape(a)}</seg></tuv><tuv xml:lang="en"><seg>{escape(b)}</seg></tuv></tu>'
        for (_, a), (_, b) in zip(parts, other, strict=True)
    )
    return f'{_XML}<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body>{units}</body></tmx>'
