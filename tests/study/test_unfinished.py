"""A run that is killed at any moment goes on, and its files are those of the run that nobody killed."""

import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from small_events import TOWN
from typer.testing import CliRunner

from canvas_sim.base.errors import UserError
from canvas_sim.cli.app import app
from canvas_sim.record import checkpoint, recorder
from canvas_sim.scenario.toml import to_toml
from canvas_sim.study import runner, unfinished
from canvas_sim.study.unfinished import Saving, resume, run_saved, unfinished_folder

OFTEN = Saving(600_000)
CHUNK = 128  # rows, so that a small event has some
CHANGES = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree")
# Kills itself at change number N of files below DIR, which it makes as the run that is handed in, or goes on with.
DRIVER = f"""
import os, signal, sys
from canvas_sim.record import recorder
from canvas_sim.scenario.loading import load
from canvas_sim.study.unfinished import Saving, resume, run_saved, unfinished_folder

recorder.CHUNK = {CHUNK}
event, out, left = sys.argv[1], sys.argv[2], [int(sys.argv[3])]

def count(name, args):
    if name in {CHANGES!r} and str(args[0]).startswith(os.path.dirname(out)):
        if name == "open" and not (args[2] & (os.O_WRONLY | os.O_RDWR)):
            return
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
if unfinished_folder(out).exists():
    resume(out, threads=1)
else:
    run_saved(load(event), 3, out, Saving(600_000), threads=1)
print(-left[0])
"""


@pytest.fixture(scope="module")
def event(tmp_path_factory):
    path = tmp_path_factory.mktemp("event") / "town.toml"
    path.write_text(to_toml(TOWN), "utf-8")
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The run that nobody stopped, in chunks of 128 rows."""
    folder = tmp_path_factory.mktemp("whole") / "run"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recorder, "CHUNK", CHUNK)
        runner.run(TOWN, 3, out=folder)
    return folder


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(recorder, "CHUNK", CHUNK)


def contents(folder):
    """All files of a run folder, the seconds that it took left out."""
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    info = json.loads(files["run.json"])
    del info["seconds"]
    return files | {"run.json": info}


def driven(event, out, change=0):
    """Make or go on with a run in a process that kills itself; 0 if it came to its end."""
    command = [sys.executable, "-c", DRIVER, str(event), str(out), str(change)]
    return subprocess.run(command, capture_output=True, check=False, text=True)


def killed_and_resumed(event, out, changes):
    """Kill the run at each of the changes in turn, then let it end; how often it was killed."""
    kills = 0
    for change in changes:
        if not out.exists():
            kills += driven(event, out, change).returncode == -signal.SIGKILL
    if not out.exists() or unfinished_folder(out).exists():
        done = driven(event, out)
        assert done.returncode == 0, done.stderr
    return kills


def test_killed_three_times(event, whole, tmp_path):
    out = tmp_path / "at" / "run"
    out.parent.mkdir()
    assert killed_and_resumed(event, out, [60, 200, 333]) == 3
    assert contents(out) == contents(whole)
    assert [path.name for path in out.parent.iterdir() if path.name[0] != "."] == ["run"]


@pytest.mark.slow
@pytest.mark.parametrize("number", range(20))
def test_killed_at_random_changes_of_files(event, whole, tmp_path, number):
    draws = np.random.default_rng(number)
    out = tmp_path / "at" / "run"
    out.parent.mkdir()
    kills = killed_and_resumed(event, out, [int(10 ** draws.uniform(0, 3)) for _ in range(3)])
    assert kills or number
    assert contents(out) == contents(whole)


@pytest.mark.slow
def test_killed_at_random_times(event, whole, tmp_path):
    draws = np.random.default_rng(5)
    for number in range(8):
        out = tmp_path / str(number) / "run"
        out.parent.mkdir()
        while not out.exists():
            child = subprocess.Popen([sys.executable, "-c", DRIVER, str(event), str(out), "0"], stdout=subprocess.PIPE)
            time.sleep(draws.uniform(0.8, 4))
            child.kill()
            child.communicate()
        driven(event, out)
        assert contents(out) == contents(whole)


@pytest.mark.parametrize("log", [True, False])
def test_saved_on_the_way_it_is_the_same_run(whole, tmp_path, small_chunks, log):
    done = run_saved(TOWN, 3, tmp_path / "run", Saving(600_000, keep=True, log=log))
    kept = [path.name for path in (tmp_path / "run" / "checkpoints").iterdir()]
    assert sorted(kept) == [*(f"{h:03}h{m:02}m00s" for h in (0, 1) for m in range(0, 60, 10) if h + m), "frames"]
    files, wanted = contents(done.folder), contents(whole)
    assert files == {name: data for name, data in wanted.items() if log or name != "events.parquet"}
    assert not unfinished_folder(tmp_path / "run").exists()


class HaltedError(Exception):
    pass


def stopped(out, monkeypatch, after=5, saving=OFTEN):
    """A run that ends in an error after some checkpoints."""
    left, save = [after], unfinished._Keeper._save

    def saved(self, now):
        save(self, now)
        left[0] -= 1
        if left[0] == 0:
            raise HaltedError

    with monkeypatch.context() as patch:
        patch.setattr(unfinished._Keeper, "_save", saved)
        with pytest.raises(HaltedError):
            run_saved(TOWN, 3, out, saving)


def test_a_damaged_checkpoint_or_part_is_left_for_an_older_one(whole, tmp_path, monkeypatch, small_chunks):
    stopped(tmp_path / "run", monkeypatch, saving=Saving(600_000, keep=True))
    folder = unfinished_folder(tmp_path / "run")
    (newest,) = checkpoint.checkpoints_in(folder / "checkpoints")[-1:]
    (newest / "state.json").write_text("{}", "utf-8")
    last = sorted((folder / "log").iterdir())[-1]
    last.write_bytes(last.read_bytes()[:-9])
    assert resume(tmp_path / "run").digest == json.loads((whole / "run.json").read_text("utf-8"))["digest"]
    assert contents(tmp_path / "run") == contents(whole)


def test_what_was_half_written_does_not_stay(tmp_path, monkeypatch):
    stopped(tmp_path / "run", monkeypatch, after=2, saving=Saving(600_000, keep=True))
    half = unfinished_folder(tmp_path / "run") / "checkpoints" / ".000h30m00s.partial-0123abcd"
    half.mkdir()
    (half / "checkpoint.json").write_text("{", "utf-8")
    resume(tmp_path / "run")
    names = {path.name for path in (tmp_path / "run" / "checkpoints").iterdir()}
    assert len(names) == 12
    assert half.name not in names


def test_what_cannot_go_on_is_told(tmp_path, monkeypatch):
    out = tmp_path / "run"
    with pytest.raises(UserError, match="there is no run to go on with"):
        resume(out)
    stopped(out, monkeypatch, after=1)
    with pytest.raises(UserError, match="was begun and is not over; canvas-sim resume"):
        run_saved(TOWN, 3, out, OFTEN)
    with unfinished.only_here(unfinished_folder(out)), pytest.raises(UserError, match="used by another process"):
        resume(out)
    here = checkpoint.made_by()
    with monkeypatch.context() as patch:
        patch.setattr(checkpoint, "made_by", lambda: here | {"numba": "0.1"})
        with pytest.raises(UserError, match=f"made with numba {here['numba']}; here is numba 0.1"):
            resume(out)
    assert resume(unfinished_folder(out)).digest == resume(out).digest


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_asked_to_stop_it_saves_and_says_how_to_go_on(event, whole, tmp_path, number, code):
    start = f"""
import os, signal, canvas_sim.cli.app
from canvas_sim.study import unfinished
signal.signal(signal.SIGINT, signal.default_int_handler)
look, looked = unfinished._Keeper.look, []

def asked(self, now, canvas):
    looked.append(now)
    if len(looked) == 3:
        os.kill(os.getpid(), {int(number)})
    look(self, now, canvas)

unfinished._Keeper.look = asked
canvas_sim.cli.app.main()
"""
    out = tmp_path / "run"
    options = ["run", str(event), "--seed", "3", "--out", str(out), "--checkpoint-every", "100h"]
    done = subprocess.run([sys.executable, "-c", start, *options], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert f"Stopped: canvas-sim resume {out} goes on." in done.stderr
    assert len(checkpoint.checkpoints_in(unfinished_folder(out) / "checkpoints")) == 1
    typed = CliRunner().invoke(app, ["resume", str(out)])
    assert typed.exit_code == 0
    assert json.loads((out / "run.json").read_text("utf-8"))["digest"][:16] in typed.output
    ours, theirs = (np.array(runner.Run.load(folder).canvas) for folder in (out, whole))
    np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--keep-checkpoints", "needs --checkpoint-every"),
        ("--checkpoint-every 10ms", "too often; the shortest time is 1s"),
        ("--checkpoint-every soon", "is not a time"),
    ],
)
def test_options_that_make_no_sense(tmp_path, options, said):
    typed = CliRunner().invoke(app, ["run", "--out", os.fspath(tmp_path / "run"), *options.split()])
    assert typed.exit_code == 2
    assert said in " ".join(typed.output.split())
    assert not list(tmp_path.iterdir())
