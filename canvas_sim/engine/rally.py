"""Rally: a leader's call reaches members who rest, and some come at once; their cooldowns hold."""

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.rng import block, stream, unit
from canvas_sim.base.times import MINUTE
from canvas_sim.engine.calendar import add
from canvas_sim.rules.attend import is_called
from canvas_sim.rules.come_back import awake
from canvas_sim.world.tables import NEVER, RESTING

RALLY = stream("rally")
REST = 30 * MINUTE  # who comes back later than this rests


@rule
def note_rest(world, plan):
    """A member who goes to rest can be called, until `RESTING` others have gone after it."""
    club = np.int64(world.users[plan.user].club)
    if club >= 0 and plan.due + REST < plan.next < NEVER:
        group = world.communities[club]
        world.resting[club, group.rested % RESTING] = plan.user
        group.rested += 1


@rule
def pass_on(world, plan, queue):
    """The first member who acts after a leader called passes it on to those who rest."""
    club = np.int64(world.users[plan.user].club)
    if club < 0 or world.communities[club].heard == 1 or world.clock[0].forum == 0:
        return
    if not is_called(world, club, plan.due):
        return
    group = world.communities[club]
    group.heard = 1
    for place in range(min(group.rested, RESTING)):
        _call(world, np.int64(world.resting[club, place]), club, queue)
    group.rested = 0


@rule
def _call(world, me, club, queue):
    """One who rests may come within minutes, if it is not its night."""
    clock = world.clock[0]
    settings = world.settings[0]
    user = world.users[me]
    now = np.int64(clock.now + clock.tick)
    if user.club != club or user.due < now + REST or user.due >= NEVER or user.bucket >= now // clock.tick:
        return
    a, b, _c, _d = block(clock.seed, RALLY, user.key, user.turns, 0)
    if unit(a) >= settings.forum_rally:
        return
    due = max(now, np.int64(user.free)) + np.int64(unit(b) * settings.forum_call_minutes * MINUTE)
    if due < min(np.int64(user.due), np.int64(clock.end)) and awake(world, me, due) == due:
        user.bucket = user.due // clock.tick
        user.due = due
        if due // clock.tick != user.bucket:  # else it is in that bucket already
            add(queue, due // clock.tick, me)
