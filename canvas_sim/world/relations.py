"""Relations: where a community keeps what it feels about another."""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.world.tables import NOBODY, RELATIONS

FEW = 5.0  # added to head-counts, so that a community of one is not moved by a single pixel


@rule
def relation_slot(world, a, b):
    """The slot in which community `a` keeps its relation to `b`, or NOBODY."""
    for slot in range(RELATIONS):
        if world.relations[a, slot].other == b:
            return slot
    return NOBODY


@rule
def slot_to_take(world, a):
    """The slot that a new acquaintance of `a` takes: an empty one, or that of the least felt without a treaty."""
    chosen = NOBODY
    least = 1e300
    for slot in range(RELATIONS):
        relation = world.relations[a, slot]
        if relation.other < 0:
            return slot
        felt = 10.0 * np.float64(relation.border) + np.float64(relation.grievance) + np.float64(relation.gratitude)
        felt += np.float64(relation.ties) / 10.0
        if relation.settled == 0 and felt < least:
            least = felt
            chosen = slot
    return chosen


@rule
def heads(world, community):
    """Members of a community, and a `FEW`: what its feelings are shared among."""
    return world.communities[community].members + FEW
