"""Relate: what one community feels about another, and what follows from it.

Trust is a sum of four terms, each with a weight that may be 0: damage blamed (against), help seen, a common border,
a common enemy (for). Grudges and gratitude halve with a half-life. Source: landscape theory, in which sides form from
size-weighted propensities (Axelrod & Bennett 1993); the alliances of 2017 as told.
"""

from __future__ import annotations

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.world.queries import alive
from canvas_sim.world.tables import NOBODY, RELATIONS

FEW = 5.0  # added to head-counts, so that a community of one is not moved by a single pixel


@rule
def slot_of(world, a, b):
    """The slot in which community `a` keeps its relation to `b`, or NOBODY."""
    for slot in range(RELATIONS):
        if world.relations[a, slot].other == b:
            return slot
    return NOBODY


@rule
def grievance(world, a, b):
    """The grudge that community `a` bears `b`: damage blamed of late, a member."""
    if a < 0 or b < 0:
        return 0.0
    slot = slot_of(world, a, b)
    if slot < 0:
        return 0.0
    return world.relations[a, slot].grievance / (world.communities[a].members + FEW)


@rule
def trust(world, a, slot):
    """How much community `a` trusts the one in `slot`."""
    weights = world.settings[0]
    relation = world.relations[a, slot]
    heads = world.communities[a].members + FEW
    good = weights.alliances_help * min(1.0, relation.gratitude / heads)
    good += weights.alliances_border * relation.border
    good += weights.alliances_enemy * _common_enemy(world, a, relation.other)
    return good - weights.alliances_damage * min(4.0, relation.grievance / heads)


@rule
def _common_enemy(world, a, b):
    """How deep the deepest grudge is that both bear the same third community, at most 1."""
    deepest = 0.0
    for slot in range(RELATIONS):
        third = world.relations[a, slot].other
        if third < 0 or third == b:
            continue
        mine = world.relations[a, slot].grievance / (world.communities[a].members + FEW)
        deepest = max(deepest, min(mine, grievance(world, b, third)))
    return min(1.0, deepest)


@rule
def tied(world, a, slot):
    """Ties of `a`'s members to the other's, a member: the channel without which two groups never talk."""
    return world.relations[a, slot].ties / (world.communities[a].members + FEW)


@rule
def willing(world, a, slot):
    """Whether community `a` would ally with the one in `slot`."""
    weights = world.settings[0]
    relation = world.relations[a, slot]
    if relation.allied == 1 or weights.society_between == 0 or not alive(world, relation.other):
        return False
    return relation.trust >= weights.alliances_forms and tied(world, a, slot) >= weights.alliances_ties


@rule
def weakest_slot(world, a):
    """The slot that a new acquaintance takes: an empty one, or that of the least felt who is no ally."""
    chosen = NOBODY
    least = 1e300
    for slot in range(RELATIONS):
        relation = world.relations[a, slot]
        if relation.other < 0:
            return slot
        felt = 10.0 * np.float64(relation.border) + np.float64(relation.grievance) + np.float64(relation.gratitude)
        felt += np.float64(relation.ties) / 10.0
        if relation.allied == 0 and felt < least:
            least = felt
            chosen = slot
    return chosen
