"""How much of artworks shows, how long they take to build, and whether many hands are quicker."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.base.times import HOUR
from canvas_sim.metrics.frames.frames import Frames
from canvas_sim.metrics.logs.histories import Histories, histories
from canvas_sim.metrics.logs.series import STEP
from canvas_sim.metrics.regions import Regions, template_regions
from canvas_sim.metrics.registry import metric
from canvas_sim.metrics.statistics import log_slope
from canvas_sim.metrics.templates import Piece, lay, piece_of, standing
from canvas_sim.metrics.works.artworks import tally
from canvas_sim.record.run import Run


def template_shown(frames: Frames, design: Any) -> np.ndarray:
    """Share of a template's pixels that each frame shows while it is a goal, float64 [frame]; 0 elsewhere.

    Parameters
    ----------
    design : a row of the table of designs, with a template
    """
    pixel, color, _ = lay([piece_of(design)], frames.canvas.shape[1:])
    ms = frames.hours * HOUR
    alive = (ms >= design.founded) & ((ms < design.ended) | (design.ended < 0))
    shares = np.zeros(len(frames))
    if len(pixel):
        shares[alive] = (frames.canvas[alive].reshape(-1, frames.canvas[0].size)[:, pixel] == color).mean(axis=1)
    return shares


HALF, DONE = 0.5, 0.9  # shares of an artwork's pixels


def shares_built(history: Histories, works: Regions, ts: np.ndarray) -> np.ndarray:
    """Share of the pixels of each artwork that are right at each time (ms): float64 [artwork, time]."""
    right = np.zeros((len(works.area), len(ts)), np.int64)
    count(history, works, ts, right)
    return right / np.maximum(works.area, 1)[:, None]


@kernel
def count(history, works, ts, right):
    """Add up the pixels of each artwork that are right at each time."""
    starts = history.starts
    for p in range(len(starts) - 1):
        if works.starts[p + 1] == works.starts[p]:
            continue
        i = starts[p]
        for k in range(len(ts)):
            while i + 1 < starts[p + 1] and history.ts[i + 1] <= ts[k]:
                i += 1
            for j in range(works.starts[p], works.starts[p + 1]):
                right[works.region[j], k] += works.color[j] == history.color[i]


def building_hours(matched: Sequence[np.ndarray] | np.ndarray, ts: np.ndarray) -> np.ndarray:
    """Hours from the first sample with half of an artwork right to the first one after it with .9; NaN if it never is.

    Parameters
    ----------
    matched : float64 [artwork, time], share of its pixels that is right
    ts : [time], ms
    """
    result = np.full(len(matched), np.nan)
    for work, shares in enumerate(matched):
        half = np.flatnonzero(shares >= HALF)
        done = np.flatnonzero(shares >= DONE)
        if len(half) and len(done):
            result[work] = (ts[done[0]] - ts[half[0]]) / HOUR
    return result


@metric(unit="h; user-hours a pixel; slope", needs="works")
def building(run: Run, pieces: Iterable[Piece] | None = None) -> dict[str, float]:
    """Building times of artworks from half done to .9, looked at every five minutes.

    Returns
    -------
    dict
        `hours`, median; `user_hours`, median of hours times users with an agreeing placement over pixels; `gain`, slope
        of log10 of that on log10 of the users: below 1 the more so, the more many hands help (NaN where there is
        nothing to compare; artworks that are built between two looks count as half of five minutes)

    Source: after Armstrong 2018.
    """
    pieces = standing(run) if pieces is None else list(pieces)
    counted = tally(run, pieces)
    works = template_regions(pieces, run.shape)
    ts = np.arange(STEP, run.end + 1, STEP)
    hours = np.maximum(building_hours(shares_built(histories(run), works, ts), ts), STEP / HOUR / 2)
    built = np.isfinite(hours) & (counted.coalition > 0)
    if not built.any():
        return dict.fromkeys(("hours", "user_hours", "gain"), float("nan"))
    each = hours[built] * counted.coalition[built] / counted.area[built]
    return {
        "hours": float(np.median(hours[built])),
        "user_hours": float(np.median(each)),
        "gain": log_slope(counted.coalition[built], each),
    }
