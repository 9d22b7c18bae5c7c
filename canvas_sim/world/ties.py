"""The social graph of users: whom each one follows.

(n, k) numbers of users, NOBODY where there is none. In the graphs that are built in, every user follows only users with
lower numbers, so one more changes nothing for the others. Read as undirected they are a stochastic block model (Holland
et al. 1983), a small world (Watts & Strogatz 1998) and a scale-free graph (Barabási & Albert 1999). A graph that is
handed in says who knows whom itself, or which circles do.
"""

from pathlib import Path
from typing import Any

import numpy as np

from canvas_sim.base.jit import kernel
from canvas_sim.base.rng import below, block, stream, unit
from canvas_sim.scenario.communities import Society
from canvas_sim.world.graph_arrays import Circles, check_graph, neighbors
from canvas_sim.world.graph_files import read_graph
from canvas_sim.world.tables import NOBODY

TIE = stream("ties")
CIRCLE = stream("ties/circle")


def make_ties(society: Society, seed: int, users: int, lives: np.ndarray, graph: Any = None) -> np.ndarray:
    """Whom users follow, (n, k) int32; writes each user's circle into `lives`.

    Parameters
    ----------
    society : Society
    seed : int
    users : int
        The first so many have ties; the rest, raiders, have none.
    lives : ndarray of LIFE, (n,)
    graph : networkx graph, optional
        Takes the place of ``society.graph``, which may name a file with one. If it has as many nodes as there are
        users, these are the users, in its order, and ties are its edges:
        `canvas_sim.world.graph_arrays.neighbors`. With fewer, its nodes are circles, to which users are dealt:
        `canvas_sim.world.graph_arrays.Circles`.

    Raises
    ------
    UserError
        If `graph` is no graph, is empty, or has more nodes than there are users, or its file cannot be read.
    """
    if graph is None and society.graph not in (*BUILT_IN, "none"):
        graph = read_graph(Path(society.graph).expanduser())
    lives["circle"] = NOBODY
    ties = np.full((len(lives), max(1, society.ties)), NOBODY, np.int32)
    number = np.uint64(seed)
    if graph is not None:
        return _given(graph, society, number, lives["circle"][:users], ties)
    if society.graph == "none" or society.ties == 0:
        return ties
    circles = _circles(number, users, society.circle)
    lives["circle"][:users] = circles
    BUILT_IN[society.graph](number, ties[:users], circles, society.outside)
    return ties


def _given(graph: Any, society: Society, seed: np.uint64, circles: np.ndarray, ties: np.ndarray) -> np.ndarray:
    """Ties along a graph that was handed in; writes `circles`, (users,)."""
    users = len(circles)
    check_graph(graph, users)
    if len(graph) == users:
        known = neighbors(graph, int(seed))
        ties = np.full((len(ties), known.shape[1]), NOBODY, np.int32)
        ties[:users] = known
        return ties
    between = Circles.of(graph)
    circles[:] = _dealt(seed, users, between.share)
    if society.ties:
        _along(seed, ties[:users], circles, society.outside, between)
    return ties


@kernel
def _circles(seed, users, mean):
    """Every user begins a circle, one in `mean`, or joins any that there is: the older, the larger."""
    circles = np.empty(users, np.int32)
    count = 0
    for i in range(users):
        a, b, _c, _d = block(seed, CIRCLE, i, 0, 0)
        if i == 0 or unit(a) < 1.0 / mean:
            circles[i] = count
            count += 1
        else:
            circles[i] = below(b, count)
    return circles


@kernel
def _dealt(seed, users, share):
    """The circle of every user, in proportion to the circles' sizes, whose running sum is `share`."""
    circles = np.empty(users, np.int32)
    for i in range(users):
        a, _b, _c, _d = block(seed, CIRCLE, i, 0, 0)
        circles[i] = np.searchsorted(share, unit(a) * share[-1], side="right")
    return circles


@kernel
def _first_places(circles, total):
    """Where the members of each circle begin, if all users are sorted by circle."""
    first = np.zeros(total + 1, np.int64)
    for circle in circles:
        first[circle + 1] += 1
    for circle in range(total):
        first[circle + 1] += first[circle]
    return first


@kernel
def _block(seed, ties, circles, outside):
    """Within the circle, but for a share `outside` that goes anywhere."""
    total = circles.max() + 1
    first = _first_places(circles, total)
    members = np.empty(len(circles), np.int32)
    known = np.zeros(total, np.int64)
    for i in range(len(circles)):
        circle = circles[i]
        for k in range(ties.shape[1]):
            a, b, _c, _d = block(seed, TIE, i, k, 0)
            if unit(a) < outside:
                if i > 0:
                    ties[i, k] = below(b, i)
            elif known[circle] > 0:
                ties[i, k] = members[first[circle] + below(b, known[circle])]
        members[first[circle] + known[circle]] = i
        known[circle] += 1


@kernel
def _along(seed, ties, circles, outside, between):
    """Within the circle, but for a share `outside` that goes along an edge, in proportion to its weight."""
    total = len(between.share)
    first = _first_places(circles, total)
    members = np.empty(len(circles), np.int32)
    known = np.zeros(total, np.int64)
    for i in range(len(circles)):
        for k in range(ties.shape[1]):
            a, b, c, _d = block(seed, TIE, i, k, 0)
            circle = np.int64(circles[i])
            start, stop = between.first[circle], between.first[circle + 1]
            if unit(a) < outside and stop > start:
                # An edge's weight is added to that of the edges before it.
                goal = unit(c) * between.weight[stop - 1]
                circle = between.other[start + np.searchsorted(between.weight[start:stop], goal, side="right")]
            if known[circle] > 0:
                ties[i, k] = members[first[circle] + below(b, known[circle])]
        circle = np.int64(circles[i])
        members[first[circle] + known[circle]] = i
        known[circle] += 1


@kernel
def _small_world(seed, ties, circles, outside):
    """The users just before me, each rewired to anybody with probability `outside`."""
    for i in range(len(circles)):
        for k in range(ties.shape[1]):
            a, b, _c, _d = block(seed, TIE, i, k, 0)
            if unit(a) < outside:
                ties[i, k] = below(b, i) if i > 0 else NOBODY
            elif i - 1 - k >= 0:
                ties[i, k] = i - 1 - k


@kernel
def _scale_free(seed, ties, circles, outside):
    """Half of the ties go to anybody, half to whom a random tie leads: attachment in proportion to degree."""
    for i in range(1, len(circles)):
        for k in range(ties.shape[1]):
            a, b, c, _d = block(seed, TIE, i, k, 0)
            target = below(b, i)
            if unit(a) >= max(outside, 0.5):
                led = ties[target, below(c, ties.shape[1])]
                if led >= 0:
                    target = np.int64(led)
            ties[i, k] = target


BUILT_IN = {"block": _block, "small_world": _small_world, "scale_free": _scale_free}
