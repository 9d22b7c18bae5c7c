"""Mending: how long it takes until what was overwritten is as its template has it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.base.times import HOUR, SECOND
from canvas_sim.metrics.logs.conflict import goals
from canvas_sim.metrics.logs.histories import histories
from canvas_sim.metrics.registry import metric
from canvas_sim.metrics.statistics import half_life, survival
from canvas_sim.record.run import Run

if TYPE_CHECKING:
    import pandas

PATIENCE = 6 * HOUR  # ms
UNDER_ATTACK = 0.1  # of a design's pixels that were overwritten in an hour
DELAYS = ("median", "p90", "never")


def spoiled_pixels(run: Run, patience: int = PATIENCE) -> pandas.DataFrame:
    """Every time that a pixel of a living template was right, and got a color that no living template has there.

    Returns
    -------
    DataFrame
        `design` (row of `conflict.Goals`), `ts` (ms), `time` (ms until it is right again, or for which it was watched:
        `patience`, or until the design or the event ends), `back` (bool, whether it is right then), `heavy` (bool,
        whether the design lost so a tenth of its pixels or more in that hour)
    """
    import pandas

    history, wanted = histories(run), goals(run)
    crowds = run.communities["community"][run.communities["kind"] == "raid"]
    wanted = wanted._replace(ended=np.where(np.isin(wanted.community, crowds), 0, wanted.ended))
    found = np.empty((watch_spoiled(history, wanted, (run.end, patience), np.empty((0, 4), np.int64)), 4), np.int64)
    watch_spoiled(history, wanted, (run.end, patience), found)
    table = pandas.DataFrame(found, columns=["design", "ts", "time", "back"]).astype({"back": bool})
    losses = table.groupby(["design", table["ts"] // HOUR])["ts"].transform("size").to_numpy()
    area = np.bincount(wanted.which, minlength=len(wanted.design))
    return table.assign(heavy=losses >= UNDER_ATTACK * area[found[:, 0]])


@kernel
def watch_spoiled(history, goals, until, found):
    """Fill `found`, int64 [n, 4], with losses as far as it reaches; gives how many there are."""
    end, patience = until
    count = 0
    for p in range(len(history.starts) - 1):
        first, stop = goals.starts[p], goals.starts[p + 1]
        for i in range(history.starts[p] + 1, history.starts[p + 1]):
            old, new, ts = history.color[i - 1], history.color[i], history.ts[i]
            wanted = new == old
            for g in range(first, stop):
                one = goals.which[g]
                wanted |= goals.color[g] == new and goals.founded[one] <= ts < goals.ended[one]
            for g in range(first, stop):
                one = goals.which[g]
                if wanted or goals.color[g] != old or not goals.founded[one] <= ts < goals.ended[one]:
                    continue
                last = max(ts, min(ts + patience, end, goals.ended[one]))
                j = i + 1
                while j < history.starts[p + 1] and history.ts[j] <= last and history.color[j] != old:
                    j += 1
                back = j < history.starts[p + 1] and history.ts[j] <= last
                if count < len(found):
                    time = (history.ts[j] if back else last) - ts
                    found[count, 0], found[count, 1], found[count, 2], found[count, 3] = one, ts, time, back
                count += 1
    return count


@metric(unit="s; share", needs="works")
def mending(run: Run) -> dict[str, float]:
    """Delay of repair: how long a pixel of a living template stays wrong after somebody overwrote it.

    It was right, and got a color that no living template has there. Watched for six hours, by Kaplan and Meier's
    estimator, which minds that some are watched for a shorter time.

    Returns
    -------
    dict
        `median` and `p90`, s until half and nine tenths are right again (six hours if they are not), and the share
        `never` right within six hours; the same as `attacked_median` and so on where a tenth or more of the design's
        pixels were overwritten in that hour; `attacked`, the share of such losses. NaN without any
    """
    found = spoiled_pixels(run)
    heavy = {f"attacked_{name}": value for name, value in _delays(found[found["heavy"]]).items()}
    return _delays(found) | heavy | {"attacked": float(found["heavy"].mean())}


def _delays(found: pandas.DataFrame) -> dict[str, float]:
    """Median, 90th percentile and share that never comes back."""
    if found.empty:
        return dict.fromkeys(DELAYS, float("nan"))
    times, lasting = survival(found["time"].to_numpy(), found["back"].to_numpy())
    late = [min(half_life(times, lasting, left), PATIENCE) / SECOND for left in (0.5, 0.1)]
    return dict(zip(DELAYS, (*late, float(np.append(1.0, lasting)[-1])), strict=True))
