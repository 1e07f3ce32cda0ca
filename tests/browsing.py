"""A real browser for tests: Debian's Chromium, driven by Playwright.

Fixtures that a ``conftest.py`` imports. Where either is missing the tests are skipped, and say so.
"""

from __future__ import annotations

import shutil
from importlib.util import find_spec

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox", "--headless", "--disable-gpu", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip

needs_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None or find_spec("playwright") is None,
        reason="needs Chromium (apt-get install chromium) and playwright (pip install '.[test]')",
    ),
]
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser):
    """Make a page that fails the test if a script of it does, or if it asks the network for anything."""
    contexts, errors = [], []

    def make(width=1280, height=900, color_scheme="light"):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=color_scheme
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: _is_error(message) and errors.append(message.text))
        return page

    make.errors = errors
    yield make
    for context in contexts:
        context.close()
    assert not errors, errors


def _is_error(message):
    """Refusals (409, 422) are answers that the page shows; Chromium calls them errors."""
    refused = message.text.startswith("Failed to load resource") and (
        "409" in message.text or "422" in message.text
    )
    return message.type == "error" and not refused


def faults(page):
    """What axe-core finds on the page that is serious or worse, by rule."""
    from axe_playwright_python.sync_playwright import Axe

    violations = Axe().run(page).response["violations"]
    return {
        each["id"]: [node["html"][:120] for node in each["nodes"]][:3]
        for each in violations
        if each["impact"] in SERIOUS
    }
