"""News: how soon the members of a community know a new plan, and from whom."""

import numpy as np
import pandas

from canvas_sim.base.times import HOUR, MINUTE
from canvas_sim.base.vocabulary import WAYS
from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.registry import metric
from canvas_sim.record.run import Run

BEFORE = 2 * HOUR  # who worked for a community so shortly before a new plan, and comes again, ought to know
PATIENCE = 6 * HOUR
FEW = 5  # members below which a plan is left out


@metric(unit="min; share of plans; share of news; plans", needs="log")
def news(run: Run) -> dict[str, float]:
    """How long it takes until half of the members know the plan that took the place of theirs.

    Members are all who placed for the community within two hours before the plan was made, and again within six hours
    after it, five at the least; within these six hours they hear of it, or never.

    Returns
    -------
    dict
        `half`, minutes until half of the members know it, six hours if they never do, median over the plans; `never`,
        share of plans that half of the members never know; `board`, `tie`, `front_page`, by which way plans came to be
        known, shares of all that was told; `plans`, how many plans there were
    """
    if run.learned.empty:
        raise NotAvailable("nobody learned of a plan")
    told = run.learned[run.learned["way"] != "own"]
    ways = told["way"].value_counts(normalize=True)
    minutes = np.array([_half(members, run.learned) for members in _members(run)])
    result = {"half": float(np.median(minutes.clip(max=PATIENCE / MINUTE))) if len(minutes) else np.nan}
    result["never"] = float(np.isinf(minutes).mean()) if len(minutes) else np.nan
    result |= {way.replace(" ", "_"): float(ways.get(way, 0.0)) for way in WAYS[1:4]}
    return result | {"plans": float(len(minutes))}


def replaced_plans(designs: pandas.DataFrame) -> pandas.DataFrame:
    """Designs that took the place of another of the same community, at the moment at which that ended."""
    ended = designs.loc[designs["ended"] >= 0, ["community", "ended"]].drop_duplicates()
    return designs.merge(
        ended, left_on=["community", "founded"], right_on=["community", "ended"], suffixes=("", "_old")
    )


def _members(run: Run) -> list[tuple[int, int, np.ndarray]]:
    """Each plan that took the place of another: (design, founded, who ought to know)."""
    ts, user, community = (
        np.concatenate([chunk[name] for chunk in run.chunks("ts", "user", "community")])
        for name in ("ts", "user", "community")
    )
    found = []
    plans = replaced_plans(run.designs)
    for row in plans[plans["founded"] <= run.end - PATIENCE].itertuples():
        low, now, high = np.searchsorted(ts, [row.founded - BEFORE, row.founded, row.founded + PATIENCE])
        before, after = (user[span][community[span] == row.community] for span in (slice(low, now), slice(now, high)))
        people = np.intersect1d(before, after)
        if len(people) >= FEW:
            found.append((row.design, row.founded, people))
    return found


def _half(members: tuple[int, int, np.ndarray], learned: pandas.DataFrame) -> float:
    """Minutes until half of the members know a plan; infinite if they never do within `PATIENCE`."""
    design, founded, people = members
    mine = learned[learned["design"] == design]
    delays = np.sort(mine[mine["user"].isin(people)].drop_duplicates("user")["ts"].to_numpy() - founded)
    needed = -(-len(people) // 2)
    if len(delays) < needed or delays[needed - 1] > PATIENCE:
        return np.inf
    return float(delays[needed - 1] / MINUTE)
