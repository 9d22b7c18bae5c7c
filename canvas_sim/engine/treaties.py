"""Treaties: alliances are formed, reviewed and ended, on both sides, and each of this is written down."""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.vocabulary import BETRAYED, CALL_ATTACK, FORMED, NO_CHANGE, TREATY
from canvas_sim.engine.overlay import share_ground
from canvas_sim.engine.posts import publish
from canvas_sim.rules.alliance import agrees, defects, ground_of_trust, review
from canvas_sim.rules.war import front
from canvas_sim.world.relations import heads, relation_slot
from canvas_sim.world.tables import NOBODY, RELATIONS


@rule
def negotiate(world, community, hours):
    """Alliances of one community: betrayed, broken, lapsed; or formed with one who trusts it as well."""
    for slot in range(RELATIONS):
        relation = world.relations[community, slot]
        if relation.other < 0:
            continue
        if relation.allied == 1:
            _review_alliance(world, community, slot, hours)
        elif relation.other > community and world.clock[0].allowed == 1 and agrees(world, community, slot, hours):
            _form_alliance(world, community, slot)


@rule
def _review_alliance(world, community, slot, hours):
    what, cause = review(world, community, slot)
    if what != NO_CHANGE:
        end_alliance(world, community, slot, what, cause)
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
def _form_alliance(world, community, slot):
    """Both sides begin anew with each other, draw their plans so that none covers the other's, and say so."""
    relation = world.relations[community, slot]
    other = relation.other
    share_ground(world, community, other)
    _ally(world, relation)
    _ally(world, world.relations[other, relation_slot(world, other, community)])
    _write_treaty(world, community, slot, FORMED, ground_of_trust(world, community, slot))
    _announce(world, community, other)
    _announce(world, other, community)


@rule
def _ally(world, relation):
    relation.allied = 1
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
def end_alliance(world, community, slot, what, cause):
    """An alliance ends, on both sides."""
    relation = world.relations[community, slot]
    relation.allied = 0
    back = relation_slot(world, relation.other, community)
    if back >= 0:
        world.relations[relation.other, back].allied = 0
    _write_treaty(world, community, slot, what, cause)


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
