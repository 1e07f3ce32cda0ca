import subprocess
import sys
import threading

import pytest

from tests.review.making import article, written


class Review:
    """A running `aligner review` over some pairs, and its page."""

    def __init__(self, path, *options):
        command = [sys.executable, "-m", "aligner", "review", str(path), "--no-open", *options]
        self.path = path
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("http://127.0.0.1:"), self.process.stderr.read()

    def open(self, page):
        """Load the page and wait until it is drawn."""
        page.goto(self.address)
        page.wait_for_selector("html[data-ready]")
        return page

    def end(self, kill=False):
        """End the server, gently or not."""
        (self.process.kill if kill else self.process.terminate)()
        self.process.wait(10)
        self.process.stdout.close()
        self.process.stderr.close()


@pytest.fixture
def review(tmp_path):
    """Start reviews; they are ended after the test."""
    started = []

    def start(pairs=None, path=None, scores=False, options=()):
        path = path or written(tmp_path, article(14) if pairs is None else pairs)
        started.append(Review(path, *([] if scores else ["--no-scores"]), *options))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.end()
    assert threading.active_count() < 50


@pytest.fixture
def page(review, new_page):
    """The page of a review of a made-up article."""
    return review().open(new_page())
