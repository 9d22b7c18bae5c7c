"""Reports: what a turn adds to what its community knows and feels."""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.vocabulary import CALL_ATTACK
from canvas_sim.engine.relations import slot_for
from canvas_sim.world.relations import relation_slot


@rule
def add_report(world, plan):
    """What the glances add to what the community knows, whom it blames and thanks, and the blows it deals."""
    club = np.int64(world.users[plan.user].club)
    if club < 0:
        return
    group = world.communities[club]
    if plan.placed == 1:
        group.worked = plan.due
    if plan.design >= 0 and world.designs[plan.design].community == club and world.designs[plan.design].ended < 0:
        group.looked += plan.looked
        group.wrong += plan.wrong
        group.blank += plan.blank
        group.yielded += plan.yielded
        _feel(world, club, plan)
    _count_blows(world, club, plan)


@rule
def _feel(world, club, plan):
    """Blame and thanks, of whom one did not know as well."""
    if plan.blame >= 0 and plan.blame != club:
        slot = slot_for(world, club, plan.blame)
        if slot >= 0:
            world.relations[club, slot].grievance += np.float32(1)
            world.relations[club, slot].met = plan.due
    if plan.thanks >= 0 and plan.thanks != club:
        slot = slot_for(world, club, plan.thanks)
        if slot >= 0:
            world.relations[club, slot].gratitude += np.float32(1)
            world.relations[club, slot].ties += np.float32(world.settings[0].society_between)
            world.relations[club, slot].met = plan.due


@rule
def _count_blows(world, club, plan):
    """Net hostile placements against communities that one knows, and those of them that a post called for."""
    if plan.harmed >= 0:
        slot = relation_slot(world, club, plan.harmed)
        if slot >= 0:
            world.relations[club, slot].blows += np.float32(1)
            if plan.post >= 0 and world.posts[plan.post].kind == CALL_ATTACK:
                world.relations[club, slot].chosen += np.float32(1)
    if plan.helped >= 0:
        slot = relation_slot(world, club, plan.helped)
        if slot >= 0:
            world.relations[club, slot].blows -= np.float32(1)
