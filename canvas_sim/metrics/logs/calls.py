"""Calls: how many people follow a post that asks for hands, and how soon."""

import numpy as np

from canvas_sim.base.distinct import first_rows
from canvas_sim.base.times import MINUTE
from canvas_sim.base.vocabulary import CALLS
from canvas_sim.metrics.availability import NotAvailable
from canvas_sim.metrics.registry import metric
from canvas_sim.record.run import Run

WITHIN = (5, 15, 30, 60)  # minutes
KINDS = CALLS[1:5]  # build, defend, attack and help; nobody places for a treaty


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
    if run.posts.empty:
        raise NotAvailable("there are no posts")
    posts = run.posts[run.posts["kind"].isin(KINDS) & (run.posts["ts"] <= run.end - max(WITHIN) * MINUTE)]
    call, delay = _first_answers(run, *(posts[name].to_numpy(np.int64) for name in ("post", "ts", "user")))
    result: dict[str, float] = {}
    for kind in KINDS:
        mine = (posts["kind"] == kind).to_numpy()
        result[kind] = float(mine.sum())
        for m in WITHIN:
            people = np.bincount(call[delay <= m * MINUTE], minlength=len(posts))[mine]
            numbers = (people.mean(), np.quantile(people, 0.95), np.mean(people == 0)) if len(people) else (np.nan,) * 3
            names = (f"{kind}_{what}_{m}" for what in ("mean", "p95", "nobody"))
            result |= dict(zip(names, map(float, numbers), strict=True))
    return result


def _first_answers(run: Run, post: np.ndarray, posted: np.ndarray, author: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Place of a call, and how long after it (ms) somebody but its author placed for it the first time."""
    place = np.full(run.posts["post"].max() + 2, -1)  # the last is that of no post
    place[post] = np.arange(len(post))
    parts = [np.zeros((3, 0), np.int64)]
    for chunk in run.chunks("ts", "user", "post"):
        rows = np.flatnonzero(place[chunk["post"]] >= 0)
        call, user = place[chunk["post"][rows]], chunk["user"][rows]
        parts.append(np.stack([call, user, chunk["ts"][rows] - posted[call]])[:, user != author[call]])
    call, user, delay = np.concatenate(parts, axis=1)
    fresh = first_rows(call << 32 | user)
    return call[fresh], delay[fresh]
