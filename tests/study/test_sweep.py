"""Sweeps: the same table however they are run, stopped and resumed; and what is said when they cannot be."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
import time

import chores
import pandas as pd
import pytest
from small_events import TINY
from small_sweep import FACTORS, SAME, write

from canvas_sim.base.errors import UserError
from canvas_sim.scenario.loading import load
from canvas_sim.study import runner
from canvas_sim.study.sweep import journal
from canvas_sim.study.sweep.measures import keep
from canvas_sim.study.sweep.plan import read_plan
from canvas_sim.study.sweep.sweep import Sweep, sweep
from canvas_sim.study.workers.pool import task_result
from canvas_sim.study.workers.process import answer


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A sweep by one worker."""
    folder = tmp_path_factory.mktemp("sweep")
    return sweep(write(folder), folder / "out", workers=1)


@pytest.fixture
def here(monkeypatch):
    """Let this process work, where it does not matter who does."""

    def perform(tasks, workers):
        assert workers >= 1
        for task in tasks:
            yield task_result(task.key, json.loads(json.dumps(answer(task._asdict()))))

    monkeypatch.setattr("canvas_sim.study.sweep.sweep.run_in_processes", perform)


def same(a: Sweep, b: Sweep) -> None:
    """Both tables are equal but for the time that it took."""
    assert list(a.table.columns) == list(b.table.columns)
    pd.testing.assert_frame_equal(a.table[SAME], b.table[SAME], check_exact=True)


def test_the_table_opens_in_pandas_and_is_tidy(done):
    table = pd.read_parquet(done.folder / "table.parquet")
    assert list(table.columns) == [*SAME[:-2], "seconds", "digest", "error"]
    assert len(table) == 8
    assert (table["error"] == "").all()
    assert table["placements"].dtype == "int64"
    assert table["digest"].str.len().eq(64).all()
    assert (table["seconds"] > 0).all()
    assert not table.duplicated(["people.reading", "treatment", "seed"]).any()


def test_digests_and_measures_are_those_of_single_runs(done, tmp_path):
    plan = read_plan(write(tmp_path))
    for arm, row in zip([0, 3], [done.table.iloc[0], done.table.iloc[7]], strict=True):
        run = runner.run(plan.arms[arm].scenario, int(row["seed"]), threads=2, out=tmp_path / f"run{arm}")
        assert row["digest"] == run.digest
        assert row["placements"] == run.info["counts"]["placements"]
        assert row["same_neighbor"] == keep(run, ["same_neighbor"])[0]["same_neighbor"]


def test_two_workers_make_the_same_table(done, tmp_path):
    same(sweep(write(tmp_path), tmp_path / "out", workers=2), done)


def test_what_is_done_is_not_done_again(done, monkeypatch):
    told = []
    monkeypatch.setattr("canvas_sim.study.sweep.sweep.run_in_processes", lambda *a: pytest.fail("something was run"))
    again = sweep(write(done.folder.parent), done.folder, progress=told.append)
    same(again, done)
    assert (told[-1].done, told[-1].share) == (8, 1.0)


def test_more_seeds_may_be_added(done, tmp_path, here):
    few = write(tmp_path, FACTORS.replace("seeds = 2", "seeds = [0]"), "few.toml")
    sweep(few, tmp_path / "out", workers=1)
    before = (tmp_path / "out" / "runs.jsonl").read_text()
    same(sweep(write(tmp_path), tmp_path / "out", workers=1), done)
    assert (tmp_path / "out" / "runs.jsonl").read_text().startswith(before)


def test_a_killed_sweep_goes_on_where_it_was(done, tmp_path):
    out, lines = tmp_path / "out", tmp_path / "out" / "runs.jsonl"
    path = os.pathsep.join(filter(None, sys.path))
    command = [sys.executable, "-m", "canvas_sim", "sweep", str(write(tmp_path)), "--out", str(out), "--workers", "1"]
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": path}, stdout=subprocess.DEVNULL) as process:
        while not (lines.exists() and lines.read_bytes().count(b"\n") >= 2):
            assert process.poll() is None
            time.sleep(0.01)
        process.kill()
    before = lines.read_bytes().count(b"\n")
    assert 2 <= before < 8
    assert not (out / "table.parquet").exists()
    lines.open("ab").write(b'{"arm": 1, "seed": ')  # as if it had been killed while it wrote
    told = []
    same(sweep(write(tmp_path), out, workers=2, progress=told.append), done)
    assert [now.done for now in told] == list(range(before, 9))
    assert lines.read_bytes().count(b"\n") == 8


def test_control_c_keeps_what_is_done(tmp_path, interruptible):
    out, lines = tmp_path / "out", tmp_path / "out" / "runs.jsonl"
    path = os.pathsep.join(filter(None, sys.path))
    plan = write(tmp_path, FACTORS.replace("seeds = 2", "seeds = 50"))  # it must not be through before it is stopped
    command = [sys.executable, "-m", "canvas_sim", "sweep", str(plan), "--out", str(out), "--workers", "1"]
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": path}, stderr=subprocess.PIPE, text=True) as process:
        while not (lines.exists() and lines.read_bytes().count(b"\n") >= 2):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.read()  # progress, and in the end:
        assert said.endswith(f"Stopped: what is done is in {out}, and the same command goes on from there.\n")
    assert process.returncode == 130
    assert len(Sweep.load(out).table) == lines.read_bytes().count(b"\n")


def test_a_failing_run_is_a_row(tmp_path, here):
    text = FACTORS.replace('"active_users"', '"chores:both", "chores:fussy", "chores:half"')
    table = sweep(write(tmp_path, text), tmp_path / "out", workers=1).table
    failed = table["seed"] == 1
    assert (table["error"][failed] == "chores:fussy: ValueError: seed 1 is not to be measured").all()
    assert (table["error"][~failed] == "").all()
    assert table["fussy"].isna().tolist() == failed.tolist()
    assert (table["half"] == table["placements"] / 2).all()
    assert (table["both_high"] == table["seed"]).all()


def test_a_run_that_dies_is_a_row(tmp_path):
    text = 'scenario = "tiny.toml"\nseeds = 1\nmetrics = ["chores:die"]'
    table = sweep(write(tmp_path, text), tmp_path / "out").table
    assert table["error"].tolist() == ["the worker died twice, with exit code -9 (out of memory?): farewell"]
    assert table["digest"].tolist() == [""]
    assert table["seconds"].isna().all()


def test_what_failed_is_tried_again(tmp_path, here, monkeypatch):
    text = FACTORS.replace('"active_users"', '"chores:fussy"')
    first = sweep(write(tmp_path, text), tmp_path / "out").table
    monkeypatch.setattr(chores, "fussy", lambda run: 1.0)
    told = []
    again = sweep(write(tmp_path, text), tmp_path / "out", progress=told.append)
    assert [now.done for now in told] == [4, 5, 6, 7, 8]
    assert first["fussy"].isna().sum() == 4
    assert (again.table["error"] == "").all()
    assert (again.table["fussy"] == 1).all()


def test_progress_rises_to_the_whole(tmp_path, here):
    told = []
    sweep(write(tmp_path), tmp_path / "out", workers=2, progress=told.append)
    assert [now.done for now in told] == list(range(9))
    assert [now.share for now in told] == pytest.approx([n / 8 for n in range(9)])
    assert told[-1].seconds_left == pytest.approx(0)
    assert told[-1].memory > 50


def test_a_dictionary_is_a_plan(done, tmp_path, here):
    write(tmp_path)
    early = {"interventions": [{"kind": "forum_down", "at": 0.2, "hours": 0.4}], "set": {"canvas.cooldown": 120}}
    plan = {
        "scenario": str(tmp_path / "tiny.toml"),
        "seeds": 2,
        "metrics": ["placements", "same_neighbor", "active_users"],
        "factors": {"people.reading": [0, 0.9]},
        "treatments": {"none": {}, "early": early},
    }
    same(sweep(plan, tmp_path / "out", workers=2), done)


def test_another_sweep_is_refused(done, tmp_path):
    other = write(tmp_path, FACTORS.replace("0.9", "0.8"))
    with pytest.raises(UserError, match=r"out holds another sweep \(other scenario, factors or metrics\)"):
        sweep(other, done.folder)


def test_a_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").touch()
    with pytest.raises(UserError, match="out is taken, and not by a sweep"):
        sweep(write(tmp_path), tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]
    with pytest.raises(UserError, match="out is not the folder of a sweep"):
        Sweep.load(tmp_path / "out")


def test_other_rules_are_refused(tmp_path):
    plan = read_plan(write(tmp_path))
    with journal.open_journal(tmp_path / "out", plan):
        pass
    about = json.loads((tmp_path / "out" / "sweep.json").read_text())
    (tmp_path / "out" / "sweep.json").write_text(json.dumps(about | {"rules": "older"}))
    with pytest.raises(UserError, match="begun with another version of the rules"):
        sweep(plan, tmp_path / "out")


def test_a_folder_is_filled_by_one_process_at_a_time(tmp_path):
    plan = read_plan(write(tmp_path))
    with (
        journal.open_journal(tmp_path / "out", plan),
        pytest.raises(UserError, match="is being filled by another process"),
    ):
        sweep(plan, tmp_path / "out")


def test_a_full_disk_is_one_line(tmp_path, here, monkeypatch):
    class Full(io.FileIO):
        def write(self, line):
            if self.tell() > 500:
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(line)

        def __init__(self, path, mode, buffering):
            super().__init__(path, mode)

    plan = read_plan(write(tmp_path))
    usual = journal.Path.open
    monkeypatch.setattr(
        *(journal.Path, "open"), lambda path, mode, **how: (Full if mode == "ab" else usual)(path, mode, **how)
    )
    with pytest.raises(UserError) as raised:
        sweep(plan, tmp_path / "out")
    assert str(raised.value) == f"cannot write {tmp_path}/out/runs.jsonl: {os.strerror(errno.ENOSPC)}"
    monkeypatch.undo()
    assert 0 < len(Sweep.load(tmp_path / "out").table) < 8  # what was done before


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path):
    with pytest.raises(UserError, match=r"cannot write .*tiny.toml"):
        sweep(write(tmp_path), tmp_path / "tiny.toml" / "out")


def test_a_sweep_shows_itself(done):
    assert repr(done) == f"Sweep({str(done.folder)!r}: 8 runs, 0 failed)"
    assert "<table" in done._repr_html_()


def test_scenarios_survive_the_way_to_a_worker():
    for scenario in (TINY, load("rplace-2022", scale=0.01)):
        assert type(scenario).model_validate(json.loads(json.dumps(scenario.model_dump(mode="json")))) == scenario
