"""Treaties: truces and alliances are made, reviewed and ended, on both sides, and each of this is written down."""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.vocabulary import BETRAYED, CALL_ATTACK, DAMAGE, FORMED, NO_CHANGE, TREATY, TRUCE, TRUCE_OVER
from canvas_sim.engine.overlay import costs_too_much, share_ground
from canvas_sim.engine.posts import publish
from canvas_sim.rules.alliance import agree, defects, ground_of_trust, review
from canvas_sim.rules.war import front
from canvas_sim.world.relations import heads, relation_slot
from canvas_sim.world.tables import NOBODY, RELATIONS


@rule
def negotiate(world, community, hours):
    """Treaties of one community: betrayed, broken, lapsed; or made with one who trusts it as well."""
    for slot in range(RELATIONS):
        relation = world.relations[community, slot]
        if relation.other < 0:
            continue
        if relation.allied == 1:
            _review_alliance(world, community, slot, hours)
            continue
        if relation.settled == 1 and relation.trust <= world.settings[0].alliances_breaks:
            end_treaty(world, community, slot, TRUCE_OVER, DAMAGE)
        if relation.other > community and world.clock[0].allowed == 1:
            _talk(world, community, slot, hours)


@rule
def _talk(world, community, slot, hours):
    what = agree(world, community, slot, hours)
    other = world.relations[community, slot].other
    if what == TRUCE and (costs_too_much(world, community, other) or costs_too_much(world, other, community)):
        return
    if what != NO_CHANGE:
        _sign(world, community, slot, what)


@rule
def _review_alliance(world, community, slot, hours):
    what, cause = review(world, community, slot)
    if what != NO_CHANGE:
        end_treaty(world, community, slot, what, cause)
        if what == BETRAYED:
            _remember_betrayal(world, world.relations[community, slot].other, community)
    elif defects(world, community, slot, hours):
        call_to_attack(world, community, world.relations[community, slot].other)


@rule
def call_to_attack(world, community, other):
    """The first leader calls to strike at another community, if there is a front (`canvas_sim.rules.war.front`)."""
    group = world.communities[community]
    x, y = front(world, community, other)
    if x < 0:
        return
    publish(world, community, group.leader0, CALL_ATTACK, (group.design, other, x, y))


@rule
def _remember_betrayal(world, betrayed, by):
    """Each of the betrayed remembers it: it cools with all grudges."""
    slot = relation_slot(world, betrayed, by)
    if slot >= 0:
        world.relations[betrayed, slot].grievance += np.float32(heads(world, betrayed))


@rule
def _sign(world, community, slot, what):
    """An alliance (FORMED) or a truce: both sides draw their plans so that none covers the other's, and say so."""
    relation = world.relations[community, slot]
    other = relation.other
    share_ground(world, community, other)
    _begin_anew(world, relation, what)
    _begin_anew(world, world.relations[other, relation_slot(world, other, community)], what)
    _write_treaty(world, community, slot, what, ground_of_trust(world, community, slot))
    _announce(world, community, other)
    _announce(world, other, community)


@rule
def _begin_anew(world, relation, what):
    relation.settled = 1
    relation.allied = what == FORMED
    relation.since = world.clock[0].now
    relation.met = world.clock[0].now
    relation.blows = 0
    relation.chosen = 0


@rule
def _announce(world, community, other):
    group = world.communities[community]
    if group.leader0 >= 0:
        publish(world, community, group.leader0, TREATY, (group.design, other, NOBODY, NOBODY))


@rule
def end_treaty(world, community, slot, what, cause):
    """An alliance or a truce ends, on both sides."""
    relation = world.relations[community, slot]
    _end(relation)
    back = relation_slot(world, relation.other, community)
    if back >= 0:
        _end(world.relations[relation.other, back])
    _write_treaty(world, community, slot, what, cause)


@rule
def _end(relation):
    relation.allied = 0
    relation.settled = 0


@rule
def _write_treaty(world, community, slot, what, cause):
    clock = world.clock[0]
    row = world.treaties[clock.treaties]
    clock.treaties += 1
    row.ts = clock.now
    row.a = community
    row.b = world.relations[community, slot].other
    row.strength = world.relations[community, slot].trust
    row.what = what
    row.cause = cause
