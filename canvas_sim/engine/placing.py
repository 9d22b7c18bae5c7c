"""Placing: one pixel is painted, and what follows for the canvas, the user and the log."""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.vocabulary import ATTACK, REPAIR
from canvas_sim.engine.log import write_row
from canvas_sim.world.queries import is_open, usable
from canvas_sim.world.tables import SCARS, TILE


@rule
def place_pixel(world, plan, log, tally):
    """One pixel and its row in the log; what would break a law is counted and not done."""
    clock = world.clock[0]
    user = world.users[plan.user]
    if plan.due < user.free or not usable(world, plan.color) or not is_open(world, plan.x, plan.y):
        clock.broken += 1
        return
    clock.placed += 1
    world.tile_placements[plan.y // TILE, plan.x // TILE] += 1
    if plan.scarred >= 0:
        _scar(world, plan)
    world.canvas[plan.y, plan.x] = plan.color
    world.owner[plan.y, plan.x] = plan.user
    world.time[plan.y, plan.x] = plan.due
    user.free = plan.due + clock.cooldown
    user.x = plan.x
    user.y = plan.y
    user.color = plan.color
    tally[4] += user.placed == 0 or user.last < tally[5]
    user.placed = 1
    user.last = plan.due
    write_row(log, tally[0], plan)
    tally[0] += 1
    tally[1] += 1
    tally[2] += plan.intent == REPAIR
    tally[3] += plan.intent == ATTACK


@rule
def _scar(world, plan):
    """Remember the pixel as one that a design lost; of `SCARS` that it remembers the oldest goes."""
    design = world.designs[plan.scarred]
    world.scars[plan.scarred, design.scarred % SCARS] = np.int64(plan.y) * 65536 + plan.x + 1
    design.scarred += np.uint32(1)
    design.hurt = plan.due
