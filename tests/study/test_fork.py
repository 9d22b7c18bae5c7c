"""A fork goes on from a moment of a finished run; without a change it is that run."""

import json

import numpy as np
import pytest
from small_events import TOWN
from test_unfinished import CHUNK, contents
from typer.testing import CliRunner

from canvas_sim.base.errors import UserError
from canvas_sim.cli.app import app
from canvas_sim.record import recorder
from canvas_sim.record.replay import canvas_at
from canvas_sim.record.run import Run
from canvas_sim.study import fork as forking
from canvas_sim.study import runner
from canvas_sim.study.fork import ForkChange, fork
from canvas_sim.study.sweep.factors import with_interventions
from canvas_sim.study.unfinished import Saving, run_saved, unfinished_folder

WIPE = {"kind": "wipe", "at": 1.3, "region": [0, 0, 20, 20]}
FILE = "[[interventions]]\nkind = 'wipe'\nat = 1.3\nregion = [0, 0, 20, 20]\n"


@pytest.fixture(scope="module", params=["kept", "none"])
def parent(request, tmp_path_factory):
    """A run with checkpoints every ten minutes, or with none, in chunks of 128 rows."""
    folder = tmp_path_factory.mktemp("parent") / "run"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recorder, "CHUNK", CHUNK)
        if request.param == "kept":
            run_saved(TOWN, 3, folder, Saving(600_000, keep=True))
        else:
            runner.run(TOWN, 3, out=folder)
    return folder


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(recorder, "CHUNK", CHUNK)
    monkeypatch.setattr(forking, "CHUNK", CHUNK)
    monkeypatch.setattr("canvas_sim.record.parquet.CHUNK", CHUNK)


def without_fork(folder):
    files = contents(folder)
    told = files["run.json"].pop("fork")
    return files, told


@pytest.mark.parametrize("at", ["0h", "5min", "72min", "1.5h", "119min"])
def test_without_a_change_it_is_the_same_run(parent, tmp_path, at):
    fork(parent, at, tmp_path / "fork")
    files, told = without_fork(tmp_path / "fork")
    assert files == contents(parent)
    assert told["run"] == files["run.json"]["digest"]
    assert [path.name for path in tmp_path.iterdir()] == ["fork"]


def test_with_an_intervention_it_is_the_event_that_had_it_from_the_start(parent, tmp_path):
    (tmp_path / "wipe.toml").write_text(FILE, "utf-8")
    done = fork(parent, "75min", tmp_path / "fork", ForkChange((), tmp_path / "wipe.toml"))
    whole = runner.run(with_interventions(TOWN, [WIPE], "x"), 3)
    assert done.digest == whole.digest != Run.load(parent).digest


def test_with_a_parameter_it_is_the_run_up_to_there(parent, tmp_path):
    done, before = fork(parent, "70min", tmp_path / "fork", ForkChange(["forum.vote=1", "people.help=1"])), 70 * 60_000
    np.testing.assert_array_equal(canvas_at(done, before - 1), canvas_at(Run.load(parent), before - 1))
    assert done.digest != Run.load(parent).digest
    assert done.scenario.people.help == 1
    assert done.info["fork"]["set"] == ["forum.vote=1", "people.help=1"]


@pytest.mark.parametrize(
    ("at", "changes", "said"),
    [
        ("2h", [], "has no moment 2 h; it goes from 0 to 2 h"),
        ("1h", ["canvas.width=30"], "cannot be set on the way; what can is in people"),
        ("1h", ["people.temper=0.1"], "would change lives.temper, which is settled at the start"),
    ],
)
def test_what_cannot_be(parent, tmp_path, at, changes, said):
    with pytest.raises(UserError, match=said):
        fork(parent, at, tmp_path / "fork", ForkChange(changes))
    assert not list(tmp_path.iterdir())


def test_what_comes_out_otherwise_is_refused(parent, tmp_path, monkeypatch):
    monkeypatch.setattr("canvas_sim.record.replay.canvas_at", lambda run, ms: canvas_at(run, ms) + 1)
    with pytest.raises(UserError, match="cannot be gone back to: it comes out otherwise"):
        fork(parent, "1h", tmp_path / "fork")
    assert not list(tmp_path.iterdir())


def test_as_a_command(parent, tmp_path):
    typed = CliRunner().invoke(app, ["fork", str(parent), "--at", "1h", "--out", str(tmp_path / "fork")])
    assert typed.exit_code == 0, typed.output
    assert json.loads((tmp_path / "fork" / "run.json").read_text("utf-8"))["fork"]["at"] == 3_600_000
    assert not unfinished_folder(tmp_path / "fork").exists()
    typed = CliRunner().invoke(app, ["fork", str(parent), "--at", "1h", "--out", str(tmp_path / "fork")])
    assert typed.exit_code == 2
