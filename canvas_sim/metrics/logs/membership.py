"""Which community people belong to, from what they placed; and how large communities are."""

import numpy as np

from canvas_sim.base.vocabulary import INTENTS
from canvas_sim.metrics.availability import NotAvailable, need_communities, need_users
from canvas_sim.metrics.registry import metric
from canvas_sim.metrics.statistics import gini
from canvas_sim.record.run import Run


def membership(run: Run) -> np.ndarray:
    """Community of each user: the one for which it placed most, help aside; of equals the first founded.

    Returns
    -------
    int64 [user], -1 without one
    """
    need_users(run)
    need_communities(run)
    parts, users = [], 0
    for chunk in run.chunks("user", "community", "intent"):
        users = max(users, int(chunk["user"].max(initial=-1)) + 1)
        own = (chunk["user"] >= 0) & (chunk["community"] >= 0) & (chunk["intent"] != INTENTS.index("help"))
        parts.append(chunk["user"][own].astype(np.int64) << 32 | chunk["community"][own])
    key, count = np.unique(np.concatenate(parts), return_counts=True)
    result = np.full(users, -1, np.int64)
    order = np.lexsort((-(key & 0xFFFFFFFF), count))  # the last one to be written stays
    result[key[order] >> 32] = key[order] & 0xFFFFFFFF
    return result


@metric(unit="of 1", needs="log")
def community_gini(run: Run) -> float:
    """Gini coefficient of the members that living communities with templates have at the end."""
    if run.communities.empty:
        raise NotAvailable("there are no communities")
    living = run.communities[(run.communities["ended"] < 0) & (run.communities["kind"] == "template")]
    return gini(living["members"].to_numpy()) if len(living) else float("nan")
