"""The Blue Corner of 2017: one color, on rays out of a corner, around what others draw."""

import math

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.rules.patterns.ground import FREE, TAKEN
from canvas_sim.world.queries import continued


@rule
def position(design, turn, _lane, step):
    """On a ray, a quarter of all directions: to the left and upward."""
    angle = math.pi * (1.0 + turn / 2.0)
    x = design.x + math.floor(step * math.cos(angle) + 0.5)
    y = design.y + math.floor(step * math.sin(angle) + 0.5)
    return np.int64(x), np.int64(y)


@rule
def wanted(world, number, _x, _y):
    """Its ground, everywhere."""
    return np.int64(world.designs[number].ground)


@rule
def reaction(world, x, y, _word):
    """Where a design is continued, somebody is at home."""
    return TAKEN if continued(world, x, y) >= 0 else FREE
