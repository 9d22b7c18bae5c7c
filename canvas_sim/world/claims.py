"""Claims: which designs cover each pixel, newest first. Plans that anybody may know, not what is painted."""

import numpy as np

from canvas_sim.base.jit import kernel, rule
from canvas_sim.world.tables import CLAIMS, ENDED, OUTSIDE


@kernel
def stake(world, number):
    """Cover the pixels of design `number`; where the list is full the oldest claim is forgotten."""
    design = world.designs[number]
    for row in range(design.height):
        for column in range(design.width):
            color = world.ink[design.ink + row * design.width + column]
            if color == OUTSIDE:
                continue
            y = design.y + row
            x = design.x + column
            for layer in range(CLAIMS - 1, 0, -1):
                world.claims[y, x, layer] = world.claims[y, x, layer - 1]
                world.wanted[y, x, layer] = world.wanted[y, x, layer - 1]
            world.claims[y, x, 0] = number + 1
            world.wanted[y, x, 0] = np.uint8(np.int64(color) + 1)


@rule
def release(world, number):
    """Take the claims of design `number` away."""
    design = world.designs[number]
    for y in range(design.y, design.y + design.height):
        for x in range(design.x, design.x + design.width):
            forget(world, number, x, y)


@rule
def forget(world, number, x, y):
    """Take the claim of design `number` to one pixel away."""
    kept = 0
    for layer in range(CLAIMS):
        claim = world.claims[y, x, layer]
        if claim != number + 1:
            world.claims[y, x, kept] = claim
            world.wanted[y, x, kept] = world.wanted[y, x, layer]
            kept += 1
    for layer in range(kept, CLAIMS):
        world.claims[y, x, layer] = 0
        world.wanted[y, x, layer] = 0


@kernel
def give_up_design(world, number, now):
    """A design ends; its claims are taken away."""
    release(world, number)
    world.designs[number].ended = now
    world.designs[number].state = np.uint8(ENDED)
