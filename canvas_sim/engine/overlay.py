"""Overlay: plans of allies, and of those with a truce, are drawn anew, so that none covers what the other shows."""

from canvas_sim.base.jit import rule
from canvas_sim.world.claims import forget
from canvas_sim.world.queries import is_work_of
from canvas_sim.world.tables import OUTSIDE

LOSS = 0.25  # of a work's plan: who would lose more to a truce does not sign it


@rule
def share_ground(world, a, b):
    """Each pixel for which works of communities `a` and `b` have different plans goes to one of them."""
    for first in range(world.clock[0].designs):
        if is_work_of(world, first, a):
            for second in range(world.clock[0].designs):
                if is_work_of(world, second, b):
                    _share_overlap(world, first, second, True)


@rule
def costs_too_much(world, a, b):
    """Whether a work of community `a` would lose more than `LOSS` of its plan if the two shared their ground."""
    for first in range(world.clock[0].designs):
        if not is_work_of(world, first, a):
            continue
        lost = 0
        for second in range(world.clock[0].designs):
            if is_work_of(world, second, b):
                lost += _share_overlap(world, first, second, False)
        if lost > LOSS * world.designs[first].area:
            return True
    return False


@rule
def _share_overlap(world, a, b, given):
    """How many pixels the first of two works leaves to the second; they are given away, on both sides, if asked for."""
    one = world.designs[a]
    two = world.designs[b]
    lost = 0
    for y in range(max(one.y, two.y), min(one.y + one.height, two.y + two.height)):
        for x in range(max(one.x, two.x), min(one.x + one.width, two.x + two.width)):
            plan_a = world.ink[one.ink + (y - one.y) * one.width + x - one.x]
            plan_b = world.ink[two.ink + (y - two.y) * two.width + x - two.x]
            if OUTSIDE in (plan_a, plan_b) or plan_a == plan_b:
                continue
            # Each pixel goes to whom it shows; where it shows neither, to the older of the two works.
            shown = world.canvas[y, x]
            stays = shown == plan_a or (shown != plan_b and a < b)
            lost += not stays
            if given:
                _give_away(world, b if stays else a, x, y)
    return lost


@rule
def _give_away(world, number, x, y):
    """The pixel is no part of design `number` any more."""
    design = world.designs[number]
    cell = design.ink + (y - design.y) * design.width + x - design.x
    world.ceded[cell].ts = world.clock[0].now
    world.ceded[cell].color = world.ink[cell]
    world.ink[cell] = OUTSIDE
    design.area -= 1
    forget(world, number, x, y)
