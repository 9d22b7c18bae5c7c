"""Opening: the row of a new design, and what follows once it has a site."""

import numpy as np

from canvas_sim.base.jit import kernel, rule
from canvas_sim.base.patterns import LANES, TEMPLATE
from canvas_sim.base.vocabulary import BY_ITSELF, CALL_BUILD
from canvas_sim.engine.borders import meet_neighbors
from canvas_sim.engine.membership import learn
from canvas_sim.engine.overlay import share_ground
from canvas_sim.engine.posts import center_of, publish
from canvas_sim.world.claims import stake
from canvas_sim.world.tables import ALIVE, NOBODY, OUTSIDE, RELATIONS, SEARCHING


@kernel
def ink_used(world):
    """How much of `World.ink` the designs so far take up."""
    number = world.clock[0].designs - 1
    if number < 0:
        return 0
    last = world.designs[number]
    return np.int64(last.ink) + (last.width * last.height if last.kind == TEMPLATE else LANES)


@kernel
def write_design(world, pixels, community, key):
    """A row and the ink of a template that has no site yet; returns its number. The caller has made room."""
    used = ink_used(world)
    number = np.int64(world.clock[0].designs)
    world.clock[0].designs += 1
    counts = np.zeros(256, np.int64)
    for row in range(pixels.shape[0]):
        for column in range(pixels.shape[1]):
            world.ink[used + row * pixels.shape[1] + column] = pixels[row, column]
            counts[pixels[row, column]] += 1
    counts[OUTSIDE] = 0
    design = world.designs[number]
    design.key = key
    design.ink = used
    design.community = community
    design.height, design.width = pixels.shape
    design.area = counts.sum()
    design.ground = np.uint8(counts.argmax())
    design.ended = NOBODY
    design.before = NOBODY
    design.kind = TEMPLATE
    design.state = SEARCHING
    return number


@kernel
def open_design(world, number, site, votes):
    """Publish a design: it is staked out, neighbors notice, and the founder calls for hands."""
    design = world.designs[number]
    group = world.communities[design.community]
    now = world.clock[0].now
    design.x, design.y = site
    design.state = ALIVE
    design.founded = now
    group.state = ALIVE
    group.design = number
    group.works += 1
    group.worked = now
    stake(world, number)
    meet_neighbors(world, number)
    _respect_treaties(world, number)
    if group.leader0 >= 0 and world.users[group.leader0].club == design.community:
        learn(world, np.int64(group.leader0), number, (now, BY_ITSELF, np.int64(group.leader0)))
    if group.leader0 >= 0 and world.clock[0].forum == 1:
        x, y = center_of(world, number)
        publish(world, np.int64(design.community), np.int64(group.leader0), CALL_BUILD, (number, NOBODY, x, y))
        world.posts[world.clock[0].posts - 1].votes = votes


@rule
def _respect_treaties(world, number):
    """A new plan of a community leaves what they show to its allies, and to those it has a truce with."""
    community = world.designs[number].community
    for slot in range(RELATIONS):
        relation = world.relations[community, slot]
        if relation.other >= 0 and (relation.allied == 1 or relation.settled == 1):
            share_ground(world, community, relation.other)
