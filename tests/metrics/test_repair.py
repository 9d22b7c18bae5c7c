"""Return times: on paper, against a slow twin that looks at every millisecond, and against libraries."""

import math

import naive_works as naive
import numpy as np
import pytest
from made_events import chance, event

from canvas_sim.metrics.frames.frames import canvases_at
from canvas_sim.metrics.logs.histories import histories, references
from canvas_sim.metrics.logs.repair import lost_pixels, repair

SIZE = (8, 8)


def test_the_case_on_paper():
    """Lost at 1000 and back at 1200; lost at 9000 for good, and watched for the window; lost 400 before the end."""
    rows = [(1000, 1, 0, 0, 1), (1200, 1, 0, 0, 0), (9000, 1, 0, 0, 2), (3_599_600, 1, 1, 1, 3)]
    run = event(rows)
    history = histories(run)
    found = lost_pixels(history, references(run, 1000)[0], run.end, 1000)
    assert list(zip(found.time.tolist(), found.back.tolist(), strict=True)) == [
        (200, True),
        (1000, False),
        (400, False),
    ]
    # At 200 ms one of three is back: 2/3 last, to the end of the window. Mean: 200 + 2/3 x 800 ms.
    assert repair(run, 1000) == pytest.approx({"rate": 1 / 3, "median": math.inf, "mean": (200 + 1600 / 3) / 1000})


def test_against_a_slow_twin():
    rows = chance(700, size=(3, 4), hours=0.001, colors=3)
    run = event(rows, SIZE, hours=0.01)
    states = canvases_at(run, range(3600)).tolist()
    history = histories(run)
    for window in (1, 40, 300):
        found = lost_pixels(history, references(run, window)[0], run.end, window)
        pixel = np.searchsorted(history.starts, found.entry, side="right") - 1
        mine = zip(pixel // 8, pixel % 8, history.ts[found.entry], found.time, found.back, strict=True)
        expected = [(*place, ts, time, back) for place, ts, time, back in naive.losses(rows, states, window, 36_000)]
        assert sorted((int(a), int(b), int(c), int(d), bool(e)) for a, b, c, d, e in mine) == sorted(expected)
        assert {back for *_, back in expected} == {True, False}


def test_nothing_lost_is_undefined():
    assert all(math.isnan(value) for value in repair(event([(0, 1, 0, 0, 0)])).values())
