"""One run: its folder, its digest, its answer to Ctrl-C. With a stand-in for the engine that draws at random."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
import types

import numpy as np
import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.record.replay import canvas_at
from canvas_sim.record.run import Run
from canvas_sim.scenario.schema import Canvas, Event, Scenario
from canvas_sim.study import runner

SCENARIO = Scenario(event=Event(hours=1), canvas=Canvas(width=40, height=30))
FILES = (
    *("scenario.toml", "run.json", "events.parquet", "interventions.parquet", "communities.parquet"),
    *(
        "designs.parquet",
        "alliances.parquet",
        "ceded.parquet",
        "learned.parquet",
        "posts.parquet",
        "timeline.parquet",
        "canvas.png",
        "timelapse.webp",
    ),
)


class Stand:
    """Stands in for the engine: three placements a tick, one wipe, no communities."""

    failure: BaseException | None = None

    def __init__(self, scenario, seed, *, threads=None, recorder=None, graph=None):
        self.now, self.placements, self.recorder = 0, 0, recorder
        self.end, self.step = scenario.event.hours * 3_600_000, scenario.event.tick * 1000
        self.draws = np.random.default_rng(seed)
        self.canvas = np.zeros((scenario.canvas.height, scenario.canvas.width), np.uint8)

    @property
    def done(self):
        return self.now >= self.end

    def advance(self, until):
        while self.now < until:
            self.tick()

    def tick(self):
        if self.failure and self.now > self.end / 2:
            raise self.failure
        if self.now == 1_000_000:
            self.canvas[2:9, 3:20] = 5
            box = {"x0": 3, "y0": 2, "x1": 20, "y1": 9}
            self.recorder.interventions({"ts": self.now, "kind": "wipe", "color": 5, **box})
        height, width = self.canvas.shape
        rows = {name: self.draws.integers(0, 5, 3) for name in ("user", "intent", "community", "design", "post")}
        rows |= {"x": self.draws.integers(0, width, 3), "y": self.draws.integers(0, height, 3)}
        rows |= {"color": self.draws.integers(0, 16, 3), "ts": self.now + np.arange(3)}
        for x, y, color in zip(rows["x"], rows["y"], rows["color"], strict=True):
            self.canvas[y, x] = color
        self.recorder.events(rows)
        self.placements += 3
        self.now += self.step

    def finish(self):
        self.recorder.timeline({"ts": self.now, "placements": self.placements})
        self.recorder.finish(self.canvas, {})


@pytest.fixture(autouse=True)
def engine(monkeypatch):
    """Put the stand-in where the engine is."""
    module = types.ModuleType("canvas_sim.engine.simulation")
    module.Simulation = Stand
    monkeypatch.setitem(sys.modules, "canvas_sim.engine.simulation", module)
    monkeypatch.setattr(Stand, "failure", None)


def test_the_folder_is_whole_and_gives_the_run_back(tmp_path):
    made = runner.run(SCENARIO, seed=3, out=tmp_path / "deep" / "run")
    assert sorted(path.name for path in made.folder.iterdir()) == sorted(FILES)
    again = Run.load(tmp_path / "deep" / "run")
    assert again.scenario == SCENARIO
    assert again.info["seed"] == 3
    assert again.info["counts"]["placements"] == len(again.events) == 3 * 360
    assert again.info["counts"]["users"] == again.events["user"].nunique()
    assert set(again.info["versions"]) == {"python", "numpy", "numba", "mesa", "canvas_sim"}
    np.testing.assert_array_equal(canvas_at(again, again.end), again.canvas)


def test_memory_folder_and_no_log_agree(tmp_path):
    held = runner.run(SCENARIO, seed=3)
    written = runner.run(SCENARIO, seed=3, out=tmp_path / "a")
    silent = runner.run(SCENARIO, seed=3, out=tmp_path / "b", log=False)
    other = runner.run(SCENARIO, seed=4)
    assert held.digest == written.digest == silent.digest != other.digest
    for frame in ("events", "interventions", "timeline", "posts"):
        here, there = getattr(held, frame), getattr(written, frame)
        assert list(here.columns) == list(there.columns)
        assert here.astype(object).equals(there.astype(object)), frame
    np.testing.assert_array_equal(held.canvas, written.canvas)
    np.testing.assert_array_equal(canvas_at(held, held.end), held.canvas)
    assert not (tmp_path / "b" / "events.parquet").exists()
    with pytest.raises(UserError, match="no log"):
        _ = silent.events


def test_progress_rises_to_the_whole():
    told = []
    runner.run(SCENARIO, progress=lambda share, placements: told.append((share, placements)))
    assert told == sorted(told)
    assert told[-1] == (1.0, 1080)


@pytest.mark.parametrize("failure", [RuntimeError("broken"), KeyboardInterrupt(), UserError("no")])
def test_a_failure_leaves_nothing(tmp_path, monkeypatch, failure):
    monkeypatch.setattr(Stand, "failure", failure)
    with pytest.raises(type(failure)):
        runner.run(SCENARIO, out=tmp_path / "deep" / "run")
    assert list(tmp_path.iterdir()) == []


def test_a_taken_folder_is_refused_before_any_work(tmp_path, monkeypatch):
    monkeypatch.setattr(Stand, "failure", AssertionError("worked"))
    (tmp_path / "run").mkdir()
    with pytest.raises(UserError, match="taken"):
        runner.run(SCENARIO, out=tmp_path / "run")


def test_a_preset_may_be_named(monkeypatch):
    monkeypatch.setattr(runner, "load", {"mine": SCENARIO}.get)
    assert runner.run("mine", 1).digest == runner.run(SCENARIO, 1).digest


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5, "x", None, True])
def test_seeds_out_of_range(tmp_path, seed):
    with pytest.raises(UserError, match=r"^seed .* is out of range; it must be a whole number from 0 to 4294967295"):
        runner.run(SCENARIO, seed, out=tmp_path / "run")
    assert not list(tmp_path.iterdir())


def test_the_info_is_plain_json(tmp_path):
    runner.run(SCENARIO, out=tmp_path / "run")
    info = json.loads((tmp_path / "run" / "run.json").read_text())
    assert len(info["digest"]) == 64
    assert info["seconds"] > 0


def test_control_c_is_answered_within_a_second_and_leaves_nothing(tmp_path):
    script = f"""
        import signal, sys, time, types
        signal.signal(signal.SIGINT, signal.default_int_handler)  # which what runs in the background ignores
        sys.path.insert(0, {os.path.dirname(__file__)!r})
        import test_runner
        class Slow(test_runner.Stand):
            def tick(self):
                time.sleep(0.01)
                super().tick()
        module = types.ModuleType("canvas_sim.engine.simulation")
        module.Simulation = Slow
        sys.modules["canvas_sim.engine.simulation"] = module
        scenario = test_runner.Scenario(event=test_runner.Event(hours=100))
        test_runner.runner.run(scenario, out={str(tmp_path / "run")!r}, progress=lambda *a: print("on", flush=True))
    """
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    child.stdout.readline()
    assert [path.name.startswith(".run.partial") for path in tmp_path.iterdir()] == [True]
    asked = time.perf_counter()
    child.send_signal(signal.SIGINT)
    _, errors = child.communicate(timeout=20)
    assert time.perf_counter() - asked < 5  # a second, on a machine that has nothing else to do
    assert "KeyboardInterrupt" in errors
    assert list(tmp_path.iterdir()) == []
