"""War: whether a community that has finished its work turns on a neighbor, and from where.

Against the neighbor with whom it shares a border and a grudge, from its own edge outward. It ends as grudges cool, when
nothing of the other is left at that edge, or by a treaty. Sources: local disputes between neighbors (strong); rates are
open.
"""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.rng import block, stream, unit
from canvas_sim.rules.community import is_finished
from canvas_sim.world.queries import alive, is_work_of
from canvas_sim.world.relations import heads
from canvas_sim.world.tables import NOBODY, OUTSIDE, RELATIONS

WAR = stream("meet/war")
REACH = 24  # pixels from its own work to which a war goes


@rule
def turns_on(world, a, hours):
    """The community on which `a` turns at a meeting `hours` after the last, or NOBODY."""
    group = world.communities[a]
    if world.clock[0].forum == 0 or group.leader0 < 0 or not is_finished(world, a):
        return np.int64(NOBODY)
    word, _b, _c, _d = block(world.clock[0].seed, WAR, group.key, group.meetings, 0)
    if unit(word) >= world.settings[0].communities_war * hours:
        return np.int64(NOBODY)
    return rival(world, a)


@rule
def rival(world, a):
    """The living neighbor, without alliance or truce, against whom grudge and common border weigh most, or NOBODY."""
    chosen = np.int64(NOBODY)
    most = 0.0
    for slot in range(RELATIONS):
        relation = world.relations[a, slot]
        if relation.other < 0 or relation.border <= 0 or not alive(world, relation.other):
            continue
        if relation.allied == 1 or relation.settled == 1:
            continue
        felt = np.float64(relation.grievance) / heads(world, a) + 0.5 * np.float64(relation.border)
        if felt > most:
            most = felt
            chosen = np.int64(relation.other)
    return chosen


@rule
def front(world, a, b):
    """Where `a` strikes at `b`, x, y: what still stands of `b` nearest to a work of `a`; NOBODY if there is nothing.

    As ground is taken the front moves.
    """
    mine, theirs = _nearest_works(world, a, b)
    best = (np.int64(NOBODY), np.int64(NOBODY))
    if theirs < 0:
        return best
    ours = world.designs[mine]
    design = world.designs[theirs]
    least = np.int64(REACH + 1)
    for y in range(design.y, design.y + design.height):
        for x in range(design.x, design.x + design.width):
            away = max(_gap(x, x + 1, ours.x, ours.x + ours.width), _gap(y, y + 1, ours.y, ours.y + ours.height))
            plan = np.int64(world.ink[design.ink + (y - design.y) * design.width + x - design.x])
            if away < least and plan != OUTSIDE and plan != ours.ground and world.canvas[y, x] == plan:
                least = away
                best = (np.int64(x), np.int64(y))
    return best


@rule
def _nearest_works(world, a, b):
    """The living works of `a` and of `b` between which there is the least gap; NOBODY if it is wider than `REACH`."""
    mine = theirs = np.int64(NOBODY)
    least = np.int64(REACH + 1)
    for i in range(world.clock[0].designs):
        if not is_work_of(world, i, a):
            continue
        one = world.designs[i]
        for j in range(world.clock[0].designs):
            if is_work_of(world, j, b):
                two = world.designs[j]
                across = _gap(one.x, one.x + one.width, two.x, two.x + two.width)
                along = _gap(one.y, one.y + one.height, two.y, two.y + two.height)
                if max(across, along) < least:
                    least = max(across, along)
                    mine, theirs = np.int64(i), np.int64(j)
    return mine, theirs


@rule
def _gap(low, high, other_low, other_high):
    """Pixels between two spans, 0 if they touch or overlap."""
    return max(np.int64(0), np.int64(other_low - high), np.int64(low - other_high))
