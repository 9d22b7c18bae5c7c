"""A run folder made without an engine."""

import json

import numpy as np

from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.record.images import write_png
from canvas_sim.record.recorder import Recorder
from canvas_sim.record.run import Run
from canvas_sim.scenario.palettes import palette_of
from canvas_sim.scenario.schema import Canvas, Event, Scenario
from canvas_sim.scenario.toml import to_toml


def make_run(folder, seed, hours=1, width=30):
    """Random placements, replayed by hand."""
    scenario = Scenario(event=Event(hours=hours), canvas=Canvas(width=width, height=20))
    draws = np.random.default_rng(seed)
    rows = 500
    events = {name: np.full(rows, -1) for name in ("community", "design", "post")}
    events |= {"ts": np.sort(draws.integers(0, int(hours * 3_600_000), rows)), "user": draws.integers(0, 50, rows)}
    events |= {"x": draws.integers(0, width, rows), "y": draws.integers(0, 20, rows)}
    events |= {"color": draws.integers(0, 16, rows), "intent": draws.integers(0, len(INTENTS), rows)}
    canvas = np.zeros((20, width), np.uint8)
    for x, y, color in zip(events["x"], events["y"], events["color"], strict=True):
        canvas[y, x] = color
    folder.mkdir()
    recorder = Recorder(folder)
    recorder.events(events)
    recorder.finish(canvas, {})
    counts = {"placements": rows, "users": recorder.users}
    info = {"seed": seed, "digest": recorder.digest, "seconds": 1.0, "counts": counts}
    (folder / "run.json").write_text(json.dumps(info))
    (folder / "scenario.toml").write_text(to_toml(scenario))
    write_png(folder / "canvas.png", canvas, palette_of(scenario))
    return Run.load(folder), canvas
