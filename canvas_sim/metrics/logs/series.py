"""Damage and stability of regions through time, from the log alone.

The reference of a pixel is the color that it held longest in the window before (of colors held equally long the
nearer in time), its forward reference that of the window from then on. Source: rplacem (Falmagne, Stephenson & Levin,
PNAS 2026).
"""

from typing import NamedTuple

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.metrics.logs.histories import NO_COLOR, WINDOW, Histories, held_longest
from canvas_sim.metrics.regions import Regions

STEP = 300_000  # ms, a cooldown
MEMORY = WINDOW // STEP  # samples
SMALLEST = 100  # pixels of a region that counts


class RegionSeries(NamedTuple):
    """What regions were like, every five minutes; shares of their pixels, float64 [region, time].

    Attributes
    ----------
    ts : int64 [time], ms
    area : int64 [region], pixels
    damage : pixels that differ from their reference
    after : pixels that differ from their forward reference
    blank : pixels whose reference is the background
    stability : mean share of the window that pixels spent in their reference
    """

    ts: np.ndarray
    area: np.ndarray
    damage: np.ndarray
    after: np.ndarray
    blank: np.ndarray
    stability: np.ndarray


def series_of(history: Histories, regions: Regions, end: int, clock: tuple[int, int] = (STEP, WINDOW)) -> RegionSeries:
    """Series of regions; `clock` is the time between two samples, which is also that of the first, and window in ms."""
    ts = np.arange(clock[0], end + 1, clock[0], dtype=np.int64)
    counts = np.zeros((len(regions.area), len(ts), 4), np.int64)
    follow(history, regions, (ts, clock[1], end), counts)
    area = np.maximum(regions.area, 1)[:, None]
    damage, after, blank = (counts[:, :, k] / area for k in range(3))
    return RegionSeries(ts, regions.area, damage, after, blank, counts[:, :, 3] / (area * np.minimum(clock[1], ts)))


@kernel
def follow(history, regions, clock, counts):
    """Add up pixels of regions at each time, int64 [region, time, 4]: damaged, unlike what follows, blank, ms held."""
    starts, when, color = history.starts, history.ts, history.color
    ts, window, end = clock
    held = np.zeros(NO_COLOR, np.int64)
    for p in range(len(starts) - 1):
        if regions.starts[p + 1] == regions.starts[p]:
            continue
        i, low, high = starts[p], starts[p], starts[p]
        for k in range(len(ts)):
            t = ts[k]
            while i + 1 < starts[p + 1] and when[i + 1] <= t:
                i += 1
            while low + 1 < starts[p + 1] and when[low + 1] <= t - window:
                low += 1
            while high + 1 < starts[p + 1] and when[high + 1] < t + window:
                high += 1
            ref, time, next_ref = color[i], min(window, t), color[i]
            if low < i:
                ref, time = held_longest(history, (low, i), (max(t - window, 0), t), held, True)
            if i < high and t < end:
                next_ref, _ = held_longest(history, (i, high), (t, min(t + window, end)), held, False)
            for j in range(regions.starts[p], regions.starts[p + 1]):
                region = regions.region[j]
                counts[region, k, 0] += ref != color[i]
                counts[region, k, 1] += next_ref != color[i]
                counts[region, k, 2] += ref == color[starts[p]]
                counts[region, k, 3] += time
