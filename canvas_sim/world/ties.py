"""The social graph of users: whom each one follows.

Every user follows only users with lower numbers, (n, k) numbers with NOBODY where there is none. Read as undirected
it is a stochastic block model (Holland et al. 1983), a small world (Watts & Strogatz 1998), a scale-free graph
(Barabási & Albert 1999), or any graph that is handed in.
"""

from __future__ import annotations

import numpy as np

from canvas_sim.compiling import kernel
from canvas_sim.scenario.schema import Society
from canvas_sim.world.draws import below, block, stream, unit
from canvas_sim.world.tables import NOBODY

TIE = stream("ties")
CIRCLE = stream("ties/circle")


def make_ties(society: Society, seed: int, users: int, lives: np.ndarray) -> np.ndarray:
    """Ties of the first `users` users (the rest, raiders, have none); writes each user's circle into `lives`."""
    ties = np.full((len(lives), max(1, society.ties)), NOBODY, np.int32)
    if society.graph == "none" or society.ties == 0:
        lives["circle"] = NOBODY
        return ties
    number = np.uint64(seed)
    circles = _circles(number, users, society.circle)
    lives["circle"][:users] = circles
    lives["circle"][users:] = NOBODY
    build = {"block": _block, "small_world": _small_world, "scale_free": _scale_free}[society.graph]
    build(number, ties[:users], circles, society.outside)
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
def _block(seed, ties, circles, outside):
    """Within the circle, but for a share `outside` that goes anywhere."""
    users = len(circles)
    total = circles.max() + 1
    size = np.zeros(total, np.int64)
    for i in range(users):
        size[circles[i]] += 1
    first = np.zeros(total + 1, np.int64)
    for c in range(total):
        first[c + 1] = first[c] + size[c]
    members = np.empty(users, np.int32)
    known = np.zeros(total, np.int64)
    for i in range(users):
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
