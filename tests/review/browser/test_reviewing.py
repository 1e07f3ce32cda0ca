"""Whole reviews: from the first pair to the last, in two tabs, through kills, of hostile texts."""

import shutil
import urllib.error
import urllib.request

import pytest

from aligner.evaluation import read_gold
from aligner.formats import read_pairs
from aligner.types import Pair
from tests.browsing import faults, needs_browser
from tests.review.making import HOSTILE, article

pytestmark = needs_browser


def texts(page):
    return page.eval_on_selector_all(
        ".row",
        "rows => rows.map(row => [...row.querySelectorAll('.sentence')].map(s => s.textContent))",
    )


def revision(page, number):
    page.wait_for_selector(f"html[data-revision='{number}']:not([data-busy])")


def test_a_sample_article_from_the_first_pair_to_the_last(review, new_page, sample, tmp_path):
    """Row by row by keys alone: fixes accepted, other findings dismissed, all confirmed; gold comes out."""
    path = shutil.copy(sample, tmp_path / "editorial.jsonl")
    page = review(path=path, scores=True).open(new_page())
    rows = int(page.get_attribute("#progress", "max"))
    assert rows > 20
    number = 0
    for _ in range(rows):
        row = page.locator(".row[aria-current]")
        while (count := row.locator(".findings li:not(:has(.dismissed))").count()) > 0:
            accept = row.get_by_role("button", name="Accept").count() > 0
            page.keyboard.press("y" if accept else "d")
            number += 1
            revision(page, number)
            assert count > row.locator(".findings li:not(:has(.dismissed))").count()
        page.keyboard.press("Enter")
        number += 1
        revision(page, number)
    assert page.inner_text("#progress-text") == f"{rows} of {rows} confirmed"
    with page.expect_download() as download:
        page.click("#export summary")
        page.click("[data-export=gold]")
    download.value.save_as(tmp_path / "gold.zip")
    shutil.unpack_archive(tmp_path / "gold.zip", tmp_path / "gold")
    [found] = read_gold(tmp_path / "gold")
    assert [bead for bead in found.spans if all(bead)] == [
        (pair.ko_spans, pair.en_spans) for pair in read_pairs(path) if not pair.is_null
    ]
    with page.expect_download() as download:
        page.click("#export summary")
        page.click("[data-export=jsonl]")
    download.value.save_as(tmp_path / "corrected.jsonl")
    corrected = read_pairs(tmp_path / "corrected.jsonl")
    assert not any(finding.code == "E102" for pair in corrected for finding in pair.findings)
    assert all(pair.confidence == 1.0 for pair in corrected if not pair.is_null)


def test_rows_that_come_late_do_not_undo_what_was_done_meanwhile(review, new_page):
    page = new_page()
    streams, late = [], []
    page.route("**/events", lambda route: streams.append(route))
    review().open(page)
    page.keyboard.press("Enter")
    revision(page, 1)
    page.route("**/rows", lambda route: late.append((route, route.fetch())))
    streams[0].fulfill(content_type="text/event-stream", body='data: {"now": 9}\n\n')
    while not late:
        page.wait_for_timeout(20)
    page.keyboard.press("Enter")
    revision(page, 2)
    [(route, answer)] = late
    with page.expect_response("**/rows"):
        route.fulfill(response=answer)
    page.wait_for_timeout(300)
    assert page.get_attribute("html", "data-revision") == "2"
    assert page.inner_text("#progress-text").startswith("2 of ")


def test_two_tabs_see_each_other_and_do_not_overwrite(review, new_page):
    started = review()
    one, two = started.open(new_page()), started.open(new_page())
    before = texts(two)
    one.keyboard.press("m")
    revision(one, 1)
    revision(two, 1)
    assert texts(two) == texts(one) != before
    # A change that the second tab has not heard of yet: it acts on what it last saw.
    two.route(
        "**/act",
        lambda route: route.continue_(
            post_data=route.request.post_data.replace('"base":1', '"base":0')
        ),
    )
    two.keyboard.press("Enter")
    two.wait_for_selector("#status.bad")
    assert "another tab" in two.inner_text("#status")
    assert texts(two) == texts(one)


def test_after_a_kill_everything_is_there_again(review, new_page):
    started = review()
    page = started.open(new_page())
    for number, keys in enumerate(["m", "Enter", "m", "Enter", "z"], 1):
        page.keyboard.press(keys)
        revision(page, number)
    before = texts(page), page.inner_text("#progress-text")
    started.end(kill=True)
    page.wait_for_selector("#status.bad")
    assert "nothing that you saw done is lost" in page.inner_text("#status")
    page.close()
    new_page.errors.clear()
    again = review(path=started.path).open(new_page())
    assert (texts(again), again.inner_text("#progress-text")) == before
    again.keyboard.press("Shift+z")
    revision(again, 6)


def test_hostile_texts_are_text(review, new_page):
    pairs = [Pair(text, text, text, confidence=0.5) for text in HOSTILE]
    page = review(pairs).open(new_page())
    page.select_option("#show", "")
    shown = page.eval_on_selector_all(".sentence", "all => all.map(each => each.textContent)")
    assert [text.split() for text in shown[::2]] == [text.split() for text in HOSTILE]
    assert page.evaluate("window.hacked === undefined")
    assert page.query_selector("#rows script, #rows img, #rows style") is None
    # No direction mark reaches beyond its own sentence.
    assert (
        page.eval_on_selector(".sentence", "each => getComputedStyle(each).unicodeBidi")
        == "isolate"
    )
    for _ in HOSTILE[:4]:
        page.keyboard.press("ArrowRight")
        page.keyboard.press("e")
        page.keyboard.press("End")
        page.keyboard.type(" <i>x</i>")
        page.keyboard.press("Enter")
        page.wait_for_selector("textarea", state="detached")
        page.keyboard.press("ArrowDown")
    assert page.query_selector("#rows i") is None
    assert page.evaluate("window.hacked === undefined")


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(review, new_page, color_scheme):
    pairs = [Pair("d", "다리가 안 열렸다.", "It wasn?t open.", confidence=0.3), *article(10)]
    page = review(pairs).open(new_page(color_scheme=color_scheme))
    page.select_option("#show", "")
    page.keyboard.press("Escape")
    assert faults(page) == {}
    page.click("#keys")
    assert faults(page) == {}


@pytest.mark.parametrize("width", [1280, 800])
def test_nothing_is_wider_than_the_window(review, new_page, width):
    pairs = [Pair("d", "가" * 300, "x" * 300, confidence=0.3), *article(6)]
    page = review(pairs).open(new_page(width=width))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_asks_nobody_but_its_server(review, new_page):
    page = new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    started = review()
    started.open(page)
    origin = started.address.rsplit("/", 2)[0]
    assert asked
    assert all(url.startswith(origin) for url in asked)


def test_a_wrong_token_gets_nothing(review):
    started = review()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(started.address.replace("127.0.0.1", "localhost")[:-3] + "xx/")


def test_without_scores_nothing_is_waited_for(review, new_page):
    page = review().open(new_page())
    page.keyboard.press("m")
    revision(page, 1)
    assert page.inner_text(".row[aria-current] .again") == "not scored"
    assert page.get_by_text("computing").count() == 0


def test_a_tab_of_the_last_run_is_sent_to_the_new_address(review, new_page):
    started = review()
    page = started.open(new_page())
    port = started.address.split(":")[2].split("/")[0]
    started.end(kill=True)
    page.wait_for_selector("#status.bad")
    review(path=started.path, options=["--port", port])
    sent = page.locator("#status.bad", has_text="started again. Open the address")
    sent.wait_for()
    page.evaluate("document.querySelector('#status').textContent = ''")
    page.keyboard.press("m")
    sent.wait_for()
    new_page.errors.clear()


def test_the_number_of_rows_is_told_right_after_a_change(review, new_page):
    page = review(article(40)).open(new_page())
    page.select_option("#show", "")
    before = page.locator(".row").first.get_attribute("aria-setsize")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("m")
    revision(page, 1)
    sizes = page.eval_on_selector_all(".row", "rows => rows.map(row => row.ariaSetSize)")
    assert set(sizes) == {str(int(before) - 1)}


def test_messages_and_fixes_are_isolated(review, new_page):
    page = review([Pair("d", "다리가 안 열렸다.", "It wasn?t open.", confidence=0.3)]).open(
        new_page()
    )
    for part in (".message", ".fix del", ".fix ins"):
        assert page.locator(f".findings {part} > bdi").first.inner_text()


def test_confidence_is_told_by_a_sign_on_narrow_screens_too(page):
    page.set_viewport_size({"width": 800, "height": 900})
    assert page.is_visible(".row .score .dots")
