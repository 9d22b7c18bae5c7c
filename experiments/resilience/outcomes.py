"""What is measured of a shock to works: what they lose, and how they come back."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.metrics.frames.frames import canvases_at
from canvas_sim.metrics.logs.histories import column
from canvas_sim.metrics.statistics import auc
from canvas_sim.metrics.templates import lay, piece_of
from canvas_sim.record.run import Run

SHOCK = 48  # h, in all arms
STEP = HOUR // 12  # ms between two looks
STANDS, SOON, LATER = 0.7, 6, 12  # share of pixels; hours
FELT = 0.05  # a smaller loss is none
FIRST = 1.5  # hours within which a shock does its worst


class Shocked(NamedTuple):
    """Works alive at hour 48, and what became of them.

    Attributes
    ----------
    hours : float64 [look], since the shock
    quality : float64 [look], share of the pixels that were right when the shock came and still are
    before, later : float64 [work], share of each work's pixels that were right just before, and twelve hours later
    pixels : list of int64 [pixel], places of each work's pixels in the flat canvas
    community : int64 [work]
    """

    hours: np.ndarray
    quality: np.ndarray
    before: np.ndarray
    later: np.ndarray
    pixels: list[np.ndarray]
    community: np.ndarray


def recovered(run: Run) -> float:
    """Share of the pixels of living works, right when the shock came, that are right six hours later."""
    shocked = _shocked(run)
    return float(shocked.quality[np.argmin(np.abs(shocked.hours - SOON))])


def recovery_area(run: Run) -> float:
    """Integral of one minus quality over the twelve hours after the shock, h (Bruneau 2003)."""
    shocked = _shocked(run)
    within = shocked.hours <= LATER
    return float(np.trapezoid(1 - shocked.quality[within], shocked.hours[within]))


def half_time(run: Run) -> float:
    """Hours until half of the loss is made good, 12 if it never is; NaN if there was hardly a loss."""
    shocked = _shocked(run)
    first = shocked.hours <= FIRST
    low = int(np.argmin(shocked.quality[first]))
    loss = 1 - shocked.quality[low]
    if loss < FELT:
        return float("nan")
    back = low + np.flatnonzero(shocked.quality[low:] >= 1 - loss / 2)
    return float(min(shocked.hours[back[0]], LATER)) if len(back) else float(LATER)


def works_left(run: Run) -> float:
    """Share of the works at least .7 right when the shock came that still are twelve hours later."""
    shocked = _shocked(run)
    stood = shocked.before >= STANDS
    return float(np.mean(shocked.later[stood] >= STANDS)) if stood.any() else float("nan")


def bystander_auc(run: Run) -> float:
    """How well the share of placements by non-members, before the shock, tells works that stand twelve hours later."""
    shocked = _shocked(run)
    stood = np.flatnonzero(shocked.before >= STANDS)
    shares = np.array([_bystanders(run, shocked.pixels[k], shocked.community[k]) for k in stood])
    known = np.isfinite(shares)
    return auc(shares[known], shocked.later[stood][known] >= STANDS)


@lru_cache(maxsize=1)
def _shocked(run: Run) -> Shocked:
    start = SHOCK * HOUR
    times = np.arange(start, min(start + LATER * HOUR, run.end) + 1, STEP)
    looks = canvases_at(run, [start - 1, *times]).reshape(len(times) + 1, -1)
    flat, seen = looks[0], looks[1:]
    designs = run.designs
    alive = designs[(designs["founded"] < start) & ((designs["ended"] < 0) | (designs["ended"] >= start))]
    alive = alive[alive["pixels"].str.len() > 0]
    spots = [lay([piece_of(design)], run.canvas.shape)[:2] for design in alive.itertuples()]
    right = [place[flat[place] == color] for place, color in spots]
    kept = np.unique(np.concatenate([np.zeros(0, np.int64), *right]))
    quality = (seen[:, kept] == flat[kept]).mean(axis=1) if len(kept) else np.ones(len(times))
    before = np.array([np.mean(flat[place] == color) if len(place) else 0 for place, color in spots])
    later = np.array([np.mean(seen[-1, place] == color) if len(place) else 0 for place, color in spots])
    hours, owners = (times - start) / HOUR, alive["community"].to_numpy(np.int64)
    return Shocked(hours, quality, before, later, [place for place, _ in spots], owners)


def _bystanders(run: Run, pixels: np.ndarray, community: int) -> float:
    """Share of the placements on a work before the shock that were made for no community or another one, or to help."""
    place = column(run, "y").astype(np.int64) * run.canvas.shape[1] + column(run, "x")
    on = np.isin(place, pixels) & (column(run, "ts") < SHOCK * HOUR)
    if not on.any():
        return float("nan")
    own = (column(run, "community")[on] == community) & (column(run, "intent")[on] != INTENTS.index("help"))
    return float(1 - own.mean())
