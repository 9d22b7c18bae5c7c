"""What is measured of a raid on a place: what it does there, and how that comes back."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.frames.frames import canvases_at
from canvas_sim.record.run import Run

STEP = HOUR // 12  # ms between two looks
SURVIVES, WHOLE, AFTER, NEVER = 0.7, 0.9, 3, 6  # shares of pixels; hours


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


def as_before(run: Run) -> float:
    """Hours from the raid's beginning until nine tenths of the place are as before; 0 if no more than a tenth was lost.

    6 hours after the raid's end if they are not by then.
    """
    siege = _siege(run)
    most, whole = siege.raid + NEVER, siege.quality >= WHOLE
    lost = np.flatnonzero(~whole & (siege.hours <= siege.raid))
    if not len(lost):
        return 0.0
    back = lost[0] + np.flatnonzero(whole[lost[0] :])
    return float(min(siege.hours[back[0]], most)) if len(back) else float(most)


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
    looks = canvases_at(run, [start - 1, *times])[:, y0:y1, x0:x1]
    quality = (looks[1:] == looks[0]).mean(axis=(1, 2))
    return Siege((times - start) / HOUR, quality, raid.hours)


def _raid(run: Run):
    """The raid of the scenario."""
    return next(one for one in run.scenario.interventions if one.kind == "raid")
