"""Meetings: every few minutes boards are ranked, feelings fade, alliances form and end, and communities give up.

Communities meet in the order of their numbers. What a meeting decides about designs (a site, another design, one more)
is left as a wish, which `founding` carries out.
"""

import numpy as np

from canvas_sim.base.jit import kernel, rule
from canvas_sim.engine.boards import rank_board, rank_front
from canvas_sim.engine.endings import end_community, leave_site
from canvas_sim.engine.treaties import call_to_attack, negotiate
from canvas_sim.rules.community import DISBAND, GO_ON, RELOCATE, consider
from canvas_sim.rules.diplomacy import trust
from canvas_sim.rules.war import turns_on
from canvas_sim.world.tables import ALIVE, ENDED, RELATIONS, SEARCHING

MEMORY_HOURS = 0.75  # how long members' reports stay fresh


@kernel
def meet(world, hours, wishes):
    """One meeting of all communities, `hours` after the last; wishes about designs go into `wishes`."""
    clock = world.clock[0]
    fade = 0.5 ** (hours / world.settings[0].alliances_half_life)
    hourly = 0.5 ** (2.0 * hours)
    memory = 0.5 ** (hours / MEMORY_HOURS)
    for community in range(clock.communities):
        wishes[community] = GO_ON
        group = world.communities[community]
        if group.state == ENDED:
            continue
        group.meetings += np.uint32(1)
        _feel(world, community, fade, hourly)
        rank_board(world, community)
        wishes[community] = _decide_on_designs(world, community, hours)
        group.looked *= memory
        group.wrong *= memory
        group.blank *= memory
        group.yielded *= memory
    for community in range(clock.communities):
        if world.communities[community].state == ALIVE:
            negotiate(world, community, hours)
            other = turns_on(world, community, hours)
            if other >= 0:
                call_to_attack(world, community, other)
    rank_front(world)


@kernel
def _decide_on_designs(world, community, hours):
    """Carry out what a community decides, as far as no design is made for it; else that is its wish."""
    decision = consider(world, community, hours)
    if decision == DISBAND:
        end_community(world, community)
    elif decision == RELOCATE:
        leave_site(world, community)
        world.communities[community].state = SEARCHING
    else:
        return decision
    return GO_ON


@rule
def _feel(world, community, fade, hourly):
    for slot in range(RELATIONS):
        relation = world.relations[community, slot]
        if relation.other >= 0:
            relation.grievance = np.float32(np.float64(relation.grievance) * fade)
            relation.gratitude = np.float32(np.float64(relation.gratitude) * fade)
            relation.blows = np.float32(np.float64(relation.blows) * hourly)
            relation.chosen = np.float32(np.float64(relation.chosen) * hourly)
            relation.trust = np.float32(trust(world, community, slot))
