"""Relate: what one community feels about another.

Trust is a sum of four terms, each with a weight that may be 0: damage blamed (against), help seen, a common border,
a common enemy (for). Grudges and gratitude halve with a half-life. Source: landscape theory, in which sides form from
size-weighted propensities (Axelrod & Bennett 1993); the alliances of 2017 as told.
"""

from canvas_sim.base.jit import rule
from canvas_sim.world.relations import heads, relation_slot
from canvas_sim.world.tables import RELATIONS


@rule
def grievance(world, a, b):
    """The grudge that community `a` bears `b`: damage blamed of late, a member."""
    if a < 0 or b < 0:
        return 0.0
    slot = relation_slot(world, a, b)
    if slot < 0:
        return 0.0
    return world.relations[a, slot].grievance / heads(world, a)


@rule
def trust(world, a, slot):
    """How much community `a` trusts the one in `slot`."""
    weights = world.settings[0]
    relation = world.relations[a, slot]
    shared = heads(world, a)
    good = weights.alliances_help * min(1.0, relation.gratitude / shared)
    good += weights.alliances_border * relation.border
    good += weights.alliances_enemy * _common_enemy(world, a, relation.other)
    return good - weights.alliances_damage * min(4.0, relation.grievance / shared)


@rule
def _common_enemy(world, a, b):
    """How deep the deepest grudge is that both bear the same third community, at most 1."""
    deepest = 0.0
    for slot in range(RELATIONS):
        third = world.relations[a, slot].other
        if third < 0 or third == b:
            continue
        mine = world.relations[a, slot].grievance / heads(world, a)
        deepest = max(deepest, min(mine, grievance(world, b, third)))
    return min(1.0, deepest)


@rule
def tied(world, a, slot):
    """Ties of `a`'s members to the other's, a member: the channel without which two groups never talk."""
    return world.relations[a, slot].ties / heads(world, a)


@rule
def bound_by_treaty(world, me, other):
    """Whether a treaty with `other` binds user `me`, who knows a plan of its community: the treaty is drawn in it."""
    user = world.users[me]
    if user.club < 0 or user.design < 0 or world.designs[user.design].community != user.club:
        return False
    return is_allied(world, user.club, other)


@rule
def is_allied(world, a, b):
    """Whether communities `a` and `b` are allied."""
    slot = relation_slot(world, a, b)
    return slot >= 0 and world.relations[a, slot].allied == 1
