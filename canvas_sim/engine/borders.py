"""Borders: which communities a new design lies beside, felt by both sides."""

import numpy as np

from canvas_sim.base.jit import kernel, rule
from canvas_sim.engine.relations import slot_for
from canvas_sim.world.tables import NOBODY


@kernel
def meet_neighbors(world, number):
    """Add to the relations of a new design's community and its neighbors the share of the outline that is common."""
    design = world.designs[number]
    for column in range(design.width):
        _look_out(world, number, (design.x + column, design.y, 0, -1))
        _look_out(world, number, (design.x + column, design.y + design.height - 1, 0, 1))
    for row in range(design.height):
        _look_out(world, number, (design.x, design.y + row, -1, 0))
        _look_out(world, number, (design.x + design.width - 1, design.y + row, 1, 0))


@rule
def _look_out(world, number, ray):
    """From one pixel of the outline, outward, to the first design there is within reach."""
    x, y, dx, dy = ray
    clock = world.clock[0]
    mine = np.int64(world.designs[number].community)
    for _step in range(world.settings[0].alliances_reach):
        x += dx
        y += dy
        if x < clock.x0 or x >= clock.x1 or y < clock.y0 or y >= clock.y1:
            return
        other = np.int64(world.claims[y, x, 0]) - 1
        if other < 0 or other == number:
            continue
        theirs = np.int64(world.designs[other].community)
        if theirs != mine and world.settings[0].society_between == 1:
            _share(world, (mine, theirs), number)
            _share(world, (theirs, mine), other)
        return


@rule
def _share(world, pair, number):
    slot = slot_for(world, pair[0], pair[1])
    if slot != NOBODY:
        design = world.designs[number]
        outline = 2 * (design.width + design.height)
        relation = world.relations[pair[0], slot]
        relation.border = min(np.float32(1), np.float32(np.float64(relation.border) + 1.0 / outline))
