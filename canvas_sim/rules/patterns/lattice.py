"""The Green Lattice of 2017: every other pixel, with a second color in some gaps, around what others draw."""

import math

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.rules.patterns.ground import FREE, TAKEN
from canvas_sim.world.queries import continued, isolated_8
from canvas_sim.world.tables import UNPLANNED


@rule
def position(design, turn, _lane, step):
    """On a ray, in any direction."""
    angle = 2.0 * math.pi * turn
    x = design.x + math.floor(step * math.cos(angle) + 0.5)
    y = design.y + math.floor(step * math.sin(angle) + 0.5)
    return np.int64(x), np.int64(y)


@rule
def wanted(world, number, x, y):
    """Its ground on every other pixel, its second color on half of the rest, in columns."""
    design = world.designs[number]
    if (x + y) % 2 == 0:
        return np.int64(design.ground)
    return np.int64(design.second) if x % 4 == 1 else np.int64(UNPLANNED)


@rule
def reaction(world, x, y, _word):
    """A patch is somebody's as well, even if it continues no design."""
    if continued(world, x, y) >= 0:
        return TAKEN
    blank = world.canvas[y, x] == world.clock[0].background
    return FREE if blank or isolated_8(world, x, y) else TAKEN
