"""Who acts like a program: right when the cooldown ends, or day and night."""

from typing import NamedTuple

import numpy as np

from canvas_sim.base.times import HOUR
from canvas_sim.metrics.availability import need_users
from canvas_sim.metrics.logs.activity import cooldowns
from canvas_sim.metrics.logs.histories import column
from canvas_sim.metrics.registry import metric
from canvas_sim.record.run import Run

BUSY = 20  # placements; gaps are taken from users with as many
PROMPT = (3, 5, 7, 10)  # s
AWAKE = 16 * HOUR  # ms
RESTLESS = HOUR // 4  # ms


class Gaps(NamedTuple):
    """Times between placements of one user, users one after the other.

    Attributes
    ----------
    user : int64 [gap]
    wait : int64 [gap], ms from one placement to the next
    late : int64 [gap], ms from the end of the cooldown, which begins with the former, to the latter
    """

    user: np.ndarray
    wait: np.ndarray
    late: np.ndarray


def gaps(run: Run) -> Gaps:
    """All gaps of a run."""
    need_users(run)
    user, ts = column(run, "user").astype(np.int64), column(run, "ts").astype(np.int64)
    order = np.argsort(user, kind="stable")
    user, ts = user[order], ts[order]
    same = (user[1:] == user[:-1]) & (user[1:] >= 0)
    wait = np.diff(ts)[same]
    times, seconds = cooldowns(run)
    cooldown = np.rint(seconds * 1000)[np.searchsorted(times, ts[:-1][same], side="right") - 1]
    return Gaps(user[1:][same], wait, wait - cooldown.astype(np.int64))


@metric(unit="share of waits", needs="log")
def prompt(run: Run) -> dict[str, float]:
    """Share of waits that end within 3, 5, 7 and 10 s of the cooldown's end, of users with 20 placements or more.

    NaN if there is no such user.

    Source: Jern, on the timing of r/place's users.
    """
    found = gaps(run)
    _, inverse, count = np.unique(found.user, return_inverse=True, return_counts=True)
    late = found.late[(count + 1 >= BUSY)[inverse]] if len(count) else found.late
    return {f"{s}s": float(np.mean(late <= 1000 * s)) if len(late) else float("nan") for s in PROMPT}


@metric(unit="share of users", needs="log")
def restless(run: Run) -> float:
    """Share of users whose placements span more than 16 h with a mean gap below 15 min.

    Source: Jern, on the timing of r/place's users.
    """
    found = gaps(run)
    users = np.unique(column(run, "user"))
    _, inverse, count = np.unique(found.user, return_inverse=True, return_counts=True)
    span = np.bincount(inverse, found.wait, len(count)) if len(count) else np.zeros(0)
    return float(np.count_nonzero((span > AWAKE) & (span < RESTLESS * count)) / np.count_nonzero(users >= 0))
