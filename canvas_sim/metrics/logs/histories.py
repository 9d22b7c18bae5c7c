"""The history of every pixel, from the log alone, and the color it held longest before and after each placement."""

from typing import NamedTuple

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.base.times import HOUR
from canvas_sim.metrics.pixel_order import sort_by_pixel
from canvas_sim.record.replay import PAINTING, covered
from canvas_sim.record.run import Run

WINDOW = 3 * HOUR  # ms; 36 cooldowns of five minutes
BLANK = -1  # the canvas as it was before anything was placed
PAINTED = -2  # an intervention
NO_COLOR = 256


class Histories(NamedTuple):
    """What every pixel was, one after the other; entries of pixel p (= y * width + x) are starts[p] : starts[p + 1].

    Attributes
    ----------
    starts : int64 [pixels + 1]
    row : int64 [entry], row of the log; the first entry of each pixel is `BLANK`, an intervention is `PAINTED`
    ts : int64 [entry], ms since the start
    color : uint8 [entry], palette index from then on
    """

    starts: np.ndarray
    row: np.ndarray
    ts: np.ndarray
    color: np.ndarray


def column(run: Run, name: str) -> np.ndarray:
    """One column of the log, whole; intents as codes."""
    parts = [chunk[name] for chunk in run.chunks(name)]
    return np.concatenate(parts) if parts else np.zeros(0, np.int32)


def histories(run: Run) -> Histories:
    """The history of every pixel of a run, interventions that paint included."""
    size = run.scenario.canvas
    pixel = column(run, "y").astype(np.int64) * size.width + column(run, "x")
    ts, color = column(run, "ts").astype(np.int64), column(run, "color").astype(np.uint8)
    row = np.arange(len(ts))
    grid = np.arange(size.width * size.height).reshape(size.height, size.width)
    places, pixels, colors = [], [], []
    for painted in run.interventions[run.interventions["kind"].isin(PAINTING)].itertuples():
        box, within = covered(painted, grid.shape)
        inside = grid[box][within]
        places.append(np.full(len(inside), np.searchsorted(ts, painted.ts)))
        pixels.append(inside)
        colors.append(np.full((len(inside), 2), (painted.color, painted.ts)))
    if places:
        at, painting = np.concatenate(places), np.concatenate(colors)
        pixel = np.insert(pixel, at, np.concatenate(pixels))
        ts, row = np.insert(ts, at, painting[:, 1]), np.insert(row, at, PAINTED)
        color = np.insert(color, at, painting[:, 0].astype(np.uint8))
    starts, order = sort_by_pixel(pixel, grid.size)
    # The last element stands for BLANK, whose place in `order` is -1.
    background = np.uint8(run.background)
    return Histories(starts, np.append(row, BLANK)[order], np.append(ts, 0)[order], np.append(color, background)[order])


@kernel
def references(history, window, end):
    """Colors that the pixel held longest in the window before, and in the window from, each entry of its history.

    Parameters
    ----------
    window : ms
    end : when the last color of each pixel stops, ms

    Returns
    -------
    backward, forward : uint8 [entry]; of colors held equally long, the one nearer to the entry in time. Where a window
        has no length, backward is the color just before, forward the new one.
    """
    starts, ts, color = history.starts, history.ts, history.color
    backward, forward = color.copy(), color.copy()
    held = np.full(NO_COLOR, -1, np.int64)
    seen = np.zeros(NO_COLOR, np.int64)
    for p in range(len(starts) - 1):
        first, stop = starts[p], starts[p + 1]
        for i in range(first + 1, stop):
            colors, low, high = 0, ts[i] - window, ts[i] + window
            j = i - 1
            while j >= first and ts[j + 1] > low:
                colors = _hold(held, seen, colors, color[j], ts[j + 1] - max(ts[j], low))
                j -= 1
            backward[i] = _longest(held, seen, colors) if colors else color[i - 1]
            colors, j = 0, i
            while j < stop and ts[j] < high:
                until = ts[j + 1] if j + 1 < stop else max(end, ts[j])
                colors = _hold(held, seen, colors, color[j], min(until, high) - ts[j])
                j += 1
            forward[i] = _longest(held, seen, colors) if colors else color[i]
    return backward, forward


@kernel
def _hold(held, seen, colors, color, time):
    """Add time to a color; gives how many colors have been seen. No time at all is not seen."""
    if time <= 0:
        return colors
    if held[color] < 0:
        held[color] = 0
        seen[colors] = color
        colors += 1
    held[color] += time
    return colors


@kernel
def _longest(held, seen, colors):
    """The color held longest, the one seen first of equals; forgets all."""
    best = seen[0]
    for k in range(1, colors):
        if held[seen[k]] > held[best]:
            best = seen[k]
    for k in range(colors):
        held[seen[k]] = -1
    return np.uint8(best)


@kernel
def held_longest(history, entries, span, scratch, backward):
    """The color that a pixel held longest in a span of time, and how long (ms).

    Parameters
    ----------
    entries : first and last entry of its history in the span
    span : begin and end, ms
    scratch : two int64 arrays of NO_COLOR, the first all -1, which it is again afterwards
    backward : whether of colors held equally long the later one counts, or the earlier
    """
    held, seen = scratch
    colors = 0
    for k in range(entries[1] - entries[0] + 1):
        j = entries[1] - k if backward else entries[0] + k
        stop = history.ts[j + 1] if j < entries[1] else span[1]
        colors = _hold(held, seen, colors, history.color[j], stop - max(history.ts[j], span[0]))
    most = np.int64(0)
    for k in range(colors):
        most = max(most, held[seen[k]])
    return _longest(held, seen, colors), most
