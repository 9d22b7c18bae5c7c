"""Where the canvas changes, and what is undone at once: by hand, and against slow twins."""

import math

import naive_metrics as naive
import numpy as np
import pytest
from hand_made import drifting, frames_of_canvases, frames_of_series

from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.frames import turnover


def test_concentration_by_hand():
    # Twenty pixels: one changes three times, one once.
    series = np.zeros((4, 20), int)
    series[:, 3], series[:, 7] = (0, 1, 2, 1), (0, 0, 0, 5)
    found = turnover.concentration(frames_of_series(series))
    assert (found["pixels_5"], found["pixels_10"]) == (3 / 4, 1)
    assert math.isnan(found["tiles_10"])  # there is no whole tile
    with pytest.raises(NotAvailable, match="nothing changed"):
        turnover.concentration(frames_of_series(np.ones((4, 2), int)))


def test_tiles():
    frames = drifting(3)
    canvas = np.repeat(np.repeat(frames.canvas[:, :10, :4], 25, axis=1), 25, axis=2)  # each pixel becomes a tile
    opened = np.tile(np.array([0, 0, 100, 250], np.int32), (len(canvas), 1))
    large = type(frames)(canvas, frames.hours, None, opened, frames.palette)
    found = turnover.concentration(large)
    assert found["tiles_10"] == found["pixels_10"]


def test_going_back_by_hand():
    # Changes: 0 to 1, which is back an hour later; 1 to 2 and 2 to 0, never; of the other 0 to 4, back at once, and
    # 4 to 0, for which there is no frame an hour later.
    frames = frames_of_series([[0, 0], [1, 0], [2, 0], [0, 4], [0, 0], [0, 0]])
    assert turnover.going_back(frames) == {"0.5h": 1 / 5, "1h": 2 / 4}
    assert turnover.going_back(frames, 0.5, 1)["1h"] == 1
    with pytest.raises(NotAvailable, match="no such hours"):
        turnover.going_back(frames, 7, 9)


def test_against_slow_twins():
    for growing in (False, True):
        frames = drifting(8, growing=growing)
        canvas, opened = frames.canvas.tolist(), frames.open.tolist()
        for since, until in ((8, 12), (11, 20)):
            first, last = int(2 * since), int(2 * until)
            found = turnover.concentration(frames, since, until)
            for percent in turnover.BUSIEST:
                assert found[f"pixels_{percent}"] == naive.concentration(canvas, opened, first, last, percent)
            found = turnover.going_back(frames, since, until)
            for name, delay in turnover.DELAYS.items():
                assert found[name] == naive.going_back(canvas, opened, range(first, last), delay)
        assert turnover.going_back(frames)["1h"] == naive.going_back(canvas, opened, range(35, 59), 2)


def test_change_against_twelve_hours_before():
    canvases = np.zeros((49, 4, 4), np.uint8)
    canvases[30:, 0] = 1  # a quarter changes at hour 15
    shares = [0.25 if 30 <= j < 54 else 0.0 for j in range(24, 49)]
    assert turnover.turnover(frames_of_canvases(canvases)) == pytest.approx(np.mean(shares))
    assert turnover.changed_since(frames_of_canvases(canvases), 24, 24) == 0.25
    assert math.isnan(turnover.turnover(frames_of_canvases(canvases[:9])))
