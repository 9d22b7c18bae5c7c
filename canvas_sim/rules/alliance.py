"""Ally: when two communities settle their border, or form an alliance, why, and when it ends.

Both must want it and have ties between their members, and then somebody must speak. A truce asks for less trust, and
only says which pixel is whose; an alliance is a friendship. It ends by betrayal, by damage or
by silence; and a leader whose own work is finished may call to attack an ally. Sources: border hearts, common enemies
and mutual help as told of 2017 (moderate); rates and thresholds are open.
"""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.rng import block, stream, unit
from canvas_sim.base.times import HOUR
from canvas_sim.base.vocabulary import (
    BETRAYED,
    BORDER,
    BROKEN,
    CHOSEN,
    DAMAGE,
    ENEMY,
    FORMED,
    HELPED,
    LAPSED,
    NO_CAUSE,
    NO_CHANGE,
    NO_CONTACT,
    TRUCE,
    UNREAD,
)
from canvas_sim.rules.community import is_finished
from canvas_sim.rules.diplomacy import tied
from canvas_sim.world.queries import alive
from canvas_sim.world.relations import heads, relation_slot

TALK = stream("meet/talk")
DEFECT = stream("meet/defect")


@rule
def willing(world, a, slot, least):
    """Whether community `a` talks to the one in `slot`, and trusts it by `least` or more."""
    relation = world.relations[a, slot]
    if world.settings[0].society_between == 0 or not alive(world, relation.other):
        return False
    return relation.trust >= least and tied(world, a, slot) >= world.settings[0].alliances_ties


@rule
def agree(world, a, slot, hours):
    """What `a` and the one in `slot` agree on at a meeting `hours` after the last: FORMED, TRUCE or NO_CHANGE.

    Both want to, and talk.
    """
    relation = world.relations[a, slot]
    other = relation.other
    forms = world.settings[0].alliances_forms
    at_odds = relation.settled == 0 and relation.border > 0
    least = min(forms, world.settings[0].alliances_settles) if at_odds else forms
    if not willing(world, a, slot, least):
        return NO_CHANGE
    back = relation_slot(world, other, a)
    if back < 0 or not willing(world, other, back, least) or world.clock[0].forum == 0:
        return NO_CHANGE
    group = world.communities[a]
    pair = group.key ^ (np.uint64(world.communities[other].key) << np.uint64(1))
    word, _b, _c, _d = block(world.clock[0].seed, TALK, pair, group.meetings, 0)
    if unit(word) >= world.settings[0].alliances_talk * hours:
        return NO_CHANGE
    friends = min(relation.trust, world.relations[other, back].trust) >= forms
    return FORMED if friends else TRUCE


@rule
def ground_of_trust(world, a, slot):
    """The largest of the terms that made the trust: BORDER, HELPED or ENEMY."""
    weights = world.settings[0]
    relation = world.relations[a, slot]
    border = weights.alliances_border * relation.border
    helped = weights.alliances_help * min(1.0, relation.gratitude / heads(world, a))
    rest = relation.trust - border - helped
    if border >= helped and border >= rest:
        return BORDER
    return HELPED if helped >= rest else ENEMY


@rule
def review(world, a, slot):
    """What becomes of an alliance at a meeting, and why: (BETRAYED, BROKEN, LAPSED or NO_CHANGE, a cause)."""
    relation = world.relations[a, slot]
    settings = world.settings[0]
    now = world.clock[0].now
    if relation.blows >= settings.alliances_betrayal * heads(world, a):
        return BETRAYED, CHOSEN if relation.chosen * 2.0 > relation.blows else UNREAD
    if relation.trust <= settings.alliances_breaks:
        return BROKEN, DAMAGE
    patience = settings.alliances_idle * HOUR
    if now - relation.met > patience and now - relation.since > patience:
        return LAPSED, NO_CONTACT
    return NO_CHANGE, NO_CAUSE


@rule
def defects(world, a, slot, hours):
    """Whether the leader of community `a`, whose own work is finished, calls to attack the ally in `slot`."""
    group = world.communities[a]
    if group.leader0 < 0 or world.clock[0].forum == 0 or not is_finished(world, a):
        return False
    word, _b, _c, _d = block(world.clock[0].seed, DEFECT, group.key, group.meetings, slot)
    keen = unit(word) < world.settings[0].alliances_defect * hours
    return keen and alive(world, world.relations[a, slot].other)
