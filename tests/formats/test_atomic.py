import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from aligner.errors import OutputError
from aligner.formats import atomic_writer, atomic_writers

resource = pytest.importorskip("resource", reason="file size limits are a matter of Unix")


def entries(folder):
    return sorted(entry.name for entry in folder.iterdir())


def test_the_file_appears_when_the_block_ends(tmp_path):
    path = tmp_path / "a.tsv"
    with atomic_writer(path) as stream:
        stream.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert entries(tmp_path) == ["a.tsv"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit, GeneratorExit])
def test_any_exception_leaves_the_old_file_and_nothing_else(error, tmp_path):
    path = tmp_path / "a.tsv"
    path.write_bytes(b"old")

    def interrupted():
        with atomic_writer(path) as stream:
            stream.write(b"new")
            raise error

    with pytest.raises(error):
        interrupted()
    assert path.read_bytes() == b"old"
    assert entries(tmp_path) == ["a.tsv"]


def test_a_new_file_has_the_permissions_of_the_umask(tmp_path):
    before = os.umask(0o027)
    try:
        with atomic_writer(tmp_path / "a"):
            pass
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_an_old_file_keeps_its_permissions(tmp_path):
    path = tmp_path / "a"
    path.touch()
    path.chmod(0o604)
    with atomic_writer(path):
        pass
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_a_symbolic_link_stays_and_its_target_is_replaced(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "real").write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(Path("there", "real"))
    with atomic_writer(link) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert (tmp_path / "there" / "real").read_bytes() == b"new"


def test_the_longest_file_name_can_be_written(tmp_path):
    with atomic_writer(tmp_path / ("x" * 255)):
        pass
    assert entries(tmp_path) == ["x" * 255]


def refused(path):
    with pytest.raises(OutputError) as caught, atomic_writer(path) as stream:
        stream.write(b"x" * 100_000)
    message = str(caught.value)
    assert "\n" not in message
    assert str(path) in message
    return message


def test_a_missing_folder(tmp_path):
    assert "create the folder first" in refused(tmp_path / "none" / "a.tsv")


def test_a_file_in_place_of_the_folder(tmp_path):
    (tmp_path / "file").touch()
    assert "a part of the path is a file" in refused(tmp_path / "file" / "a.tsv")


def test_a_folder_in_place_of_the_file(tmp_path):
    assert "name a file" in refused(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_no_permission_for_the_folder(tmp_path):
    tmp_path.chmod(0o555)
    assert "change the permissions" in refused(tmp_path / "a.tsv")


def test_a_read_only_file_is_not_replaced(tmp_path, monkeypatch):
    path = tmp_path / "a.tsv"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root is never told no
    assert "read-only" in refused(path)
    assert path.read_bytes() == b"old"


def test_a_file_that_outgrows_its_limit_leaves_nothing(tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        assert os.strerror(errno.EFBIG) in refused(tmp_path / "a.tsv")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert entries(tmp_path) == []


def test_a_disk_that_turns_out_full_at_the_end_leaves_nothing(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert "free some space" in refused(tmp_path / "a.tsv")
    assert entries(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="there is no /dev/full here")
def test_a_full_device():
    assert "free some space" in refused(Path("/dev/full"))
    assert Path("/dev/full").is_char_device()


def test_a_pipe_is_written_directly(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()
    with atomic_writer(pipe) as stream:
        stream.write(b"through")
    reader.join()
    assert received == [b"through"]
    assert pipe.is_fifo()


def test_standard_output_goes_where_it_was_sent(tmp_path, capfdbinary):
    os.write(1, b"before ")
    with atomic_writer("/dev/stdout") as stream:
        stream.write(b"and after")
    assert capfdbinary.readouterr().out == b"before and after"


def test_of_files_that_belong_together_none_is_replaced_when_one_fails(tmp_path):
    (tmp_path / "a.ko").write_bytes(b"old")
    with (
        pytest.raises(OutputError),
        atomic_writers(tmp_path / "a.ko", tmp_path / "none" / "a.en") as (ko, _),
    ):
        ko.write(b"new")
    assert (tmp_path / "a.ko").read_bytes() == b"old"
    assert entries(tmp_path) == ["a.ko"]
