"""Runs made by hand, in memory and without an engine."""

import numpy as np

from canvas_sim.record.recorder import Recorder
from canvas_sim.record.run import Run
from canvas_sim.scenario.schema import Canvas, Event, Scenario

HOUR = 3_600_000  # ms
NONE = ("intent", "community", "design", "post")


def run_of(scenario: Scenario, rows, interventions=(), **tables) -> Run:
    """A run with a log of rows (ts, user, x, y, color) and interventions as dicts."""
    names = ("ts", "user", "x", "y", "color")
    columns = {name: np.array([row[i] for row in rows], np.int64) for i, name in enumerate(names)}
    columns |= {name: np.zeros(len(rows), int) if name == "intent" else np.full(len(rows), -1) for name in NONE}
    recorder = Recorder(keep=True)
    recorder.events(columns)
    for row in interventions:
        recorder.interventions(row)
    canvas = np.zeros((scenario.canvas.height, scenario.canvas.width), np.uint8)
    for _, _, x, y, color in rows:
        canvas[y, x] = color
    recorder.finish(canvas, tables)
    info = {"digest": recorder.digest, "seed": 0, "counts": {"placements": recorder.rows, "users": recorder.users}}
    return Run.in_memory(info, scenario, canvas, recorder)


def random_run(launch="2017-03-31T17:00:00Z", interventions=(), hours=3, opened=None) -> Run:
    """A run of 5000 random placements on 12 x 9 pixels."""
    canvas = Canvas(width=12, height=9, open=opened)
    scenario = Scenario(event=Event(hours=hours, launch=launch), canvas=canvas)
    draws = np.random.default_rng(4)
    below = (50, 12, 9, 16)
    columns = [np.sort(draws.integers(0, int(hours * HOUR), 5000)), *(draws.integers(0, n, 5000) for n in below)]
    return run_of(scenario, list(zip(*(column.tolist() for column in columns), strict=True)), interventions)
