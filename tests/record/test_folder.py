"""The run folder appears whole or not at all."""

import os

import pytest

from canvas_sim.errors import UserError
from canvas_sim.record.folder import new_folder


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
