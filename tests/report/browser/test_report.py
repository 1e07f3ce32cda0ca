"""The report in a real browser, from disk."""

from pathlib import Path

import pytest

from aligner.report import render_report
from aligner.types import Finding, Pair
from aligner.viewing import Source
from tests.browsing import faults, needs_browser
from tests.review.making import HOSTILE, article

pytestmark = needs_browser

PAIRS = [
    Pair("a", "다리가 안 열렸다.", "It wasn?t open.", confidence=0.95,
         findings=(Finding("E102", "warning", "en", (7, 8), "an apostrophe was lost", "’"),)),
    Pair("a", "비가 많이 왔다.", None, type="1-0", confidence=0.9),
    Pair("a", "길이 젖었다.", "Bears like honey.", confidence=0.2),
    Pair("a", None, "Share", type="0-1", confidence=0.99),
]  # fmt: skip


@pytest.fixture
def show(tmp_path, new_page):
    def show(pairs, **options):
        path = tmp_path / "report.html"
        source = Source(Path("a.jsonl"), "a.jsonl", tuple(pairs), "0" * 64, {})
        path.write_text(render_report(source), "utf-8")
        page = new_page(**options)
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]")
        return page

    return show


def shown(page):
    page.wait_for_timeout(50)
    return page.eval_on_selector_all(".row", "rows => rows.map(row => row.id)")


def test_omissions_stand_first_and_lead_to_their_place(show):
    page = show(PAIRS)
    verdict = page.locator(".verdict")
    assert verdict.bounding_box()["y"] < 150
    text = verdict.inner_text()
    assert "1 sentence left out" in text
    assert "비가 많이 왔다." in text
    page.click(".sentences a")
    assert page.locator("#p2.target").is_visible()


def test_filters(show):
    page = show(PAIRS)
    assert shown(page) == ["p1", "p2", "p3"]
    for name, value, expected in (
        ("status", "", ["p1", "p2", "p3", "p4"]),
        ("status", "omitted", ["p2"]),
        ("status", "look", ["p1", "p3"]),
        ("code", "E102", ["p1"]),
        ("severity", "warning", ["p1"]),
        ("confidence", "0 0.5", ["p3"]),
    ):
        page.select_option(f"#{name}", value)
        assert shown(page) == expected, (name, value)
        page.select_option(f"#{name}", "article" if name == "status" else "")
    page.fill("#text", "HONEY")
    assert shown(page) == ["p3"]
    assert page.inner_text("mark.match") == "honey"
    page.fill("#text", "no such text")
    assert page.is_visible("#nothing")


def test_findings_are_marked_with_message_and_fix(show):
    page = show(PAIRS)
    assert page.inner_text("#p1 mark") == "?"
    assert "E102" in page.get_attribute("#p1 mark", "title")
    assert "an apostrophe was lost → ? ’" in page.inner_text("#p1 .findings")


def test_no_direction_mark_reaches_beyond_its_text(show):
    page = show(PAIRS)
    assert page.eval_on_selector_all(".text", "all => all.every(each => each.dir === 'auto')")
    for part in ("li > bdi", ".fix del > bdi", ".fix ins > bdi"):
        assert page.inner_text(f"#p1 .findings {part}")


def test_an_anchor_finds_its_row_among_many_and_in_spite_of_filters(show):
    page = show(article(3000))
    page.fill("#text", "line 7 ")
    page.evaluate("location.hash = '#p2500'")
    page.wait_for_selector("#p2500.target")
    page.wait_for_timeout(200)
    assert page.evaluate(
        "() => { const r = document.querySelector('#p2500').getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight }"
    )
    assert page.evaluate("document.querySelectorAll('.row').length") < 400


def test_all_rows_are_there_on_paper(show):
    page = show(article(300))
    assert len(shown(page)) < 300
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(shown(page)) == 300


def test_paper_has_the_heading_without_the_filters_and_two_pictures_in_a_line(show):
    page = show(PAIRS, width=700)
    page.emulate_media(media="print")
    assert page.is_visible("#pairs-title")
    assert not page.is_visible("#status")
    tops = [each.bounding_box()["y"] for each in page.locator(".pictures > figure").all()[:2]]
    assert tops[0] == tops[1]


def test_hostile_texts_are_text(show):
    page = show([Pair(text, text, text, confidence=0.4) for text in HOSTILE])
    page.select_option("#status", "")
    assert page.evaluate("window.hacked === undefined")
    assert page.query_selector("#pairs script, #pairs img, #pairs style, main img") is None
    found = page.eval_on_selector_all(".side-ko .text", "all => all.map(each => each.textContent)")
    assert [text.split() for text in found] == [text.split() for text in HOSTILE]


@pytest.mark.parametrize(("width", "color_scheme"), [(1280, "light"), (800, "dark")])
def test_axe_finds_no_serious_fault_and_nothing_is_too_wide(show, width, color_scheme):
    for pairs in (PAIRS, [*PAIRS, *article(8, "b" * 80)]):
        page = show(pairs, width=width, color_scheme=color_scheme)
        assert faults(page) == {}
        assert page.evaluate("document.documentElement.scrollWidth") <= width
