"""The Void of 2017: one dark color, on curling arms, sometimes over what others draw. How it grew is open."""

import math

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.rng import unit
from canvas_sim.rules.patterns.ground import FREE, TAKEN
from canvas_sim.world.queries import continued

ARMS = 9.0
WILD = 0.3  # how often it runs over what others draw


@rule
def position(design, turn, _lane, step):
    """On one of the arms, which curl."""
    arm = math.floor(turn * ARMS)
    angle = 2.0 * math.pi * (arm + 0.32 * (turn * ARMS - arm)) / ARMS + 0.9 * math.sin(step / 17.0 + arm)
    x = design.x + math.floor(step * math.cos(angle) + 0.5)
    y = design.y + math.floor(step * math.sin(angle) + 0.5)
    return np.int64(x), np.int64(y)


@rule
def wanted(world, number, _x, _y):
    """Its ground, everywhere."""
    return np.int64(world.designs[number].ground)


@rule
def reaction(world, x, y, word):
    """Where a design is continued, it turns back but for some."""
    return TAKEN if continued(world, x, y) >= 0 and unit(word) >= WILD else FREE
