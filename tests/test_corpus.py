"""The sample corpus: built from its sources, sound, and as varied as it claims to be."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from aligner.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

CORPUS = data_folder("corpus")
SIDES = ("ko", "en")


def load_build_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_build", CORPUS / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


build = load_build_script()
ARTICLES = build.read_articles()
NAMES = [article.name for article in ARTICLES]

DIRT = {  # the kinds that a source's header may name: side, and how one shows in that side's text
    "lost dash": ("en", r"[a-z]\?(?!(?:t|s|m|re|ll)\b)[a-z]"),
    "lost apostrophe": ("en", r"[a-z]\?(?:t|s|m|re|ll)\b"),
    "lost quotation marks": ("en", r"(?:^|\s)\?[A-Z]"),
    "lost middle dot": ("ko", r"[가-힣]\?[가-힣]"),
    "lost range sign": ("ko en", r"\d(?:st|nd|rd|th)?\?\d"),
    "entities": ("en", r"&(?:#\d+|[a-z]+);"),
    "zero-width space": ("ko en", "\u200b"),
    "no-break space": ("ko en", "\u00a0"),
    "U+FFFD": ("ko en", "\ufffd"),
    "no space after a full stop": ("ko en", r"[가-힣]\.[가-힣]|[a-z]{3}\.[A-Z]"),
    "Hangul in the English": ("en", r"[가-힣]"),
    "repeated headline": ("ko en", r"\A(?:.*\n)*?\n?(.{15,})\n(?:.*\n)+?\1\n"),
    "caption behind headline": ("ko en", r"(?m)^(.{15,})\n(?:.*\n)+?\1 \S"),
    "menus and buttons": ("ko en", r"(?m)^(?:홈 >|Home >|목록|글자크기|Text Size|List \|)"),
}

FEATURES = {  # what is not dirt, but has to be met with
    "question mark at a sentence's end": ("en", r"[a-z]\?[\"”]?(?: [A-Z]|\n)"),
    "Korean question mark": ("ko", r"[가-힣]\?[\"”’]?(?:라고| |\n)"),
    "number with 만 or 억": ("ko", r"\d[만억조]\d* ?\d*"),
    "day of the month": ("ko", r"(?<!\d)\d{1,2}일"),
    "ordinal day": ("en", r"the \d{1,2}(?:st|nd|rd|th)"),
    "abbreviation": ("en", r"\b(?:U\.S\.|Lt\. Gov\.|Gov\.|Rep\.|Co\.|Inc\.|No\.|[ap]\.m\.)"),
    "nested quotation": ("ko en", r"“[^”\n]*‘[^’\n]+’|\"[^\"\n]*'[^'\n]+'"),
    "agency byline": ("ko", r"(?m)^[(\[](?:[가-힣]+=)?가상[가-힣]+ ?(?:[가-힣]+ 기자)?[)\]]"),
    "dateline": ("en", r"(?m)^[A-Z]{3,}, .{3,40}(?:--|—)"),
    "credit": ("ko", r"[\[(]사진(?: 제공)?=[^\])]+[\])]"),
    "English credit": ("en", r"\[Image source=[^\]]+\]|\(Photo courtesy of [^)]+\)"),
    "copyright": ("ko", r"무단 ?전재"),
    "English copyright": ("en", r"(?i)copyright|©|\(c\)"),
    "time stamp": ("ko", r"(?:입력|등록|등록일|기사입력) ?\d{4}[.-]"),
    "one paragraph a line": ("ko", r"(?m)^.*다\.\n.*다\.$"),
    "blank line between paragraphs": ("ko", r"(?m)^.*다\.\n\n.*다\.$"),
}


def shows(article: Any, sides: str, pattern: str) -> bool:
    return any(re.search(pattern, article.texts[side]) for side in sides.split())


def test_samples_are_what_the_sources_give() -> None:
    assert build.stale_files(ARTICLES) == {}, "run: python corpus/build.py"


def test_readme_has_the_current_table() -> None:
    readme = (CORPUS / "README.md").read_text("utf-8")
    assert build.table(ARTICLES) in readme, "paste what `python corpus/build.py --table` prints"


def test_there_is_enough_of_it() -> None:
    types = sum((article.types for article in ARTICLES), Counter[str]())
    assert len(ARTICLES) >= 10
    assert sum(count for type, count in types.items() if "0" not in type) >= 190
    assert types.keys() >= {"1-1", "1-2", "1-3", "2-1", "2-2", "3-1", "1-0", "0-1"}


@pytest.mark.parametrize("name", NAMES)
def test_spans_are_trimmed_ordered_and_apart(name: str) -> None:
    beads = json.loads((CORPUS / "samples" / f"{name}.spans.json").read_text("utf-8"))
    assert all(bead.keys() == set(SIDES) and (bead["ko"] or bead["en"]) for bead in beads)
    for side in SIDES:
        text = (CORPUS / "samples" / f"{name}.{side}.txt").read_text("utf-8")
        end_before = 0
        for start, end in sorted(span for bead in beads for span in bead[side]):
            assert end_before <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            assert "\n" not in text[start:end]
            end_before = end


@pytest.mark.parametrize("article", ARTICLES, ids=NAMES)
def test_header_names_the_dirt_that_is_there(article: Any) -> None:
    found = [kind for kind, (sides, pattern) in DIRT.items() if shows(article, sides, pattern)]
    assert article.header["dirt"] == ", ".join(found)


@pytest.mark.parametrize("kind", [*DIRT, *FEATURES])
def test_each_kind_is_met_in_more_than_one_article(kind: str) -> None:
    sides, pattern = {**DIRT, **FEATURES}[kind]
    met = [article.name for article in ARTICLES if shows(article, sides, pattern)]
    assert len(met) >= 2, met


@pytest.mark.parametrize(
    ("ko", "en", "message"),
    [
        ("{1}하나.", "하나.", "bead 1 has one side only"),
        ("{1}하나. {2}둘.", "{1}One. {3}Two.", "bead 2 has one side only"),
        ("{1} 하나.", "{1}One.", "bad ko sentence in bead 1"),
        ("{1}{2}둘.", "{1}One. {2}Two.", "bad ko sentence in bead 1"),
        ("{1}하나. {x}둘.", "{1}One.", "bad ko sentence in bead 1"),
    ],
)
def test_a_mistake_in_the_marks_is_found(tmp_path: Path, ko: str, en: str, message: str) -> None:
    source = tmp_path / "mistake.txt"
    source.write_text(f"genre: none\n--- ko\n{ko}\n--- en\n{en}\n", "utf-8")
    with pytest.raises(ValueError, match=message):
        build.read_article(source)


def test_marks_leave_the_text_and_give_the_spans(tmp_path: Path) -> None:
    source = tmp_path / "small.txt"
    source.write_text(
        "genre: none\n--- ko\n메뉴\n{1}하나.{2}둘. {}[사진]\n{-}셋.\n"
        "--- en\n{1}A{U+200B}. {2}B. {2}C.\n",
        "utf-8",
    )
    article = build.read_article(source)
    assert article.texts == {"ko": "메뉴\n하나.둘. [사진]\n셋.\n", "en": "A\u200b. B. C.\n"}
    assert article.beads == [
        {"ko": [[3, 6]], "en": [[0, 3]]},
        {"ko": [[6, 8]], "en": [[4, 6], [7, 9]]},
        {"ko": [[14, 16]], "en": []},
    ]


def test_articles_to_fit_on_share_nothing_with_those_to_measure_on() -> None:
    from tests.benchmarks.articles import FITTING, HELD_OUT, read_articles

    fitting, held_out = read_articles(FITTING), read_articles(HELD_OUT)
    assert min(len(fitting), len(held_out)) >= 20
    assert {each.name for each in fitting}.isdisjoint(each.name for each in held_out)
    for side in ("ko_lines", "en_lines"):
        lines = [
            {line for each in some for line in getattr(each, side)} for some in (fitting, held_out)
        ]
        # A phrase such as "입장은 무료다." may stand in both.
        assert all(len(line) < 40 for line in lines[0] & lines[1])


def test_articles_are_sound_as_lines_and_as_running_text() -> None:
    from tests.benchmarks.articles import FITTING, HELD_OUT, read_articles

    for article in (*read_articles(FITTING), *read_articles(HELD_OUT)):
        assert article.beads
        assert article.spans
        for side, lines, text in (
            (0, article.ko_lines, article.ko_text),
            (1, article.en_lines, article.en_text),
        ):
            assert sorted(n for bead in article.beads for n in bead[side]) == [*range(len(lines))]
            for bead, spans in zip(article.beads, article.spans, strict=True):
                assert [text[start:end] for start, end in spans[side]] == [
                    lines[number] for number in bead[side]
                ]
