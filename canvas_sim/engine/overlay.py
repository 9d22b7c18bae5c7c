"""Overlay: plans of allies are drawn anew, so that none covers what the other shows."""

from canvas_sim.base.jit import rule
from canvas_sim.world.claims import forget
from canvas_sim.world.queries import is_work_of
from canvas_sim.world.tables import OUTSIDE


@rule
def share_ground(world, a, b):
    """Each pixel for which works of communities `a` and `b` have different plans goes to one of them."""
    for first in range(world.clock[0].designs):
        if is_work_of(world, first, a):
            for second in range(world.clock[0].designs):
                if is_work_of(world, second, b):
                    _share_overlap(world, first, second)


@rule
def _share_overlap(world, a, b):
    """Each pixel goes to whom it shows; where it shows neither, to the older of the two works."""
    one = world.designs[a]
    two = world.designs[b]
    for y in range(max(one.y, two.y), min(one.y + one.height, two.y + two.height)):
        for x in range(max(one.x, two.x), min(one.x + one.width, two.x + two.width)):
            plan_a = world.ink[one.ink + (y - one.y) * one.width + x - one.x]
            plan_b = world.ink[two.ink + (y - two.y) * two.width + x - two.x]
            if OUTSIDE in (plan_a, plan_b) or plan_a == plan_b:
                continue
            shown = world.canvas[y, x]
            if shown == plan_a or (shown != plan_b and a < b):
                _give_away(world, b, x, y)
            else:
                _give_away(world, a, x, y)


@rule
def _give_away(world, number, x, y):
    """The pixel is no part of design `number` any more."""
    design = world.designs[number]
    world.ink[design.ink + (y - design.y) * design.width + x - design.x] = OUTSIDE
    design.area -= 1
    forget(world, number, x, y)
