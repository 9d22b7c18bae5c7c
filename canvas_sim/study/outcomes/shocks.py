"""Outcomes of shocks: what a raid or a loss does to a place and to works, and how it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.metrics.logs.histories import column
from canvas_sim.record.columns import NO_PIXEL
from canvas_sim.record.replay import Replay
from canvas_sim.record.run import HOUR, Run

STEP = HOUR // 12  # ms between two looks
SURVIVES, AFTER, NEVER = 0.7, 3, 6  # share of pixels; hours
STANDS, SOON, LATER = 0.7, 6, 12
FELT = 0.05  # a smaller loss is none
FIRST = 1.5  # hours within which a shock does its worst


# --- a raid on a place: attack and defense


class Siege(NamedTuple):
    """Quality of a place from the raid on: share of its pixels that are as just before, every five minutes."""

    hours: np.ndarray
    quality: np.ndarray
    raid: float


def survives(run: Run) -> float:
    """1 if three hours after the raid's end at least .7 of the place is as before, else 0."""
    return float(late_quality(run) >= SURVIVES)


def depth(run: Run) -> float:
    """Lowest loss of quality during the raid."""
    siege = _siege(run)
    return float(1 - siege.quality[siege.hours <= siege.raid].min())


def recovery(run: Run) -> float:
    """Hours from the raid's end until half of the loss is made good; 6 if it never is."""
    siege = _siege(run)
    after = siege.hours >= siege.raid
    hours, quality = siege.hours[after] - siege.raid, siege.quality[after]
    back = np.flatnonzero(quality >= 1 - (1 - quality[0]) / 2)
    return float(min(hours[back[0]], NEVER)) if len(back) else float(NEVER)


def end_quality(run: Run) -> float:
    """Quality when the raid ends."""
    return _quality_at(run, 0)


def late_quality(run: Run) -> float:
    """Quality three hours after the raid's end."""
    return _quality_at(run, AFTER)


def raiders_per_pixel(run: Run) -> float:
    """Raiders per pixel of the place."""
    raid = _raid(run)
    x0, y0, x1, y1 = raid.at_region
    return raid.users / ((x1 - x0) * (y1 - y0))


def _quality_at(run: Run, hours: float) -> float:
    siege = _siege(run)
    return float(siege.quality[np.argmin(np.abs(siege.hours - siege.raid - hours))])


@lru_cache(maxsize=1)
def _siege(run: Run) -> Siege:
    raid = _raid(run)
    x0, y0, x1, y1 = raid.at_region
    start = round(raid.at * HOUR)
    times = np.arange(start, run.end + 1, STEP)
    before, seen = _looks(run, start, times)
    quality = (seen[:, y0:y1, x0:x1] == before[y0:y1, x0:x1]).mean(axis=(1, 2))
    return Siege((times - start) / HOUR, quality, raid.hours)


def _raid(run: Run):
    """The raid of the scenario."""
    return next(one for one in run.scenario.interventions if one.kind == "raid")


def _looks(run: Run, start: int, times: Sequence[int] | np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The canvas just before `start` (ms), and at each time: uint8 [h, w] and [time, h, w]."""
    replay = Replay(run)
    replay.play(start - 1)
    before = replay.canvas.copy()
    seen = np.empty((len(times), *before.shape), np.uint8)
    for j, ms in enumerate(times):
        replay.play(int(ms))
        seen[j] = replay.canvas
    return before, seen


# --- a shock to works: resilience


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


SHOCK = 48  # h, in all arms


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


def auc(score: np.ndarray, positive: np.ndarray) -> float:
    """Probability that a positive has the larger score, ties counted by half; NaN without both kinds."""
    high, low = score[positive], score[~positive]
    if not len(high) or not len(low):
        return float("nan")
    ordered = np.sort(low)
    below, upto = np.searchsorted(ordered, high, "left"), np.searchsorted(ordered, high, "right")
    return float((below + upto).mean() / 2 / len(low))


@lru_cache(maxsize=1)
def _shocked(run: Run) -> Shocked:
    start = SHOCK * HOUR
    times = np.arange(start, min(start + LATER * HOUR, run.end) + 1, STEP)
    canvas, seen = _looks(run, start, times)
    seen = seen.reshape(len(times), -1)
    designs = run.designs
    alive = designs[(designs["founded"] < start) & ((designs["ended"] < 0) | (designs["ended"] >= start))]
    alive = alive[alive["pixels"].str.len() > 0]
    spots = [_spots(run, design) for design in alive.itertuples()]
    flat = canvas.ravel()
    right = [place[flat[place] == color] for place, color in spots]
    kept = np.unique(np.concatenate([np.zeros(0, np.int64), *right]))
    quality = (seen[:, kept] == flat[kept]).mean(axis=1) if len(kept) else np.ones(len(times))
    before = np.array([np.mean(flat[place] == color) if len(place) else 0 for place, color in spots])
    later = np.array([np.mean(seen[-1, place] == color) if len(place) else 0 for place, color in spots])
    hours, owners = (times - start) / HOUR, alive["community"].to_numpy(np.int64)
    return Shocked(hours, quality, before, later, [place for place, _ in spots], owners)


def _spots(run: Run, design) -> tuple[np.ndarray, np.ndarray]:
    """Places in the flat canvas of a template's pixels, int64 [pixel], and their colors."""
    template = np.frombuffer(design.pixels, np.uint8).reshape(design.height, design.width)
    height, width = run.canvas.shape
    y, x = np.nonzero(template != NO_PIXEL)
    inside = (x + design.x >= 0) & (x + design.x < width) & (y + design.y >= 0) & (y + design.y < height)
    y, x = y[inside], x[inside]
    return (y + design.y).astype(np.int64) * width + x + design.x, template[y, x]


def _bystanders(run: Run, pixels: np.ndarray, community: int) -> float:
    """Share of the placements on a work before the shock that were made for no community or another one, or to help."""
    place = column(run, "y").astype(np.int64) * run.canvas.shape[1] + column(run, "x")
    on = np.isin(place, pixels) & (column(run, "ts") < SHOCK * HOUR)
    if not on.any():
        return float("nan")
    own = (column(run, "community")[on] == community) & (column(run, "intent")[on] != INTENTS.index("help"))
    return float(1 - own.mean())
