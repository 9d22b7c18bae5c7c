"""Relations: a community notices another, and its members' ties become its own."""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.world.relations import relation_slot, slot_to_take
from canvas_sim.world.tables import NOBODY


@rule
def slot_for(world, a, b):
    """The slot of `b` in `a`'s relations, made if there is room; NOBODY if not."""
    slot = relation_slot(world, a, b)
    if slot >= 0:
        return slot
    slot = slot_to_take(world, a)
    if slot >= 0:
        relation = world.relations[a, slot]
        relation.other = b
        relation.since = NOBODY
        relation.met = world.clock[0].now
        relation.ties = 0
        relation.border = 0
        relation.grievance = 0
        relation.gratitude = 0
        relation.blows = 0
        relation.chosen = 0
        relation.trust = 0
        relation.allied = 0
        relation.settled = 0
    return slot


@rule
def add_tie(world, a, b):
    """One tie more from members of `a` to members of `b`."""
    slot = slot_for(world, a, b)
    if slot >= 0:
        world.relations[a, slot].ties += np.float32(1)
