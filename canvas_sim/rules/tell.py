"""Tell: vote for the post that one acted on, call for hands, leave for another community, or found one.

Members call for defense when they see damage, for building when a young design is bare, for help when an ally needs a
hand, and leaders call to strike at whom they blame again and again. Nobody sees more than its own glances. Sources:
recruitment and coordination through posts (strong); a few communities start most conflicts (Kumar et al. 2018).
"""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.rng import block, stream, unit
from canvas_sim.base.user_kinds import FOUNDS, SETTLED
from canvas_sim.base.vocabulary import CALL_ATTACK, CALL_BUILD, CALL_DEFEND, CALL_HELP, GUARD
from canvas_sim.rules.diplomacy import bound_by_treaty, grievance, is_allied
from canvas_sim.rules.types import OWN, Words, worked_on
from canvas_sim.world.queries import between, has_trait, local_wear
from canvas_sim.world.tables import NOBODY

TELL = stream("tell")
FOUND = stream("tell/found")
ANGRY = 0.1  # grudge at which a leader thinks of war
BARE = 0.5


@rule
def tell(world, me, chosen, sight, done):
    """What user `me` says after it turned to `chosen`, saw `sight` and did `done`, as `Words`."""
    user = world.users[me]
    words = block(world.clock[0].seed, TELL, user.key, user.turns, 0)
    forum = world.clock[0].forum == 1
    vote = 1 if forum and chosen.post >= 0 and unit(words[0]) < world.settings[0].forum_vote else 0
    call = 0
    target = NOBODY
    if forum and chosen.community >= 0 and sight.looked > 0:
        leader = leads(world, me, chosen.community)
        rate = world.settings[0].forum_leader_post if leader else world.settings[0].forum_post
        if unit(words[1]) < rate:
            call, target = _call(world, me, chosen, sight, unit(words[2]) if leader else 1.0)
    found = _founds(world, me)
    leave = _leaves(world, me, sight, done, words[3])
    return Words(np.int64(vote), np.int64(call), np.int64(target), np.int64(found), np.int64(leave))


@rule
def leads(world, me, community):
    """Whether user `me` is a leader of `community`."""
    group = world.communities[community]
    return me in (group.leader0, group.leader1, group.leader2)


@rule
def _call(world, me, chosen, sight, mood):
    """What to call for: to strike (leaders, when the grudge is old and deep), defend, help, or build."""
    hit = chosen.purpose == OWN and sight.blame >= 0 and mood < world.lives[me].temper
    if hit and grievance(world, chosen.community, sight.blame) >= ANGRY and not bound_by_treaty(world, me, sight.blame):
        return CALL_ATTACK, sight.blame
    bad = sight.wrong - sight.blank
    friend = np.int64(world.designs[worked_on(chosen, sight)].community)
    if friend != chosen.community:
        if sight.found == 1 and is_allied(world, chosen.community, friend):
            return CALL_HELP, friend
        return 0, np.int64(NOBODY)
    if bad > world.settings[0].forum_alarm * sight.looked:
        return CALL_DEFEND, sight.blame
    if sight.sore == 1:
        return CALL_DEFEND, sight.blame
    if sight.blank > BARE * sight.looked:
        return CALL_BUILD, np.int64(NOBODY)
    return 0, np.int64(NOBODY)


@rule
def _leaves(world, me, sight, done, word):
    """Who finds nothing to do, and does not guard, may look for another community."""
    if sight.looked == 0 or sight.found == 1 or (done.placed == 1 and done.intent == GUARD):
        return 0
    return 1 if not has_trait(world.users[me], SETTLED) and unit(word) < world.settings[0].people_move else 0


@rule
def _founds(world, me):
    """Some found a community of their own, if a place that they look at is little worked on."""
    user = world.users[me]
    if not has_trait(user, FOUNDS):
        return 0
    settings = world.settings[0]
    clock = world.clock[0]
    a, b, c, _d = block(clock.seed, FOUND, user.key, user.turns, 0)
    worn = local_wear(world, between(b, clock.x0, clock.x1), between(c, clock.y0, clock.y1))
    half = settings.communities_founding_wear
    rate = settings.communities_founding / 1000.0 * half / (half + worn)
    return 1 if unit(a) < rate else 0
