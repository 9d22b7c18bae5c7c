"""Observe: one row of the timeline, seen from outside. No rule reads it."""

from canvas_sim.base.jit import kernel
from canvas_sim.base.patterns import TEMPLATE
from canvas_sim.base.pixel_counts import count_pixels
from canvas_sim.world.tables import ALIVE, ENDED, OUTSIDE, RELATIONS


@kernel
def observe(world):
    """(not white, same neighbor, isolated, damage, alliances, communities) of the world as it is."""
    clock = world.clock[0]
    box = clock.x0, clock.y0, clock.x1, clock.y1
    filled, pairs, same, isolated = count_pixels(world.canvas, box, clock.background)
    pixels = (clock.x1 - clock.x0) * (clock.y1 - clock.y0)
    return filled / pixels, same / pairs, isolated / pixels, _damage(world), _alliances(world), _living(world)


@kernel
def _damage(world):
    """Share of the pixels of living templates that are not as planned."""
    planned = wrong = 0
    for number in range(world.clock[0].designs):
        design = world.designs[number]
        if design.state != ALIVE or design.kind != TEMPLATE:
            continue
        for row in range(design.height):
            for column in range(design.width):
                plan = world.ink[design.ink + row * design.width + column]
                if plan != OUTSIDE:
                    planned += 1
                    wrong += world.canvas[design.y + row, design.x + column] != plan
    return wrong / max(1, planned)


@kernel
def _alliances(world):
    count = 0
    for community in range(world.clock[0].communities):
        for slot in range(RELATIONS):
            relation = world.relations[community, slot]
            count += relation.other > community and relation.allied == 1
    return count


@kernel
def _living(world):
    count = 0
    for community in range(world.clock[0].communities):
        count += world.communities[community].state != ENDED
    return count
