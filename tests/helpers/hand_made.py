"""Runs made by hand, in memory and without an engine."""

import numpy as np

from canvas_sim.metrics.frames.frames import Frames
from canvas_sim.record.recorder import Recorder
from canvas_sim.record.run import Run
from canvas_sim.scenario.palettes import palettes
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


def painted_run() -> Run:
    """The same with a wipe and a circle, each in the moment of placements in their middle."""
    wipe = {"kind": "wipe", "x0": 2, "y0": 1, "x1": 9, "y1": 7, "color": 5}
    circle = {"kind": "circle", "x0": 4, "y0": 3, "x1": 9, "y1": 8, "color": 7, "value": 3.0}
    run = random_run()
    middle = run.events[(run.events["x"] == 6) & (run.events["y"] == 5)]
    moments = [int(middle["ts"].iloc[len(middle) * share // 3]) for share in (1, 2)]
    return random_run(interventions=[{"ts": ts} | row for ts, row in zip(moments, (wipe, circle), strict=True)])


def frames_of_series(series, hours=None, placements=None) -> Frames:
    """Frames of one row of pixels, all open: `series[frame]` is a list of colors."""
    canvas = np.array(series, np.uint8).reshape(len(series), 1, -1)
    hours = np.arange(len(series)) / 2 if hours is None else np.array(hours, float)
    opened = np.tile(np.array([0, 0, canvas.shape[2], 1], np.int32), (len(series), 1))
    return Frames(canvas, hours, None if placements is None else np.array(placements), opened, palettes()["2017"])


def frames_of_canvases(canvases) -> Frames:
    """Frames of canvases of two colors, every half hour, all open."""
    canvas = np.array(canvases, np.uint8)
    opened = np.tile([0, 0, canvas.shape[2], canvas.shape[1]], (len(canvas), 1)).astype(np.int32)
    return Frames(canvas, np.arange(len(canvas)) / 2, None, opened, ("FFFFFF", "000000"))


def drifting(seed, frames=60, growing=False) -> Frames:
    """Frames of 15 x 20 pixels that fill, then change a little, with blocks of 5 x 5 overpainted and restored."""
    draws = np.random.default_rng(seed)
    canvas = np.zeros((frames, 15, 20), np.uint8)
    opened = np.tile(np.array([0, 0, 20, 15], np.int32), (frames, 1))
    if growing:
        opened[: frames // 3] = 5, 0, 20, 10
    for j in range(1, frames):
        now = canvas[j - 1].copy()
        touched = draws.random(now.shape) < (0.2 if j < 8 else 0.02)
        now[touched] = draws.integers(0, 5, touched.sum())
        for _ in range(draws.integers(0, 3)):
            y, x = 5 * draws.integers(0, 3), 5 * draws.integers(0, 4)
            back = canvas[max(j - draws.integers(2, 9), 0), y : y + 5, x : x + 5]
            now[y : y + 5, x : x + 5] = back if draws.random() < 0.5 else draws.integers(0, 5)
        x0, y0, x1, y1 = opened[j]
        canvas[j, y0:y1, x0:x1] = now[y0:y1, x0:x1]
    placements = np.concatenate([[0], np.cumsum(draws.integers(5, 90, frames - 1))])
    return Frames(canvas, np.arange(frames) / 2, placements, opened, palettes()["2017"])
