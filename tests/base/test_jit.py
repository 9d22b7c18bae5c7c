"""The folder of compiled kernels: dated when used, and old ones go when a new one is made."""

import os
import time
from pathlib import Path

import pytest

from canvas_sim.base import jit

DAY = 86_400


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("CANVAS_SIM_CACHE_DIR", str(tmp_path))
    jit.cache_folder.cache_clear()
    yield tmp_path / "canvas_sim"
    monkeypatch.undo()
    jit.cache_folder.cache_clear()


def make(cache, name, days):
    """A folder with a kernel in it that was used some days ago."""
    (cache / name / "engine").mkdir(parents=True)
    (cache / name / "engine" / "kernel.nbi").write_bytes(b"kernel")
    os.utime(cache / name, (time.time() - days * DAY,) * 2)
    return cache / name


def test_a_new_folder_makes_unused_ones_go(cache):
    old, recent = make(cache, "a" * 20, 31), make(cache, "b" * 20, 29)
    foreign = [make(cache, "notes", 400), make(cache, "a" * 19, 400), make(cache, "g" * 20, 400)]
    new = jit.cache_folder()
    assert new.is_dir() and recent.is_dir() and not old.exists()
    assert all((folder / "engine" / "kernel.nbi").exists() for folder in foreign)


def test_only_the_folders_used_last_are_kept(cache):
    folders = [make(cache, f"{k:020x}", 1 + k / 100) for k in range(jit.FOLDERS_KEPT + 3)]
    jit.cache_folder()
    kept = jit.FOLDERS_KEPT - 1  # the new one counts
    assert [folder.exists() for folder in folders] == [True] * kept + [False] * 4


def test_using_a_folder_dates_it_and_removes_nothing(cache):
    folder = jit.cache_folder()
    old = make(cache, "c" * 20, 31)
    os.utime(folder, (time.time() - 20 * DAY,) * 2)
    jit.cache_folder.cache_clear()
    assert jit.cache_folder() == folder and old.is_dir()
    assert folder.stat().st_mtime > time.time() - DAY


def test_what_cannot_be_written_is_no_error(tmp_path, monkeypatch, cache):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("CANVAS_SIM_CACHE_DIR", str(tmp_path / "file"))
    assert jit.cache_folder().parent == tmp_path / "file" / "canvas_sim"


def test_what_cannot_be_removed_stays(cache, monkeypatch):
    old = make(cache, "d" * 20, 31)

    def refuse(*_, **_named):
        raise PermissionError

    monkeypatch.setattr(os, "rmdir", refuse)
    monkeypatch.setattr(os, "unlink", refuse)
    assert jit.cache_folder().is_dir() and old.is_dir()


def test_the_folder_that_no_kernel_depends_on_has_none():
    folder = Path(jit.__file__).parents[1] / "engine" / jit.PLAIN_PYTHON
    texts = [path.read_text("utf-8") for path in folder.glob("*.py")]
    assert len(texts) > 5
    assert not [text for text in texts if "base.jit" in text or "numba" in text]
