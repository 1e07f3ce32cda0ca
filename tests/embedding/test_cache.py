from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aligner.embedding import load, windows, windows_of
from aligner.embedding.cache import FILE, Cache, CachedEncoder, Contents, clear, contents
from aligner.embedding.identity import Identity, identity
from aligner.errors import InputError, ModelError, OutputError

DOCUMENTS = [["비가 왔다.", "길이 젖었다."], ["It rained."], [], ["It rained."]]
MODEL = Identity("lengths", "00ff" * 16)


class Lengths:
    """A composing encoder that counts what it is asked."""

    name, dimensions = "lengths", 3

    def __init__(self) -> None:
        self.asked = 0

    def encode(self, texts: list[str]) -> Any:
        self.asked += len(texts)
        return [[len(text), 1.0, text.count(" ")] for text in texts]


class Refuses:
    name, dimensions = "lengths", 3

    def encode(self, texts: list[str]) -> Any:
        raise AssertionError(f"asked for {texts}")


class RefusesWindows(Refuses):
    dimensions = 512

    def encode_windows(self, documents: Any, size: int) -> Any:
        raise AssertionError(f"asked for {documents}")


def same(left: list[Any], right: list[Any]) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(left, right, strict=True))


def test_the_second_time_nothing_is_embedded_and_all_is_the_same(tmp_path: Path) -> None:
    encoder = Lengths()
    plain = windows_of(encoder, DOCUMENTS, 4)
    first = windows_of(CachedEncoder(encoder, Cache(tmp_path), MODEL), DOCUMENTS, 4)
    second = windows_of(CachedEncoder(Refuses(), Cache(tmp_path), MODEL), DOCUMENTS, 4)
    assert same(plain, first)
    assert same(plain, second)
    assert encoder.asked == 4 + 3, "the same document twice is embedded once"


def test_so_it_is_for_the_windows_of_the_default_model(tmp_path: Path) -> None:
    encoder, model = load(), identity("default")
    plain = windows_of(encoder, DOCUMENTS[:3], 4)
    first = windows_of(CachedEncoder(encoder, Cache(tmp_path), model), DOCUMENTS[:3], 4)
    second = windows_of(CachedEncoder(RefusesWindows(), Cache(tmp_path), model), DOCUMENTS[:3], 4)
    assert same(plain, first)
    assert same(plain, second)


@pytest.mark.parametrize(
    "other", [Identity("lengths", "11" * 32), Identity("another", MODEL.sha256)]
)
def test_another_model_finds_nothing(tmp_path: Path, other: Identity) -> None:
    windows_of(CachedEncoder(Lengths(), Cache(tmp_path), MODEL), DOCUMENTS, 4)
    with pytest.raises(AssertionError, match="asked"):
        windows(CachedEncoder(Refuses(), Cache(tmp_path), other), DOCUMENTS[0], 4)


def test_another_version_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    windows_of(CachedEncoder(Lengths(), Cache(tmp_path), MODEL), DOCUMENTS, 4)
    monkeypatch.setattr("aligner.embedding.cache.__version__", "99")
    with pytest.raises(AssertionError, match="asked"):
        windows(CachedEncoder(Refuses(), Cache(tmp_path), MODEL), DOCUMENTS[0], 4)


def test_a_border_between_sentences_counts(tmp_path: Path) -> None:
    cached = CachedEncoder(Lengths(), Cache(tmp_path), MODEL)
    assert windows(cached, ["a b"], 4).shape[1] == 1
    assert windows(cached, ["a", "b"], 4).shape[1] == 2


def test_what_a_cache_holds_and_how_it_is_emptied(tmp_path: Path) -> None:
    windows_of(CachedEncoder(Lengths(), Cache(tmp_path), MODEL), DOCUMENTS, 4)
    (held,) = contents(tmp_path)
    assert held == Contents("lengths@00ff00ff", documents=2, sentences=3, parts=0, size=36)
    aside = CachedEncoder(Lengths(), Cache(tmp_path), MODEL).aside
    assert same(windows_of(aside, [["비"], ["길"]], 1), windows_of(Lengths(), [["비"], ["길"]], 1))
    (held,) = contents(tmp_path)
    assert held == Contents("lengths@00ff00ff", documents=2, sentences=3, parts=2, size=60)
    assert clear(tmp_path) == 4
    assert contents(tmp_path) == []
    with pytest.raises(InputError, match="there is no such cache"):
        contents(tmp_path / "elsewhere")


def test_a_damaged_file_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all, but long enough to be one" * 100)
    for opened in (Cache, contents, clear):
        with pytest.raises((OutputError, InputError), match="delete it"):
            opened(tmp_path)


@pytest.mark.parametrize("harm", ["deleted", "truncated", "overwritten"])
def test_harm_in_mid_run_costs_only_the_cache(
    tmp_path: Path, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    encoder = Lengths()
    cached = CachedEncoder(encoder, Cache(tmp_path), MODEL)
    windows(cached, DOCUMENTS[0], 4)
    path = tmp_path / FILE
    if harm == "deleted":
        path.unlink()
    elif harm == "truncated":
        path.write_bytes(path.read_bytes()[:5000])
    else:
        path.write_bytes(b"nothing of the kind" * 1000)
    for number in range(3):
        expected = windows(encoder, [f"Sentence {number}."], 4)
        assert np.array_equal(windows(cached, [f"Sentence {number}."], 4), expected)
    assert len(caplog.records) <= 1


def test_a_row_that_lost_its_bytes_is_embedded_again(tmp_path: Path) -> None:
    encoder = Lengths()
    windows(CachedEncoder(encoder, Cache(tmp_path), MODEL), DOCUMENTS[0], 4)
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("UPDATE vectors SET data = x'0011'")
    connection.close()
    again = windows(CachedEncoder(encoder, Cache(tmp_path), MODEL), DOCUMENTS[0], 4)
    assert np.array_equal(again, windows(encoder, DOCUMENTS[0], 4))


def _fill(folder: Path, seed: int) -> None:
    cached = CachedEncoder(Lengths(), Cache(folder), MODEL)
    for number in range(40):
        windows(cached, [f"{(number * seed) % 50}", "x"], 4)


def test_processes_share_it(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_fill, args=(tmp_path, seed)) for seed in (1, 3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    (held,) = contents(tmp_path)
    assert held.documents == len({n * seed % 50 for n in range(40) for seed in (1, 3)})


def test_identities(tmp_path: Path) -> None:
    assert identity("use-multilingual") == identity("default")
    assert len(identity("default").sha256) == 64
    (tmp_path / "weights").write_bytes(b"1")
    first = identity(str(tmp_path))
    (tmp_path / "weights").write_bytes(b"2")
    assert identity(str(tmp_path)).sha256 != first.sha256
    assert str(identity(Lengths())) == "lengths@unknown"
    with pytest.raises(ModelError, match="unknown model"):
        identity("nonsense")


def test_a_cache_that_nobody_uses_is_closed(tmp_path, monkeypatch):
    made = []
    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda *a, **k: made.append(connect(*a, **k)) or made[-1]
    )
    cached = CachedEncoder(Lengths(), Cache(tmp_path), MODEL)
    windows(cached.aside, DOCUMENTS[0], 4)
    made[0].execute("SELECT 1")
    del cached
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        made[0].execute("SELECT 1")
