"""Repair: how soon a pixel that lost its color has it back."""

from typing import NamedTuple

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.metrics.logs.histories import WINDOW, Histories, histories, references
from canvas_sim.metrics.registry import metric
from canvas_sim.metrics.statistics import half_life, survival
from canvas_sim.record.run import Run


class Losses(NamedTuple):
    """Pixels that lost their reference, in order of pixel and time.

    Attributes
    ----------
    entry : int64 [loss], entry of the history by which it was lost
    time : int64 [loss], ms until it is back; or for which it was watched
    back : bool [loss], whether it came back in that time
    """

    entry: np.ndarray
    time: np.ndarray
    back: np.ndarray


def lost_pixels(history: Histories, backward: np.ndarray, end: int, window: int = WINDOW) -> Losses:
    """Every loss: a pixel had its reference (see `references`), and then another color.

    It is watched for the `window` (ms), or until the event ends; what is lost again in the meantime counts once more.
    """
    entry = np.empty(len(history.row), np.int64)
    time, back = np.empty(len(history.row), np.int64), np.empty(len(history.row), np.bool_)
    count = watch_losses(history, backward, (end, window), (entry, time, back))
    return Losses(entry[:count], time[:count], back[:count])


@kernel
def watch_losses(history, backward, until, result):
    """Fill `result` with losses; gives how many there are."""
    starts, ts, color = history.starts, history.ts, history.color
    end, window = until
    count = 0
    for p in range(len(starts) - 1):
        for i in range(starts[p] + 1, starts[p + 1]):
            ref = backward[i]
            if color[i - 1] != ref or color[i] == ref:
                continue
            stop = min(ts[i] + window, max(end, ts[i]))
            j = i + 1
            while j < starts[p + 1] and ts[j] <= stop and color[j] != ref:
                j += 1
            found = j < starts[p + 1] and ts[j] <= stop
            result[0][count] = i
            result[1][count] = (ts[j] if found else stop) - ts[i]
            result[2][count] = found
            count += 1
    return count


@metric(unit="share; s", needs="log")
def repair(run: Run, window: int = WINDOW) -> dict[str, float]:
    """How pixels get their color back: `rate` within three hours, `median` and restricted `mean` time in s.

    Lost is a pixel that has its reference and gets another color. By the estimator of Kaplan and Meier, which minds
    that the last losses are watched for a shorter time. The median is infinite if fewer than half come back; the mean
    takes those that do not for back at the end of the window. NaN if nothing was lost.

    Source: return times of rplacem (Falmagne, Stephenson & Levin, PNAS 2026).
    """
    history = histories(run)
    found = lost_pixels(history, references(run, window)[0], run.end, window)
    if not len(found.time):
        return dict.fromkeys(("rate", "median", "mean"), float("nan"))
    times, lost = survival(found.time, found.back)
    steps = np.diff(np.concatenate([[0], times, [window]]))
    mean = float(steps @ np.concatenate([[1.0], lost]))
    return {
        "rate": float(1 - lost[-1]) if len(lost) else 0.0,
        "median": half_life(times, lost) / 1000,
        "mean": mean / 1000,
    }
