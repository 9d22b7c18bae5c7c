"""Attend: what a user turns to first.

My own last pixel, if somebody painted over it; a post on my board; a neighbor's or an ally's work; my own design.
Who has no community looks for one, or stays alone. Sources: users stay near their own project (moderate); they are
recruited through communities, by what they see and by whom they follow (strong).
"""

import math

import numpy as np

from canvas_sim.base.jit import rule
from canvas_sim.base.patterns import TEMPLATE
from canvas_sim.base.rng import alternative, block, stream, unit
from canvas_sim.base.user_kinds import KEEPS, RAIDS, SETTLED, SPOILS
from canvas_sim.base.vocabulary import CALL_ATTACK, CALL_HELP, TREATY
from canvas_sim.rules.join import join
from canvas_sim.rules.types import AGAIN, AID, ALONE, DEFEND, NOWHERE, OWN, RAID, SPOIL, STRIKE, Focus, focus
from canvas_sim.world.queries import alive, has_trait
from canvas_sim.world.tables import BOARD, NOBODY, RELATIONS, SEARCHING

ATTEND = stream("attend")
READ = stream("attend/board")
SIDE = stream("attend/neighbor")
PASSING = 0.05  # what a neighbor weighs without a common border, in shares of the own outline


@rule
def attend(world, me, t):
    """What user `me` turns to at time `t`, as a `Focus`."""
    user = world.users[me]
    if has_trait(user, RAIDS):
        return focus(RAID, NOBODY, NOBODY, NOWHERE, 0)
    if has_trait(user, KEEPS):
        return focus(ALONE, NOBODY, NOBODY, NOWHERE, 0)
    a, b, c, d = block(world.clock[0].seed, ATTEND, user.key, user.turns, 0)
    if has_trait(user, SPOILS) and unit(a) < 0.5:
        return focus(SPOIL, user.club, NOBODY, NOWHERE, 0)
    if not alive(world, user.club):
        if user.club >= 0 and _waits(world, me, a):
            return focus(ALONE, user.club, NOBODY, NOWHERE, 0)
        return _newcomer(world, me, t)
    if has_trait(user, SETTLED):
        return focus(OWN, user.club, _mine(world, me), NOWHERE, 0)
    if user.placed == 1 and unit(b) < world.settings[0].people_redo and _overwritten(world, me):
        return focus(AGAIN, user.club, user.design, (NOBODY, user.x, user.y), 0)
    if world.clock[0].forum == 1 and unit(c) < world.lives[me].reading:
        return _read(world, me, t)
    if unit(d) < world.settings[0].people_help:
        return _neighbor(world, me)
    return focus(OWN, user.club, _mine(world, me), NOWHERE, 0)


@rule
def _newcomer(world, me, t):
    design = join(world, me, t)
    if design < 0:
        return focus(ALONE, NOBODY, NOBODY, NOWHERE, 0)
    chosen = focus(OWN, world.designs[design].community, design, NOWHERE, 0)
    return Focus(chosen[0], chosen[1], chosen[2], chosen[3], chosen[4], chosen[5], chosen[6], np.int64(1))


@rule
def _waits(world, me, word):
    """The loyal wait while their community looks for a site."""
    return world.communities[world.users[me].club].state == SEARCHING and unit(word) < world.lives[me].loyalty


@rule
def _mine(world, me):
    """The design that I know, as long as it lives and is my community's; else the community's newest."""
    user = world.users[me]
    if user.design >= 0:
        design = world.designs[user.design]
        if design.community == user.club and (design.ended < 0 or _holds_out(world, me, user.design)):
            return np.int64(user.design)
    return np.int64(world.communities[user.club].design)


@rule
def _holds_out(world, me, number):
    """After a redesign some go on with the old picture: (user, design) decides, once and for all."""
    newest = world.communities[world.users[me].club].design
    if world.designs[newest].before != number:
        return False
    a, _b, _c, _d = block(world.clock[0].seed, stream_holdout, world.users[me].key, number, 0)
    return unit(a) < world.settings[0].communities_holdouts


stream_holdout = stream("attend/holdout")


@rule
def _overwritten(world, me):
    """My last pixel is no longer as I left it, and it was one of my design."""
    user = world.users[me]
    if user.design < 0 or world.designs[user.design].community != user.club:
        return False
    return world.designs[user.design].ended < 0 and world.canvas[user.y, user.x] != user.color


@rule
def _read(world, me, t):
    """Act on one post of my board; high ones draw more: the weight of rank r is 1 / (r + 1)."""
    user = world.users[me]
    a, b, _c, _d = block(world.clock[0].seed, READ, user.key, user.turns, 0)
    chosen = np.int64(NOBODY)
    best = 1e300
    for rank in range(BOARD):
        number = np.int64(world.boards[user.club, rank])
        if number < 0:
            break
        post = world.posts[number]
        if post.kind == TREATY:
            continue
        word = unit(alternative(a, b, (np.uint64(post.author) << np.uint64(12)) ^ np.uint64(post.turn)))
        cost = -math.log(1.0 - word) * (rank + 1)
        if cost < best:
            best = cost
            chosen = number
    if chosen < 0:
        return focus(OWN, user.club, _mine(world, me), NOWHERE, 1)
    return _follow(world, me, chosen)


@rule
def _follow(world, me, number):
    """What a post asks for: build or defend at a place, help a friend, or strike."""
    post = world.posts[number]
    place = (np.int64(number), np.int64(post.x), np.int64(post.y))
    club = np.int64(world.users[me].club)
    if post.kind == CALL_HELP and alive(world, post.target):
        return focus(AID, club, world.communities[post.target].design, (np.int64(number), NOBODY, NOBODY), 1)
    if post.kind == CALL_ATTACK and alive(world, post.target):
        return focus(STRIKE, club, world.communities[post.target].design, place, 1)
    if post.design >= 0 and world.designs[post.design].ended < 0:
        return focus(DEFEND, club, post.design, place, 1)
    return focus(OWN, club, _mine(world, me), NOWHERE, 1)


@rule
def _neighbor(world, me):
    """The design of a neighbor: rather an ally, and rather a long border; never one that mine is angry with."""
    user = world.users[me]
    a, b, _c, _d = block(world.clock[0].seed, SIDE, user.key, 0, 0)
    chosen = np.int64(NOBODY)
    best = 1e300
    for slot in range(RELATIONS):
        relation = world.relations[user.club, slot]
        if relation.other < 0 or not alive(world, relation.other) or relation.trust < 0:
            continue
        weight = (4.0 if relation.allied == 1 else 1.0) * (np.float64(relation.border) + PASSING)
        other = world.communities[relation.other]
        cost = -math.log(1.0 - unit(alternative(a, b, other.key))) / weight
        if cost < best and world.designs[other.design].kind == TEMPLATE:
            best = cost
            chosen = np.int64(relation.other)
    if chosen < 0:
        return focus(OWN, user.club, _mine(world, me), NOWHERE, 0)
    return focus(AID, user.club, world.communities[chosen].design, NOWHERE, 0)
