"""The Rainbow Road of 2017: lanes along a diagonal, made longer at its ends and wider at its sides."""

import math

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.patterns import LANES
from canvas_sim.rules.patterns.ground import FREE, PASSED
from canvas_sim.world.queries import continued

AHEAD = 0.3  # share of the helpers who make it longer; the others make it wider


@rule
def position(design, turn, lane, step):
    """Along the road, to one of its ends, or across it."""
    if turn < AHEAD:
        way = 1 if turn < AHEAD / 2.0 else -1
        return np.int64(design.x + way * step + lane), np.int64(design.y + way * step)
    along = math.floor((2.0 * (turn - AHEAD) / (1.0 - AHEAD) - 1.0) * design.width)
    side = 1 if lane < LANES // 2 else -1
    return np.int64(design.x + along + side * step), np.int64(design.y + along)


@rule
def wanted(world, number, x, y):
    """The color of the lane."""
    design = world.designs[number]
    lane = (x - design.x - y + design.y) % LANES
    return np.int64(world.ink[design.ink + lane])


@rule
def reaction(world, x, y, _word):
    """It goes on behind what others draw."""
    return PASSED if continued(world, x, y) >= 0 else FREE
