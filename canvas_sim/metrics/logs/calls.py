"""Calls: how many people follow a post that asks for hands, and how soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from canvas_sim.base.distinct import first_rows
from canvas_sim.base.times import MINUTE
from canvas_sim.base.vocabulary import CALLS
from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.registry import metric
from canvas_sim.record.run import Run

if TYPE_CHECKING:
    import pandas

WITHIN = (5, 15, 30, 60)  # minutes
KINDS = CALLS[1:5]  # build, defend, attack and help; nobody places for a treaty


def followers(run: Run) -> pandas.DataFrame:
    """Other people than its author who placed because of a call, for each call that is watched for an hour.

    Returns
    -------
    DataFrame
        `post`, `kind`, `ts` (ms), and columns 5, 15, 30 and 60: people within so many minutes
    """
    if run.posts.empty:
        raise NotAvailable("there are no posts")
    calls = run.posts[run.posts["kind"].isin(KINDS) & (run.posts["ts"] <= run.end - max(WITHIN) * MINUTE)]
    calls = calls.sort_values("post", ignore_index=True)
    ids, posted, author = (calls[name].to_numpy(np.int64) for name in ("post", "ts", "user"))
    place = np.full(max(run.posts["post"].max(), ids.max(initial=0)) + 2, -1)
    place[ids] = np.arange(len(ids))
    parts = [np.zeros((3, 0), np.int64)]
    for chunk in run.chunks("ts", "user", "post"):
        rows = np.flatnonzero(place[chunk["post"]] >= 0)
        call, user = place[chunk["post"][rows]], chunk["user"][rows]
        delay = chunk["ts"][rows] - posted[call]
        parts.append(np.stack([call, user, delay])[:, (delay <= max(WITHIN) * MINUTE) & (user != author[call])])
    call, user, delay = np.concatenate(parts, axis=1)
    fresh = first_rows(call << 32 | user)
    counts = {m: np.bincount(call[fresh & (delay <= m * MINUTE)], minlength=len(ids)) for m in WITHIN}
    return calls[["post", "kind", "ts"]].assign(**{str(m): count for m, count in counts.items()})


@metric(unit="calls; people; share of calls", needs="log")
def calls(run: Run) -> dict[str, float]:
    """How many other people follow calls to build, defend, attack or help within 5, 15, 30 and 60 minutes.

    A placement says which post it followed. Calls of the last hour are left out. NaN for kinds that nobody called for.

    Returns
    -------
    dict
        For each kind, such as defend: `defend`, how many calls; `defend_mean_15`, mean of the people who follow within
        15 minutes; `defend_p95_15`, 95th percentile; `defend_nobody_15`, share of calls that nobody follows by then
    """
    found, result = followers(run), {}
    for kind in KINDS:
        mine = found[found["kind"] == kind]
        result[kind] = float(len(mine))
        for m in WITHIN:
            people = mine[str(m)].to_numpy()
            numbers = (people.mean(), np.quantile(people, 0.95), np.mean(people == 0)) if len(people) else (np.nan,) * 3
            names = (f"{kind}_{what}_{m}" for what in ("mean", "p95", "nobody"))
            result |= dict(zip(names, map(float, numbers), strict=True))
    return result
