"""A canvas of 12 x 12 pixels with a design or two on it, made by hand."""

import numpy as np

from canvas_sim.scenario.loading import load
from canvas_sim.world import tables
from canvas_sim.world.setup import make_world

WHITE, OURS, THEIRS, RED = 0, 3, 5, 7
USERS = 300
SIZE = ["canvas.width=12", "canvas.height=12", f"activity.users={USERS}", "designs.patterns=[]", "people.bots=0"]
SCENARIO = load("quickstart", [*SIZE, "people.vandals=0", "people.blind=0", "people.errors=0", "interventions=[]"])


def village():
    """A world where user 0 works for a finished design of 5 x 5 pixels at (2, 2), and sees by itself nothing."""
    world = make_world(SCENARIO, 1)
    world.canvas[:] = world.clock["background"] = WHITE
    world.clock["communities"] = 2
    for number in (0, 1):
        world.communities[number].key, world.communities[number].state = number + 7, tables.ALIVE
    for none in ("leader0", "leader1", "leader2", "call"):
        world.communities[none] = tables.NOBODY
    world.relations["other"] = tables.NOBODY
    draw(world, 0, np.full((5, 5), OURS), (2, 2))
    world.users["club"][0], world.users["joined"][0], world.users["design"][0] = 0, 1, 0
    world.lives["glances"] = 0
    return world


def draw(world, community, pixels, place):
    """A living design, painted as planned where it is not masked; it claims its pixels before all older ones."""
    number, (x, y), (height, width) = int(world.clock["designs"][0]), place, pixels.shape
    world.clock["designs"] += 1
    design = world.designs[number]
    design.key, design.community, design.ended, design.before = number + 40, community, tables.NOBODY, tables.NOBODY
    design.x, design.y, design.width, design.height, design.ink = x, y, width, height, 64 * number
    design.ground, design.state, design.area = OURS, tables.ALIVE, pixels.size
    world.ink[64 * number : 64 * number + pixels.size] = pixels.ravel()
    world.communities[community].design = number
    for row, column in np.argwhere(pixels != tables.OUTSIDE):
        at = (y + row, x + column)
        world.canvas[at] = pixels[row, column]
        for kept, value in ((world.claims, number + 1), (world.wanted, pixels[row, column] + 1)):
            kept[at] = [value, *kept[at][:-1]]
    return number


def wound(world, x, y, color, number=0):
    """A pixel of a design is painted over."""
    world.canvas[y, x] = color
    count = int(world.designs[number].scarred)
    world.scars[number, count % tables.SCARS] = y * 65536 + x + 1
    world.designs[number].scarred = count + 1


def rules_of(world, **values):
    """The world, with other parameters."""
    for name, value in values.items():
        world.settings[name] = value
    return world
