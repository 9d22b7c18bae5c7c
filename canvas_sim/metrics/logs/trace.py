"""Coordination as it shows in a log: people who place in the same spots at the same times, and whom that joins."""

import math

import numpy as np

from canvas_sim.metrics.availability import NotAvailable, need_users
from canvas_sim.metrics.logs.histories import column
from canvas_sim.metrics.logs.relations import membership
from canvas_sim.metrics.registry import metric
from canvas_sim.metrics.statistics import entropy
from canvas_sim.record.run import Run

SIDE = 50  # pixels
SPELL = 300_000  # ms
MOST = 400  # users


def together(user: np.ndarray, cell: np.ndarray) -> np.ndarray:
    """In how many cells two users both placed: int64 [user, user], 0 on the diagonal; users are 0, 1, 2 ..."""
    from scipy import sparse

    pairs = np.unique(np.column_stack((user, cell)), axis=0)
    _, column_of = np.unique(pairs[:, 1], return_inverse=True)
    shape = (int(user.max(initial=-1)) + 1, int(column_of.max(initial=-1)) + 1)
    placed = sparse.csr_array((np.ones(len(pairs), np.int64), (pairs[:, 0], column_of)), shape=shape)
    result = (placed @ placed.T).toarray()
    np.fill_diagonal(result, 0)
    return result


def modules(weights: np.ndarray, seed: int = 0) -> tuple[np.ndarray, float]:
    """Modules of a weighted graph by Louvain's method, and their modularity.

    Returns
    -------
    module : int64 [node]
    modularity : float; NaN without edges

    Source: Blondel et al. 2008.
    """
    import networkx

    graph = networkx.from_numpy_array(weights)
    result = np.arange(len(weights))
    if not weights.any():
        return result, float("nan")
    found = networkx.community.louvain_communities(graph, seed=seed)
    for number, nodes in enumerate(found):
        result[list(nodes)] = number
    return result, float(networkx.community.modularity(graph, found))


def shared_information(a: np.ndarray, b: np.ndarray) -> float:
    """Mutual information of two partitions over the mean of their entropies: 1 if they are the same.

    Source: normalized mutual information, Danon et al. 2005; NaN if neither has two parts.
    """
    _, joint = np.unique(np.column_stack((a, b)), axis=0, return_counts=True)
    apart = entropy(np.unique(a, return_counts=True)[1]) + entropy(np.unique(b, return_counts=True)[1])
    return 2 * (apart - entropy(joint)) / apart if apart else float("nan")


@metric(unit="modularity; share", needs="log")
def trace(run: Run, most: int = MOST, seed: int = 0) -> dict[str, float]:
    """Modules of users who place in the same 50 x 50 pixels in the same 5 minutes, by Louvain's method.

    Taken from the 400 users with the most placements (`most`). Beside it the same for the log shuffled in time:
    everybody places the same pixels, at times permuted among all these placements.

    Returns
    -------
    dict
        `modularity` and `nmi`, the mutual information of modules and communities over their mean entropy (NaN if the
        log does not say for which communities people placed), and both as `_shuffled`

    Source: the trace that coordinated users leave.
    """
    need_users(run)
    user = column(run, "user").astype(np.int64)
    count = np.bincount(user[user >= 0])
    busiest = np.argsort(-count, kind="stable")[:most]
    taken = np.isin(user, busiest)
    number = np.empty(len(count), np.int64)
    number[busiest] = np.arange(len(busiest))
    user, ts = number[user[taken]], column(run, "ts").astype(np.int64)[taken]
    across = math.ceil(run.scenario.canvas.width / SIDE)
    spot = column(run, "y")[taken].astype(np.int64) // SIDE * across + column(run, "x")[taken] // SIDE
    try:
        club = membership(run)[busiest]
    except NotAvailable:
        club = np.full(len(busiest), -1)
    result: dict[str, float] = {}
    shuffled = np.random.Generator(np.random.Philox(key=seed)).permutation(ts)
    for name, times in (("", ts), ("_shuffled", shuffled)):
        module, modularity = modules(together(user, times // SPELL << 32 | spot), seed)
        known = club >= 0
        nmi = shared_information(module[known], club[known]) if known.any() else float("nan")
        result |= {f"modularity{name}": modularity, f"nmi{name}": nmi}
    return result
