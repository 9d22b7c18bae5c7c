"""Who places how much, and when. All of it counts up to a white-out only, as the real numbers do."""

from typing import NamedTuple

import numpy as np

from canvas_sim.base.times import HOUR, MINUTE
from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.frames.frames import ending, opening, placements_until
from canvas_sim.metrics.registry import metric
from canvas_sim.metrics.statistics import gini
from canvas_sim.record.run import Run, once_a_run

HALF_HOUR = 30 * MINUTE
NEARLY = 0.9  # a half hour belongs to the side of a change on which nine tenths of it lie
TWOFOLD = 1.8, 2.2  # cooldowns that differ by such a factor are halved or doubled
DAY = 24  # hours


def placements_by_user(run: Run) -> np.ndarray:
    """How many placements each user made who made any: int64 [user]."""
    counts = placements_before(run, ending(run))
    if not counts.any():
        raise NotAvailable("there are no placements of which the user is known")
    return counts[counts > 0]


@once_a_run
def placements_before(run: Run, end: int) -> np.ndarray:
    """How many placements each user made before a time (ms): int64 [user]."""
    counts = np.zeros(1, np.int64)  # the first is who is not known
    for chunk in run.chunks("ts", "user"):
        found = np.bincount(chunk["user"][: np.searchsorted(chunk["ts"], end)] + 1, minlength=len(counts))
        found[: len(counts)] += counts
        counts = found
    return counts[1:]


@metric("gini", unit="of 1", needs="log")
def concentration_of_placements(run: Run) -> float:
    """Gini coefficient of placements over those who placed anything."""
    return gini(placements_by_user(run))


def placements_allowed(run: Run) -> float:
    """How many placements the cooldown allows one user over the whole event: 719 in 2017, 985 in 2022."""
    times, seconds = cooldowns(run)
    lasting = np.diff([*times, ending(run)])
    return float(np.sum(lasting / 1000 / seconds))


def cooldowns(run: Run) -> tuple[np.ndarray, np.ndarray]:
    """When each cooldown begins (ms since the start, the first at 0) and how long it is (s): float64 [change] each."""
    changes = run.interventions[run.interventions["kind"] == "cooldown"]
    changes = changes[changes["ts"] < ending(run)]
    return np.array([0.0, *changes["ts"]]), np.array([run.scenario.canvas.cooldown, *changes["value"]])


@metric("users", unit="placements, ratios, shares", needs="log")
def spread_over_users(run: Run) -> dict[str, float]:
    """How placements are spread over users.

    Returns
    -------
    dict
        `mean` placements of a user with any; `spread`, their standard deviation over the mean; `mean_of_allowed` and
        `most_of_allowed`, mean and maximum over what the cooldown allows; `once`, the share of users with exactly one.

    Source: docs/scorecard.md, rows 1-4; warsonrplace's and the data set's own counts.
    """
    counts, most = placements_by_user(run), placements_allowed(run)
    mean = float(counts.mean())
    return {
        "mean": mean,
        "spread": float(counts.std()) / mean,
        "mean_of_allowed": mean / most,
        "once": float(np.mean(counts == 1)),
        "most_of_allowed": float(counts.max()) / most,
    }


@metric(unit="placements a pixel", needs="log")
def per_pixel(run: Run) -> float:
    """Placements per pixel that is open at the end.

    Source: docs/scorecard.md, row 5.
    """
    end = ending(run)
    x0, y0, x1, y1 = opening(run, np.array([end]))[0]
    return float(placements_until(run, np.array([end]))[0] / ((x1 - x0) * (y1 - y0)))


@metric(unit="ratio", needs="log")
def day_and_night(run: Run) -> float:
    """The busiest hour of a day over its quietest: the median over whole days from the start.

    Raises
    ------
    NotAvailable
        The event is shorter than a day, or has an hour without a placement.

    Source: docs/scorecard.md, row 8.
    """
    days = int(ending(run) // (DAY * HOUR))
    hourly = np.diff(placements_until(run, np.arange(days * DAY + 1) * HOUR)).reshape(days, DAY)
    if not days or not hourly.min(1).all():
        raise NotAvailable("there is no whole day with placements in every hour")
    return float(np.median(hourly.max(1) / hourly.min(1)))


class Change(NamedTuple):
    """A change of the cooldown, and placements in the half hours before and after it."""

    hour: float
    factor: float
    before: int
    after: int


@metric(unit="ratio", needs="log")
def throughput(run: Run) -> dict[str, float]:
    """Placements in the half hour after the cooldown halves, or doubles, over those in the half hour before.

    Returns
    -------
    dict
        `halved` and `doubled`: geometric means over the changes; NaN where there is none.

    Raises
    ------
    NotAvailable
        The cooldown neither halves nor doubles.

    Source: docs/scorecard.md, row 9; the cooldowns of 2017, from Reddit's own server code.
    """
    found = [change for change in cooldown_changes(run) if change.before and change.after]
    low, high = TWOFOLD
    halved = [np.log(change.after / change.before) for change in found if low <= 1 / change.factor <= high]
    doubled = [np.log(change.after / change.before) for change in found if low <= change.factor <= high]
    if not halved and not doubled:
        raise NotAvailable("no halved or doubled cooldown with half an hour around it")
    logs = {"halved": halved, "doubled": doubled}
    return {name: float(np.exp(np.mean(values))) if values else float("nan") for name, values in logs.items()}


def cooldown_changes(run: Run) -> list[Change]:
    """Changes of the cooldown, with the half hours of the clock that lie before and after them.

    A half hour of which a tenth or less lies on the other side still counts. Left out are changes with another one in
    these half hours or between them.
    """
    times, seconds = cooldowns(run)
    before = np.floor((times + (1 - NEARLY) * HALF_HOUR) / HALF_HOUR) * HALF_HOUR
    after = np.ceil((times - (1 - NEARLY) * HALF_HOUR) / HALF_HOUR) * HALF_HOUR
    edges = np.column_stack((before - HALF_HOUR, before, after, after + HALF_HOUR))
    counts = placements_until(run, edges.ravel()).reshape(edges.shape)
    result = []
    for i in range(1, len(times)):
        near = (times > edges[i, 0]) & (times < edges[i, -1])
        if near.sum() > 1 or edges[i, 0] < 0 or edges[i, -1] > ending(run):
            continue
        count = counts[i]
        change = Change(times[i] / HOUR, seconds[i] / seconds[i - 1], count[1] - count[0], count[3] - count[2])
        result.append(change)
    return result
