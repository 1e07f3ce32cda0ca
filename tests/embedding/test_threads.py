"""Work in threads: all results, in order, and no thread where none is allowed."""

import threading

import pytest

from aligner.embedding import threads
from aligner.embedding.threads import mapped_in_threads


@pytest.fixture(params=[1, 3])
def allowed(request, monkeypatch):
    monkeypatch.setattr(threads, "_allowed", lambda: request.param)
    return request.param


@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_results_come_in_order(allowed, count):
    assert list(mapped_in_threads(lambda n: n * n, range(count))) == [n * n for n in range(count)]


def test_threads_are_used_only_where_they_are_allowed(allowed):
    names = set(mapped_in_threads(lambda _: threading.current_thread().name, range(20)))
    assert (names == {threading.main_thread().name}) == (allowed == 1)


def test_only_a_few_items_are_taken_in_advance(allowed):
    taken = []
    results = mapped_in_threads(lambda n: n, (taken.append(n) or n for n in range(1000)))
    assert next(results) == 0
    assert len(taken) < 10


def test_an_error_reaches_the_caller(allowed):
    with pytest.raises(ZeroDivisionError):
        list(mapped_in_threads(lambda n: 1 // (n - 3), range(9)))
