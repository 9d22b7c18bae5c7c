"""Transitions: a picture gives way to another within hours."""

import numpy as np
import pandas

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.logs.histories import histories
from canvas_sim.metrics.logs.series import MEMORY, SMALLEST, STEP, RegionSeries, series_of
from canvas_sim.metrics.regions import tile_regions
from canvas_sim.metrics.registry import metric
from canvas_sim.record.run import Run

DAMAGE, TIMES = 0.35, 6.0
CHECKS = {"": (DAMAGE, TIMES), "_damage_25": (0.25, TIMES), "_damage_45": (0.45, TIMES)}
CHECKS |= {"_times_4.5": (DAMAGE, 4.5), "_times_7.5": (DAMAGE, 7.5)}


def transitions(
    found: RegionSeries, damage: float = DAMAGE, times: float = TIMES, memory: int = MEMORY
) -> pandas.DataFrame:
    """Transitions of regions of 100 pixels or more.

    One begins when the damage is above `damage`, and above `times` its mean over the last `memory` samples, which
    there must be; and when half of the reference or more is not blank, as something must give way. It ends when the
    damage against the forward reference is below `damage`; the next one can begin when the damage was below it as well.

    Returns
    -------
    DataFrame
        A row for each: `region`, `begin` and `end` (ms; -1 if it does not end), `damage` at its height.

    Source: rplacem (Falmagne, Stephenson & Levin, PNAS 2026).
    """
    rows = []
    for region in np.flatnonzero(found.area >= SMALLEST):
        sum_before = np.concatenate([[0.0], np.cumsum(found.damage[region])])
        mean = np.full(len(found.ts), np.inf)
        mean[memory:] = (sum_before[memory:-1] - sum_before[: -memory - 1]) / memory
        starts = (found.damage[region] > damage) & (found.damage[region] > times * mean) & (found.blank[region] <= 0.5)
        calm, k = found.after[region] < damage, 0
        for begin in np.flatnonzero(starts):
            if begin < k:
                continue
            ends = np.flatnonzero(calm[begin:])
            k = begin + ends[0] + 1 if len(ends) else len(found.ts)
            end = int(found.ts[k - 1]) if len(ends) else -1
            rows.append((int(region), int(found.ts[begin]), end, float(found.damage[region, begin:k].max())))
            low = np.flatnonzero(found.damage[region, k - 1 :] <= damage)
            k = k - 1 + low[0] if len(low) else len(found.ts)
    return pandas.DataFrame(rows, columns=["region", "begin", "end", "damage"])


@metric("tiles", unit="share; per 1,000 tile-hours", needs="log")
def transition_rates(run: Run) -> dict[str, float]:
    """Damage, stability and transitions of the tiles whose reference is half drawn, every five minutes.

    Returns
    -------
    dict
        `damage`, the share of pixels that differ from their reference, and `stability`, the share of three hours in
        it: means over tiles and time. `rate`, transitions per 1,000 tile-hours: damage above .35 and above 6 x its
        mean of the three hours before; one ends when the damage against the forward reference is below .35, and the
        next may begin when the damage was. `hours` that one takes, median; `rate_damage_25`, `rate_damage_45`,
        `rate_times_4.5` and `rate_times_7.5`, rates with other thresholds, as a check.
    """
    found = series_of(histories(run), tile_regions(run), run.end)
    drawn = (found.blank <= 0.5) & (found.area >= SMALLEST)[:, None]
    hours = np.count_nonzero(drawn) * STEP / HOUR
    if not hours:
        return dict.fromkeys(("damage", "stability", "hours", *(f"rate{check}" for check in CHECKS)), float("nan"))
    tables = {check: transitions(found, *limits) for check, limits in CHECKS.items()}
    ended = tables[""][tables[""]["end"] >= 0]
    lasted = ((ended["end"] - ended["begin"]) / HOUR).median()
    means = {"damage": found.damage[drawn].mean(), "stability": found.stability[drawn].mean(), "hours": lasted}
    counted = {f"rate{check}": 1000 * len(table) / hours for check, table in tables.items()}
    return {name: float(value) for name, value in (means | counted).items()}
