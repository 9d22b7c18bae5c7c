"""The run folder appears whole or not at all."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.record.folder import new_file, new_folder

WORK = """
import sys, time
from canvas_sim.record.folder import new_folder
with new_folder(sys.argv[1]) as folder:
    (folder / "file").write_text("x")
    print("on", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def worker(tmp_path):
    """A process that fills the folder ``run``, when it has begun."""
    child = subprocess.Popen([sys.executable, "-c", WORK, str(tmp_path / "run")], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "on\n"
    yield child
    child.kill()
    child.communicate()


def grow_old(folder):
    """Let a folder look as if it was made two minutes ago."""
    os.utime(folder, (time.time() - 120,) * 2)


def test_it_appears_when_the_block_ends(tmp_path):
    with new_folder(tmp_path / "a" / "b") as folder:
        (folder / "file").write_text("x")
        assert not (tmp_path / "a" / "b").exists()
        assert folder.name.startswith(".")
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]
    assert (tmp_path / "a" / "b" / "file").read_text() == "x"


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, SystemExit])
def test_it_disappears_when_the_block_fails(tmp_path, failure):
    def work():
        with new_folder(tmp_path / "a" / "b") as folder:
            (folder / "deep").mkdir()
            (folder / "deep" / "file").write_text("x")
            raise failure

    with pytest.raises(failure):
        work()
    assert list(tmp_path.iterdir()) == []


def test_folders_that_were_there_stay(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(ValueError), new_folder(tmp_path / "a" / "b"):
        raise ValueError
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


@pytest.mark.parametrize("kind", ["folder", "file", "dangling link"])
def test_a_taken_name_is_refused(tmp_path, kind):
    out = tmp_path / "run"
    {"folder": out.mkdir, "file": out.touch, "dangling link": lambda: out.symlink_to("nowhere")}[kind]()
    with pytest.raises(UserError, match="taken"), new_folder(out):
        pytest.fail("began to work")
    assert list(tmp_path.iterdir()) == [out]


def test_a_name_taken_in_the_meantime_is_left_alone(tmp_path):
    def work():
        with new_folder(tmp_path / "run"):
            (tmp_path / "run").mkdir()

    with pytest.raises(UserError, match="meantime"):
        work()
    assert list(tmp_path.iterdir()) == [tmp_path / "run"]


def test_a_parent_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="cannot make a folder in"), new_folder(tmp_path / "file" / "run"):
        pytest.fail("began to work")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_parent_without_permission_is_refused(tmp_path):
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(UserError, match="Permission denied"), new_folder(tmp_path / "locked" / "run"):
        pytest.fail("began to work")


def test_what_a_killed_process_left_is_removed(tmp_path, worker):
    (left,) = tmp_path.iterdir()
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    grow_old(left)
    with new_folder(tmp_path / "other"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


def test_what_a_living_process_makes_is_left_alone(tmp_path, worker):
    (used,) = tmp_path.iterdir()
    grow_old(used)
    with new_folder(tmp_path / "other"), new_folder(tmp_path / "third"):
        assert (used / "file").exists()
    assert used.exists()


def test_what_is_just_made_or_no_folder_of_ours_is_left_alone(tmp_path):
    names = (".run.partial-12345678", ".run.partial-1", "run.partial-12345678", ".git")
    for name in names:
        (tmp_path / name).mkdir()
    for name in names[1:]:
        grow_old(tmp_path / name)
    (tmp_path / ".file.partial-12345678").touch()
    grow_old(tmp_path / ".file.partial-12345678")
    (tmp_path / ".link.partial-12345678").symlink_to(tmp_path / ".git")
    before = {path.name for path in tmp_path.iterdir()}
    with new_folder(tmp_path / "other"):
        pass
    assert {path.name for path in tmp_path.iterdir()} == before | {"other"}


def test_two_may_work_for_one_name_and_the_first_gets_it(tmp_path):
    def work():
        with new_folder(tmp_path / "run"):
            with new_folder(tmp_path / "run"):
                pass
            assert (tmp_path / "run").exists()

    with pytest.raises(UserError, match="meantime"):
        work()
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_file_appears_when_the_block_ends(tmp_path):
    path = tmp_path / "a.png"
    with new_file(path) as partial:
        partial.write_text("x")
        assert partial.suffix == ".png"
        assert not path.exists()
    assert path.read_text() == "x"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt])
def test_a_file_is_as_before_when_the_block_fails(tmp_path, failure):
    path = tmp_path / "a.png"
    path.write_text("before")
    with pytest.raises(failure), new_file(path) as partial:
        partial.write_text("x")
        raise failure
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_device_is_written_to_and_stays():
    with new_file(Path(os.devnull)) as partial:
        partial.write_text("x")
    assert not os.path.isfile(os.devnull)


def test_a_folder_is_no_file_and_a_missing_folder_is_named(tmp_path):
    with pytest.raises(UserError, match="is a folder"), new_file(tmp_path):
        pytest.fail("began to work")
    with (
        pytest.raises(UserError, match=r"cannot write .*a\.png: No such file"),
        new_file(tmp_path / "no" / "a.png") as to,
    ):
        to.write_text("x")
