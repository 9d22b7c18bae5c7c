"""What tiles look like in the hour before a transition, and how well that tells it: a measure for any sweep.

``metrics = ["experiments/early_warning/indicators.py:warning"]`` keeps it of each run.
"""

from collections.abc import Callable

import numpy as np

from canvas_sim.base.distinct import first_rows
from canvas_sim.base.times import HOUR
from canvas_sim.metrics.availability import NotAvailable, need_users
from canvas_sim.metrics.logs.histories import column, histories, references
from canvas_sim.metrics.logs.repair import lost_pixels
from canvas_sim.metrics.logs.series import MEMORY, SMALLEST, STEP, RegionSeries, series_of
from canvas_sim.metrics.logs.transitions import transitions
from canvas_sim.metrics.regions import tile_regions
from canvas_sim.metrics.statistics import auc
from canvas_sim.record.run import Run

AHEAD = HOUR  # ms
FALSE_ALARMS = 0.036  # the rate at which half of the transitions were found in 2022


def variance(damage: np.ndarray, memory: int = MEMORY) -> np.ndarray:
    """Variance of the damage over the last samples, float64 [region, time]; NaN as long as there are fewer.

    Source: Scheffer et al., Nature 2009.
    """
    return _rolling(memory, lambda last: last.var(axis=-1), damage)


def autocorrelation(damage: np.ndarray, memory: int = MEMORY) -> np.ndarray:
    """Correlation of the damage with itself one sample before; 0 where it does not vary. Shape as `variance`.

    Source: Scheffer et al., Nature 2009.
    """
    return _rolling(memory, _with_the_one_before, damage)


def _with_the_one_before(last: np.ndarray) -> np.ndarray:
    """Correlations of neighbors within windows, float64 [window, sample]."""
    a = last[:, :-1] - last[:, :-1].mean(axis=-1, keepdims=True)
    b = last[:, 1:] - last[:, 1:].mean(axis=-1, keepdims=True)
    spread = np.sqrt((a**2).sum(axis=-1) * (b**2).sum(axis=-1))
    return np.divide((a * b).sum(axis=-1), spread, out=np.zeros_like(spread), where=spread > 1e-12)


def return_trend(time: np.ndarray, count: np.ndarray, memory: int = MEMORY) -> np.ndarray:
    """Mean return time (ms) of the later half of the last samples minus that of the earlier; 0 where one has none.

    Source: critical slowing down, as Falmagne, Stephenson & Levin (PNAS 2026) measure it.

    Parameters
    ----------
    time, count : float64 [region, time], sum of the return times of the losses that were settled in each sample, and
        how many these were
    """
    half = memory // 2

    def trend(sums: np.ndarray, counts: np.ndarray) -> np.ndarray:
        early, late = counts[:, :half].sum(axis=-1), counts[:, half:].sum(axis=-1)
        before = sums[:, :half].sum(axis=-1) / np.maximum(early, 1)
        after = sums[:, half:].sum(axis=-1) / np.maximum(late, 1)
        return np.where((early > 0) & (late > 0), after - before, 0.0)

    return _rolling(memory, trend, time, count)


def new_users(first: np.ndarray, active: np.ndarray, memory: int = MEMORY) -> np.ndarray:
    """Share of placements in the last samples by users who had not placed in that region before; 0 without any.

    Parameters
    ----------
    first, active : float64 [region, time], first placements of users there, and all placements
    """
    return _rolling(memory, lambda a, b: a.sum(axis=-1) / np.maximum(b.sum(axis=-1), 1), first, active)


def _rolling(memory: int, measure: Callable[..., np.ndarray], *values: np.ndarray) -> np.ndarray:
    """Measure the last `memory` samples at each sample, region by region; NaN where there are fewer."""
    result = np.full(values[0].shape, np.nan)
    if values[0].shape[1] >= memory:
        for region in range(len(result)):
            last = [np.lib.stride_tricks.sliding_window_view(each[region], memory) for each in values]
            result[region, memory - 1 :] = measure(*last)
    return result


def alarm(score: np.ndarray, true: np.ndarray, false_alarms: float = FALSE_ALARMS) -> tuple[float, float]:
    """How well a score tells what is true: AUC, and the share found at that rate of false alarms; NaN without either.

    The score that is needed for an alarm is the lowest at which false alarms are no more frequent.
    """
    positive, negative = score[true], np.sort(score[~true])
    if not len(positive) or not len(negative):
        return float("nan"), float("nan")
    few = int(np.floor(false_alarms * len(negative) + 1e-9))
    limit = negative[len(negative) - few - 1]
    return auc(score, true), float(np.mean(positive > limit))


def warning(run: Run, ahead: int = AHEAD) -> dict[str, float]:
    """How well four indicators tell that a tile will have a transition in the next hour (`ahead`, ms).

    They are the `variance` of its damage, its `autocorrelation` at five minutes, the `return_trend` of return times and
    the share of placements by `new_users`, each over three hours. A tile at a time counts if it is drawn (half of its
    reference is not blank) and in no transition. For each: `_auc`, the area under the curve, and `_found`, the share
    found at 3.6 % false alarms. An indicator whose AUC is below .5 is turned around, as things may slow down or speed
    up before a transition.

    Raises
    ------
    NotAvailable
        There was no transition, or the log does not say who placed what.
    """
    need_users(run)
    regions, history = tile_regions(run), histories(run)
    found = series_of(history, regions, run.end)
    soon, counts = labels(found, ahead)
    if not (soon & counts).any():
        raise NotAvailable("there was no transition that could have been told")
    tiles, shape = regions.region.astype(np.int64), found.damage.shape  # of each pixel
    indicators = {
        "variance": variance(found.damage),
        "autocorrelation": autocorrelation(found.damage),
        "return_trend": return_trend(*settled(run, tiles, shape)),
        "new_users": new_users(*newcomers(run, tiles, shape)),
    }
    result: dict[str, float] = {}
    for name, values in indicators.items():
        taken = counts & np.isfinite(values)
        area, share = alarm(values[taken], soon[taken])
        if area < 0.5:
            area, share = alarm(-values[taken], soon[taken])
        result |= {f"{name}_auc": area, f"{name}_found": share}
    return result


def labels(found: RegionSeries, ahead: int) -> tuple[np.ndarray, np.ndarray]:
    """Whether a transition begins within `ahead` ms after each sample, and whether the sample counts: bool each."""
    soon = np.zeros(found.damage.shape, bool)
    counts = (found.blank <= 0.5) & (found.area >= SMALLEST)[:, None]
    for row in transitions(found).itertuples():
        soon[row.region] |= (row.begin > found.ts) & (row.begin <= found.ts + ahead)
        during = (found.ts >= row.begin) & ((found.ts <= row.end) | (row.end < 0))
        counts[row.region] &= ~during
    return soon, counts


def settled(run: Run, region: np.ndarray, shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return times of each region's losses, summed in the sample in which they were back, and how many were."""
    history = histories(run)
    lost = lost_pixels(history, references(run)[0], run.end)
    entry, time = lost.entry[lost.back], lost.time[lost.back]
    pixel = np.searchsorted(history.starts, entry, side="right") - 1
    cell = _cells(region[pixel], history.ts[entry] + time, shape)
    kept = cell >= 0
    size = shape[0] * shape[1]
    sums = np.bincount(cell[kept], time[kept], size).reshape(shape)
    return sums, np.bincount(cell[kept], minlength=size).astype(np.float64).reshape(shape)


def newcomers(run: Run, region: np.ndarray, shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """First placements of users in each region, and all placements of known users, in each sample."""
    pixel = column(run, "y").astype(np.int64) * run.scenario.canvas.width + column(run, "x")
    user, where = column(run, "user").astype(np.int64), region[pixel]
    cell = _cells(where, column(run, "ts").astype(np.int64), shape)
    fresh = first_rows(user << 32 | where)
    size = shape[0] * shape[1]
    known = (user >= 0) & (cell >= 0)
    first = np.bincount(cell[known & fresh], minlength=size).astype(np.float64).reshape(shape)
    return first, np.bincount(cell[known], minlength=size).astype(np.float64).reshape(shape)


def _cells(region: np.ndarray, ts: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Region and sample as one number; a sample has what happened since the one before; -1 behind the last."""
    sample = np.maximum((ts + STEP - 1) // STEP - 1, 0)
    return np.where(sample < shape[1], region * shape[1] + sample, -1)
