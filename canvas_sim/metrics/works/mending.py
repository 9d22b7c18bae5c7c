"""Mending: how long it takes until what was overwritten is as its template has it again."""

from typing import NamedTuple

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.base.times import HOUR, SECOND
from canvas_sim.metrics.frames.frames import canvases_at
from canvas_sim.metrics.logs.conflict import goals
from canvas_sim.metrics.logs.contacts import drawn_designs
from canvas_sim.metrics.logs.histories import histories
from canvas_sim.metrics.logs.series import STEP
from canvas_sim.metrics.registry import metric
from canvas_sim.metrics.statistics import half_life, survival
from canvas_sim.metrics.templates import piece_of, template_pixels
from canvas_sim.record.run import Run

PATIENCE = 6 * HOUR  # ms
UNDER_ATTACK = 0.1  # of a design's pixels that were overwritten in an hour
AS_BEFORE, DAMAGE = 0.9, 2 * HOUR  # share of what was right; ms within which what happens at a time does its worst


class Spoiled(NamedTuple):
    """Pixels of living templates that were right, and got a color that no living template has there.

    Attributes
    ----------
    design, ts : int64 [loss], row of `conflict.Goals`, and when (ms)
    time : int64 [loss], ms until right again; or for which it was watched
    back : bool [loss], whether it was right again in that time
    heavy : bool [loss], whether the design was under attack: lost a tenth of its pixels in that hour
    """

    design: np.ndarray
    ts: np.ndarray
    time: np.ndarray
    back: np.ndarray
    heavy: np.ndarray


def spoiled_pixels(run: Run, patience: int = PATIENCE) -> Spoiled:
    """Every such loss, watched for `patience` (ms), or until the design or the event ends."""
    history, wanted = histories(run), goals(run)
    crowds = run.communities["community"][run.communities["kind"] == "raid"]
    wanted = wanted._replace(ended=np.where(np.isin(wanted.community, crowds), 0, wanted.ended))
    count = watch_spoiled(history, wanted, (run.end, patience), np.empty((0, 4), np.int64))
    found = np.empty((count, 4), np.int64)
    watch_spoiled(history, wanted, (run.end, patience), found)
    design, ts, time, back = found.T
    area = np.bincount(wanted.which, minlength=len(wanted.design))
    _, inverse, losses = np.unique(design << 32 | ts // HOUR, return_inverse=True, return_counts=True)
    return Spoiled(design, ts, time, back == 1, losses[inverse] >= UNDER_ATTACK * area[design])


@kernel
def watch_spoiled(history, goals, until, found):
    """Fill `found`, int64 [n, 4], with losses as far as it reaches; gives how many there are."""
    end, patience = until
    count = 0
    for p in range(len(history.starts) - 1):
        first, stop = goals.starts[p], goals.starts[p + 1]
        for i in range(history.starts[p] + 1, history.starts[p + 1]):
            old, new, ts = history.color[i - 1], history.color[i], history.ts[i]
            if new == old or _wanted(goals, (first, stop), new, ts):
                continue
            for g in range(first, stop):
                one = goals.which[g]
                if goals.color[g] != old or not goals.founded[one] <= ts < goals.ended[one]:
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


@kernel
def _wanted(goals, span, color, ts):
    """Whether a living template has a color at the pixel whose goals are in a span."""
    for g in range(span[0], span[1]):
        one = goals.which[g]
        if goals.color[g] == color and goals.founded[one] <= ts < goals.ended[one]:
            return True
    return False


def hours_until_as_before(run: Run, since: int, box: tuple[int, int, int, int]) -> float:
    """Hours from a time (ms) until nine tenths are right again of what was right before, in x0, y0, x1, y1.

    Of the pixels that living templates had right just before. Looked at every five minutes: 0 if no look in the first
    two hours finds less than nine tenths; 6 if it lasts longer.
    """
    size, designs = run.scenario.canvas, drawn_designs(run)
    times = np.arange(since, min(since + PATIENCE, run.end) + 1, STEP)
    before, *looks = canvases_at(run, [max(since - 1, 0), *times])
    right = np.zeros(before.shape, bool)
    for row in designs[(designs["founded"] < since) & (designs["ended"] >= since)].itertuples():
        pixel, color = template_pixels(piece_of(row), (size.height, size.width))
        right.ravel()[pixel[before.ravel()[pixel] == color]] = True
    right[: box[1]] = right[box[3] :] = right[:, : box[0]] = right[:, box[2] :] = False
    if not right.any():
        return float("nan")
    whole = np.array([np.mean(look[right] == before[right]) for look in looks]) >= AS_BEFORE
    broken = np.flatnonzero(~whole & (times <= since + DAMAGE))
    if not len(broken):
        return 0.0
    back = broken[0] + np.flatnonzero(whole[broken[0] :])
    return float((times[back[0]] - since) / HOUR) if len(back) else PATIENCE / HOUR


@metric(unit="s; share; h", needs="works")
def mending(run: Run) -> dict[str, float]:
    """Delay of repair: how long a pixel of a living template stays wrong after somebody overwrote it.

    It was right, and got a color that no living template has there. Watched for six hours, by Kaplan and Meier's
    estimator, which minds that some are watched for a shorter time.

    Returns
    -------
    dict
        `median` and `p90`, s until half and nine tenths are right again (six hours if they are not), and the share
        `never` right within six hours; the same as `attacked_median` and so on where a tenth or more of the design's
        pixels were overwritten in that hour; `attacked`, the share of such losses; `raid`, h from the beginning of a
        raid until nine tenths are right of what was right before, mean over raids (at most 6). NaN without any
    """
    found = spoiled_pixels(run)
    raids = run.interventions[run.interventions["kind"] == "raid"]
    hours = [hours_until_as_before(run, int(one.ts), (one.x0, one.y0, one.x1, one.y1)) for one in raids.itertuples()]
    delays = _delays(found.time, found.back)
    heavy = {
        f"attacked_{name}": value for name, value in _delays(found.time[found.heavy], found.back[found.heavy]).items()
    }
    attacked = float(found.heavy.mean()) if len(found.heavy) else float("nan")
    return delays | heavy | {"attacked": attacked, "raid": float(np.mean(hours)) if hours else float("nan")}


def _delays(time: np.ndarray, back: np.ndarray) -> dict[str, float]:
    """Median, 90th percentile and share that never comes back."""
    if not len(time):
        return dict.fromkeys(("median", "p90", "never"), float("nan"))
    times, lasting = survival(time, back)
    late = [min(half_life(times, lasting, left), PATIENCE) / SECOND for left in (0.5, 0.1)]
    return {"median": late[0], "p90": late[1], "never": float(np.append(1.0, lasting)[-1])}
