"""Attribution: whom a placement harms and helps, for the books. Nobody in the event is told."""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.world.tables import NOBODY


@rule
def consequences(world, me, done):
    """The design that loses a pixel by a placement, and whom, but my community, that harms and helps; or NOBODY."""
    from_color = np.int64(world.canvas[done.y, done.x])
    scarred = np.int64(NOBODY)
    harmed = np.int64(NOBODY)
    helped = np.int64(NOBODY)
    if from_color == done.color:
        return scarred, harmed, helped
    for layer in range(world.claims.shape[2]):
        number = np.int64(world.claims[done.y, done.x, layer]) - 1
        if number < 0:
            break
        plan = np.int64(world.wanted[done.y, done.x, layer]) - 1
        if plan == from_color and scarred < 0:
            scarred = number
        community = np.int64(world.designs[number].community)
        if community == world.users[me].club:
            continue
        if plan == from_color and harmed < 0:
            harmed = community
        elif plan == done.color and helped < 0:
            helped = community
    return scarred, harmed, helped
