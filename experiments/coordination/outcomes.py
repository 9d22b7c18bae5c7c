"""What is measured of drawing together."""

from functools import lru_cache

import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.frames.frames import frames_of
from canvas_sim.metrics.works.artworks import Tally, tally
from canvas_sim.metrics.works.building import building_hours, template_shown
from canvas_sim.record.run import Run

COALITION = 5  # users from which on a work counts for the slope


def build_hours(run: Run) -> float:
    """Hours from half built to nine tenths built, median over the works that got there; in steps of ten minutes."""
    frames = frames_of(run, 10)
    shown = [template_shown(frames, design) for design in run.designs.itertuples() if design.pixels]
    hours = building_hours(shown, frames.hours * HOUR)
    return float(np.median(hours[np.isfinite(hours)])) if np.isfinite(hours).any() else float("nan")


def redundant(run: Run) -> float:
    """Share of agreeing placements on a pixel that had the color already; NaN without works."""
    counted = _tally(run)
    return float(counted.redundant.sum() / counted.agreeing.sum()) if counted else float("nan")


def redundancy_slope(run: Run) -> float:
    """Slope of a work's redundant share on log10 of its coalition's size; NaN with fewer than three works."""
    counted = _tally(run)
    if counted is None:
        return float("nan")
    known = counted.coalition >= COALITION
    sizes = np.log10(counted.coalition[known])
    if len(sizes) < 3 or np.ptp(sizes) == 0:
        return float("nan")
    return float(np.polyfit(sizes, counted.redundant[known] / counted.agreeing[known], 1)[0])


@lru_cache(maxsize=1)
def _tally(run: Run) -> Tally | None:
    try:
        found = tally(run)
    except NotAvailable:
        return None
    return found if found.agreeing.sum() else None
