"""Robustness: what stands is lost the sooner the more attack it, and the fewer defend it."""

import numpy as np
import pandas

from canvas_sim.base.distinct import distinct
from canvas_sim.base.times import HOUR
from canvas_sim.metrics.availability import need_users
from canvas_sim.metrics.logs.conflict import ATTACK, DEFENSE, INNOVATION, verdicts
from canvas_sim.metrics.logs.histories import column, histories
from canvas_sim.metrics.logs.resilience import Limits, breaches_of, quiet_samples
from canvas_sim.metrics.logs.series import STEP, series_of
from canvas_sim.metrics.regions import tile_regions
from canvas_sim.metrics.registry import metric
from canvas_sim.record.run import Run


def tile_hours(run: Run) -> pandas.DataFrame:
    """Tiles of 25 pixels in hours at whose beginning they were stable.

    Returns
    -------
    DataFrame
        A row for each: `region`, `hour`, `attackers` and `defenders` (users with a placement there in that hour
        that is unlike the reference, or like it; somebody may be both), `lost` (whether a breach began in it, see
        `resilience.breaches`)
    """
    need_users(run)
    regions, history = tile_regions(run), histories(run)
    found = series_of(history, regions, run.end)
    broken = breaches_of(history, regions, found).table
    hours = max(run.end // HOUR, 1)
    verdict = verdicts(run)
    attackers, defenders = (
        _users(run, regions.region, np.isin(verdict, kinds), hours) for kinds in ((ATTACK, INNOVATION), (DEFENSE,))
    )
    lost = np.zeros((len(regions.area), hours), bool)
    # A breach that is seen at the full hour happened in the hour before.
    inside = (broken["begin"] - 1) // HOUR < hours
    lost[broken["region"][inside], (broken["begin"][inside] - 1) // HOUR] = True
    limits = Limits()
    quiet = np.array([quiet_samples(1 - d, b, limits) for d, b in zip(found.damage, found.blank, strict=True)])
    quiet[found.area < limits.smallest] = False
    at = np.arange(1, hours) * HOUR // STEP - 1  # the sample at each full hour
    region, hour = np.nonzero(quiet[:, at])
    hour += 1
    columns = {"attackers": attackers[region, hour], "defenders": defenders[region, hour], "lost": lost[region, hour]}
    return pandas.DataFrame({"region": region, "hour": hour} | columns)


def _users(run: Run, tile: np.ndarray, taken: np.ndarray, hours: int) -> np.ndarray:
    """Users with one of the placements `taken` in each tile and hour: int64 [tile, hour]."""
    pixel = column(run, "y").astype(np.int64)[taken] * run.scenario.canvas.width + column(run, "x")[taken]
    user, hour = column(run, "user").astype(np.int64)[taken], column(run, "ts")[taken] // HOUR
    known = (user >= 0) & (hour < hours)
    cell = tile[pixel[known]].astype(np.int64) * hours + hour[known]
    pairs = distinct(cell << 32 | user[known])
    return np.bincount(pairs >> 32, minlength=(int(tile.max()) + 1) * hours).reshape(-1, hours)


@metric("losses", unit="probability", needs="log")
def loss_by_odds(run: Run) -> dict[str, float]:
    """Probability that a tile that is stable at a full hour is breached in that hour.

    `outnumbered`: where more users place unlike its reference than like it; `held`: where not; `share_outnumbered`: how
    often the former is so. NaN where there is no such tile. Stable and breached are tiles as in `resilience`.
    """
    found = tile_hours(run)
    outnumbered = found["attackers"] > found["defenders"]
    return {
        "outnumbered": float(found["lost"][outnumbered].mean()),
        "held": float(found["lost"][~outnumbered].mean()),
        "share_outnumbered": float(outnumbered.mean()),
    }
