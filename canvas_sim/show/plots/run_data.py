"""What there is to see in a run, as small tables that figures and reports draw from. Needs no model."""

import numpy as np
import pandas

from canvas_sim.base.errors import UserError
from canvas_sim.base.times import HOUR, MINUTE
from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.metrics.frames.order import isolated, not_white, same_neighbor
from canvas_sim.metrics.logs.activity import placements_before
from canvas_sim.metrics.logs.conflict import ATTACK, DEFENSE, attacks_on_templates, verdicts
from canvas_sim.metrics.templates import shares_right
from canvas_sim.record.columns import NO_INTENT
from canvas_sim.record.replay import frames
from canvas_sim.record.run import Run, once_a_run

STEPS = 72  # intervals into which an event is cut
PURPOSES = {
    "build": ("build", "expand"),
    "repair and guard": ("repair", "guard"),
    "help others": ("help",),
    "attack and spoil": ("attack", "vandalise"),
    "on their own": ("copy", "complete", "tidy", "doodle", "noise"),
}


@once_a_run
def has_log(run: Run) -> bool:
    """Whether placements were kept."""
    try:
        return next(run.chunks("ts"), None) is not None
    except UserError:
        return False


def interval_length(run: Run) -> int:
    """Length of an interval: about 1/72 of the event, ms, a whole number of minutes."""
    return max(MINUTE, round(run.end / STEPS / MINUTE) * MINUTE)


def interval_bounds(run: Run) -> np.ndarray:
    """Ends of the intervals, with the start of the first: ms, int64 [intervals + 1]."""
    return np.append(np.arange(0, run.end, interval_length(run)), run.end)


@once_a_run
def placements_per_hour(run: Run) -> np.ndarray:
    """Placements per hour in each interval, float64 [interval]."""
    bounds = interval_bounds(run)
    counts = np.zeros(len(bounds) - 1)
    for chunk in run.chunks("ts"):
        counts += _in_intervals(chunk["ts"], bounds)
    return counts / np.diff(bounds) * HOUR


def _in_intervals(ts: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """How many times (ms, in order) lie in each interval, both ends of the last included: int64 [interval]."""
    return np.diff([*np.searchsorted(ts, bounds[:-1]), np.searchsorted(ts, bounds[-1], "right")])


@once_a_run
def canvas_over_time(run: Run) -> pandas.DataFrame:
    """The canvas over time: `ts` (ms), `not_white`, `same_neighbor` and `isolated` (shares of the open pixels)."""
    if len(run.timeline):
        return run.timeline[["ts", "not_white", "same_neighbor", "isolated"]]
    rows = [
        (ms, not_white(canvas, run.background), same_neighbor(canvas), isolated(canvas))
        for ms, canvas in frames(run, interval_length(run))
    ]
    return pandas.DataFrame(rows, columns=["ts", "not_white", "same_neighbor", "isolated"])


@once_a_run
def purpose_shares(run: Run) -> pandas.DataFrame | None:
    """Share of each purpose among the placements of each interval; None where the log has no intents."""
    bounds = interval_bounds(run)
    counts = np.zeros((len(INTENTS), len(bounds) - 1))
    for chunk in run.chunks("ts", "intent"):
        inner = np.searchsorted(chunk["ts"], bounds[1:-1])
        for j, intent in enumerate(np.split(chunk["intent"], inner)):
            counts[:, j] += np.bincount(intent, minlength=NO_INTENT + 1)[: len(INTENTS)]
    total = counts.sum(axis=0)
    if not total.any():
        return None
    shares = counts / np.where(total, total, np.nan)
    groups = {name: shares[[INTENTS.index(one) for one in parts]].sum(axis=0) for name, parts in PURPOSES.items()}
    return pandas.DataFrame(groups)


def sides_per_hour(run: Run) -> pandas.DataFrame:
    """Attacks and defenses per hour in each interval."""
    verdict, bounds, sides = verdicts(run), interval_bounds(run), {"attacks": ATTACK, "defenses": DEFENSE}
    counts, first = dict.fromkeys(sides, np.zeros(len(bounds) - 1)), 0
    for chunk in run.chunks("ts"):
        here = verdict[first : first + len(chunk["ts"])]
        first += len(here)
        for name, code in sides.items():
            counts[name] = counts[name] + _in_intervals(chunk["ts"][here == code], bounds)
    return pandas.DataFrame({name: count / (np.diff(bounds) / HOUR) for name, count in counts.items()})


@once_a_run
def works_by_size(run: Run) -> pandas.DataFrame:
    """Templates of communities, the largest first.

    Returns
    -------
    DataFrame
        `design`, `community`, `name`, `x`, `y`, `width`, `height`, `area`, `founded`, `ended` (ms, the end of the event
        if they live) `alive`, and `match`: share of the template's pixels that the last canvas shows.
    """
    rows = run.designs[(run.designs["area"] > 0) & (run.designs["community"] >= 0)].copy()
    rows["match"] = shares_right(rows, run.canvas)
    rows["alive"] = rows["ended"] < 0
    rows.loc[rows["alive"], "ended"] = run.end
    columns = ["design", "community", "name", "x", "y", "width", "height", "area", "founded", "ended", "alive", "match"]
    return rows[columns].sort_values(["area", "design"], ascending=[False, True], ignore_index=True)


@once_a_run
def hits_between(run: Run, most: int = 10) -> pandas.DataFrame:
    """Who hit whose template how often: rows attack, columns are hit; the communities with the most of both.

    Placements by people without a community are left out, and so are patterns that spread.
    """
    hits = attacks_on_templates(run)[["by", "community"]]
    hits = hits[(hits["by"] >= 0) & (hits["by"] != hits["community"])]
    counts = hits.groupby(["by", "community"]).size().unstack(fill_value=0)
    known = sorted({*counts.index, *counts.columns})
    counts = counts.reindex(index=known, columns=known, fill_value=0)
    busiest = (counts.sum(axis=0) + counts.sum(axis=1)).sort_values(ascending=False, kind="stable").index[:most]
    counts = counts.loc[busiest, busiest]
    counts.index = counts.columns = [community_name(run, int(community)) for community in busiest]
    return counts


def community_name(run: Run, community: int) -> str:
    """Name of a community."""
    rows = run.communities[run.communities["community"] == community]
    return str(rows["name"].iloc[0]) if len(rows) else f"community {community}"


@once_a_run
def placements_a_user(run: Run) -> np.ndarray:
    """Placements of each user who placed anything, int64 [user], the most first."""
    counts = placements_before(run, run.end + 1)
    return np.sort(counts[counts > 0])[::-1]
