"""Every key of the review page, in a real browser."""

import pytest

from aligner.types import Pair
from tests.browsing import needs_browser

pytestmark = needs_browser

PAIRS = [
    Pair("d", "비가 왔다.", "It rained.", confidence=0.95, ko_spans=((0, 5),), en_spans=((0, 10),)),
    Pair("d", "길이 안 젖었다. 좋다.", "The road wasn?t wet. It isn?t.", type="2-1", confidence=0.4,
         ko_spans=((6, 15), (16, 19)), en_spans=((11, 41),)),
    Pair("d", "바람이 불었다.", None, type="1-0", confidence=0.9, ko_spans=((20, 28),)),
    Pair("d", None, "The wind blew hard.", type="0-1", confidence=0.9, en_spans=((42, 61),)),
    Pair("d", "눈이 왔다.", "It snowed.", confidence=0.8, ko_spans=((29, 35),), en_spans=((62, 72),)),
]  # fmt: skip


@pytest.fixture
def page(review, new_page):
    return review(PAIRS).open(new_page())


def rows(page):
    """The texts of all rows as they are shown."""
    return page.eval_on_selector_all(
        ".row",
        """rows => rows.map(row => ["ko", "en"].map(side =>
             [...row.querySelectorAll(`[data-side=${side}] .sentence`)].map(s => s.textContent)))""",
    )


def current(page):
    page.wait_for_selector("html:not([data-busy])")
    return page.get_attribute(".row[aria-current]", "data-id")


def change(page, *keys):
    """Press the keys, wait for one more revision, and give the rows as they are then."""
    wanted = int(page.get_attribute("html", "data-revision")) + 1
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_selector(f"html[data-revision='{wanted}']:not([data-busy])")
    return rows(page)


START = [
    [["비가 왔다."], ["It rained."]],
    [["길이 안 젖었다.", "좋다."], ["The road wasn?t wet. It isn?t."]],
    [["바람이 불었다."], []],
    [[], ["The wind blew hard."]],
    [["눈이 왔다."], ["It snowed."]],
]


def test_the_rows_stand_in_order_and_the_first_unconfirmed_is_current(page):
    assert rows(page) == START
    assert current(page) == "0"
    assert page.evaluate("document.activeElement.dataset.id") == "0"


def test_going_up_and_down(page):
    for key, expected in [("ArrowDown", "1"), ("j", "2"), ("k", "1"), ("ArrowUp", "0"), ("ArrowUp", "0"), ("End", "4"),
                          ("ArrowDown", "4"), ("Home", "0")]:  # fmt: skip
        page.keyboard.press(key)
        assert current(page) == expected


def test_seeking(page):
    for key, expected in [
        ("b", "1"),
        ("b", "2"),
        ("Shift+b", "1"),
        ("f", "2"),
        ("Shift+f", "1"),
        ("n", "2"),
        ("Shift+n", "1"),
    ]:
        page.keyboard.press(key)
        assert current(page) == expected, key


def test_confirming_goes_to_the_next_unconfirmed_and_can_be_taken_back(page):
    change(page, "Enter")
    assert current(page) == "1"
    assert page.get_attribute("[data-id='0']", "class").split().count("confirmed") == 1
    assert page.inner_text("#progress-text") == "1 of 5 confirmed"
    page.keyboard.press("ArrowUp")
    change(page, "Enter")
    assert page.inner_text("#progress-text") == "0 of 5 confirmed"
    assert current(page) == "0"


def test_moving_sentences(page):
    page.keyboard.press("ArrowDown")
    moved = change(page, "Alt+ArrowDown")
    assert moved[1:3] == [[["길이 안 젖었다."], START[1][1]], [["좋다.", "바람이 불었다."], []]]
    assert change(page, "z") == START
    assert change(page, "Alt+ArrowUp")[0] == [["비가 왔다.", "길이 안 젖었다."], ["It rained."]]
    change(page, "z")
    page.keyboard.press("ArrowRight")
    assert change(page, "Alt+ArrowUp")[0] == [["비가 왔다."], ["It rained.", START[1][1][0]]]
    change(page, "z")
    assert change(page, "Alt+ArrowDown")[2] == [["바람이 불었다."], START[1][1]]


def test_merging_and_splitting(page):
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    merged = change(page, "m")
    assert merged[3] == [["눈이 왔다."], ["The wind blew hard.", "It snowed."]]
    change(page, "z")
    page.keyboard.press("End")
    assert change(page, "Shift+m")[3] == merged[3]
    split = change(page, "s")
    assert len(split) == 5


def test_setting_aside_and_bringing_together(page):
    assert change(page, "a")[:2] == [[["비가 왔다."], []], [[], ["It rained."]]]
    assert change(page, "a") == START
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    assert change(page, "a")[2] == [["바람이 불었다."], ["The wind blew hard."]]


def test_swapping(page):
    assert [row[1] for row in change(page, "w")[:2]] == [START[1][1], START[0][1]]


def test_editing(page):
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("It <b>poured</b> & poured.")
    assert change(page, "Enter")[0] == [["비가 왔다."], ["It <b>poured</b> & poured."]]
    page.wait_for_selector("textarea", state="detached")
    page.keyboard.press("F2")
    page.keyboard.type("forget this")
    page.keyboard.press("Escape")
    assert rows(page)[0][1] == ["It <b>poured</b> & poured."]
    assert page.evaluate("document.activeElement.dataset.id") == "0"


def test_cutting_in_the_editor(page):
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    page.keyboard.press("Home")
    for _ in range(len("The road wasn?t wet.")):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[data-id='1'] [data-side=en] .sentence:nth-of-type(2)")
    assert rows(page)[1][1] == ["The road wasn?t wet.", "It isn?t."]


def test_cutting_at_the_mouse_cursor(page):
    page.evaluate(
        """() => { const node = document.querySelector("[data-id='1'] [data-side=en] .sentence");
                   const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
                   let left = 20; while (walker.nextNode()) {
                     if (left <= walker.currentNode.length) break; left -= walker.currentNode.length; }
                   getSelection().collapse(walker.currentNode, left); }"""
    )
    page.keyboard.press("ArrowDown")
    assert change(page, "x")[1][1] == ["The road wasn?t wet.", "It isn?t."]


def test_findings_are_accepted_and_dismissed(page):
    page.keyboard.press("f")
    assert change(page, "y")[1][1] == ["The road wasn’t wet. It isn?t."]
    findings = page.locator("[data-id='1'] .findings li")
    count = findings.count()
    page.keyboard.press("d")
    page.wait_for_selector("[data-id='1'] .dismissed")
    page.keyboard.press("Shift+d")
    page.wait_for_selector("[data-id='1'] .dismissed", state="detached")
    assert findings.count() == count


def test_undo_and_redo_without_end(page):
    seen = [rows(page)]
    for keys in (["a"], ["m"], ["ArrowDown", "w"], ["m"]):
        seen.append(change(page, *keys))
    for state in seen[-2::-1]:
        assert change(page, "z") == state
    assert page.is_disabled("#undo")
    for state, key in zip(
        seen[1:], ["Shift+z", "Control+y", "Control+Shift+z", "Shift+Z"], strict=True
    ):
        assert change(page, key) == state
    assert page.is_disabled("#redo")
    assert change(page, "Control+z") == seen[-2]


def test_the_least_confident_first_and_back(page):
    page.keyboard.press("o")
    ids = page.eval_on_selector_all(".row", "rows => rows.map(row => row.dataset.id)")
    assert ids[0] == "1"
    assert ids[1] == "4"
    assert current(page) == "1"
    page.keyboard.press("o")
    assert page.eval_on_selector_all(".row", "rows => rows.map(row => row.dataset.id)") == list(
        "01234"
    )


def test_finding_text(page):
    from playwright.sync_api import expect

    page.keyboard.press("/")
    page.keyboard.type("snow")
    expect(page.locator(".row")).to_have_count(1)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.id") == "4"
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    expect(page.locator(".row")).to_have_count(5)


def test_help_and_what_a_refusal_looks_like(page):
    page.keyboard.press("?")
    assert page.is_visible("dialog")
    page.keyboard.press("Escape")
    assert not page.is_visible("dialog")
    page.keyboard.press("Alt+ArrowUp")
    page.wait_for_selector("#status.bad")
    assert "first row" in page.inner_text("#status")


def test_a_korean_keyboard_has_the_same_keys(page):
    page.evaluate(
        """() => document.activeElement.dispatchEvent(
             new KeyboardEvent("keydown", {key: "ㅠ", code: "KeyB", bubbles: true, cancelable: true}))"""
    )
    assert current(page) == "1"


def test_buttons_do_what_their_keys_do(page):
    for button in page.query_selector_all(".bar button"):
        assert button.query_selector("kbd")
    page.click(".bar [data-press=a]")
    page.wait_for_selector("html[data-revision='1']")
    assert rows(page)[0] == [["비가 왔다."], []]
