"""The history of every pixel, from the log alone, and the color it held longest before and after each placement."""

from typing import Any, NamedTuple

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.base.times import HOUR
from canvas_sim.record.replay import check_inside, covered, paintings_of, stretches
from canvas_sim.record.run import Run, once_a_run

WINDOW = 3 * HOUR  # ms; 36 cooldowns of five minutes
BLANK = -1  # the canvas as it was before anything was placed
PAINTED = -2  # an intervention
NO_COLOR = 256


class Histories(NamedTuple):
    """What every pixel was, one after the other; entries of pixel p (= y * width + x) are starts[p] : starts[p + 1].

    Attributes
    ----------
    starts : int64 [pixels + 1]
    row : int32 [entry], row of the log; the first entry of each pixel is `BLANK`, an intervention is `PAINTED`
    ts : int32 [entry], ms since the start
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


def at_rows(run: Run, row: np.ndarray, *names: str) -> list[np.ndarray]:
    """Columns of the log at some of its rows, int [n] in order."""
    parts, first = [[np.zeros(0, np.int32) for _ in names]], 0
    for chunk in run.chunks(*names):
        stop = first + len(chunk[names[0]])
        here = row[slice(*np.searchsorted(row, (first, stop)))] - first
        parts.append([chunk[name][here] for name in names])
        first = stop
    return [np.concatenate(values) for values in zip(*parts, strict=True)]


@once_a_run
def histories(run: Run) -> Histories:
    """The history of every pixel of a run, interventions that paint included.

    Raises
    ------
    UserError
        The run has no log, or a row of it lies outside the canvas.
    """
    shape, paintings = run.shape, paintings_of(run)
    counts = np.ones(shape[0] * shape[1], np.int64)
    for painting in paintings:
        counts[_pixels_of(painting, shape)] += 1
    for chunk in run.chunks("x", "y"):
        check_inside(chunk, shape)
        count_placed(counts, chunk["x"], chunk["y"], shape[1])
    starts = np.concatenate([[0], np.cumsum(counts)])
    entries = (np.full(starts[-1], BLANK, np.int32), np.zeros(starts[-1], np.int32), np.empty(starts[-1], np.uint8))
    entries[2][starts[:-1]] = run.background
    following, before = starts[:-1] + 1, 0
    for chunk in run.chunks("ts", "x", "y", "color"):
        for (first, stop), painting in stretches(chunk["ts"], paintings):
            enter_rows(tuple(chunk.values()), (first, stop, before, shape[1]), following, entries)
            if painting:
                _enter_painting(painting, shape, following, entries)
        before += len(chunk["ts"])
    for painting in paintings:
        _enter_painting(painting, shape, following, entries)
    return Histories(starts, *entries)


def _pixels_of(painting: Any, shape: tuple[int, int]) -> np.ndarray:
    """Which pixels an intervention paints."""
    box, within = covered(painting, shape)
    return np.arange(shape[0] * shape[1]).reshape(shape)[box][within]


def _enter_painting(painting: Any, shape: tuple[int, int], following: np.ndarray, entries: tuple) -> None:
    """Enter an intervention into histories; `following` has the place of each pixel's next entry."""
    pixels = _pixels_of(painting, shape)
    for values, value in zip(entries, (PAINTED, painting.ts, painting.color), strict=True):
        values[following[pixels]] = value
    following[pixels] += 1


@kernel
def enter_rows(placements, rows, following, entries):
    """Enter placements into histories.

    Parameters
    ----------
    placements : ts, x, y and color of a chunk
    rows : the first, and the last plus one; the row of the log that is the chunk's first; width of the canvas
    following : int64 [pixel], place of its next entry, which moves on
    entries : row, ts and color of all entries, to be filled
    """
    ts, x, y, color = placements
    first, stop, before, width = rows
    for i in range(first, stop):
        p = np.int64(y[i]) * width + x[i]
        at = following[p]
        following[p] = at + 1
        entries[0][at] = before + i
        entries[1][at] = ts[i]
        entries[2][at] = color[i]


@kernel
def count_placed(counts, x, y, width):
    """Add the placements of a chunk to those of each pixel, int64 [pixel]."""
    for i in range(len(x)):
        counts[np.int64(y[i]) * width + x[i]] += 1


@once_a_run
def references(run: Run, window: int = WINDOW) -> tuple[np.ndarray, np.ndarray]:
    """Colors that the pixel held longest in the window before, and in the window from, each entry of its history.

    Parameters
    ----------
    window : ms

    Returns
    -------
    backward, forward : uint8 [entry]; of colors held equally long, the one nearer to the entry in time. Where a window
        has no length, backward is the color just before, forward the new one. The last color of each pixel is held to
        the end of the event.
    """
    history = histories(run)
    backward, forward = history.color.copy(), history.color.copy()
    look_around(history, window, run.end, backward, forward)
    return backward, forward


@kernel
def look_around(history, window, end, backward, forward):
    """Fill in both references of all entries but the first of each pixel."""
    starts, ts, color = history.starts, history.ts, history.color
    longest = 0
    for p in range(len(starts) - 1):
        longest = max(longest, starts[p + 1] - starts[p])
    spans, found = (np.empty(longest, np.int64), np.empty(longest, np.uint8)), np.empty(longest, np.uint8)
    scratch = (np.zeros(NO_COLOR, np.int64), np.zeros(NO_COLOR, np.int64), np.zeros(NO_COLOR, np.uint8))
    for p in range(len(starts) - 1):
        first, last = starts[p], starts[p + 1] - 1
        spans[0][0] = ts[first]
        for k in range(last - first):
            spans[0][k + 1], spans[1][k] = ts[first + k + 1], color[first + k]
        longest_before(spans, last - first, window, scratch, found)
        for k in range(last - first):
            backward[first + 1 + k] = found[k]
        # What follows is what came before, in a time that runs backward from the end.
        spans[0][0] = -max(end, np.int64(ts[last]))
        for k in range(last - first):
            spans[0][k + 1], spans[1][k] = -np.int64(ts[last - k]), color[last - k]
        longest_before(spans, last - first, window, scratch, found)
        for k in range(last - first):
            forward[last - k] = found[k]


@kernel
def longest_before(spans, count, window, scratch, found):
    """The color held longest in a window up to the end of each span; the later of equals, the last of none at all.

    Parameters
    ----------
    spans : bounds, int64 [span + 1], when they begin and end; color, uint8 [span]
    count : how many there are
    scratch : time held by each color, int64 [color], all 0, as it is left; last span of each; colors now in the window
    found : uint8 [span], to be filled
    """
    bounds, color = spans
    held, last, here = scratch
    colors, oldest, since = 0, 0, bounds[0]
    for k in range(count):
        time = bounds[k + 1] - bounds[k]
        if time > 0:
            if held[color[k]] == 0:
                here[colors] = color[k]
                colors += 1
            held[color[k]] += time
            last[color[k]] = k
        low = bounds[k + 1] - window
        while oldest <= k and since < low:
            until = min(bounds[oldest + 1], low)
            held[color[oldest]] -= until - since
            since = until
            if until == bounds[oldest + 1]:
                oldest += 1
        best, kept = color[k], 0
        for m in range(colors):
            c = here[m]
            if held[c] == 0:
                continue
            here[kept] = c
            kept += 1
            if held[c] > held[best] or (held[c] == held[best] and last[c] > last[best]):
                best = c
        colors = kept
        found[k] = best
    for m in range(colors):
        held[here[m]] = 0


@kernel
def held_longest(history, entries, span, held, backward):
    """The color that a pixel held longest in a span of time, and how long (ms).

    Parameters
    ----------
    entries : first and last entry of its history in the span
    span : begin and end, ms
    held : time held by each color, int64 [color], all 0, as it is left
    backward : whether of colors held equally long the later one counts, or the earlier
    """
    first, last = entries
    for j in range(first, last + 1):
        held[history.color[j]] += _held(history, j, last, span)
    best, most = history.color[last if backward else first], np.int64(0)
    for k in range(last - first + 1):
        j = last - k if backward else first + k
        if held[history.color[j]] > most and _held(history, j, last, span) > 0:
            best, most = history.color[j], held[history.color[j]]
    for j in range(first, last + 1):
        held[history.color[j]] = 0
    return best, most


@kernel
def _held(history, j, last, span):
    """For how long entry `j` holds in a span of time whose last entry is `last`, ms."""
    stop = history.ts[j + 1] if j < last else span[1]
    return max(stop - max(history.ts[j], span[0]), 0)
