"""Files written again in their own format: what was not meant to change does not."""

import io
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.checks import check, repair
from aligner.errors import InputError
from aligner.formats import read_pairs, read_placed, rewrite_pairs, write_pairs
from aligner.formats.patching import Patch, patched, spread
from aligner.formats.xml_encoding import utf8_chunks
from aligner.types import Finding
from tests.formats.strategies import pairs

FINDING = Finding("E102", "warning", None, None, "lost")

TMX = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><!-- ours --><header srclang='ko'  adminlang="en"/>\r
<body>
 <tu tuid="a" changeid="kim"><note>ask the author</note><note>E101 warning: old</note>
  <prop type="project">bridge</prop>
  <tuv xml:lang="de"><seg>Brücke?s</seg></tuv>
  <tuv xml:lang="en-US" creationid='x'><seg>It <bpt i="1">&lt;b?&gt;</bpt>isn?t<ept i="1"/> so &amp; <![CDATA[can?t <be>]]>.</seg></tuv>
  <tuv xml:lang="ko"><seg>그렇지   않다.</seg></tuv>
 </tu>
 <tu><tuv xml:lang="de"><seg>nur?s Deutsch</seg></tuv></tu>
 <tu><tuv xml:lang="ko"><seg>둘.</seg></tuv><tuv xml:lang="en"><seg>Two.</seg></tuv></tu>
</body></tmx>
<!-- end -->
""".replace("Brücke", "Bruecke")

XLIFF_1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:my="urn:my">
<file original="a" source-language="ko" target-language="en" datatype="plaintext"><body>
<trans-unit id="1" my:key="k"><source>하나.</source><target state="translated">It <g id="1">isn?t</g><x id="2"/> so.</target><note from="kim">check</note>
<alt-trans><target>It isn?t.</target></alt-trans></trans-unit>
</body></file></xliff>"""

XLIFF_2 = """<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="ko" trgLang="en">
<file id="f"><unit id="u"><notes><note>check</note></notes><segment state="final"><source>하나.</source><target>It <pc id="1">isn?t</pc> so.</target></segment></unit></file></xliff>"""


def rewritten(path, change, target=None):
    target = target or path.with_name(f"new{path.suffix}")
    rewrite_pairs(path, [change(pair) for pair in read_pairs(path)], target)
    return target.read_bytes().decode("utf-8")


def restored(pair):
    return replace(pair, en=pair.en and pair.en.replace("?", "’"))


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.tmx", TMX.format(encoding="UTF-8")), ("a.xlf", XLIFF_1), ("a.xlf", XLIFF_2)],
)
def test_markup_that_is_not_changed_stays_byte_by_byte(name, text, tmp_path):
    (tmp_path / name).write_bytes(text.encode())
    assert rewritten(tmp_path / name, lambda pair: pair) == text


def test_tmx_keeps_everything_but_the_text_and_findings(tmp_path):
    (tmp_path / "a.tmx").write_bytes(TMX.format(encoding="UTF-8").encode())
    new = rewritten(
        tmp_path / "a.tmx",
        lambda pair: replace(restored(pair), findings=(FINDING,) if "않다" in pair.ko else ()),
    )
    expected = (
        TMX.format(encoding="UTF-8")
        .replace("isn?t", "isn’t")
        .replace("so &amp; <![CDATA[can?t <be>]]>.", "so &amp; can’t &lt;be&gt;.")
        .replace("<note>E101 warning: old</note>", "")
        .replace('changeid="kim">', 'changeid="kim"><note>E102 warning: lost</note>')
    )
    assert new == expected


def test_xliff_1_keeps_inline_elements_states_notes_and_suggestions(tmp_path):
    (tmp_path / "a.xlf").write_text(XLIFF_1, "utf-8")
    new = rewritten(tmp_path / "a.xlf", lambda pair: replace(restored(pair), findings=(FINDING,)))
    assert new == XLIFF_1.replace('"1">isn?t', '"1">isn’t').replace(
        "</alt-trans>", "</alt-trans><note>E102 warning: lost</note>"
    )
    (tmp_path / "b.xlf").write_text(new, "utf-8")
    assert rewritten(tmp_path / "b.xlf", lambda pair: pair) == new


def test_xliff_2_keeps_what_it_has_and_has_no_room_for_findings(tmp_path):
    (tmp_path / "a.xlf").write_text(XLIFF_2, "utf-8")
    new = rewritten(tmp_path / "a.xlf", lambda pair: replace(restored(pair), findings=(FINDING,)))
    assert new == XLIFF_2.replace("isn?t", "isn’t")


def test_a_korean_encoding_is_read_and_becomes_utf_8(tmp_path):
    (tmp_path / "a.tmx").write_bytes(TMX.format(encoding="EUC-KR").encode("euc-kr"))
    new = rewritten(tmp_path / "a.tmx", lambda pair: pair)
    assert new == TMX.format(encoding="UTF-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_found_by_its_mark_or_its_nuls(encoding):
    text = "<tmx><seg>가</seg></tmx>"
    assert b"".join(utf8_chunks(io.BytesIO(text.encode(encoding)), "x")).decode() == text


@pytest.mark.parametrize(
    "label", ["zlib", "rot13", "unicode_escape", "utf-7", "shift-jis", "nonsense"]
)
def test_an_encoding_that_is_none_of_ours_is_refused(label):
    data = f"<?xml version='1.0' encoding='{label}'?><tmx/>".encode()
    with pytest.raises(InputError, match=f"declares the encoding {label}"):
        list(utf8_chunks(io.BytesIO(data), "x"))


def test_tsv_keeps_other_columns_in_their_place(tmp_path):
    header, row = "Note\tEN\tid\tko\tnote", 'say "so"\tIt isn?t\t007\t하\u2028나.\t NA '
    (tmp_path / "a.tsv").write_bytes(f"\ufeff{header}\r\n\r\n{row}\r\n".encode())
    new = rewritten(
        tmp_path / "a.tsv", lambda pair: replace(restored(pair), findings=(FINDING, FINDING))
    )
    assert new == f"{header}\tfindings\n{row.replace('?', '’')}\tE102|E102\n"


def test_tsv_writes_findings_into_their_column(tmp_path):
    (tmp_path / "a.tsv").write_text("findings\tko\ten\tx\nE101\t가\tA\t1\n", "utf-8")
    new = rewritten(tmp_path / "a.tsv", lambda pair: replace(pair, findings=(FINDING,)))
    assert new == "findings\tko\ten\tx\nE102\t가\tA\t1\n"


def test_jsonl_keeps_other_keys(tmp_path):
    fields = {"id": 2**70, "en": "It isn?t", "meta": {"a": [1.5, None, "\u2028"]}, "ko": None}
    (tmp_path / "a.jsonl").write_text(json.dumps(fields) + "\n\n", "utf-8")
    new = json.loads(rewritten(tmp_path / "a.jsonl", restored))
    assert new == fields | {"en": "It isn’t", "findings": []}
    assert list(new) == [*fields, "findings"]


def test_moses_keeps_the_number_of_every_line(tmp_path):
    (tmp_path / "a.ko").write_text("하나.\n\n셋.\n", "utf-8")
    (tmp_path / "a.en").write_text("It isn?t\nTwo.\n\n", "utf-8")
    assert rewritten(tmp_path / "a.ko", restored, tmp_path / "b.ko") == "하나.\n\n셋.\n"
    assert (tmp_path / "b.en").read_text("utf-8") == "It isn’t\nTwo.\n\n"


@pytest.mark.parametrize("size", [1, 2, 7, 64])
def test_the_size_of_the_pieces_that_are_read_does_not_matter(size, tmp_path, monkeypatch):
    monkeypatch.setattr("aligner.formats.xml_encoding._CHUNK", size)
    for name, text in (("a.tmx", TMX.format(encoding="UTF-8")), ("a.xlf", XLIFF_1)):
        (tmp_path / name).write_bytes(text.encode())
        assert rewritten(tmp_path / name, lambda pair: pair) == text
        changed = rewritten(tmp_path / name, lambda pair: replace(pair, ko="가<나"))
        assert changed.count("가&lt;나") == text.count("</source>") + text.count('"ko"><seg>')


@pytest.mark.parametrize("ending", ["tsv", "jsonl", "tmx", "xliff"])
@given(items=st.lists(pairs, min_size=1, max_size=4))
def test_what_was_written_here_stays_byte_by_byte(ending, items, tmp_path_factory):
    path = tmp_path_factory.mktemp("same") / f"a.{ending}"
    write_pairs(items, path)
    assert rewritten(path, lambda pair: pair) == path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", ["a.tsv", "a.jsonl", "a.tmx", "a.xlf"])
def test_too_few_pairs_are_noticed_and_nothing_is_written(name, tmp_path):
    text = {
        ".tsv": "ko\ten\n가\tA\n",
        ".jsonl": '{"ko": "가", "en": "A"}\n',
        ".tmx": TMX.format(encoding="UTF-8"),
        ".xlf": XLIFF_1,
    }
    path = tmp_path / name
    path.write_text(text[path.suffix], "utf-8")
    with pytest.raises(InputError, match="changed while it was being read"):
        rewrite_pairs(path, [], tmp_path / f"new{path.suffix}")
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


BAD = {
    "a.tsv": (b"ko\ten\n1\tA\n2\n3\tC\n4\t\xff\n5\tE\n", [2, 4, 6], [3, 5]),
    "a.jsonl": (b'{"ko":"1","en":"A"}\n{\n\xb0\n{"ko":"4","en":"D"}\n', [1, 4], [2, 3]),
    "a.ko": (b"1\n\xb0\n3\n4\n", [1, 3], [2, 4]),
    "a.tmx": (
        b"<tmx>\n<tu><tuv lang='ko'><seg>1</seg></tuv></tu>\n<tu><tuv lang='ko'><seg>2 & 3",
        [2],
        [3],
    ),
    "a.xlf": (
        b"<xliff><file source-language='ko'><body>\n<trans-unit><source>1</source></trans-unit>"
        b"\n</body></file><file source-language='de'>\n<trans-unit><source>2</source></trans-unit>"
        b"\n<trans-unit><source>2</source></trans-unit></file>"
        b"<file source-language='ko'>\n<trans-unit><source>3</source></trans-unit></file></xliff>",
        [2, 6],
        [None],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_one_bad_row_does_not_cost_the_others(name, tmp_path):
    data, good, bad = BAD[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "a.en").write_bytes(b"A\nB\nC\n")
    troubles = []
    placed = list(read_placed(tmp_path / name, trouble=troubles.append))
    assert [each.line for each in placed] == good
    assert len(troubles) == len(bad)
    for trouble, line in zip(troubles, bad, strict=True):
        assert "\n" not in str(trouble)
        assert line is None or f"line {line}" in str(trouble)
    with pytest.raises(InputError) as caught:
        list(read_placed(tmp_path / name))
    assert str(caught.value) == str(troubles[0])
    target = tmp_path / f"new{Path(name).suffix}"
    good_pairs = [each.pair for each in placed]
    rewrite_pairs(tmp_path / name, good_pairs, target, trouble=lambda error: None)
    readable = list(read_placed(target, trouble=lambda error: None))
    assert [each.pair.ko for each in readable] == [pair.ko for pair in good_pairs]


def test_xml_that_breaks_off_is_closed_in_the_copy(tmp_path):
    (tmp_path / "a.tmx").write_bytes(BAD["a.tmx"][0])
    placed = read_placed(tmp_path / "a.tmx", trouble=lambda error: None)
    rewrite_pairs(
        tmp_path / "a.tmx",
        [each.pair for each in placed],
        tmp_path / "b.tmx",
        trouble=lambda error: None,
    )
    assert ElementTree.parse(tmp_path / "b.tmx").getroot().find("tu/tuv/seg").text == "1"


@given(
    runs=st.lists(st.text("abc ", max_size=4), min_size=1, max_size=5),
    text=st.text("abX ", max_size=12),
)
def test_what_is_spread_is_the_text(runs, text):
    assert "".join(spread(runs, text)) == text
    assert spread(runs, "".join(runs)) == runs


def test_a_long_text_is_spread_without_comparing_every_character_with_every_other():
    runs = ["a?" * 200_000, "b" * 10]
    assert spread(runs, "".join(runs).replace("?", "—")) == [runs[0].replace("?", "—"), runs[1]]


content = st.lists(
    st.sampled_from(
        ["a", "?", "&amp;", "&#44032;", "<ph>c?</ph>", "<g>가?<ph/></g>", "<x/>", "\r\n",
         "<![CDATA[<?]]>", "<!--?-->", "<?p ?>", "</ph >"[:0], "<g><g>&lt;</g>?</g>"]
    ),
    max_size=8,
).map("".join)  # fmt: skip


@given(content)
def test_a_patched_text_is_the_new_text_and_its_markup_the_old(inside):
    from aligner.formats.markup import text_of

    raw = f"<tu><seg>{inside}</seg></tu>"
    unit = ElementTree.fromstring(raw)
    text = text_of(unit[0], {"ph"})
    new = text.replace("?", "<—>").replace("\n", "\n")
    patch = Patch({1: new}, frozenset(), "", "start")
    result = ElementTree.fromstring(patched(raw.encode(), patch, {"ph"}))
    assert text_of(result[0], {"ph"}) == new
    assert [element.tag for element in result.iter()] == [element.tag for element in unit.iter()]
    assert [e.text for e in result.iter("ph")] == [e.text for e in unit.iter("ph")]


def test_the_space_on_either_side_of_a_placeholder_is_kept(tmp_path):
    unit = "<tu><tuv lang='en'><seg>It isn?t <ph>{0}</ph> yet<it/>, <hi>  said</hi> <ph/> he.</seg></tuv></tu>"
    path = tmp_path / "a.tmx"
    path.write_text(f"<tmx><body>{unit}</body></tmx>", "utf-8")
    (pair,) = read_pairs(path)
    assert pair.en == "It isn?t yet, said he."
    assert rewritten(path, lambda pair: pair) == path.read_text("utf-8")
    assert rewritten(path, restored) == path.read_text("utf-8").replace("isn?t", "isn’t")
    (fixed,), _ = repair([replace(each, ko="아직 아니다.") for each in check(read_pairs(path))])
    assert "isn" in fixed.en
    assert fixed.en.count(" ") == 4
