"""Endings: a community leaves its site, or ends."""

from canvas_sim.base.jit import kernel, rule
from canvas_sim.base.vocabulary import LAPSED, SIDE_ENDED, TRUCE_OVER
from canvas_sim.engine.treaties import end_treaty
from canvas_sim.world.claims import give_up_design
from canvas_sim.world.tables import ALIVE, ENDED, RELATIONS


@rule
def leave_site(world, community):
    """All designs of a community are given up; what is painted stays."""
    for number in range(world.clock[0].designs):
        design = world.designs[number]
        if design.community == community and design.state == ALIVE:
            give_up_design(world, number, world.clock[0].now)
    world.communities[community].works = 0
    world.communities[community].looked = 0.0


@kernel
def end_community(world, community):
    """A community ends: its designs are given up, its alliances end, its members are free."""
    leave_site(world, community)
    group = world.communities[community]
    group.state = ENDED
    group.ended = world.clock[0].now
    for slot in range(RELATIONS):
        relation = world.relations[community, slot]
        if relation.other >= 0 and relation.settled == 1:
            end_treaty(world, community, slot, LAPSED if relation.allied == 1 else TRUCE_OVER, SIDE_ENDED)
