"""Graphs that are handed in, as arrays: who knows whom, or which circles of people know each other."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from canvas_sim.base.errors import UserError
from canvas_sim.base.jit import kernel
from canvas_sim.base.rng import alternative, block, stream
from canvas_sim.world.tables import NOBODY

MOST = 32  # users whom one follows; who knows more of them follows some
FOLLOW = stream("ties/follow")


def check_graph(graph: Any, users: int) -> None:
    """See to it that `graph` is a networkx graph that `users` users can have.

    Raises
    ------
    UserError
        If it is not.
    """
    import networkx

    if not isinstance(graph, networkx.Graph):
        raise UserError(f"graph is {type(graph).__name__}; it must be a networkx graph, of users or of circles")
    if not len(graph):
        raise UserError("graph has no nodes; it must have one for each user, or fewer, one for each circle")
    if len(graph) > users:
        raise UserError(
            f"graph has {len(graph):,} nodes, but there are {users:,} users; it must have as many, one for each user,"
            f" or fewer, one for each circle"
        )


def neighbors(graph: Any, seed: int) -> np.ndarray:
    """Whom each node of a graph of users follows, (n, k) int32 numbers of nodes in the graph's order, then NOBODY.

    In a directed graph a user follows where its edges lead, in any other its neighbors. At most `MOST` are kept, drawn
    for the user and the neighbor, so that one neighbor more takes the place of one other at the most. Nobody follows
    himself.
    """
    first, other, _ = _edges(graph)
    widest = int(np.diff(first).max())
    ties = np.full((len(graph), max(1, min(MOST, widest))), NOBODY, np.int32)
    _follow(np.uint64(seed), first, other, ties)
    return ties


class Circles(NamedTuple):
    """A graph of circles, (n,) nodes and (m,) edges out of them, both ways if it is not directed.

    The node attribute ``size`` says how large circles are, relative to each other, the edge attribute ``weight`` how
    often ties lead along an edge; both are 1 where absent.
    """

    share: np.ndarray  # (n,) sizes, each added to those before it
    first: np.ndarray  # (n + 1,) where the edges of each circle begin
    other: np.ndarray  # (m,) where they lead
    weight: np.ndarray  # (m,) their weights, each added to those of the same circle before it

    @classmethod
    def of(cls, graph: Any) -> Circles:
        """The circles of a networkx graph, in its order of nodes.

        Raises
        ------
        UserError
            If a size or a weight is not a number above 0.
        """
        sizes = [_positive(size, f"node {node!r}: size") for node, size in graph.nodes(data="size", default=1)]
        first, other, weight = _edges(graph, "weight")
        added = np.cumsum(weight)
        before = np.concatenate([[0.0], added])[first[:-1]]
        return cls(np.cumsum(sizes), first, other, added - np.repeat(before, np.diff(first)))


def _edges(graph: Any, weight: str | None = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Edges sorted by where they begin and end: (where each node's begin, where they lead, their weights)."""
    number = {node: i for i, node in enumerate(graph)}
    ends = np.array([(number[edge[0]], number[edge[1]]) for edge in graph.edges()], np.int64).reshape(-1, 2)
    worth = np.ones(len(ends))
    if weight:
        named = ((f"edge {a!r} to {b!r}: weight", value) for a, b, value in graph.edges(data=weight, default=1))
        worth = np.array([_positive(value, what) for what, value in named], np.float64)
    if not graph.is_directed():
        ends, worth = np.concatenate([ends, ends[:, ::-1]]), np.concatenate([worth, worth])
    real = ends[:, 0] != ends[:, 1]
    pairs, where = np.unique(ends[real, 0] * len(graph) + ends[real, 1], return_inverse=True)
    first = np.searchsorted(pairs, np.arange(len(graph) + 1) * len(graph))
    return first, pairs % len(graph), np.bincount(where, worth[real], len(pairs))


def _positive(value: Any, what: str) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = 0.0
    if not 0 < number < float("inf"):
        raise UserError(f"graph, {what} is {value!r}; it must be a number above 0")
    return number


@kernel
def _follow(seed, first, other, ties):
    """Each node's neighbors; where there are too many, those with the largest numbers drawn for them."""
    for i in range(len(ties)):
        near = other[first[i] : first[i + 1]]
        if len(near) > ties.shape[1]:
            a, b, _c, _d = block(seed, FOLLOW, i, 0, 0)
            luck = np.empty(len(near), np.int64)
            for k in range(len(near)):
                luck[k] = -np.int64(alternative(a, b, near[k]))
            near = np.sort(near[np.argsort(luck, kind="mergesort")[: ties.shape[1]]])
        for k in range(len(near)):
            ties[i, k] = near[k]
