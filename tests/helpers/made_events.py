"""Events made by hand, with intents, communities and designs, in memory and without an engine."""

import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.record.columns import columns_of
from canvas_sim.record.recorder import Recorder
from canvas_sim.record.replay import canvas_at
from canvas_sim.record.run import Run
from canvas_sim.scenario.schema import Canvas, Event, Scenario

ROW = {"ts": 0, "user": 0, "x": 0, "y": 0, "color": 0, "intent": "build", "community": -1, "design": -1, "post": -1}


def table(name, rows):
    """Columns of a table from rows as dicts; what they leave out is 0 or "", or -1 for `ended`."""
    empty = {key: "" if kind.dtype == "str" else 0 for key, kind in columns_of(name).items()}
    empty |= {"ended": -1} if "ended" in empty else {}
    empty |= {"pixels": b""} if "pixels" in empty else {}
    full = [empty | row for row in rows]
    return {key: [row[key] for row in full] for key in empty}


def event(rows, size=(8, 9), hours=1.0, interventions=(), opened=None, **tables):
    """A run from placements as dicts or as (ts, user, x, y, color); `size` is (width, height)."""
    full = [ROW | (row if isinstance(row, dict) else dict(zip(ROW, row, strict=False))) for row in rows]
    columns = {key: [row[key] for row in full] for key in ROW}
    columns["intent"] = [INTENTS.index(name) for name in columns["intent"]]
    recorder = Recorder(keep=True)
    recorder.events({key: np.array(values, np.int64) for key, values in columns.items()})
    for row in interventions:
        recorder.interventions(row)
    blank = np.zeros(size[::-1], np.uint8)
    recorder.finish(blank, {name: table(name, rows) for name, rows in tables.items()})
    scenario = Scenario(event=Event(hours=hours), canvas=Canvas(width=size[0], height=size[1], open=opened))
    counts = {"placements": recorder.rows, "users": recorder.users}
    info = {"digest": recorder.digest, "seed": 0, "seconds": 0.0, "counts": counts}
    run = Run.in_memory(info, scenario, blank, recorder)
    canvas = canvas_at(run, run.end)
    return Run.in_memory(info, scenario, canvas, recorder)


def chance(rows=900, size=(8, 9), hours=1.0, seed=5, users=40, colors=4):
    """Placements as rows (ts, user, x, y, color) at random."""
    draws = np.random.default_rng(seed)
    below = (users, size[0], size[1], colors)
    columns = [np.sort(draws.integers(0, int(hours * 3_600_000), rows)), *(draws.integers(0, n, rows) for n in below)]
    return list(zip(*(column.tolist() for column in columns), strict=True))


def design(number, x, y, rows, **more):
    """A design from its rows of pixels: "12.1" is the colors 1 and 2, a hole, and 1."""
    pixels = bytes(255 if c == "." else int(c) for row in rows for c in row)
    base = {"design": number, "community": number, "name": str(number), "kind": "template", "x": x, "y": y}
    size = {"width": len(rows[0]), "height": len(rows), "area": sum(pixel != 255 for pixel in pixels)}
    return base | size | {"pixels": pixels} | more


def shaken(seed=2):
    """Four tiles, drawn at once; two are disturbed more and more in the two hours before they are taken over."""
    draws = np.random.default_rng(seed)
    rows = [(0, 1, x, y, 5) for x in range(50) for y in range(50)]
    for left, top, hour in ((0, 0, 8), (25, 25, 14)):
        for minute in range(120):
            x, y = left + draws.integers(0, 25, minute // 20), top + draws.integers(0, 25, minute // 20)
            ts = (hour - 2) * HOUR + minute * 60_000
            rows += [(ts, 100 + minute, int(a), int(b), 3) for a, b in zip(x, y, strict=True)]
            rows += [(ts + 400_000, 1, int(a), int(b), 5) for a, b in zip(x, y, strict=True)]
        rows += [(hour * HOUR + 500_000, 2 + x % 5, left + x, top + y, 7) for x in range(25) for y in range(20)]
    return event(sorted(rows), (50, 50), hours=20)
