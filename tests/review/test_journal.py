import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from aligner.errors import InputError, OutputError
from aligner.review.actions import (
    ACTIONS,
    Confirm,
    Cut,
    Dismiss,
    Edit,
    Merge,
    Undo,
    action_of,
    record,
)
from aligner.review.desk import Desk
from aligner.review.journal import Journal
from aligner.viewing import open_source
from tests.review.making import article, written

SOME = [
    Confirm(3, False),
    Edit(1, "en", 0, "a lone \ud800 and a line\nbreak"),
    Cut(1, (("ko", 0, 4), ("en", 1, 2))),
    Dismiss(1, "E101", None, None),
    Merge(0),
    Undo(),
]


def reopened(path, digest="x"):
    journal = Journal(path, digest)
    journal.close()
    return journal.actions


@pytest.mark.parametrize("action", SOME)
def test_an_action_can_be_written_down_and_read_again(action):
    assert action_of(json.loads(json.dumps(record(action)))) == action


def test_what_was_appended_is_there_again(tmp_path):
    journal = Journal(tmp_path / "j", "x")
    for action in SOME:
        journal.append(action)
    journal.close()
    assert reopened(tmp_path / "j") == SOME


def test_a_line_that_was_cut_off_is_removed_at_every_byte(tmp_path):
    path = tmp_path / "j"
    journal = Journal(path, "x")
    journal.append(SOME[0])
    whole = path.read_bytes()
    journal.append(SOME[1])
    journal.close()
    both = path.read_bytes()
    for length in range(len(whole), len(both)):
        path.write_bytes(both[:length])
        assert reopened(path) == SOME[:1]
        assert path.read_bytes() == whole
    path.write_bytes(both)
    assert reopened(path) == SOME[:2]


def test_a_damaged_line_in_the_middle_is_named(tmp_path):
    path = tmp_path / "j"
    Journal(path, "x").close()
    for line in (b"{}", b"[1]", b"nonsense", b'{"do": "merge"}', b'{"do": "merge", "bead": "1"}'):
        path.write_bytes(path.read_bytes().split(b"\n")[0] + b"\n" + line + b"\n")
        with pytest.raises(InputError, match="line 2"):
            Journal(path, "x")


def test_the_journal_of_other_pairs_is_refused(tmp_path):
    Journal(tmp_path / "j", "x").close()
    with pytest.raises(InputError, match="other pairs"):
        Journal(tmp_path / "j", "y")


def test_two_programs_cannot_write_one_journal(tmp_path):
    journal = Journal(tmp_path / "j", "x")
    with pytest.raises(OutputError, match="reviewed already"):
        Journal(tmp_path / "j", "x")
    journal.close()
    Journal(tmp_path / "j", "x").close()


def test_a_full_disk_changes_nothing(tmp_path, monkeypatch):
    desk = Desk(open_source(written(tmp_path, article())))
    state, size = desk.state, desk.journal.path.stat().st_size
    real = os.write

    def full(file, data):
        real(file, data[:5])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OutputError, match="No space left on device; nothing was changed"):
        desk.act({"do": "confirm", "bead": 0}, 0)
    monkeypatch.undo()
    assert desk.state is state
    assert desk.journal.path.stat().st_size == size
    desk.act({"do": "confirm", "bead": 0}, 0)
    desk.journal.close()


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        {"do": "drop"},
        {"do": "confirm"},
        {"do": "confirm", "bead": True},
        {"do": "confirm", "bead": 1, "confirmed": 1},
        {"do": "move", "bead": 1, "side": "fr", "direction": "up"},
        {"do": "move", "bead": 1, "side": "ko", "direction": "left"},
        {"do": "cut", "bead": 1, "places": []},
        {"do": "cut", "bead": 1, "places": [["ko", 0]]},
        {"do": "cut", "bead": 1, "places": "ko"},
        {"do": "edit", "bead": 1, "side": "ko", "sentence": 0, "text": None},
        {"do": "dismiss", "bead": 1, "code": "E1", "side": None, "span": [1]},
        {"do": "merge", "bead": 10**400},
    ],
)
def test_what_is_no_action_is_refused(content):
    with pytest.raises(InputError):
        action_of(content)


def test_every_action_has_a_name():
    assert all(kind.name == name for name, kind in ACTIONS.items())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_nothing_is_lost_in_thirty_kills(tmp_path):
    """Servers are killed by SIGKILL at random moments, requests under way; see killing.py."""
    path = written(tmp_path, article(40))
    program = Path(__file__).with_name("killing.py")
    result = subprocess.run(
        [sys.executable, "-m", "tests.review.killing", str(path), "30"],
        cwd=program.parents[2],
        capture_output=True,
        check=False,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert report["kills"] == 30
    assert report["answered"] >= 30


@pytest.mark.parametrize("content", [b"one line without an end", b"two\nlines"])
def test_a_file_that_is_no_journal_is_refused_and_left_as_it_was(tmp_path, content):
    path = tmp_path / "j"
    path.write_bytes(content)
    with pytest.raises(InputError):
        Journal(path, "x")
    assert path.read_bytes() == content


def test_a_journal_killed_at_its_very_beginning_begins_again(tmp_path):
    path = tmp_path / "j"
    Journal(path, "x").close()
    header = path.read_bytes()
    for size in range(len(header)):
        path.write_bytes(header[:size])
        Journal(path, "x").close()
        assert path.read_bytes() == header
