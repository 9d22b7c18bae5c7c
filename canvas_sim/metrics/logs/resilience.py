"""Resilience: what was stable is broken, and comes back or does not."""

from typing import NamedTuple

import numpy as np
import pandas

from canvas_sim.base.jit import kernel
from canvas_sim.base.times import HOUR
from canvas_sim.metrics.logs.histories import NO_COLOR, Histories, held_longest, histories
from canvas_sim.metrics.logs.series import MEMORY, SMALLEST, STEP, RegionSeries, series_of
from canvas_sim.metrics.regions import Regions, pixels_of, tile_regions
from canvas_sim.metrics.registry import metric
from canvas_sim.metrics.statistics import half_life, survival
from canvas_sim.record.run import Run

STABLE, BROKEN = 0.9, 0.8  # shares of pixels that agree
CALM = HOUR // STEP  # samples
PATIENCE = 6 * HOUR // STEP  # samples


class Limits(NamedTuple):
    """When a region is stable and broken: shares of pixels; samples calm before, of memory, of patience."""

    stable: float = STABLE
    broken: float = BROKEN
    calm: int = CALM
    memory: int = MEMORY
    patience: int = PATIENCE
    smallest: int = SMALLEST


class Breaches(NamedTuple):
    """Breaches of regions.

    Attributes
    ----------
    table : `region`, `begin` (ms), `depth` (most that disagreed), `time` (ms until it was back, or watched), `back`,
        `loss` (integral of the share that disagreed until then, in hours: the recovery area)
    hours : region-hours of stability
    match : mean agreement with the reference in these
    """

    table: pandas.DataFrame
    hours: float
    match: float


def breaches(run: Run, regions: Regions | None = None) -> Breaches:
    """Breaches of regions of 100 pixels or more, of tiles if None.

    A region is stable if 90 % of it agrees with its reference, now and on average over the last hour, and half of
    the reference is not blank. When that ends, the last reference is kept: if agreement with it falls below 80 %
    before it is back at 90 %, and within 3 h, it is a breach. A breach is watched until agreement with that old
    reference is back at 90 %, or for six hours. Looked at every five minutes.

    Source: recovery area after Bruneau et al. 2003.
    """
    regions = tile_regions(run) if regions is None else regions
    history = histories(run)
    return breaches_of(history, regions, series_of(history, regions, run.end))


def breaches_of(history: Histories, regions: Regions, found: RegionSeries, limits: Limits = Limits()) -> Breaches:  # noqa: B008
    """Breaches from histories and series."""
    first, pixels = pixels_of(regions)
    rows = np.empty((found.damage.size, 6), np.float64)
    totals = np.zeros(2)
    count = 0
    for region in np.flatnonzero(found.area >= limits.smallest):
        mine = pixels[first[region] : first[region + 1]]
        quiet = quiet_samples(1 - found.damage[region], found.blank[region], limits)
        totals += np.count_nonzero(quiet), np.sum(1 - found.damage[region][quiet])
        many = scan(history, mine, (found.ts, quiet), limits, rows[count:])
        rows[count : count + many, 0] = region
        count += many
    names = ["region", "begin", "depth", "time", "back", "loss"]
    table = pandas.DataFrame(rows[:count], columns=names).astype({"region": int, "begin": int, "back": bool})
    hours = float(totals[0] * found.ts[:1].sum() / HOUR)
    return Breaches(table, hours, float(totals[1] / totals[0]) if totals[0] else float("nan"))


def quiet_samples(agreement: np.ndarray, blank: np.ndarray, limits: Limits) -> np.ndarray:
    """At which samples a region is stable: bool [time]."""
    total = np.concatenate([[0.0], np.cumsum(agreement)])
    calm = np.zeros(len(agreement), bool)
    # Whole pixels make shares, whose mean is compared with room for rounding.
    calm[limits.calm :] = (total[limits.calm + 1 :] - total[1 : -limits.calm]) / limits.calm >= limits.stable - 1e-9
    return calm & (agreement >= limits.stable - 1e-9) & (blank <= 0.5)


@kernel
def scan(history, pixels, samples, limits, rows):
    """Follow one region; fills `rows` with breaches but for their region, and gives how many there are."""
    ts, quiet = samples
    ref = np.zeros(len(pixels), np.uint8)
    count, since, begun = 0, -1, -1
    for k in range(1, len(ts)):
        if since < 0:
            if quiet[k] or not quiet[k - 1]:
                continue
            since, begun = k, -1
            _freeze(history, pixels, (ts[k - 1], limits.memory * (ts[1] - ts[0])), ref)
        agreement = _agreement(history, pixels, ts[k], ref)
        if begun < 0 and agreement < limits.broken:
            begun = k
            rows[count] = 0, ts[k], 0, 0, 0, 0
        if begun >= 0:
            rows[count, 2] = max(rows[count, 2], 1 - agreement)
            rows[count, 3] = ts[k] - ts[begun]
            rows[count, 4] = agreement >= limits.stable
            if agreement < limits.stable:
                rows[count, 5] += (1 - agreement) * (ts[1] - ts[0]) / HOUR
        over = k - begun >= limits.patience if begun >= 0 else k - since >= limits.memory
        if agreement >= limits.stable or over or k + 1 == len(ts):
            count += begun >= 0
            since = -1
    return count


@kernel
def _freeze(history, pixels, span, ref):
    """References of pixels at a time (ms), over a window before it."""
    held = np.zeros(NO_COLOR, np.int64)
    for i in range(len(pixels)):
        last = _entry(history, pixels[i], span[0])
        low = max(span[0] - span[1], 0)
        ref[i] = held_longest(history, (_entry(history, pixels[i], low), last), (low, span[0]), held, True)[0]


@kernel
def _agreement(history, pixels, t, ref):
    """Share of pixels that have their reference at a time."""
    same = 0
    for i in range(len(pixels)):
        same += history.color[_entry(history, pixels[i], t)] == ref[i]
    return same / len(pixels)


@kernel
def _entry(history, p, t):
    """The entry of a pixel's history that holds at a time."""
    low, high = history.starts[p], history.starts[p + 1]
    while low + 1 < high:
        middle = (low + high) // 2
        if history.ts[middle] <= t:
            low = middle
        else:
            high = middle
    return low


@metric(unit="per 1,000 tile-hours; share; h", needs="log")
def resilience(run: Run, regions: Regions | None = None) -> dict[str, float]:
    """How often tiles are broken, how far, and how they recover.

    A tile is stable if it agrees with its reference in 90 % now and on average over the last hour, and is half drawn.
    When that ends, the last reference is kept: agreement below 80 % within three hours is a breach, watched for six
    hours or until 90 % of the old reference is back.

    Returns
    -------
    dict
        `rate` of breaches per 1,000 stable tile-hours, `match` while stable, `back_1h` and `back_6h`, the shares back
        by then, and `hours` until half are back (infinite if they are not), by Kaplan and Meier's estimator; `depth`,
        median of the largest share that disagrees; `loss`, mean recovery area: the integral of what disagrees, in hours
    """
    found = breaches(run, regions)
    rate = 1000 * len(found.table) / found.hours if found.hours else float("nan")
    result = {"rate": rate, "match": found.match}
    if not len(found.table):
        return result | dict.fromkeys(("back_1h", "back_6h", "hours", "depth", "loss"), float("nan"))
    times, lost = survival(found.table["time"].to_numpy(), found.table["back"].to_numpy())
    return result | {
        "back_1h": 1 - float(np.append(1.0, lost)[np.searchsorted(times, HOUR, side="right")]),
        "back_6h": 1 - float(np.append(1.0, lost)[-1]),
        "hours": half_life(times, lost) / HOUR,
        "depth": float(found.table["depth"].median()),
        "loss": float(found.table["loss"].mean()),
    }
