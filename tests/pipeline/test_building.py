from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

import pytest

import aligner
from aligner.corpus import DocumentRow, is_corpus, open_corpus
from aligner.errors import InputError, ModelError, OutputError, PassingError, UsageError
from aligner.pipeline import building, step, workfolder
from aligner.pipeline.building import Progress, build, is_left_to_try, outlook
from aligner.pipeline.engine import DEATHS, HereEngine, Task, results
from aligner.pipeline.step import Step
from tests.pipeline.making import KOREAN, Counting, contents, documents


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(building, "BATCH", 2)


@pytest.fixture
def manifest(tmp_path):
    return documents(tmp_path / "documents", 7)


def test_the_corpus_of_a_list(manifest, tmp_path):
    seen = []
    corpus = build(manifest, tmp_path / "corpus", model=Counting(), progress=seen.append)
    rows = list(corpus.documents())
    assert [row.id for row in rows] == [f"d{n}" for n in range(7)]
    assert rows[3].ko == "3.ko.txt"
    assert rows[3].source == "made"
    assert {row.ko_sentences for row in rows} == {3}
    for row, pairs in corpus.by_document():
        assert {n for pair in pairs for n in pair.ko_sentences} == {0, 1, 2}, row
    assert corpus.run["counts"]["documents"] == 7
    assert corpus.run["signature"].startswith(
        f"aligner:{aligner.__version__}|model:counting@unknown|"
    )
    assert not (corpus.folder / ".work").exists()
    assert seen[0] == Progress(0, 7)
    assert (seen[-1].documents, seen[-1].errors, seen[-1].sentences) == (7, 0, 42)


def test_the_result_is_the_same_for_any_number_of_jobs(manifest, tmp_path):
    one = build(manifest, tmp_path / "one", jobs=1)
    two = build(manifest, tmp_path / "two", jobs=2)
    assert contents(one.folder) == contents(two.folder)
    here = build(manifest, tmp_path / "here", engine=HereEngine)
    assert contents(here.folder) == contents(one.folder)
    assert here.run["performance"]["engine"] == "here"


def test_both_formats_have_the_same_content_and_sum(manifest, tmp_path):
    parquet = build(manifest, tmp_path / "p", model=Counting())
    jsonl = build(manifest, tmp_path / "j", model=Counting(), format="jsonl")
    assert list(parquet.pairs()) == list(jsonl.pairs())
    assert parquet.run["signature"] == jsonl.run["signature"]


def test_shards_are_cut_by_pairs_alone(manifest, tmp_path, monkeypatch):
    monkeypatch.setattr("aligner.pipeline.assembling.PAIRS_A_SHARD", 5)
    for format in ("parquet", "jsonl"):
        a = build(manifest, tmp_path / f"a{format}", model=Counting(), format=format)
        monkeypatch.setattr(building, "BATCH", 3)
        b = build(manifest, tmp_path / f"b{format}", model=Counting(), format=format)
        shards = [path.read_bytes() for path in a.shards()]
        assert shards == [path.read_bytes() for path in b.shards()]
        assert len(shards) == -(-a.run["counts"]["beads"] // 5)


def test_what_is_wrong_with_a_document_is_told_and_stops_nothing(manifest, tmp_path):
    folder = manifest.parent
    (folder / "0.ko.txt").unlink()
    (folder / "1.en.txt").write_bytes(b"")
    (folder / "2.en.txt").write_text("\n".join(KOREAN), encoding="utf-8")
    (folder / "3.ko.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "4.ko.txt").write_text(KOREAN[0] * 300, encoding="utf-8")
    ko, en = folder / "5.ko.txt", folder / "5.en.txt"
    text = ko.read_text("utf-8")
    ko.write_text(en.read_text("utf-8"), encoding="utf-8")
    en.write_text(text, encoding="utf-8")
    corpus = build(manifest, tmp_path / "corpus", model=Counting(), max_size=8000)
    reasons = {row.id: row.reason for row in corpus.errors()}
    for name, part in {
        "d0": "no such file",
        "d1": "no text",
        "d2": "both texts are Korean",
        "d3": "3.ko.txt",
        "d4": "larger than",
    }.items():
        assert part in reasons[name]
    assert [(row.id, row.ko) for row in corpus.documents()] == [
        ("d5", "5.en.txt"),
        ("d6", "6.ko.txt"),
    ]


def test_a_bug_in_a_reader_is_told_and_stops_nothing(manifest, tmp_path, monkeypatch):
    read = step.read_sides

    def crashes(ko, en, **options):
        if "3.ko" in ko:
            raise RecursionError("too\ndeep")
        return read(ko, en, **options)

    monkeypatch.setattr(step, "read_sides", crashes)
    corpus = build(manifest, tmp_path / "corpus", model=Counting())
    assert [row.reason for row in corpus.errors()] == ["unexpected RecursionError: too deep"]


def test_a_vector_that_is_none_is_the_document_s_own_trouble(manifest, tmp_path):
    class Odd(Counting):
        def encode(self, texts):
            vectors = super().encode(texts)
            for text, vector in zip(texts, vectors, strict=True):
                vector[0] = float("nan") if "rained for 5 days" in text else vector[0]
            return vectors

    corpus = build(manifest, tmp_path / "corpus", model=Odd())
    assert [row.id for row in corpus.errors()] == ["d3"]
    assert "not finite" in next(corpus.errors()).reason


def test_nothing_usable_is_an_error_and_says_why(manifest, tmp_path):
    manifest.write_text("ko\ten\nx\ty\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"no document .* could be used \(1 tried\); the first: "):
        build(manifest, tmp_path / "corpus", model=Counting())
    with pytest.raises(InputError, match=r"no document .* could be used \(1 tried\); the first: "):
        build(manifest, tmp_path / "corpus", model=Counting(), resume=True)
    assert not is_corpus(tmp_path / "corpus")


def test_what_lies_in_a_folder_of_that_name_is_not_touched(manifest, tmp_path):
    precious = tmp_path / "corpus" / "pairs" / "precious.tsv"
    precious.parent.mkdir(parents=True)
    precious.write_text("mine")
    with pytest.raises(OutputError, match="something else"):
        build(manifest, tmp_path / "corpus")
    assert precious.read_text() == "mine"


def test_ids_are_no_paths(manifest, tmp_path):
    lines = manifest.read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines]
    for row, name in zip(
        cells[1:], ["../../evil", "/etc/evil", "a/b", "..", "CON", ".work", "x"], strict=True
    ):
        row[2] = name
    manifest.write_text("\n".join("\t".join(row) for row in cells), encoding="utf-8")
    before = set(tmp_path.rglob("*"))
    corpus = build(manifest, tmp_path / "corpus", model=Counting())
    assert [row.id for row in corpus.documents()][:2] == ["../../evil", "/etc/evil"]
    new = set(tmp_path.rglob("*")) - before
    assert all(path.is_relative_to(corpus.folder) for path in new)


def test_folders_that_are_refused(manifest, tmp_path):
    finished = build(manifest, tmp_path / "corpus", model=Counting()).folder
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for folder, message in (
        (finished, "holds a finished corpus"),
        (tmp_path / "other", "holds something else"),
        (tmp_path / "file", "a file"),
        (tmp_path / "file" / "corpus", "cannot make"),
    ):
        with pytest.raises(OutputError, match=message):
            build(manifest, folder, model=Counting())
    assert (tmp_path / "other" / "thesis.txt").read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(manifest, tmp_path):
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(OutputError, match="cannot make"):
        build(manifest, tmp_path / "locked" / "corpus", model=Counting())


def interrupted(manifest, folder, after=2, **options):
    """A run that is broken off after some batches."""

    def stop(state):
        if state.documents >= after * building.BATCH:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(manifest, folder, progress=stop, **{"model": Counting(), **options})


def test_a_run_that_was_broken_off_goes_on(manifest, tmp_path):
    whole = build(manifest, tmp_path / "whole", model=Counting())
    interrupted(manifest, tmp_path / "corpus")
    with pytest.raises(InputError, match="not finished; build it with --resume"):
        open_corpus(tmp_path / "corpus")
    with pytest.raises(UsageError, match="go on with --resume"):
        build(manifest, tmp_path / "corpus", model=Counting())
    seen = []
    log = tmp_path / "log"
    options = {"model": Counting(log), "resume": True, "progress": seen.append}
    corpus = build(manifest, tmp_path / "corpus", **options)
    assert contents(corpus.folder) == contents(whole.folder)
    assert seen[0] == Progress(4, 7, resumed=4)
    asked = log.read_text("utf-8")
    assert "It rained for 7 days." in asked
    assert "It rained for 5 days." not in asked, "document 3 was done"


@pytest.mark.parametrize(
    "kept",
    [
        "[]",
        '{"outcomes": []}',
        '{"files": [], "parts": [{}]}',
        '{"files": null, "parts": []}',
        '{"files": [null], "parts": []}',
        "{",
    ],
)
def test_what_another_state_of_the_program_kept_is_one_line(manifest, tmp_path, kept):
    interrupted(manifest, tmp_path / "corpus")
    batch = tmp_path / "corpus" / ".work" / "000000.zip"
    with ZipFile(batch, "w") as archive:
        archive.writestr("outcomes.json", kept)
    with pytest.raises(InputError, match=r"000000\.zip: damaged, or .* remove it, and --resume"):
        build(manifest, tmp_path / "corpus", model=Counting(), resume=True)
    batch.unlink()
    again = build(manifest, tmp_path / "corpus", model=Counting(), resume=True)
    whole = build(manifest, tmp_path / "whole", model=Counting())
    assert contents(again.folder) == contents(whole.folder)


def test_a_batch_of_another_list_is_one_line(manifest, tmp_path, monkeypatch):
    interrupted(manifest, tmp_path / "corpus")
    monkeypatch.setattr(building, "BATCH", 3)
    with pytest.raises(InputError, match="batch 0 is of another list; remove that folder"):
        build(manifest, tmp_path / "corpus", model=Counting(), resume=True)


def test_what_may_work_now_is_tried_again(manifest, tmp_path, monkeypatch):
    whole = build(manifest, tmp_path / "whole", model=Counting())
    read = step.read_sides

    def fails(ko, en, **options):
        if "3.ko" in ko:
            raise PassingError("s3://b/3.ko.txt: cannot be read, 4 times in a row: timeout")
        if "5.ko" in ko:
            raise MemoryError
        return read(ko, en, **options)

    monkeypatch.setattr(step, "read_sides", fails)
    corpus = build(manifest, tmp_path / "corpus", model=Counting())
    assert [row.id for row in corpus.errors()] == ["d3", "d5"]
    assert corpus.run["counts"]["passing"] == 2
    again = build(manifest, tmp_path / "corpus", model=Counting(), resume=True)
    assert again.run["counts"]["errors"] == 2
    monkeypatch.setattr(step, "read_sides", read)
    log = tmp_path / "log"
    corpus = build(manifest, tmp_path / "corpus", model=Counting(log), resume=True)
    assert contents(corpus.folder) == contents(whole.folder)
    assert not (corpus.folder / ".work").exists()
    assert "It rained for 9 days." not in log.read_text("utf-8"), "a batch without errors was done"


def test_another_try_in_which_the_store_fails_loses_no_document(
    manifest, tmp_path, monkeypatch, caplog
):
    """d3 may be had again, but d2, with which it is done, cannot."""
    whole = build(manifest, tmp_path / "whole", model=Counting())
    read, failing = step.read_sides, {"3.ko"}

    def fails(ko, en, **options):
        if any(name in ko for name in failing):
            raise PassingError(f"{ko}: cannot be read, 4 times in a row: timeout")
        return read(ko, en, **options)

    monkeypatch.setattr(step, "read_sides", fails)
    options = {"model": Counting(), "resume": True}
    for name in ("3.ko", "2.ko"):
        failing = {name}
        corpus = build(manifest, tmp_path / "corpus", **options)
        assert [row.id for row in corpus.errors()] == ["d3"]
    assert "a document that was used cannot be had now: its batch stays as it was" in caplog.text
    failing = set()
    assert contents(build(manifest, corpus.folder, **options).folder) == contents(whole.folder)


@pytest.mark.parametrize("trouble", ["changed", "missing"])
def test_documents_that_changed_meanwhile_are_done_again(manifest, tmp_path, caplog, trouble):
    file = manifest.parent / "0.en.txt"
    text = file.read_text("utf-8")
    if trouble == "changed":
        file.write_text("Another text.", encoding="utf-8")
    else:
        file.unlink()
    interrupted(manifest, tmp_path / "corpus")
    file.write_text(text, encoding="utf-8")
    caplog.clear()
    corpus = build(manifest, tmp_path / "corpus", model=Counting(), resume=True)
    assert "1 of 2 finished batches are done again: files of theirs have changed" in caplog.text
    whole = build(manifest, tmp_path / "whole", model=Counting())
    assert contents(corpus.folder) == contents(whole.folder)


@pytest.mark.parametrize("format", ["parquet", "jsonl"])
def test_a_finished_corpus_takes_up_what_was_mended(manifest, tmp_path, format):
    whole = build(manifest, tmp_path / "whole", model=Counting(), format=format)
    missing, empty = manifest.parent / "3.en.txt", manifest.parent / "6.ko.txt"
    texts = {path: path.read_text("utf-8") for path in (missing, empty)}
    missing.unlink()
    empty.write_text("", "utf-8")
    folder, log = tmp_path / "corpus", tmp_path / "log"
    options = {"model": Counting(log), "format": format, "resume": True}
    lacking = build(manifest, folder, model=Counting(), format=format)
    before = contents(folder)
    assert [row.id for row in lacking.errors()] == ["d3", "d6"]
    kept = {path.name for path in (folder / ".work").iterdir()}
    assert kept == {"plan.json", "batches.zip", "lock", "owner"}, "the pairs are in the corpus"
    assert build(manifest, folder, **options).run == lacking.run
    assert contents(folder) == before
    assert not log.exists(), "nothing has changed"
    for path, text in texts.items():
        path.write_text(text, "utf-8")
    assert contents(build(manifest, folder, **options).folder) == contents(whole.folder)
    assert not (folder / ".work").exists()
    asked = log.read_text("utf-8")
    assert "It rained for 2 days." not in asked, "a batch without errors was done"


def test_documents_of_a_finished_corpus_are_not_lost_with_their_files(manifest, tmp_path):
    missing = manifest.parent / "3.en.txt"
    text = missing.read_text("utf-8")
    missing.unlink()
    corpus = build(manifest, tmp_path / "corpus", model=Counting())
    before = contents(corpus.folder)
    for path in manifest.parent.glob("*.txt"):
        path.unlink()
    missing.write_text(text, "utf-8")
    build(manifest, corpus.folder, model=Counting(), resume=True)
    assert contents(corpus.folder) == before


@pytest.mark.parametrize("stop", ["bring_back", "pack", "settle"])
def test_a_corpus_that_takes_documents_up_may_be_broken_off(manifest, tmp_path, monkeypatch, stop):
    whole = build(manifest, tmp_path / "whole", model=Counting())
    missing = manifest.parent / "3.en.txt"
    text = missing.read_text("utf-8")
    missing.unlink()
    build(manifest, tmp_path / "corpus", model=Counting())
    missing.write_text(text, "utf-8")
    method = getattr(workfolder.WorkFolder, stop)

    def broken_off(self, *arguments, **options):
        method(self, *arguments, **options) if stop == "bring_back" else None
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(workfolder.WorkFolder, stop, broken_off)
        with pytest.raises(KeyboardInterrupt):
            build(manifest, tmp_path / "corpus", model=Counting(), resume=True)
    again = build(manifest, tmp_path / "corpus", model=Counting(), resume=True)
    assert contents(again.folder) == contents(whole.folder)
    assert not (again.folder / ".work").exists()


def test_the_documents_of_a_broken_off_try_are_not_lost_with_their_files(
    manifest, tmp_path, monkeypatch
):
    """Another try ends before it comes to a batch, and then the file of a document of it goes."""
    whole = build(manifest, tmp_path / "whole", model=Counting())
    missing = manifest.parent / "3.en.txt"
    text = missing.read_text("utf-8")
    missing.unlink()
    folder = build(manifest, tmp_path / "corpus", model=Counting()).folder
    missing.write_text(text, "utf-8")

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(HereEngine, "run", stop)
        with pytest.raises(KeyboardInterrupt):
            build(manifest, folder, model=Counting(), resume=True)
    gone = manifest.parent / "2.ko.txt"
    text = gone.read_text("utf-8")
    gone.unlink()
    corpus = build(manifest, folder, model=Counting(), resume=True)
    assert [row.id for row in corpus.documents()] == [f"d{n}" for n in (0, 1, 2, 4, 5, 6)]
    gone.write_text(text, "utf-8")
    assert contents(build(manifest, folder, model=Counting(), resume=True).folder) == contents(
        whole.folder
    )


@pytest.mark.parametrize("after", range(9))
def test_a_batch_that_is_redone_is_the_old_one_or_the_new_one(
    manifest, tmp_path, monkeypatch, after
):
    """Killed at any of the files that are written, and then what was mended is gone again."""
    options = {"model": Counting(), "format": "jsonl", "resume": True}
    mended = manifest.parent / "3.en.txt"
    text = mended.read_text("utf-8")

    def empty():
        mended.write_text("", "utf-8")
        os.utime(mended, ns=(1, 1))

    empty()
    folder = build(manifest, tmp_path / "corpus", **options).folder
    mended.write_text(text, "utf-8")
    written, write = [], workfolder.atomic_writer

    def killed(path):
        written.append(path)
        if len(written) > after:
            raise KeyboardInterrupt
        return write(path)

    with monkeypatch.context() as patch:
        patch.setattr(workfolder, "atomic_writer", killed)
        with suppress(KeyboardInterrupt):
            build(manifest, folder, **options)
    empty()
    corpus = build(manifest, folder, **options)
    shown = [(row.id, {pair.doc for pair in pairs}) for row, pairs in corpus.by_document()]
    assert all(docs == {name} for name, docs in shown)
    assert {name for name, _ in shown} | {"d3"} == {f"d{n}" for n in range(7)}


def test_a_corpus_that_lost_documents_takes_none_up(manifest, tmp_path):
    missing = manifest.parent / "3.en.txt"
    text = missing.read_text("utf-8")
    missing.unlink()
    corpus = build(manifest, tmp_path / "corpus", model=Counting())
    missing.write_text(text, "utf-8")
    table = corpus.folder / "documents.tsv"
    table.write_text("".join(table.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    before = contents(corpus.folder)
    with pytest.raises(InputError, match="tells of a document d6 that the corpus does not have"):
        build(manifest, corpus.folder, model=Counting(), resume=True)
    assert before.items() <= contents(corpus.folder).items()


def test_damaged_outcomes_are_one_line_and_harm_no_corpus(manifest, tmp_path):
    (manifest.parent / "3.en.txt").unlink()
    corpus = build(manifest, tmp_path / "corpus", model=Counting())
    packed = corpus.folder / ".work" / "batches.zip"
    whole = packed.read_bytes()
    before = {path: path.read_bytes() for path in corpus.folder.rglob("[!.]*.*") if path != packed}
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 9
        packed.write_bytes(damaged)
        with suppress(InputError):  # anything else would be a traceback
            is_left_to_try(manifest, corpus.folder, model=Counting())
    packed.write_bytes(whole[:100])
    with pytest.raises(
        InputError, match=r"batches\.zip: damaged.* remove it, and the corpus stays"
    ):
        build(manifest, corpus.folder, model=Counting(), resume=True)
    with ZipFile(packed, "w") as archive:
        archive.writestr("000000.json", '{"files": [1], "parts": []}')
    with pytest.raises(
        InputError, match=r"batches\.zip: damaged.* remove it, and the corpus stays"
    ):
        build(manifest, corpus.folder, model=Counting(), resume=True)
    assert before == {path: path.read_bytes() for path in before}
    packed.unlink()
    assert build(manifest, corpus.folder, model=Counting(), resume=True).run == corpus.run


def test_what_cannot_begin_leaves_nothing(manifest, tmp_path):
    def nowhere(_):
        raise UsageError("no Ray cluster at nowhere")

    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "corpus", tmp_path / "empty"):
        with pytest.raises(UsageError, match="nowhere"):
            build(manifest, folder, engine=nowhere)
    assert not (tmp_path / "corpus").exists()
    assert not list((tmp_path / "empty").iterdir()), "it was there before"


def test_a_finished_corpus_stays_one_if_nothing_can_be_begun(manifest, tmp_path):
    def nowhere(_):
        raise UsageError("no Ray cluster at nowhere")

    missing = manifest.parent / "3.en.txt"
    text = missing.read_text("utf-8")
    missing.unlink()
    corpus = build(manifest, tmp_path / "corpus", engine=HereEngine)
    missing.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="nowhere"):
        build(manifest, corpus.folder, engine=nowhere, resume=True)
    assert list(open_corpus(corpus.folder).pairs()) == list(corpus.pairs())
    assert len(list(corpus.documents())) == 6
    again = build(manifest, corpus.folder, engine=HereEngine, resume=True)
    assert again.run["counts"]["documents"] == 7


def test_resuming_what_is_finished_or_not_begun(manifest, tmp_path):
    corpus = build(manifest, tmp_path / "corpus", model=Counting(), resume=True)
    before = contents(corpus.folder)
    log = tmp_path / "log"
    again = build(manifest, corpus.folder, model=Counting(log), resume=True)
    assert again.run["signature"] == corpus.run["signature"]
    assert contents(corpus.folder) == before
    assert not log.exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("version", "begun with aligner .*, not 99"),
        ("format", "begun with options format=parquet .*, not format=jsonl"),
        ("model", "begun with model name=counting"),
        ("manifest", "begun with manifest name=list.tsv"),
    ],
)
def test_another_plan_is_not_resumed(manifest, tmp_path, monkeypatch, change, message):
    interrupted(manifest, tmp_path / "corpus")
    build(manifest, tmp_path / "finished", model=Counting())
    options = {"model": Counting(), "resume": True}
    if change == "version":
        monkeypatch.setattr(building, "__version__", "99")
    elif change == "format":
        options["format"] = "jsonl"
    elif change == "model":
        options["model"] = "default"
    else:
        manifest.write_text(manifest.read_text("utf-8") + "x\ty\tz\t\n", encoding="utf-8")
    for folder in ("corpus", "finished"):
        with pytest.raises(UsageError, match=message):
            build(manifest, tmp_path / folder, **options)


def test_a_second_run_into_a_folder_is_refused(manifest, tmp_path):
    refused = []

    def second(state):
        if not refused:
            with pytest.raises(UsageError, match=f"another run is writing .*process {os.getpid()}"):
                build(manifest, tmp_path / "corpus", model=Counting(), resume=True)
            refused.append(state)

    build(manifest, tmp_path / "corpus", model=Counting(), progress=second)
    assert refused


def test_a_full_disk_is_one_line_and_can_be_resumed(manifest, tmp_path, monkeypatch):
    fsync, calls = os.fsync, []

    def full(handle):
        calls.append(handle)
        if len(calls) > 6:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device; free some space"):
        build(manifest, tmp_path / "corpus", model=Counting())
    monkeypatch.setattr(os, "fsync", fsync)
    corpus = build(manifest, tmp_path / "corpus", model=Counting(), resume=True)
    assert contents(corpus.folder) == contents(
        build(manifest, tmp_path / "whole", model=Counting()).folder
    )


def test_what_would_be_done(manifest, tmp_path):
    (manifest.parent / "3.en.txt").unlink()
    interrupted(manifest, tmp_path / "corpus", after=1)
    seen = outlook(manifest, tmp_path / "corpus")
    assert (seen.documents, seen.missing, seen.batches, seen.done) == (7, 1, 4, 1)
    assert seen.size > 500
    finished = build(manifest, tmp_path / "finished", model=Counting()).folder
    assert outlook(manifest, finished).done == 4
    (manifest.parent / "3.en.txt").write_text("The mayor opened a new bridge.", "utf-8")
    assert outlook(manifest, finished).done == 3, "one is to be done again"


def test_options_that_make_no_sense(manifest, tmp_path):
    with pytest.raises(UsageError, match="0 jobs"):
        build(manifest, tmp_path / "corpus", jobs=0)
    with pytest.raises(ModelError, match="unknown model"):
        build(manifest, tmp_path / "corpus", model="nonsense")
    with pytest.raises(ModelError, match="without a cache"):
        build(manifest, tmp_path / "corpus2", model=Counting(), cache=tmp_path / "cache")
    assert not (tmp_path / "corpus").exists()


def test_a_cache_changes_nothing_and_a_second_run_embeds_nothing(manifest, tmp_path, monkeypatch):
    plain = build(manifest, tmp_path / "plain", engine=HereEngine)
    first = build(manifest, tmp_path / "first", engine=HereEngine, cache=tmp_path / "cache")
    loaded = type(step.load("default"))
    step._encoder.cache_clear()

    def refuse(*_):
        raise AssertionError("something was embedded")

    for name in ("encode", "encode_windows"):
        monkeypatch.setattr(loaded, name, refuse)
    second = build(manifest, tmp_path / "second", engine=HereEngine, cache=tmp_path / "cache")
    assert contents(plain.folder) == contents(first.folder) == contents(second.folder)
    step._encoder.cache_clear()


class Dying:
    """An engine whose worker dies of some documents."""

    def __init__(self, step, deadly):
        self.step, self.deadly, self.seen = step, deadly, Counter()

    def run(self, tasks):
        for task in tasks:
            ids = {entry.id for entry in task.entries}
            self.seen.update(ids)
            dies = any(self.seen[name] <= self.deadly.get(name, 0) for name in ids)
            yield task, None if dies else self.step(task.entries)

    def describe(self):
        return {}

    def close(self):
        pass


@pytest.mark.parametrize(
    "deadly", [{"d2": 99}, {"d2": 1}, {"d2": 2}, {"d2": 99, "d3": 99, "d6": 99}]
)
def test_what_kills_its_worker_is_given_up_and_nothing_else(manifest, tmp_path, deadly):
    whole = build(manifest, tmp_path / "whole", model=Counting())
    engines = []

    def dying(step):
        engines.append(Dying(step, deadly))
        return engines[0]

    corpus = build(manifest, tmp_path / "corpus", model=Counting(), engine=dying)
    lost = sorted(name for name, times in deadly.items() if times >= DEATHS)
    assert [row.id for row in corpus.errors()] == lost
    assert [row.id for row in corpus.documents()] == [
        row.id for row in whole.documents() if row.id not in lost
    ]
    assert [pair for pair in whole.pairs() if pair.doc not in lost] == list(corpus.pairs())
    assert max(engines[0].seen.values()) == max(min(max(deadly.values()), DEATHS - 1) + 1, 2)
    if not lost:
        assert contents(corpus.folder) == contents(whole.folder)


KILLED = """
import os, pathlib, sys
from aligner.pipeline import step
read = step.read_sides
def deadly(ko, en, **options):
    if "3.ko" in ko:
        os.kill(os.getpid(), 9)
    return read(ko, en, **options)
step.read_sides = deadly
"""


def test_a_process_that_is_killed_by_a_document(manifest, tmp_path):
    """The workers import the script, and with it a reader that kills them."""
    script = tmp_path / "script.py"
    script.write_text(
        KILLED
        + "from aligner.pipeline import building\nbuilding.BATCH = 2\n"
        + "if __name__ == '__main__':\n"
        + "    corpus = building.build(*sys.argv[1:3], jobs=2)\n"
        + "    print(*(row.id + ': ' + row.reason for row in corpus.errors()), sep='\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, script, manifest, tmp_path / "corpus"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "d3: the process that worked on it died, 3 times (out of memory?)\n"
    assert len(list(open_corpus(tmp_path / "corpus").documents())) == 6


def test_a_script_without_a_guard_is_told_so(manifest, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        f"import aligner\naligner.build({str(manifest)!r}, {str(tmp_path / 'c')!r})\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert "so under 'if __name__ ==" in done.stderr


KILLED_AT_RANDOM = """
import os, pathlib, random, shutil, signal, sys, time
from aligner.pipeline import building
from aligner.formats import jsonl
from aligner.corpus import shards
from tests.pipeline.making import ENGLISH, Counting, contents
import pyarrow.parquet

building.BATCH = 1
manifest, whole, folder, log = map(pathlib.Path, sys.argv[1:])
chance = random.Random(6)

def resume():
    building.build(manifest, folder, model=Counting(log), resume=True)

def finished():
    return {path.stem for path in (folder / ".work").glob("[0-9]*.zip")}

kills = corpora = 0
while kills < 30:
    before = finished()
    log.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        resume()
        os._exit(0)
    time.sleep(chance.uniform(0, 0.3))
    if not os.waitpid(child, os.WNOHANG)[0]:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        kills += 1
    asked = log.read_text("utf-8") if log.exists() else ""
    for number in before:
        assert ENGLISH[1].format(n=int(number) + 2) not in asked, "done twice"
    if (folder / "run.json").exists() or kills == 30:
        resume()
        assert contents(folder) == contents(whole), "something else came out"
        shutil.rmtree(folder)
        corpora += 1
print(kills, "kills,", corpora, "corpora")
"""


def test_thirty_kills_and_nothing_is_lost_or_done_twice(tmp_path):
    manifest = documents(tmp_path / "documents", 60)
    building.BATCH = 1  # the fixture puts it back
    build(manifest, tmp_path / "whole", model=Counting())
    names = (manifest, tmp_path / "whole", tmp_path / "corpus", tmp_path / "log")
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT_RANDOM, *names],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("30 kills")


def test_results_take_tasks_only_as_they_are_wanted():
    taken = []

    class Lazy:
        def run(self, tasks):
            for task in tasks:
                yield task, step.Result((), b"")

    def tasks():
        for number in range(100):
            taken.append(number)
            yield Task(number, ())

    stream = results(Lazy(), tasks(), "jsonl")
    next(stream)
    assert len(taken) == 1


def test_the_work_folder_tells_what_it_was_begun_with(manifest, tmp_path):
    interrupted(manifest, tmp_path / "corpus")
    plan = json.loads((tmp_path / "corpus" / ".work" / "plan.json").read_text("utf-8"))
    assert plan["manifest"]["name"] == "list.tsv"
    assert isinstance(Step(), Step)
    assert DocumentRow("a").doubtful == 0
    assert isinstance(manifest, Path)
