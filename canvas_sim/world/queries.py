"""What anyone can see on the canvas: neighbors, patches, and which design a color continues.

Nobody sees a score, a design's true match or a territory.
"""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.patterns import TEMPLATE
from canvas_sim.world.tables import ALIVE, CLAIMS, NOBODY, OUTSIDE, TILE, UNPLANNED


@rule
def is_open(world, x, y):
    """Whether (x, y) lies on the part of the canvas that is open."""
    clock = world.clock[0]
    return clock.x0 <= x < clock.x1 and clock.y0 <= y < clock.y1


@rule
def usable(world, color):
    """Whether a color may be placed now."""
    for i in range(world.clock[0].colors):
        if world.colors[i] == color:
            return True
    return False


@rule
def wear(world):
    """How much the canvas has been worked on: placements so far for each open pixel."""
    clock = world.clock[0]
    return clock.placed / ((clock.x1 - clock.x0) * (clock.y1 - clock.y0))


@rule
def local_wear(world, x, y):
    """How much the ground around (x, y) has been worked on: placements so far for each open pixel of its tile."""
    clock = world.clock[0]
    left = x // TILE * TILE
    top = y // TILE * TILE
    wide = min(clock.x1, left + TILE) - max(clock.x0, left)
    high = min(clock.y1, top + TILE) - max(clock.y0, top)
    return world.tile_placements[y // TILE, x // TILE] / (wide * high)


@rule
def planned(world, number, x, y):
    """The color that design `number` has at (x, y), UNPLANNED where it has none."""
    design = world.designs[number]
    column = x - design.x
    row = y - design.y
    if design.kind != TEMPLATE or column < 0 or row < 0 or column >= design.width or row >= design.height:
        return np.int64(UNPLANNED)
    ink = np.int64(world.ink[design.ink + row * design.width + column])
    return np.int64(UNPLANNED) if ink == OUTSIDE else ink


@rule
def same_around(world, x, y, color):
    """How many of the four neighbors of (x, y) have `color`."""
    clock = world.clock[0]
    canvas = world.canvas
    same = 0
    if x > clock.x0 and canvas[y, x - 1] == color:
        same += 1
    if x + 1 < clock.x1 and canvas[y, x + 1] == color:
        same += 1
    if y > clock.y0 and canvas[y - 1, x] == color:
        same += 1
    if y + 1 < clock.y1 and canvas[y + 1, x] == color:
        same += 1
    return same


@rule
def isolated_4(world, x, y):
    """Whether none of the four neighbors of (x, y) has its color (4-connectivity). It does not branch."""
    clock = world.clock[0]
    color = world.canvas[y, x]
    left = (x > clock.x0) & (world.canvas[y, max(x - 1, 0)] == color)
    right = (x + 1 < clock.x1) & (world.canvas[y, min(x + 1, clock.x1 - 1)] == color)
    above = (y > clock.y0) & (world.canvas[max(y - 1, 0), x] == color)
    below = (y + 1 < clock.y1) & (world.canvas[min(y + 1, clock.y1 - 1), x] == color)
    return not (left | right | above | below)


@rule
def isolated_8(world, x, y):
    """Whether none of the eight pixels around (x, y) has its color (8-connectivity): no patch, and no lattice."""
    clock = world.clock[0]
    color = world.canvas[y, x]
    for row in range(max(clock.y0, y - 1), min(clock.y1, y + 2)):
        for column in range(max(clock.x0, x - 1), min(clock.x1, x + 2)):
            if (row != y or column != x) and world.canvas[row, column] == color:
                return False
    return True


@rule
def right_around(world, number, x, y):
    """How many of the four neighbors of (x, y) look as design `number` wants them."""
    clock = world.clock[0]
    canvas = world.canvas
    right = 0
    if x > clock.x0 and canvas[y, x - 1] == planned(world, number, x - 1, y):
        right += 1
    if x + 1 < clock.x1 and canvas[y, x + 1] == planned(world, number, x + 1, y):
        right += 1
    if y > clock.y0 and canvas[y - 1, x] == planned(world, number, x, y - 1):
        right += 1
    if y + 1 < clock.y1 and canvas[y + 1, x] == planned(world, number, x, y + 1):
        right += 1
    return right


@rule
def stands(world, x, y):
    """Whether the pixel at (x, y) shows a living design, as anybody can see who knows the picture."""
    color = np.int64(world.canvas[y, x]) + 1
    first = (world.wanted[y, x, 0] == color) | (world.wanted[y, x, 1] == color)
    return first | (world.wanted[y, x, 2] == color) | (world.wanted[y, x, 3] == color)


@rule
def continued(world, x, y):
    """The living design whose picture the pixel at (x, y) continues, or NOBODY: one may be wrong about it.

    A color continues a design if the design wants it there and a neighboring pixel shows the same design.
    """
    if not stands(world, x, y):
        return np.int64(NOBODY)
    there = np.int64(world.canvas[y, x]) + 1
    for layer in range(CLAIMS):
        if world.wanted[y, x, layer] == there:
            number = np.int64(world.claims[y, x, layer]) - 1
            if right_around(world, number, x, y) > 0:
                return number
    return np.int64(NOBODY)


@rule
def is_work_of(world, number, community):
    """Whether design `number` is a living template of `community`."""
    design = world.designs[number]
    return design.community == community and design.kind == TEMPLATE and design.state == ALIVE


@rule
def alive(world, community):
    """Whether a community exists and has a site."""
    return community >= 0 and world.communities[community].state == ALIVE


@rule
def has_trait(user, trait):
    """Whether a user's kind has a trait (`canvas_sim.base.user_kinds`)."""
    return (trait >> user.kind) & 1 == 1


@rule
def between(word, low, high):
    """A 32-bit word as an integer in low..high-1."""
    return low + np.int64((np.uint64(word) * np.uint64(high - low)) >> np.uint64(32))
