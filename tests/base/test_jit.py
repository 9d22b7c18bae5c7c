"""The folder of compiled kernels: dated when used, and old ones go when a new one is made."""

import os
import re
import time
from importlib import import_module
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


def reached(function, seen):
    """Compiled functions that a compiled function can call, as its names and cells say."""
    if function in seen:
        return
    seen.add(function)
    python = function.py_func
    cells = [cell.cell_contents for cell in python.__closure__ or ()]
    named = [python.__globals__.get(name) for name in python.__code__.co_names]
    for one in [*cells, *named]:
        for other in one if isinstance(one, tuple) else [one]:
            if hasattr(other, "py_func"):
                reached(other, seen)


def kernels():
    """All kernels of the package: compiled functions that Python calls."""
    for path in sorted(jit.ROOMS.rglob("*.py")):
        if re.search(r"^@(parallel_)?kernel", path.read_text("utf-8"), re.MULTILINE):
            name = ".".join(path.relative_to(jit.ROOMS.parent).with_suffix("").parts)
            for one in vars(import_module(name)).values():
                if hasattr(one, "py_func") and one.py_func.__module__ == name and one.stats.cache_path:
                    yield one


def test_what_a_kernel_calls_is_among_the_sources_of_its_file():
    seen = 0
    for one in kernels():
        calls = set()
        reached(one, calls)
        files = {Path(other.py_func.__code__.co_filename) for other in calls}
        assert files <= jit.sources_of(Path(one.py_func.__code__.co_filename)) | jit.sources_of(Path(jit.__file__))
        seen += 1
    assert seen > 40


def test_an_edit_concerns_only_what_is_made_of_the_file():
    look = jit.ROOMS / "rules" / "look.py"
    made_of_it = {path for path in jit.ROOMS.rglob("*.py") if look in jit.sources_of(path)}
    assert {jit.ROOMS / "engine" / name for name in ("turn.py", "driver.py", "simulation.py")} <= made_of_it
    assert not {jit.ROOMS / "engine" / name for name in ("commit.py", "meetings.py", "opening.py")} & made_of_it
    assert jit.ROOMS / "rules" / "patterns" / "void.py" in jit.sources_of(jit.ROOMS / "engine" / "turn.py")


@pytest.mark.parametrize(
    "line",
    [
        "from canvas_sim.base.rng import block",
        "from canvas_sim.base import (\n    jit,\n    rng,\n)",
        "import canvas_sim.base.rng as draws",
        "    from canvas_sim.base import rng",
        'import_module(f"canvas_sim.base.{name}")',
    ],
)
def test_every_form_of_import_is_seen(tmp_path, line):
    (tmp_path / "one.py").write_text(line + "\n")
    assert jit.ROOMS / "base" / "rng.py" in jit.sources_of(tmp_path / "one.py")


def test_an_edit_changes_the_fingerprint(tmp_path):
    file = tmp_path / "one.py"
    found = []
    for text in ("from canvas_sim.base.rng import block\n", "from canvas_sim.base.rng import block  # again\n"):
        file.write_text(text)
        jit.fingerprint_of.cache_clear()
        found.append(jit.fingerprint_of(file))
    assert found[0] != found[1]
