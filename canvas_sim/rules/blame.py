"""Blame: whom one holds responsible for a wrong pixel, and whom one thanks for a right one.

Nobody knows why a pixel was placed: one blames the community whose picture it seems to continue, and thanks that of
the user whose name is on it. Both may be wrong.
"""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.world.queries import continued
from canvas_sim.world.tables import NOBODY


@rule
def blamed(world, me, x, y):
    """Whom user `me` blames for the pixel at (x, y): whose visible design it continues, if not its own, or NOBODY."""
    number = continued(world, x, y)
    if number < 0:
        return np.int64(NOBODY)
    other = np.int64(world.designs[number].community)
    return np.int64(NOBODY) if other == world.users[me].club else other


@rule
def thanked(world, me, owner):
    """Whom user `me` thanks for a right pixel: the community of its `owner`, if it is not the own one, or NOBODY."""
    if owner < 0:
        return np.int64(NOBODY)
    other = np.int64(world.users[owner].club)
    return np.int64(NOBODY) if other == world.users[me].club else other
